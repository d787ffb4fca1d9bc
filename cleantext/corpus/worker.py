"""A process that does units, one after the other, as it is told through a pipe.

What a worker writes are temporary files; only the process that started it gives them their final names. So nothing
comes of a worker that outlives it.
"""

import signal
import traceback
from collections.abc import MutableSequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from cleantext.corpus.clerk import Journal
from cleantext.corpus.errors import RunError, describe
from cleantext.corpus.watch import Watch
from cleantext.corpus.work import Done, Job, Task, do


def main(connection: "Connection[Any, Any]", cells: MutableSequence[int], job: Job, parent: int) -> None:
    """Do the tasks that come, until None does. The answer to each is what is done, or a message that ends the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the first one decides
    journal = Journal(cells, parent)
    journal.start()
    watch = Watch(job.rules.limits.seconds)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while (task := connection.recv()) is not None:
            connection.send(_answer(task, job, journal, watch))
    watch.close()


def _answer(task: Task, job: Job, journal: Journal, watch: Watch) -> "Done | str":
    try:
        return do(task, job, journal, watch)
    except RunError as error:
        return str(error)
    except OSError as error:
        return describe(error, job.folder and job.folder.parent.parent)
    except Exception:
        return f"internal error, please report it\n{traceback.format_exc()}"
