"""Name packs: names with their spellings as data, and the search for them in a text.

A pack is a TOML file of the rule `name_spelling`::

    [[names]]
    canonical = "Kim Jong Un"              # the form that is used where the text does not decide
    variants = ["Kim Jong-oun"]            # other spellings of the same name
    style = { yonhap = "Kim Jong-un" }     # forms of house styles
    distinct = ["Kim Jong Il"]             # names that look alike and are others
    kind = "person"                        # person, place or organisation
    given = []                             # given names that may stand before it, where that is a family name
    needs = ["Korea"]                      # only in a text that has one of these as whole words
    except = ["Kim Jong Un University"]    # not inside these

A form with hyphens also stands for its spellings with spaces, or with a capital behind the hyphen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product, zip_longest
from typing import Any, Literal, NamedTuple, get_args

from cleantext.errors import ConfigError, unknown
from cleantext.names.surfaces import searchable

Kind = Literal["person", "place", "organisation", "other"]

KEYS = ("canonical", "variants", "style", "distinct", "kind", "given", "needs", "except")

_LISTS = frozenset({"variants", "distinct", "given", "needs", "except"})

CORPUS = "corpus"
"""The style of the spellings that a person has chosen for a corpus (see `cleantext.names.answers`)."""

MANY = 3_000
"""Forms up to which a text is searched for the whole of them at first; of more, for their beginnings, since the
fastest kind of automaton takes much memory."""

BEGINNING = 8
"""Characters of the beginning of a form."""


class Name(NamedTuple):
    """An entry of a pack."""

    canonical: str
    variants: tuple[str, ...] = ()
    style: tuple[tuple[str, str], ...] = ()
    """Pairs of a style's name and its form."""
    distinct: tuple[str, ...] = ()
    kind: Kind = "other"
    needs: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    """Given names that may stand before a person's name; behind another one it is another person's."""

    @property
    def forms(self) -> tuple[str, ...]:
        """All spellings, the canonical one first, each once."""
        return tuple(dict.fromkeys((self.canonical, *(form for _, form in self.style), *self.variants)))

    def styled(self, style: str | None) -> str | None:
        """The form of a house style, if the entry has one."""
        return dict(self.style).get(style) if style else None


def read(where: str, tables: list[Any]) -> frozenset[Name]:
    """The entries of a pack, from the tables of its TOML file.

    Raises ConfigError, with file and entry, for what is no entry, and for entries that contradict each other: a form
    that two of them claim would be sent from one to the other and back.
    """
    names = [entry(where, number, table) for number, table in enumerate(tables, 1)]
    claimed: dict[str, Name] = {}
    for name in names:
        for form in name.forms:
            other = claimed.setdefault(form, name)
            if other is not name:
                raise ConfigError(
                    f"{where}: {form!r} belongs to two names, {other.canonical!r} and {name.canonical!r}; "
                    "leave it with one of them"
                )
    return frozenset(names)


def merged(old: frozenset[Name], new: frozenset[Name]) -> frozenset[Name]:
    """Both packs; an old name that shares a form with a new one gives way to it."""
    forms = {form for name in new for form in name.forms}
    return new | {name for name in old if forms.isdisjoint(name.forms)}


