"""Characters that nobody sees and nobody wrote: byte order marks, zero-width spaces, stray direction marks.

Editors, copy protection, hyphenation scripts and chat programs put them into pages. They split words for a search
and for a tokenizer. What goes, and why:

| character | why |
|---|---|
| U+FEFF | byte order mark, meaningless inside a text |
| U+200B | zero-width space: a line-break hint (stays beside letters of scripts without spaces: Thai, Lao, Khmer, Tibetan, Javanese, …) |
| U+00AD | soft hyphen: a hint for hyphenation |
| U+2060 | word joiner: a line-break hint |
| U+180E | Mongolian vowel separator (stays beside Mongolian letters) |
| U+200E U+200F U+061C U+202A–202E U+2066–2069 | direction marks; stay in a text with right-to-left letters |
| U+206A–206F | deprecated format characters |
| U+FFF9–FFFC | interlinear annotation marks, and the mark left where an object was embedded |
| U+E0000–E007F | tag characters; stay in a flag (England, Scotland, Wales) |
| U+200C U+200D | joiners; stay beside letters that join or stack (Arabic, Persian, Indic, …) and beside emoji |

Variation selectors, no-break spaces and the invisible operators of mathematics (U+2061–2064) stay.
"""

import re
from collections.abc import Iterator
from itertools import groupby

import regex

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.edits import edit_of

_CLASS = "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
_ANY = re.compile(f"{_CLASS}{_CLASS}*")  # a class at the start lets `re` look for it with its fast loop
_FLAG = regex.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f")
_RIGHT_TO_LEFT = regex.compile(r"[\p{bc=R}\p{bc=AL}--[\u200f\u061c]]", regex.V1)
_BREAKS_BY_HINT = regex.compile(r"[\p{lb=SA}\p{Tibetan}\p{Javanese}\p{Balinese}]")
_MONGOLIAN = regex.compile(r"\p{Mongolian}")
_PLAIN = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Hebrew}"
    r"\p{P}\p{Z}\p{Nd}\s]"
)

_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_WHY = {
    "\ufeff": "byte order mark",
    "\u200b": "zero-width space",
    "\u00ad": "soft hyphen",
    "\u2060": "word joiner",
    "\u180e": "Mongolian vowel separator in other text",
    "\ufffc": "mark of an embedded object",
}
_NEVER_NEEDED = {char: _WHY[char] for char in "\ufeff\u00ad\u2060\ufffc"}


def find(doc: Document) -> Iterator[Edit]:
    text = doc.text
    if not _ANY.search(doc.odd):
        return
    flags = [match.span() for match in _FLAG.finditer(text)] if "\U0001f3f4" in text else []
    mirrored: bool | None = None
    unneeded: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}  # by characters and neighbours
    for match in _ANY.finditer(text):
        start, end = match.span()
        if why := _NEVER_NEEDED.get(match.group()):
            yield edit_of((start, end, "", why, -1, -1))
            continue
        before = text[start - 1 : start]
        while flags and flags[0][1] < end:
            flags.pop(0)
        if flags and flags[0][0] < start:
            start = flags[0][1]
        if (key := (text[start:end], before, text[end : end + 1])) not in unneeded:
            if mirrored is None:
                mirrored = bool(_RIGHT_TO_LEFT.search(text))
            unneeded[key] = [*_unneeded(*key, mirrored)]
        for first, last, why in unneeded[key]:
            yield edit_of((start + first, start + last, "", why, -1, -1))


def _unneeded(chars: str, before: str, after: str, mirrored: bool) -> Iterator[tuple[int, int, str]]:
    """The stretches of invisible characters that the text around them does not need, each with the reason."""
    at = 0
    reasons = {
        char: "" if _needed(char, before, after, mirrored) else _WHY.get(char) or _kind(char) for char in set(chars)
    }
    for why, run in groupby(chars, reasons.__getitem__):
        to = at + len(list(run))
        if why:
            yield at, to, why
        at = to


def _needed(char: str, before: str, after: str, mirrored: bool) -> bool:
    """Whether the text around it needs the character."""
    if char in _JOINERS:
        return any(other and not _PLAIN.match(other) for other in (before, after))
    if char in _DIRECTION:
        return mirrored
    if char == "\u200b":
        return bool(_BREAKS_BY_HINT.match(before) or _BREAKS_BY_HINT.match(after))
    return char == "\u180e" and bool(_MONGOLIAN.match(before) or _MONGOLIAN.match(after))


def _kind(char: str) -> str:
    if char in _JOINERS:
        return "joiner where nothing joins"
    if char in _DIRECTION:
        return "direction mark in left-to-right text"
    return "tag character outside a flag" if char >= "\U000e0000" else "format character"


RULE = Rule(
    "invisible_characters",
    find,
    stage="repair",
    examples=(
        fixes("""
            - \ufeffThe trans\u00adport min\u200bister left\u200e.
            + The transport minister left.
        """),
        keeps("می\u200cخواهم and क्\u200dष"),
        keeps(
            "A family \U0001f468\u200d\U0001f469\u200d\U0001f467 and a flag \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
        ),
        keeps("ภาษา\u200bไทย"),
        keeps("‏שלום (hello) עולם‏"),
    ),
)
