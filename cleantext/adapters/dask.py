"""Dask: a function for `Bag.map`."""

from collections.abc import Mapping
from typing import Any

from cleantext.adapters.core import Cleaner, needs

with needs("dask"):
    import dask.bag  # noqa: F401


class Clean(Cleaner):
    """``bag.map(Clean())``, on a bag of texts or of records."""

    __name__ = "clean"  # Dask names its tasks after it

    def __call__(self, item: Any) -> Any:
        return {**item, **self.record(item)} if isinstance(item, Mapping) else self.text(item)

    def __dask_tokenize__(self) -> tuple[Any, ...]:
        return self.pipeline.fingerprint, self.text_field, self.changes_field, sorted(self.hint_fields.items())
