"""How the time grows with the text: time per byte on a large text divided by that on a small one.

``python -m benchmarks.growth`` prints the ratio for each rule alone and for the whole pipeline on each family of
`benchmarks.families`, and exits with 1 if one is over the target. `mojibake` is left out unless it is asked for:
its growth is ftfy's.

A rule alone is called on each document, whatever would wake it, so that no family is spared. Growth that shows on a
text of middle size already is reported at once, without the large text.
"""

import argparse
import gc
import math
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
WINDOW = 0.01
"""Seconds of CPU time that one measurement must last at least, by repeating the call."""
AFFORDABLE = 10.0
"""Seconds: where the large text would take longer if the growth were quadratic, a text of middle size comes first."""
LIMIT = 60.0
"""Seconds: a large text that would take longer even if the growth were linear is left out, too."""


class Growth(NamedTuple):
    """A measurement; the texts' sizes and times, and what the pipeline complained of."""

    small: float
    """Seconds per byte."""
    large: float
    size: int
    """Bytes of the larger text that was measured."""
    problems: str

    @property
    def ratio(self) -> float:
        return self.large / self.small


def _awake(rule: Rule) -> Pipeline:
    """The rule alone, called on every document."""
    return Pipeline([replace(rule, triggers=(), phrases=(), wake=None)], seconds=PATIENCE)


def subjects(names: list[str]) -> Iterator[tuple[str, Pipeline]]:
    """What is measured: each rule alone, and ``pipeline``, all of them together."""
    whole = Pipeline.default(ignore=["mojibake"])
    for name in names or [*(rule.name for rule in whole.rules), "pipeline"]:
        yield name, Pipeline(whole.rules, seconds=PATIENCE) if name == "pipeline" else _awake(find(name))


def per_byte(pipeline: Pipeline, text: str, repeats: int = 1) -> tuple[float, str]:
    """CPU seconds per byte, the least of some measurements, and the problems met."""
    best, calls = math.inf, 1
    for _ in range(repeats):
        gc.collect()
        while True:
            begin = time.process_time()
            for _ in range(calls):
                result = pipeline.run(text)
            seconds = time.process_time() - begin
            if seconds >= WINDOW:
                break
            calls *= 2
        best = min(best, seconds / calls)
    return best / len(text.encode()), "; ".join(f"{rule}: {message}" for rule, message in result.problems)


def growth(pipeline: Pipeline, family: Family, small: int, large: int, target: float) -> Growth:
    """Measure one family. A ratio that is a little over the target is measured again: noise only lengthens times."""
    short = family(small)
    base, problems = per_byte(pipeline, short, repeats=3)
    if base * large * (large / small) > AFFORDABLE:
        middle = math.isqrt(small * large)
        time_, more = per_byte(pipeline, family(middle))
        if time_ > 2 * target * base or time_ * large > LIMIT:
            return Growth(base, time_, middle, problems or more)
    text = family(large)
    time_, more = per_byte(pipeline, text)
    for _ in range(2):
        if not target < time_ / base < 2 * target:
            break
        time_ = min(time_, per_byte(pipeline, text)[0])
        base = min(base, per_byte(pipeline, short, repeats=3)[0])
    return Growth(base, time_, large, problems or more)


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
    print(f"{'rule':22} {'family':40} {_shown(arguments.small):>11} {_shown(arguments.large):>11} {'ratio':>7}")
    for name, pipeline in subjects(arguments.rule):
        for title, family in FAMILIES.items():
            if arguments.family and not any(word in title for word in arguments.family):
                continue
            found = growth(pipeline, family, arguments.small, arguments.large, arguments.target)
            line = f"{name:22} {title:40} {1e-6 / found.small:6.1f} MB/s {1e-6 / found.large:6.1f} MB/s"
            line += f" {found.ratio:7.2f}"
            if found.size != arguments.large:
                line += f"  at {_shown(found.size)}"
            if found.problems:
                line += f"  {found.problems}"
            if found.ratio > arguments.target or found.problems:
                over.append(line)
            worst[name] = max(worst.get(name, (0.0, "")), (found.ratio, title))
            print(line, flush=True)
    print("\nThe highest ratio of each:")
    for name, (ratio, title) in worst.items():
        print(f"{name:22} {ratio:7.2f}  {title}")
    print(f"\n{len(over)} over the target of {arguments.target}, or with problems")
    for line in over:
        print(line)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
