"""``cleantext packs``: the packs that come along, and what is wrong with a pack."""

from pathlib import Path

import click

from cleantext.cli import stdout
from cleantext.cli.paper import paper


@click.group(short_help="List and check packs of phrases and names.")
def command() -> None:
    """Packs are TOML files with phrases or names that rules work with."""


@command.command("list", short_help="List the packs that come with cleantext.")
def list_() -> None:
    """List the packs that come with cleantext and are used only when asked for, as in --pack renames."""
    from cleantext.packs import load, optional

    rows = []
    for name, path in optional().items():
        pack = load(path)
        rows.append((name, pack.rule, str(sum(map(len, pack.phrases.values()))), _about(path)))
    paper().table(("pack", "rule", "entries", "what it has"), rows)


@command.command(short_help="Tell what is wrong with packs.")
@click.argument("files", nargs=-1)
def lint(files: tuple[str, ...]) -> None:
    """Tell what is wrong with packs, and between them; without FILES, with those that come with cleantext.

    A name pack is wrong if a form belongs to two entries, or is canonical in one and a variant in another; if a form
    consists of common words and titles, or is the name of a people or a bare given name; if a distinct name is a form;
    if a form is a part of another, be it with a slip. Exit code 1 if something is wrong.
    """
    from cleantext.names.lint import problems
    from cleantext.packs import located, optional

    wrong = False
    groups = [[located(file) for file in files]] if files else [[path] for path in (*_beside(), *optional().values())]
    for paths in groups:
        for _, problem in problems(paths):
            wrong = True
            stdout.write(f"{problem}\n".encode())
    click.get_current_context().exit(int(wrong))


def _beside() -> list[Path]:
    """The packs beside the rules."""
    from cleantext.packs import optional

    [folder] = {path.parent.parent for path in optional().values()}
    return sorted(folder.glob("*.toml"))


def _about(path: Path) -> str:
    """The first sentence of the comment at the top of a pack."""
    lines = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines).partition(". ")[0]
