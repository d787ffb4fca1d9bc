"""CSV and TSV, with a header: quoted as in RFC 4180, whatever the delimiter.

Python's csv module says what a row is. Where the text lies in it is then found in its bytes, so that everything else
stays as it was: whether a cell is quoted makes a difference to readers that know NULL.
"""

import csv
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from typing import IO, TYPE_CHECKING, Any

from cleantext.corpus.compression import PLAIN, Reader
from cleantext.corpus.rows import Between, Broken, Fields, LongRow, Place, Row, RowError, decoded

if TYPE_CHECKING:
    from cleantext.corpus.formats import Reading

csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)


class TableRow(Row):
    """A row, which may be several lines."""

    __slots__ = ("_cells", "_delimiter", "_fields", "_names", "_span")

    def __init__(
        self, data: bytes, place: Place, fields: Fields, names: Sequence[str], cells: Sequence[str], delimiter: str
    ) -> None:
        super().__init__(data, place)
        self._fields, self._names, self._cells, self._delimiter = fields, names, cells, delimiter

    def parse(self) -> str:
        decoded(self.data, self.place.offset)
        if self._fields.text not in self._names:
            raise RowError(f"there is no column {self._fields.text!r} (the option --text-field says where the text is)")
        if self._names.count(self._fields.text) > 1:
            raise RowError(f"the column {self._fields.text!r} is there twice")
        if len(self._cells) != len(self._names):
            raise RowError(f"the row has {len(self._cells)} cells, the header has {len(self._names)}")
        found = self.fields()
        self.title, self.id, self.url = (found.get(name or "") for name in self._fields[1:])
        self.text = found[self._fields.text]
        self._span = self._find(self._names.index(self._fields.text))
        return self.text

    @property
    def literal(self) -> str:
        start, end = self._span
        return self.data[start:end].decode()

    def encoded(self, text: str) -> str:
        bare, quoted = self.styles(text)
        return quoted if self.literal.startswith('"') else bare

    def styles(self, text: str) -> tuple[str, ...]:
        quoted = '"' + text.replace('"', '""') + '"'
        # An empty cell that is alone in its row would be a blank line.
        alone = not text and len(self._names) == 1
        bare = quoted if alone or any(mark in text for mark in (self._delimiter, '"', "\r", "\n")) else text
        return bare, quoted

    def with_literal(self, literal: str) -> bytes:
        start, end = self._span
        return self.data[:start] + literal.encode(errors="replace") + self.data[end:]

    def fields(self) -> dict[str, Any]:
        found: dict[str, Any] = dict(zip(self._names, self._cells, strict=True))
        if len(found) < len(self._names):  # columns of the same name
            found = {}
            for name, cell in zip(self._names, self._cells, strict=True):
                other = (f"{name}_{number}" for number in count(2) if f"{name}_{number}" not in self._names)
                found[name if name not in found else next(one for one in other if one not in found)] = cell
        return found

    def _find(self, column: int) -> tuple[int, int]:
        """Where a cell is in the row's bytes. Raises RowError in the unlikely case that the csv module sees another."""
        cell, mark, at = _cell(self._delimiter), ord(self._delimiter), 0
        for _ in range(column):
            at = cell.match(self.data, at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if at == len(self.data) or self.data[at] != mark:
                raise RowError("the row's cells cannot be told apart")
            at += 1
        found = cell.match(self.data, at)
        assert found
        span = found.span()
        bare = self.data[slice(*span)].decode()
        if bare.startswith('"'):
            bare = bare[1:-1].replace('""', '"')
        if bare != self.text:
            raise RowError("the row's cells cannot be told apart")
        return span


@cache
def _cell(delimiter: str) -> re.Pattern[bytes]:
    return re.compile(rb'"[^"]*(?:""[^"]*)*"|[^%s\r\n]*' % re.escape(delimiter.encode()))


class _TooLongError(Exception):
    pass


class _Lines:
    """Lines for the csv module, which remembers those that it took for the current row."""

    def __init__(self, reader: Reader, limit: int) -> None:
        self._stream: IO[bytes] = reader.stream
        self._limit = limit
        self._back: deque[bytes] = deque()
        self.taken: list[bytes] = []
        self._size = 0
        self._encoding = "utf-8-sig"  # a byte order mark may only be in front of all

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.line(self._limit + 1)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        if self._size > self._limit:
            raise _TooLongError
        encoding, self._encoding = self._encoding, "utf-8"
        return line.decode(encoding, "surrogateescape")

    def line(self, size: int) -> bytes:
        return self._back.popleft() if self._back else self._stream.readline(size)

    def begin(self) -> None:
        """A new row begins."""
        self.taken, self._size = [], 0

    def give_back(self, lines: Sequence[bytes]) -> None:
        self._back.extendleft(reversed(lines))

    def reread(self, row: LongRow, start: int) -> None:
        """Go on in a row that took all the rest of the file, ``start`` bytes behind its beginning."""
        self._stream = row.rest(start)
        self._row = row  # what it is kept in goes with it


def read(reader: Reader, reading: "Reading") -> Iterator[Row]:
    """The rows; the header and blank lines are no documents."""
    delimiter = "\t" if reading.input.kind == "tsv" else ","
    lines = _Lines(reader, reading.limit)
    cells = csv.reader(lines, delimiter=delimiter, strict=True)
    names: list[str] | None = None
    offset = number = 0
    while True:
        lines.begin()
        place = Place(reading.input.name, number + 1, offset)
        row: Row
        try:
            found = next(cells, None)
        except _TooLongError:
            taken = lines.taken
            row = _long(lines, place, reading)
            if row.reason and len(taken) > 1 and reader.damage is None and _resumes(taken[1:], delimiter, names):
                lines.reread(row, len(taken[0]))
                row = Broken(taken[0], place, row.reason)
        except csv.Error as error:
            taken = lines.taken
            if reader.damage is None and (len(taken) > 1 and _resumes(taken[1:], delimiter, names)):
                lines.give_back(taken[1:])
                taken = taken[:1]
            row = Broken(b"".join(taken), place, f"broken CSV: {error}")
        else:
            if found is None:
                break
            data = b"".join(lines.taken)
            if not found:
                row = Between(data, place)
            elif names is None:
                names = found
                row = Between(data, place)
            else:
                row = TableRow(data, place, reading.fields, names, found, delimiter)
        offset += row.length
        number += 1
        if reader.damage and not row.ends:
            yield Broken(row.data, place, reader.damage.reason)
            return
        yield row
    if reader.damage:
        yield Broken(b"", Place(reading.input.name, number + 1, offset), reader.damage.reason)


def _resumes(lines: Sequence[bytes], delimiter: str, names: Sequence[str] | None) -> bool:
    """Whether among the lines behind the beginning of a broken row there are rows: then that line alone is broken."""
    for line in lines:
        try:
            found = next(csv.reader([line.decode(errors="surrogateescape")], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        if names is None or len(found) == len(names):
            return True
    return False


def _long(lines: _Lines, place: Place, reading: "Reading") -> LongRow:
    """A row that is too long; it ends where all quotation marks are closed."""
    quotes = 0

    def pieces() -> Iterator[bytes]:
        nonlocal quotes
        for piece in lines.taken:
            quotes += piece.count(b'"')
            yield piece
        while quotes % 2 or not piece.endswith(b"\n"):
            if not (piece := lines.line(PLAIN)):
                return
            quotes += piece.count(b'"')
            yield piece

    row = LongRow(pieces(), place, reading.folder)
    if quotes % 2:
        row.reason = "broken CSV: a quotation mark is not closed before the end of the file"
    return row
