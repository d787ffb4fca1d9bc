"""How the time grows with the text, on families of texts that bring careless code to its knees.

``python -m benchmarks.growth`` cleans texts of growing size of each family of `benchmarks.families`, and prints for
each the speed at every size and the exponent that fits the times best: 1 is linear, 2 is quadratic. ftfy and plsfix
run beside. It exits with 1 if one of cleantext's exponents is over the target, or if cleantext is anywhere slower
than a third of ftfy.fix_text's speed on plain English.

A rule alone (``--rules``) is called on each document, whatever would wake it, so that no family is spared. Rules get
far more time than usual, and whatever the pipeline still complains of counts as a failure.

The exponent is fitted to the CPU time without the kernel's part of it: Python gives the memory of a large text back to
the system after each document and asks for it again at the next one, which makes even ``text.split("\\n")`` two or
three times slower per byte at 4 MB than at 64 KB.
"""

import argparse
import gc
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import ftfy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.corpus import Batch, pages
from benchmarks.families import FAMILIES
from benchmarks.peers.process import CACHE, Process, Unusable, prepare
from benchmarks.peers.report import table
from benchmarks.peers.texts import typographic
from benchmarks.peers.tools import BASE, ROOT
from cleantext import Pipeline, Rule, fix_text
from cleantext.registry import find

RESULTS = ROOT / "benchmarks" / "results"
EXPONENT = 1.1
"""Highest exponent allowed."""
SHARE = 1 / 3
"""Least speed allowed, as a share of ftfy.fix_text's on plain English."""
STEADY = 16 << 10
"""Bytes from which on a time counts for the exponent; what a call costs at all weighs too much in smaller ones."""
STEP = 4
"""Each size is so many times the one before."""
JUDGED = 1 << 20
"""Bytes up to which the least speed is demanded."""
CACHES = 200.0
"""MB/s above which an exponent says more about the processor's caches than about the code, and is not judged."""
PATIENCE = 600.0
"""Seconds that a rule may take for a million characters: here it is to be seen, not stopped."""
WINDOW = 0.02
"""Seconds of CPU time that one measurement must last at least, by repeating the call."""
AGAIN = 4
"""How often a curve is measured again that misses the target narrowly: noise only lengthens times."""


WHOLES = ("pipeline", "fix_text", BASE, "plsfix.fix_text")
"""What the plot and the table of all families show: everything but single rules."""


class Cost(NamedTuple):
    """What cleaning one text costs."""

    seconds: float
    """CPU seconds, all in all."""
    kernel: float = 0.0
    """The kernel's share of it, which is mostly the work of handing out memory. Too rough for short times."""
    problems: str = ""
    """What the pipeline complained of."""

    @property
    def own(self) -> float:
        """Seconds without the kernel's part."""
        return self.seconds * (1 - self.kernel)


class Subject(Protocol):
    """Something that can be timed."""

    def cost(self, text: str) -> Cost:
        """What the text costs. Raises Unusable if that cannot be found out."""


class Here:
    """A function of cleantext, in this process."""

    def __init__(self, call: Callable[[str], object]) -> None:
        self.call = call

    def cost(self, text: str) -> Cost:
        costs, calls = [], 1
        repeats = 3 if len(text) <= 1 << 18 else 1
        for _ in range(repeats):
            gc.collect()
            while True:
                begin, kernel = time.process_time(), os.times().system
                for _ in range(calls):
                    result = self.call(text)
                kernel = os.times().system - kernel
                seconds = time.process_time() - begin
                if seconds >= WINDOW:
                    break
                calls *= 2
            costs.append((seconds / calls, min(0.9, kernel / seconds) if seconds > 5 * WINDOW else 0.0))
        problems = getattr(result, "problems", ())
        return Cost(*min(costs), "; ".join(f"{rule}: {message}" for rule, message in problems))


class There:
    """A function of another tool, in a process of its own, which is started again if it dies."""

    def __init__(self, tool: str, subject: str, python: Path, limit: float) -> None:
        self.start: Callable[[], Process] = lambda: Process(tool, python, limit=limit)
        self.subject = subject
        self.process = self.start()

    def cost(self, text: str) -> Cost:
        try:
            self.process.store("", [text])
            copies = 1
            while True:
                seconds, _ = self.process.time(self.subject, "", copies, copies)
                if seconds >= WINDOW:
                    return Cost(seconds / copies)
                copies *= 4
        except Unusable:
            self.process.close()
            self.process = self.start()
            raise


