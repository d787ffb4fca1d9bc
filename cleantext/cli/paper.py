"""What commands print on: plain text in UTF-8, or a terminal with colours.

A row is a sequence of ``(text, style)``; styles are those of rich and count only on a terminal.
"""

import os
import sys
from collections.abc import Sequence
from typing import Protocol

from cleantext.cli import stdout

Span = tuple[str, str]


class Paper(Protocol):
    """Takes what a command has to show."""

    def row(self, *spans: Span) -> None:
        """A line, as long as it is."""
        ...

    def prose(self, text: str) -> None:
        """Paragraphs in Markdown."""
        ...

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with a head; the last column is prose."""
        ...


class Plain:
    """Text for a file, a pipe, or another program."""

    def row(self, *spans: Span) -> None:
        stdout.write("".join([text for text, _ in spans] + ["\n"]).encode())

    def prose(self, text: str) -> None:
        self.row((text, ""))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        for cells in (head, *rows):
            line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            self.row((line.rstrip(), ""))


class Terminal:
    """A terminal. NO_COLOR and the like are rich's business."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(force_terminal=True, highlight=False)

    def row(self, *spans: Span) -> None:
        from rich.text import Text

        self._console.print(Text.assemble(*spans), soft_wrap=True)

    def prose(self, text: str) -> None:
        from rich.markdown import Markdown

        self._console.print(Markdown(text))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from rich.table import Table

        table = Table(*head, box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        table.columns[0].style = "bold cyan"
        for column in table.columns[:-1]:
            column.no_wrap = True
        for cells in rows:
            table.add_row(*cells)
        self._console.print(table)


def paper() -> Paper:
    """The paper that fits standard output: a terminal, or what FORCE_COLOR says is as good as one."""
    wanted = os.environ.get("FORCE_COLOR") or (sys.stdout is not None and sys.stdout.isatty())
    return Terminal() if wanted else Plain()
