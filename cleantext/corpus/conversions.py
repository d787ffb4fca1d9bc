"""Files of another kind than that which was read: JSONL, and text files. (Parquet is in `formats.parquet`.)"""

import base64
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from cleantext.corpus.rows import Row
from cleantext.corpus.sinks import Sink, Written

_SURROGATES = re.compile("[\ud800-\udfff]")


class Jsonl:
    """A JSON object for each row, with all its fields."""

    def __init__(self, sink: Sink, field: str) -> None:
        self._sink, self._field = sink, field
        self._rows = 0

    def row(self, row: Row, text: str) -> None:
        self._sink.write(to_json({**row.fields(), self._field: text}) + b"\n")
        self._rows += 1

    def between(self, row: Row) -> None:
        pass

    def close(self) -> list[Written]:
        return [self._sink.close(self._rows)]

    def discard(self) -> None:
        self._sink.discard()


class Texts:
    """A text file for each row, in a folder for all of a file."""

    def __init__(self, temporary: Path, folder: str) -> None:
        self._temporary, self._folder = temporary, folder
        self._written: list[Written] = []
        self._sink: Sink | None = None

    def row(self, row: Row, text: str) -> None:
        number = len(self._written) + 1
        name = f"{self._folder}/{number:09}.txt"
        self._sink = Sink(self._temporary.with_name(f"{self._temporary.name}.{number:09}"), name)
        self._sink.write(valid(text).encode())
        self._written.append(self._sink.close(1))

    def between(self, row: Row) -> None:
        pass

    def close(self) -> list[Written]:
        return self._written

    def discard(self) -> None:
        if self._sink is not None:
            self._sink.discard()
        for written in self._written:
            Path(written.temporary).unlink(missing_ok=True)


def valid(text: str) -> str:
    """The text with U+FFFD for what UTF-8 cannot have: lone surrogates, where no rule has repaired them."""
    return text if text.isascii() or not _SURROGATES.search(text) else _SURROGATES.sub("\ufffd", text)


def to_json(value: Any) -> bytes:
    """A value as JSON; what JSON does not have becomes text (bytes: base64)."""
    try:
        return msgspec.json.encode(value, enc_hook=str)
    except (UnicodeEncodeError, OverflowError):  # lone surrogates, integers beyond 64 bits
        return json.dumps(value, default=_text).encode()


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
