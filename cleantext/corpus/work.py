"""The work on one unit: read its rows, have the clerk look at each, write what goes out."""

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import msgspec

from cleantext.corpus import conversions
from cleantext.corpus.clerk import BYTES, Clerk, Journal, Rules
from cleantext.corpus.compression import Damage, Reader
from cleantext.corpus.errors import RunError
from cleantext.corpus.formats import Reading, parquet, rows
from cleantext.corpus.inputs import Input, Kind, kind_of, version
from cleantext.corpus.sinks import Nowhere, Output, Same, Silence, Sink, Written
from cleantext.corpus.tally import Tally
from cleantext.corpus.units import Unit
from cleantext.corpus.watch import Watch


@dataclass(frozen=True)
class Job:
    """What is the same for all units of a run."""

    rules: Rules
    folder: Path | None
    """Where temporary files go; None for a dry run, which writes none."""
    to: Kind | None = None
    changes: bool = False
    sample: float | None = None


@dataclass(frozen=True)
class Task:
    """A unit to be done, and what is known about it from earlier attempts."""

    unit: Unit
    most: int | None = None
    """Take at most so many rows."""
    suspects: Mapping[int, int] = field(default_factory=dict)
    """How many workers were killed at a row (rows are counted from 1)."""
    slow: Collection[int] = ()
    """Rows at which a worker hung."""


class Done(msgspec.Struct):
    """A unit that is done; its files wait for their final names."""

    unit: int
    tally: Tally
    files: list[Written]
    """With the rows that went out."""
    changes: Written | None = None
    quarantine: Written | None = None
    untouched: Written | None = None
    inputs: list[str | None] = []
    """SHA-256 of each input, as stored; None for a slice."""
    start: int | None = None
    """Where the first row begins."""
    lines: int = 0
    """Lines in a slice, which tell the numbers of the lines behind it."""


class _Scribe:
    """The files of notes beside one unit's texts."""

    def __init__(self, job: Job, unit: Unit, stack: ExitStack) -> None:
        self._job, self._unit, self._stack = job, unit, stack
        self.quarantine = self._notes("quarantine", True)
        self.untouched = self._notes("untouched", True)
        self.changes = self._notes("changes", job.changes)

    def _notes(self, what: str, wanted: bool) -> Sink | None:
        if self._job.folder is None or not wanted:
            return None
        sink = Sink(self._job.folder / f"{self._unit.number:08}.{what}", what)
        self._stack.callback(sink.discard)
        return sink

    def close(self, done: Done) -> None:
        for name in ("quarantine", "untouched", "changes"):
            sink: Sink | None = getattr(self, name)
            if sink is not None and sink.begun:
                setattr(done, name, sink.close())


def do(task: Task, job: Job, journal: Journal, watch: Watch) -> Done:
    """Do a unit.

    Raises RunError for an input that is not the one that was planned, OSError where nothing can be written.
    """
    unit = task.unit
    with ExitStack() as stack:
        scribe = _Scribe(job, unit, stack)
        clerk = Clerk(
            job.rules,
            journal=journal,
            watch=watch,
            quarantine=scribe.quarantine or Silence(),
            untouched=scribe.untouched or Silence(),
            changes=scribe.changes,
            sample=job.sample,
            most=task.most,
            suspects=task.suspects,
            slow=task.slow,
            converts=job.to is not None and any(job.to != one.kind for one in unit.inputs),
        )
        done = Done(unit.number, clerk.tally, [])
        outputs: list[Output] = []
        stored = 0
        for number, one in enumerate(unit.inputs):
            if clerk.full:
                break
            if not outputs or not unit.name:
                outputs.append(_output(job, unit, one, number))
                stack.callback(outputs[-1].discard)
            with _reader(one, unit) as reader:
                for row in rows(reader, _reading(job, unit, one)):
                    if clerk.full:
                        break
                    if not row.document:
                        outputs[-1].between(row)
                    elif (text := clerk.take(row)) is not None:
                        outputs[-1].row(row, text)
                    done.start = row.place.offset if done.start is None else done.start
                    done.lines = row.place.row or 0
                    journal.count(clerk.tally.rows, stored + reader.progress, clerk.tally.quarantined)
                done.inputs.append(reader.finish() if unit.parts == 1 and not clerk.full else None)
                stored += reader.progress
        clerk.close()
        for output in outputs:
            done.files += output.close()
        done.tally.out = sum(file.rows for file in done.files)
        scribe.close(done)
        if not done.tally.balanced:
            raise RunError(f"{unit.inputs[0].address}: the rows do not add up: {done.tally}")
        stack.pop_all()
    return done


def _reading(job: Job, unit: Unit, one: Input) -> Reading:
    sliced = unit.parts > 1
    limit = BYTES * job.rules.limits.chars
    start, stop = (unit.start, unit.stop) if sliced else (0, None)
    return Reading(one, job.rules.fields, limit, start, stop, job.folder)


def _reader(one: Input, unit: Unit) -> Reader:
    """The input's bytes; those of a slice from one byte before it. Raises RunError if the input has changed."""
    try:
        file: BinaryIO = one.open()
        changed = version(one.address) != (one.size, one.version)
    except FileNotFoundError:
        raise RunError(f"{one.address} is gone since the run began") from None
    except OSError as error:
        reader = Reader(BytesIO())
        reader.damage = Damage(0, f"cannot be read: {error.strerror or error}")
        return reader
    if changed:
        raise RunError(f"{one.address} has changed since the run began; --overwrite begins anew")
    if unit.parts > 1 and unit.start:
        file.seek(unit.start - 1)
    return Reader(file, one.compression)


def _output(job: Job, unit: Unit, one: Input, number: int) -> Output:
    if job.folder is None:
        return Nowhere()
    temporary = job.folder / f"{unit.number:08}.{number:04}"
    name = unit.name or one.name
    if job.to == "txt" and one.kind != "txt":
        return conversions.Texts(temporary, name)
    sink = Sink(temporary, name, kind_of(name)[1])
    if job.to in (None, one.kind):
        if one.kind == "parquet":
            return parquet.Same(sink)
        return Same(sink, always=one.kind != "txt", members=one.kind == "warc")
    fields = job.rules.fields
    return conversions.Jsonl(sink, fields.text) if job.to == "jsonl" else parquet.Table(sink, fields.text)
