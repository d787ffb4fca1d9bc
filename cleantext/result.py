"""What a run gives back: the clean text, the raw one, and everything between them."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from cleantext.ledger import Change, revert


class Problem(NamedTuple):
    """A rule that was left out for one document, or a document that did not come to rest."""

    rule: str
    """The rule's name; empty where the pipeline as a whole is meant."""
    message: str


class Refused(NamedTuple):
    """A stage whose edits were not made: they would have taken too much of the running text (see `budget`)."""

    stage: str
    rules: tuple[str, ...]
    """The rules whose edits they were."""
    share: float
    """The share of the running text that would have been lost."""


class Result:
    """The outcome of `Pipeline.run` on one document.

    ``changes`` are in offsets of ``raw``, sorted, without overlap. ``problems`` names the rules that were skipped,
    ``refused`` the stages whose edits the body-loss budget forbade.
    """

    def __init__(
        self,
        raw: str,
        text: str,
        changes: Sequence[Change] = (),
        problems: Sequence[Problem] = (),
        refused: Sequence[Refused] = (),
    ) -> None:
        self.raw = raw
        self.text = text
        self.changes = tuple(changes)
        self.problems = tuple(problems)
        self.refused = tuple(refused)

    def __repr__(self) -> str:
        return f"Result({len(self.raw)} → {len(self.text)} characters, {len(self.changes)} changes)"

    def undo(self, change: Change | None = None) -> str:
        """The raw text, rebuilt from the clean text and the changes; or the clean text with one change taken back.

        Raises ValueError for a change that is not in ``changes``.
        """
        if change is None:
            return revert(self.text, self.changes)
        if change not in self.changes:
            raise ValueError(f"{change!r:.200} is no change of this result")
        start = self._clean_starts[self.changes.index(change)]
        return self.text[:start] + change.before + self.text[start + len(change.after) :]

    def to_raw(self, i: int) -> int:
        """The offset in ``raw`` of the character ``text[i]``; ``len(text)`` goes to ``len(raw)``.

        The map is monotone. A character that was inserted or is part of a replacement goes to the start of the
        change; the character behind a deletion goes behind the deleted text. For spans there is `raw_span`.

        Raises IndexError outside ``0 … len(text)``.
        """
        self._check(i, len(self.text))
        if i == len(self.text):
            return len(self.raw)
        return self._map(i, self._clean_starts, "after", self._raw_starts, "before")

    def to_clean(self, i: int) -> int:
        """The offset in ``text`` of the character ``raw[i]``; ``len(raw)`` goes to ``len(text)``.

        The map is monotone. A character that was deleted or replaced goes to the start of the change.

        Raises IndexError outside ``0 … len(raw)``.
        """
        self._check(i, len(self.raw))
        if i == len(self.raw):
            return len(self.text)
        return self._map(i, self._raw_starts, "before", self._clean_starts, "after")

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in ``raw`` of ``text[start:end]``, half-open.

        A replacement that the span touches is taken whole; text deleted before or behind the span stays out.

        Raises IndexError outside ``0 … len(text)``, ValueError if ``end`` lies before ``start``.
        """
        if end < start:
            raise ValueError(f"the span {start}:{end} ends before it starts")
        begin = self.to_raw(start)
        if start == end:
            return begin, begin
        self._check(end, len(self.text))
        k = bisect_right(self._clean_starts, end - 1) - 1
        if k >= 0 and end - 1 < self._clean_starts[k] + len(self.changes[k].after):
            return begin, self.changes[k].end
        return begin, self.to_raw(end - 1) + 1

    def to_dict(self) -> dict[str, Any]:
        """Everything but the raw text, ready for JSON; ``raw`` follows from ``text`` and ``changes``."""
        return {
            "text": self.text,
            "changes": [
                {**change._asdict(), "rules": list(change.rules), "whys": list(change.whys)} for change in self.changes
            ],
            "problems": [problem._asdict() for problem in self.problems],
            "refused": [{**one._asdict(), "rules": list(one.rules)} for one in self.refused],
        }

    def to_json(self) -> str:
        """`to_dict` as one line of ASCII JSON; lone surrogates are written as escapes and survive."""
        return json.dumps(self.to_dict())

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [change.start for change in self.changes]

    @cached_property
    def _clean_starts(self) -> list[int]:
        starts, shift = [], 0
        for change in self.changes:
            starts.append(change.start + shift)
            shift += len(change.after) - len(change.before)
        return starts

    def _map(self, i: int, starts: list[int], here: str, others: list[int], there: str) -> int:
        """Carry an offset over: ``starts`` are the changes' places on its own side, ``others`` on the other one."""
        k = bisect_right(starts, i) - 1
        if k < 0:
            return i
        into = i - starts[k]
        length = len(getattr(self.changes[k], here))
        return others[k] if into < length else others[k] + len(getattr(self.changes[k], there)) + into - length

    @staticmethod
    def _check(i: int, size: int) -> None:
        if not 0 <= i <= size:
            raise IndexError(f"offset {i} lies outside the text of {size} characters")
