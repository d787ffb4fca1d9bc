"""``cleantext rules``: the table of rules."""

from collections.abc import Iterable, Iterator

import click

from cleantext import Rule
from cleantext.cli.paper import paper
from cleantext.cli.stdout import write
from cleantext.rule import STAGES

HEAD = ("rule", "stage", "default", "what it finds")


@click.command(short_help="List the rules.")
@click.option("--markdown", is_flag=True, help="Print a table in Markdown.")
def command(markdown: bool) -> None:
    """List the rules in the order of their stages: name, stage, whether it runs by default, what it finds.

    Rules of other packages are listed with their package. They run only when they are selected by name.
    """
    from cleantext.registry import installed, shipped

    rows = [*_rows(shipped().values()), *_rows(installed().values(), foreign=True)]
    if markdown:
        write(_markdown(rows).encode())
    else:
        paper().table(HEAD, rows)


def _rows(rules: Iterable[Rule], *, foreign: bool = False) -> Iterator[tuple[str, ...]]:
    """A row for each rule, sorted by stage and name."""
    for rule in sorted(rules, key=lambda rule: (STAGES.index(rule.stage), rule.name)):
        default = "yes" if rule.default and not foreign else "no"
        package = f" (from the package {rule.find.__module__.partition('.')[0]})" if foreign else ""
        yield rule.name, rule.stage, default, rule.summary + package


def _markdown(rows: Iterable[tuple[str, ...]]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *((f"`{name}`", *rest) for name, *rest in rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
