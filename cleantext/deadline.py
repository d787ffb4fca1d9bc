"""A time limit for rules.

A rule that hangs must not take a corpus job with it. In the main thread of a Unix process a timer interrupts it
wherever it is, a regular expression included, provided nobody else uses SIGALRM. Elsewhere the limit is noticed
when the rule yields or ends.

Watching costs some microseconds, a tenth of the time that a short text takes in all. Nothing is watched where it can
do no good: where all rules come with cleantext, whose time is tested to grow linearly, and the text is short.
"""

import signal
import threading
import time
from collections.abc import Iterable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

TICK = 0.05
"""Seconds between two looks of the timer at a rule that is over its limit."""


class RuleTimeout(BaseException):
    """Raised inside a rule that is over its limit; no ``except Exception`` of the rule can swallow it."""


class Deadline:
    """Watches the rules that run on one document; a context manager."""

    def __init__(self, seconds: float, *, timer: bool) -> None:
        self.seconds = seconds
        self.watches = timer
        """Whether it watches at all; if not, there is no need to tell it what starts."""
        self.rule = ""
        self._until = float("inf")
        self._handler: Any = None

    def __enter__(self) -> "Deadline":
        if (
            self.watches
            and threading.current_thread() is threading.main_thread()
            and hasattr(signal, "setitimer")
            and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
            and signal.getitimer(signal.ITIMER_REAL)[0] == 0.0
        ):
            self._handler = signal.signal(signal.SIGALRM, self._on_alarm)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, TICK)
        return self

    def __exit__(self, *_: object) -> None:
        if self._handler is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._handler)

    def start(self, rule: str) -> None:
        """A rule starts now, and the one before it is done."""
        self.rule = rule
        self._until = time.monotonic() + self.seconds

    def stop(self) -> None:
        """All rules are done."""
        self._until = float("inf")

    def drain(self, items: Iterable[T]) -> list[T]:
        """All items of the rule's generator. Raises RuleTimeout when the rule is over its limit."""
        out = []
        for item in items:
            out.append(item)
            if time.monotonic() > self._until:
                raise RuleTimeout
        if time.monotonic() > self._until:
            raise RuleTimeout
        return out

    def _on_alarm(self, signum: int, frame: FrameType | None) -> None:
        if time.monotonic() > self._until:
            self._until += 1.0  # for a rule that swallows the exception
            raise RuleTimeout
