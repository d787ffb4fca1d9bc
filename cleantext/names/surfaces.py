"""Surfaces of names in a text: where a name begins and ends, and which surfaces are one name but for its spelling.

A surface is a run of capitalised words that are joined by single spaces or hyphens (``Kim Jong-un``). Two surfaces
have the same key if they differ only by hyphen against space or by case behind a hyphen. Nothing is ever folded but
single parts, so that offsets stay what they are.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleantext.document import WRAPPED
from cleantext.names.words import is_particle, is_title, kind

REACH = 40
"""Most characters of a word."""

LONGEST = 12
"""Most words on each side of a compound that are looked at."""

_USUAL = (("\u00a0", " "), ("\u202f", " "), ("\u2010", "-"), ("\u2011", "-"))
ODD = "".join(odd for odd, _ in _USUAL)
"""Spaces and hyphens that count as plain ones in a name, besides the line feed."""

_MARKS = "'’ʼ"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:[{_MARKS}](?!s\b)(?:[^\W\d_]|[\u0300-\u036f])+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
_ENDS = re.compile(r"s\b")
_NUMERAL = re.compile(r"[IVX]+\Z|[JS]r\Z")
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxyz]{0,3}[aeiouy]{1,4}(?:ng|nn?|h|k|t|p|m|l|r|d|g|b|s|ck)?\Z")


def flat(text: str) -> str:
    """The text with plain hyphens and spaces, and spaces for line breaks: offsets stay as they are."""
    if not text.isascii():
        for odd, usual in _USUAL:
            text = text.replace(odd, usual)
    return text.replace("\n", " ")


def searchable(plain: str) -> str:
    """The text for a search that cannot read lone surrogates, which become question marks: offsets stay."""
    try:
        plain.encode()
    except UnicodeEncodeError:
        return plain.encode("utf-8", "replace").decode()
    return plain


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


@lru_cache(1 << 16)
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
    words = [_Word(start + word.start(), start + word.end(), word[0]) for word in _WORD.finditer(plain[start:end])]
    if not words or words[-1].end != end or _goes_on(plain, start, end):
        return None
    if any(_is_break(text, word.end) for word in words[:-1]):
        return None
    first, last = 0, len(words) - 1
    while first < LONGEST and (word := _before(text, plain, words[0].start)):
        words.insert(0, word)
        first, last = first + 1, last + 1
    while len(words) < last + LONGEST and (word := _behind(text, plain, words[-1].end)):
        words.append(word)
    a, b = 0, len(words) - 1
    while b > last and words[b].text[0].islower() and plain[words[b].start - 1] == " ":
        b -= 1  # a particle that leads nowhere
    while a < first and words[a].text[0].islower() and plain[words[a].end] == " ":
        a += 1
    asian = _asian(words, a, b, first, last, families)
    if asian is not None:
        a, b = asian
    else:
        while a < first and plain[words[a].end] == " " and _is_outside(words[a].text):
            a += 1
        while b > last and plain[words[b].start - 1] == " " and _is_outside(words[b].text):
            b -= 1
    parts = tuple(map(_composed, (word.text for word in words[a : b + 1])))
    joints = "".join(plain[word.end] for word in words[a:b])
    return Surface(words[a].start, words[b].end, parts, joints, _marks(plain, words[a].start, words[b].end))


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def _composed(part: str) -> str:
    """A part with composed letters and straight apostrophes."""
    return part if part.isascii() else unicodedata.normalize("NFC", part).translate(_APOSTROPHES)


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Whether ``plain[start:end]`` is a part of a longer word."""
    before, behind = plain[start - 1 : start], plain[end : end + 1]
    if before.isalnum() or behind.isalnum():
        return True
    if before and before in _MARKS and plain[start - 2 : start - 1].isalnum():
        return True
    return bool(behind) and behind in _MARKS and plain[end + 1 : end + 2].isalpha() and not _ENDS.match(plain, end + 1)


def _is_break(text: str, at: int) -> bool:
    """Whether a character is the break of a line that is too short to be a wrapped one."""
    return text[at] == "\n" and "\n" in text[max(0, at - WRAPPED) : at]


def _before(text: str, plain: str, start: int) -> _Word | None:
    """The word of a name that is joined to the one at ``start``, by a space or hyphen in front of it."""
    at = start - 1
    if at < 1 or plain[at] not in " -" or _is_break(text, at):
        return None
    low = max(0, at - REACH)
    begin = max(plain.rfind(" ", low, at), plain.rfind("-", low, at), low - 1) + 1
    word = plain[begin:at].rpartition("—")[2].rpartition("–")[2]
    bare = word.lstrip(_OPENING)
    if not bare or not _WORD.fullmatch(bare) or (begin == low > 0):
        return None
    if bare[0].islower() and not is_particle(bare):
        return None
    return _Word(at - len(bare), at, bare)


