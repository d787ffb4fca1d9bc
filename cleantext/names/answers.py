"""The file of ``cleantext variants``: spellings that may be one name, and what a person said about them.

::

    [[variants]]
    canonical = "Kim Jong-un"                             # the spelling that the others get; may be changed
    spellings = { "Kim Jong-un" = 9, "Kim Jong Un" = 1 }  # with the number of documents
    status = "proposed"                                   # or "unsure"
    accept = true                                         # it is one name
    distinct = ["Kim Jong Il"]                            # true: these are different names; or which of them are

The file is a pack of the rule `name_spelling`: the accepted names count, and spellings that were declared different
are never united. Its style `corpus` sets the canonical spelling in each document.
"""

import json
from collections.abc import Callable, Iterable, Sequence, Set
from pathlib import Path
from typing import Any

import msgspec

from cleantext.errors import ConfigError, unknown
from cleantext.names.packs import CORPUS, Name, entry, respelled
from cleantext.names.variants import Status, Variant
from cleantext.packs import ANSWERS, tables

HEAD = """\
# Spellings that may be one name, from `cleantext variants`. Set `accept = true` where they are, `distinct = true` (or a
# list of some of them) where they are not; `cleantext variants review FILE` asks one by one. Answers are kept when the
# corpus is searched again. In a config, `packs = [this file]` unites the accepted spellings inside each document, and
# the style "corpus" sets the canonical one in all of them.
rule = "name_spelling"
"""


