"""LlamaIndex: a transformation for an ingestion pipeline."""

from collections.abc import Sequence
from typing import Any

from cleantext.adapters.core import Cleaner, needs, pipeline_of

with needs("llama-index"):
    from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent


class CleanText(TransformComponent):
    """``IngestionPipeline(transformations=[CleanText(), SentenceSplitter(), …])``.

    ``pipeline``: the rules, as arguments of `Pipeline.default` or a path. ``changes_field`` and the fields with hints
    are keys of the metadata; the changes are kept out of what is embedded or shown to a model. ``fingerprint``
    follows from the rules: the cache of an ingestion pipeline does not give what other rules have cleaned.
    """

    pipeline: dict[str, Any] | str | None = None
    changes_field: str | None = None
    title_field: str | None = None
    language_field: str | None = None
    url_field: str | None = None
    fingerprint: str = ""

    def model_post_init(self, context: Any) -> None:
        self.fingerprint = pipeline_of(self.pipeline).fingerprint

    @classmethod
    def class_name(cls) -> str:
        return "CleanText"

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        cleaner = Cleaner(
            self.pipeline,
            changes_field=self.changes_field,
            title_field=self.title_field,
            language_field=self.language_field,
            url_field=self.url_field,
        )
        return [self._clean(node, cleaner) for node in nodes]

    def _clean(self, node: BaseNode, cleaner: Cleaner) -> BaseNode:
        result = cleaner.run(node.get_content(MetadataMode.NONE), node.metadata)
        noted = cleaner.noted(result, node.metadata)
        hidden = {
            name: [*getattr(node, name), *noted]
            for name in ("excluded_embed_metadata_keys", "excluded_llm_metadata_keys")
        }
        clean = node.model_copy(update={"metadata": {**node.metadata, **noted}, **hidden})
        clean.set_content(result.text)
        return clean
