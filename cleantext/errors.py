"""Errors that a person can act on."""

from collections.abc import Iterable


class ConfigError(ValueError):
    """Rules, options, packs or a config file that cannot be used. The message names the place and the mend."""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The message for a name that does not exist, with the nearest one that does."""
    from rapidfuzz import fuzz, process

    known = sorted(known)
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known) or 'none'}"
    return f"unknown {what} {name!r}{hint}"