def _behind(text: str, plain: str, end: int) -> _Word | None:
    """The word of a name that is joined to the one before ``end``, by a space or hyphen behind it."""
    if plain[end : end + 1] not in (" ", "-") or _is_break(text, end):
        return None
    found = _WORD.match(plain, end + 1)
    if not found or plain[found.end() : found.end() + 1].isalnum():
        return None
    word = found[0]
    if word[0].islower() and not is_particle(word) and not (plain[end] == "-" and kind(word) == "name"):
        return None
    return _Word(end + 1, found.end(), word)


def _is_outside(word: str) -> bool:
    return is_title(word) or kind(word) in ("common", "nationality")


def is_asian(parts: Sequence[str], families: frozenset[str]) -> bool:
    """Whether the parts are a Korean or Chinese name: a family name of ``families`` and two syllables."""
    return len(parts) == 3 and _plain(parts[0]) in families and is_syllable(parts[1]) and is_syllable(parts[2])


def _asian(
    words: Sequence[_Word], a: int, b: int, first: int, last: int, families: frozenset[str]
) -> tuple[int, int] | None:
    """The Korean or Chinese name that includes the words ``first`` to ``last``, as indices of its ends."""
    for family in (first - 1, first):
        if a <= family and last <= family + 2 <= b and is_asian([w.text for w in words[family : family + 3]], families):
            return family, family + 2
    return None


def _marks(plain: str, start: int, end: int) -> str:
    initial = re.search(
        r"\b(?:[^\W\d_a-z]\.|(?:Dame|Dipl|Dr|Hon|Ing|Mag|Prof|Sir)\.?) ?\Z", plain[max(0, start - 8) : start]
    )
    suffix = re.match(r",? (?:[JS]r\b|I{2,3}\b|IV\b|the (?:Elder|Younger)\b)", plain[end : end + 14])
    return (initial[0].strip() if initial else "") + (suffix[0].strip(" ,") if suffix else "")


SYLLABLE = 8
"""Most letters of a syllable of a name."""

_HYPHEN = re.compile(
    r"-(?:(?=[^\W\d_a-z])(?<=[^\W\d_]-)"
    rf"|(?=[^\W\d_A-Z][\w{_MARKS}]{{0,{SYLLABLE - 1}}}\b)(?:"
    + "|".join(rf"(?<=[^\W\d_a-z]\w{{{n}}}-)" for n in range(1, SYLLABLE))
    + "|"
    + "|".join(rf"(?<=[{_MARKS}]\w{{{n}}}-)" for n in range(1, 5))
    + "))"
)
"""Hyphens before a capital, and those between a capitalised syllable and one in small letters; `re` looks for a
literal at the start with its fast loop."""

_PAIR = re.compile(rf"({_WORD.pattern})-({_WORD.pattern})")
_OPENING = "([{\"'“‘„«*_—–/"

_ACCENTED = re.compile("[À-ÖØ-öø-ÿĀ-ɏḀ-ỿ]")


def hyphens(plain: str, *, promising: bool = False) -> dict[str, list[int]]:
    """The hyphens at which the spellings of a name may differ, by how their words begin when joined by a space.

    The beginning is the first word, the space, and two letters of the other word with a capital: enough to rule out
    nearly all hyphens with one look. ``promising`` leaves out words that are certainly no parts of a name. Line feeds
    need not have been made spaces.
    """
    places: dict[str, list[int]] = {}
    if "-" not in plain:  # twenty times as fast as the pattern
        return places
    for hyphen in _HYPHEN.finditer(plain):
        at = hyphen.start()
        low = max(0, at - REACH)
        begin = max(plain.rfind(" ", low, at), plain.rfind("\n", low, at), plain.rfind("-", low, at), low - 1) + 1
        first = plain[begin:at].lstrip(_OPENING)
        if not (plain[at + 1].isupper() or is_syllable(first)):
            continue
        if promising and (second := _WORD.match(plain, at + 1)) and not may_join(first, second[0]):
            continue
        places.setdefault(f"{first} {flat(plain[at + 1 : at + 3]).title()}", []).append(at)
    return places


def may_join(one: str, other: str) -> bool:
    """Whether two words may be joined in a name; what is no word may."""
    if is_syllable(one) and is_syllable(other):
        return True
    if (len(one) > 1 and one.isupper()) or (len(other) > 1 and other.isupper()):
        return False
    return (kind(one) in ("name", "both") or is_particle(one)) and kind(other) in ("name", "both")


def pair(plain: str, hyphen: int) -> tuple[str, str] | None:
    """The two words that a hyphen joins, if they may belong to a name."""
    low = max(0, hyphen - REACH)
    words = list(_WORD.finditer(plain, max(low, plain.rfind(" ", low, hyphen) + 1), hyphen))
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
