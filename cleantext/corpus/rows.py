"""The rows of a file, whatever its kind: a document each, or something that stands between documents."""

import hashlib
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from cleantext.corpus.compression import PLAIN

SHOWN = 1 << 16
"""Bytes of a row that a quarantine record quotes."""


class RowError(ValueError):
    """A row that cannot be read, and why."""


class Fields(NamedTuple):
    """The names of the fields that mean something."""

    text: str = "text"
    title: str | None = None
    id: str | None = None
    url: str | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """All but the text's."""
        return tuple(name for name in self[1:] if name is not None)


class Place(NamedTuple):
    """Where a row is: counted from 1, and from the first byte of the file as it is when decompressed."""

    file: str
    row: int | None
    offset: int | None


class Row:
    """A row as it was read; it is parsed when it is its turn, so that what goes wrong then is known to be its fault.

    A row that is no ``document`` (a blank line, a header) goes out as it came.
    """

    __slots__ = ("data", "id", "place", "text", "title", "url")

    document = True
    rows = 1
    """How many rows this stands for; more than one only where they cannot be read."""

    def __init__(self, data: bytes, place: Place) -> None:
        self.data = data
        """The row as it stands in the file."""
        self.place = place
        self.text = ""
        """The row's text, once it is parsed."""
        self.id: str | None = None
        """What the row has in the fields that `Fields` names, once it is parsed."""
        self.title: str | None = None
        self.url: str | None = None

    @property
    def length(self) -> int:
        return len(self.data)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def crc(self) -> int:
        """A number that depends on the row alone."""
        return zlib.crc32(self.data)

    @property
    def ends(self) -> bool:
        """Whether the row has its line break."""
        return self.data.endswith(b"\n")

    def parse(self) -> str:
        """The row's text, which then is in ``text``, too. Raises RowError."""
        raise NotImplementedError

    def with_text(self, text: str) -> bytes:
        """The row with this text and all else as it was."""
        return self.data if text == self.text else self.with_literal(self.encoded(text))

    @property
    def literal(self) -> str:
        """The text as it stands in the row, with quotes and escapes."""
        raise NotImplementedError

    def encoded(self, text: str) -> str:
        """A text as it would stand in the row, in the style of the row's own."""
        return self.styles(text)[0]

    def styles(self, text: str) -> tuple[str, ...]:
        """A text in all the ways that it might stand in such a row."""
        raise NotImplementedError

    def with_literal(self, literal: str) -> bytes:
        """The row with another text, which is encoded already."""
        raise NotImplementedError

    def fields(self) -> dict[str, Any]:
        """All fields, for a file of another kind; the text is in the field that `Fields.text` names."""
        raise NotImplementedError


class Between(Row):
    """What is no document and goes out as it came."""

    __slots__ = ()
    document = False


class Broken(Row):
    """A row that cannot be read, or the rest of a file that cannot."""

    __slots__ = ("reason",)

    def __init__(self, data: bytes, place: Place, reason: str) -> None:
        super().__init__(data, place)
        self.reason = reason

    def parse(self) -> str:
        raise RowError(self.reason)


class LongRow(Row):
    """A row that is too long to be looked at, or, if there is a ``reason``, that cannot be read.

    It is kept in a file meanwhile; ``data`` is its beginning.
    """

    __slots__ = ("_crc", "_ends", "_file", "_length", "_sha256", "document", "reason")

    def __init__(self, pieces: Iterable[bytes], place: Place, folder: Path | None, reason: str = "") -> None:
        super().__init__(b"", place)
        self.reason = reason
        self.document = True
        # It has no name in the folder, and goes with the row.
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        sha256, self._crc, self._length = hashlib.sha256(), 0, 0
        for piece in pieces:
            self.data = self.data or piece[:SHOWN]
            self._file.write(piece)
            sha256.update(piece)
            self._crc = zlib.crc32(piece, self._crc)
            self._length += len(piece)
            self._ends = piece.endswith(b"\n")
        self._sha256 = sha256.hexdigest()

    def __del__(self) -> None:
        self._file.close()

    @property
    def ends(self) -> bool:
        return self._ends

    @property
    def length(self) -> int:
        return self._length

    @property
    def sha256(self) -> str:
        return self._sha256

    @property
    def crc(self) -> int:
        return self._crc

    def rest(self, start: int) -> IO[bytes]:
        """The file that it is kept in, to be read on from a byte of the row, for as long as there is the row."""
        self._file.seek(start)
        return self._file

    def pieces(self) -> Iterator[bytes]:
        """The row again."""
        self._file.seek(0)
        while piece := self._file.read(PLAIN):
            yield piece


def decoded(data: bytes, offset: int | None) -> str:
    """The text of bytes that lie at ``offset`` in a file. Raises RowError where they are not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        where = f" at offset {offset + error.start}" if offset is not None else f" at byte {error.start} of the row"
        raise RowError(f"byte 0x{data[error.start]:02X}{where} is not UTF-8 ({error.reason})") from None


def until(stop: Callable[[bytes], bool], read: Callable[[], bytes]) -> Iterator[bytes]:
    """What ``read`` gives, up to the piece for which ``stop`` is true, or to the end."""
    while piece := read():
        yield piece
        if stop(piece):
            return
