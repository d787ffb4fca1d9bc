"""``cleantext check``: tell which texts would change."""

from collections import Counter

import click

from cleantext.cli import stdout
from cleantext.cli.options import Job, takes_job


@click.command(short_help="Tell which texts would change.")
@takes_job
def command(job: Job) -> None:
    """List the inputs that cleaning would change, with the number of changes by rule, and write nothing.

    Exit code 1 if there is one, 0 if there is none. Inputs are taken as in cleantext clean.
    """
    list_changed(job)


def list_changed(job: Job) -> None:
    """The command's work; ends with the exit code."""
    found = False
    for source in job.sources:
        rules: Counter[str] = Counter()
        changes = changed = texts = 0
        with job.report.guard(source.name):
            for _, result in job.results(source):
                if result is not None:
                    texts += 1
                    changed += bool(result.changes)
                    changes += len(result.changes)
                    rules.update(rule for change in result.changes for rule in change.rules)
        if changes:
            found = True
            place = f" in {changed} of {texts} records" if source.format == "jsonl" else ""
            by_rule = ", ".join(f"{rule} {number}" for rule, number in rules.most_common())
            number = f"{changes} change{'s' * (changes > 1)}"
            stdout.write(f"{source.name}: {number}{place} ({by_rule})\n".encode())
    job.report.exit(changed=found)
