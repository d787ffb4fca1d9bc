"""How each kind of file is read, one module a kind.

``read(stream, task)`` gives the rows; together their ``data`` are the file, byte for byte (Parquet apart).
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from cleantext.corpus.compression import Reader
from cleantext.corpus.inputs import Input, Kind
from cleantext.corpus.rows import Fields, Row

_MODULES: dict[Kind, str] = {
    "txt": "text",
    "jsonl": "jsonl",
    "csv": "table",
    "tsv": "table",
    "parquet": "parquet",
    "warc": "warc",
}


class Reading(NamedTuple):
    """What of a file is read, and how."""

    input: Input
    fields: Fields
    limit: int
    """Bytes of a row above which it is not looked at."""
    start: int = 0
    stop: int | None = None
    """The rows that begin in these bytes are read."""
    folder: Path | None = None
    """Where long rows are kept meanwhile."""


def rows(reader: Reader, reading: Reading) -> Iterator[Row]:
    """The rows of a file, and what damage there is as a last one."""
    module = import_module(f"cleantext.corpus.formats.{_MODULES[reading.input.kind]}")
    found: Iterator[Row] = module.read(reader, reading)
    return found
