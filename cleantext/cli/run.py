"""``cleantext run``: clean a corpus into a folder."""

import os
import re
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, get_args

import click

from cleantext import Pipeline
from cleantext.cli.options import check_language, takes_rules
from cleantext.cli.stdout import write
from cleantext.corpus.inputs import Kind
from cleantext.corpus.limits import Bound, Limits

if TYPE_CHECKING:
    from cleantext.corpus.manifest import Manifest
    from cleantext.corpus.runner import Outcome, Request

KINDS = click.Choice(get_args(Kind))


def _bound(ctx: click.Context, param: click.Parameter, value: str | None) -> Bound | None:
    """``N`` or ``N%``."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", value.strip())
    if not found or (not found[2] and "." in found[1]):
        raise click.BadParameter(f"{value!r} is neither a number nor a percentage", ctx, param)
    return Bound(float(found[1]), bool(found[2]))


def _sample(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A share, as ``0.01`` or ``1%``."""
    if value is None:
        return None
    try:
        share = float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise click.BadParameter(f"{value!r} is no share such as 0.01 or 1%", ctx, param)
    return share


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """``i/n``, or what Slurm says about the task of an array."""
    if value is None:
        return _slurm()
    found = re.fullmatch(r"(\d+)/(\d+)", value)
    if not found or not int(found[1]) < int(found[2]):
        raise click.BadParameter(f"{value!r} is not i/n; shards are counted from 0: 0/8 … 7/8", ctx, param)
    return int(found[1]), int(found[2])


def _slurm() -> tuple[int, int] | None:
    try:
        index, count = int(os.environ["SLURM_ARRAY_TASK_ID"]), int(os.environ["SLURM_ARRAY_TASK_COUNT"])
        index -= int(os.environ.get("SLURM_ARRAY_TASK_MIN", 0))
    except (KeyError, ValueError):
        return None
    if not 0 <= index < count:
        raise click.UsageError("the Slurm array has gaps; give --shard i/n")
    click.echo(f"cleantext: shard {index}/{count}, as Slurm says", err=True)
    return index, count


@click.command(short_help="Clean a corpus into a folder.")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to write into.")
@click.option("--text-field", metavar="NAME", default="text", show_default=True, help="Where the text is.")
@click.option("--title-field", metavar="NAME", help="Where the headline is, a hint for the rules.")
@click.option("--id-field", metavar="NAME", help="Where the document's name is, for quarantine and changes.")
@click.option("--url-field", metavar="NAME", help="Where the page's address is, a hint for the rules.")
@click.option(
    "--language",
    metavar="CODE",
    callback=check_language,
    help="The language (ISO 639-1) of all documents, if you know it.",
)
@click.option("--format", "kind", type=KINDS, help="What the inputs are, whatever their names end in.")
@click.option("--to", type=click.Choice(["jsonl", "parquet", "txt"]), help="What to write, if not the same kind.")
@click.option("--changes", is_flag=True, help="Write down every change, so that cleantext undo can take all back.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one for each core]")
@click.option("--limit", type=click.IntRange(1), help="Take the first so many documents only.")
@click.option("--sample", metavar="SHARE", callback=_sample, help="Take this share of the documents, as 0.01 or 1%.")
@click.option("--dry-run", is_flag=True, help="Count, and write nothing.")
@click.option(
    "--shard", metavar="I/N", callback=_shard, help="Take the I-th of N parts, from 0; in a Slurm array, the task's."
)
@click.option("--max-chars", type=click.IntRange(1), default=Limits().chars, show_default=True, help="Longest text.")
@click.option(
    "--max-seconds",
    type=click.FloatRange(0.1),
    default=Limits().seconds,
    show_default=True,
    help="Most CPU time that a document may take.",
)
@click.option("--max-errors", metavar="N|N%", callback=_bound, help="End with 3 if more rows are quarantined.")
@click.option("--overwrite", is_flag=True, help="Remove what an earlier run wrote into the folder, and begin anew.")
@takes_rules
def command(
    pipeline: Pipeline,
    *,
    inputs: tuple[str, ...],
    output: Path | None,
    text_field: str,
    title_field: str | None,
    id_field: str | None,
    url_field: str | None,
    language: str | None,
    kind: Kind | None,
    to: Kind | None,
    changes: bool,
    workers: int | None,
    limit: int | None,
    sample: float | None,
    dry_run: bool,
    shard: tuple[int, int] | None,
    max_chars: int,
    max_seconds: float,
    max_errors: Bound | None,
    overwrite: bool,
) -> None:
    """Clean a corpus: folders, globs, files, URLs, or - for standard input.

    Takes .txt, .jsonl, .csv, .tsv, .parquet, .warc and .wet files, also as .gz and .zst, and writes files of the same
    names into the output folder, with _manifest.json. A row that cannot be read goes to _quarantine.jsonl; a document
    beyond a limit goes out as it came. The same command again goes on where it was stopped.

    Exit codes: 0 done, 2 it cannot be done, 3 more rows are quarantined than --max-errors allows.
    """
    from cleantext.cli.progress import telling
    from cleantext.corpus.clerk import Rules
    from cleantext.corpus.rows import Fields
    from cleantext.corpus.runner import Request, run

    if output is None and not dry_run:
        raise click.UsageError("say where to write with -o, or --dry-run")
    request = Request(
        inputs,
        None if dry_run else output,
        Rules(
            pipeline,
            Fields(text_field, title_field, id_field, url_field),
            Limits(max_chars, max_seconds),
            None,
            language,
        ),
        kind=kind,
        to=to,
        changes=changes,
        workers=workers or _cores(),
        limit=limit,
        sample=sample,
        shard=shard,
        max_errors=max_errors,
        overwrite=overwrite,
    )
    # The batch system's way of saying stop. The finished part stays; the same command goes on from there.
    signal.signal(signal.SIGTERM, _terminate)
    try:
        with telling() as progress:
            outcome = run(request, progress)
    except KeyboardInterrupt:
        if output is not None:
            click.echo("cleantext: stopped; the same command goes on from here", err=True)
        raise
    _tell(outcome, request)


def _terminate(signum: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell(outcome: "Outcome", request: "Request") -> None:
    manifest = outcome.manifest
    if outcome.idle:
        click.echo("cleantext: all of it was done already", err=True)
    elif outcome.resumed:
        click.echo(f"cleantext: {outcome.resumed} parts were done already", err=True)
    write("".join(f"{line}\n" for line in summary(manifest, request.out)).encode())


def summary(manifest: "Manifest", out: Path | None) -> list[str]:
    """What a run did, in a few lines."""
    counts = manifest.counts
    lines = [f"{counts.rows:,} rows in, {counts.out:,} out, {counts.quarantined:,} quarantined"]
    lines.append(f"{counts.changed:,} changed, in {counts.changes:,} places")
    if counts.skipped:
        lines.append(f"{counts.skipped:,} left out by --sample")
    if counts.untouched:
        lines.append(
            f"{counts.untouched:,} passed through untouched" + (f": {out}/{manifest.untouched}" if out else "")
        )
    if manifest.quarantine:
        lines.append(f"the quarantine: {out}/{manifest.quarantine}")
    if manifest.replaced:
        lines.append(f"{manifest.replaced} workers were killed or hung, and replaced")
    lines += [f"{number:,} × {problem}" for problem, number in sorted(counts.problems.items())]
    return lines
