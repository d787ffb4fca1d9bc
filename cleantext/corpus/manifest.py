"""What is written down about a run: while it goes on, so that it can be resumed, and at its end.

While it goes on, a folder ``_work`` in the output folder has the plan, a record for each unit that is done, and what
is not complete yet. At the end there is ``_manifest.json``, and that folder is gone.
"""

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import cleantext
from cleantext.corpus.compression import PLAIN
from cleantext.corpus.errors import RunError
from cleantext.corpus.files import put
from cleantext.corpus.inputs import Input, open_address
from cleantext.corpus.tally import Tally, from_line, to_line

T = TypeVar("T", bound=msgspec.Struct)

FORMAT = 1
"""Version of the manifest's format; goes up, too, when the same settings give other files."""

LIBRARIES = ("ftfy", "regex", "msgspec", "pyarrow", "backports.zstd")


class InputRecord(msgspec.Struct):
    """A file that was read."""

    name: str
    address: str
    size: int
    """Bytes as stored."""
    version: str
    """Its time of change, or what a remote store has for that."""
    sha256: str | None = None
    """Of the bytes as stored; None where only some or none were read (``--limit``, a shard)."""


class OutputRecord(msgspec.Struct):
    """A file that was written."""

    name: str
    size: int
    sha256: str
    rows: int
    input: str = ""
    """The file it was made of; empty where that is several."""
    start: int = 0
    """Where its rows begin in that file, in bytes; not 0 only for a slice in a shard."""
    changes: str | None = None
    """The file with what was changed, if that was wanted and there is something."""


