"""datatrove: a pipeline step."""

from collections.abc import Iterable, Iterator
from typing import Any, Unpack

from cleantext.adapters.core import Cleaner, Notes, Rules, counts_of, needs

with needs("datatrove"):
    from datatrove.pipeline.base import PipelineStep
    from datatrove.utils.typeshelper import StatHints


class CleanText(PipelineStep):
    """Cleans the text of each document and drops none.

    The changes go into the metadata, under the name ``changes_field`` ("changes"; None keeps them out), and the
    fields with hints are looked up there. The step's statistics count as `counts_of` says, and
    merge over all tasks.
    """

    name = "cleantext"
    type = "✂️ - FORMAT"

    def __init__(self, pipeline: Rules = None, **notes: Unpack[Notes]) -> None:
        super().__init__()
        notes.setdefault("changes_field", "changes")
        self.cleaner = Cleaner(pipeline, **notes)

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        for doc in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                result = self.cleaner.run(doc.text, doc.metadata)
                doc.text = result.text
                doc.metadata |= self.cleaner.noted(result, doc.metadata)
            for label, count in counts_of(result).items():
                self.stat_update(label, value=count)
            self.update_doc_stats(doc)
            yield doc
