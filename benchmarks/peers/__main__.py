"""The command ``python -m benchmarks.peers``."""

import argparse
import shlex
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.peers.process import CACHE, Process, Unusable, prepare
from benchmarks.peers.race import Outcome, race, steps
from benchmarks.peers.report import Context, markdown, plot
from benchmarks.peers.tools import BASE, ROOT, TOOLS, names

RESULTS = ROOT / "benchmarks" / "results"
ROUNDS = 5


def main() -> int:
    large = ", ".join(name for name, tool in TOOLS.items() if tool.large)
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description="Compares cleantext's speed, and what it does to the author's text, with other tools'.",
    )
    parser.add_argument("--all", action="store_true", help=f"also the tools that bring much along: {large}")
    parser.add_argument("--tool", action="append", default=[], help="only this tool, and ftfy; may be repeated")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of measuring (default: {ROUNDS})")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"folder of the environments (default: {CACHE})")
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="folder of the report (default: benchmarks/results)"
    )
    arguments = parser.parse_args()
    try:
        wanted = names(arguments.tool, arguments.all)
    except ValueError as error:
        parser.error(str(error))
    begin = time.monotonic()
    console = Console()
    chosen = ["--all"] * arguments.all + [word for name in arguments.tool for word in ("--tool", name)]
    command = shlex.join(["python", "-m", "benchmarks.peers", *chosen])
    missing = {name: "not asked for (`--all`)" for name, tool in TOOLS.items() if tool.large and name not in wanted}
    processes: dict[str, Process] = {}
    try:
        with _progress(console) as progress:
            task = progress.add_task("", total=len(wanted))
            for name in wanted:
                progress.update(task, description=f"environment of {name}")
                try:
                    processes[name] = Process(name, prepare(name, arguments.cache))
                except Unusable as error:
                    missing[name] = str(error)
                    progress.console.print(f"{name} is left out: {error}", style="yellow", markup=False)
                progress.advance(task)
            progress.update(task, description="environments ready")
        if "ftfy" not in processes:
            console.print(f"Without {BASE} there is nothing to compare with.", style="red")
            return 1
        outcome = _measured(processes, arguments.rounds, console)
    finally:
        for process in processes.values():
            process.close()
    versions = {name: number for process in processes.values() for name, number in process.versions.items()}
    page = markdown(outcome, Context(command, arguments.rounds, versions, missing))
    arguments.results.mkdir(parents=True, exist_ok=True)
    written = [arguments.results / "peers.md"]
    written[0].write_text(page, "utf-8")
    try:
        plot(outcome, arguments.results / "peers.svg")
        written.append(arguments.results / "peers.svg")
    except ImportError:
        console.print("No plot: matplotlib is not installed (the extra 'bench' brings it).", style="yellow")
    console.print(Markdown(page) if console.is_terminal else page, markup=False, soft_wrap=True)
    console.print(f"{', '.join(map(str, written))} written in {time.monotonic() - begin:.0f} s", soft_wrap=True)
    return 0


def _measured(processes: dict[str, Process], rounds: int, console: Console) -> Outcome:
    with _progress(console) as progress:
        task = progress.add_task("", total=steps(processes, rounds))

        def advance(what: str) -> None:
            progress.update(task, description=what, advance=1)

        outcome = race(processes, rounds, advance)
        progress.update(task, description="measured")
        return outcome


def _progress(console: Console) -> Progress:
    return Progress(
        BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"), console=console
    )


if __name__ == "__main__":
    sys.exit(main())
