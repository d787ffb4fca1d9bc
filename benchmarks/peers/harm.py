"""What a tool does to the author's text, and what it leaves of the page around it.

The corpus knows which of its lines the author wrote. A line is *changed* if it does not stand in the output exactly as
it was, and *lost* if its letters and digits are not there any more, in their order; case, accents, spaces, and
punctuation do not count. Junk is the lines that the corpus put around the article or repeated.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.corpus import Page

JUNK = frozenset(
    {"stray_comment", "duplicated_title", "meta_line", "share_bar", "ad_label", "page_furniture", "repeated_caption"}
)
"""The rules of cleantext whose damage is whole lines."""

_WORD = re.compile(r"\w+")


class Harm(NamedTuple):
    """Shares of lines, from 0 to 1."""

    changed: float
    """Of the lines of clean pages."""
    lost: float
    """Of the lines of clean pages."""
    lost_dirty: float
    """Of the author's lines on dirty pages."""
    junk_left: float
    """Of the junk lines on dirty pages."""


def harm(clean: Sequence[tuple[str, str]], dirty: Sequence[tuple[Page, str]]) -> Harm:
    """What became of clean pages, as pairs of text and output, and of dirty pages, as pairs of page and output."""
    changed = _share(bit for text, output in clean for bit in _changed(text, output))
    lost = _share(bit for text, output in clean for bit in _lost(text, output))
    lost_dirty = _share(bit for page, output in dirty for bit in _lost(page.clean, output))
    return Harm(changed, lost, lost_dirty, _share(bit for page, output in dirty for bit in _left(page, output)))


def _share(bits: Iterable[bool]) -> float:
    found = list(bits)
    return sum(found) / len(found)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _changed(text: str, output: str) -> Iterator[bool]:
    there = Counter(output.split("\n"))
    for line in _lines(text):
        there[line] -= 1
        yield there[line] < 0


def _lost(text: str, output: str) -> Iterator[bool]:
    there = _letters(output)
    at = 0
    for line in _lines(text):
        letters = _letters(line)
        found = there.find(letters, at)
        yield found < 0
        at = found + len(letters) if found >= 0 else at


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def _left(page: Page, output: str) -> Iterator[bool]:
    """For each junk line whether the output still has it, beyond what the clean page says in the same words."""
    junk = Counter(
        _words(line) for piece in page.pieces if piece.rule in JUNK and not piece.instead for line in _lines(piece.text)
    )
    before, after = _words(page.clean), _words(output)
    for line, count in junk.items():
        left = min(count, max(0, after.count(line) - before.count(line)))
        yield from (True for _ in range(left))
        yield from (False for _ in range(count - left))


def _words(text: str) -> str:
    """The words, each between spaces of its own."""
    return "".join([f" {word} " for word in _WORD.findall(text.casefold())])
