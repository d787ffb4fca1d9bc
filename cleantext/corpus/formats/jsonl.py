"""JSONL: a JSON object on each line."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleantext.corpus.compression import PLAIN, Reader
from cleantext.corpus.rows import Between, Broken, Fields, LongRow, Place, Row, RowError, decoded, until
from cleantext.jsonl import Record, RecordError, encode, record

if TYPE_CHECKING:
    from cleantext.corpus.formats import Reading

_BOM = b"\xef\xbb\xbf"


class JsonlRow(Row):
    """A line with a record."""

    __slots__ = ("_bom", "_fields", "_record")

    def __init__(self, data: bytes, place: Place, fields: Fields) -> None:
        super().__init__(data, place)
        self._fields = fields

    def parse(self) -> str:
        self._bom = _BOM if self.place.offset == 0 and self.data.startswith(_BOM) else b""
        line = decoded(self.data[len(self._bom) :], (self.place.offset or 0) + len(self._bom))
        try:
            self._record: Record = record(
                line, text_field=self._fields.text, others=self._fields.others, numbers=(self._fields.id,)
            )
        except RecordError as error:
            raise RowError(str(error)) from None
        if others := self._record.others:
            fields = self._fields
            self.title, self.id, self.url = (others.get(name or "") for name in fields[1:])
        self.text = self._record.text
        return self.text

    @property
    def literal(self) -> str:
        return self._record.literal

    def encoded(self, text: str) -> str:
        return self._record.encoded(text)

    def styles(self, text: str) -> tuple[str, ...]:
        return encode(text, ascii=False), encode(text, ascii=True)

    def with_literal(self, literal: str) -> bytes:
        return self._bom + self._record.with_literal(literal).encode()

    def fields(self) -> dict[str, Any]:
        return self._record.fields()


def read(reader: Reader, reading: "Reading") -> Iterator[Row]:
    """The lines that begin in the given bytes; blank ones are no documents."""
    stream = reader.stream
    offset, number = reading.start, 0
    if reading.start:  # the reader stands one byte before it: a line begins there only behind a line break
        offset -= 1
        for piece in until(lambda piece: piece.endswith(b"\n"), lambda: stream.readline(PLAIN)):
            offset += len(piece)
            if reading.stop is not None and offset >= reading.stop:
                return
    while reading.stop is None or offset < reading.stop:
        line = stream.readline(reading.limit + 1)
        if not line:
            break
        number += 1
        place = Place(reading.input.name, number, offset)
        row: Row
        if len(line) > reading.limit and not line.endswith(b"\n"):
            row = LongRow(_rest(line, stream), place, reading.folder)
        elif line.isspace():
            row = Between(line, place)
        else:
            row = JsonlRow(line, place, reading.fields)
        offset += row.length
        if reader.damage and not row.ends and not _whole(row):
            yield Broken(row.data, place, reader.damage.reason)
            return
        yield row
    if reader.damage:
        yield Broken(b"", Place(reading.input.name, number + 1, offset), reader.damage.reason)


def _rest(line: bytes, stream: "io.BufferedReader[Any]") -> Iterator[bytes]:
    """A long line, of which the beginning is read already."""
    yield line
    yield from until(lambda piece: piece.endswith(b"\n"), lambda: stream.readline(PLAIN))


def _whole(row: Row) -> bool:
    """Whether the last line of a file that breaks off is a record nevertheless."""
    if not isinstance(row, JsonlRow):
        return not row.document
    try:
        row.parse()
    except RowError:
        return False
    return True
