"""Haystack: a component for indexing pipelines."""

from dataclasses import replace

from cleantext.adapters.core import Cleaner, Rules, needs

with needs("haystack"):
    from haystack import Document, component


@component
class CleanText:
    """``pipeline.add_component("cleaner", CleanText())``: documents with clean texts; they keep their ids.

    ``changes_field`` and the fields with hints are keys of the documents' ``meta``. To save the pipeline, give the
    rules as a dict or a path.
    """

    def __init__(
        self,
        pipeline: Rules = None,
        changes_field: str | None = None,
        title_field: str | None = None,
        language_field: str | None = None,
        url_field: str | None = None,
    ) -> None:
        self.pipeline, self.changes_field = pipeline, changes_field
        self.title_field, self.language_field, self.url_field = title_field, language_field, url_field
        self.cleaner = Cleaner(
            pipeline,
            changes_field=changes_field,
            title_field=title_field,
            language_field=language_field,
            url_field=url_field,
        )

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        return {"documents": [self._clean(document) for document in documents]}

    def _clean(self, document: Document) -> Document:
        if document.content is None:
            return document
        result = self.cleaner.run(document.content, document.meta)
        meta = {**document.meta, **self.cleaner.noted(result, document.meta)}
        return replace(document, content=result.text, meta=meta)
