"""Edits: what rules propose, and how proposals become one list that can be applied.

All offsets are code points, half-open, in the text that the rules were shown.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, Protocol


class Span(Protocol):
    """A stretch of text, such as a line."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Edit(NamedTuple):
    """A proposal: replace ``text[start:end]`` by ``text``. An empty ``text`` deletes, ``start == end`` inserts.

    ``why`` is the evidence in plain words; it goes into the ledger. `Document.drop` makes edits that remove a whole
    line and sets ``line``, its number: the gap that lines leave behind is closed when all edits of a round are known.
    It sets ``keep``, too, where the line goes because another one stays: the number of that one.
    """

    start: int
    end: int
    text: str = ""
    why: str = ""
    line: int = -1
    keep: int = -1


edit_of = partial(tuple.__new__, Edit)
"""Makes an Edit of a tuple of all its fields, in a third of the time, where there may be one for each character."""


class Settled(NamedTuple):
    """An edit that was accepted, with the rules that asked for it and their reasons (one each)."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]
    whys: tuple[str, ...]


_settled = partial(tuple.__new__, Settled)

_Credit = tuple[tuple[str, ...], tuple[str, ...]]
"""The rules that asked for an edit and their reasons."""


def check(edits: Iterable[Edit], size: int) -> None:
    """Raise ValueError for an edit that lies outside a text of ``size`` characters, TypeError for one that is none."""
    for edit in edits:
        if not isinstance(edit, Edit):
            raise TypeError(f"a rule yields Edit objects, not {edit!r:.80}")
        start, end, new, why, _, _ = edit
        if not (type(start) is type(end) is int and isinstance(new, str) and isinstance(why, str)):
            raise TypeError(f"an Edit has two int and two str, not {(start, end, new, why)!r}")
        if not 0 <= start <= end <= size:
            raise ValueError(f"edit {start}:{end} lies outside the text of {size} characters")


def settle(
    text: str, proposals: Sequence[tuple[str, Edit]], lines: Callable[[], Sequence[Span]] = tuple
) -> list[Settled]:
    """Turn proposals ``(rule name, edit)`` into sorted edits that do not overlap.

    Deletions that overlap unite. A deletion swallows a replacement inside it. Of other edits that overlap the one
    that starts first stays; the loser may be proposed again in the next round. Edits that change nothing vanish.
    ``lines`` gives the document's lines, for edits that remove some of them (see `close_gaps`).
    """
    if (simple := _simple(text, proposals)) is not None:
        return simple
    items = []
    dropped = [(rule, edit) for rule, edit in proposals if edit.line >= 0]
    whole = close_gaps(text, lines(), dropped) if dropped else []
    if len(dropped) == len(proposals):
        return whole
    parts = (Settled(e.start, e.end, e.text, (rule,), (e.why,)) for rule, e in proposals if e.line < 0)
    for order, item in enumerate((*whole, *parts)):
        start, end, new, _, _ = item
        if text[start:end] != new:
            items.append((start, end > start, bool(new), end, order, item))
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
    return kept


def _simple(text: str, proposals: Sequence[tuple[str, Edit]]) -> list[Settled] | None:
    """The settled edits where there is nothing to settle: sorted already, without overlap, and no whole lines."""
    out: list[Settled] = []
    alone = _Alone()
    at = 0
    for rule, (start, end, new, why, line, _) in proposals:
        if start < at or line >= 0 or (start == end == at and out):
            return None
        if text[start:end] != new:
            out.append(_settled((start, end, new, alone[rule], alone[why])))
        at = end
    return out


class _Alone(dict[str, tuple[str]]):
    """Rules and reasons, each in a tuple of its own; many edits have the same."""

    def __missing__(self, text: str) -> tuple[str]:
        out = self[text] = (text,)
        return out


def _overlap(a: Settled, b: Settled) -> bool:
    """Whether ``a``, which starts first, and ``b`` need the same characters (an insertion: the same place)."""
    if b.start == b.end:
        return a.start < b.start < a.end or a.start == a.end == b.start
    return b.start < a.end


def _united(a: Settled, b: Settled) -> Settled:
    """Both as one, with the rules and reasons of both, each rule once."""
    if b.end <= a.end and set(b.rules) <= set(a.rules):
        return a
    return Settled(a.start, max(a.end, b.end), a.text, *_joint((a.rules, a.whys), (b.rules, b.whys)))


def _joint(a: _Credit, b: _Credit) -> _Credit:
    """The rules and reasons of both, each rule once."""
    fresh = [(rule, why) for rule, why in zip(*b, strict=True) if rule not in a[0]]
    return a[0] + tuple(rule for rule, _ in fresh), a[1] + tuple(why for _, why in fresh)


def close_gaps(text: str, lines: Sequence[Span], proposals: Sequence[tuple[str, Edit]]) -> list[Settled]:
    """The deletions that remove whole lines, each with the line break or the gap that belongs to it.

    A run of removed lines leaves the larger one of the gaps before and behind it, so that a paragraph break stays one
    and no hole comes into being. Lines removed from the end of the text take the gap before them along, so that a
    text that did not end with a line break does not end with one now.

    A line that goes because another one stays (``keep``) does not go where that one goes in the same round.
    """
    dropped: dict[int, _Credit] = {}
    needed: set[int] = set()
    known: dict[tuple[str, str], _Credit] = {}  # many lines go for the same reason
    for copies in (False, True):
        for rule, (_, _, _, why, number, keep) in proposals:
            if (keep >= 0) is not copies or keep in dropped or number in needed:
                continue
            if (rule, why) not in known:
                known[rule, why] = (rule,), (why,)
            credit = known[rule, why]
            dropped[number] = _joint(dropped[number], credit) if number in dropped else credit
            needed.add(keep)
    out: list[Settled] = []
    last = -1  # of the lines that go together
    leave_behind = False
    for number in sorted(dropped):
        if number > last:
            last = number
            while last + 1 in dropped:
                last += 1
            before = text[lines[number - 1].end : lines[number].start] if number else None
            behind = text[lines[last].end : lines[last + 1].start] if last + 1 < len(lines) else None
            leave_behind = before is not None and (behind is None or behind.count("\n") > before.count("\n"))
        if leave_behind:
            start, end = lines[number - 1].end, lines[number].end
        else:
            start = lines[number].start
            end = lines[number + 1].start if number + 1 < len(lines) else lines[number].end
        out.append(_settled((start, end, "", *dropped[number])))
    return out


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
