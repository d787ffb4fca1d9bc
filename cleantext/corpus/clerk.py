"""What is done with each row: it is looked at, cleaned, counted, and what is odd about it is written down."""

import base64
import os
import re
from collections import Counter
from collections.abc import Collection, Mapping, MutableSequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from cleantext import Pipeline, Result
from cleantext.corpus.limits import Limits
from cleantext.corpus.rows import SHOWN, Fields, LongRow, Row, RowError
from cleantext.corpus.tally import ChangeRecord, Entry, Note, Tally, to_line
from cleantext.corpus.watch import DocumentTimeout, Watch

BYTES = 4
"""Bytes that a row may have for each character that a text may have, before it is not even parsed."""

DEATHS = 3
"""Workers that may die with the same row in hand; from the second on they try it in a process of its own first."""


class Notes(Protocol):
    """Takes lines that are kept beside the texts."""

    def write(self, data: bytes) -> None: ...


class Rules(NamedTuple):
    """How texts are cleaned."""

    pipeline: Pipeline
    fields: Fields = Fields()
    limits: Limits = Limits()
    title: str | None = None
    """Hints for all texts; a row's own come first."""
    language: str | None = None
    url: str | None = None


class Journal:
    """What a worker tells of its progress while it works, in memory that outlives it."""

    SIZE = 5

    def __init__(self, cells: MutableSequence[int], parent: int | None = None) -> None:
        self._cells = cells
        self._parent = parent

    def begin(self, ordinal: int) -> None:
        """The row with this number, from 1, is in hand now; 0: none is. Without a reader, the writer ends."""
        self._cells[0] = ordinal
        if ordinal % 64 == 1 and self._parent is not None and os.getppid() != self._parent:
            os._exit(1)

    def count(self, rows: int, stored: int, quarantined: int) -> None:
        """So much is done of the unit: rows, bytes as stored, rows quarantined."""
        self._cells[1:4] = (rows, stored, quarantined)

    def start(self) -> None:
        """The worker has started."""
        self._cells[4] = 1

    @property
    def started(self) -> bool:
        return bool(self._cells[4])

    @property
    def ordinal(self) -> int:
        return self._cells[0]

    @property
    def counts(self) -> tuple[int, int, int]:
        return self._cells[1], self._cells[2], self._cells[3]

    def reset(self) -> None:
        self._cells[:4] = [0] * 4


class Clerk:
    """Takes the rows of one unit of work, in order."""

    def __init__(
        self,
        rules: Rules,
        *,
        journal: Journal,
        watch: Watch,
        quarantine: Notes,
        untouched: Notes,
        changes: Notes | None,
        sample: float | None = None,
        most: int | None = None,
        suspects: Mapping[int, int] = MappingProxyType({}),
        slow: Collection[int] = (),
        converts: bool = False,
    ) -> None:
        self.tally = Tally()
        self._rules = rules
        self._journal = journal
        self._watch = watch
        self._quarantine, self._untouched, self._changes = quarantine, untouched, changes
        self._bound = None if sample is None else int(sample * 2**32)
        self._most = most
        self._suspects, self._slow = suspects, slow
        self._converts = converts  # then a row that is not looked at cannot go out
        self._ordinal = 0
        self._probing = False
        self._rule_counts: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()

    @property
    def full(self) -> bool:
        """Whether as many rows were taken as are wanted."""
        return self._most is not None and self.tally.rows >= self._most

    def take(self, row: Row) -> str | None:
        """The text that the row shall have, or None if it has no row in the output; a `LongRow` keeps its own.

        A row that killed its worker before is tried in a process of its own first.
        """
        if self._bound is not None and row.crc >= self._bound:
            self.tally.skipped += 1
            return None
        self._ordinal += 1
        self.tally.rows += 1
        self._journal.begin(self._ordinal)
        deaths = self._suspects.get(self._ordinal, 0)
        if deaths and (deaths == DEATHS or not self._survives()):
            self._refuse(row, "the process that worked on this row was killed, each time")
            return None
        try:
            text = self._look(row)
        finally:
            if self._probing:
                os._exit(0)
        self._journal.begin(0)
        return text

    def close(self) -> Tally:
        """The counts, when all rows are taken."""
        self.tally.rules, self.tally.problems = dict(self._rule_counts), dict(self._problems)
        return self.tally

    def _look(self, row: Row) -> str | None:
        if isinstance(row, LongRow) and not row.reason:
            reason = f"longer than {BYTES * self._rules.limits.chars:,} bytes"
            if self._converts:
                self._refuse(row, f"{reason}, which is too long to be converted")
                return None
            self._leave(row, reason)
            return ""
        try:
            if isinstance(row, LongRow):
                raise RowError(row.reason)
            text = row.parse()
        except RowError as error:
            self._refuse(row, str(error))
            return None
        limits = self._rules.limits
        if len(text) > limits.chars:
            self._leave(row, f"the text has more than {limits.chars:,} characters")
            return text
        if self._ordinal in self._slow:
            self._leave(row, "the process that worked on this row hung")
            return text
        try:
            self._watch.start()
            result = self._rules.pipeline.run(
                text,
                title=self._rules.title if row.title is None else row.title,
                language=self._rules.language,
                url=self._rules.url if row.url is None else row.url,
            )
            self._watch.stop()
        except DocumentTimeout:
            self._watch.recover()
            self._leave(row, f"took more than {limits.seconds:g} s")
            return text
        for problem in result.problems:
            message = re.sub(r"[\d.]+ s\Z", "… s", problem.message)
            self._problems[f"{problem.rule}: {message}" if problem.rule else message] += 1
        for refused in result.refused:
            self._problems[
                f"the stage {refused.stage} was left out: it would have taken too much of the running text"
            ] += 1
        if not result.changes:
            return text
        self._count(result)
        if self._changes is not None:
            self._write_changes(row, result)
        return result.text

    def _count(self, result: Result) -> None:
        self.tally.changed += 1
        self.tally.changes += len(result.changes)
        for change in result.changes:
            for rule in change.rules:
                self._rule_counts[rule] += 1

    def _leave(self, row: Row, reason: str) -> None:
        """Note that a row goes out as it came."""
        self.tally.untouched += 1
        self._untouched.write(to_line(self._note(row, reason)))

    def _refuse(self, row: Row, reason: str) -> None:
        """Set a row aside."""
        note = self._note(row, reason)
        note.bytes = base64.b64encode(row.data[:SHOWN]).decode()
        self.tally.quarantined += note.rows
        self.tally.rows += note.rows - 1
        self._quarantine.write(to_line(note))
        if self._changes is not None:
            removed = base64.b64encode(row.data).decode()
            self._changes.write(to_line(Entry(*row.place, removed=removed)))

    def _note(self, row: Row, reason: str) -> Note:
        return Note(*row.place, reason, row.length, row.sha256, row.id, rows=row.rows)

    def _write_changes(self, row: Row, result: Result) -> None:
        """Write down what gives the raw row back, having made sure that it does."""
        changes = [ChangeRecord(*change) for change in result.changes]
        entry = Entry(*row.place, self.tally.rows - self.tally.quarantined, row.id, changes)
        styles = row.styles(result.raw)
        if row.literal in styles and result.undo() == result.raw:
            entry.style = styles.index(row.literal)
        else:
            entry.literal = row.literal
        self._changes.write(to_line(entry))  # type: ignore[union-attr]

    def _survives(self) -> bool:
        """Whether a process that takes this row lives. In that process, this is True as well."""
        if not hasattr(os, "fork"):
            return False
        if child := os.fork():
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        self._probing = True
        self._watch.resume()
        return True
