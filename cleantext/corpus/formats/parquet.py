"""Parquet: the types of all columns, the schema's metadata and the compression stay as they are.

The file is read in batches of some MB and never as a whole. A part of it that cannot be decoded is set aside as what
it is: the rest of a row group, with the number of its rows.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cleantext.corpus.compression import Reader
from cleantext.corpus.conversions import to_json, valid
from cleantext.corpus.errors import RunError
from cleantext.corpus.rows import Broken, Fields, Place, Row, RowError
from cleantext.corpus.sinks import Sink, Written

if TYPE_CHECKING:
    import pyarrow as pa

    from cleantext.corpus.formats import Reading

BATCH = 4 << 20
"""Bytes of a batch that is read, as far as the metadata tell."""

GROUP = 32 << 20
"""Bytes of rows that are gathered for a row group at most."""

SAMPLE = 1_000
"""Rows that decide about the columns of a table that is made of another kind of file."""

REST = "_rest"
"""The column, as JSON, of what has no place in the columns of such a table."""


class _Batch:
    """Some rows that were read together."""

    def __init__(self, table: "pa.RecordBatch", group: int, column: int, source: "_Source") -> None:
        self.table, self.group, self.column, self.source = table, group, column, source
        values = table.column(column)
        self.texts: list[Any]
        try:
            self.texts = values.to_pylist()
        except UnicodeDecodeError:
            self.texts = [_value(values, index) for index in range(len(values))]


class _Source:
    """What is the same for all batches of a file."""

    def __init__(self, schema: "pa.Schema", metadata: Any, fields: Fields) -> None:
        self.schema, self.fields = schema, fields
        self.compression = _compression(metadata)
        # How the elements of lists are called; older writers have another name than the standard's.
        paths = (metadata.schema.column(n).path for n in range(metadata.num_columns))
        self.compliant = not any(".list.item" in path for path in paths)
        self.names = [name if name in schema.names else None for name in fields[1:]]


class ParquetRow(Row):
    """A row of a batch."""

    __slots__ = ("batch", "index")

    def __init__(self, batch: _Batch, index: int, place: Place) -> None:
        super().__init__(b"", place)
        self.batch, self.index = batch, index

    @property
    def length(self) -> int:
        return len(self.shown())

    @property
    def crc(self) -> int:
        text = self.batch.texts[self.index]
        return zlib.crc32(text.encode()) if isinstance(text, str) else 0

    def shown(self) -> bytes:
        """The row as JSON; it has no bytes of its own."""
        self.data = self.data or to_json(
            {name: _value(column, self.index, shown=True) for name, column in self._columns()}
        )
        return self.data

    def parse(self) -> str:
        text = self.batch.texts[self.index]
        if isinstance(text, RowError | None):
            self.shown()
            raise text or RowError(f"the field {self.batch.source.fields.text!r} is null")
        names = self.batch.source.names
        if any(names):
            self.title, self.url = self._other(names[0], str), self._other(names[2], str)
            self.id = self._other(names[1], str, int)
        self.text = text
        return self.text

    @property
    def literal(self) -> str:
        return self.text

    def styles(self, text: str) -> tuple[str, ...]:
        return (text,)

    def fields(self) -> dict[str, Any]:
        return {name: _value(column, self.index, shown=True) for name, column in self._columns()}

    def _columns(self) -> Iterator[tuple[str, Any]]:
        table = self.batch.table
        return zip(table.schema.names, table.columns, strict=True)

    def _other(self, name: str | None, *types: type) -> str | None:
        value = None if name is None else _value(self.batch.table.column(name), self.index)
        return str(value) if type(value) in types else None


class _Unreadable(Broken):
    """Some rows that cannot be decoded."""

    __slots__ = ("rows",)

    def __init__(self, place: Place, reason: str, rows: int) -> None:
        super().__init__(b"", place, reason)
        self.rows = rows


def read(reader: Reader, reading: "Reading") -> Iterator[Row]:
    """The rows, by row groups."""
    pa, pq = _pyarrow()
    name = reading.input.name
    if reader.damage or reading.input.compression:
        reason = reader.damage.reason if reader.damage else "a Parquet file that is compressed as a whole"
        yield Broken(b"", Place(name, None, None), reason)
        return
    options = {"pre_buffer": False, "buffer_size": 1 << 20, "page_checksum_verification": True}
    try:
        file = pq.ParquetFile(reader.file, **options)
        schema, groups = file.schema_arrow, file.metadata
    except (OSError, ValueError, pa.ArrowException) as error:
        yield Broken(b"", Place(name, None, None), f"no Parquet file can be read: {_first_line(error)}")
        return
    text = reading.fields.text
    column = schema.get_field_index(text)
    if column < 0 or not _is_text(pa, schema.field(column).type):
        what = f"is {schema.field(column).type}, not text" if column >= 0 else "is not there"
        if groups.num_rows:
            yield _Unreadable(Place(name, 1, None), f"the column {text!r} {what}", groups.num_rows)
        return
    source = _Source(schema, groups, reading.fields)
    number = 1
    for group in range(groups.num_row_groups):
        count, size = groups.row_group(group).num_rows, groups.row_group(group).total_byte_size
        rows = max(1, min(1024, BATCH * count // max(1, size)))
        end = number + count
        try:
            for table in file.iter_batches(rows, row_groups=[group]):
                batch = _Batch(table, group, column, source)
                for index in range(table.num_rows):
                    yield ParquetRow(batch, index, Place(name, number, None))
                    number += 1
        except (OSError, ValueError, pa.ArrowException) as error:
            reason = f"row group {group + 1} cannot be read on: {_first_line(error)}"
            yield _Unreadable(Place(name, number, None), reason, end - number)
        number = end
        reader.ahead = reading.input.size * (end - 1) // groups.num_rows if groups.num_rows else 0
    yield _Schema(source, Place(name, number, None))


class _Schema(Row):
    """Comes behind all rows: a file without any has columns, too."""

    __slots__ = ("source",)
    document = False

    def __init__(self, source: _Source, place: Place) -> None:
        super().__init__(b"", place)
        self.source = source


class Same:
    """A Parquet file with the same columns."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._batch: _Batch | None = None
        self._indices: list[int] = []
        self._texts: list[str] = []
        self._group: list[Any] = []
        self._size = 0
        self._writer: Any = None
        self._rows = 0

    def row(self, row: Row, text: str) -> None:
        assert isinstance(row, ParquetRow)
        if row.batch is not self._batch:
            self._end_batch()
            if self._batch is not None and self._batch.group != row.batch.group:
                self._end_group()
            self._batch = row.batch
        self._indices.append(row.index)
        self._texts.append(text)
        self._rows += 1

    def between(self, row: Row) -> None:
        assert isinstance(row, _Schema)
        self._open(row.source)

    def close(self) -> list[Written]:
        self._end_batch()
        self._end_group()
        if self._writer is None:
            return []  # not even the schema could be read
        self._writer.close()
        return [self._sink.close(self._rows)]

    def discard(self) -> None:
        self._sink.discard()

    def _end_batch(self) -> None:
        import pyarrow as pa

        batch, indices, texts = self._batch, self._indices, self._texts
        if batch is None or not indices:
            return
        table = batch.table
        if len(indices) < table.num_rows:
            table = _taken(table, indices)
        if any(text is not batch.texts[index] for text, index in zip(texts, indices, strict=True)):
            field = table.schema.field(batch.column)
            values = pa.array([valid(text) for text in texts]).cast(field.type)
            table = pa.record_batch(
                [values if n == batch.column else column for n, column in enumerate(table.columns)],
                schema=table.schema,
            )
        self._group.append(table)
        self._size += table.nbytes
        self._indices, self._texts = [], []
        if self._size >= GROUP:
            self._end_group()

    def _end_group(self) -> None:
        if self._group:
            import pyarrow as pa

            assert self._batch is not None
            self._open(self._batch.source)
            table = pa.Table.from_batches(self._group)
            self._writer.write_table(table, row_group_size=max(1, table.num_rows))
            self._group, self._size = [], 0

    def _open(self, source: _Source) -> None:
        if self._writer is None:
            _, pq = _pyarrow()
            self._writer = pq.ParquetWriter(
                _File(self._sink),
                source.schema,
                compression=source.compression,
                use_compliant_nested_type=source.compliant,
            )


