"""What ends a run."""

import errno
import os
from pathlib import Path


class RunError(Exception):
    """A run that cannot begin or go on. The message names the place and, where there is one, the mend."""


class TooManyErrors(RunError):
    """More rows were quarantined than the caller allows."""


def describe(error: OSError, out: Path | None) -> str:
    """The message for what the system refused while something was written to an output folder."""
    reason = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{out}: {reason}; what is finished stays, and the same command goes on from there when there is room"
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(out)
    return f"{name}: {reason}"
