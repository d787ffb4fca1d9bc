"""Spaces that mean nothing: at the end of a line, or several in a row inside a sentence.

Inline elements, line breaks in the markup and justified text leave them. Trailing spaces of every kind go, no-break
spaces among them; runs of spaces and tabs inside a line of prose become one space.

A no-break space inside a line stays ("10 000 people", French punctuation), and so does all that spaces lay out:
indentation, single tabs, the columns of a table, code, verse, ASCII art, gaps to fill in. A run counts as layout
unless its line is prose (six words that start at the margin and end like a sentence, or a line of 100 characters),
no neighbour has a run that ends at the same column, it is shorter than five spaces, and shorter than three where
several lines have wide ones.
"""

import re
from collections.abc import Iterator

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.document import is_code

_PAIRS = {
    " ": ("  ",),
    "\t": ("\t ", " \t", "\t\t", "\t\u00a0", "\u00a0\t"),
    "\u00a0": (" \u00a0", "\u00a0 "),
}
"""How a run of spaces may begin, by a character that rules most of them out."""

_RUN = re.compile(r"[ \t\u00a0](?<=\S[ \t\u00a0])[ \t\u00a0]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\])\"'”’»]*\Z|[)\"”»]\Z")
_WORD = re.compile(r"[^\W\d_]{2,}")

MIN_WORDS = 6
LONG = 100
WIDE = 3  # spaces that, in more than one line, lay something out: verse, chords, columns
GAP = 5  # spaces that leave room for something: an answer, a date


def find(doc: Document) -> Iterator[Edit]:
    text = doc.text
    if doc.is_ragged:
        start = 0
        for row in doc.rows:
            end = start + len(row)
            if row[-1:].isspace():
                yield Edit(start + len(row.rstrip()), end, "", "spaces at the end of a line")
            start = end + 1
    pairs = [pair for rare, found in _PAIRS.items() if rare in text for pair in found if pair in text]
    if pairs:
        yield from _inside(doc.rows, pairs)


def _inside(rows: list[str], pairs: list[str]) -> Iterator[Edit]:
    """Runs inside lines; ``pairs`` are the beginnings of runs that there are."""
    first, *more = pairs  # mostly there is one
    widest = [
        max(map(len, _RUN.findall(row)), default=0)
        if (first in row and first in row.strip()) or (more and any(p in row for p in more))
        else 0
        for row in rows
    ]
    if not any(widest):
        return
    layout = sum(width >= WIDE for width in widest) > 1
    start = 0
    above: set[int] = set()
    columns = _columns(rows[0], widest[0])
    for number, row in enumerate(rows):
        below = _columns(rows[number + 1], widest[number + 1]) if number + 1 < len(rows) else set()
        if columns and _is_prose(row) and columns.isdisjoint(above) and columns.isdisjoint(below):
            for match in _RUN.finditer(row):
                if len(match.group()) < (WIDE if layout else GAP) and match.group().strip("\u00a0"):
                    yield Edit(start + match.start(), start + match.end(), " ", "several spaces inside a sentence")
        start += len(row) + 1
        above, columns = columns, below


def _columns(row: str, widest: int) -> set[int]:
    """Where the runs of spaces inside a line end."""
    return {match.end() for match in _RUN.finditer(row)} if widest else set()


def _is_prose(row: str) -> bool:
    row = row.rstrip()
    if row[0].isspace() or is_code(row) or len(_WORD.findall(row)) < MIN_WORDS:
        return False
    return len(row) >= LONG or bool(_SENTENCE_END.search(row[-8:]))


RULE = Rule(
    "spacing",
    find,
    stage="tidy",
    examples=(
        fixes("""
            - He said  that the   bridge would open on Monday,  at noon.\x20\x20
            + He said that the bridge would open on Monday, at noon.
        """),
        fixes("""
            - A short line.\u00a0
            + A short line.
        """),
        keeps("""
            Some 10\u00a0000 people came\u00a0; more were expected.
        """),
        keeps("""
            Name      Points   Rank
            Adams     12       1
            Baker     7        2
        """),
        keeps("""
            def area(r):
                return 3.14 * r  # of a circle
        """),
        keeps("""
            The sea    the sea
                the open sea
        """),
    ),
)
