"""The ledger: every accepted change in offsets of the raw text, however many rounds of edits led to it.

Each round's edits speak of the text that the round was shown. `Ledger.recorded` composes them with what came before,
so that the whole run is one list of changes raw → clean. Changes that touch the same characters become one change
with all rules named; changes that merely stand side by side stay apart, so that each can be undone alone.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleantext.edits import Settled


class Change(NamedTuple):
    """An accepted change: ``raw[start:end] == before`` became ``after``.

    Offsets are code points in the raw text, half-open. ``rules`` are the names of the rules that had a part in it, in
    the order they acted, ``whys`` their reasons, one each.
    """

    start: int
    end: int
    before: str
    after: str
    rules: tuple[str, ...]
    whys: tuple[str, ...]


class _Span(NamedTuple):
    """A change so far: its place in the raw text and in the current one."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    rules: tuple[str, ...]
    whys: tuple[str, ...]


class Ledger:
    """The rounds of a run so far, composed. Immutable."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Sequence[_Span] = ()) -> None:
        self._spans = spans

    def recorded(self, edits: Sequence[Settled]) -> "Ledger":
        """This ledger with one more round: sorted edits without overlap, in offsets of the text as it is now."""
        return Ledger(_compose(self._spans, edits))

    def changes(self, raw: str, clean: str) -> tuple[Change, ...]:
        """The changes that lead from ``raw`` to ``clean``, sorted, without overlap."""
        return tuple(
            Change(s.raw_start, s.raw_end, before, after, s.rules, s.whys)
            for s in self._spans
            if (before := raw[s.raw_start : s.raw_end]) != (after := clean[s.start : s.end])
        )


def _compose(spans: Sequence[_Span], edits: Sequence[Settled]) -> list[_Span]:
    """Carry ``spans`` (raw → current) over ``edits`` (current → next)."""
    out: list[_Span] = []
    i = j = 0
    to_raw = 0  # raw offset minus current offset, behind the last span used
    to_next = 0  # next offset minus current offset, behind the last edit used
    while i < len(spans) or j < len(edits):
        # A group is the earliest span or edit and, in turn, all that share characters with it. Things that only
        # touch stay apart: then each is a change of its own.
        span_next = j == len(edits) or (i < len(spans) and spans[i][2:4] <= edits[j][:2])
        start, end = spans[i][2:4] if span_next else edits[j][:2]
        raw_start, next_start = start + to_raw, start + to_next
        old: list[tuple[str, str]] = []  # rules and reasons: those of earlier rounds come first
        new: list[tuple[str, str]] = []
        while True:
            if span_next:
                _, raw_end, _, stop, rules, whys = spans[i]
                to_raw = raw_end - stop
                old += zip(rules, whys, strict=True)
                i += 1
            else:
                at, stop, text, rules, whys = edits[j]
                to_next += len(text) - (stop - at)
                new += zip(rules, whys, strict=True)
                j += 1
            end = max(end, stop)
            if i < len(spans) and _shares(spans[i].start, spans[i].end, start, end):
                span_next = True
            elif j < len(edits) and _shares(edits[j].start, edits[j].end, start, end):
                span_next = False
            else:
                break
        credit: dict[str, str] = {}
        for rule, why in old + new:
            credit.setdefault(rule, why)
        place = raw_start, end + to_raw, next_start, end + to_next
        out.append(_Span(*place, tuple(credit), tuple(credit.values())))
    return out


def _shares(start: int, end: int, group_start: int, group_end: int) -> bool:
    """Whether ``start:end``, which does not start before the group, needs characters of it."""
    return group_start < start < group_end if start == end else start < group_end


def replay(raw: str, changes: Iterable[Change]) -> str:
    """Apply changes to the raw text again.

    Raises ValueError where the text is not the one that the changes were made on.
    """
    parts: list[str] = []
    at = 0
    for change in changes:
        if change.start < at or raw[change.start : change.end] != change.before:
            raise ValueError(f"the change at {change.start}:{change.end} does not fit this text")
        parts += raw[at : change.start], change.after
        at = change.end
    parts.append(raw[at:])
    return "".join(parts)


def revert(clean: str, changes: Iterable[Change]) -> str:
    """Take changes back: from the clean text to the raw one.

    Raises ValueError where the text is not the one that the changes led to.
    """
    parts: list[str] = []
    at = shift = 0
    for change in changes:
        start = change.start + shift
        end = start + len(change.after)
        if start < at or clean[start:end] != change.after:
            raise ValueError(f"the change at {change.start}:{change.end} does not fit this text")
        parts += clean[at:start], change.before
        at = end
        shift += len(change.after) - len(change.before)
    parts.append(clean[at:])
    return "".join(parts)