@dataclass
class Curve:
    """The costs of one subject on one family, by size in bytes."""

    costs: dict[int, Cost] = field(default_factory=dict)
    stopped: str = ""
    """Why there are no larger sizes."""

    @property
    def exponent(self) -> float:
        """The slope of the straight line through the logarithms of sizes and times, by least squares."""
        sizes = [size for size in self.costs if size >= STEADY]
        sizes = sizes if len(sizes) > 1 else [*self.costs]
        if len(sizes) < 2:
            return math.nan
        times = [math.log(self.costs[size].own) for size in sizes]
        return statistics.linear_regression([math.log(size) for size in sizes], times).slope

    def least(self, smallest: int, largest: float = math.inf) -> float:
        """The least speed, in MB/s, on texts of these sizes; 0 if there are none."""
        speeds = [1e-6 * size / cost.seconds for size, cost in self.costs.items() if smallest <= size <= largest]
        return min(speeds, default=0.0)

    @property
    def slowest(self) -> float:
        """The least speed up to `JUDGED`, in MB/s."""
        return self.least(0, JUDGED)

    @property
    def bends(self) -> bool:
        """Whether the exponent is over the target."""
        return self.exponent > EXPONENT and self.least(STEADY) < CACHES

    @property
    def problems(self) -> str:
        return next((cost.problems for cost in self.costs.values() if cost.problems), "")

    def fails(self, plain: float) -> str:
        """What is wrong with it, where ftfy.fix_text cleans ``plain`` MB/s of English."""
        wrong = []
        if self.bends:
            wrong.append(f"exponent {self.exponent:.2f}")
        if self.slowest < SHARE * plain:
            wrong.append(f"{self.slowest:.2f} MB/s is {self.slowest / plain:.2f} of ftfy's speed on English")
        return "; ".join([*wrong, *filter(None, [self.problems, self.stopped])])


def sizes(smallest: int, largest: int) -> list[int]:
    """From the smallest size on, each `STEP` times the one before."""
    return [smallest * STEP**n for n in range(round(math.log(largest / smallest, STEP)) + 1)]


def curve(subject: Subject, texts: Mapping[int, str], limit: float, known: Curve | None = None) -> Curve:
    """Measure the texts, by size, the smallest first, as long as the next is likely to stay within so many seconds.

    Of two measurements, this and a ``known`` one, the shorter counts.
    """
    out = Curve()
    before = 0.0
    for size, text in texts.items():
        last = next(reversed(out.costs.values())).seconds if out.costs else 0.0
        if last * max(STEP, last / before if before else STEP) > limit:
            out.stopped = f"stopped before {shown(size)}"
            break
        try:
            cost = subject.cost(text)
        except Unusable as error:
            out.stopped = f"at {shown(size)}: {error}"
            break
        if known and size in known.costs:
            cost = min(cost, known.costs[size], key=lambda one: one.own)
        before, out.costs[size] = last, cost
    return out


def subjects(names: Sequence[str], every_rule: bool) -> dict[str, Subject]:
    """What of cleantext is measured, by name: rules, ``pipeline`` (all default rules), ``fix_text``.

    Raises ConfigError for a name that is none.
    """
    whole = Pipeline.default()
    names = names or ["pipeline", "fix_text", *([rule.name for rule in whole.rules] if every_rule else [])]
    out: dict[str, Subject] = {}
    for name in names:
        if name == "fix_text":
            out[name] = Here(fix_text)
        else:
            rules = whole.rules if name == "pipeline" else [_awake(find(name))]
            out[name] = Here(Pipeline(rules, seconds=PATIENCE).run)
    return out


def _awake(rule: Rule) -> Rule:
    """The rule, called on every document."""
    return replace(rule, triggers=(), phrases=(), openings=(), wake=None)


def plain_english(size: int = 256 << 10) -> str:
    """News as they are, of which ftfy has nothing to repair but the quotes."""
    return typographic(pages(Batch("clean", "english", "1MB"))[0].raw[:size])


