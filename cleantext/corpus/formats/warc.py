"""WARC and WET: the records of type ``conversion`` are documents, with the text that was extracted from a page.

All other records go out as they came: to get text out of HTML is not cleantext's business.

The records are told apart here and not by a library, since fastwarc and warcio end at the first broken header: here
what cannot be read is set aside with its place, and reading goes on at the next record.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleantext.corpus.compression import PLAIN, Reader
from cleantext.corpus.rows import Between, Broken, LongRow, Place, Row, decoded

if TYPE_CHECKING:
    from cleantext.corpus.formats import Reading

HEAD = 1 << 16
"""Bytes that a record's header may have."""

_BEGINS = re.compile(rb"WARC/1\.\d\r?\n")
_NEXT = re.compile(rb"(?:\r?\n)WARC/1\.\d\r?\n")
_LENGTH = re.compile(rb"^(Content-Length:[ \t]*)(\d+)[ \t]*(\r?\n)", re.IGNORECASE | re.MULTILINE)
_DIGEST = re.compile(rb"^(WARC-(?:Block|Payload)-Digest:[ \t]*)(\w+):([^\r\n]*)(\r?\n)", re.IGNORECASE | re.MULTILINE)


class WarcRow(Row):
    """A record with text."""

    __slots__ = ("_body", "_field", "_head", "_headers")

    def __init__(
        self, data: bytes, place: Place, field: str, head: bytes, headers: dict[str, str], body: bytes
    ) -> None:
        super().__init__(data, place)
        self._field, self._head, self._headers, self._body = field, head, headers, body
        self.id = headers.get("warc-record-id")
        self.url = headers.get("warc-target-uri")

    def parse(self) -> str:
        offset = self.place.offset
        self.text = decoded(self._body, None if offset is None else offset + len(self._head))
        return self.text

    @property
    def literal(self) -> str:
        return self.text

    def styles(self, text: str) -> tuple[str, ...]:
        return (text,)

    def with_literal(self, literal: str) -> bytes:
        body = literal.encode(errors="replace")
        head = _LENGTH.sub(rb"\g<1>%d\g<3>" % len(body), self._head)
        sha1 = base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest())
        head = _DIGEST.sub(
            lambda found: b"%s%s:%s%s" % (found[1], found[2], sha1, found[4]) if found[2] == b"sha1" else b"", head
        )
        return head + body + self.data[len(self._head) + len(self._body) :]

    def fields(self) -> dict[str, Any]:
        names = {"id": "warc-record-id", "url": "warc-target-uri", "date": "warc-date"}
        known = {name: self._headers[header] for name, header in names.items() if header in self._headers}
        return known | {self._field: self.text}


class _Bytes:
    """The file's bytes, some of which may be given back."""

    def __init__(self, reader: Reader) -> None:
        self._stream = reader.stream
        self._back = b""
        self.offset = 0

    def line(self) -> bytes:
        if b"\n" in self._back:
            end = self._back.index(b"\n") + 1
        else:
            self._back += self._stream.readline(HEAD)
            end = len(self._back)
        return self._take(end)

    def read(self, size: int) -> bytes:
        if len(self._back) < size:
            self._back += self._stream.read(size - len(self._back))
        return self._take(size)

    def give_back(self, data: bytes) -> None:
        self._back = data + self._back
        self.offset -= len(data)

    def _take(self, size: int) -> bytes:
        out, self._back = self._back[:size], self._back[size:]
        self.offset += len(out)
        return out


def read(reader: Reader, reading: "Reading") -> Iterator[Row]:
    """The records; only those with text are documents."""
    source = _Bytes(reader)
    number = 0
    while line := source.line():
        number += 1
        place = Place(reading.input.name, number, source.offset - len(line))
        row = _record(source, line, place, reading) if line.strip() else Between(line, place)
        if reader.damage and not (row.ends and isinstance(row, WarcRow | Between)):
            yield Broken(row.data, place, reader.damage.reason)
            return
        yield row
    if reader.damage:
        yield Broken(b"", Place(reading.input.name, number + 1, source.offset), reader.damage.reason)


def _record(source: _Bytes, line: bytes, place: Place, reading: "Reading") -> Row:
    """The record that begins with this line, or what stands there instead of one, up to the next."""
    if not _BEGINS.fullmatch(line):
        return _skipped(source, line, place, reading, "no WARC record begins here")
    head = [line]
    while (line := source.line()).strip():
        if _BEGINS.fullmatch(line) or sum(map(len, head)) > HEAD or not line.endswith(b"\n"):
            return _skipped(
                source, b"".join([*head, line]), place, reading, "the record's header has no end", len(line)
            )
        head.append(line)
    header = b"".join([*head, line])
    length = _LENGTH.search(header)
    if not length:
        return _skipped(source, header, place, reading, "the record has no Content-Length")
    size = int(length[2])
    if size > reading.limit:
        return _long(source, header, size, place, reading)
    body = source.read(size)
    end = source.line() + source.line()
    if len(body) < size or end not in (b"\r\n\r\n", b"\n\n"):
        # The length is wrong, or the file ends: where does the next record begin?
        found = _NEXT.search(body + end)
        if found:
            cut = found.start() + (2 if found[0].startswith(b"\r") else 1)
            source.give_back((body + end)[cut:])
            return Broken(header + (body + end)[:cut], place, "the record's length is not its Content-Length")
        return _skipped(source, header + body + end, place, reading, "the record's length is not its Content-Length")
    data = header + body + end
    headers = _headers(header)
    if _is_text(headers):
        return WarcRow(data, place, reading.fields.text, header, headers, body)
    return Between(data, place)


def _skipped(source: _Bytes, begun: bytes, place: Place, reading: "Reading", reason: str, back: int = 0) -> Row:
    """All up to where the next record begins; the last ``back`` bytes may be its beginning."""
    if back:
        source.give_back(begun[-back:])
        begun = begun[:-back]

    def pieces() -> Iterator[bytes]:
        yield begun
        while line := source.line():
            if _BEGINS.fullmatch(line):
                source.give_back(line)
                return
            yield line

    return LongRow(pieces(), place, reading.folder, reason)


def _long(source: _Bytes, header: bytes, size: int, place: Place, reading: "Reading") -> Row:
    """A record that is too long to be looked at."""
    left = size

    def pieces() -> Iterator[bytes]:
        nonlocal left
        yield header
        while left and (piece := source.read(min(left, PLAIN))):
            left -= len(piece)
            yield piece
        yield source.line()
        yield source.line()

    row = LongRow(pieces(), place, reading.folder)
    row.document = _is_text(_headers(header))
    if left:
        row.document = True
        row.reason = "the record's length is not its Content-Length"
    return row


def _is_text(headers: dict[str, str]) -> bool:
    kind = headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    return headers.get("warc-type", "").lower() == "conversion" and kind == "text/plain"


def _headers(header: bytes) -> dict[str, str]:
    """The header's fields, by their names in small letters."""
    lines = header.decode(errors="replace").splitlines()[1:]
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
