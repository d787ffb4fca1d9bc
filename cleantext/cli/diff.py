"""``cleantext diff``: show each change with its rule and reason."""

import click

from cleantext.cli.options import Job, takes_job
from cleantext.cli.paper import paper
from cleantext.cli.render import render


@click.command(short_help="Show each change with its rule and reason.")
@takes_job
def command(job: Job) -> None:
    """Show what cleaning would change and why, and write nothing.

    Each change comes with its file and line, its rules and their reasons; - goes, + comes. What stays of a long line
    is cut, what changes is shown in full; what nobody could see is named (<U+00A0>; spaces are · and tabs →).

    Exit code 1 if there is a change, 0 if there is none. Inputs are taken as in cleantext clean.
    """
    show_changes(job)


def show_changes(job: Job) -> None:
    """The command's work; ends with the exit code."""
    out = paper()
    found = False
    for source in job.sources:
        with job.report.guard(source.name):
            for piece, result in job.results(source):
                for hunk in render(result, piece.where + piece.line) if result else ():
                    if found:
                        out.row()
                    found = True
                    for row in hunk:
                        out.row(*row)
    job.report.exit(changed=found)
