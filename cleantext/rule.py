"""Rules and their examples.

A rule is one file in ``rules/``: a docstring, a generator ``find(doc, *, options…)`` and ``RULE = Rule(…)``.
"""

import importlib
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Literal, SupportsIndex, TypeVar, get_args, get_origin

from cleantext.document import NO_HINTS, Hints
from cleantext.edits import Edit
from cleantext.errors import ConfigError, unknown

T = TypeVar("T")

Stage = Literal["repair", "trim", "cut", "strip", "dedupe", "unify", "tidy"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The stages in the order they are run."""

Find = Callable[..., Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule does to a text: documentation and test in one. ``before == after`` means the text must stay."""

    before: str
    after: str
    diff: str
    """The example as a person reads it: ``- `` goes, ``+ `` comes, two spaces stay."""
    hints: Hints = NO_HINTS
    options: Mapping[str, Any] = field(default_factory=dict)


def fixes(diff: str, *, hints: Hints = NO_HINTS, **options: Any) -> Example:
    """An example that the rule changes, written as a diff.

    Lines that start with ``- `` go, with ``+ `` come, with two spaces (or nothing on them) stay. Common indentation
    is taken off first. Keyword arguments are options of the rule.

    Raises ValueError for a line with another start and for a diff that changes nothing.
    """
    diff = textwrap.dedent(diff).strip("\n")
    before, after = [], []
    for row in diff.split("\n"):
        sign, text = row[:2].ljust(2), row[2:]
        if sign not in ("- ", "+ ", "  "):
            raise ValueError(f"a line of an example starts with '- ', '+ ' or two spaces, not {row[:2]!r}: {row!r}")
        if sign != "+ ":
            before.append(text)
        if sign != "- ":
            after.append(text)
    if before == after:
        raise ValueError("the example changes nothing; write keeps(…) for a text that must stay")
    return Example("\n".join(before), "\n".join(after), diff, hints, options)


def keeps(text: str, *, hints: Hints = NO_HINTS, **options: Any) -> Example:
    """An example that looks like the artifact and must stay as it is. Common indentation is taken off."""
    text = textwrap.dedent(text).strip("\n")
    return Example(text, text, textwrap.indent(text, "  "), hints, options)


@dataclass(frozen=True)
class Rule:
    """A rule: what it is called, how it finds its artifact, and examples that explain and test it.

    ``find(doc, *, options…)`` yields `Edit` objects in offsets of ``doc.text``; it must be a pure function of the
    document and its options. Its keyword-only parameters are the rule's options.

    The wake-up fields say for what the rule is called, any one of it; without any, it is called on each document. They
    are answered from views that all rules share:

    - ``triggers``: literals of which one stands in the text, or a function that gives them;
    - ``phrases``: names of options that hold sets of phrases; the key of some short line (`SHORT`) starts with one
      (`Document.opening_with` gives these lines); a lone digit stands for any line that begins with one;
    - ``openings``: the same for lines of any length;
    - ``wake``: a predicate over the document, asked where the other fields have not called the rule.

    The functions take options of the rule as keyword-only parameters, if they ask for any.

    ``stable`` promises that the rule's edits leave it nothing to do: where no other rule's edits came with them, it is
    not asked again.

    ``check`` is called with all options, as keywords, when a pipeline is put together; it raises ConfigError for what
    does not go together.

    ``version`` goes up whenever the rule's output changes on some text. ``default=False`` keeps the rule out unless
    it is selected by name.
    """

    name: str
    find: Find
    stage: Stage
    examples: tuple[Example, ...]
    version: int = 1
    default: bool = True
    triggers: tuple[str, ...] | Callable[..., Iterable[str]] = ()
    phrases: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    wake: Callable[..., bool] | None = None
    stable: bool = False
    check: Callable[..., None] | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    """Options that differ from the defaults (see `with_options`)."""

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise ConfigError(unknown("stage", self.stage, STAGES))
        if not self.name.isidentifier():
            raise ConfigError(f"a rule's name is an identifier, the stem of its file: {self.name!r} is none")
        for option in self.phrases + self.openings:
            if not isinstance(self.options.get(option), frozenset):
                raise ConfigError(f"{self.name}: phrases={option!r} is no option of its find that holds a frozenset")

    @property
    def doc(self) -> str:
        """The docstring of the rule's module: what the artifact is, why it appears, what is left alone."""
        return inspect.getdoc(sys.modules[self.find.__module__]) or ""

    @property
    def summary(self) -> str:
        """First line of `doc`."""
        return self.doc.partition("\n")[0]

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The options that ``find`` takes, with default and annotation."""
        parameters = inspect.signature(self.find, eval_str=True).parameters
        return {n: p for n, p in parameters.items() if p.kind is p.KEYWORD_ONLY}

    @property
    def options(self) -> Mapping[str, Any]:
        """All options with their values."""
        return MappingProxyType({n: p.default for n, p in self.parameters.items()} | dict(self.chosen))

    @property
    def is_called(self) -> bool:
        """Whether the rule waits for a phrase or literal."""
        return bool(self.phrases or self.openings or self.triggers)

    @property
    def literals(self) -> tuple[str, ...]:
        """The triggers, with these options."""
        return tuple(self.bound(self.triggers)()) if callable(self.triggers) else self.triggers

    def bound(self, function: Callable[..., T]) -> Callable[..., T]:
        """A function with the options of the rule that it takes."""
        parameters = inspect.signature(function).parameters.values()
        taken = {p.name: self.options[p.name] for p in parameters if p.kind is p.KEYWORD_ONLY}
        return partial(function, **taken) if taken else function

    def with_options(self, **options: Any) -> "Rule":
        """This rule with other options.

        Raises ConfigError for an unknown option or a value of the wrong type.
        """
        parameters = self.parameters
        chosen = dict(self.chosen)
        for name, value in options.items():
            if name not in parameters:
                raise ConfigError(unknown(f"option of {self.name}", name, parameters))
            chosen[name] = _converted(f"{self.name}.{name}", value, parameters[name].annotation)
        return replace(self, chosen=chosen)

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """A rule that comes with cleantext pickles as its module's name and the options chosen.

        That is small, and the same bytes in each process: a cache may be keyed by them.
        """
        home = self.find.__module__
        if home.startswith("cleantext.rules.") and replace(self, chosen={}) == sys.modules[home].RULE:
            chosen = {n: sorted(v) if isinstance(v, frozenset) else v for n, v in sorted(self.chosen.items())}
            return _shipped, (home, chosen)
        return super().__reduce_ex__(protocol)


def _shipped(module: str, chosen: Mapping[str, Any]) -> Rule:
    rule: Rule = importlib.import_module(module).RULE
    return rule.with_options(**chosen)


def _converted(where: str, value: Any, kind: Any) -> Any:
    """``value`` as ``kind``; a TOML array serves where a set or tuple is wanted."""
    import msgspec

    if get_origin(kind) is Literal and value not in get_args(kind):
        raise ConfigError(unknown(f"value of {where}", str(value), get_args(kind)))
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}") from None
