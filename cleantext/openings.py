"""How lines open, and with which phrases: one look at the lines for all rules.

A line is first asked for its head, its first word and its first two; only where that is the head of a phrase, the
phrase itself is compared. Scripts whose words run together have no heads; there each line is compared.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

OPENING = 40
"""Characters at the start of a long line in which its head is looked for, and which two copies of a caption or
paragraph must share to be compared at all."""

SHORT = 100
"""Longest line, in characters, that can be an item of page furniture (jusText calls up to 70 short; share bars and
tag lists of one line run somewhat longer)."""

WORDS = 8
"""Most words of a phrase that `opens_with` compares."""

_WHITE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
_EDGE = _WHITE + "\"'`´‘’“”„«»‹›「」『』*_#^|¦•·●▪►▶◀◄▸▾▼▲→←↑↓:;,.!?…-–—~=+/\\()[]{}<>：；，。！？、"
_SPACES = re.compile(r"\s+")
_HEADS = re.compile(r"\n[^\w\n]*(\w*)[^\w\n]*(\w*)")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Opening = tuple[str, str, str]
"""A line, its first word and its first two words (or again the one it has), folded; "0" for a word that begins with a
digit; empty where there is no word."""


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


class Heads(NamedTuple):
    """The heads that are looked for."""

    short: frozenset[str]
    """In lines of at most `SHORT` characters."""
    long: frozenset[str]
    """In longer lines."""


def openings(lines: Iterable[str], heads: Heads | None = None) -> list[Opening]:
    """How the lines open; with ``heads`` only those that open with one of these."""
    if heads is None:
        return _opened([line for line in lines if line])
    short, long = _first_words(heads.short), _first_words(heads.long)
    likely = [
        line
        for line in lines
        if line
        and (
            (word := line[:OPENING].partition(" ")[0].lower()) in (long if len(line) > SHORT else short)
            or not (word.isascii() and word.isalpha())
        )
    ]
    return [
        opening
        for opening in (_opened(likely) if likely else ())
        if opening[1] in (wanted := heads.long if len(opening[0]) > SHORT else heads.short) or opening[2] in wanted
    ]


def _opened(lines: Sequence[str]) -> list[Opening]:
    starts = "\n".join(["", *[line if len(line) <= SHORT else line[:OPENING] for line in lines]])
    found = zip(lines, _HEADS.findall(fold(starts.replace("_", " "))), strict=True)
    return [
        (line, "0", "0") if one[:1].isdecimal() else (line, one, f"{one} {two}" if two else one)
        for line, (one, two) in found
    ]


@cache
def _first_words(heads: frozenset[str]) -> frozenset[str]:
    return frozenset(head.partition(" ")[0] for head in heads)


@cache
def by_head(*phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The phrases by their heads. One that begins with a digit stands for any line that does."""
    out: dict[str, tuple[str, ...]] = {}
    for phrase, _, head in _opened(sorted(frozenset().union(*phrases))):
        out[head] = (*out.get(head, ()), "" if head == "0" else phrase)
    return out


@cache
def unspaced(*phrases: frozenset[str]) -> tuple[str, ...]:
    """Those of the phrases that are written in a script whose words run together or carry particles."""
    return tuple(sorted(phrase for some in phrases for phrase in some if is_unspaced(phrase)))


def is_unspaced(text: str) -> bool:
    """Whether the text holds characters of a script whose words run together or carry particles."""
    return bool(_UNSPACED.search(text))


def starts_with(line: str, phrases: tuple[str, ...]) -> bool:
    """Whether the line's key starts with one of the phrases, be it in the middle of a word."""
    return line_key(line[:SHORT]).startswith(phrases)


def opens_with(key: str, phrases: frozenset[str]) -> bool:
    """Whether a line's key opens with one of the phrases, word for word."""
    at = -1
    for _ in range(WORDS):
        at = key.find(" ", at + 1)
        if at < 0:
            break
        if key[:at].rstrip(",:;") in phrases:
            return True
    return key in phrases or key.startswith(unspaced(phrases))


class Phrases:
    """The phrases of several rules, to find out at once which rules have a line that opens with one of theirs."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
        self._unspaced: list[tuple[str, int, tuple[str, ...]]] = []

    def add(self, rule: str, longest: int, phrases: Sequence[frozenset[str]]) -> None:
        """Phrases of a rule, for lines of at most ``longest`` characters."""
        for head, some in by_head(*phrases).items():
            self._by_head.setdefault(head, []).append((rule, longest, some))
        if more := unspaced(*phrases):
            self._unspaced.append((rule, longest, more))

    @property
    def heads(self) -> Heads:
        """The heads of all phrases."""
        long = [head for head, rules in self._by_head.items() if any(longest > SHORT for _, longest, _ in rules)]
        return Heads(frozenset(self._by_head), frozenset(long))

    def rules(self, openings: Iterable[Opening], unspaced_lines: Sequence[str]) -> set[str]:
        """The rules one of whose phrases opens a line; of lines in scripts without spaces all are asked for."""
        called: set[str] = set()
        for line, one, two in openings:
            key = line_key(line[:SHORT])
            for head in (one, two) if one != two else (one,):
                for rule, longest, phrases in self._by_head.get(head, ()):
                    if len(line) <= longest and key.startswith(phrases):
                        called.add(rule)
        if unspaced_lines and self._unspaced:
            keys = [(len(line), line_key(line[:SHORT])) for line in unspaced_lines]
            for rule, longest, phrases in self._unspaced:
                if any(size <= longest and key.startswith(phrases) for size, key in keys):
                    called.add(rule)
        return called
