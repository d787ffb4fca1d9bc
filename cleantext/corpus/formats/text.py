"""Plain text: a file is a document."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleantext.corpus.compression import PLAIN, Reader
from cleantext.corpus.rows import Broken, LongRow, Place, Row, decoded, until

if TYPE_CHECKING:
    from cleantext.corpus.formats import Reading


class TextRow(Row):
    """A text file."""

    __slots__ = ("_field",)

    def __init__(self, data: bytes, place: Place, field: str) -> None:
        super().__init__(data, place)
        self._field = field

    def parse(self) -> str:
        self.text = decoded(self.data, 0)
        return self.text

    @property
    def literal(self) -> str:
        return self.text

    def styles(self, text: str) -> tuple[str, ...]:
        return (text,)

    def with_literal(self, literal: str) -> bytes:
        return literal.encode(errors="replace")

    def fields(self) -> dict[str, Any]:
        return {"id": self.place.file, self._field: self.text}


def read(reader: Reader, reading: "Reading") -> Iterator[Row]:
    """The file's only row."""
    stream = reader.stream
    place = Place(reading.input.name, 1, 0)
    data = stream.read(reading.limit + 1)
    row: Row
    if len(data) <= reading.limit:
        row = TextRow(data, place, reading.fields.text)
    else:
        first, data = data, b""
        row = LongRow(_pieces(first, stream), place, reading.folder)
    # Part of a text is not that text.
    yield Broken(row.data, place, reader.damage.reason) if reader.damage else row


def _pieces(first: bytes, stream: "io.BufferedReader[Any]") -> Iterator[bytes]:
    yield first
    yield from until(lambda _: False, lambda: stream.read(PLAIN))
