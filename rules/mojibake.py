"""Characters that are wrong: text decoded with the wrong encoding, entities, control characters, odd line breaks.

A page is UTF-8, something on its way takes it for Windows-1252, and `’` arrives as `â€™`. The same journeys leave
HTML entities (`&amp;`), C1 and other control characters, carriage returns, Unicode line separators, lone surrogates
and letters that are not composed (NFC). ftfy knows how to tell such damage from text; this rule calls it for the
lines that may be damaged, and reports the smallest changed spans.

Profile `repair` (the default) repairs and does not restyle: curly quotes, ligatures and full-width forms are the
author's. Each line equals `ftfy.fix_text(line)` with those three fixers off, so no line depends on another (in ftfy
one `<` stops entity decoding in all later lines). Profile `ftfy` gives exactly what `ftfy.fix_text` gives for the
whole text, once: ftfy is not idempotent across line breaks, so this profile alone is exempt from the law that
cleaning a cleaned text changes nothing.
"""

import re
from collections.abc import Iterator
from typing import Literal

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.diff import diff
from cleantext.repair import fix_text, repairs

_BREAKS = ("\r", "\u2028", "\u2029")
_ENTITY = re.compile(r"&#?\w+;?")


def find(doc: Document, *, profile: Literal["repair", "ftfy"] = "repair") -> Iterator[Edit]:
    """`profile`: what is repaired, see above."""
    if profile == "ftfy":
        if not doc.edited:
            for edit in diff(doc.text, fix_text(doc.text)):
                yield edit._replace(why=_why(doc.text[edit.start : edit.end], edit.text))
        return
    for start, end, after in repairs(doc.text, doc.odd):
        before = doc.text[start:end]
        if before in _BREAKS:
            yield Edit(start, end, after, "line break of another kind")
            continue
        for edit in diff(before, after, start):
            at = edit.start - start - before.startswith("&", edit.start - start - 1)
            yield edit._replace(why=_why(before[at : edit.end - start], edit.text))


def _why(before: str, after: str) -> str:
    """The reason in words, told from what a change looks like."""
    if _ENTITY.match(before):
        return "HTML entity"
    if not before.isprintable() and not after:
        return "control character"
    return "wrong characters, repaired as ftfy does"


RULE = Rule(
    "mojibake",
    find,
    stage="repair",
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
