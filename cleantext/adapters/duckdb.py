"""DuckDB: functions for SQL."""

from collections.abc import Callable
from typing import Any

from cleantext.adapters.core import Cleaner, Rules, needs

with needs("duckdb"):
    import duckdb
    import pyarrow as pa

    from cleantext.adapters import arrow

CHANGES = (
    'STRUCT("start" BIGINT, "end" BIGINT, "before" VARCHAR, "after" VARCHAR, "rules" VARCHAR[], "whys" VARCHAR[])[]'
)
"""The type of a column of changes."""


def register(connection: duckdb.DuckDBPyConnection, pipeline: Rules = None) -> None:
    """Add the functions ``clean_text(text)`` and ``text_changes(text)`` to a connection; NULL stays NULL."""
    cleaner = Cleaner(pipeline)
    functions = (
        ("clean_text", _on_arrays(cleaner.text, pa.string()), "VARCHAR"),
        ("text_changes", _on_arrays(cleaner.changes, arrow.CHANGES), CHANGES),
    )
    for name, function, kind in functions:
        connection.create_function(name, function, ["VARCHAR"], kind, type="arrow", null_handling="special")


def _on_arrays(function: Callable[[str | None], Any], kind: pa.DataType) -> Callable[[pa.ChunkedArray], pa.Array]:
    return lambda texts: pa.array(map(function, texts.to_pylist()), kind)