def _taken(table: "pa.RecordBatch", indices: list[int]) -> "pa.RecordBatch":
    """Some rows of a batch."""
    import pyarrow as pa

    try:
        return table.take(pa.array(indices))
    except pa.ArrowNotImplementedError:  # types that are newer than their functions, such as views
        rows = [table.slice(index, 1) for index in indices]
        return pa.Table.from_batches(rows).combine_chunks().to_batches()[0]


class Table:
    """A Parquet file made of rows of another kind.

    Its columns are the fields of the first rows, with the types that those have: text, integers, numbers, yes or no;
    fields with anything else are JSON. What does not fit, and fields that come later, are in the column `REST`.
    """

    def __init__(self, sink: Sink, field: str) -> None:
        _pyarrow()
        self._sink, self._field = sink, field
        self._waiting: list[dict[str, Any]] = []
        self._size = 0
        self._types: dict[str, type] | None = None
        self._writer: Any = None
        self._rows = 0

    def row(self, row: Row, text: str) -> None:
        self._waiting.append({**row.fields(), self._field: text})
        self._size += row.length
        self._rows += 1
        if self._size >= GROUP or (self._types is None and len(self._waiting) == SAMPLE):
            self._flush()

    def between(self, row: Row) -> None:
        pass

    def close(self) -> list[Written]:
        self._flush()
        self._writer.close()
        return [self._sink.close(self._rows)]

    def discard(self) -> None:
        self._sink.discard()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._types is None:
            self._types = _types(self._waiting, self._field)
            kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), object: pa.string()}
            columns = [(name, kinds[kind]) for name, kind in self._types.items()]
            self._schema = pa.schema([*columns, (REST, pa.string())])
            _, pq = _pyarrow()
            self._writer = pq.ParquetWriter(_File(self._sink), self._schema, compression="zstd")
        rows = [_fitted(row, self._types) for row in self._waiting]
        if rows:
            self._writer.write_table(pa.Table.from_pylist(rows, schema=self._schema))
        self._waiting, self._size = [], 0


