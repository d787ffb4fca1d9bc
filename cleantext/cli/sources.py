"""Where input comes from: files, folders, standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

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


def expand(arguments: Iterable[str], format: Format | None, report: Report) -> list[Source]:
    """The inputs that arguments name: a folder stands for the files in it, ``-`` and nothing for standard input.

    Without a format, a file's suffix decides; folders and standard input then are text.
    """
    out: list[Source] = []
    for argument in arguments or ["-"]:
        path = Path(argument)
        if argument == "-":
            out.append(Source(STDIN, None, Path(STDIN), format or "text"))
        elif path.is_dir():
            found = list(_files(path, SUFFIXES[format or "text"], report))
            if not found:
                hint = "" if format else "; for .jsonl files say --format jsonl"
                name = click.format_filename(path)
                report.error(name, f"{name}: no {SUFFIXES[format or 'text']} file in this folder{hint}")
            out += [
                Source(click.format_filename(file), file, file.relative_to(path), format or "text") for file in found
            ]
        else:
            kind = format or ("jsonl" if path.suffix.lower() == SUFFIXES["jsonl"] else "text")
            out.append(Source(click.format_filename(path), path, Path(path.name), kind))
    return out


def _files(folder: Path, suffix: str, report: Report) -> Iterator[Path]:
    """The files below a folder with this suffix, sorted; not those that are hidden or in hidden folders (``.venv``)."""

    def failed(error: OSError) -> None:
        name = click.format_filename(error.filename)
        report.error(name, f"{name}: {error.strerror}")

    for place, folders, files in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(suffix) and not name.startswith("."):
                yield Path(place, name)
