"""``cleantext stats``: what a run did, by rule."""

from collections import Counter
from pathlib import Path

import click

from cleantext.cli.paper import paper


@click.command(short_help="Count what cleantext run did, by rule.")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(folder: Path, as_json: bool) -> None:
    """Count what cleantext run did in OUT: rows in, out and quarantined, and changes by rule.

    The counts of all shards are added up.
    """
    from cleantext.corpus.manifest import manifests
    from cleantext.corpus.tally import Tally

    total = Tally()
    for manifest in manifests(folder):
        total.add(manifest.counts)
    if as_json:
        import msgspec

        from cleantext.cli.stdout import write

        write(msgspec.json.format(msgspec.json.encode(total), indent=1) + b"\n")
        return
    out = paper()
    out.table(
        ("rows", "number"),
        [
            (name, f"{number:,}")
            for name, number in (
                ("in", total.rows),
                ("out", total.out),
                ("quarantined", total.quarantined),
                ("untouched", total.untouched),
                ("changed", total.changed),
            )
        ],
    )
    out.row()
    out.table(
        ("rule", "changes"),
        [(rule, f"{number:,}") for rule, number in Counter(total.rules).most_common()],
    )
    if total.problems:
        out.row()
        out.table(("problem", "rows"), [(text, f"{number:,}") for text, number in sorted(total.problems.items())])
