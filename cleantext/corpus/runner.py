"""A run: from the inputs to the manifest."""

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cleantext.corpus import units
from cleantext.corpus.clerk import Rules
from cleantext.corpus.compression import PLAIN
from cleantext.corpus.crew import Crew
from cleantext.corpus.errors import RunError, TooManyErrors, describe
from cleantext.corpus.files import locked, move, sync_folder
from cleantext.corpus.inputs import Input, Kind, expand
from cleantext.corpus.limits import Bound
from cleantext.corpus.manifest import (
    FORMAT,
    Home,
    InputRecord,
    Manifest,
    OutputRecord,
    Plan,
    digest,
    record_of,
    shown,
    versions,
)
from cleantext.corpus.sinks import Sink, Written
from cleantext.corpus.tally import Entry, Note, Tally, from_line, to_line
from cleantext.corpus.units import Unit, divide, shard
from cleantext.corpus.work import Done, Job, Task

ENOUGH = 10_000
"""Rows after which a share of quarantined rows is held against its limit; before, it may be chance."""


class Progress(NamedTuple):
    """How far a run is."""

    rows: int
    stored: int
    """Bytes of the inputs, as stored, that are done."""
    total: int
    quarantined: int
    seconds: float
    """Since this command began; what it found done does not count in ``fresh``."""
    fresh_rows: int
    fresh_stored: int


@dataclass(frozen=True)
class Request:
    """What is wanted of a run."""

    inputs: Sequence[str]
    out: Path | None
    """None for a dry run."""
    rules: Rules
    kind: Kind | None = None
    """What the inputs are, whatever their names say."""
    to: Kind | None = None
    changes: bool = False
    workers: int = 1
    limit: int | None = None
    sample: float | None = None
    shard: tuple[int, int] | None = None
    max_errors: Bound | None = None
    overwrite: bool = False

    @property
    def settings(self) -> dict[str, Any]:
        """What decides about the output, apart from the inputs."""
        rules = self.rules
        return {
            "format": FORMAT,
            "slice": units.SLICE,
            "rules": rules.pipeline.fingerprint,
            "fields": rules.fields._asdict(),
            "hints": {"title": rules.title, "language": rules.language, "url": rules.url},
            "limits": rules.limits._asdict(),
            "kind": self.kind,
            "to": self.to,
            "changes": self.changes,
            "limit": self.limit,
            "sample": self.sample,
            "shard": self.shard and list(self.shard),
        }


class Outcome(NamedTuple):
    """How a run ended."""

    manifest: Manifest
    resumed: int = 0
    """Units that an earlier command had done."""
    idle: bool = False
    """Whether all was done already."""


@dataclass
class _State:
    """What is done so far."""

    units: Sequence[Unit]
    done: dict[int, Done] = field(default_factory=dict)
    merged: dict[str, "Merged"] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    stored: int = 0

    def add(self, unit: Unit, done: Done) -> None:
        self.done[unit.number] = done
        self.tally.add(done.tally)
        self.stored += unit.size


class Merged(msgspec.Struct):
    """A file whose slices are put together."""

    output: OutputRecord
    sha256: str | None
    """Of the input."""


