"""Standard output, as bytes."""

import os
import sys


class OutputError(Exception):
    """Standard output does not take what is written to it."""


def write(data: bytes) -> None:
    """Write at once: a reader at the other end of a pipe gets each document when it is done.

    Raises BrokenPipeError where the reader has gone, OutputError for a full disk and the like.
    """
    if sys.stdout is None:
        raise OutputError("it is closed")
    try:
        rest = memoryview(data)
        while rest:  # unbuffered (PYTHONUNBUFFERED), a write may take a part only
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from None


def discard() -> None:
    """Let go of what could not be written: the interpreter would try, and complain, once more when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
