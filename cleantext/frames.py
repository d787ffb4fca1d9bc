"""Frames: words that together, in any order and in whatever sentence, tell what a line is for.

A frame is written as terms joined by `` + ``, each with its alternatives behind slashes::

    earlier version/previous version + article/story + incorrect/misstated

A line fits if it has one alternative of each term. An alternative is how a word, or several, begin; with ``$`` at its
end it is the whole of them; in scripts whose words run together or carry particles it may stand anywhere. What tells
one term is no evidence of another, and what stands between guillemets of none. The first term is the anchor, the
rarest: lines without it are not looked at.
"""

import re
from collections.abc import Iterable, Set
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from cleantext.openings import fold, is_unspaced

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_QUOTED = re.compile("«[^»]*»")
_NO_WORD = re.compile(r"(?:[^\w@€§©ⓒ]|_)+")
_SIGN = re.compile("[@€§©ⓒ]")  # signs that tell as much as a word, and are one
_ARABIC = re.compile("[\u0600-\u06ff]")
_MARKS = re.compile("[\u064b-\u0652\u0640]")  # vowels of Arabic, and what lengthens its words
_LATIN = re.compile("[a-z0-9]+")
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ё": "е"})


class Fit(NamedTuple):
    """How a line fits a frame."""

    anchor: tuple[str, ...]
    """The alternatives of the frame's first term, as `plain` writes them."""
    group: int
    """Which of the sets that `frames_of` was given the frame is of."""
    words: str
    """What was found of each term, for the reason of an edit."""


class Frames:
    """Frames that are looked for together."""

    def __init__(self, *groups: frozenset[str]) -> None:
        self._frames: list[tuple[int, tuple[tuple[str, ...], ...]]] = []
        self._by_anchor: dict[str, list[int]] = {}
        for group, frames in enumerate(groups):
            for frame in sorted(frames):
                terms = [[alternative.strip() for alternative in term.split("/")] for term in frame.split(" + ")]
                for alternative in terms[0]:
                    self._by_anchor.setdefault(alternative.rstrip("$"), []).append(len(self._frames))
                self._frames.append((group, tuple(tuple(map(_term, term)) for term in terms)))
        self._anchors = sorted(self._by_anchor)

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        literals = [anchor.encode("utf-8", "surrogatepass") for anchor in self._anchors]
        return BytesAhoCorasick(literals, implementation=Implementation.ContiguousNFA)

    def of(self, texts: Iterable[str]) -> dict[str, list[Fit]]:
        """Those of the texts, lines, that fit a frame, each with the frames it fits."""
        lines = list(texts)
        raw = fold("\n".join(lines)).encode("utf-8", "surrogatepass")
        found = self._automaton.find_matches_as_indexes(raw, overlapping=True)
        if not found:
            return {}
        hits: dict[int, set[int]] = {}
        row = seen = 0
        for number, _, end in found:
            row += raw.count(b"\n", seen, end)
            seen = end
            hits.setdefault(row, set()).update(self._by_anchor[self._anchors[number]])
        fits = {lines[row]: self._fits(lines[row], numbers) for row, numbers in hits.items()}
        return {text: fit for text, fit in fits.items() if fit}

    def _fits(self, text: str, numbers: Set[int]) -> list[Fit]:
        """How a text fits those of the frames with these numbers that it fits."""
        key = plain(_QUOTED.sub(" ", text))
        out: list[Fit] = []
        for number in sorted(numbers):
            group, terms = self._frames[number]
            rest, found = key, []
            for term in terms:
                one = next((one for one in term if one in rest), "")
                if not one:
                    break
                rest = rest.replace(one.rstrip(), " |", 1)  # what tells one term is no evidence of another
                found.append(one.strip())
            else:
                out.append(Fit(terms[0], group, ", ".join(found)))
        return out


def plain(text: str) -> str:
    """The text in small letters, only its words and the signs of addresses, money and rights, with a space on each
    side, without the vowel signs of Arabic."""
    key = fold(text)
    if "@" in key or not key.isascii():
        key = _SIGN.sub(r" \g<0> ", key)
    if not key.isascii():
        key = _MARKS.sub("", key).translate(_SAME)
        if is_unspaced(key):
            key = _LATIN.sub(r" \g<0> ", key)
    return f" {_NO_WORD.sub(' ', key).strip()} "


def _term(alternative: str) -> str:
    """An alternative as it is looked for in a `plain` text."""
    text = plain(alternative)
    if is_unspaced(text) or _ARABIC.search(text):
        return text.strip()
    return text if alternative.endswith("$") else text.rstrip()


@cache
def frames_of(*groups: frozenset[str]) -> Frames:
    """The frames of all the sets, made once."""
    return Frames(*groups)
