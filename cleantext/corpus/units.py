"""The units of work: what one process takes at a time, and what is finished or not as a whole.

Units depend on the inputs alone, never on how many processes there are, so that any number of them gives the same
files and a run that broke off can be taken up by another number.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from cleantext.corpus.errors import RunError
from cleantext.corpus.inputs import Input, Kind, stem

SLICE = 16 << 20
"""Bytes of a slice of a plain JSONL file, and of text files that are taken together."""

GROUP = 500
"""Most text files that are taken together."""


class Unit(NamedTuple):
    """A file, a slice of one, or some text files."""

    number: int
    inputs: tuple[Input, ...]
    name: str
    """Where the rows go, below the output folder; of text files that stay text, each goes to a file of its own."""
    start: int = 0
    stop: int | None = None
    part: int = 0
    parts: int = 1

    @property
    def size(self) -> int:
        """Bytes as stored."""
        if self.parts > 1 and self.stop is not None:
            return self.stop - self.start
        return sum(one.size for one in self.inputs)

    @property
    def part_name(self) -> str:
        """The name of a slice that stays a file of its own."""
        first, dot, rest = self.name.rpartition("/")[2].partition(".")
        folder = self.name[: len(self.name) - len(first) - len(dot) - len(rest)]
        return f"{folder}{first}-{self.part:05}-of-{self.parts:05}{dot}{rest}"


def divide(inputs: Sequence[Input], to: Kind | None) -> list[Unit]:
    """All units, in the order of the inputs. Raises RunError where two would write the same file."""
    units: list[Unit] = []
    texts = [one for one in inputs if one.kind == "txt"]
    for number, group in enumerate(_grouped(texts)):
        name = "" if to in (None, "txt") else f"texts-{number:05}.{to}"
        units.append(Unit(len(units), tuple(group), name))
    for one in inputs:
        if one.kind == "txt":
            continue
        name = output_name(one, to)
        parts = max(1, -(-one.size // SLICE)) if one.kind == "jsonl" and one.plain and to in (None, "jsonl") else 1
        if parts == 1:
            units.append(Unit(len(units), (one,), name))
        else:
            for part in range(parts):
                stop = min(one.size, (part + 1) * SLICE)
                units.append(Unit(len(units), (one,), name, part * SLICE, stop, part, parts))
    _check(units)
    return units


def output_name(one: Input, to: Kind | None) -> str:
    """The name of the file that the rows of an input go to; of a folder, where each row becomes a text file."""
    if to is None or (to == one.kind and to != "txt"):
        return one.name
    base, packed = stem(one.name)
    if to == "txt":
        return base
    return f"{base}.{to}" + (packed if to == "jsonl" else "")


def _grouped(texts: Sequence[Input]) -> Iterator[list[Input]]:
    group: list[Input] = []
    size = 0
    for one in texts:
        if group and (len(group) == GROUP or size + one.size > SLICE):
            yield group
            group, size = [], 0
        group.append(one)
        size += one.size
    if group:
        yield group


def _check(units: Sequence[Unit]) -> None:
    taken: dict[str, Input] = {}
    for unit in units:
        if unit.name:
            other = taken.setdefault(unit.name, unit.inputs[0])
            if other != unit.inputs[0]:
                raise RunError(f"{other.address} and {unit.inputs[0].address} would both be written to {unit.name}")
    for unit in units:
        for one in () if unit.name else unit.inputs:
            for name in (one.name, *map(str, PurePosixPath(one.name).parents)):
                if name in taken:
                    raise RunError(f"{taken[name].address} and {one.address} would both be written to {name}")


def shard(units: Sequence[Unit], index: int, count: int) -> list[Unit]:
    """The units that one of several machines takes."""
    return [unit for unit in units if unit.number % count == index]
