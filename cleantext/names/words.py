"""What is known of English words: which are common, which name a people, which stand before a name.

The lists lie beside this file and are not read before a text has a candidate. ``words.txt`` is a subset of SCOWL (see
``words.NOTICE.txt``): common words, with a star behind one that is a name, too. The others were written by hand:
``nationalities.txt`` (peoples, religions, months, weekdays), ``countries.txt`` (and regions), ``prefixes.txt`` (first
parts of compounds), ``particles.txt``, ``titles.txt``, ``given_names.txt`` (double ones with a hyphen), ``people.txt``
(what somebody is) and ``institutions.txt`` (last words of their names).
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

_HERE = Path(__file__).parent

Kind = Literal["name", "both", "common", "nationality"]

_MAKER = re.compile(
    r"(?!(?:after|another|be(?:st|tter)|either|ever|f(?:orm|urth)er|higher|human|however|latt?er|lower|matter|neither|"
    r"never|number|of?fer|order|other|over|paper|power|rather|river|summer|together|under|whether|winter|earlier)\Z)"
    r"\w{3,}(?:er|or|ist|man|woman|ician|eer)\Z"
)


@lru_cache(1 << 16)
def kind(part: str) -> Kind:
    """What a part of a name is as an English word; "both" is a common word that is a name as well (Hill, Young)."""
    word = part.casefold()
    if word in _read("nationalities") or word in _read("countries"):
        return "nationality"
    if word in _read("words") or word in _read("prefixes"):
        return "common"
    return "both" if word + "*" in _read("words") else "name"


def is_country(part: str) -> bool:
    """Whether a word is the name of a country or a region."""
    return part.casefold() in _read("countries")


def is_title(part: str) -> bool:
    """Whether a word stands before names and does not belong to them."""
    return part.casefold() in _read("titles")


def is_given_name(part: str) -> bool:
    """Whether a word is a common given name."""
    return part.casefold() in _read("given_names")


@lru_cache(1 << 16)
def is_person(word: str) -> bool:
    """Whether a word in small letters tells what somebody is (nurse, rival, goalkeeper).

    The list is short of many that end in a way that other words seldom do.
    """
    if not word.islower():
        return False
    return word in _read("people") or bool(_MAKER.match(word))


def is_institution(word: str) -> bool:
    """Whether a word makes the name before it that of an institution, or of a place that is called after somebody."""
    return word.casefold() in _read("institutions")


def is_particle(part: str) -> bool:
    """Whether a word in small letters may stand inside a name (von, de, al)."""
    return part in _read("particles")


@cache
def _read(name: str) -> frozenset[str]:
    return frozenset((_HERE / f"{name}.txt").read_text("utf-8").split())
