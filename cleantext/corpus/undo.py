"""Getting the raw texts back from what a run wrote with ``--changes``."""

import base64
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import msgspec

from cleantext import revert
from cleantext.corpus.clerk import BYTES
from cleantext.corpus.compression import Reader
from cleantext.corpus.errors import RunError
from cleantext.corpus.files import move, sync_folder
from cleantext.corpus.formats import Reading, parquet, rows
from cleantext.corpus.inputs import Input, Kind, kind_of
from cleantext.corpus.manifest import Manifest, OutputRecord, manifests
from cleantext.corpus.rows import Fields, LongRow, Row
from cleantext.corpus.sinks import Same, Sink, Written
from cleantext.corpus.tally import Entry, from_line
from cleantext.ledger import Change

EXACT: tuple[Kind | None, ...] = ("txt", "jsonl", "csv", "tsv")
"""The kinds of files that are given back with all rows, those that were quarantined among them."""

_TEMPORARY = ".undo.tmp"


class Undone(NamedTuple):
    """What was given back."""

    files: int
    changed: int
    """Rows that the run had changed."""
    returned: int
    """Rows that the run had quarantined."""
    verified: int
    """Files that are the input byte for byte, by their hash."""
    differing: tuple[str, ...]
    """Files that are not, though they are of the same kind; they were damaged."""


def undo(out: Path, target: Path) -> Undone:
    """Write the raw texts of all files in an output folder into another folder.

    Files of the kinds `EXACT` that a run wrote from their own kind become what they were, byte for byte (compressed
    ones: once decompressed). Of others all rows get their texts back, but quarantined rows stay in the quarantine.

    Raises RunError for a folder that cannot be undone, or not into ``target``.
    """
    found = manifests(out)
    if not all(manifest.settings["changes"] for manifest in found):
        raise RunError(f"{out}: the run was without --changes, so nothing tells what the raw texts were")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RunError(f"{target} is there already, and not an empty folder")
    target.mkdir(parents=True, exist_ok=True)
    total = Undone(0, 0, 0, 0, ())
    for manifest in found:
        for one in _Undo(out, target, manifest).all():
            total = Undone(*(a + b for a, b in zip(total, one, strict=True)))  # type: ignore[operator]
    return total


class _Undo:
    """Takes back what one manifest lists."""

    def __init__(self, out: Path, target: Path, manifest: Manifest) -> None:
        self._out, self._target, self._manifest = out, target, manifest
        self._fields = Fields(**manifest.settings["fields"])
        self._hashes = {one.name: one.sha256 for one in manifest.inputs}

    def all(self) -> Iterator[Undone]:
        shared: dict[str, _Shared] = {}
        texts: dict[str, dict[str, list[Entry]]] = {}
        for name in self._manifest.changes:
            if name.startswith("_changes/texts-") and self._manifest.settings["to"] in (None, "txt"):
                by_file = texts[name] = {}
                for entry in self._entries(name):
                    by_file.setdefault(entry.file, []).append(entry)
        for output in self._manifest.outputs:
            if output.changes in texts:
                yield self._file(output, texts[output.changes].pop(output.name, ()))
            elif output.changes and self._manifest.settings["to"] == "txt":
                if output.changes not in shared:  # all rows of a file share it, and it is done with one by one
                    shared = {output.changes: _Shared(self._entries(output.changes))}
                yield self._file(output, shared[output.changes].of(int(Path(output.name).stem)))
            else:
                yield self._file(output, self._entries(output.changes) if output.changes else ())
        for by_file in texts.values():  # what had no output at all
            for name, entries in by_file.items():
                yield self._file(OutputRecord(name, 0, "", 0, name), entries)

    def _entries(self, name: str) -> Iterator[Entry]:
        with (self._out / name).open("rb") as lines:
            for line in lines:
                yield from_line(line, Entry)

    def _file(self, output: OutputRecord, entries: Iterable[Entry]) -> Undone:
        """Give one file back."""
        kind, compression = kind_of(output.name)
        kind = self._manifest.settings["kind"] or kind or "txt"
        to = self._manifest.settings["to"]
        same = to is None or to == kind_of(output.input)[0]
        one = Input(str(self._out / output.name), output.name, kind if same else to, compression, 0, "")
        exact = same and kind in EXACT and self._manifest.settings["sample"] is None
        limit = 2 * BYTES * self._manifest.settings["limits"]["chars"]
        reading = Reading(one, self._fields, limit, folder=self._target)
        sink = Sink(self._target / _TEMPORARY, output.name, compression)
        walk = _Walk(sink, entries)
        try:
            with Reader(one.open() if output.sha256 else BytesIO(), compression if output.sha256 else "") as reader:
                found = rows(reader, reading) if output.sha256 else iter(())
                written = walk.by_offset(found, output.start) if exact else walk.by_number(found, kind)
        except BaseException:
            sink.discard()
            raise
        path = self._target / output.name
        move(sink.temporary, path)
        sync_folder(path.parent)
        was = self._hashes.get(output.input) if exact and not compression else None
        differs = (output.name,) if was and was != written.sha256 else ()
        return Undone(1, walk.changed, walk.returned, int(was == written.sha256), differs)


