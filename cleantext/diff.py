"""The smallest edits between two versions of a text."""

from collections.abc import Iterator

from cleantext.edits import Edit

WINDOW = 1024
"""Characters compared at once. An edit script costs time and memory in proportion to the window's square."""

ANCHOR = 12
"""Equal characters after which two windows count as in step again."""


def diff(before: str, after: str, offset: int = 0) -> Iterator[Edit]:
    """Edits, in offsets of ``before`` plus ``offset``, that turn ``before`` into ``after``.

    They are the smallest ones (Levenshtein) within windows of `WINDOW` characters, so that the time stays linear on
    a long line. A stretch of two windows that shares no `ANCHOR` characters in a row becomes one edit.
    """
    from rapidfuzz.distance import Levenshtein

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
            yield Edit(offset + i, offset + len(before), after[j:])
            return
        if not last:  # what lies behind the last anchor belongs to the next window
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
