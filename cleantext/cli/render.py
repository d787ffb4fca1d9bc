"""Changes as a person reads them: where, by which rule, why, and the lines before and after.

All of it comes from the ledger. Changes that touch the same lines make one hunk, and so do neighbours of the same kind.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleantext import Change, Result
from cleantext.cli.paper import Span

CONTEXT = 40
"""Characters shown of what stays on either side of a change."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_HARMLESS = frozenset({"\u200c", "\u200d", "\t"})
"""Unseen characters, spaces apart, that are shown as they are where they do not change."""


class _Part(NamedTuple):
    """A part of a line: what stays, or what changes."""

    text: str
    changed: bool


class _Group(NamedTuple):
    """Whole lines of the raw text and the changes in them."""

    start: int
    end: int
    changes: list[Change]


def render(result: Result, place: str) -> Iterator[list[list[Span]]]:
    """The hunks of a result, as rows of styled text. A line's number is put behind ``place``."""
    raw = result.raw
    number, counted = 1, 0
    reasons: Counter[tuple[str, str]] = Counter()
    hunk: list[list[Span]] = []
    first = after = 0  # the hunk's first line, and the one behind it
    for start, end, changes in _groups(raw, _aligned(raw, result.changes)):
        number += raw.count("\n", counted, start)
        counted = start
        more = Counter(reason for c in changes for reason in zip(c.rules, c.whys, strict=True))
        old, new, skipped = _sides(raw, start, end, changes)
        if hunk and (number + skipped > after or more.keys() != reasons.keys()):
            yield _head(f"{place}{first}", reasons) + hunk
            hunk = []
        if not hunk:
            first = number + skipped
            reasons.clear()
        reasons += more
        hunk += _rows(old, new)
        after = number + skipped + len(old)
    if hunk:
        yield _head(f"{place}{first}", reasons) + hunk


def visible(text: str, *, changed: bool = True) -> str:
    """The text with names for what nobody could see, and for all that could play tricks on a terminal.

    Of what does not change, spaces and joiners stay as they are: there they only mean what they always mean.
    """
    unseen = changed and all(unicodedata.category(char) in _UNSEEN for char in text)
    if unseen:
        text = text.replace(" ", "·")
    elif text.isprintable():
        return text
    return "".join([_name(char, changed) for char in text])


def _name(char: str, changed: bool) -> str:
    kind = unicodedata.category(char)
    if char == " " or kind not in _UNSEEN or (not changed and (kind == "Zs" or char in _HARMLESS)):
        return char
    return "→" if char == "\t" else f"<U+{ord(char):04X}>"


def _aligned(raw: str, changes: Iterable[Change]) -> Iterator[Change]:
    """Changes of the same effect, of which a deletion ``"\\nlast line"`` is one of whole lines, ``"last line\\n"``.

    A deletion can be told in both ways; told in the first one it touches the line above, which stays. Of several that
    follow each other, each is told so, that its reason stands beside its own lines.
    """
    for chain in _chains(changes):
        first, last = chain[0], chain[-1]
        below = raw.startswith("\n", last.end)
        if (
            first.before.startswith("\n")
            and not any(change.after for change in chain)
            and (below or last.end == len(raw) > first.start + 1)
            and not _begins_line(raw, first.start)
        ):
            starts = [change.start + change.before.startswith("\n") for change in chain]
            ends = [*starts[1:], last.end + below]
            if all(start < end for start, end in zip(starts, ends, strict=True)):
                chain = [
                    change._replace(start=start, end=end, before=raw[start:end])
                    for change, start, end in zip(chain, starts, ends, strict=True)
                ]
        yield from chain


