"""The worker processes: started, given units, watched, and replaced when they are killed.

Not a pool of the standard library: those hang or give up when a worker is killed, and do not tell which document it
was working on.
"""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterator, MutableSequence, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from cleantext.corpus import worker
from cleantext.corpus.clerk import DEATHS, Journal
from cleantext.corpus.errors import RunError
from cleantext.corpus.work import Done, Job, Task

POLL = 0.2
"""Seconds between two looks at the workers."""

HANG = 4
"""How many times as long as a document may take a worker may show no progress before it is killed (it cannot be
interrupted while a library does not let Python have its turn), and `GRACE` seconds more."""

GRACE = 30.0

READERS = 20
"""Workers that may die on one unit without a document to blame, one after the other, before the run gives up."""


STILLBORN = 5
"""Workers that may die, one after the other, before they have started."""


@dataclass
class _Worker:
    process: BaseProcess
    connection: "Connection[Any, Any]"
    journal: Journal
    task: Task | None = None
    seen: tuple[int, tuple[int, int, int]] = (0, (0, 0, 0))
    since: float = field(default_factory=time.monotonic)


class Crew:
    """Does tasks with a number of processes; a context manager that leaves none behind."""

    def __init__(self, job: Job, count: int) -> None:
        self._job = job
        self._count = count
        # Not fork: the caller may have threads.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._deaths: dict[int, int] = {}
        self._stillborn = 0
        self.replaced = 0
        """Workers that were killed or hung, and replaced."""

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._workers:
            self._kill(one)
        self._workers.clear()

    def counts(self) -> tuple[int, int, int]:
        """Rows, stored bytes and quarantined rows of the units that are in hand."""
        counts = [one.journal.counts for one in self._workers if one.task is not None]
        rows, stored, quarantined = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
        return rows, stored, quarantined

    def do(self, tasks: Sequence[Task]) -> Iterator[Done | None]:
        """Each task when it is done, in whatever order, and None now and then.

        Raises RunError for what a worker says is the end, and for a unit on which one worker after the other dies.
        """
        left = deque(tasks)
        while left or any(one.task for one in self._workers):
            while len(self._workers) < min(self._count, len(left) + sum(one.task is not None for one in self._workers)):
                self._workers.append(self._start())
            for one in self._workers:
                if one.task is None and left:
                    self._give(one, left.popleft())
            connections = {one.connection: one for one in self._workers if one.task is not None}
            ready = wait(list(connections), POLL)
            for connection in ready:
                one = connections[connection]  # type: ignore[index]
                try:
                    answer = one.connection.recv()
                except (EOFError, OSError):
                    left.appendleft(self._bury(one))
                    continue
                one.task = None
                if isinstance(answer, str):
                    raise RunError(answer)
                yield answer
            if not ready:
                for one in [one for one in self._workers if self._hangs(one)]:
                    left.appendleft(self._bury(one, hung=True))
            yield None

    def _start(self) -> _Worker:
        mine, its = self._context.Pipe()
        cells: MutableSequence[int] = self._context.RawArray("Q", Journal.SIZE)
        process = self._context.Process(
            target=worker.main, args=(its, cells, self._job, os.getpid()), name="cleantext worker", daemon=True
        )
        process.start()
        its.close()
        return _Worker(process, mine, Journal(cells))

    def _give(self, one: _Worker, task: Task) -> None:
        one.journal.reset()
        one.task, one.since = task, time.monotonic()
        with suppress(OSError):  # it is dead already, which `wait` will tell
            one.connection.send(task)

    def _hangs(self, one: _Worker) -> bool:
        """Whether a worker has had the same document in hand for much longer than it may."""
        seen = (one.journal.ordinal, one.journal.counts)
        now = time.monotonic()
        if seen != one.seen or not seen[0]:
            one.seen, one.since = seen, now
        return one.task is not None and now - one.since > HANG * self._job.rules.limits.seconds + GRACE

    def _bury(self, one: _Worker, *, hung: bool = False) -> Task:
        """The task of a worker that died or hangs, with what is known now."""
        self._kill(one)
        self._workers.remove(one)
        self.replaced += 1
        task, ordinal = one.task, one.journal.ordinal
        assert task is not None
        if hung:
            return replace(task, slow={*task.slow, ordinal})
        if ordinal and (deaths := task.suspects.get(ordinal, 0)) < DEATHS:
            return replace(task, suspects={**task.suspects, ordinal: deaths + 1})
        if not one.journal.started:
            self._stillborn += 1
            if self._stillborn > STILLBORN:
                raise RunError(
                    "the worker processes cannot start; a script that calls run() needs the line "
                    "if __name__ == '__main__': before it, and cannot come from standard input"
                )
            return task
        self._stillborn = 0
        number = task.unit.number
        self._deaths[number] = self._deaths.get(number, 0) + 1
        if self._deaths[number] > READERS:
            names = ", ".join(one.address for one in task.unit.inputs[:3])
            raise RunError(f"{names}: {READERS} workers died reading this; is there enough memory?")
        return task

    @staticmethod
    def _kill(one: _Worker) -> None:
        one.process.kill()
        one.process.join()
        one.connection.close()
