"""The labelled corpus of `tests/labelled`: documents whose lines say whether they are the author's.

The format is described in ``tests/labelled/README.md``.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "tests" / "labelled"

ARTIFACTS = (
    "title",
    "caption",
    "teaser",
    "share",
    "furniture",
    "related",
    "meta",
    "bio",
    "notice",
    "ad",
    "comment",
    "residue",
)
"""Kinds of artifact, as the table of the rules' issue has them."""

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja", "ko", "ar", "tr", "id")

_HEADER = re.compile(r"== (?P<id>[\w-]+) \| (?P<language>[a-z]{2}) \| (?P<kind>[^|]+) \| (?P<why>.+)")
_LINE = re.compile(r"(?P<label>[KDP1?])(?::(?P<artifact>[a-z]+))?\| (?P<text>.*\S.*)")
_PART = re.compile("⟦([^⟦⟧]+)⟧")


class Unit(NamedTuple):
    """A line or a marked part of one, with its label: ``text[start:end]`` of its document."""

    start: int
    end: int
    label: str
    """``K`` stays, ``D`` goes, ``1`` is one of several copies of which one stays, ``?`` may go or stay."""
    artifact: str
    """What goes; with ``K`` what it looks like; or empty."""


class Labelled(NamedTuple):
    """A labelled document."""

    id: str
    language: str
    kind: str
    why: str
    text: str
    units: tuple[Unit, ...]
    """In the order of the text; blank lines belong to none."""

    @property
    def negative(self) -> bool:
        """Whether nothing in it may go."""
        return self.kind.startswith("negative")


def read(folder: Path = FOLDER) -> Iterator[Labelled]:
    """The documents of all files.

    Raises ValueError, with file and line, for what is not in the format.
    """
    for path in sorted(folder.glob("*.txt")):
        yield from parse(path.read_text("utf-8"), path.name)


def parse(source: str, name: str) -> Iterator[Labelled]:
    """The documents of one file."""
    header: re.Match[str] | None = None
    rows: list[tuple[str, str, str]] = []
    for number, row in enumerate([*source.split("\n"), "=="], 1):
        if row.startswith("=="):
            if header:
                yield _document(header, rows)
            header, rows = _HEADER.fullmatch(row), []
            if not header and row != "==":
                raise ValueError(f"{name}:{number}: not a header: {row}")
        elif not row:
            rows.append(("", "", ""))
        elif header and (line := _LINE.fullmatch(row)) and (not line["artifact"] or line["artifact"] in ARTIFACTS):
            if (line["label"] in "DP1" and not line["artifact"]) or (line["label"] == "P" and "⟦" not in row):
                raise ValueError(f"{name}:{number}: says not what goes: {row}")
            rows.append((line["label"], line["artifact"] or "", line["text"]))
        else:
            raise ValueError(f"{name}:{number}: not a labelled line: {row}")


def _document(header: re.Match[str], rows: list[tuple[str, str, str]]) -> Labelled:
    while rows and not rows[-1][0]:
        rows.pop()
    lines: list[str] = []
    units: list[Unit] = []
    start = 0
    for label, artifact, marked in rows:
        for piece, goes in _pieces(marked):
            if piece.strip():
                kept = ("K", "") if label == "P" else (label, artifact)
                units.append(Unit(start, start + len(piece), *(("D", artifact) if goes else kept)))
            start += len(piece)
        start += 1
        lines.append(_PART.sub(r"\1", marked))
    return Labelled(header["id"], header["language"], header["kind"], header["why"], "\n".join(lines), tuple(units))


def _pieces(marked: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line, and whether each is marked."""
    for number, piece in enumerate(_PART.split(marked)):
        yield piece, number % 2 == 1


def copies(units: Sequence[Unit]) -> dict[str, list[int]]:
    """Where the copies of one thing stand among the units, by artifact."""
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.label == "1":
            found.setdefault(unit.artifact, []).append(number)
    return found
