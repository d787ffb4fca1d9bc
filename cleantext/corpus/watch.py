"""A limit on the CPU time of one document.

A timer that counts the process's CPU time ticks now and then; the tick at which a document is over its limit
interrupts it, wherever it is, a regular expression included. A document costs nothing but a look at the clock's
last tick. The pipeline's own limit for rules (`cleantext.deadline`) uses another timer and goes on beside it.
"""

import signal
from contextlib import suppress
from types import FrameType

TICK = 0.1
"""Seconds of CPU time between two looks at a document."""


class DocumentTimeout(BaseException):
    """Raised inside a document that is over its limit; no ``except Exception`` of a rule can swallow it."""


class Watch:
    """Watches the documents of a process, one at a time; only in the main thread, and not on Windows."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ticks = 0
        self._most = max(1, round(seconds / TICK))
        self._busy = False
        self.resume()

    def resume(self) -> None:
        """Have the timer tick; a forked process has to ask for it again."""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGPROF, self._tick)
            signal.setitimer(signal.ITIMER_PROF, TICK, TICK)

    def start(self) -> None:
        """A document begins. Until `stop`, DocumentTimeout may be raised."""
        self._ticks = 0
        self._busy = True

    def stop(self) -> None:
        """The document is done."""
        self._busy = False

    def close(self) -> None:
        """No more ticks."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def recover(self) -> None:
        """Take back what an interrupted pipeline may have left behind: the timer that watches its rules."""
        self.stop()
        if hasattr(signal, "setitimer"):
            with suppress(ValueError):
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _tick(self, signum: int, frame: FrameType | None) -> None:
        if self._busy:
            self._ticks += 1
            if self._ticks > self._most:
                self._busy = False
                raise DocumentTimeout
