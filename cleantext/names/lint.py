"""What is wrong with name packs: entries that would harm a text, or fight with each other.

An error of shape is a `ConfigError` when a pack is used; `problems` finds those and more, and finds all of them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from cleantext import packs
from cleantext.errors import ConfigError
from cleantext.names.packs import Name, entry, respelled
from cleantext.names.words import is_given_name, kind


class _Item(NamedTuple):
    """An entry, its file, and how to name its place."""

    path: Path
    where: str
    name: Name


def problems(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The problems of some packs, each with the file that has it; between the packs, too.

    Raises ConfigError for a file that cannot be read or is no TOML.
    """
    found: list[_Item] = []
    for path in paths:
        rule, tables = packs.tables(path)
        names = tables.pop("names", [])
        if not isinstance(names, list):
            yield path, f"{path}: 'names' is written as [[names]], a table for each name"
            names = []
        if rule.replace("-", "_") != "name_spelling" or not names:
            yield from ((path, str(error)) for error in _unusable(path))
        for number, table in enumerate(names, 1):
            try:
                name = entry(f"{path}: [[names]]", number, table)
            except ConfigError as error:
                yield path, str(error)
            else:
                found.append(_Item(path, f"{path}: [[names]] {name.canonical!r}", name))
    for item in found:
        for problem in _of_entry(item.name):
            yield item.path, f"{item.where}: {problem}"
    for item, problem in _between(found):
        yield item.path, f"{item.where}: {problem}"


def _unusable(path: Path) -> Iterator[ConfigError]:
    """Why a pack cannot be used at all, if so."""
    from cleantext.registry import choose

    try:
        choose(preset="default", select=[], ignore=[], packs=[path], options={})
    except ConfigError as error:
        yield error


def _of_entry(name: Name) -> Iterator[str]:
    """What is wrong with one entry."""
    if len(name.forms) < 2 and not name.distinct and not any(respelled(name.canonical)):
        yield "there is nothing to do: give variants, style or distinct, or drop the entry"
    seen: set[str] = set()
    for form in name.variants:
        if form in seen:
            yield f"the variant {form!r} stands there twice"
        seen.add(form)
    for form in name.forms:
        if problem := _word(form, name):
            yield f"{form!r} {problem}"
        reached = set(respelled(form)) & set(name.distinct)
        for other in sorted(reached):
            yield (
                f"the distinct name {other!r} is a spelling of {form!r} (hyphen, space or case); "
                "take it from 'distinct', or drop the form"
            )


def _word(form: str, name: Name) -> str:
    """Why a form of one word would be found where the name is not meant, "" if it would not."""
    if " " in form or "-" in form or (form.isupper() and len(form) > 1) or "." in form:
        return ""
    if is_given_name(form):
        return "is a bare given name, which many people have; add the family name"
    what = kind(form.removesuffix("'s"))
    if what in ("common", "both"):
        return "is a common English word; add a word that only the name has"
    if what == "nationality" and name.kind != "place":
        return "is the name of a people, a country or a date; add a word that only the name has"
    return ""


def _between(found: Sequence[_Item]) -> Iterator[tuple[_Item, str]]:
    """What is wrong between entries: shared forms, chains, cycles, distinct names that a variant leads to."""
    owners: dict[str, list[_Item]] = {}
    for item in found:
        for form in item.name.forms:
            owners.setdefault(form, []).append(item)
    for form, items in owners.items():
        for other, item in combinations(items, 2):
            yield item, _clash(form, item.name, other)
    for item in found:
        spellings = {other for form in item.name.forms for other in (form, *respelled(form))}
        for spelling in sorted(spellings.difference(item.name.forms)):
            for other in owners.get(spelling, []):
                if other is not item:
                    yield (
                        item,
                        f"{spelling!r}, a spelling of one of its forms, belongs to {other.where}; drop it in one",
                    )
        for apart in item.name.distinct:
            for other in owners.get(apart, []):
                if other is not item and (shared := spellings.intersection(other.name.forms)):
                    yield item, f"{min(shared)!r} leads to the distinct name {apart!r} ({other.where}); drop it in one"


def _clash(form: str, name: Name, other: _Item) -> str:
    """What is wrong if a form belongs to two names."""
    if form == name.canonical == other.name.canonical:
        return f"there is an entry of this name already ({other.where}); make one of the two"
    if form not in (name.canonical, other.name.canonical):
        return f"the variant {form!r} belongs to another entry, too ({other.where}); leave it with one of them"
    first, second = (name, other.name) if form == name.canonical else (other.name, name)
    what = "cycle" if second.canonical in first.forms else "chain"
    return f"a {what}: {form!r} is canonical in one entry and a variant in another ({other.where}); keep one of the two"
