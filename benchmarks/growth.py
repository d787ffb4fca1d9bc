"""How the time grows with the text: time per byte on a large text divided by that on a small one.

``python -m benchmarks.growth`` prints the ratio for each rule alone and for the whole pipeline on each family of
`benchmarks.families`, and exits with 1 if one is over the target. `mojibake` is left out unless it is asked for:
its growth is ftfy's.

A rule alone is called on each document, whatever would wake it, so that no family is spared. Growth that shows on a
text of middle size already is reported at once, without the large text.

The ratio counts all CPU time. The *own* ratio, which is held against the target, leaves out the kernel's part of it:
Python gives the memory of a large text back to the system after each document and asks for it again at the next one,
which makes even ``text.split("\\n")`` two or three times slower per byte at 4 MB than at 64 KB.
"""

import argparse
import gc
import math
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from benchmarks.families import FAMILIES, Family
from cleantext import Pipeline, Rule
from cleantext.registry import find

TARGET = 1.5
PATIENCE = 600.0
"""Seconds that a rule may take for a million characters: here it is to be seen, not stopped."""
WINDOW = 0.02
"""Seconds of CPU time that one measurement must last at least, by repeating the call."""
AFFORDABLE = 10.0
"""Seconds: where the large text would take longer if the growth were quadratic, a text of middle size comes first."""
LIMIT = 60.0
"""Seconds: a large text that would take longer even if the growth were linear is left out, too."""


class Cost(NamedTuple):
    """What cleaning one text costs."""

    seconds: float
    """CPU seconds per byte, all in all."""
    kernel: float
    """The kernel's share of it, which is mostly the work of handing out memory. Too rough for short times."""
    problems: str
    """What the pipeline complained of."""


class Growth(NamedTuple):
    """Two costs, and the size in bytes of the larger text."""

    small: Cost
    large: Cost
    size: int

    @property
    def ratio(self) -> float:
        return self.large.seconds / self.small.seconds

    @property
    def own(self) -> float:
        """The ratio without the kernel's part in the larger text's time."""
        return self.ratio * (1 - self.large.kernel)

    @property
    def problems(self) -> str:
        return self.small.problems or self.large.problems


def _awake(rule: Rule) -> Pipeline:
    """The rule alone, called on every document."""
    return Pipeline([replace(rule, triggers=(), phrases=(), wake=None)], seconds=PATIENCE)


def subjects(names: list[str]) -> Iterator[tuple[str, Pipeline]]:
    """What is measured: each rule alone, and ``pipeline``, all of them together."""
    whole = Pipeline.default(ignore=["mojibake"])
    for name in names or [*(rule.name for rule in whole.rules), "pipeline"]:
        yield name, Pipeline(whole.rules, seconds=PATIENCE) if name == "pipeline" else _awake(find(name))


def measure(pipeline: Pipeline, text: str, repeats: int = 1) -> Cost:
    """The least cost of some measurements."""
    costs, calls = [], 1
    for _ in range(repeats):
        gc.collect()
        while True:
            begin, kernel = time.process_time(), os.times().system
            for _ in range(calls):
                result = pipeline.run(text)
            kernel = os.times().system - kernel
            seconds = time.process_time() - begin
            if seconds >= WINDOW:
                break
            calls *= 2
        costs.append((seconds / calls / len(text.encode()), min(1.0, kernel / seconds)))
    return Cost(*min(costs), "; ".join(f"{rule}: {message}" for rule, message in result.problems))


def growth(pipeline: Pipeline, family: Family, small: int, large: int, target: float) -> Growth:
    """Measure one family. A ratio that is a little over the target is measured again: noise only lengthens times."""
    short, long = family(small), family(large)
    base = measure(pipeline, short, repeats=3)
    if base.seconds * large * (large / small) > AFFORDABLE:
        middle = math.isqrt(small * large)
        found = Growth(base, measure(pipeline, family(middle)), middle)
        if found.ratio > 2 * target or found.large.seconds * large > LIMIT:
            return found
    found = Growth(base, measure(pipeline, long), large)
    for _ in range(2):
        if not target < found.own < 2 * target:
            break
        found = Growth(
            min(found.small, measure(pipeline, short, repeats=3)), min(found.large, measure(pipeline, long)), large
        )
    return found


def _bytes(text: str) -> int:
    """A size as people write it: 64K, 4M, 1000."""
    unit = {"K": 1 << 10, "M": 1 << 20}.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def _shown(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size >> 10} KB"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="How time grows with the text.")
    parser.add_argument("--rule", action="append", default=[], help="only this rule, or 'pipeline'; may be repeated")
    parser.add_argument("--family", action="append", default=[], help="only families with this in their name")
    parser.add_argument("--small", type=_bytes, default=64 << 10, help="size of the small text (default: 64K)")
    parser.add_argument("--large", type=_bytes, default=4 << 20, help="size of the large text (default: 4M)")
    parser.add_argument("--target", type=float, default=TARGET, help=f"highest ratio allowed (default: {TARGET})")
    arguments = parser.parse_args()
    over: list[str] = []
    worst: dict[str, tuple[float, str]] = {}
    sizes = f"{_shown(arguments.small):>11} {_shown(arguments.large):>11}"
    print(f"{'rule':22} {'family':40} {sizes} {'ratio':>6} {'kernel':>7} {'own':>6}")
    for name, pipeline in subjects(arguments.rule):
        for title, family in FAMILIES.items():
            if arguments.family and not any(word in title for word in arguments.family):
                continue
            found = growth(pipeline, family, arguments.small, arguments.large, arguments.target)
            line = f"{name:22} {title:40} {1e-6 / found.small.seconds:6.1f} MB/s {1e-6 / found.large.seconds:6.1f} MB/s"
            line += f" {found.ratio:6.2f} {found.large.kernel:7.0%} {found.own:6.2f}"
            if found.size != arguments.large:
                line += f"  at {_shown(found.size)}"
            if found.problems:
                line += f"  {found.problems}"
            if found.own > arguments.target or found.problems:
                over.append(line)
            worst[name] = max(worst.get(name, (0.0, "")), (found.own, title))
            print(line, flush=True)
    print("\nThe highest own ratio of each:")
    for name, (ratio, title) in worst.items():
        print(f"{name:22} {ratio:6.2f}  {title}")
    print(f"\n{len(over)} over the target of {arguments.target}, or with problems")
    for line in over:
        print(line)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
