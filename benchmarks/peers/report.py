"""The report: a page of Markdown, which is also what the terminal shows, and a plot."""

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.race import STRINGS, Outcome
from benchmarks.peers.texts import SETS, texts
from benchmarks.peers.tools import BASE


class Context(NamedTuple):
    """What the outcome belongs to."""

    command: str
    rounds: int
    versions: Mapping[str, str]
    """Versions by distribution."""
    missing: Mapping[str, str]
    """Tools that were not run, with the reason."""


def markdown(outcome: Outcome, context: Context) -> str:
    """The report as a page."""
    order = _order(outcome)
    pages = sum(len(texts(key)) for key in SETS)
    parts = [
        "# cleantext beside other tools\n",
        f"Written by `{context.command}` ({context.rounds} rounds, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}). What is compared, and how to read it: "
        "[docs/benchmarks.md](../../docs/benchmarks.md#beside-other-tools).\n",
        "![Speed in multiples of ftfy.fix_text's](peers.svg)\n",
        "## Speed\n",
        f"In multiples of the speed of `{BASE}` on the same texts (CPU time of one process, median of interleaved "
        "rounds); the last column is MB/s on English in this run. The tools do different things: see below.\n",
        table(["", *SETS, "MB/s"], [_speeds(outcome, subject) for subject in order]),
        "\n".join(f"- {key}: {what}" for key, what in SETS.items()) + "\n",
        "## What happens to the author's lines\n",
        "English pages. *Changed*: lines of clean pages that are not in the output exactly as they were. *Lost*: "
        "lines whose letters and digits are not in the output any more. *Junk left*: repeated headlines and captions, "
        "share bars, tags and so on that are still there; the corpus has junk of the kinds that cleantext's rules are "
        "for, so this column says what a tool is for rather than how good it is at that.\n",
        table(
            ["", "changed, clean pages", "lost, clean pages", "lost, dirty pages", "junk left, dirty pages"],
            [
                [subject, *(f"{share:.1%}" for share in outcome.harms[subject])]
                for subject in order
                if subject in outcome.harms
            ],
        ),
        f"## Drop-ins for `{BASE}`\n",
        f"On how many of {pages} pages and of {STRINGS:,} generated strings the result is not ftfy's, or there is "
        "none.\n",
        table(
            ["", "pages", "strings"],
            [[subject, f"{a:,}", f"{b:,}"] for subject, (a, b) in outcome.differences.items() if subject != BASE],
        ),
    ]
    if outcome.refused:
        parts += [
            "## Pages that a tool could not take\n",
            "\n".join(f"- {subject}: {count} of {pages}" for subject, count in outcome.refused.items()) + "\n",
        ]
    left_out = {**context.missing, **outcome.out}
    parts += [
        "## Not in the tables\n",
        "\n".join(f"- {name}: {why}" for name, why in left_out.items()) + "\n" if left_out else "Nothing.\n",
        "## Versions\n",
        ", ".join(f"{name} {number}" for name, number in context.versions.items()) + "\n",
    ]
    return "\n".join(parts)


def plot(outcome: Outcome, path: Path) -> None:
    """Write the speeds as an SVG. Raises ImportError where matplotlib is not installed."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update({"svg.hashsalt": "peers", "font.size": 9})  # the same figures, the same file
    order = _order(outcome)[::-1]
    figure = Figure(figsize=(9, 0.27 * len(order) + 1.3), layout="constrained")
    axes = figure.add_subplot()
    rows = {subject: row for row, subject in enumerate(order)}
    for row in range(0, len(order), 2):
        axes.axhspan(row - 0.5, row + 0.5, color="#f3f3f3", zorder=0)
    axes.axvline(1, color="#888888", linewidth=1, zorder=1)
    for key, marker, color in zip(SETS, "oDs^v", ("#1f77b4", "#17becf", "#2ca02c", "#d62728", "#9467bd"), strict=True):
        ratios = {rows[subject]: speed.ratio for (subject, name), speed in outcome.speeds.items() if name == key}
        axes.scatter([*ratios.values()], [*ratios], s=26, marker=marker, color=color, label=key, zorder=3)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.grid(axis="x", which="major", color="#dddddd")
    axes.set_yticks(range(len(order)), order)
    for label in axes.get_yticklabels():
        if label.get_text().startswith("cleantext"):
            label.set_fontweight("bold")
    axes.set_ylim(-0.5, len(order) - 0.5)
    axes.set_xlabel(f"speed in multiples of {BASE} on the same texts (CPU time, logarithmic)")
    figure.legend(loc="outside upper center", ncols=len(SETS), frameon=False)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def _order(outcome: Outcome) -> list[str]:
    """The subjects, the fastest on English first."""
    subjects = {subject for subject, _ in outcome.speeds}
    return sorted(subjects, key=lambda subject: -outcome.speeds[subject, "English"].ratio)


def _speeds(outcome: Outcome, subject: str) -> list[str]:
    speeds = [outcome.speeds[subject, key] for key in SETS]
    return [subject, *(f"{speed.ratio:.3g}" for speed in speeds), f"{speeds[0].rate:.3g}"]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns are lined up; all but the first hold figures."""
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        aligned = [
            cells[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)),
        ]
        return f"| {' | '.join(aligned)} |"

    rule = f"| {'-' * widths[0]} | {' | '.join('-' * (width - 1) + ':' for width in widths[1:])} |"
    return "\n".join([line(heads), rule, *map(line, rows)]) + "\n"
