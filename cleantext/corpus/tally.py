"""What is counted, and what is written down about single rows."""

import json
from collections import Counter
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

_ENCODER = msgspec.json.Encoder()


class Tally(msgspec.Struct):
    """Counts of rows. Every row that is read goes out or is quarantined, so ``rows == out + quarantined``."""

    rows: int = 0
    """Rows that were read or should have been; those that a sample leaves out are not among them."""
    out: int = 0
    """Rows that were written."""
    quarantined: int = 0
    """Rows that have no row in the output."""
    untouched: int = 0
    """Rows among ``out`` that were written as they came because they broke a limit."""
    changed: int = 0
    """Rows among ``out`` whose text was changed."""
    changes: int = 0
    """Changes in them."""
    skipped: int = 0
    """Rows that the sample left out."""
    rules: dict[str, int] = {}
    """Changes by rule; one that several rules had a part in counts for each."""
    problems: dict[str, int] = {}
    """Rows by what the pipeline reported about them, such as a rule or a stage that was left out."""

    def add(self, other: "Tally") -> None:
        """Count the rows of another tally, too."""
        for name in ("rows", "out", "quarantined", "untouched", "changed", "changes", "skipped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rules = dict(Counter(self.rules) + Counter(other.rules))
        self.problems = dict(Counter(self.problems) + Counter(other.problems))

    @property
    def balanced(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.out + self.quarantined


class Note(msgspec.Struct, omit_defaults=True):
    """A line of ``_quarantine.jsonl`` or ``_untouched.jsonl``."""

    file: str
    """The input, by its name below the output folder."""
    row: int | None
    """Counted from 1: the line of a JSONL file, the row of a table; None where that is not known."""
    offset: int | None
    """Bytes before the row in the (decompressed) file; None for Parquet."""
    reason: str
    length: int
    """Bytes of the row."""
    sha256: str
    id: str | None = None
    """What the row has in the field that ``--id-field`` names."""
    bytes: str | None = None
    """The row's first 64 KB, in base64; not where the row is in the output."""
    rows: int = 1
    """How many rows are meant, where a part of a Parquet file cannot be read."""


class ChangeRecord(msgspec.Struct):
    """A `cleantext.Change`, as an object of JSON."""

    start: int
    end: int
    before: str
    after: str
    rules: tuple[str, ...]
    whys: tuple[str, ...]


class Entry(msgspec.Struct, omit_defaults=True):
    """A line of a file in ``_changes/``: what was done to one row.

    What is needed to get the raw row back, and nothing else: a row that stayed as it was has no entry.
    """

    file: str
    row: int | None
    offset: int | None
    out: int | None = None
    """Number of the row, from 1, among those that went out of the same unit of work."""
    id: str | None = None
    changes: list[ChangeRecord] = []
    style: int = 0
    """How the raw text was encoded, see `Row.styles`."""
    literal: str | None = None
    """The raw text as it stood in the row, where encoding it anew would give other bytes."""
    removed: str | None = None
    """A quarantined row, whole, in base64."""


def to_line(record: msgspec.Struct) -> bytes:
    """A record as a line of JSON."""
    try:
        return _ENCODER.encode(record) + b"\n"
    except UnicodeEncodeError:  # lone surrogates: the standard library writes them as escapes, and reads them
        return json.dumps(msgspec.to_builtins(record)).encode() + b"\n"


def from_line(line: bytes, kind: type[T]) -> T:
    """The record on a line."""
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(line), kind)
