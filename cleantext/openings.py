"""How lines open, and with which phrases: the starts of all lines are searched once for the phrases of all rules."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

OPENING = 40
"""Characters at the start of a line that are searched for phrases, and which two copies of a caption or paragraph must
share to be compared at all."""

SHORT = 100
"""Longest line, in characters, that can be an item of page furniture (jusText calls up to 70 short; share bars and
tag lists of one line run somewhat longer)."""

WORDS = 8
"""Most words of a phrase that `opens_with` compares."""

_WHITE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
_POINTERS = "👉👈👇👆☝⬅⬇⬆🔗🔔📲📱📌📍📎📢📣📰🗞📺🎧🎙🎬🎥📹📷📸📧✉☎📞💬🗨📝✍✅✔☑❗❓🔴🔵🟢⚫🔥⭐🌟✨⚡🚨\ufe0f\u200d"
"""Signs with which sites, channels and apps adorn their buttons and announcements."""
_EDGE = (
    _WHITE + _POINTERS + "\"'`´‘’“”„«»‹›¿¡「」『』*_#^|¦•·●▪►▶◀◄▸▾▼▲→←↑↓:;,.!?…-–—~=+/\\()[]{}<>：；，。！？、"
    "（）【】［］〔〕＜＞■□◆◇★☆※◎○△▽▷☞➡➤➜"
)
_SPACES = re.compile(r"\s+")
_GAPS = re.compile(r"[^\S\n]+")
_WIDE = "\u00a0\u202f\u3000"
_SIGNS = _EDGE + "©®™§•"
_DIGITS = [chr(zero + digit) for zero in (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for digit in range(10)]
_LINE_END = re.compile(rb"\n")
_SMALL = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_FIRST_UNSPACED = "\u0e00"
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of a script whose words run together or carry particles."""


def fold(text: str) -> str:
    """The text casefolded, with one i: Turkish has two, and whether a capital is one of them cannot be told."""
    if text.isascii():
        return text.lower()
    text = text.casefold()
    return text if text.isascii() else text.replace("i\u0307", "i").replace("ı", "i")


def line_key(text: str) -> str:
    """The text casefolded, with single spaces, without outer punctuation: equal keys look equal to a reader."""
    key = text.strip(_EDGE)
    key = fold(key)
    return _SPACES.sub(" ", key) if "  " in key or not key.isprintable() or "\u00a0" in key else key


@cache
def unspaced(*phrases: frozenset[str]) -> tuple[str, ...]:
    """Those of the phrases that are written in a script whose words run together or carry particles."""
    return tuple(sorted(phrase for some in phrases for phrase in some if is_unspaced(phrase)))


def is_unspaced(text: str) -> bool:
    """Whether the text holds characters of a script whose words run together or carry particles."""
    return not text.isascii() and bool(UNSPACED.search(text))


def first_words(key: str) -> list[str]:
    """What a key opens with: its first word, its first two words, and so on, and the whole of it."""
    out = [key]
    at = -1
    for _ in range(WORDS):
        at = key.find(" ", at + 1)
        if at < 0:
            break
        start = key[:at]
        out.append(start.rstrip(",:;?!") if start[-1] in (",:;?!" if " " in start else ",:;") else start)
    return out


@cache
def beginnings(*phrases: frozenset[str]) -> frozenset[str]:
    """The first words of the phrases: a line that opens with a phrase has one of them."""
    return frozenset(phrase.partition(" ")[0].rstrip(",:;") for some in phrases for phrase in some)


def opens_with(key: str, phrases: frozenset[str], starts: Sequence[str] | None = None) -> bool:
    """Whether a line's key opens with one of the phrases, word for word.

    ``starts`` are its `first_words`, where they are at hand.
    """
    if starts is None and key.partition(" ")[0].rstrip(",:;") in beginnings(phrases):
        starts = first_words(key)
    if starts is not None and not phrases.isdisjoint(starts):
        return True
    return key[:1] >= _FIRST_UNSPACED and key.startswith(unspaced(phrases))


