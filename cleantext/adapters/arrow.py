"""Apache Arrow: tables and record batches, the form in which Parquet files and most engines hand over rows."""

from typing import Any

from cleantext.adapters.core import Cleaner, needs

with needs("arrow"):
    import pyarrow as pa

CHANGES = pa.list_(
    pa.struct(
        {
            "start": pa.int64(),
            "end": pa.int64(),
            "before": pa.string(),
            "after": pa.string(),
            "rules": pa.list_(pa.string()),
            "whys": pa.list_(pa.string()),
        }
    )
)
"""The type of a column of changes."""


class CleanTable(Cleaner):
    """Called with a table or record batch, gives one with the texts clean; the other columns stay as they are.

    The text column keeps its type. The column of changes has the type `CHANGES`.
    """

    def __call__(self, table: Any) -> Any:
        """Raises KeyError, ValueError and TypeError as `Cleaner.record` does."""
        names = [name for name in table.schema.names if name in (self.text_field, *self.hint_fields.values())]
        self._check_free(table.schema.names)
        for name, values in self.columns({name: table.column(name).to_pylist() for name in names}).items():
            at = table.schema.get_field_index(name)
            if at < 0:
                table = table.append_column(pa.field(name, CHANGES), pa.array(values, CHANGES))
            else:
                field = table.schema.field(at)
                table = table.set_column(at, field, pa.array(values, field.type))
        return table
