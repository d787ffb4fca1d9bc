"""spaCy: a component that cleans the text before all others and knows where things stand in the raw text."""

from typing import Any

from cleantext.adapters.core import changes_of, needs, pipeline_of
from cleantext.ledger import Change
from cleantext.result import Result

with needs("spacy"):
    from spacy.language import Language
    from spacy.tokens import Doc, Span

KEY = "cleantext"
"""Where `Doc.user_data` holds the raw text and the changes, so that they go wherever the doc is stored."""


@Language.factory("cleantext", default_config={"pipeline": {}})
class CleanComponent:
    """``nlp.add_pipe("cleantext", first=True)``; ``config={"pipeline": {…}}`` are the arguments of `Pipeline.default`.

    The doc that the other components get is that of the clean text. ``doc._.raw`` is the raw text, and
    ``doc._.raw_span(span)`` or ``span._.raw_span`` the place of a span in it, as `Result.raw_span` gives it.
    """

    def __init__(self, nlp: Language, name: str, pipeline: dict[str, Any]) -> None:
        self.make_doc = nlp.make_doc
        self.pipeline = pipeline_of(pipeline)

    def __call__(self, doc: Doc) -> Doc:
        result = self.pipeline.run(doc.text)
        clean = self.make_doc(result.text) if result.changes else doc
        clean.user_data |= {**doc.user_data, KEY: {"raw": result.raw, "changes": changes_of(result)}}
        clean._context = doc._context
        return clean


def _result(doc: Doc) -> Result:
    """What was done to the doc; nothing if the component was not in its pipeline."""
    noted = doc.user_data.get(KEY, {"raw": doc.text, "changes": []})
    return Result(noted["raw"], doc.text, [Change(**change) for change in noted["changes"]])


def _raw_span(doc: Doc, span: Span) -> tuple[int, int]:
    return _result(doc).raw_span(span.start_char, span.end_char)


Doc.set_extension("raw", getter=lambda doc: _result(doc).raw, force=True)
Doc.set_extension("raw_span", method=_raw_span, force=True)
Span.set_extension("raw_span", getter=lambda span: _raw_span(span.doc, span), force=True)
