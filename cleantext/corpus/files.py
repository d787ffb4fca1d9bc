"""Files that are there whole or not at all: written under another name, synced to the disk, renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleantext.corpus.errors import RunError


def put(path: Path, data: bytes) -> None:
    """Write a small file in one step."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move(temporary: Path, path: Path) -> None:
    """Give a file that is complete and synced its final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can be asked to (Windows cannot)."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep a second run out of what this one writes. Raises RunError if there is another.

    The lock goes with its process, however that ends. Where files cannot be locked, nobody is kept out.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(f"{path.parent}: another run is writing here") from None
        except OSError:  # a file system without locks
            pass
        yield
