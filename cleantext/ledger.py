"""The ledger: every accepted change in offsets of the raw text, however many rounds of edits led to it.

Each round's edits speak of the text that the round was shown. `Ledger.recorded` composes them with what came before,
so that the whole run is one list of changes raw → clean. Changes that touch the same characters become one change
with all rules named; changes that merely stand side by side stay apart, so that each can be undone alone.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter
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


_change = partial(tuple.__new__, Change)
_span = partial(tuple.__new__, _Span)
_end = attrgetter("end")


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
            [
                _change((raw_start, raw_end, before, after, rules, whys))
                for raw_start, raw_end, start, end, rules, whys in self._spans
                if (before := raw[raw_start:raw_end]) != (after := clean[start:end])
            ]
        )


def _compose(spans: Sequence[_Span], edits: Sequence[Settled]) -> list[_Span]:
    """Carry ``spans`` (raw → current) over ``edits`` (current → next)."""
    if not edits:
        return list(spans)
    if not spans:
        return _first(edits)
    i = bisect_left(spans, edits[0].start, key=_end)  # nothing changes for those that end before the first edit
    out = list(spans[:i])
    j = 0
    to_raw = out[-1].raw_end - out[-1].end if out else 0  # raw offset minus current offset, behind the last span used
    to_next = 0  # next offset minus current offset, behind the last edit used
    while j < len(edits):
        while i < len(spans) and spans[i][3] < edits[j][0]:  # it only moves
            raw_start, raw_end, start, end, rules, whys = spans[i]
            out.append(_span((raw_start, raw_end, start + to_next, end + to_next, rules, whys)))
            to_raw = raw_end - end
            i += 1
        # A group is the earliest span or edit and, in turn, all that share characters with it. Things that only
        # touch stay apart: then each is a change of its own.
        span_next = i < len(spans) and spans[i][2:4] <= edits[j][:2]
        start, end = spans[i][2:4] if span_next else edits[j][:2]
        raw_start, next_start = start + to_raw, start + to_next
        old: list[tuple[tuple[str, ...], tuple[str, ...]]] = []  # rules and reasons: of earlier rounds, they come first
        new: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        while True:
            if span_next:
                _, raw_end, _, stop, rules, whys = spans[i]
                to_raw = raw_end - stop
                if not old or old[-1] != (rules, whys):
                    old.append((rules, whys))
                i += 1
            else:
                at, stop, text, rules, whys = edits[j]
                to_next += len(text) - (stop - at)
                new.append((rules, whys))
                j += 1
            if stop > end:
                end = stop
            if i < len(spans) and _shares(spans[i][2], spans[i][3], start, end):
                span_next = True
            elif j < len(edits) and _shares(edits[j][0], edits[j][1], start, end):
                span_next = False
            else:
                break
        if len(old) + len(new) > 1:
            credit: dict[str, str] = {}
            for some in old + new:
                for rule, why in zip(*some, strict=True):
                    credit.setdefault(rule, why)
            rules, whys = tuple(credit), tuple(credit.values())
        out.append(_span((raw_start, end + to_raw, next_start, end + to_next, rules, whys)))
    out += [_span((a, b, c + to_next, d + to_next, rules, whys)) for a, b, c, d, rules, whys in spans[i:]]
    return out


def _first(edits: Sequence[Settled]) -> list[_Span]:
    """The spans of the first round."""
    out: list[_Span] = []
    shift = 0
    for at, stop, text, rules, whys in edits:
        start = at + shift
        end = start + len(text)
        out.append(_span((at, stop, start, end, rules, whys)))
        shift = end - stop
    return out


def _shares(start: int, end: int, group_start: int, group_end: int) -> bool:
    """Whether ``start:end``, which does not start before the group, needs characters of it."""
    return group_start < start < group_end if start == end else start < group_end


def replay(raw: str, changes: Iterable[Change]) -> str:
    """Apply changes to the raw text again.

    Raises ValueError where the text cannot be the one that the changes were made on.
    """
    parts: list[str] = []
    at = 0
    for change in changes:
        if not at <= change.start <= change.end <= len(raw) or raw[change.start : change.end] != change.before:
            raise ValueError(f"the change at {change.start}:{change.end} does not fit this text")
        parts += raw[at : change.start], change.after
        at = change.end
    parts.append(raw[at:])
    return "".join(parts)


def revert(clean: str, changes: Iterable[Change]) -> str:
    """Take changes back: from the clean text to the raw one.

    Raises ValueError where the text cannot be the one that the changes led to. Where they only deleted, any text of
    the same length or longer can be.
    """
    parts: list[str] = []
    at = shift = 0
    for change in changes:
        start = change.start + shift
        end = start + len(change.after)
        if not at <= start <= end <= len(clean) or clean[start:end] != change.after:
            raise ValueError(f"the change at {change.start}:{change.end} does not fit this text")
        parts += clean[at:start], change.before
        at = end
        shift += len(change.after) - len(change.before)
    parts.append(clean[at:])
    return "".join(parts)
