"""How much memory cleaning one large text takes.

``python -m benchmarks.memory`` cleans texts of 16 MB (bytes of UTF-8), each in a fresh process, and prints the peak of
the memory that the call takes beyond the text itself, in multiples of the text's size. It exits with 1 if a target is
missed.

Memory is the resident set, as the operating system counts it (`resource.getrusage`): that is what fails when there is
too little, and it holds what tracemalloc does not see, such as free lists and the work space of libraries. The text
and all that is loaded at first use are there before the call and do not count.
"""

import argparse
import gc
import math
import multiprocessing
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from rich.console import Console

from benchmarks.corpus import news, page
from benchmarks.peers.texts import typographic

SIZE = 16_000_000


class Kind(NamedTuple):
    """A kind of text."""

    make: Callable[[int], str]
    target: float = math.inf
    """Most memory allowed, in multiples of the text's size."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "English news": Kind(lambda size: typographic(news("english", size)), 12),
        "English news, ASCII": Kind(lambda size: news("english", size), 12),
        "multilingual news": Kind(lambda size: news("multilingual", size), 12),
        "dirty English news": Kind(lambda size: page("dirty", "english", size).raw),
        "lines of 3 bytes": Kind(lambda size: size // 3 * "ab\n", 80),
    }
)
CALLS = ("clean", "run", "fix_text", "ftfy.fix_text")
"""What is measured; ftfy is only there for comparison."""


def extra(call: str, path: str) -> int:
    """Bytes that a call on the text of a file takes at its peak, beyond what was there before. For a fresh process."""
    work = _function(call)
    work(
        "The caf\u00c3\u00a9 &amp; the bar \u2013 \u201cso it is\u201d.\n\nShare\n"
    )  # loads what is loaded at first use
    text = Path(path).read_text("utf-8")
    gc.collect()
    before = _resident()
    work(text)
    return _peak() - before


def _function(call: str) -> Callable[[str], Any]:
    if call == "ftfy.fix_text":
        import ftfy

        return ftfy.fix_text
    import cleantext

    if call == "fix_text":
        return cleantext.fix_text
    pipeline = cleantext.Pipeline.default()
    return pipeline.clean if call == "clean" else pipeline.run


def _peak() -> int:
    """The most memory, in bytes, that the process ever had."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        pass
    else:
        # `ru_maxrss` would count what the parent had when it started this process.
        if found := re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE):
            return int(found[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _resident() -> int:
    """The memory, in bytes, that the process has now; where only the peak is known, that."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return _peak()
    import resource

    return pages * resource.getpagesize()


def measured(kind: str, size: int, calls: tuple[str, ...], folder: Path) -> dict[str, float]:
    """The extra memory of each call on a text of a kind, in multiples of the text's size."""
    path = folder / "text.txt"
    text = KINDS[kind].make(size)
    path.write_text(text, "utf-8", newline="")
    bytes_ = len(text.encode())
    context = multiprocessing.get_context("spawn")
    out = {}
    for call in calls:
        with context.Pool(1) as pool:
            out[call] = pool.apply(extra, (call, str(path))) / bytes_
    return out


def main() -> int:
    import tempfile

    if sys.platform == "win32":
        print("The peak of the memory cannot be had on Windows.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Memory for one large text.")
    parser.add_argument("--size", type=int, default=SIZE, help=f"bytes of the text (default: {SIZE})")
    arguments = parser.parse_args()
    missed = 0
    console = Console()
    print(f"{'text':24} {'target':>7} " + " ".join(f"{call:>14}" for call in CALLS), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in KINDS.items():
            with console.status(name):
                found = measured(name, arguments.size, CALLS, Path(folder))
            over = [call for call, ratio in found.items() if ratio > kind.target and not call.startswith("ftfy")]
            missed += len(over)
            mark = f"  {' and '.join(over)} over the target" if over else ""
            print(
                f"{name:24} {kind.target:6g}× " + " ".join(f"{found[call]:13.1f}×" for call in CALLS) + mark, flush=True
            )
    print(
        f"{missed} over the target; peak resident memory beyond the text, in multiples of its {arguments.size:,} bytes"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
