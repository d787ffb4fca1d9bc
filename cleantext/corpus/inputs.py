"""The files of a corpus: folders, globs, single files, URLs, standard input."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Literal, NamedTuple, cast, get_args

from cleantext.corpus.compression import SUFFIXES as COMPRESSIONS
from cleantext.corpus.errors import RunError

Kind = Literal["txt", "jsonl", "csv", "tsv", "parquet", "warc"]

KINDS: tuple[Kind, ...] = get_args(Kind)

SUFFIXES: dict[str, Kind] = {
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
"""The kinds of files by the last suffix of their names, a compression's suffix left out."""

STDIN = "stdin"
"""The name of standard input among the inputs, where the kind's suffix is added."""

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_OURS = re.compile(r"_(manifest|quarantine|untouched|changes|work)\b")
"""The names in the output folder that are not for outputs."""
_GLOB = re.compile(r"[*?\[]")


class Input(NamedTuple):
    """A file to be cleaned."""

    address: str
    """Its path or URL."""
    name: str
    """Its place below the output folder, with slashes."""
    kind: Kind
    compression: str
    size: int
    """Bytes as stored."""
    version: str
    """Changes when the file does: its time of change, or what a remote store has for that."""

    @property
    def plain(self) -> bool:
        """Whether it can be read from any byte on."""
        return not self.compression

    def open(self) -> BinaryIO:
        """The file's bytes. Raises OSError where there are none to be had."""
        return open_address(self.address)


def open_address(address: str) -> BinaryIO:
    """Open a path or a URL for reading."""
    if _URL.match(address):
        filesystem, path = _remote(address)
        return cast(BinaryIO, filesystem.open(path, "rb"))
    return open(address, "rb", buffering=0)  # noqa: PTH123


def version(address: str) -> tuple[int, str]:
    """Size and version of a file. Raises OSError if there is none."""
    if _URL.match(address):
        filesystem, path = _remote(address)
        return int(filesystem.info(path)["size"]), str(filesystem.ukey(path))
    stat = os.stat(address)  # noqa: PTH116
    return stat.st_size, str(stat.st_mtime_ns)


def expand(arguments: Iterable[str], *, kind: Kind | None, out: Path | None, spool: Path | None) -> list[Input]:
    """The files that the arguments name, sorted by name.

    A folder stands for the files in it and its folders that have a suffix of `SUFFIXES` (with ``kind``: of that one),
    but for hidden ones and those that begin with an underscore, which are notes about data, and but for what lies in
    ``out``. A glob stands for the files it matches. ``-`` is standard input, which is copied to the folder ``spool``.

    Raises RunError for an argument without files, and for two files with the same name.
    """
    found: dict[str, Input] = {}
    for argument in arguments:
        before = len(found)
        for address, name in _addresses(argument, kind, out, spool):
            if ".." in PurePosixPath(name).parts:
                raise RunError(f"{address}: its name leads out of the output folder")
            if _OURS.match(name):
                raise RunError(f"{address} would be written to {name}, a name that the run needs; rename it")
            if name in found and found[name].address != address:
                raise RunError(f"{found[name].address} and {address} would both be written to {name}")
            found[name] = _input(address, name, kind)
        if len(found) == before and argument not in {one.address for one in found.values()}:
            wanted = f"{kind} file" if kind else f"file that ends in {', '.join(SUFFIXES)}"
            raise RunError(f"{argument}: there is no {wanted} (.gz and .zst included)")
    return sorted(found.values(), key=lambda one: one.name)


def kind_of(name: str) -> tuple[Kind | None, str]:
    """Kind and compression of a file by its name."""
    path = PurePosixPath(name.lower())
    compression = COMPRESSIONS.get(path.suffix, "")
    if compression:
        path = path.with_suffix("")
    return SUFFIXES.get(path.suffix), compression


def stem(name: str) -> tuple[str, str]:
    """A file's name without the suffixes of its kind and compression, and the compression's suffix."""
    path = PurePosixPath(name)
    packed = path.suffix if path.suffix.lower() in COMPRESSIONS else ""
    path = path.with_suffix("") if packed else path
    while path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return str(path), packed


def _input(address: str, name: str, kind: Kind | None) -> Input:
    by_name, compression = kind_of(name)
    try:
        size, state = version(address)
    except OSError as error:
        raise RunError(f"{address}: {error.strerror or error}") from None
    return Input(address, name, kind or by_name or "txt", compression, size, state)