def _chains(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Runs of changes that follow each other without a gap."""
    chain: list[Change] = []
    for change in changes:
        if chain and chain[-1].end < change.start:
            yield chain
            chain = []
        chain.append(change)
    if chain:
        yield chain


def _begins_line(raw: str, at: int) -> bool:
    return at == 0 or raw[at - 1] == "\n"


def _groups(raw: str, changes: Iterable[Change]) -> Iterator[_Group]:
    """Changes that touch the same lines, in order."""
    group: list[Change] = []
    start = end = 0
    behind, begins = -1, True  # where the change before ends, and whether the clean text begins a line there
    for change in changes:
        begins = begins if change.start == behind else _begins_line(raw, change.start)
        if group and change.start >= end and raw.endswith("\n", 0, end):
            yield _Group(start, end, group)
            group = []
        if not group:
            start = raw.rfind("\n", end, change.start) + 1 or end
        if change.end >= end:
            end = max(end, change.end if begins and _is_lines(change) else raw.find("\n", change.end) + 1 or len(raw))
        group.append(change)
        behind, begins = change.end, change.after.endswith("\n") if change.after else begins
    if group:
        yield _Group(start, end, group)


def _is_lines(change: Change) -> bool:
    """Whether a change that begins a line takes whole lines and leaves whole lines."""
    return change.before.endswith("\n") and (not change.after or change.after.endswith("\n"))


def _sides(
    raw: str, start: int, end: int, changes: Sequence[Change]
) -> tuple[list[list[_Part]], list[list[_Part]], int]:
    """The lines that differ, before and after, and the number of equal lines left out at the start."""
    old: list[_Part] = []
    new: list[_Part] = []
    at = start
    for change in changes:
        same = _Part(raw[at : change.start], False)
        old += same, _Part(change.before, True)
        new += same, _Part(change.after, True)
        at = change.end
    rest = _Part(raw[at:end], False)
    before, after = _lines([*old, rest]), _lines([*new, rest])
    if [*map(_text, before)] == [*map(_text, after)]:  # only the last line's break comes or goes
        for lines, parts in ((before, old), (after, new)):
            if lines and _text([*parts, rest]).endswith("\n"):
                lines[-1].append(_Part("\n", True))
    skipped = 0
    while skipped < min(len(before), len(after)) and _text(before[skipped]) == _text(after[skipped]):
        skipped += 1
    del before[:skipped], after[:skipped]
    while before and after and _text(before[-1]) == _text(after[-1]):
        del before[-1], after[-1]
    return before, after, skipped


def _lines(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Parts cut at line breaks."""
    lines: list[list[_Part]] = [[]]
    for text, changed in parts:
        first, *more = text.split("\n")
        lines[-1].append(_Part(first, changed))
        lines += [[_Part(row, changed)] for row in more]
    if not _text(lines[-1]):
        lines.pop()
    return lines


def _text(parts: Iterable[_Part]) -> str:
    return "".join([part.text for part in parts])


def _head(place: str, reasons: Counter[tuple[str, str]]) -> list[list[Span]]:
    """The place and, one below the other, the reasons."""
    head = []
    for (rule, why), number in reasons.items():
        reason = f": {visible(why, changed=False)}" if why else ""
        times = f" (×{number})" if number > 1 else ""
        head.append([(place, "bold"), ("  ", ""), (rule, "cyan"), (reason + times, "")])
        place = " " * len(place)
    return head


def _rows(old: list[list[_Part]], new: list[list[_Part]]) -> Iterator[list[Span]]:
    """The lines with their signs: in pairs where each has its counterpart, else first all that goes."""
    gone = [[("- " if _text(line) else "-", "red"), *_spans(line, "red")] for line in old]
    come = [[("+ " if _text(line) else "+", "green"), *_spans(line, "green")] for line in new]
    if len(gone) != len(come):
        yield from gone
        yield from come
        return
    for before, after, minus, plus in zip(old, new, gone, come, strict=True):
        if _text(before) != _text(after):
            yield minus
            yield plus


def _spans(line: list[_Part], style: str) -> list[Span]:
    """A line as styled text: the changed parts marked, what stays cut to what is needed to see where it is."""
    parts = [part for part in line if part.text]
    whole = len(parts) == 1
    spans: list[Span] = []
    for i, part in enumerate(line):
        if part.changed:
            text = visible(part.text, changed=not whole or part.text.isspace())
            spans.append((text, style if whole else f"{style} reverse"))
        else:
            text = _cut(part.text, head=CONTEXT * (i > 0), tail=CONTEXT * (i < len(line) - 1))
            spans.append((visible(text, changed=False), style))
    return [span for span in spans if span[0]]


def _cut(text: str, head: int, tail: int) -> str:
    """The start and the end of a text, cut between words where there are words."""
    if not head and not tail:
        head = tail = CONTEXT
    if len(text) <= head + tail + 10:
        return text
    start = text[:head].rpartition(" ")[0] or text[:head]
    end = text[len(text) - tail :].partition(" ")[2] or text[len(text) - tail :]
    return f"{start} … {end}" if start and end else f"{start}…{end}"