@cache
def several(phrases: frozenset[str]) -> frozenset[str]:
    """Those of the phrases that are more than one word, or of a script whose words run together."""
    return frozenset(phrase for phrase in phrases if " " in phrase or is_unspaced(phrase))


LETTERS_AND_DIGITS = frozenset(byte for byte in range(0x80) if chr(byte).isalnum())


def begins_alphanumeric(raw: bytes, at: int) -> bool:
    """Whether a letter or digit begins at a place of UTF-8 that is not ASCII."""
    return raw[at : at + 4].decode(errors="ignore")[0].isalnum()


class Phrases:
    """Phrases that are looked for together, at the starts of lines.

    A phrase that is nothing but a digit stands for any line that begins with one.
    """

    def __init__(self, phrases: frozenset[str]) -> None:
        self.phrases = phrases - {""}
        self._known: list[tuple[str, ...]] = [(phrase,) for phrase in sorted(self.phrases) if not phrase.isdecimal()]
        self._starts = [phrase[:OPENING] for (phrase,) in self._known]
        if numbered := tuple(sorted(filter(str.isdecimal, self.phrases))):
            self._known += [numbered] * len(_DIGITS)
            self._starts += _DIGITS

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        starts = [f"\n{start}".encode("utf-8", "replace") for start in self._starts]
        return BytesAhoCorasick(starts, implementation=Implementation.ContiguousNFA)

    def __reduce__(self) -> tuple[Any, ...]:
        return Phrases, (self.phrases,)

    @lru_cache(512)  # noqa: B019  there are as many of these as there are rules
    def covers(self, others: "Phrases") -> bool:
        """Whether all the other phrases are among these."""
        return others.phrases <= self.phrases

    def opening(self, lines: Iterable[str], *, caseless: bool = False) -> dict[str, list[str]]:
        """The lines that open with one of the phrases, by phrase.

        A phrase ends where a word ends, but in a script whose words run together; where a capital follows a small
        letter, two buttons have run together, and a word ends, too. ``caseless`` says that the lines have no capital
        letters but ASCII ones.
        """
        some = [line for line in lines if line]
        starts = [line[:OPENING] if line[:1].isalnum() else line.lstrip(_SIGNS)[:OPENING] for line in some]
        text = "\n".join(["", *starts, ""])
        if "  " in text or "\t" in text or "\r" in text or (not text.isascii() and any(gap in text for gap in _WIDE)):
            text = _GAPS.sub(" ", text)
        # Lone surrogates are more than the automaton takes. ASCII letters are quickly made small as bytes.
        written = text.encode("utf-8", "replace")
        raw = written.lower() if caseless or text.isascii() else fold(text).encode("utf-8", "replace").lower()
        cased = len(written) == len(raw)
        out: dict[str, list[str]] = {}
        found = self._automaton.find_matches_as_indexes(raw, overlapping=True)
        ends = [match.start() for match in _LINE_END.finditer(raw, 1)] if found else []
        for number, _, end in found:
            phrases = self._known[number]
            byte = raw[end]
            goes_on = byte in LETTERS_AND_DIGITS if byte < 0x80 else begins_alphanumeric(raw, end)
            if goes_on and not (
                self._may_go_on[number] or (cased and written[end - 1] in _SMALL and byte != written[end])
            ):
                continue
            line = some[bisect_left(ends, end)]
            if len(phrases[0]) <= OPENING or line_key(line[: 2 * SHORT]).startswith(phrases[0]):
                for phrase in phrases:
                    if phrase in out:
                        out[phrase].append(line)
                    else:
                        out[phrase] = [line]
        return out

    @cached_property
    def _may_go_on(self) -> list[bool]:
        """Whether more letters may follow, for each of the starts."""
        return [len(start) >= OPENING or start.isdecimal() or is_unspaced(start) for start in self._starts]


@cache
def together(*phrases: frozenset[str]) -> Phrases:
    """All these phrases."""
    return Phrases(frozenset().union(*phrases))