class Question(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Spellings that may be one name, with the answer."""

    canonical: str
    spellings: dict[str, int]
    status: Status = "unsure"
    why: str = ""
    risks: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    accept: bool = False
    distinct: bool | tuple[str, ...] = False

    @property
    def is_answered(self) -> bool:
        """Whether a person has decided."""
        return self.accept or bool(self.distinct)

    @property
    def documents(self) -> int:
        """Documents of all spellings."""
        return sum(self.spellings.values())


def load(path: Path) -> list[Question]:
    """The questions of a file.

    Raises ConfigError, with file and entry, for a file that cannot be read or does not have the shape.
    """
    rule, data = tables(path)
    if rule != "name_spelling" or ANSWERS not in data:
        raise ConfigError(f"{path}: this is no file of cleantext variants: there is no [[{ANSWERS}]] for name_spelling")
    return read_tables(str(path), data[ANSWERS])


def read_tables(where: str, entries: Any) -> list[Question]:
    """The questions in the tables ``[[variants]]``. Raises ConfigError, with the entry, for a wrong one."""
    if not isinstance(entries, list):
        raise ConfigError(f"{where}: '{ANSWERS}' is written as [[{ANSWERS}]], a table for each name")
    out = []
    for number, table in enumerate(entries, 1):
        place = f"{where}: [[{ANSWERS}]] number {number}"
        if isinstance(table, dict) and isinstance(table.get("canonical"), str):
            place = f"{where}: [[{ANSWERS}]] {table['canonical']!r}"
            for key in table:
                if key not in Question.__struct_fields__:
                    raise ConfigError(f"{place}: {unknown('key', key, Question.__struct_fields__)}")
        try:
            question = msgspec.convert(table, Question)
        except msgspec.ValidationError as error:
            raise ConfigError(f"{place}: {error}") from None
        _check(place, question)
        out.append(question)
    return out


def _check(where: str, question: Question) -> None:
    if question.accept and question.distinct is True:
        raise ConfigError(f"{where}: 'accept' and 'distinct' are both true; decide for one")
    if not question.canonical.strip() or not all(spelling.strip() for spelling in question.spellings):
        raise ConfigError(f"{where}: a spelling is empty")
    for spelling in question.distinct if isinstance(question.distinct, tuple) else ():
        if spelling not in question.spellings:
            raise ConfigError(f"{where}: 'distinct': {unknown('spelling', spelling, question.spellings)}")
    if question.accept:
        _name(where, question)


def accepted(where: str, questions: Sequence[Question]) -> frozenset[Name]:
    """The entries of a name pack that the answers make.

    Accepted questions of one canonical spelling are one name. A spelling that was declared different and belongs to
    none of them is an entry of its own, which has no other spelling. All entries have the spellings of the file only,
    not those with a space for a hyphen, which nobody has judged.

    Raises ConfigError, with ``where`` and the spelling, for one that was accepted for two names: it would be sent from
    one to the other.
    """
    names: dict[str, Name] = {}
    owners: dict[str, str] = {}
    for question in questions:
        if not question.accept:
            continue
        name = _name(f"{where}: [[{ANSWERS}]]", question)
        if old := names.get(name.canonical):
            variants = tuple(dict.fromkeys(old.variants + name.variants))
            name = name._replace(variants=variants, distinct=tuple(dict.fromkeys(old.distinct + name.distinct)))
        names[name.canonical] = name
        for form in name.forms:
            other = owners.setdefault(form, name.canonical)
            if other != name.canonical:
                raise ConfigError(
                    f"{where}: [[{ANSWERS}]] {name.canonical!r}: {form!r} is accepted for {other!r}, too; give both "
                    "the same 'canonical', or put it into 'distinct' of one"
                )
    alone = {spelling for question in questions for spelling in _different(question)}.difference(owners)
    for spelling in alone:
        names[spelling] = entry(f"{where}: [[{ANSWERS}]]", 1, {"canonical": spelling})
    return frozenset(_exact(name, {*owners, *alone}) for name in names.values())


def _exact(name: Name, known: Set[str]) -> Name:
    """The entry without the spellings near to its forms, but for those that are ``known`` to the file."""
    near = {other for form in name.forms for other in respelled(form)}.difference(known)
    return name._replace(distinct=tuple(dict.fromkeys((*name.distinct, *sorted(near)))))


def _different(question: Question) -> Iterable[str]:
    """The spellings of a question that were declared different from others of it."""
    if isinstance(question.distinct, tuple):
        return (question.canonical, *question.distinct) if question.distinct else ()
    return question.spellings if question.distinct else ()


def _name(where: str, question: Question) -> Name:
    apart = question.distinct if isinstance(question.distinct, tuple) else ()
    variants = [name for name in question.spellings if name != question.canonical and name not in apart]
    table = {
        "canonical": question.canonical,
        "variants": variants,
        "distinct": list(apart),
        "style": {CORPUS: question.canonical},
    }
    return entry(where, 1, table)


def updated(old: Sequence[Question], found: Iterable[Variant], count: Callable[[str], int]) -> list[Question]:
    """What to ask now: all answers stay, with new counts, and nothing that was answered is asked again.

    Where an answered name has a new spelling, only that one is asked, beside the canonical one. Of names that differ in
    more than hyphen, space and case, that what differs counts: which of its spellings leads may change.
    """
    answered = [
        msgspec.structs.replace(question, spellings={name: count(name) for name in question.spellings})
        for question in old
        if question.is_answered
    ]
    judged = {
        same: [(same(question.canonical), set(map(same, question.spellings))) for question in answered]
        for same in (str, _key)
    }
    fresh: list[Question] = []
    for variant in found:
        same = _key if variant.status == "unsure" else str
        names = {name: same(name) for name in variant.spellings}
        for canonical, told in judged[same]:
            known = told.intersection(names.values()) - {canonical}
            if len(known) + (canonical in names.values()) > 1:
                names = {name: key for name, key in names.items() if key not in known}
        if len(names) > 1 and not any(told.issuperset(names.values()) for _, told in judged[same]):
            spellings = {name: variant.spellings[name] for name in names}
            leader = max(names, key=spellings.__getitem__)
            fresh.append(Question(leader, spellings, variant.status, variant.why, variant.risks, variant.contexts))
    return [*fresh, *answered]


def _key(name: str) -> str:
    """A name without regard to hyphen, space and case."""
    return name.replace("-", " ").casefold()


def dumped(questions: Iterable[Question]) -> str:
    """The file with these questions."""
    out = [HEAD]
    for question in questions:
        spellings = ", ".join(f"{_text(name)} = {number}" for name, number in question.spellings.items())
        out.append(f"\n[[{ANSWERS}]]\n")
        out.append(f"canonical = {_text(question.canonical)}\n")
        out.append(f"spellings = {{ {spellings} }}\n")
        out.append(f"status = {_text(question.status)}\n")
        out.append(f"accept = {str(question.accept).lower()}\n")
        apart = question.distinct
        out.append(f"distinct = {_list(apart) if isinstance(apart, tuple) else str(apart).lower()}\n")
        out.append(f"why = {_text(question.why)}\n")
        out.append(f"risks = {_list(question.risks)}\n")
        out.append(f"contexts = {_list(question.contexts)}\n")
    return "".join(out)


def _text(value: str) -> str:
    """A basic string of TOML; lone surrogates, which TOML cannot hold, become question marks."""
    clean = value.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str]) -> str:
    items = [f"    {_text(value)},\n" for value in values]
    return "[\n" + "".join(items) + "]" if items else "[]"
