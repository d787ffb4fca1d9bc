"""Where results go: standard output, a file, a folder, or the place they came from.

A file is replaced in one step: the result is written to a temporary file in the same folder, and that takes the
file's place once all of it is on the disk. Whoever looks, and whatever fails, sees the old file or the new one.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import click

from cleantext.cli import stdout
from cleantext.cli.report import InputError
from cleantext.cli.sources import Source

SEPARATORS = ("/", os.sep)
"""What the name of a folder may end with."""

BLOCK = 1 << 20
"""Bytes copied at once."""

Write = Callable[[bytes, bytes], object]
"""Takes a piece of the input as it came and as it goes out."""


class Target(Protocol):
    """Where the results of all inputs go."""

    def open(self, source: Source) -> AbstractContextManager[Write]:
        """Take the pieces of one input; if the block fails, nothing that was there before is harmed."""
        ...


class Stdout:
    """Standard output; several texts are told apart by a line with their names."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._named = len(sources) > 1
        self._line_begins = True

    @contextmanager
    def open(self, source: Source) -> Iterator[Write]:
        first = True

        def write(_: bytes, data: bytes) -> None:
            nonlocal first
            if self._named and source.format == "text":
                data = f"==> {source.name} <==\n".encode() + data
            if self._named and first and not self._line_begins:
                data = b"\n" + data  # what comes from another input begins a line of its own
            first = False
            stdout.write(data)
            self._line_begins = data.endswith(b"\n")

        yield write


class File:
    """One file, for one input."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def open(self, source: Source) -> Iterator[Write]:
        with replacing(self._path) as file:
            yield lambda _, data: file.write(data)


class Folder:
    """A folder that is made where needed, for several inputs."""

    def __init__(self, folder: Path, sources: Sequence[Source]) -> None:
        self._folder = folder
        taken: dict[Path, Source] = {}
        for source in sources:
            if source.path is None:
                raise click.UsageError("standard input has no name to go under in a folder; give -o a file")
            other = taken.setdefault(source.relative, source)
            if other is not source:
                target = click.format_filename(folder / source.relative)
                raise click.UsageError(f"{other.name} and {source.name} would both be written to {target}")

    @contextmanager
    def open(self, source: Source) -> Iterator[Write]:
        path = self._folder / source.relative
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            yield lambda _, data: file.write(data)


class InPlace:
    """The inputs themselves. A file in which nothing changes is not touched."""

    def __init__(self, sources: Sequence[Source]) -> None:
        if any(source.path is None for source in sources):
            raise click.UsageError("--in-place needs files; standard input has no place")

    @contextmanager
    def open(self, source: Source) -> Iterator[Write]:
        assert source.path is not None
        path, same = source.path, 0
        if not path.is_file() and path.exists():
            raise InputError(f"{source.name}: --in-place needs a regular file")
        file: BinaryIO | None = None
        with ExitStack() as stack:

            def write(before: bytes, after: bytes) -> None:
                nonlocal file, same
                if file is None and before == after:
                    same += len(before)
                    return
                if file is None:
                    file = stack.enter_context(replacing(path))
                    _copy(path, same, file)
                file.write(after)

            yield write


def target(output: str | None, in_place: bool, sources: Sequence[Source], arguments: Sequence[str]) -> Target:
    """The target that the options ask for.

    ``output`` is a folder if there is one of this name, if it ends with a slash, or if there are several inputs or a
    folder among them. Raises UsageError for inputs that cannot go there.
    """
    if in_place:
        return InPlace(sources)
    if output is None or output == "-":
        return Stdout(sources)
    path = Path(output)
    many = len(arguments) > 1 or any(argument != "-" and Path(argument).is_dir() for argument in arguments)
    if many and path.exists() and not path.is_dir():
        raise click.UsageError(f"{click.format_filename(path)} is a file, but several inputs need a folder")
    return Folder(path, sources) if many or path.is_dir() or output.endswith(SEPARATORS) else File(path)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` when the block ends well; permissions and owner are kept.

    A link is followed. What is no regular file (``/dev/null``, a named pipe) is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as special:
            yield special
        return
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".cleantext-", suffix=".tmp")
    except OSError as error:  # which names the temporary file, of which the user knows nothing
        raise InputError(f"{click.format_filename(path)}: cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_after(temporary, path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _take_after(temporary: Path, path: Path) -> None:
    """Give the new file the owner and permissions of the old one, or those that a new file has."""
    try:
        old = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _copy(path: Path, size: int, file: BinaryIO) -> None:
    """Copy the first ``size`` bytes of a file."""
    with path.open("rb") as old:
        while size > 0 and (block := old.read(min(size, BLOCK))):
            file.write(block)
            size -= len(block)
