"""Polars: a namespace of expressions. Importing this module registers it."""

from collections.abc import Callable
from typing import Any

from cleantext.adapters.core import Cleaner, Rules, needs

with needs("polars"):
    import polars as pl

CHANGES = pl.List(
    pl.Struct(
        {
            "start": pl.Int64,
            "end": pl.Int64,
            "before": pl.String,
            "after": pl.String,
            "rules": pl.List(pl.String),
            "whys": pl.List(pl.String),
        }
    )
)
"""The type of a column of changes."""


@pl.api.register_expr_namespace("cleantext")
class CleantextExpr:
    """``pl.col("text").cleantext.clean()``; null stays null. Also lazily and in the streaming engine."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def clean(self, pipeline: Rules = None) -> pl.Expr:
        """The clean texts."""
        return self._map(Cleaner(pipeline).text, pl.String())

    def changes(self, pipeline: Rules = None) -> pl.Expr:
        """The changes, as `CHANGES`."""
        return self._map(Cleaner(pipeline).changes, CHANGES)

    def run(self, pipeline: Rules = None) -> pl.Expr:
        """A struct of ``text`` and ``changes``, of which `DataFrame.unnest` makes columns."""
        cleaner = Cleaner(pipeline, changes_field="changes")
        return self._map(
            lambda text: cleaner.record({"text": text}), pl.Struct({"text": pl.String, "changes": CHANGES})
        )

    def _map(self, function: Callable[[str | None], Any], dtype: pl.DataType) -> pl.Expr:
        def on_series(series: pl.Series) -> pl.Series:
            return pl.Series(series.name, map(function, series), dtype)

        return self._expr.map_batches(on_series, return_dtype=dtype, is_elementwise=True)
