"""Reading and writing ``.gz`` and ``.zst``, and how much can be had of a damaged one."""

import hashlib
import io
import sys
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple, Protocol

from cleantext.corpus.errors import RunError

SUFFIXES = {".gz": "gz", ".zst": "zst"}
"""Compressions by the last suffix of a file's name."""

STORED = 1 << 14
"""Bytes of a compressed file that are decompressed at once."""

PLAIN = 1 << 20
"""Bytes of plain data that are read at once, and most that a decompressor may give at once."""

LEVEL = 6


class Damage(NamedTuple):
    """Why a file could be read up to here only."""

    offset: int
    """Bytes of the stored file up to which it could be read."""
    reason: str


class _Decompressor(Protocol):
    """What the standard library calls a decompressor (bz2, lzma, zstd)."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Compressor(Protocol):
    """What the standard library calls a compressor."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class _Inflate:
    """zlib's gzip decompressor with the interface of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not (self._full or self._zlib.unconsumed_tail)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(out) == max_length  # then zlib may hold back more, without any input left
        return out


class Reader(io.RawIOBase):
    """The bytes of a file, decompressed; to be read through ``stream``.

    Where the file breaks off, is damaged or cannot be read on, it ends for the reader, and ``damage`` says so. All
    that could be decompressed before that place is given. ``digest`` is of the bytes as they are stored.
    """

    def __init__(self, file: BinaryIO, compression: str = "") -> None:
        self._file = file
        self._new = _decompressor(compression)
        self._current = self._new() if self._new else None
        self._ready = memoryview(b"")
        self._member = 0  # where the current gzip member or zstd frame begins in the file
        self._chunk = 0  # where the chunk that is being decompressed begins
        self._given = 0  # bytes decompressed of the current member
        self._ended = False
        self.stored = 0
        """Bytes of the stored file that have been read."""
        self.ahead = 0
        """Set by a library that reads the file in its own way, for `progress`."""
        self.damage: Damage | None = None
        self.digest = hashlib.sha256()
        self.stream = io.BufferedReader(self, PLAIN)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self._ended:
                return 0
            data = self._plain() if self._new is None else self._next()
            self._ready = memoryview(data)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def finish(self) -> str:
        """Read what is left of the stored file, for the digest; gives that in hexadecimal."""
        if not self.stored:  # a library may have read here and there
            self._file.seek(0)
        while self._read(PLAIN):
            pass
        return self.digest.hexdigest()

    @property
    def progress(self) -> int:
        """Bytes of the stored file that are dealt with."""
        return max(self.stored, self.ahead)

    @property
    def file(self) -> BinaryIO:
        """The stored file, for a library that reads it in its own way."""
        return self._file

    def close(self) -> None:
        self._file.close()
        super().close()

    def _read(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            self._end(error.strerror or str(error))
            return b""
        self.digest.update(data)
        self.stored += len(data)
        return data

    def _plain(self) -> bytes:
        data = self._read(PLAIN)
        self._ended = self._ended or not data
        return data

    def _next(self) -> bytes:
        """Decompress some more; may be empty."""
        assert self._current is not None and self._new is not None
        try:
            if self._current.eof:
                data = self._current.unused_data.lstrip(b"\0")  # some writers pad with zeros
                while not data:
                    if not (data := self._read(STORED)):
                        self._ended = True
                        return b""
                    data = data.lstrip(b"\0")
                self._chunk = self._member = self.stored - len(data)
                self._given = 0
                self._current = self._new()
            elif self._current.needs_input:
                self._chunk = self.stored
                data = self._read(STORED)
                if not data:
                    if self.stored > self._member:
                        self._end("the compressed data ends in the middle")
                    self._ended = True
                    return b""
            else:
                data = b""
            out = self._current.decompress(data, PLAIN)
            self._given += len(out)
            return out
        except Exception as error:  # zlib.error, ZstdError: each library has its own
            return self._salvage(str(error))

    def _end(self, reason: str) -> None:
        self._ended = True
        self.damage = self.damage or Damage(self.stored, reason)

    def _salvage(self, reason: str) -> bytes:
        """What the chunk in which the decompressor failed gives up to that place.

        A decompressor that fails keeps what it had of the chunk to itself, so the member is read once more, and its
        last chunk byte by byte.
        """
        assert self._new is not None
        end, skip, out = self.stored, self._given, bytearray()
        decompressor = self._new()
        self._file.seek(self._member)
        at = self._member
        try:
            while at < end and len(out) < STORED * PLAIN:
                data = self._file.read(min(STORED, self._chunk - at) if at < self._chunk else 1)
                at += len(data)
                while True:
                    piece = decompressor.decompress(data, PLAIN)
                    data = b""
                    out += piece[skip:]
                    skip = max(0, skip - len(piece))
                    if decompressor.eof or decompressor.needs_input:
                        break
        except Exception:  # where it failed before
            pass
        self._file.seek(end)
        self._ended, self.damage = True, Damage(at, reason)
        return bytes(out)


def _decompressor(compression: str) -> Callable[[], _Decompressor] | None:
    if compression == "gz":
        return _Inflate
    return _zstd().ZstdDecompressor if compression == "zst" else None


def compressor(compression: str) -> Compressor | None:
    """A compressor that gives the same bytes for the same data at any time; None for no compression."""
    if compression == "gz":
        return zlib.compressobj(LEVEL, wbits=31)
    if compression == "zst":
        zstd = _zstd()
        # Without a checksum, a flipped bit may go unnoticed.
        out: Compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.checksum_flag: 1})
        return out
    return None


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise RunError(".zst files need the extra: pip install 'cleantext-toolkit[zstd]'") from None
    return zstd
