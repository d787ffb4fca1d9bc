"""LangChain: a document transformer."""

from collections.abc import Sequence
from typing import Any, Unpack

from cleantext.adapters.core import Cleaner, Notes, Rules, needs

with needs("langchain"):
    from langchain_core.documents import BaseDocumentTransformer, Document


class CleanText(BaseDocumentTransformer):
    """``CleanText().transform_documents(documents)``: new documents with clean texts, before they are split.

    ``changes_field`` and the fields with hints are keys of the metadata.
    """

    def __init__(self, pipeline: Rules = None, **notes: Unpack[Notes]) -> None:
        self.cleaner = Cleaner(pipeline, **notes)

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:
        return [self._clean(document) for document in documents]

    def _clean(self, document: Document) -> Document:
        result = self.cleaner.run(document.page_content, document.metadata)
        metadata = {**document.metadata, **self.cleaner.noted(result, document.metadata)}
        return document.model_copy(update={"page_content": result.text, "metadata": metadata})
