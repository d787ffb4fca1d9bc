"""``cleantext clean``: clean texts and write them."""

from dataclasses import replace

import click

from cleantext.cli.options import Job, takes_job
from cleantext.cli.targets import target


@click.command(short_help="Clean texts.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write here; with several inputs, a folder.")
@click.option("--in-place", is_flag=True, help="Write each file's clean text in its place.")
@click.option("--with-changes", is_flag=True, help="JSONL: add a field 'changes' that tells what was changed.")
@click.option("--check", is_flag=True, help="Write nothing; list what would change, and exit with 1 if anything would.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1 if anything would.")
@takes_job
def command(job: Job, output: str | None, in_place: bool, with_changes: bool, check: bool, diff: bool) -> None:
    """Clean texts: files, folders, or standard input for - or nothing.

    The clean text goes to standard output unless -o or --in-place say otherwise. Of a folder, all files that end in
    .txt are taken (.jsonl with --format jsonl), from its folders, too, in sorted order, but nothing hidden.
    """
    if in_place + (output is not None) + (check or diff) > 1:
        raise click.UsageError("only one of --output, --in-place and --check/--diff can be")
    if with_changes:
        _need_jsonl(job, writes=not (check or diff))
        job = replace(job, fields=job.fields._replace(with_changes=True))
    if diff:
        from cleantext.cli.diff import show_changes

        show_changes(job)
    elif check:
        from cleantext.cli.check import list_changed

        list_changed(job)
    else:
        place = target(output, in_place, job.sources, job.arguments)
        for source in job.sources:
            with job.report.guard(source.name), place.open(source) as write:
                for piece, result in job.results(source):
                    write(piece.data, piece.data if result is None else piece.cleaned(result))
        job.report.exit()


def _need_jsonl(job: Job, *, writes: bool) -> None:
    """Raise UsageError where there is no record that changes could go along with."""
    if not writes:
        raise click.UsageError("--with-changes writes; it cannot go together with --check or --diff")
    for source in job.sources:
        if source.format != "jsonl":
            raise click.UsageError(f"--with-changes needs JSONL, and {source.name} is read as text (see --format)")
