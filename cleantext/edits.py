"""Edits: what rules propose, and how proposals become one list that can be applied.

All offsets are code points, half-open, in the text that the rules were shown.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """A proposal: replace ``text[start:end]`` by ``text``. An empty ``text`` deletes, ``start == end`` inserts.

    ``why`` is the evidence in plain words; it goes into the ledger.
    """

    start: int
    end: int
    text: str = ""
    why: str = ""


class Settled(NamedTuple):
    """An edit that was accepted, with the rules that asked for it and their reasons (one each)."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]
    whys: tuple[str, ...]


def check(edits: Iterable[Edit], text: str) -> None:
    """Raise ValueError for an edit that lies outside the text, TypeError for one that is none."""
    size = len(text)
    for start, end, new, why in edits:
        if not (type(start) is type(end) is int and isinstance(new, str) and isinstance(why, str)):
            raise TypeError(f"an Edit has two int and two str, not {(start, end, new, why)!r}")
        if not 0 <= start <= end <= size:
            raise ValueError(f"edit {start}:{end} lies outside the text of {size} characters")


def settle(text: str, proposals: Iterable[tuple[str, Edit]]) -> list[Settled]:
    """Turn proposals ``(rule name, edit)`` into sorted edits that do not overlap.

    Deletions that overlap unite. A deletion swallows a replacement inside it. Of other edits that overlap the one
    that starts first stays; the loser may be proposed again in the next round. Edits that change nothing vanish.
    A whole line deleted at the end of the text takes the blank lines before it along (see `close_tail`).
    """
    items = []
    for order, (rule, (start, end, new, why)) in enumerate(proposals):
        if text[start:end] != new:
            items.append((start, end > start, bool(new), end, order, Settled(start, end, new, (rule,), (why,))))
    items.sort()  # insertions first, then deletions: they unite before a replacement is held against them
    kept: list[Settled] = []
    for _, _, replaces, _, _, item in items:
        if not kept:
            kept.append(item)
            continue
        last = kept[-1]
        if item[:3] == last[:3]:
            kept[-1] = _united(last, item)
        elif not _overlap(last, item):
            kept.append(item)
        elif not replaces and not last.text:
            kept[-1] = _united(last, item)
        # Else the earlier edit stays: a replacement inside a deletion is swallowed, any other waits for the next
        # round.
    return close_tail(text, kept)


def _overlap(a: Settled, b: Settled) -> bool:
    """Whether ``a``, which starts first, and ``b`` need the same characters (an insertion: the same place)."""
    if b.start == b.end:
        return a.start < b.start < a.end or a.start == a.end == b.start
    return b.start < a.end


def _united(a: Settled, b: Settled) -> Settled:
    """Both as one, with the rules and reasons of both, each rule once."""
    fresh = [(r, w) for r, w in zip(b.rules, b.whys, strict=True) if r not in a.rules]
    rules, whys = a.rules + tuple(r for r, _ in fresh), a.whys + tuple(w for _, w in fresh)
    return Settled(a.start, max(a.end, b.end), a.text, rules, whys)


def close_tail(text: str, edits: list[Settled]) -> list[Settled]:
    """Let a run of deleted lines that ends the text also take the blank lines before it.

    Without this the last line's deletion would leave the line break that stood before it, and a text that did not
    end with a line break would suddenly end with one.
    """
    if not edits or edits[-1].text or text[edits[-1].end :].strip():
        return edits
    first = len(edits) - 1
    while first and not edits[first - 1].text and edits[first - 1].end == edits[first].start:
        first -= 1
    start = edits[first].start
    if not text[start:].strip():
        return edits
    floor = edits[first - 1].end if first else 0
    if start and text[start - 1] == "\n":
        content = floor + len(text[floor:start].rstrip())
        edits[first] = edits[first]._replace(start=content)
    return edits


def apply(text: str, edits: Sequence[Settled]) -> str:
    """The text after ``edits``, which are sorted and do not overlap."""
    parts, at = [], 0
    for start, end, new, _, _ in edits:
        parts.append(text[at:start])
        if new:
            parts.append(new)
        at = end
    parts.append(text[at:])
    return "".join(parts)
