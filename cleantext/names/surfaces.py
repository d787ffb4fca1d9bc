"""Surfaces of names in a text: where a name begins and ends, and which surfaces are one name but for its spelling.

A surface is a run of capitalised words that are joined by single spaces or hyphens (``Kim Jong-un``). Two surfaces
have the same key if they differ only by hyphen against space or by case behind a hyphen. Nothing is ever folded but
single parts, so that offsets stay what they are.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from cleantext.document import WRAPPED
from cleantext.names.words import is_particle, is_title, kind

REACH = 80
"""Characters on each side of a compound in which the rest of its name is looked for."""

_ODD = (("\u00a0", " "), ("\u202f", " "), ("\u2010", "-"), ("\u2011", "-"))
_MARKS = "'’ʼ"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:[{_MARKS}](?!s\b)(?:[^\W\d_]|[\u0300-\u036f])+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
_NUMERAL = re.compile(r"[IVX]+\Z|[JS]r\Z")
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxyz]{0,3}[aeiouy]{1,4}(?:ng|nn?|h|k|t|p|m|l|r|d|g|b|s|ck)?\Z")


def flat(text: str) -> str:
    """The text with plain hyphens and spaces, and spaces for line breaks: offsets stay as they are."""
    if not text.isascii():
        for odd, usual in _ODD:
            text = text.replace(odd, usual)
    return text.replace("\n", " ")


def unaccented(part: str) -> str:
    """A part without its diacritics."""
    if part.isascii():
        return part
    plain = unicodedata.normalize("NFKD", part)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


class Surface(NamedTuple):
    """A name as it stands at one place: ``text[start:end]``, its parts, and what joins them (spaces and hyphens)."""

    start: int
    end: int
    parts: tuple[str, ...]
    joints: str
    marks: str = ""
    """What tells the bearer apart and stands outside: an initial or a degree before the name, Jr behind it."""

    @property
    def spelling(self) -> str:
        """The surface with plain spaces, hyphens and apostrophes."""
        return self.parts[0] + "".join(j + p for j, p in zip(self.joints, self.parts[1:], strict=True))

    @property
    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """The neighbouring parts with what joins them."""
        return zip(self.parts, self.joints, self.parts[1:], strict=False)

    def key(self, accents: bool) -> tuple[str, ...]:
        """What surfaces of one name have in common; ``accents`` says whether they must agree in those, too."""
        parts = [self.parts[0], *map(_capitalised, self.joints, self.parts[1:])]
        return (*(parts if accents else map(unaccented, parts)), self.marks)


def _capitalised(joint: str, part: str) -> str:
    return part[0].upper() + part[1:] if joint == "-" else part


def is_numeral(part: str) -> bool:
    """Whether a part only tells bearers of one name apart: II, Jr."""
    return bool(_NUMERAL.match(part))


@lru_cache(4096)
def is_syllable(part: str) -> bool:
    """Whether a part may be one syllable of a Korean or Chinese given name in Latin letters."""
    return len(part) <= SYLLABLE and bool(_SYLLABLE.match(_plain(part)))


def _plain(part: str) -> str:
    """A part in small letters, without diacritics and apostrophes."""
    return unaccented(part).casefold().translate(_APOSTROPHES).replace("'", "")


def surface(text: str, plain: str, start: int, end: int, families: frozenset[str]) -> Surface | None:
    """The name around ``text[start:end]``, a word or two joined words that belong to it; None if no word begins there.

    ``plain`` is `flat` of the text. A family name of ``families`` and the two syllables of a given name are a name
    whatever stands beside them; of other runs, titles, common words and nationalities at the ends are left out.
    """
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    words = list(_WORD.finditer(plain, low, high))
    first = next((i for i, word in enumerate(words) if word.start() == start), None)
    last = next((i for i, word in enumerate(words) if word.end() == end), None)
    if first is None or last is None:
        return None
    if not all(_joined(text, plain, *two) for two in pairwise(words[first : last + 1])):
        return None
    if plain[end : end + 1].isalnum() or plain[start - 1 : start].isalnum():
        return None
    a, b = first, last
    while a and _joined(text, plain, words[a - 1], words[a]) and _may_precede(words[a - 1][0]):
        a -= 1
    while b + 1 < len(words) and _joined(text, plain, words[b], words[b + 1]) and _may_follow(plain, words[b + 1]):
        b += 1
    while b > last and words[b][0][0].islower() and plain[words[b].start() - 1] == " ":
        b -= 1  # a particle that leads nowhere
    while a < first and words[a][0][0].islower() and plain[words[a].end()] == " ":
        a += 1
    asian = _asian(words, a, b, first, last, families)
    if asian is not None:
        a, b = asian
    else:
        while a < first and plain[words[a].end()] == " " and _is_outside(words[a][0]):
            a += 1
        while b > last and plain[words[b].start() - 1] == " " and _is_outside(words[b][0]):
            b -= 1
    parts = tuple(unicodedata.normalize("NFC", word[0]).translate(_APOSTROPHES) for word in words[a : b + 1])
    joints = "".join(plain[word.end()] for word in words[a:b])
    return Surface(words[a].start(), words[b].end(), parts, joints, _marks(plain, words[a].start(), words[b].end()))


def _joined(text: str, plain: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a single space or hyphen stands between two words, or the line break of a wrapped line."""
    at = one.end()
    if other.start() != at + 1 or plain[at] not in " -":
        return False
    return text[at] != "\n" or at - (text.rfind("\n", 0, at) + 1) >= WRAPPED


