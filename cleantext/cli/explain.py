"""``cleantext explain``: what a rule does, with its options and examples."""

import inspect
from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click

from cleantext import Example, Rule
from cleantext.cli.paper import Span, paper
from cleantext.cli.render import visible

_STYLES = {"- ": "red", "+ ": "green"}


@click.command(short_help="Explain a rule.")
@click.argument("name")
def command(name: str) -> None:
    """Explain a rule: what it finds and leaves alone, its options, and examples of both.

    NAME may have hyphens for underscores.
    """
    from cleantext.registry import find

    rule = find(name)
    out = paper()
    default = "runs by default" if rule.default else "runs only when selected"
    out.row((rule.name, "bold"), (f"  stage {rule.stage}, version {rule.version}, {default}", ""))
    out.row()
    out.prose(rule.doc.rstrip())
    for title, rows in (("Options", _options(rule)), ("Examples", _examples(rule))):
        for i, row in enumerate(rows):
            if i == 0:
                out.row()
                out.row((title, "bold"))
            out.row(*row)


def _options(rule: Rule) -> Iterator[list[Span]]:
    """Each option with type and default, then what the rule says about them."""
    parameters = rule.parameters
    width = max(map(len, parameters), default=0)
    for name, parameter in parameters.items():
        default = _shown(rule.options[name])
        yield [(f"  {name.ljust(width)}", "cyan"), (f"  {_type(parameter.annotation)}  default {default}", "")]
    if parameters and (doc := inspect.getdoc(rule.find)):
        yield []
        yield from ([(f"  {line}".rstrip(), "")] for line in doc.split("\n"))


def _examples(rule: Rule) -> Iterator[list[Span]]:
    for i, example in enumerate(rule.examples):
        if i:
            yield []
        yield [(f"  {_circumstances(example)}", "")]
        for line in example.diff.split("\n"):
            yield [("    " + visible(line[:2], changed=False), _STYLES.get(line[:2], "")), *_body(line)]


def _body(line: str) -> list[Span]:
    """An example's line behind its sign, with names for what nobody could see, spaces at the end among it."""
    text = line[2:]
    content = text.rstrip()
    return [(visible(content) + visible(text[len(content) :]), _STYLES.get(line[:2], ""))]


def _circumstances(example: Example) -> str:
    """What an example shows, and with which options and hints."""
    given = {name: repr(value) for name, value in example.options.items()}
    given |= {name: repr(value) for name, value in example.hints._asdict().items() if value is not None}
    what = "stays as it is" if example.before == example.after else "is changed"
    return what + (f", with {', '.join(f'{k} = {v}' for k, v in given.items())}" if given else "") + ":"


def _type(annotation: Any) -> str:
    """A type in plain words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " | ".join(map(repr, arguments))
    if origin in (Union, UnionType):
        return " | ".join(map(_type, arguments))
    if origin is not None:
        return (
            f"{origin.__name__.removeprefix('frozen')} of {', '.join(_type(a) for a in arguments if a is not Ellipsis)}"
        )
    return "none" if annotation is type(None) else getattr(annotation, "__name__", str(annotation))


def _shown(value: Any) -> str:
    """A default; a long collection by its size."""
    if isinstance(value, frozenset | set | tuple | list | dict) and len(value) > 4:
        return f"{len(value)} entries"
    return repr(sorted(value) if isinstance(value, frozenset | set) else value)
