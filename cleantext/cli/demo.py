"""``cleantext demo``: a dirty page, what was changed in it and why, and the clean text."""

from pathlib import Path

import click

from cleantext import Pipeline
from cleantext.cli.paper import Paper, paper
from cleantext.cli.render import render, visible

PAGE = Path(__file__).with_name("demo_page.txt")


@click.command(short_help="Show on a built-in page what cleantext does.")
def command() -> None:
    """Show on a built-in page what cleantext does: the text as a scraper left it, the changes, the clean text.

    The default rules are used, whatever the config says.
    """
    result = Pipeline.default().run(PAGE.read_bytes().decode())
    out = paper()
    _headline(out, "Before: a news page as a scraper left it")
    _text(out, result.raw)
    _headline(out, f"What is changed: {len(result.changes)} changes, each with line, rule and reason")
    for i, hunk in enumerate(render(result, "line ")):
        if i:
            out.row()
        for row in hunk:
            out.row(*row)
    out.row()
    _headline(out, "After: the text a person wrote")
    _text(out, result.text)
    out.row(("Now your own: cleantext clean FILE, or cleantext diff FILE. More: cleantext --help", "bold"))


def _headline(out: Paper, title: str) -> None:
    out.row((f"──── {title} ".ljust(100, "─"), "bold"))
    out.row()


def _text(out: Paper, text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        out.row((visible(line, changed=False), ""))
    out.row()
