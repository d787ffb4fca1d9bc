"""Holes in the text: several blank lines in a row, blank lines at the start or the end.

Block elements without text leave them, and so does whatever other rules remove. Two or more blank lines become one;
none stay at the start. The text ends with one line break exactly if the raw text ended with one.

A single blank line, the text's paragraph break, stays.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.edits import edit_of

_BREAK = re.compile(r"\n[^\S\n]*\n[^\S\n]*\n(?:\s*\n)?")
"""A line break and more than one blank line behind it."""


def find(doc: Document) -> Iterator[Edit]:
    text = doc.text
    ends = doc.final_newline or text.endswith("\n")  # what followed the last line break may have been repaired away
    if not (ends or text[:1].isspace() or doc.is_ragged or ("", "") in pairwise(doc.rows)):
        return  # no line is blank but single ones inside, and the text ends with none
    body_end = len(text.rstrip())
    body_start = len(text) - len(text.lstrip())
    body_start = text.rfind("\n", 0, body_start) + 1 if body_end else 0
    if body_start:
        yield Edit(0, body_start, "", "blank lines at the start")
    for match in _BREAK.finditer(text, body_start, body_end):
        start, end = match.span()
        yield edit_of((start + 1, end - 1, "", "more than one blank line", -1, -1))
    yield from _tail(text, body_end, doc.final_newline)


def _tail(text: str, body_end: int, final_newline: bool) -> Iterator[Edit]:
    """Make what follows the last character that is not blank a line break, or nothing."""
    why = "blank lines at the end"
    tail = text[body_end:]
    if tail == ("\n" if final_newline else ""):
        return
    newline = text.find("\n", body_end) if final_newline else -1
    if newline < 0:
        yield Edit(body_end, len(text), "\n" if final_newline else "", why)
        return
    if newline > body_end:
        yield Edit(body_end, newline, "", why)
    if newline + 1 < len(text):
        yield Edit(newline + 1, len(text), "", why)


RULE = Rule(
    "blank_lines",
    find,
    stage="tidy",
    version=2,
    examples=(
        fixes("""
            -
              The first paragraph.
            -
            -

              The second one.
        """),
        keeps("""
            One paragraph.

            Another one.
        """),
        keeps("""
            Tyger Tyger, burning bright,
            In the forests of the night
        """),
    ),
)
