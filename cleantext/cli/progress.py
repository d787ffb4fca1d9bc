"""How far a run is: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from cleantext.corpus.runner import Progress

EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


@contextmanager
def telling() -> Iterator[Callable[[Progress], None]]:
    """Takes the progress and shows it on standard error."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("")

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.stored, total=progress.total or 1, description=_line(progress))

        yield show


def _lines() -> Callable[[Progress], None]:
    last = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            share = progress.stored / (progress.total or 1)
            click.echo(f"cleantext: {share:.0%}, {_line(progress)}", err=True)

    return show


def _line(progress: Progress) -> str:
    """Speed and time left, by what this command itself has done."""
    seconds = max(progress.seconds, 0.001)
    speed = progress.fresh_stored / seconds
    left = (progress.total - progress.stored) / speed if speed else 0.0
    line = (
        f"{progress.rows:,} documents, {progress.fresh_rows / seconds:,.0f}/s, {speed / 1e6:.1f} MB/s, "
        f"{_duration(left) if speed else '?'} left"
    )
    return line + (f", {progress.quarantined:,} quarantined" if progress.quarantined else "")


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