def _addresses(argument: str, kind: Kind | None, out: Path | None, spool: Path | None) -> Iterator[tuple[str, str]]:
    """Address and name of each file that an argument stands for."""
    if argument == "-":
        if spool is None:
            raise RunError("standard input can only be read where there is an output folder to keep it in")
        yield _spooled(spool, kind or "txt")
    elif _URL.match(argument):
        yield from _remote_files(argument, kind)
    elif Path(argument).is_dir():
        root = Path(argument)
        for path in _below(root, out):
            if _wanted(path.name, kind):
                yield str(path), path.relative_to(root).as_posix()
    elif Path(argument).exists() or not _GLOB.search(argument):
        yield argument, Path(argument).name
    else:
        parts = Path(argument).parts
        fixed = next(i for i, part in enumerate(parts) if _GLOB.search(part))
        root = Path(*parts[:fixed])
        for path in sorted(root.glob(str(Path(*parts[fixed:])))):
            if path.is_file():
                yield str(path), path.relative_to(root).as_posix()


def _below(folder: Path, out: Path | None) -> Iterator[Path]:
    """All files below a folder that are not hidden, sorted; links to folders are followed."""

    def failed(error: OSError) -> None:
        raise RunError(f"{error.filename}: {error.strerror}")

    real_folder = folder.resolve()
    above = {str(folder): {real_folder, *real_folder.parents}}  # a link that leads back there is a circle
    for place, folders, files in os.walk(folder, onerror=failed, followlinks=True):
        here = Path(place)
        around = above.pop(place)
        real = {name: (here / name).resolve() for name in sorted(folders) if name[0] not in "._"}
        folders[:] = [name for name, path in real.items() if path != out and path not in around]
        above |= {os.path.join(place, name): around | {real[name]} for name in folders}  # noqa: PTH118
        yield from (here / name for name in sorted(files) if name[0] not in "._")


def _wanted(name: str, kind: Kind | None) -> bool:
    found, _ = kind_of(name)
    return found is not None and kind in (None, found)


def _spooled(folder: Path, kind: Kind) -> tuple[str, str]:
    """Standard input, kept in a file: workers read where they like, and a run that broke off can be resumed."""
    if sys.stdin is None:
        raise RunError("standard input is closed")
    magic = sys.stdin.buffer.read(4)
    packed = ".gz" if magic.startswith(b"\x1f\x8b") else ".zst" if magic == b"\x28\xb5\x2f\xfd" else ""
    name = f"{STDIN}.{kind}{packed}"
    path = folder / name
    temporary = path.with_name(f".{name}.tmp")
    with temporary.open("wb") as file:
        file.write(magic)
        shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
    if path.exists() and _same(temporary, path):
        temporary.unlink()  # the file that is there has the version that is on record
    else:
        temporary.replace(path)
    return str(path), name


def _same(one: Path, other: Path) -> bool:
    import filecmp

    return filecmp.cmp(one, other, shallow=False)


def _remote_files(url: str, kind: Kind | None) -> Iterator[tuple[str, str]]:
    """Address and name of each file that a URL stands for: a folder's, a pattern's, or the file itself."""
    filesystem, path = _remote(url)
    try:
        if _GLOB.search(path):
            root = path[: _GLOB.search(path).start()].rpartition("/")[0]  # type: ignore[union-attr]
            paths: Sequence[str] = sorted(filesystem.glob(path))
        elif filesystem.isdir(path):
            root, paths = path, sorted(filesystem.find(path))
            paths = [one for one in paths if _wanted(one.rpartition("/")[2], kind)]
        else:
            root, paths = path.rpartition("/")[0], [path]
    except OSError as error:
        raise RunError(f"{url}: {error.strerror or error}") from None
    for one in paths:
        name = one.removeprefix(root).lstrip("/")
        if not any(part[0] in "._" for part in name.split("/")):
            yield filesystem.unstrip_protocol(one), name


def _remote(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path there."""
    try:
        import fsspec
    except ImportError:
        raise RunError(f"{url}: URLs need the extra: pip install 'cleantext-toolkit[remote]'") from None
    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as error:  # an unknown protocol, or one whose package is missing
        raise RunError(f"{url}: {error}") from None
    return filesystem, str(path)
