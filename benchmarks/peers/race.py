"""The measuring: every subject on every set of texts, in interleaved rounds."""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from benchmarks.damaged import damaged
from benchmarks.peers.harm import Harm, harm
from benchmarks.peers.process import Process, Unusable
from benchmarks.peers.texts import SETS, english, texts, typographic
from benchmarks.peers.tools import BASE, Kind
from benchmarks.peers.worker import Failure

LASTING = 0.04
"""Seconds of CPU time that a measurement should last, by cleaning several copies of the texts."""
MOST_COPIES = 40
STRINGS = 20_000
"""Generated strings on which the repairers are compared with ftfy."""


class Speed(NamedTuple):
    """How fast a subject is on a set."""

    ratio: float
    """Speed in multiples of ftfy.fix_text's; median of the rounds."""
    rate: float
    """MB of UTF-8 per CPU second; median of the rounds."""


class Entry(NamedTuple):
    """A subject in the race."""

    tool: str
    subject: str
    kind: Kind


class Outcome(NamedTuple):
    """What was measured."""

    speeds: dict[tuple[str, str], Speed]
    """By subject and set."""
    harms: dict[str, Harm]
    """By subject; filters, which reject made-up texts for reasons of their own, are not in it."""
    differences: dict[str, tuple[int, int]]
    """By repairer: on how many pages and generated strings its output is not ftfy's (or there is none)."""
    refused: dict[str, int]
    """By subject: how many pages it could not take."""
    out: dict[str, str]
    """Tools and subjects that dropped out, with the reason."""


def steps(processes: Mapping[str, Process], rounds: int) -> int:
    """How often `race` will call its ``advance``."""
    count = sum(len(process.kinds) for process in processes.values())
    return count + count * len(SETS) * (rounds + 1)


def race(processes: Mapping[str, Process], rounds: int, advance: Callable[[str], None]) -> Outcome:
    """Measure all; ``advance`` is called after each step, with what comes next."""
    outcome = Outcome({}, {}, {}, {}, {})
    entries = [Entry(tool, name, kind) for tool, process in processes.items() for name, kind in process.kinds.items()]
    for process in processes.values():
        for key in SETS:
            process.store(key, texts(key))
        process.store("dirty English", [page.raw for page in english("dirty")])
        process.store("strings", strings())
    right: dict[str, list[str | Failure]] = {}
    for entry in sorted(entries, key=lambda entry: entry.subject != BASE):
        advance(f"{entry.subject}: what it changes")
        try:
            _check(entry, processes[entry.tool], right, outcome)
        except Unusable as error:
            outcome.out[entry.subject] = str(error)
    _time(entries, processes, rounds, advance, outcome)
    return outcome


def strings() -> list[str]:
    """Strings with damage of every kind."""
    return list(damaged("peers", STRINGS))


def _check(entry: Entry, process: Process, right: dict[str, list[str | Failure]], outcome: Outcome) -> None:
    """Run a subject on all texts once, not timed, and look at the results."""
    subject = entry.subject
    got = {key: process.outputs(subject, key) for key in (*SETS, "dirty English")}
    refused = sum(isinstance(text, Failure) for key in SETS for text in got[key])
    if refused:
        outcome.refused[subject] = refused
    if entry.kind == "repair":
        got["strings"] = process.outputs(subject, "strings")
        if subject == BASE:
            right.update(got)
        pages = sum(_differ(got[key], right[key]) for key in SETS)
        outcome.differences[subject] = (pages, _differ(got["strings"], right["strings"]))
    if entry.kind != "filter":
        clean = zip((typographic(page.raw) for page in english("clean")), _texts(got["English"]), strict=True)
        dirty = zip(english("dirty"), _texts(got["dirty English"]), strict=True)
        outcome.harms[subject] = harm(list(clean), list(dirty))


def _differ(got: Iterable[str | Failure], right: Iterable[str | Failure]) -> int:
    return sum(one != other for one, other in zip(got, right, strict=True))


def _texts(outputs: Iterable[str | Failure]) -> Iterator[str]:
    for output in outputs:
        yield "" if isinstance(output, Failure) else output


def _time(
    entries: list[Entry],
    processes: Mapping[str, Process],
    rounds: int,
    advance: Callable[[str], None],
    outcome: Outcome,
) -> None:
    """Round after round, set after set, each subject in turn, beginning with another one each time."""
    per_byte: dict[tuple[str, str], list[float]] = {}
    copies: dict[tuple[str, str], int] = {}
    for number in range(rounds + 1):
        for key in SETS:
            turn = number % len(entries)
            for tool, subject, _ in entries[turn:] + entries[:turn]:
                advance(f"round {number} of {rounds}: {key}: {subject}" if number else f"warming up: {key}: {subject}")
                if subject in outcome.out:
                    continue
                try:
                    seconds, size = processes[tool].time(subject, key, number, copies.get((subject, key), 1))
                except Unusable as error:
                    outcome.out[subject] = str(error)
                    continue
                if not number:
                    copies[subject, key] = max(1, min(MOST_COPIES, math.ceil(LASTING / max(seconds, 1e-9))))
                elif size:
                    per_byte.setdefault((subject, key), []).append(max(seconds, 1e-9) / size)
    for (subject, key), times in per_byte.items():
        if subject not in outcome.out:
            base = per_byte[BASE, key]
            ratio = statistics.median(one / other for one, other in zip(base, times, strict=True))
            outcome.speeds[subject, key] = Speed(ratio, 1e-6 / statistics.median(times))