def _types(rows: list[dict[str, Any]], field: str) -> dict[str, type]:
    """The columns for some rows: str, int, float, bool, or object for JSON."""
    types: dict[str, type] = {field: str}
    for row in rows:
        for name, value in row.items():
            if name == REST or value is None:
                continue
            kind = type(value) if type(value) in (str, int, float, bool) else object
            before = types.setdefault(name, kind)
            if before is not kind:
                types[name] = float if {before, kind} == {int, float} else object
    return types


def _fitted(row: dict[str, Any], types: Mapping[str, type]) -> dict[str, Any]:
    """A row with what fits into the columns, and the rest as JSON."""
    out: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in row.items():
        kind = types.get(name)
        if value is None and kind:
            continue
        if kind is object:
            out[name] = _json(value)
        elif kind is str and type(value) is str:
            out[name] = valid(value)
        elif (kind is int and type(value) is int and -(2**63) <= value < 2**63) or (
            kind is bool and type(value) is bool
        ):
            out[name] = value
        elif kind is float and (type(value) is float or (type(value) is int and abs(value) <= 2**53)):
            out[name] = float(value)
        else:
            rest[name] = value
    if rest:
        out[REST] = _json(rest)
    return out


def _json(value: object) -> str:
    return to_json(value).decode()


class _File:
    """A sink, as the file that pyarrow writes to."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._at = 0

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def write(self, data: Any) -> int:
        view = memoryview(data)
        self._sink.write(bytes(view))
        self._at += view.nbytes
        return view.nbytes

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet as pq
    except ImportError:
        raise RunError("Parquet files need the extra: pip install 'cleantext-toolkit[parquet]'") from None
    return pa, pq


def _is_text(pa: Any, kind: Any) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    return types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)  # type: ignore[no-any-return]


def _value(column: Any, index: int, *, shown: bool = False) -> Any:
    """A cell's value; text that is not UTF-8 is an error that waits to be raised, or is shown with U+FFFD."""
    try:
        return _exact(column[index]) if "[ns" in str(column.type) else column[index].as_py()
    except UnicodeDecodeError as error:
        if shown:
            return error.object.decode(errors="replace")
        return RowError(f"byte 0x{error.object[error.start]:02X} of the text is not UTF-8 ({error.reason})")
    except (ValueError, OverflowError):
        return _exact(column[index])


def _exact(scalar: Any) -> Any:
    """A value with the times in it as text: Python's own have no nanoseconds, and end with the year 9999."""
    import pyarrow as pa

    if not scalar.is_valid:
        return None
    if pa.types.is_dictionary(scalar.type):
        return _exact(scalar.value)
    if isinstance(scalar, pa.StructScalar):
        return {name: _exact(value) for name, value in scalar.items()}
    if pa.types.is_nested(scalar.type):
        return [_exact(value) for value in scalar.values]
    if not pa.types.is_temporal(scalar.type):
        return scalar.as_py()
    if pa.types.is_duration(scalar.type):
        return f"{scalar.value} {scalar.type.unit}"
    try:
        text: str = scalar.cast(pa.string()).as_py()
    except pa.ArrowException:  # an unknown time zone
        return str(scalar.value)
    return str(scalar.value) if text.startswith("<") else text.replace(" ", "T")


def _compression(metadata: Any) -> dict[str, str] | str:
    """The compression of each column, as pyarrow's writer takes it."""
    if not metadata.num_row_groups:
        return "snappy"
    group = metadata.row_group(0)
    columns = (group.column(n) for n in range(group.num_columns))
    return {column.path_in_schema: column.compression.lower().replace("uncompressed", "none") for column in columns}


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
