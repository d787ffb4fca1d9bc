"""Whether repair gives what ftfy gives, on generated strings.

``python -m benchmarks.identity --count 2000000 --seed 1`` compares, for each string, `cleantext.fix_text` and the rule
`mojibake` in profile `ftfy` with ``ftfy.fix_text``, and the rule in its default profile with ``ftfy.fix_text`` applied
line by line with the typographic fixers off. The strings depend on seed and count alone, not on the number of
processes. A string with a difference is made as short as possible before it is shown; the exit code is then 1.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import ftfy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.damaged import damaged
from cleantext import Pipeline, fix_text

BLOCK = 5_000
"""Strings that one task makes of one seed."""
SHOWN = 20
"""Differences after which the search ends."""

_BREAK = re.compile("\r\n?|[\n\u2028\u2029]")


class Difference(NamedTuple):
    """A string on which a promise is not kept."""

    promise: str
    text: str
    got: str
    right: str


class Pair(NamedTuple):
    """Two functions that must give the same."""

    ours: Callable[[str], str]
    theirs: Callable[[str], str]


@cache
def promises() -> Mapping[str, Pair]:
    """What repair promises, by name."""
    whole = Pipeline.default(select=["mojibake"], options={"mojibake": {"profile": "ftfy"}})
    gentle = Pipeline.default(select=["mojibake"])
    return MappingProxyType(
        {
            "fix_text": Pair(fix_text, ftfy.fix_text),
            "mojibake, profile ftfy": Pair(whole.clean, ftfy.fix_text),
            "mojibake, profile repair": Pair(gentle.clean, settled),
        }
    )


def gently(text: str) -> str:
    """Each line as ``ftfy.fix_text`` repairs it with its typographic fixers off; line breaks as line feeds."""
    out, at = [], 0
    for match in [*_BREAK.finditer(text), None]:
        line = text[at : match.start() if match else len(text)]
        out.append(ftfy.fix_text(line, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False))
        out += ["\n"] if match else []
        at = match.end() if match else at
    return "".join(out)


def settled(text: str) -> str:
    """`gently` until nothing changes any more: a line that was decoded may hold new line breaks."""
    while (after := gently(text)) != text:
        text = after
    return text


def differences(text: str) -> Iterator[Difference]:
    """The promises that are not kept on this text."""
    for promise, (ours, theirs) in promises().items():
        right, got = theirs(text), ours(text)
        if got != right:
            yield Difference(promise, text, got, right)


def block(seed: int, number: int, count: int) -> list[Difference]:
    """The differences among the strings of one block, as short as they can be made."""
    return [shortest(found) for text in damaged(f"{seed}:{number}", count) for found in differences(text)]


def shortest(found: Difference) -> Difference:
    """The difference with what can be left out of its text left out."""
    ours, theirs = promises()[found.promise]
    text = found.text
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            rest = text[:at] + text[at + size :]
            if ours(rest) != theirs(rest):
                text = rest
            else:
                at += size
        size //= 2
    return Difference(found.promise, text, ours(text), theirs(text))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identity", description="Is repair what ftfy does?")
    parser.add_argument("--count", type=int, default=200_000, help="strings to compare (default: 200000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the strings (default: 1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    arguments = parser.parse_args()
    console = Console()
    blocks = [(number, min(BLOCK, arguments.count - at)) for number, at in enumerate(range(0, arguments.count, BLOCK))]
    found: list[Difference] = []
    columns = (BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with ProcessPoolExecutor(arguments.jobs) as pool, Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=arguments.count)
        tasks = [pool.submit(block, arguments.seed, number, count) for number, count in blocks]
        for done, (_, count) in zip(tasks, blocks, strict=True):
            found += done.result()
            progress.advance(task, count)
            if len(found) >= SHOWN:
                pool.shutdown(cancel_futures=True)
                break
    for difference in found:
        print(f"{difference.promise}: {difference.text!a}\n  gives {difference.got!a}\n  not   {difference.right!a}")
    compared = f"{arguments.count:,} strings, seed {arguments.seed}, ftfy {ftfy.__version__}"
    print(f"{len(found)} differences in {compared}" + (" (stopped early)" if len(found) >= SHOWN else ""))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
