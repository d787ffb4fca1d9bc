"""The documents in an input, and the bytes that go out for each of them."""

import codecs
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from cleantext import Result
from cleantext.cli.report import InputError, Report
from cleantext.cli.sources import Source
from cleantext.jsonl import Record, RecordError, record


class Fields(NamedTuple):
    """Where a JSONL record has what, and whether it shall have the changes, too."""

    text: str = "text"
    title: str | None = None
    with_changes: bool = False


class Piece(NamedTuple):
    """A piece of an input: a document, or a line of JSONL without one, which goes out as it came."""

    data: bytes
    """The piece as it came."""
    where: str
    """The file, and the line of the record in it."""
    line: str = ":"
    """What stands between ``where`` and the number of a line of the text."""
    text: str | None = None
    title: str | None = None
    cleaned: Callable[[Result], bytes] = lambda result: result.text.encode()
    """The piece as it goes out."""


def read(source: Source, fields: Fields, report: Report) -> Iterator[Piece]:
    """The pieces of an input; together their ``data`` are the input, byte for byte.

    A text file is one document and is read as a whole, JSONL is read line by line. A line that cannot be used is
    reported. Raises InputError for a text file that is not UTF-8, OSError for an input that cannot be read.
    """
    with source.open() as file:
        if source.format == "text":
            data = file.read()
            try:
                text = _decoded(data, source.name, 1, 0)
            except InputError as error:
                raise InputError(f"{error}{_mend(data)}") from None
            yield Piece(data, source.name, text=text)
            return
        offset = 0
        for number, line in enumerate(file, 1):
            piece = Piece(line, f"{source.name}:{number}", ", line ")
            # A byte order mark is allowed before the first record, where no text can have it.
            start = len(codecs.BOM_UTF8) if number == 1 and line.startswith(codecs.BOM_UTF8) else 0
            try:
                content = _decoded(line[start:], source.name, number, offset + start)
                if content.strip():
                    found = record(
                        content,
                        text_field=fields.text,
                        others=() if fields.title is None else (fields.title,),
                        with_changes=fields.with_changes,
                    )
                    cleaned = partial(_cleaned, line[:start], found, fields.with_changes)
                    piece = piece._replace(text=found.text, title=found.others.get(fields.title or ""), cleaned=cleaned)
            except InputError as error:
                report.error(source.name, str(error))
            except RecordError as error:
                report.error(source.name, f"{piece.where}: {error}")
            yield piece
            offset += len(line)


def _cleaned(bom: bytes, found: Record, with_changes: bool, result: Result) -> bytes:
    return bom + found.cleaned(result, with_changes=with_changes).encode()


def _decoded(data: bytes, name: str, line: int, offset: int) -> str:
    """The text of bytes that start on this line and at this offset of a file."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02X} at offset {offset + error.start} is not UTF-8 ({error.reason})"
        raise InputError(f"{name}:{line}: {message}") from None


def _mend(data: bytes) -> str:
    """What to do with a text file that is not UTF-8; nothing is to be done where it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "; convert it first: iconv -f UTF-16 -t UTF-8"
    return "; this is no text" if b"\0" in data else "; convert it first, say: iconv -f WINDOWS-1252 -t UTF-8"
