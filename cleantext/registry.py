"""Which rules there are, and which of them a pipeline runs.

The rules that come with cleantext are the modules of ``cleantext.rules``. Other packages may offer rules through the
entry-point group ``cleantext.rules``; those run only when they are selected by name, so that a corpus does not change
because someone installed a package.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar

from cleantext import packs as packs_
from cleantext.errors import ConfigError, unknown
from cleantext.rule import STAGES, Rule

T = TypeVar("T")

GROUP = "cleantext.rules"
PRESETS: Mapping[str, tuple[str, ...]] = {"default": (), "page": ("page_body",)}
"""Presets by name, with the rules that each adds to the default ones."""


@cache
def shipped() -> Mapping[str, Rule]:
    """The rules that come with cleantext, by name: the ``RULE`` of each module of ``cleantext.rules``."""
    package = importlib.import_module("cleantext.rules")
    rules = {}
    for module in pkgutil.iter_modules(package.__path__, "cleantext.rules."):
        rule: Rule = importlib.import_module(module.name).RULE
        if rule.name != module.name.rpartition(".")[2]:
            raise ConfigError(f"{module.name}: the rule is called {rule.name!r}, but a rule is named after its file")
        rules[rule.name] = rule
    return rules


@cache
def installed() -> Mapping[str, Rule]:
    """The rules that other packages offer, by name. Raises ConfigError for one that takes a shipped rule's name."""
    rules = {}
    for point in entry_points(group=GROUP):
        try:
            rule = point.load()
        except Exception as error:
            raise ConfigError(f"the entry point {point.value!r} cannot be loaded: {error}") from error
        if not isinstance(rule, Rule):
            raise ConfigError(f"the entry point {point.value!r} is no cleantext.Rule")
        if rule.name in shipped() or rule.name in rules:
            raise ConfigError(f"{point.value}: there is a rule {rule.name!r} already")
        rules[rule.name] = rule
    return rules


def find(name: str) -> Rule:
    """The rule of this name, hyphens allowed for underscores. Raises ConfigError, with the nearest name, if none."""
    name = name.replace("-", "_")
    rule = shipped().get(name) or installed().get(name)
    if rule is None:
        raise ConfigError(unknown("rule", name, [*shipped(), *installed()]))
    return rule


def choose(
    *,
    preset: str,
    select: Iterable[str],
    ignore: Iterable[str],
    packs: Iterable[str | Path],
    options: Mapping[str, Mapping[str, Any]],
) -> list[Rule]:
    """The rules that `Pipeline.default` runs, with options and packs applied; see there."""
    if preset not in PRESETS:
        raise ConfigError(unknown("preset", preset, PRESETS))
    select, ignore, packs = _listed(select), _listed(ignore), _listed(packs)
    usual = {name: rule for name, rule in shipped().items() if rule.default or name in PRESETS[preset]}
    rules = _expand(select, usual) if select else dict(usual)
    for name in _expand(ignore, usual):
        rules.pop(name, None)
    for name, values in options.items():
        rule = find(name)
        # Also for a rule that does not run: a wrong option is an error anyway.
        chosen = rules.get(rule.name, rule).with_options(**values)
        if rule.name in rules:
            rules[rule.name] = chosen
    for path in packs:
        pack = packs_.load(packs_.located(path))
        try:
            rule = find(pack.rule)
        except ConfigError as error:
            what = str(error)
            if pack.rule == Path(path).stem:
                fits = [name for name, rule in shipped().items() if pack.phrases.keys() <= rule.options.keys()]
                which = fits[0] if len(fits) == 1 else "…"
                what = f'the file is not named after a rule; say at the top for which one it is: rule = "{which}"'
            raise ConfigError(f"{path}: {what}") from None
        rule = rules.get(rule.name, rule)
        rule = rule.with_options(**{o: _added(path, rule, o, more) for o, more in pack.phrases.items()})
        if rule.name in rules:
            rules[rule.name] = rule
    for rule in rules.values():
        if rule.check:
            rule.check(**rule.options)
    return list(rules.values())


def _listed(items: Iterable[T]) -> list[T]:
    if isinstance(items, str | Path):
        raise ConfigError(f"a list is wanted, not the single {items!r}")
    return list(items)


def _expand(names: Iterable[str], usual: Mapping[str, Rule]) -> dict[str, Rule]:
    """Rules by name; the name of a stage stands for all its rules that the preset runs."""
    out: dict[str, Rule] = {}
    for name in names:
        if name in STAGES:
            out |= {n: rule for n, rule in usual.items() if rule.stage == name}
        else:
            try:
                rule = find(name)
            except ConfigError:
                raise ConfigError(unknown("rule or stage", name, [*shipped(), *installed(), *STAGES])) from None
            out[rule.name] = rule
    return out


def _added(path: str | Path, rule: Rule, option: str, more: frozenset[Any]) -> frozenset[Any]:
    """The rule's phrases together with a pack's."""
    phrases = rule.options.get(option)
    if not isinstance(phrases, frozenset):
        known = [name for name, value in rule.options.items() if isinstance(value, frozenset)]
        raise ConfigError(f"{path}: " + unknown(f"phrase option of {rule.name}", option, known))
    return packs_.added(phrases, more)
