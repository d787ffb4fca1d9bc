"""Packs: the phrases of a rule as data, TOML by language.

``rules/<name>.toml`` is the pack that comes with the rule of that name; users' own packs have the same shape and add
to it::

    rule = "page_furniture"      # optional where the file is named after the rule

    [anywhere]                   # an option of the rule that holds a set of phrases
    en = ["view larger image"]   # phrases by language code; "any" where the language does not matter

A pack of the rule `name_spelling` has tables ``[[names]]``, too (see `cleantext.names.packs`).
"""

import importlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.errors import ConfigError, unknown
from cleantext.openings import line_key

ANSWERS = "variants"
"""The table in which `cleantext variants` asks; of the names there, those count that a person has accepted."""


def optional() -> Mapping[str, Path]:
    """The packs that come with cleantext and are used only when asked for, by name."""
    [folder, *_] = importlib.import_module("cleantext.rules").__path__
    return {path.stem: path for path in sorted(Path(folder, "packs").glob("*.toml"))}


def located(pack: str | Path, folder: Path | None = None) -> Path:
    """The file of a pack that is given by its path, relative to ``folder``, or by its name (see `optional`)."""
    name = str(pack)
    if name.isidentifier() and name in optional():
        return optional()[name]
    return folder / pack if folder else Path(pack)


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says. Raises ConfigError, with the file's name, where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}: byte 0x{error.object[error.start]:02X} on line {line} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None


class Pack(NamedTuple):
    """A pack that was read: for which rule, and what it adds to each option: phrases (as line keys), or names."""

    rule: str
    phrases: Mapping[str, frozenset[Any]]


def load(path: Path) -> Pack:
    """Read a pack.

    Raises ConfigError, with file and entry, for a file that cannot be read or does not have the shape of a pack.
    """
    rule, data = tables(path)
    out: dict[str, frozenset[Any]] = {}
    for option, table in data.items():
        entries = _entries(path, option, table)
        option = "names" if option == ANSWERS else option
        out[option] = added(out[option], entries) if option in out else entries
    return Pack(rule, out)


def tables(path: Path) -> tuple[str, dict[str, Any]]:
    """The rule that a pack is for, and its tables as they stand in the file. Raises ConfigError as `load` does."""
    if not path.suffix and not path.exists():
        raise ConfigError(f"{path}: no such file, and {unknown('pack', path.name, optional())}")
    data = read_toml(path)
    rule = data.pop("rule", path.stem)
    if not isinstance(rule, str):
        raise ConfigError(f"{path}: 'rule' is the name of a rule, not {rule!r}")
    return rule, data


def added(old: frozenset[Any], more: frozenset[Any]) -> frozenset[Any]:
    """What an option holds together with what a pack adds to it."""
    from cleantext.names.packs import Name, merged

    return merged(old, more) if any(isinstance(entry, Name) for entry in more) else old | more


def beside(rule_file: str) -> Mapping[str, frozenset[Any]]:
    """The phrases of the pack that lies beside a rule's file: call it with ``__file__``."""
    return load(Path(rule_file).with_suffix(".toml")).phrases


def _entries(path: Path, option: str, table: object) -> frozenset[Any]:
    if option == ANSWERS and isinstance(table, list):
        from cleantext.names.answers import accepted, read_tables

        return accepted(str(path), read_tables(str(path), table))
    if isinstance(table, list) and table and all(isinstance(entry, dict) for entry in table):
        from cleantext.names.packs import read

        return read(f"{path}: [[{option}]]", table)
    return _keys(f"{path}: [{option}]", table)


def _keys(where: str, table: object) -> frozenset[str]:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} is a table of phrases by language, not {table!r}")
    out: set[str] = set()
    for language, phrases in table.items():
        if not isinstance(phrases, list):
            raise ConfigError(f"{where} {language}: a list of phrases is wanted, not {phrases!r}")
        for phrase in phrases:
            if not isinstance(phrase, str) or not line_key(phrase):
                raise ConfigError(f"{where} {language}: {phrase!r} is no phrase with letters or digits")
            out.add(line_key(phrase))
    return frozenset(out)
