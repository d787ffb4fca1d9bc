"""What is wrong with name packs: entries that would harm a text, or fight with each other.

An error of shape is a `ConfigError` when a pack is used; `problems` finds those and more, and finds all of them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import NamedTuple

from cleantext import packs
from cleantext.errors import ConfigError
from cleantext.names.packs import Name, entry, respelled
from cleantext.names.surfaces import is_syllable
from cleantext.names.words import Kind, is_country, is_given_name, is_particle, is_title, kind

NEAR = 4
"""Least letters of words that are taken for one with a slip."""


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
        if problem := _ordinary(form, name):
            yield f"{form!r} {problem}"
        if form in name.except_:
            yield f"{form!r} is a form of the name and in its 'except', so that it is never found; decide for one"
        reached = set(respelled(form)) & set(name.distinct)
        for other in sorted(reached):
            yield (
                f"the distinct name {other!r} is a spelling of {form!r} (hyphen, space or case); "
                "take it from 'distinct', or drop the form"
            )
    yield from _grows(name)


def _words(form: str) -> list[str]:
    """The words of a form, without a possessive and the full stop of an abbreviation."""
    return [word.removesuffix("'s").removesuffix(".") for word in re.split(r"[\s\-]+", form)]


def _ordinary(form: str, name: Name) -> str:
    """Why a form would be found where the name is not meant, "" if it would not."""
    words = _words(form)
    if _is_given_name(form, words, name):
        return "is a bare given name, which many people have; add the family name"
    kinds = [kind(word) for word in words]
    if _is_people(words, kinds):
        return "is the name of a people, a language or a date; add a word that only the name has"
    if "name" in [what for what, word in zip(kinds, words, strict=True) if not is_title(word)]:
        return ""
    if name.kind == "place" and (any(map(is_country, words)) or any(word.casefold() in _FEATURES for word in words)):
        return ""
    if name.kind == "organisation" and len(words) > 1 and any(map(is_country, words)):
        return ""  # Air India, Bank of America
    if name.kind == "person" and _is_persons(words, kinds):
        return ""
    if form.isupper() and any(other.replace(".", "") == form for other in name.forms if other != form):
        return ""  # an abbreviation, told from the word by its capitals
    if len(words) > 1:
        return "has common words and titles only; say of what kind it is, or add a word that only the name has"
    if is_country(form):
        return 'is the name of a country; say kind = "place", or add a word that only the name has'
    return "is a common English word; add a word that only the name has"


_FEATURES = frozenset({
    "bay", "beach", "cape", "city", "coast", "country", "emirates", "falls", "fort", "gulf", "hill", "hills", "island",
    "islands", "kingdom", "lake", "mount", "mountain", "mountains", "port", "republic", "river", "rock", "sea",
    "springs", "state", "states", "territory", "valley",
})  # fmt: skip
"""Common words that places are called by together with other common ones: Ivory Coast, Fort Worth."""


_HALVES = frozenset({"rican", "lankan", "leonean", "konger", "yorker", "zealander", "verdean"})
"""Ends of names of peoples that begin with any word: Puerto Rican, Sri Lankan."""


def _is_people(words: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether words are the name of a people: Kazakh, South Korean, Puerto Ricans; but not Irene Welsh."""
    if kinds[-1] != "nationality" or is_country(words[-1]):
        return False
    return "name" not in kinds or (len(words) == 2 and words[1].casefold().removesuffix("s") in _HALVES)


def _is_persons(words: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether common words are the name of a person, by the family name: Will Smith, Park Won-soon."""
    if len(words) == 3 and is_syllable(words[1]) and is_syllable(words[2]):
        return True
    return len(words) > 1 and kinds[-1] == "both" and words[0] != "The" and not any(map(is_title, words))


def _is_given_name(form: str, words: Sequence[str], name: Name) -> bool:
    """Whether a form is a given name alone: Volodymyr, Anne-Marie, Mary Ann, Jong-un."""
    if len(words) == 1:
        return is_given_name(words[0])
    if is_given_name("-".join(words)) or (" " not in form and all(map(is_given_name, words))):
        return True
    if len(words) != 2 or name.kind in ("place", "organisation") or not all(map(is_syllable, words)):
        return False
    if "-" in form and words[1][0].islower():
        return True
    first = words[0].casefold()
    if is_particle(first) or any(map(is_given_name, words)) or first in _family_names():
        return False
    return all(map(_KOREAN.match, words))


@cache
def _family_names() -> frozenset[str]:
    """The family names that stand before two syllables."""
    from cleantext.registry import find

    names: frozenset[str] = find("name_spelling").options["family_names"]
    return names


_KOREAN = re.compile(
    r"(?:[GKNDTRLMBPSJCHY]|Kk|Sh|Ss|Ch|Ts)?(?:[aeiouy]|ae|eo|eu|oe|oo|ee|ui|wa|we|wi|wo|ya|ye|yo|yu|yeo|yoo|you)(?:n|ng|k|m|l|p|t|h)?\Z",
    re.IGNORECASE,
)
"""A syllable of a Korean given name, as it is usually written."""


def _grows(name: Name) -> Iterator[str]:
    """Forms that are a part of another one but for a letter: the rest of it would be added where it stands already."""
    for form, whole in permutations(name.forms, 2):
        short, long = ([word.casefold() for word in _words(one)] for one in (form, whole))
        for at in range(len(long) - len(short) + 1) if len(short) < len(long) else ():
            part = long[at : at + len(short)]
            if "".join(short) != "".join(long) and part != short and all(map(_are_near, short, part)):
                yield (
                    f"{form!r} is but for a letter a part of {whole!r}, which would grow at each place; "
                    "leave it out or make it an entry of its own"
                )
                break


def _are_near(one: str, other: str) -> bool:
    """Whether two words are equal or, if they are long enough, differ by one letter."""
    from rapidfuzz.distance import Levenshtein

    return one == other or (min(len(one), len(other)) >= NEAR and Levenshtein.distance(one, other, score_cutoff=1) < 2)


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
