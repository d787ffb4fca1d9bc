"""The smallest edits between two versions of a text."""

from bisect import bisect_left
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from cleantext.edits import Edit, edit_of

WINDOW = 1024
"""Characters compared at once. An edit script costs time and memory in proportion to the window's square."""

ANCHOR = 12
"""Equal characters after which two windows count as in step again."""


def diff(before: str, after: str, offset: int = 0) -> Iterator[Edit]:
    """Edits, in offsets of ``before`` plus ``offset``, that turn ``before`` into ``after``.

    They are the smallest ones (Levenshtein) within windows of `WINDOW` characters, so that the time stays linear on
    a long line. A stretch of windows that share no `ANCHOR` characters in a row becomes one edit.
    """
    if len(before) <= WINDOW and len(after) <= WINDOW:
        at_old = at_new = 0
        for old_start, new_start, size in Levenshtein.editops(before, after).as_matching_blocks():
            if old_start > at_old or new_start > at_new:
                yield edit_of((offset + at_old, offset + old_start, after[at_new:new_start], "", -1, -1))
            at_old, at_new = old_start + size, new_start + size
        return
    same = _common_suffix(before, after, 0, 0)
    before, after = before[: len(before) - same], after[: len(after) - same]
    i = j = 0
    while i < len(before) or j < len(after):
        same = _common_prefix(before, i, after, j)
        i, j = i + same, j + same
        for size in (WINDOW, 4 * WINDOW):
            old, new = before[i : i + size], after[j : j + size]
            last = i + size >= len(before) and j + size >= len(after)
            blocks = [b for b in Levenshtein.opcodes(old, new) if b.tag == "equal"]
            if last or any(b.src_end - b.src_start >= ANCHOR for b in blocks):
                break
        else:
            # The text is damaged all over, perhaps evenly: then windows as long as the rests are belong together,
            # surely in their first halves.
            old = before[i : i + WINDOW]
            new = after[j : j + WINDOW * (len(after) - j) // max(1, len(before) - i)][: 4 * WINDOW]
            blocks = [b for b in Levenshtein.opcodes(old, new) if b.tag == "equal" and b.src_end <= WINDOW // 2]
        if not last and not blocks:
            at_old, at_new = _resync(before, i, after, j)
            yield Edit(offset + i, offset + at_old, after[j:at_new])
            i, j = at_old, at_new
            continue
        if not last and max(b.src_end - b.src_start for b in blocks) >= ANCHOR:
            # What lies behind the last anchor belongs to the next window.
            while blocks[-1].src_end - blocks[-1].src_start < ANCHOR:
                blocks.pop()
        at_old = at_new = 0
        for block in blocks:
            if block.src_start > at_old or block.dest_start > at_new:
                yield Edit(offset + i + at_old, offset + i + block.src_start, new[at_new : block.dest_start])
            at_old, at_new = block.src_end, block.dest_end
        if last:
            if at_old < len(old) or at_new < len(new):
                yield Edit(offset + i + at_old, offset + len(before), new[at_new:])
            return
        i, j = i + at_old, j + at_new


def trimmed(before: str, after: str, offset: int = 0) -> Edit:
    """One edit that turns ``before`` into ``after``, without what they have in common at their ends."""
    start = _common_prefix(before, 0, after, 0)
    end = _common_suffix(before, after, start, start)
    return Edit(offset + start, offset + len(before) - end, after[start : len(after) - end])


def _resync(before: str, i: int, after: str, j: int) -> tuple[int, int]:
    """Where the texts are in step again behind ``before[i:]`` and ``after[j:]``, which have nothing in common here.

    Looks for pieces of ``before`` at growing distances, so that the time stays linear but for a logarithm.
    """
    step = 4 * WINDOW
    at_old, at_new = len(before), len(after)
    while i + step + 2 * ANCHOR <= len(before):
        found = after.find(before[i + step : i + step + 2 * ANCHOR], j)
        if found >= 0:
            at_old, at_new = i + step, found
            break
        step *= 2
    same = _common_suffix(before[:at_old], after[:at_new], i, j)
    return at_old - same, at_new - same


def _common_suffix(a: str, b: str, i: int, j: int) -> int:
    """Number of equal characters at the ends of ``a[i:]`` and ``b[j:]``."""
    sizes = range(1, min(len(a) - i, len(b) - j) + 1)
    return bisect_left(sizes, True, key=lambda n: not a.endswith(b[len(b) - n :]))


def _common_prefix(a: str, i: int, b: str, j: int) -> int:
    """Number of equal characters from ``a[i:]`` and ``b[j:]`` on."""
    size = min(len(a) - i, len(b) - j)
    done, step = 0, 64
    while done < size:
        step = min(step, size - done)
        if a[i + done : i + done + step] == b[j + done : j + done + step]:
            done += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2
    return done
