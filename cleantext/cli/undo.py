"""``cleantext undo``: the raw texts of a corpus that was cleaned."""

from pathlib import Path

import click

from cleantext.cli.stdout import write


@click.command(short_help="Get the raw texts of a cleaned corpus back.")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into.  [default: OUT-raw beside OUT]",
)
def command(folder: Path, output: Path | None) -> None:
    """Give back the raw texts of what cleantext run wrote into OUT with --changes.

    Text, JSONL and CSV files become what they were, byte for byte, with the rows that are in the quarantine. In files
    of other kinds, and in those that --to made, all rows get their texts back.

    Exit codes: 0 done, 2 it cannot be done, or a file is not what it was.
    """
    from cleantext.corpus.undo import undo

    folder = folder.resolve()
    undone = undo(folder, output or folder.with_name(f"{folder.name}-raw"))
    write(
        f"{undone.files:,} files, {undone.verified:,} of them checked to be the input byte for byte\n"
        f"{undone.changed:,} texts changed back, {undone.returned:,} rows back from the quarantine\n".encode()
    )
    for name in undone.differing:
        click.echo(f"cleantext: {name} is not byte for byte what it was: part of it could not be read", err=True)
    if undone.differing:
        click.get_current_context().exit(2)
