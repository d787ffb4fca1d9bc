"""Where input comes from: files, folders, standard input."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, get_args

import click

from cleantext.cli.report import InputError, Report

Format = Literal["text", "jsonl"]

SUFFIXES: dict[Format, str] = {"text": ".txt", "jsonl": ".jsonl"}
"""The files that are taken from a folder, by format."""

STDIN = "<stdin>"


class Source(NamedTuple):
    """One input: a file, or standard input, for which ``path`` is None."""

    name: str
    """As messages and headers show it."""
    path: Path | None
    relative: Path
    """Where its result goes in an output folder."""
    format: Format

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The input's bytes. Raises OSError or InputError where there are none to be had."""
        if self.path is None:
            if sys.stdin is None:
                raise InputError(f"{self.name}: standard input is closed")
            if sys.stdin.isatty():
                click.echo("cleantext: reading from the terminal; an end-of-file key (Ctrl-D) ends it", err=True)
            yield sys.stdin.buffer
        else:
            with self.path.open("rb") as file:
                yield file


def expand(arguments: Iterable[str], format: Format | None, report: Report, *, mixed: bool = False) -> list[Source]:
    """The inputs that arguments name: a folder stands for the files in it, ``-`` and nothing for standard input.

    Without a format, a file's suffix decides; folders and standard input then are text. If they may be ``mixed``, a
    folder stands for its files of any format, and what is left out of it is told.
    """
    formats: tuple[Format, ...] = (format,) if format else get_args(Format) if mixed else ("text",)
    suffixes = {SUFFIXES[known]: known for known in formats}
    out: list[Source] = []
    for argument in arguments or ["-"]:
        path = Path(argument)
        if argument == "-":
            out.append(Source(STDIN, None, Path(STDIN), format or "text"))
        elif path.is_dir():
            name = click.format_filename(path)
            others: Counter[str] = Counter()
            before = len(out)
            for file in _files(path, report):
                if kind := suffixes.get(file.suffix.lower()):
                    out.append(Source(click.format_filename(file), file, file.relative_to(path), kind))
                else:
                    others[file.suffix.lower() or "without a suffix"] += 1
            if len(out) == before:
                hint = "" if format or mixed else "; for .jsonl files say --format jsonl"
                report.error(name, f"{name}: no {' or '.join(suffixes)} file in this folder{hint}")
            elif mixed and others:
                told = ", ".join(f"{number} {suffix}" for suffix, number in others.most_common())
                report.warn(name, f"{name}: files that were left out: {told}")
        else:
            kind = format or ("jsonl" if path.suffix.lower() == SUFFIXES["jsonl"] else "text")
            out.append(Source(click.format_filename(path), path, Path(path.name), kind))
    return out


def _files(folder: Path, report: Report) -> Iterator[Path]:
    """The files below a folder, sorted; not those that are hidden or in hidden folders (``.venv``)."""

    def failed(error: OSError) -> None:
        name = click.format_filename(error.filename)
        report.error(name, f"{name}: {error.strerror}")

    for place, folders, files in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place, name)