def entry(where: str, number: int, table: Any) -> Name:
    """One entry, from its table. Raises ConfigError for what is no entry or contradicts itself."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where} number {number} is a table with the key 'canonical', not {table!r}")
    canonical = table.get("canonical")
    if not isinstance(canonical, str) or not canonical.strip():
        raise ConfigError(f"{where} number {number}: 'canonical' is the name as it shall be written, not {canonical!r}")
    where = f"{where} {canonical!r}"
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{where}: {unknown('key', key, KEYS)}")
    style = table.get("style", {})
    if not isinstance(style, dict) or not all(isinstance(form, str) and form.strip() for form in style.values()):
        raise ConfigError(f"{where}: 'style' is a table of forms by house style, not {style!r}")
    kind = table.get("kind", "other")
    if kind not in get_args(Kind):
        raise ConfigError(f"{where}: {unknown('kind', str(kind), get_args(Kind))}")
    lists = {key: _strings(where, key, table.get(key, [])) for key in KEYS if key in _LISTS}
    name = Name(
        canonical,
        lists["variants"],
        tuple(style.items()),
        lists["distinct"],
        kind,
        lists["needs"],
        lists["except"],
        lists["given"],
    )
    for form in (*name.forms, *name.distinct, *name.except_):
        if form != " ".join(form.split()):
            raise ConfigError(f"{where}: {form!r} has spaces at its ends or several inside; take them out")
        if not any(map(str.isalpha, form)) or form.startswith("-") or form.endswith("-"):
            raise ConfigError(f"{where}: {form!r} is no name; take it out")
    if canonical in name.variants:
        raise ConfigError(f"{where}: the canonical form is among its variants; take it out there")
    if clash := set(name.forms) & set(name.distinct):
        raise ConfigError(f"{where}: {min(clash)!r} is a form of the name and a name distinct from it; decide for one")
    spaced = {form: _spaced(form) for form in name.forms}
    for form, words in spaced.items():
        if whole := next((whole for whole, more in spaced.items() if words in more and words != more), None):
            raise ConfigError(
                f"{where}: {form!r} is a part of {whole!r}, which would grow at each place; "
                "leave it out or make it an entry of its own"
            )
    return name


def _strings(where: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ConfigError(f"{where}: {key!r} is a list of names, not {value!r}")
    return tuple(value)


def _spaced(name: str) -> str:
    """The words of a name in small letters with a space around each, so that a part of the name is a part of this."""
    return f" {' '.join(name.casefold().replace('-', ' ').split())} "


def respelled(form: str) -> Iterable[str]:
    """The spellings of a form that differ by hyphen against space or by case behind a hyphen."""
    parts = form.split("-")
    for part, rest in ((parts[:i], parts[i:]) for i in range(1, len(parts))):
        before, behind = "-".join(part), "-".join(rest)
        if not before or not behind or before[-1:] == " " or behind[0] == " ":
            continue
        capital = behind[0].upper() + behind[1:]
        if re.search(r"[^\W\d_]\Z", before):
            if form[0].islower() or _lower_first(before):
                yield f"{before} {behind}"
            else:
                yield f"{before} {capital}"
            yield f"{before}-{capital}"


def _lower_first(before: str) -> bool:
    """Whether the word that ends ``before`` begins with a small letter, as in ``Port-au``."""
    return re.split(r"[\s\-]", before)[-1][:1].islower()


class Hit(NamedTuple):
    """A form of a name at a place in a text."""

    start: int
    end: int
    name: Name
    form: str


class Matcher:
    """Finds all forms of all names of a pack in one pass over a text (Aho-Corasick)."""

    def __init__(self, names: frozenset[Name]) -> None:
        import ahocorasick_rs

        ordered = sorted(names)
        meaning: dict[str, tuple[Name, str] | None] = {}
        for name in ordered:
            for form in name.forms:
                meaning.setdefault(form, (name, form))
        for name in ordered:
            for form in (*name.distinct, *name.except_):
                meaning.setdefault(form, None)
        for name in ordered:
            for form in name.forms:
                for other in respelled(form):
                    meaning.setdefault(other, (name, other))
        for form, what in list(meaning.items()):
            if what and form[0].islower():
                meaning.setdefault(form[0].upper() + form[1:], what)
        for form in [form for form in meaning if "'" in form]:
            meaning.setdefault(form.replace("'", "’"), meaning[form])
        self.forms: Mapping[str, tuple[Name, str] | None] = meaning
        """What each spelling stands for; None for one that is another name."""
        self._meanings = list(meaning.values())
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._find = ahocorasick_rs.AhoCorasick(list(meaning), matchkind=kind).find_matches_as_indexes

    @property
    def rare(self) -> Iterator[str]:
        """What a text holds that has a form which is not canonical: the form, perhaps broken by line feeds; the
        beginning of the form in a large pack."""
        forms = [form for form, what in self.forms.items() if what and form != what[0].canonical]
        for form in forms if len(forms) <= MANY else sorted({form[:BEGINNING] for form in forms}):
            for joints in product(" \n", repeat=form.count(" ")):
                yield "".join(map("".join, zip_longest(form.split(" "), joints, fillvalue="")))

    def apart(self, text: str) -> list[tuple[int, int]]:
        """The places of names that the pack keeps apart, and of what its names are no part of."""
        return [(start, end) for pattern, start, end in self._find(searchable(text)) if self._meanings[pattern] is None]

    def hits(self, text: str) -> list[Hit]:
        """All forms that stand in the text as whole words, in order."""
        out: list[Hit] = []
        for pattern, start, end in self._find(searchable(text)):
            meaning = self._meanings[pattern]
            if meaning and not text[end : end + 1].isalnum() and not text[start - 1 : start].isalnum():
                out.append(Hit(start, end, *meaning))
        return out


@cache
def matcher(names: frozenset[Name]) -> Matcher:
    """The matcher of a pack, made once."""
    return Matcher(names)