class Record(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What is put on record when it is done: a unit or a merged file."""

    done: Done | None = None
    merged: Merged | None = None
    final: list[str]
    """The files below the output folder that are there now."""


def run(request: Request, progress: Callable[[Progress], None] = lambda _: None) -> Outcome:
    """Clean all inputs.

    Raises RunError for whatever makes it impossible to begin or to go on; what is finished stays, and the same request
    goes on from there. Raises TooManyErrors when more rows are quarantined than may be: at once for a number, when
    there are `ENOUGH` rows, or at the end, for a share.
    """
    started = datetime.now(UTC)
    try:
        with ExitStack() as stack:
            if request.out is None:
                return _dry(request, progress, started)
            out = request.out.resolve()
            home = Home(out, request.shard)
            home.check()
            made = not out.exists()
            home.work.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(home.work / "lock"))
            try:
                outcome = _Run(request, home, progress, started).go()
            except RunError:
                if not home.plan.exists():  # nothing was begun
                    shutil.rmtree(home.work, ignore_errors=True)
                    with suppress(OSError):  # another shard may be at work there
                        if made:
                            out.rmdir()
                raise
            shutil.rmtree(home.work, ignore_errors=True)
            if request.max_errors and request.max_errors.exceeded(*_errors(outcome.manifest.counts)):
                raise TooManyErrors(_too_many(request, outcome.manifest.counts))
            return outcome
    except OSError as error:
        raise RunError(describe(error, request.out)) from error


def _dry(request: Request, progress: Callable[[Progress], None], started: datetime) -> Outcome:
    """Count, and write nothing."""
    inputs = expand(request.inputs, kind=request.kind, out=None, spool=None)
    state = _State(_sharded(divide(inputs, request.to), request))
    crew = _work(request, None, state, progress, started, lambda unit, done: state.add(unit, done))
    return Outcome(_manifest(request, started, state, crew.replaced, [record_of(one) for one in inputs], []))


class _Run:
    """A run into a folder."""

    def __init__(self, request: Request, home: Home, progress: Callable[[Progress], None], started: datetime) -> None:
        self._request, self._home, self._progress, self._started = request, home, progress, started
        self._folder = home.work / f"tmp-{os.getpid()}-{secrets.token_hex(4)}"
        """New for each command: a worker of an earlier one may still be alive and write."""

    def go(self) -> Outcome:
        request, home = self._request, self._home
        inputs = expand(request.inputs, kind=request.kind, out=home.out, spool=home.work)
        for one in inputs:
            if "://" not in one.address:
                place = Path(one.address).resolve()
                if place.is_relative_to(home.out) and not place.is_relative_to(home.work):
                    raise RunError(f"{one.address} lies in the output folder")
        plan = Plan(msgspec.json.decode(msgspec.json.encode(request.settings)), [record_of(one) for one in inputs])
        todo = _sharded(divide(inputs, request.to), request)
        if request.overwrite:
            home.clear()
            home.work.mkdir(parents=True, exist_ok=True)
        elif finished := home.finished():
            _refuse(plan, finished.plan, home.out)
            for output in finished.outputs:
                path = home.out / output.name
                if not path.exists() or path.stat().st_size != output.size:
                    raise RunError(f"{path} is not what the run wrote; --overwrite begins anew")
            return Outcome(finished, idle=True)
        elif begun := home.begun():
            _refuse(plan, begun, home.out)
        for folder in (home.done, home.parts):
            folder.mkdir(exist_ok=True)
        for old in home.work.glob("tmp-*"):
            shutil.rmtree(old, ignore_errors=True)
        self._folder.mkdir()
        try:
            home.write(home.plan, plan)
            state = self._resumed(todo)
            resumed = len(state.done)
            self._merge_complete(state)
            crew = _work(request, self._folder, state, self._progress, self._started, self._commit(state))
            self._merge_complete(state, all_=True)
            manifest = self._finish(state, inputs, crew.replaced)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        return Outcome(manifest, resumed)

    def _resumed(self, todo: Sequence[Unit]) -> _State:
        """What is on record as done."""
        state = _State(todo)
        by_number = {unit.number: unit for unit in todo}
        done: dict[int, Done] = {}
        for path in sorted(self._home.done.glob("*.json")):
            record = from_line(path.read_bytes(), Record)
            if record.merged:
                state.merged[record.merged.output.name] = record.merged
            elif record.done:
                done[record.done.unit] = record.done
        for number, one in done.items():
            unit = by_number[number]
            names = [file.temporary or file.name for file in one.files]
            if unit.name in state.merged or all((self._home.out / name).exists() for name in names):
                state.add(unit, one)
        return state

    def _commit(self, state: _State) -> Callable[[Unit, Done], None]:
        def commit(unit: Unit, done: Done) -> None:
            """Give the files their names, and only then put the unit on record."""
            final = [self._named(unit, file, "data") for file in done.files]
            final += [self._named(unit, file, "changes") for file in [done.changes] if file]
            for what in ("quarantine", "untouched"):
                if file := getattr(done, what):
                    self._part(unit, file, what)
            for folder in {(self._home.out / name).parent for name in final} | {self._home.parts}:
                sync_folder(folder)
            path = self._home.done / f"{unit.number:08}.json"
            self._home.write(path, Record(done=done, final=[] if self._merges(unit) else final))
            state.add(unit, done)
            self._merge_complete(state, unit)

        return commit

    def _merges(self, unit: Unit) -> bool:
        """Whether a unit is a slice that becomes part of a file; those of shards stay files."""
        return unit.parts > 1 and self._request.shard is None

    def _named(self, unit: Unit, file: Written, what: str) -> str:
        """Give a file its final name, below the output folder, or its name among the parts."""
        if self._merges(unit):
            return self._part(unit, file, what)
        name = file.name if unit.parts == 1 else unit.part_name
        if what == "changes":
            name = changes_name(unit, sliced=unit.parts > 1)
        move(Path(file.temporary), self._home.out / name)
        file.name, file.temporary = name, ""
        return name

    def _part(self, unit: Unit, file: Written, what: str) -> str:
        path = self._home.parts / f"{unit.number:08}.{what}"
        move(Path(file.temporary), path)
        file.temporary = str(path.relative_to(self._home.out))
        return file.temporary

    def _merge_complete(self, state: _State, last: Unit | None = None, *, all_: bool = False) -> None:
        """Put slices together where all slices of a file are done (``all_``: where there are any)."""
        files: dict[str, list[Unit]] = {}
        for unit in state.units:
            if self._merges(unit) and unit.name not in state.merged and (last is None or unit.name == last.name):
                files.setdefault(unit.name, []).append(unit)
        for name, slices in files.items():
            parts = [state.done[unit.number] for unit in slices if unit.number in state.done]
            if parts and (all_ or len(parts) == len(slices)):
                state.merged[name] = self._merge(name, slices[0], parts, whole=len(parts) == len(slices))

    def _merge(self, name: str, first: Unit, parts: Sequence[Done], *, whole: bool) -> Merged:
        data = self._joined(name, [part.files[0] for part in parts])
        data.rows = sum(part.files[0].rows for part in parts)
        output = OutputRecord(name, data.size, data.sha256, data.rows, first.inputs[0].name)
        if any(part.changes for part in parts):
            output.changes = self._joined_changes(changes_name(first), parts).name
        # Reading the input once more costs a second per GB.
        sha256 = digest(first.inputs[0].address) if whole and self._request.limit is None else None
        merged = Merged(output, sha256)
        final = [name for name in (output.name, output.changes) if name]
        self._home.write(self._home.done / f"{first.number:08}-merged.json", Record(merged=merged, final=final))
        for part in parts:
            for file in (part.files[0], part.changes):
                if file:
                    (self._home.out / file.temporary).unlink(missing_ok=True)
        return merged

    def _joined_changes(self, name: str, parts: Sequence[Done]) -> Written:
        """The changes of several slices; in a sample, rows are found by their number in the file."""
        if self._request.sample is None:
            return self._joined(name, [part.changes for part in parts if part.changes])

        def lines() -> Iterator[bytes]:
            before = 0
            for part in parts:
                for line in self._lines(part.changes):
                    entry = from_line(line, Entry)
                    entry.out = entry.out and entry.out + before
                    yield to_line(entry)
                before += part.tally.out

        return self._put_together(name, lines())

    def _lines(self, file: Written | None) -> Iterator[bytes]:
        if file is not None:
            with (self._home.out / file.temporary).open("rb") as lines:
                yield from lines

    def _joined(self, name: str, files: Sequence[Written]) -> Written:
        """One file of several, under its final name."""

        def blocks() -> Iterator[bytes]:
            for file in files:
                with (self._home.out / file.temporary).open("rb") as part:
                    while data := part.read(PLAIN):
                        yield data

        return self._put_together(name, blocks())

    def _put_together(self, name: str, pieces: Iterable[bytes]) -> Written:
        sink = Sink(self._folder / "joined", name)
        try:
            for piece in pieces:
                sink.write(piece)
            written = sink.close()
        except BaseException:
            sink.discard()
            raise
        path = self._home.out / name
        move(sink.temporary, path)
        sync_folder(path.parent)
        return written

    def _finish(self, state: _State, inputs: Sequence[Input], replaced: int) -> Manifest:
        """Write the notes and the manifest."""
        records = {one.name: record_of(one) for one in inputs}
        outputs: list[OutputRecord] = []
        for unit in state.units:
            done = state.done.get(unit.number)
            if done is None:
                continue
            for one, sha256 in zip(unit.inputs, done.inputs, strict=False):
                records[one.name].sha256 = sha256 or records[one.name].sha256
            if self._merges(unit):
                continue
            for file in done.files:
                source = file.name if len(unit.inputs) > 1 and not unit.name else unit.inputs[0].name
                if len(unit.inputs) > 1 and unit.name:
                    source = ""
                changes = done.changes.name if done.changes else None
                output = OutputRecord(file.name, file.size, file.sha256, file.rows, source, done.start or 0, changes)
                outputs.append(output)
        for merged in state.merged.values():
            outputs.append(merged.output)
            records[merged.output.input].sha256 = merged.sha256
        manifest = _manifest(
            self._request,
            self._started,
            state,
            replaced,
            list(records.values()),
            sorted(outputs, key=lambda output: output.name),
        )
        changed = {merged.output.changes for merged in state.merged.values()}
        for unit in state.units:
            if (done := state.done.get(unit.number)) and done.changes and not self._merges(unit):
                changed.add(done.changes.name)
        manifest.changes = sorted(name for name in changed if name)
        manifest.quarantine = self._notes(state, "quarantine", self._home.quarantine)
        manifest.untouched = self._notes(state, "untouched", self._home.untouched)
        self._home.write(self._home.manifest, manifest)
        return manifest

    def _notes(self, state: _State, what: str, path: Path) -> str | None:
        """One file of all units' notes; rows of slices get the numbers that they have in the file."""
        sink = Sink(self._folder / what, path.name)
        before = 0
        for unit in state.units:
            before = 0 if unit.part == 0 else before
            if (done := state.done.get(unit.number)) is None:
                continue
            for line in self._lines(getattr(done, what)):
                note = from_line(line, Note)
                if unit.parts > 1 and note.row is not None:
                    note.row = note.row + before if self._request.shard is None else None
                sink.write(to_line(note))
            before += done.lines
        if not sink.begun:
            return None
        sink.close()
        move(sink.temporary, path)
        sync_folder(path.parent)
        return path.name


def changes_name(unit: Unit, *, sliced: bool = False) -> str:
    """Where the changes of a unit go, below the output folder."""
    name = unit.part_name if sliced else unit.name or f"texts-{unit.number:05}"
    return f"_changes/{name}.jsonl"


def _work(
    request: Request,
    folder: Path | None,
    state: _State,
    progress: Callable[[Progress], None],
    started: datetime,
    commit: Callable[[Unit, Done], None],
) -> Crew:
    """Have all units done that are not."""
    job = Job(request.rules, folder, request.to, request.changes, request.sample)
    todo = [unit for unit in state.units if unit.number not in state.done]
    by_number = {unit.number: unit for unit in todo}
    total = sum(unit.size for unit in state.units)
    begin, rows_before, stored_before = time.monotonic(), state.tally.rows, state.stored

    def report(crew: Crew) -> None:
        rows, stored, quarantined = crew.counts()
        tally = state.tally
        counts = tally.rows + rows, state.stored + stored, total, tally.quarantined + quarantined
        fresh = counts[0] - rows_before, counts[1] - stored_before
        progress(Progress(*counts, time.monotonic() - begin, *fresh))
        bound = request.max_errors
        if bound and (not bound.percent or counts[0] >= ENOUGH) and bound.exceeded(counts[3], counts[0]):
            raise TooManyErrors(_too_many(request, Tally(rows=counts[0], quarantined=counts[3])))

    # With a limit, units are done in turn: only then is it known which rows are the first ones.
    crew = Crew(job, 1 if request.limit is not None else request.workers)
    batches = [todo] if request.limit is None else [[unit] for unit in todo]
    with crew:
        for batch in batches:
            most = None if request.limit is None else request.limit - state.tally.rows
            if most is not None and most <= 0:
                break
            for done in crew.do([Task(unit, most) for unit in batch]):
                if done is not None:
                    commit(by_number[done.unit], done)
                report(crew)
    return crew


def _sharded(units: list[Unit], request: Request) -> list[Unit]:
    return shard(units, *request.shard) if request.shard else units


def _manifest(
    request: Request,
    started: datetime,
    state: _State,
    replaced: int,
    inputs: list[InputRecord],
    outputs: list[OutputRecord],
) -> Manifest:
    tally = state.tally
    if not tally.balanced or (outputs and sum(output.rows for output in outputs) != tally.out):
        raise RunError(f"internal error, please report it: the rows do not add up: {tally}")
    plan = Plan(request.settings, inputs)
    return Manifest(
        fingerprint=plan.fingerprint,
        settings=plan.settings,
        versions=versions(),
        started=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 3),
        workers=request.workers,
        replaced=replaced,
        counts=tally,
        inputs=inputs,
        outputs=outputs,
        shard=request.shard,
    )


def _refuse(plan: Plan, old: Plan, out: Path) -> None:
    """Raise RunError where a run is not the one that was begun or finished in this folder."""
    if different := list(plan.differences(old)):
        raise RunError(
            f"{out} has the output of another run: {shown(different)}. "
            "--overwrite removes it and begins anew; else choose another folder"
        )


def _errors(tally: Tally) -> tuple[int, int]:
    return tally.quarantined, tally.rows


def _too_many(request: Request, tally: Tally) -> str:
    return f"{tally.quarantined:,} of {tally.rows:,} rows are quarantined; at most {request.max_errors} may be"
