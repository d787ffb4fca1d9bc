"""Dolma: a tagger that stores our changes as spans."""

from cleantext.adapters.core import Rules, needs, pipeline_of

with needs("dolma"):
    from dolma import BaseTagger, add_tagger
    from dolma.core.data_types import DocResult, Document, Span


@add_tagger("cleantext")
class CleantextTagger(BaseTagger):
    """``dolma tag --tagger_modules cleantext.adapters.dolma --taggers cleantext …`` with the default rules.

    The type of a span is the rule that acted last on it. Its score is 1 where the text is deleted and 0 where other
    text takes its place; so the mixer's ``span_replacement`` with ``min_score: 1`` deletes what the rule deletes.
    """

    rules: Rules = None
    """A subclass, registered under a name of its own, can set others."""

    def __init__(self) -> None:
        self.pipeline = pipeline_of(self.rules)

    def predict(self, doc: Document) -> DocResult:
        changes = self.pipeline.run(doc.text).changes
        spans = [Span(start=c.start, end=c.end, type=c.rules[-1], score=float(not c.after)) for c in changes]
        return DocResult(doc=doc, spans=spans)
