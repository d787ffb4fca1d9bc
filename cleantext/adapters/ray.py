"""Ray Data: a function for `Dataset.map_batches`."""

from cleantext.adapters.core import needs

with needs("ray"):
    import ray.data  # noqa: F401

    from cleantext.adapters.arrow import CleanTable


class Clean(CleanTable):
    """``ds.map_batches(Clean(), batch_format="pyarrow")``."""
