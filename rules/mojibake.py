"""Characters that are wrong: text decoded with the wrong encoding, entities, control characters, odd line breaks.

A page is UTF-8, something on its way takes it for Windows-1252, and `’` arrives as `â€™`. The same journeys leave
HTML entities (`&amp;`), C1 and other control characters, carriage returns, Unicode line separators, lone surrogates
and letters that are not composed (NFC). ftfy knows how to tell such damage from text; this rule calls it for the
lines that may be damaged, and reports the smallest changed spans; in a line with a pile of combining marks, more than
30 on one letter, that is one span.

Profile `repair` (the default) repairs and does not restyle: curly quotes, ligatures and full-width forms are the
author's. Each line equals `ftfy.fix_text(line)` with those three fixers off, so no line depends on another (in ftfy
one `<` stops entity decoding in all later lines). Profile `ftfy` gives exactly what `ftfy.fix_text` gives for the
whole text, once: ftfy is not idempotent across line breaks, so this profile alone is exempt from the law that
cleaning a cleaned text changes nothing.
"""

import re
from collections.abc import Iterator
from typing import Literal

import regex

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.badness import odd_characters
from cleantext.diff import diff, trimmed
from cleantext.edits import edit_of
from cleantext.repair import MAX_SEGMENT, fix_text, repairs

ROUNDS = 10  # times that a repaired line is looked at again
PILE = 30  # marks on one letter that the stream-safe text format allows (UAX #15)
_PILE = regex.compile(rf"\p{{M}}{{{PILE + 1}}}")
_BREAK = "line break of another kind"
_WRONG = "wrong characters, repaired as ftfy does"
_BREAKS = ("\r", "\u2028", "\u2029")
_ENTITY = re.compile(r"&#?\w+;?")


def find(doc: Document, *, profile: Literal["repair", "ftfy"] = "repair") -> Iterator[Edit]:
    """`profile`: what is repaired, see above."""
    if profile == "ftfy":
        if not doc.edited:
            for start, end, new, *_ in diff(doc.text, fix_text(doc.text)):
                yield Edit(start, end, new, _why(doc.text, start, end, new))
        return
    text = doc.text
    found = repairs(text, doc.odd)
    breaks = [edit_of((*place, _BREAK, -1, -1)) for place in found if text[place[0]] in _BREAKS]
    if len(breaks) == len(found):  # as in a page from Windows
        yield from breaks
        return
    for start, end, after in found:
        if text[start] in _BREAKS:
            yield edit_of((start, end, after, _BREAK, -1, -1))
            continue
        before = text[start:end]
        after = _rested(before, after)
        ampersand = "&" in before
        piled = len(before) > PILE and not before.isascii() and _PILE.search(before)
        for at, to, new, _, _, _ in [trimmed(before, after)] if piled else diff(before, after):
            why = _WRONG if new and not ampersand else _why(before, at, to, new)
            yield edit_of((start + at, start + to, new, why, -1, -1))


def _rested(before: str, after: str) -> str:
    """The line repaired until there is nothing left to repair; as it was if that never comes.

    ftfy repairs a line until nothing changes. But a repair may break it into two, or take away the `<` that kept
    entities from being decoded; and ftfy cuts very long lines.
    """
    if "\n" not in after and ("<" in after or "<" not in before) and len(before) <= MAX_SEGMENT:
        return after
    for _ in range(ROUNDS):
        more = repairs(after, odd_characters(after))
        if not more:
            return after
        for start, end, new in reversed(more):
            after = after[:start] + new + after[end:]
    return before


def _why(before: str, start: int, end: int, new: str) -> str:
    """The reason in words, told from what a change looks like."""
    if _ENTITY.match(before, start - (before[start - 1 : start] == "&"), end):
        return "HTML entity"
    if not new and not before[start:end].isprintable():
        return "control character"
    return _WRONG


RULE = Rule(
    "mojibake",
    find,
    stage="repair",
    stable=True,
    examples=(
        fixes("""
            - The mayorâ€™s office said the cafÃ© would reopen.
            + The mayor’s office said the café would reopen.
        """),
        fixes("""
            - Marks &amp; Spencer closed 12 shops.
            + Marks & Spencer closed 12 shops.
        """),
        fixes(
            """
            - “Quite so,” she said &ndash; ﬁnally.
            + "Quite so," she said – finally.
            """,
            profile="ftfy",
        ),
        keeps("“Quite so,” she said – and the ﬁrst Ｆ stayed."),
        keeps("In Ålesund, L’Oréal opened a naïve little café for 5 €."),
        keeps("AT&T and R&D; if a < b && b < c, then a < c."),
    ),
)
