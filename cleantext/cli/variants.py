"""``cleantext variants``: names that a corpus spells in several ways, for a person to judge."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, get_args

import click

from cleantext.cli import stdout
from cleantext.cli.documents import Fields, read
from cleantext.cli.paper import paper
from cleantext.cli.report import Report
from cleantext.cli.sources import Format, Source, expand


class _Group(click.Group):
    """A group of which one command may go without its name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Group, short_help="Find names that are spelled in several ways.")
def command() -> None:
    """Find names that a corpus spells in several ways, and judge them.

    cleantext variants CORPUS is short for cleantext variants find CORPUS.
    """


@command.command(short_help="Find names that are spelled in several ways, or set accepted spellings.")
@click.argument("corpus", nargs=-1, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write here; answers in a file that is there are kept. With --apply, where the texts go.",
)
@click.option("--apply", "answers", metavar="FILE", type=click.Path(path_type=Path), help="Set accepted spellings.")
@click.option(
    "--min-documents",
    metavar="N",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Only names that stand in so many documents, all spellings together.",
)
@click.option("--format", type=click.Choice(get_args(Format)), help="What the inputs are, as in cleantext clean.")
@click.option("--text-field", metavar="NAME", default="text", show_default=True, help="JSONL: where the text is.")
def find(
    corpus: tuple[str, ...],
    output: str | None,
    answers: Path | None,
    min_documents: int,
    format: Format | None,
    text_field: str,
) -> None:
    """Look through texts once and write the names that they spell in several ways, with contexts. Nothing is edited.

    The CORPUS is files, folders or standard input; of a folder, the .txt and the .jsonl files. Certain ones come first
    (hyphen, space, case, accents), then those that sound alike or differ by a letter, most of which are different
    names. Say so in the file, or with cleantext variants review FILE.

    With --apply, the spellings that were accepted in a file are set in all texts of the corpus, in any language, and
    nothing else is: neither names of packs nor those that differ by a hyphen.
    """
    report = Report()
    sources = expand(corpus, format, report, mixed=True)
    fields = Fields(text_field)
    if answers:
        _apply(answers, corpus, sources, fields, output, report)
    else:
        _find(sources, fields, Path(output) if output and output != "-" else None, min_documents, report)
    report.exit()


def _find(sources: Sequence[Source], fields: Fields, output: Path | None, documents: int, report: Report) -> None:
    from cleantext.cli.targets import replacing
    from cleantext.names.answers import dumped, load, updated
    from cleantext.names.variants import Surfaces

    old = load(output) if output and output.exists() and output.stat().st_size else []
    surfaces = Surfaces()
    with _progress(sources) as bar:
        for source in sources:
            with report.guard(source.name):
                for piece in read(source, fields, report):
                    if piece.text is not None:
                        surfaces.add(piece.text)
                    bar.advance(len(piece.data))
    questions = updated(old, surfaces.variants(documents=documents), surfaces.count)
    data = dumped(questions).encode()
    if output is None:
        stdout.write(data)
    else:
        with report.guard(str(output)), replacing(output) as file:
            file.write(data)
    forgotten = f"; {surfaces.forgotten} rare names were forgotten on the way" if surfaces.forgotten else ""
    answered = sum(question.is_answered for question in questions)
    click.echo(
        f"cleantext: {surfaces.documents} documents, {len(surfaces)} names{forgotten}; "
        f"{len(questions) - answered} to judge, {answered} judged before",
        err=True,
    )


def _apply(
    answers: Path,
    arguments: Sequence[str],
    sources: Sequence[Source],
    fields: Fields,
    output: str | None,
    report: Report,
) -> None:
    from cleantext import Pipeline
    from cleantext.cli.targets import target
    from cleantext.names.answers import accepted, load
    from cleantext.names.packs import CORPUS

    questions = load(answers)
    names = accepted(str(answers), questions)
    if not any(question.accept for question in questions):
        click.echo(f"cleantext: {click.format_filename(answers)}: nothing is accepted; all texts stay", err=True)
    options = {"name_spelling": {"names": names, "style": CORPUS}}
    pipeline = Pipeline.default(select=["name_spelling"], options=options)
    place = target(output, False, sources, arguments)
    with _progress(sources) as bar:
        for source in sources:
            with report.guard(source.name), place.open(source) as write:
                for piece in read(source, fields, report):
                    result = None if piece.text is None else pipeline.run(piece.text)
                    write(piece.data, piece.data if result is None else piece.cleaned(result))
                    bar.advance(len(piece.data))


class _Bar(Protocol):
    def advance(self, size: int) -> None: ...


class _NoBar:
    def advance(self, size: int) -> None:
        pass


@contextmanager
def _progress(sources: Sequence[Source]) -> Iterator[_Bar]:
    """A progress bar on standard error, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _NoBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    paths = [source.path for source in sources]
    known = all(path is not None and path.is_file() for path in paths)
    total = sum(path.stat().st_size for path in paths if path is not None) if known else None
    columns: list[Any] = [BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)

        class Bar:
            def advance(self, size: int) -> None:
                progress.advance(task, size)

        yield Bar()


@command.command(short_help="Judge the names of a file one by one.")
@click.argument("file", type=click.Path(path_type=Path))
def review(file: Path) -> None:
    """Go through the names of FILE that nobody has judged yet.

    \b
    a      accept: the spellings are one name      1-9  accept, with this spelling for all
    r      reject: they are different names        s    skip, ask another time
    u      undo the answer before                  q    quit

    Each answer is saved at once.
    """
    import msgspec

    from cleantext.cli.targets import replacing
    from cleantext.names.answers import Question, dumped, load

    questions = load(file)
    out = paper()

    def save(at: int, question: Question) -> None:
        questions[at] = question
        with replacing(file) as target:
            target.write(dumped(questions).encode())

    open_ = [at for at, question in enumerate(questions) if not question.is_answered]
    before: list[tuple[int, Question]] = []
    position = 0
    while position < len(open_):
        at = open_[position]
        question = questions[at]
        names = list(question.spellings)
        out.row((f"\n{position + 1} of {len(open_)}  {question.status}: {question.why}", "bold"))
        for number, name in enumerate(names, 1):
            out.row((f"  {number} {name}", "cyan"), (f"  {question.spellings[name]} documents", ""))
        for risk in question.risks:
            out.row((f"  but: {risk}", "yellow"))
        for context in question.contexts:
            out.row((f"    … {context} …", ""))
        key = _key(["a", "r", "s", "u", "q", *map(str, range(1, min(len(names), 9) + 1))])
        if key == "q":
            break
        if key == "u":
            if before:
                at, question = before.pop()
                save(at, question)
                position = open_.index(at)
            else:
                out.row(("  there is nothing to undo", "yellow"))
            continue
        before.append((at, question))
        if key == "r":
            save(at, msgspec.structs.replace(question, distinct=True))
        elif key != "s":
            best = question.canonical if key == "a" else names[int(key) - 1]
            save(at, msgspec.structs.replace(question, canonical=best, accept=True))
        position += 1
    left = sum(not question.is_answered for question in questions)
    out.row((f"\n{len(questions) - left} judged, {left} left", "bold"))


def _key(keys: Sequence[str]) -> str:
    """The next key of these that is pressed; q at the end of the input."""
    click.echo(f"  [{'/'.join(keys)}] ", nl=False)
    while True:
        try:
            key = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
        except (EOFError, KeyboardInterrupt):
            key = ""
        key = key.lower() if key not in ("", "\x04", "\x1b") else "q"
        if key in keys:
            click.echo(key)
            return key