class _Shared:
    """The entries of rows that became files of their own."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries = entries
        self._next = next(entries, None)

    def of(self, number: int) -> list[Entry]:
        """The entry of the row with this number, as that of a file's only row. The numbers only go up."""
        while (entry := self._next) and (entry.removed is not None or (entry.out or 0) < number):
            self._next = next(self._entries, None)
        return [msgspec.structs.replace(entry, out=1)] if entry and entry.out == number else []


class _Walk:
    """Goes through the rows of a file and what was noted about some of them, and writes the rows as they were."""

    def __init__(self, sink: Sink, entries: Iterable[Entry]) -> None:
        self._sink = sink
        self._entries = iter(entries)
        self._next = next(self._entries, None)
        self.changed = self.returned = 0

    def by_offset(self, found: Iterator[Row], start: int) -> Written:
        """Each row and entry where it was in the raw file: where that goes on now is known, as all is given back."""
        at = start + self._removed(start)
        for row in found:
            data = row.data
            if self._next is not None and self._next.offset == at:
                data = self._raw(row, self._next)
                self._advance()
            if isinstance(row, LongRow):
                for piece in row.pieces():
                    self._sink.write(piece)
                at += row.length
            else:
                self._sink.write(data)
                at += len(data)
            at += self._removed(at)
        self._end()
        return self._sink.close()

    def by_number(self, found: Iterator[Row], kind: Kind) -> Written:
        """Each entry at the row that has its number among those that went out."""
        output = parquet.Same(self._sink) if kind == "parquet" else Same(self._sink, members=kind == "warc")
        number = 0
        for row in found:
            if not row.document:
                output.between(row)
                continue
            number += 1
            while self._next is not None and self._next.removed is not None:
                self._advance()
            if self._next is not None and self._next.out == number:
                output.row(row, self._text(row, self._next))
                self._advance()
            else:
                output.row(row, "" if isinstance(row, LongRow) else row.parse())
        while self._next is not None and self._next.removed is not None:
            self._advance()
        self._end()
        return output.close()[0]

    def _raw(self, row: Row, entry: Entry) -> bytes:
        """The row as it was."""
        raw = self._text(row, entry)
        return row.with_literal(entry.literal if entry.literal is not None else row.styles(raw)[entry.style])

    def _text(self, row: Row, entry: Entry) -> str:
        """The row's text as it was."""
        try:
            clean = row.parse()
            raw = revert(clean, [Change(*msgspec.structs.astuple(change)) for change in entry.changes])
        except ValueError as error:  # RowError among them
            raise RunError(f"{row.place.file}: row {row.place.row} is not what the run wrote: {error}") from None
        self.changed += 1
        return raw

    def _removed(self, at: int) -> int:
        """Write the rows that were quarantined here; gives their bytes."""
        size = 0
        while (entry := self._next) is not None and entry.offset == at + size and entry.removed is not None:
            data = base64.b64decode(entry.removed)
            self._sink.write(data)
            size += len(data)
            self.returned += 1
            self._advance()
        return size

    def _advance(self) -> None:
        self._next = next(self._entries, None)

    def _end(self) -> None:
        if self._next is not None:
            raise RunError(f"{self._next.file}: the output is not what the run wrote: row {self._next.row} is missing")
