"""Where a unit's rows and notes go until all of them are there: temporary files."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from cleantext.corpus.compression import PLAIN, compressor
from cleantext.corpus.rows import LongRow, Row


class Written(msgspec.Struct):
    """A file that is complete and on the disk, but not yet under its final name."""

    name: str
    """Its place below the output folder."""
    temporary: str
    size: int
    sha256: str
    rows: int = 0


class Sink:
    """A file that is being written, compressed if wanted; it comes into being with the first byte, or with `close`."""

    def __init__(self, temporary: Path, name: str, compression: str = "") -> None:
        self.name = name
        self.temporary = temporary
        self._file: int | None = None
        self._buffer = bytearray()
        self._compression = compression
        self._compressor = compressor(compression)
        self._sha256 = hashlib.sha256()
        self._size = 0
        self._cut = False

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        return bool(self._buffer or self._size)

    def write(self, data: bytes) -> None:
        if self._cut and self._compressor is not None:
            self._flush()
            self._store(self._compressor.flush())
            self._compressor = compressor(self._compression)
        self._cut = False
        self._buffer += data
        if len(self._buffer) >= PLAIN:
            self._flush()

    def cut(self) -> None:
        """What comes now can be decompressed without what came before (a new gzip member)."""
        self._cut = True

    def close(self, rows: int = 0) -> Written:
        """Have all of it on the disk."""
        self._flush()
        if self._compressor is not None:
            self._store(self._compressor.flush())
        file = self._opened()
        os.fsync(file)
        os.close(file)
        self._file = None
        return Written(self.name, str(self.temporary), self._size, self._sha256.hexdigest(), rows)

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        with suppress(OSError):
            self.temporary.unlink(missing_ok=True)

    def _flush(self) -> None:
        data, self._buffer = bytes(self._buffer), bytearray()
        self._store(data if self._compressor is None else self._compressor.compress(data))

    def _store(self, data: bytes) -> None:
        file, rest = self._opened(), memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        self._sha256.update(data)
        self._size += len(data)

    def _opened(self) -> int:
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            self._file = os.open(self.temporary, flags, 0o666)
        return self._file


class Output(Protocol):
    """Takes the rows that go out."""

    def row(self, row: Row, text: str) -> None:
        """A row with the text that it shall have."""
        ...

    def between(self, row: Row) -> None:
        """What is no document."""
        ...

    def close(self) -> list[Written]:
        """All files, complete; with their rows."""
        ...

    def discard(self) -> None: ...


class Same:
    """A file of the kind that was read: what is not the text stays byte for byte."""

    def __init__(self, sink: Sink, *, always: bool = True, members: bool = False) -> None:
        self._sink = sink
        self._always = always  # a table without rows is a table, no text is no text
        self._members = members  # WARC readers expect each record to be compressed alone
        self._rows = 0

    def row(self, row: Row, text: str) -> None:
        if isinstance(row, LongRow):
            self.between(row)
        else:
            self._write(row.with_text(text))
        self._rows += 1

    def between(self, row: Row) -> None:
        if isinstance(row, LongRow):
            for piece in row.pieces():
                self._sink.write(piece)
        else:
            self._write(row.data)

    def _write(self, data: bytes) -> None:
        self._sink.write(data)
        if self._members:
            self._sink.cut()

    def close(self) -> list[Written]:
        return [self._sink.close(self._rows)] if self._rows or self._always else []

    def discard(self) -> None:
        self._sink.discard()


class Nowhere:
    """Counts the rows of a dry run."""

    def __init__(self) -> None:
        self._rows = 0

    def row(self, row: Row, text: str) -> None:
        self._rows += 1

    def between(self, row: Row) -> None:
        pass

    def close(self) -> list[Written]:
        return [Written("", "", 0, "", self._rows)]

    def discard(self) -> None:
        pass


class Silence:
    """Takes notes that nobody wants, those of a dry run."""

    def write(self, data: bytes) -> None:
        pass
