"""Sources of pictures without a word for picture: `Ann Lee / Getty Images`, `© Harbour Office`.

Such a line stood below a picture that is gone. It goes if it is nothing else: a name and an agency of pictures with a
stroke between them, or the sign © with a name.

A line of copyright with a year is left to `site_notice`, and a credit behind a word for picture to `photo_credit`. The
first line stays, and so do a sentence, a list that a colon announces, and a text without running text.
"""

from collections.abc import Iterator
from functools import partial

import regex

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.document import is_code

PACK = phrases_beside(__file__)
LONGEST = 80  # characters of a credit
WORDS = 9  # words of a credit
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_DIGIT = regex.compile(r"\d")
_END = regex.compile(r"[^.\p{Lu}][.!?。]\W*\Z|[,;:]\s*\Z")
_STROKE = regex.compile(r"\s*[/／|]\s*")


def find(doc: Document, *, agencies: frozenset[str] = PACK["agencies"]) -> Iterator[Edit]:
    """`agencies`: names of agencies behind a stroke."""
    marked = "©" in doc.text
    rows = [row for row in doc.rows if len(row) <= LONGEST and ("/" in row or (marked and "©" in row[:8]))]
    sources = doc.judged(partial(_source, agencies), rows)
    if not sources or not doc.has_prose:
        return
    for line in doc.lines_of(sources):
        if line.number and not doc.is_wrapped(line) and not doc.follows_colon(line):
            yield doc.drop(line, sources[line.text])


def _source(agencies: frozenset[str], text: str) -> str | None:
    """Why a line is a source; empty if it may be anything else."""
    bare = text.strip(" \t\u00a0()[]（）【】")
    if _DIGIT.search(bare) or _END.search(bare) or not 1 <= len(_WORD.findall(bare)) <= WORDS:
        return ""
    if bare.startswith("©"):
        return "credit behind the sign ©" if _is_name(bare) else ""
    parts = _STROKE.split(bare)
    named = 2 <= len(parts) <= 3 and not is_code(bare) and _is_name(parts[0])
    return "name and agency" if named and any(part.casefold() in agencies for part in parts) else ""


def _is_name(text: str) -> bool:
    """Whether all words but short ones are capitalised."""
    words = _WORD.findall(text)
    return bool(words) and not words[0][0].islower() and not any(word[0].islower() and len(word) > 3 for word in words)


def _has_sign(doc: Document) -> bool:
    return "/" in doc.text or "©" in doc.text


RULE = Rule(
    "photo_source",
    find,
    stage="strip",
    wake=_has_sign,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Jo Hart / Getty Images
            - © Harbour Office
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            The new ferry at the pier, on the evening before her first trip across the bay. Jo Hart/AP
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Ferry / bus
        """),
    ),
)