def _may_precede(word: str) -> bool:
    return not word[0].islower() or is_particle(word)


def _may_follow(plain: str, word: re.Match[str]) -> bool:
    if not word[0][0].islower() or is_particle(word[0]):
        return True
    return plain[word.start() - 1] == "-" and kind(word[0]) == "name"


def _is_outside(word: str) -> bool:
    return is_title(word) or kind(word) in ("common", "nationality")


def is_asian(parts: Sequence[str], families: frozenset[str]) -> bool:
    """Whether the parts are a Korean or Chinese name: a family name of ``families`` and two syllables."""
    return len(parts) == 3 and _plain(parts[0]) in families and is_syllable(parts[1]) and is_syllable(parts[2])


def _asian(
    words: list[re.Match[str]], a: int, b: int, first: int, last: int, families: frozenset[str]
) -> tuple[int, int] | None:
    """The Korean or Chinese name that includes the words ``first`` to ``last``, as indices of its ends."""
    for family in (first - 1, first):
        if a <= family and last <= family + 2 <= b and is_asian([w[0] for w in words[family : family + 3]], families):
            return family, family + 2
    return None


def _marks(plain: str, start: int, end: int) -> str:
    initial = re.search(
        r"\b(?:[^\W\d_a-z]\.|(?:Dame|Dipl|Dr|Hon|Ing|Mag|Prof|Sir)\.?) ?\Z", plain[max(0, start - 8) : start]
    )
    suffix = re.match(r",? (?:[JS]r\b|I{2,3}\b|IV\b)", plain[end : end + 6])
    return (initial[0].strip() if initial else "") + (suffix[0].strip(" ,") if suffix else "")


SYLLABLE = 8
"""Most letters of a syllable of a name."""

_CAPITALS = re.compile(r"-(?=[^\W\d_a-z])(?<=[^\W\d_]-)")
_SYLLABLES = re.compile(
    rf"-(?=[^\W\d_A-Z][\w{_MARKS}]{{0,{SYLLABLE - 1}}}\b)(?:"
    + "|".join(rf"(?<=[^\W\d_a-z]\w{{{n}}}-)" for n in range(1, SYLLABLE))
    + "|"
    + "|".join(rf"(?<=[{_MARKS}]\w{{{n}}}-)" for n in range(1, 5))
    + ")"
)
"""Hyphens before a capital, and those between a capitalised syllable and one in small letters; `re` looks for a
literal at the start with its fast loop."""

_PAIR = re.compile(rf"({_WORD.pattern})-({_WORD.pattern})")
_OPENING = "([{\"'“‘„«*_—–/"

_ACCENTED = re.compile("[À-ÖØ-öø-ÿĀ-ɏḀ-ỿ]")


def hyphens(plain: str) -> dict[str, list[int]]:
    """The hyphens at which the spellings of a name may differ, by how their words begin when joined by a space.

    The beginning is the first word, the space, and two letters of the other word with a capital: enough to rule out
    nearly all hyphens with one look.
    """
    places: dict[str, list[int]] = {}
    for hyphen in chain(_CAPITALS.finditer(plain), _SYLLABLES.finditer(plain)):
        at = hyphen.start()
        first = plain[max(plain.rfind(" ", 0, at), plain.rfind("-", 0, at)) + 1 : at].lstrip(_OPENING)
        if plain[at + 1].isupper() or is_syllable(first):
            places.setdefault(f"{first} {plain[at + 1 : at + 3].title()}", []).append(at)
    return places


def pair(plain: str, hyphen: int) -> tuple[str, str] | None:
    """The two words that a hyphen joins, if they may belong to a name."""
    words = list(_WORD.finditer(plain, max(0, hyphen - REACH), hyphen))
    found = _PAIR.match(plain, words[-1].start()) if words else None
    if found and found.end(1) == hyphen and (not found[1][0].islower() or is_particle(found[1])):
        return found[1], found[2]
    return None


def accented(plain: str) -> set[str]:
    """The capitalised words that have an accent."""
    out = set()
    for letter in _ACCENTED.finditer(plain):
        at = letter.start()
        for word in _WORD.finditer(plain, max(0, at - 24), min(len(plain), at + 24)):
            if word.start() <= at < word.end():
                if not word[0][0].islower() and unaccented(word[0]) != word[0]:
                    out.add(word[0])
                break
    return out
