"""The arguments that several commands share: what is to be cleaned, and by which rules."""

import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import click

from cleantext import ConfigError, Pipeline, Result
from cleantext.cli.documents import Fields, Piece, read
from cleantext.cli.report import Report
from cleantext.cli.sources import Format, Source, expand


@dataclass(frozen=True)
class Job:
    """What a command works on: inputs, the pipeline that cleans them, and where troubles are reported."""

    pipeline: Pipeline
    arguments: Sequence[str]
    """The inputs as they were given."""
    sources: Sequence[Source]
    """The inputs, with the files in a folder for the folder."""
    fields: Fields
    hints: dict[str, str | None]
    report: Report

    def results(self, source: Source) -> Iterator[tuple[Piece, Result | None]]:
        """The pieces of one input with what the pipeline made of them: None for a piece without a text."""
        for piece in read(source, self.fields, self.report):
            if piece.text is None:
                yield piece, None
                continue
            hints = self.hints if piece.title is None else self.hints | {"title": piece.title}
            result = self.pipeline.run(piece.text, **hints)
            for problem in result.problems:
                rule = f"the rule {problem.rule} was left out: " if problem.rule else ""
                self.report.warn(source.name, f"{piece.where}: warning: {rule}{problem.message}")
            for refused in result.refused:
                what = f"it would have taken {refused.share:.0%} of the running text ({', '.join(refused.rules)})"
                self.report.warn(source.name, f"{piece.where}: warning: the stage {refused.stage} was left out: {what}")
            yield piece, result


def takes_job(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that say what is cleaned by which rules; it gets them as one `Job`."""

    @functools.wraps(command)
    def run(
        *,
        files: tuple[str, ...],
        format: Format | None,
        text_field: str,
        title_field: str | None,
        title: str | None,
        language: str | None,
        url: str | None,
        config: Path | None,
        preset: str | None,
        select: list[str],
        ignore: list[str],
        option: list[tuple[str, str, str]],
        pack: tuple[str, ...],
        **own: Any,
    ) -> None:
        report = Report()
        job = Job(
            pipeline=_pipeline(config, preset, select, ignore, option, pack),
            arguments=files,
            sources=expand(files, format, report),
            fields=Fields(text_field, title_field),
            hints={"title": title, "language": language, "url": url},
            report=report,
        )
        command(job, **own)

    for decorate in reversed(_SHARED):
        run = decorate(run)
    return run


def takes_rules(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments that say by which rules; it gets them as one `Pipeline`."""

    @functools.wraps(command)
    def run(
        *,
        config: Path | None,
        preset: str | None,
        select: list[str],
        ignore: list[str],
        option: list[tuple[str, str, str]],
        pack: tuple[str, ...],
        **own: Any,
    ) -> None:
        command(_pipeline(config, preset, select, ignore, option, pack), **own)

    for decorate in reversed(_RULES):
        run = decorate(run)
    return run


def _pipeline(
    config: Path | None,
    preset: str | None,
    select: list[str],
    ignore: list[str],
    options: list[tuple[str, str, str]],
    packs: tuple[str, ...],
) -> Pipeline:
    """The config file's pipeline, changed by what the command line says."""
    from cleantext.config import find, load

    path = config or find(Path.cwd())
    pipeline = Pipeline.from_config(path) if path else Pipeline.default()  # here, errors name the file
    if not (preset or select or ignore or options or packs):
        return pipeline
    arguments = load(path) if path else {"ignore": [], "options": {}, "packs": []}
    if preset:
        arguments["preset"] = preset
    if select:
        arguments |= {"select": select, "ignore": []}
    arguments["options"] = {name.replace("-", "_"): values for name, values in arguments["options"].items()}
    arguments["ignore"] += ignore
    arguments["packs"] += packs
    for rule, name, value in options:
        arguments["options"].setdefault(rule, {})[name] = _value(rule, name, value)
    return Pipeline.default(**arguments)


def _value(rule: str, option: str, value: str) -> Any:
    """The value of a rule's option: as it stands where the option takes that, else read as TOML."""
    from cleantext.registry import find

    try:
        find(rule).with_options(**{option: value})
        return value
    except ConfigError:
        try:
            return tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            return value


def _names(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """Names, several of them by commas."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("there is an empty name", ctx, param)
    return names


def _options(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Rule, option and value of each ``rule.option=value``."""
    out = []
    for text in values:
        name, equals, value = text.partition("=")
        rule, dot, option = name.strip().replace("-", "_").partition(".")
        if not (rule and dot and option and equals):
            raise click.BadParameter(f"{text!r} is not RULE.OPTION=VALUE", ctx, param)
        out.append((rule, option, value.strip()))
    return out


def check_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A code of ISO 639-1, perhaps with a region: a name of a language would be taken for another language."""
    if value is not None and not re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", value):
        raise click.BadParameter(f"{value!r} is no code of two letters, such as en or pt-BR", ctx, param)
    return value


_RULES = (
    click.option(
        "--preset",
        metavar="NAME",
        help="The choice of rules: default, or page for the text of a whole page.",
    ),
    click.option(
        "--select",
        metavar="NAMES",
        multiple=True,
        callback=_names,
        help="Only these rules or stages (with commas, or given again); the config's select and ignore do not count.",
    ),
    click.option(
        "--ignore", metavar="NAMES", multiple=True, callback=_names, help="All but these rules or stages, likewise."
    ),
    click.option(
        "--option",
        metavar="RULE.OPTION=VALUE",
        multiple=True,
        callback=_options,
        help="Set an option of a rule (see cleantext explain RULE).",
    ),
    click.option(
        "--pack",
        metavar="FILE",
        multiple=True,
        type=click.Path(),
        help="Add the phrases in a TOML file to those of a rule.",
    ),
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The config file, instead of the nearest cleantext.toml or pyproject.toml with [tool.cleantext].",
    ),
)

_SHARED = (
    click.argument("files", nargs=-1, type=click.Path()),
    *_RULES,
    click.option("--title", metavar="TEXT", help="The headline, if you know it."),
    click.option(
        "--language", metavar="CODE", callback=check_language, help="The language (ISO 639-1), if you know it."
    ),
    click.option("--url", metavar="URL", help="Where the page was, if you know it."),
    click.option(
        "--format",
        type=click.Choice(get_args(Format)),
        help="What the inputs are; without it, files ending in .jsonl are JSONL and the rest is text.",
    ),
    click.option("--text-field", metavar="NAME", default="text", show_default=True, help="JSONL: where the text is."),
    click.option("--title-field", metavar="NAME", help="JSONL: where the headline is, if there is one."),
)
