"""One person's name spelled two ways in one text: `Kim Jong-un` nine times and `Kim Jong Un` once.

House styles differ (the Yonhap agency writes `Kim Jong-un`, Reuters `Kim Jong Un`), and rewritten or merged reports
mix them. The spellings of one name in one document are set to the one used most, or to the first one where counts
are equal. Only what is the same name beyond doubt is touched: a family name from a list (Korean, Chinese) followed by
the same two syllables, which differ in nothing but hyphen against space and the case behind it.

Near-twins differ in a letter and are never one name (Kim Jong Un, Kim Jong Il). Names inside double quotation marks,
URLs, handles, tags and code stay and do not vote. A name of which the text itself names two spellings (`Lee Dong-hae,
also spelled Lee Dong Hae`) is left alone, and so is text that is not English.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside

Name = tuple[str, str, str]
"""Family name, first syllable, second syllable in small letters."""

PACK = phrases_beside(__file__)
_DASH = "-\u2010\u2011"
_SPACE = " \u00a0"
_HYPHENS = {
    dash: re.compile("|".join(rf"{dash}(?<=[{_SPACE}][A-Z][a-z]{{{n}}}{dash})" for n in range(1, 7))) for dash in _DASH
}
"""A dash behind a capitalised syllable; a literal at the start lets `re` look for it with its fast loop."""

_SYLLABLE = r"[A-Z][a-z]{1,6}"
_SECOND = r"[A-Za-z][a-z]{1,6}"
_BEFORE = re.compile(rf"(?<![\w@#/\\._{_DASH}`])([A-Z][a-z]{{0,7}})[{_SPACE}]({_SYLLABLE})\Z")
_AFTER = re.compile(rf"[{_DASH}]({_SECOND})(?!\w|[{_DASH}@/\\_]\w)")
_ROMANISED = re.compile(r"[bcdfghjklmnprstvwyz']{0,3}[aeiou]{1,3}(?:ng|n|h|k|t|p|m|l|r|d|g|ck)?\Z")
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”“»]|‘[^‘’\n]*’|(?<![\w'])'[^'\n]*'(?!\w)")
_CUE = re.compile(
    r"\b(?:also|sometimes|often|or|officially|better|then) (?:spelled|spelt|written|known|called|rendered|romani[sz]ed|transliterated)"
    r"|\b(?:formerly|spelled|spelt|romani[sz]ed|transliterated|a\.?k\.?a|known as|written as|instead of|rather than)\b"
    r"|\A[\s,;(]*(?:or|also|alias)\b[^.]{0,12}\Z"
)
_STOP = re.compile(r"\b(?:the|of|and|to|in|that|was|said|with|for)\b")
_AND = re.compile(r"(?:[\s,;/&]|and|\([^()]*\)|[()])*")
_STOPPED = re.compile(r"[.!?]\s")
CUE_REACH = 60  # characters between two spellings within which a word like "also" links them
ENGLISH = 0.08  # share of words that are among the ten of _STOP; English news has about 0.2, other languages none


def find(doc: Document, *, family_names: frozenset[str] = PACK["family_names"]) -> Iterator[Edit]:
    """`family_names`: family names, lower case, that may stand before two syllables."""
    text = doc.text
    dashes = (match.start() for dash in _DASH if dash in text for match in _HYPHENS[dash].finditer(text))
    names = {name for dash in dashes if (name := _name_at(text, dash, family_names))}
    if not names or not _is_english(doc):
        return
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    groups: dict[Name, list[re.Match[str]]] = {}
    for match in _surfaces({family for family, _, _ in names}).finditer(text):
        name = match["family"], match["first"], match["second"].casefold()
        if name in names and not _inside(match.start(), quoted):
            groups.setdefault(name, []).append(match)
    for places in groups.values():
        counts = Counter(_plain(match) for match in places)
        if len(counts) < 2 or _linked(text, places):
            continue
        best = max(counts, key=lambda surface: counts[surface])  # of equals the one that came first
        tally = ", ".join(f"{surface} {n} ×" for surface, n in counts.most_common())
        for match in places:
            if _plain(match) != best:
                yield Edit(match.start(), match.end("second"), best, f"spellings of one name: {tally}")


def _name_at(text: str, hyphen: int, family_names: frozenset[str]) -> Name | None:
    """The name whose given name has its hyphen at this offset."""
    before = _BEFORE.search(text, max(0, hyphen - 17), hyphen)
    after = _AFTER.match(text, hyphen)
    if not before or not after or before[1].casefold() not in family_names:
        return None
    first, second = before[2], after[1].casefold()
    if not (_ROMANISED.match(first.casefold()) and _ROMANISED.match(second)):
        return None
    return before[1], first, second


def _surfaces(families: set[str]) -> re.Pattern[str]:
    """All places where one of the families stands before two syllables; looking ahead, since they may overlap."""
    return re.compile(
        rf"(?<![\w@#/\\._{_DASH}`])(?=(?P<family>{'|'.join(sorted(families))})[{_SPACE}](?P<first>{_SYLLABLE})"
        rf"(?:[{_DASH}]|[{_SPACE}](?=[A-Z]))(?P<second>{_SECOND})(?!\w|[{_DASH}@/\\_`]\w|\]\())"
    )


def _plain(match: re.Match[str]) -> str:
    """The spelling at a place, with plain hyphen and space."""
    return re.sub(rf"[{_DASH}]", "-", match.string[match.start() : match.end("second")].replace("\u00a0", " "))


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < spans[at][1]


def _linked(text: str, places: list[re.Match[str]]) -> bool:
    """Whether the text itself sets two spellings side by side, as two names or as two forms of one."""
    for one, other in pairwise(places):
        between = text[one.end("second") : other.start()]
        near = _plain(one) != _plain(other) and len(between) <= CUE_REACH and not _STOPPED.search(between)
        if near and (_CUE.search(between) or _AND.fullmatch(between)):
            return True
    return False


def _is_english(doc: Document) -> bool:
    if doc.hints.language:
        return doc.hints.language.casefold().partition("-")[0] == "en"
    sample = doc.text[:20_000]
    return len(_STOP.findall(sample)) >= ENGLISH * (sample.count(" ") + 1)


RULE = Rule(
    "name_spelling",
    find,
    stage="unify",
    triggers=("-", "\u2010", "\u2011"),
    examples=(
        fixes("""
              Moon Jae-in spoke to the press on Friday. Moon Jae-in said that the talks would go on for a week.
            - In the evening Moon Jae In left for the capital, and the delegation of the north went with him.
            + In the evening Moon Jae-in left for the capital, and the delegation of the north went with him.
        """),
        keeps("""
            Kim Jong-il was the father of Kim Jong Un, and the son of the founder of the state, said the historian.
        """),
        keeps("""
            The singer Lee Dong-hae, also spelled Lee Dong Hae in the credits of the film, was born in the south.
        """),
        keeps("""
            Moon Jae-in said that the letter to the court was signed “Moon Jae In” and that it was not from him.
        """),
    ),
)
