"""Hugging Face datasets: a function for `Dataset.map` and `IterableDataset.map`."""

from typing import Any

from cleantext.adapters.core import needs

with needs("datasets"):
    import datasets  # noqa: F401

    from cleantext.adapters.arrow import CleanTable


class Clean(CleanTable):
    """``dataset.map(Clean(), batched=True)``.

    It pickles, and `datasets` finds what it has cleaned in its cache as long as rules, options and versions are the
    same. With ``changes_field`` the dataset must be in Arrow format, which gives the changes a type even in a batch
    that has none: ``dataset.with_format("arrow").map(Clean(changes_field="changes"), batched=True)``.
    """

    def __call__(self, batch: Any) -> Any:
        """The batch with clean texts: a table, or a dict of the columns that change."""
        if hasattr(batch, "schema"):
            return super().__call__(batch)
        if not isinstance(batch.get(self.text_field), list | None):
            raise ValueError("Clean takes batches of lists or tables: dataset.with_format(None).map(…, batched=True)")
        if self.changes_field:
            raise ValueError("changes_field needs dataset.with_format('arrow').map(…), which gives the changes a type")
        return self.columns(batch)