class Plan(msgspec.Struct):
    """What a run is about; one that goes on with another's work must have the same."""

    settings: dict[str, Any]
    inputs: list[InputRecord]

    @property
    def fingerprint(self) -> str:
        """A hash of the settings."""
        canonical = json.dumps(self.settings, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def differences(self, old: "Plan") -> Iterator[str]:
        """What an older plan has otherwise, for a message."""
        for key in sorted(self.settings.keys() | old.settings.keys()):
            mine, its = self.settings.get(key), old.settings.get(key)
            if mine != its:
                yield f"{key} was {_short(its)}, is {_short(mine)}"
        before = {one.name: one for one in old.inputs}
        for one in self.inputs:
            other = before.pop(one.name, None)
            if other is None:
                yield f"the input {one.name} is new"
            elif not _same(one, other):
                yield f"the input {one.name} has changed"
        for name in before:
            yield f"the input {name} is gone"


class Manifest(msgspec.Struct, kw_only=True):
    """``_manifest.json``: what a finished run read, did and wrote."""

    format: int = FORMAT
    fingerprint: str
    """Of the settings; `Pipeline.fingerprint` is among those."""
    settings: dict[str, Any]
    versions: dict[str, str]
    started: str
    """UTC, of the last of the commands that it took."""
    seconds: float
    """Wall time of that command."""
    workers: int
    replaced: int = 0
    """Workers of that command that were killed and replaced."""
    counts: Tally
    inputs: list[InputRecord]
    outputs: list[OutputRecord]
    changes: list[str] = []
    """The files with what was changed, if that was wanted and there is something."""
    quarantine: str | None = None
    untouched: str | None = None
    shard: tuple[int, int] | None = None

    @property
    def plan(self) -> Plan:
        return Plan(self.settings, self.inputs)


class Home:
    """The places of one run in the output folder. A shard has its own, so that shards can share a folder."""

    def __init__(self, out: Path, shard: tuple[int, int] | None) -> None:
        self.out = out
        self._suffix = "" if shard is None else f"-{shard[0]:05}-of-{shard[1]:05}"
        self.work = out / f"_work{self._suffix}"
        self.plan = self.work / "plan.json"
        self.done = self.work / "done"
        self.parts = self.work / "parts"
        self.manifest = out / f"_manifest{self._suffix}.json"
        self.quarantine = out / f"_quarantine{self._suffix}.jsonl"
        self.untouched = out / f"_untouched{self._suffix}.jsonl"

    def check(self) -> None:
        """Raise RunError for a folder that is not ours to write into."""
        if self.out.exists() and not self.out.is_dir():
            raise RunError(f"{self.out} is not a folder")
        if not self.out.exists():
            return
        names = [path.name for path in self.out.iterdir()]
        runs = [name for name in names if name.startswith(("_manifest", "_work"))]
        if names and not runs:
            raise RunError(f"{self.out} is not empty, and not the output of cleantext run; choose another folder")
        of = self._suffix[6:]
        for name in runs:
            rest = name.partition(".")[0].removeprefix("_manifest").removeprefix("_work")
            if rest[6:] != of:
                raise RunError(f"{self.out} is the output of a run with other shards ({name}); choose another folder")

    def finished(self) -> Manifest | None:
        """The manifest, if the run is over."""
        return load(self.manifest) if self.manifest.exists() else None

    def begun(self) -> Plan | None:
        """The plan of a run that broke off."""
        if not self.plan.exists():
            return None
        return _decode(self.plan, Plan)

    def clear(self) -> None:
        """Remove what an earlier run wrote, and nothing else."""
        if manifest := self.finished():
            names = [one.name for one in manifest.outputs]
            names += manifest.changes
        else:
            names = [name for record in self.records() for name in record.get("final", ())]
        for name in names:
            (self.out / name).unlink(missing_ok=True)
        for path in (self.manifest, self.quarantine, self.untouched):
            path.unlink(missing_ok=True)
        for folder in (self.done, self.parts):
            shutil.rmtree(folder, ignore_errors=True)
        self.plan.unlink(missing_ok=True)

    def records(self) -> Iterator[dict[str, Any]]:
        """The records of what is done, in order."""
        for path in sorted(self.done.glob("*.json")):
            record: dict[str, Any] = json.loads(path.read_bytes())
            yield record

    def write(self, path: Path, record: msgspec.Struct) -> None:
        """Write a record in one step."""
        line = to_line(record)
        try:
            put(path, msgspec.json.format(line, indent=1))
        except msgspec.DecodeError:  # escapes of lone surrogates, in the names of files that are not UTF-8
            put(path, line)


def load(path: Path) -> Manifest:
    """Read a manifest. Raises RunError for one that cannot be used."""
    return _decode(path, Manifest)


def manifests(out: Path) -> list[Manifest]:
    """The manifests in an output folder: one, or one of each shard. Raises RunError if there is none."""
    paths = sorted(out.glob("_manifest*.json"))
    if not paths:
        unfinished = any(out.glob("_work*"))
        raise RunError(f"{out}: " + ("the run is not finished" if unfinished else "there is no _manifest.json"))
    return [load(path) for path in paths]


def versions() -> dict[str, str]:
    """The versions of all that may have a part in the output."""
    out = {"cleantext": cleantext.__version__, "python": platform.python_version(), "platform": sys.platform}
    for name in LIBRARIES:
        try:
            out[name] = installed(name)
        except PackageNotFoundError:
            continue
    return out


def record_of(one: Input) -> InputRecord:
    """The record of an input that is yet to be read."""
    return InputRecord(one.name, one.address, one.size, one.version)


def digest(address: str) -> str:
    """SHA-256 of a file as stored."""
    sha256 = hashlib.sha256()
    with open_address(address) as file:
        while data := file.read(PLAIN):
            sha256.update(data)
    return sha256.hexdigest()


def _same(new: InputRecord, old: InputRecord) -> bool:
    """Whether an input is what it was; one that was only touched is."""
    if new.size != old.size:
        return False
    return new.version == old.version or (old.sha256 is not None and digest(new.address) == old.sha256)


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return from_line(path.read_bytes(), kind)
    except (ValueError, OSError) as error:
        raise RunError(f"{path}: cannot be used: {error}") from None


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "…"


def shown(items: Sequence[str] | Mapping[str, object], most: int = 5) -> str:
    """Some items for a message."""
    items = list(items)
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return "; ".join(items[:most]) + more