class Found(NamedTuple):
    """All curves, by subject and family, and ftfy's speed on English beside each."""

    curves: dict[tuple[str, str], Curve]
    plain: dict[tuple[str, str], float]
    ours: frozenset[str]

    def failures(self) -> Iterator[tuple[str, str, str]]:
        """Subject, family and what is wrong."""
        for (subject, family), one in self.curves.items():
            if subject in self.ours and (wrong := one.fails(self.plain[subject, family])):
                yield subject, family, wrong


def measured(
    ours: Mapping[str, Subject],
    peers: Mapping[str, Subject],
    families: Sequence[str],
    steps: Sequence[int],
    limit: float,
    console: Console,
) -> Found:
    """Measure everything, family after family, and print a line for each curve."""
    found = Found({}, {}, frozenset(ours))
    english = plain_english()
    base = peers.get(BASE) or Here(ftfy.fix_text)
    columns = (BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    console.print(
        _line("subject", "family", [f"{shown(size):>8}" for size in steps], "exponent", "× ftfy"), soft_wrap=True
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(families) * (len(ours) + len(peers)))
        for family in families:
            texts = {size: FAMILIES[family](size) for size in steps}
            for name, subject in {**ours, **peers}.items():
                progress.update(task, description=f"{family}: {name}")
                plain = 1e-6 * len(english.encode()) / base.cost(english).seconds
                one = curve(subject, texts, limit)
                for _ in range(AGAIN * (name in ours)):
                    if not (one.bends and one.exponent < EXPONENT + 0.4) and not 0.5 < one.slowest / plain / SHARE < 1:
                        break
                    one = curve(subject, texts, limit, one)
                found.curves[name, family], found.plain[name, family] = one, plain
                speeds = [f"{1e-6 * size / cost.seconds:8.3g}" for size, cost in one.costs.items()]
                speeds += [" " * 8] * (len(steps) - len(speeds))
                mark = f"  {one.fails(plain) if name in ours else one.stopped}"
                exponent, ratio = f"{one.exponent:8.2f}", f"{one.slowest / plain:6.2f}"
                line = _line(name, family, speeds, exponent, ratio) + mark.rstrip()
                progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
                progress.advance(task)
    return found


def _line(subject: str, family: str, speeds: Sequence[str], exponent: str, ratio: str) -> str:
    return f"{subject:20} {family:40} {' '.join(speeds)} {exponent:>8} {ratio:>6}"


def markdown(found: Found, command: str, steps: Sequence[int]) -> str:
    """The report as a page."""
    names = [*dict.fromkeys(name for name, _ in found.curves)]
    families = [*dict.fromkeys(family for _, family in found.curves)]
    wholes = [name for name in names if name in WHOLES]
    rows = []
    for family in families:
        row = [family]
        for name in wholes:
            one = found.curves[name, family]
            mark = f" ({one.stopped})" if one.stopped else ""
            row += [f"{one.exponent:.2f}{mark}", f"{one.slowest / found.plain[name, family]:.2f}"]
        rows.append(row)
    worst = []
    for name in names:
        exponent, where = max((found.curves[name, family].exponent, family) for family in families)
        speed, there = min(
            (found.curves[name, family].slowest / found.plain[name, family], family) for family in families
        )
        worst.append([name, f"{exponent:.2f}", where, f"{speed:.2f}", there])
    failures = [[*failure] for failure in found.failures()]
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join(
        [
            "# Growth\n",
            f"Written by `{command}` ({machine}; {shown(steps[0])} to {shown(steps[-1])}). How to read it: "
            "[docs/benchmarks.md](../../docs/benchmarks.md#growth).\n",
            "![Speed by size](growth.svg)\n",
            f"Exponents of the time are fitted from {shown(STEADY)} on. Least speeds, up to {shown(JUDGED)}, are in "
            f"multiples of `{BASE}`'s on plain English.\n",
            f"## The worst of {len(families)} families\n",
            table(["", "exponent", "family", "least speed", "family"], worst),
            f"## Over the target (exponent {EXPONENT}, {SHARE:.2f} of ftfy's speed)\n",
            table(["", "family", "what"], failures) if failures else "Nothing.\n",
            "## All families\n",
            table(["", *(head for name in wholes for head in (name, "least speed"))], rows),
        ]
    )


def plot(found: Found, path: Path) -> None:
    """Write the curves as an SVG. Raises ImportError where matplotlib is not installed."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update({"svg.hashsalt": "growth", "font.size": 9})
    names = [name for name in WHOLES if name in {subject for subject, _ in found.curves}]
    titles = {"pipeline": "cleantext, all rules", "fix_text": "cleantext.fix_text"}
    figure = Figure(figsize=(9, 3.2 * math.ceil(len(names) / 2)), layout="constrained")
    panels: Iterable[Any] = figure.subplots(math.ceil(len(names) / 2), 2, sharex=True, sharey=True, squeeze=False).flat
    plain = statistics.median(found.plain.values())
    ticks = sorted({size for one in found.curves.values() for size in one.costs})
    for name, axes in zip(names, panels, strict=False):
        for (subject, _), one in found.curves.items():
            if subject == name:
                color = "#d62728" if one.bends else "#1f77b4"
                speeds = [1e-6 * size / cost.seconds for size, cost in one.costs.items()]
                axes.plot([*one.costs], speeds, color=color, linewidth=0.8, alpha=0.6)
        axes.axhline(plain, color="#555555", linewidth=1, linestyle="--")
        axes.text(ticks[0], plain * 1.1, "ftfy on plain English", color="#555555", fontsize=8)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(ticks, [shown(size) for size in ticks], minor=False)
        axes.set_xticks([], minor=True)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.grid(which="major", color="#e5e5e5")
        axes.set_title(titles.get(name, name), fontweight="bold" if name in titles else None)
        axes.set_ylabel("MB/s")
    figure.suptitle(f"Each line is a family of texts; red ones grow with an exponent over {EXPONENT}")
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def bytes_of(text: str) -> int:
    """A size as people write it: 64K, 4M, 1000."""
    unit = {"K": 1 << 10, "M": 1 << 20}.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def shown(size: int) -> str:
    """A size for people."""
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size >> 10} KB" if size >= 1 << 10 else f"{size} B"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="How time grows with the text.")
    parser.add_argument("--subject", action="append", default=[], help="a rule, 'pipeline' or 'fix_text'; repeatable")
    parser.add_argument("--rules", action="store_true", help="also each rule alone")
    parser.add_argument("--family", action="append", default=[], help="only families with this in their name")
    parser.add_argument("--smallest", type=bytes_of, default=1 << 10, help="size of the smallest text (default: 1K)")
    parser.add_argument("--largest", type=bytes_of, default=1 << 20, help="size of the largest text (default: 1M)")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds that one text may take (default: 10)")
    parser.add_argument("--no-peers", action="store_true", help="without ftfy and plsfix")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"folder of the peers' environments ({CACHE})")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the report (benchmarks/results)")
    arguments = parser.parse_args()
    console = Console()
    families = [name for name in FAMILIES if not arguments.family or any(word in name for word in arguments.family)]
    steps = sizes(arguments.smallest, arguments.largest)
    ours = subjects(arguments.subject, arguments.rules)
    peers: dict[str, There] = {}
    for tool, subject in () if arguments.no_peers else (("ftfy", BASE), ("plsfix", "plsfix.fix_text")):
        try:
            peers[subject] = There(tool, subject, prepare(tool, arguments.cache), 2 * arguments.limit)
        except Unusable as error:
            console.print(f"{tool} is left out: {error}", style="yellow", markup=False)
    try:
        found = measured(ours, peers, families, steps, arguments.limit, console)
    finally:
        for peer in peers.values():
            peer.process.close()
    failures = [*found.failures()]
    print(f"\n{len(failures)} over the target (exponent {EXPONENT}, {SHARE:.2f} of ftfy's speed on English)")
    for name, family, wrong in failures:
        print(f"{name:20} {family:40} {wrong}")
    if not arguments.family and not arguments.subject and not arguments.no_peers:
        arguments.results.mkdir(parents=True, exist_ok=True)
        command = "python -m benchmarks.growth" + " --rules" * arguments.rules
        if arguments.largest != 1 << 20:
            command += f" --largest {arguments.largest >> 20}M"
        (arguments.results / "growth.md").write_text(markdown(found, command, steps), "utf-8")
        try:
            plot(found, arguments.results / "growth.svg")
        except ImportError:
            console.print("No plot: matplotlib is not installed (the extra 'bench' brings it).", style="yellow")
        print(f"{arguments.results / 'growth.md'} written")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
