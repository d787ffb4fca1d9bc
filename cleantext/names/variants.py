"""Spellings across a corpus: which names are written in several ways, to be judged by a person.

`Surfaces` counts the names of many texts in one pass, in bounded memory. `Surfaces.variants` then proposes what may
be one name: spellings that differ by hyphen, space, case or accent (status "proposed"), and spellings with the same
sounds or one letter apart (status "unsure"), most of which are different names. Nothing is edited by any of this.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

from cleantext.names.groups import Options, objection
from cleantext.names.surfaces import Surface, flat, is_asian, is_numeral, unaccented
from cleantext.names.words import is_given_name, is_title, kind

Status = Literal["proposed", "unsure"]

LIMIT = 300_000
"""Most surfaces that are remembered at a time; with their contexts they take some 200 MB, and twice as much in the end,
when they are compared."""

CONTEXTS = 2
"""Contexts that are kept of each surface."""

AROUND = 40
"""Characters of a context on each side of the name."""

DOCUMENTS = 8
"""Documents that are remembered of each surface, the first ones and the last, to tell whether two surfaces stand in the
same one."""

SHORT = 4
"""Least letters of a part that may differ by any letter: shorter ones (Roy, Ron) nearly always are two names."""

NEAR = 0.55
"""Least share of letters in common of parts that sound alike (Hussein, Husayn: 0.57)."""

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
_LETTERS = r"[^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*"
_RUN = re.compile(
    rf"[{_CAPITAL}]{_LETTERS}(?:(?: (?:de|del|della|der|den|di|da|dos|du|al|el|bin|ibn|la|le|van|von|zu))*"
    rf"[ -][{_CAPITAL}]{_LETTERS}|-[a-z]{_LETTERS})+"
)
_SPACE = re.compile(r"\s+")
_VOWELS = re.compile(r"[aeiouyj]+")
_DOUBLE = re.compile(r"(.)\1")
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("sh", "s"), ("ch", "c"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("zh", "z"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
)  # fmt: skip


class _Seen:
    """What is remembered of a surface."""

    __slots__ = ("contexts", "documents", "number")

    def __init__(self) -> None:
        self.number = 0
        self.documents: tuple[int, ...] = ()
        self.contexts: tuple[str, ...] = ()


class Variant(NamedTuple):
    """Spellings that may be one name, for a person to judge."""

    status: Status
    canonical: str
    """The spelling of most documents."""
    spellings: dict[str, int]
    """Each spelling with the number of documents that have it."""
    why: str
    """How the spellings differ."""
    risks: tuple[str, ...]
    """What speaks against one name."""
    contexts: tuple[str, ...]
    """Places where the spellings stand, two of each at most."""


class Surfaces:
    """The names of a corpus, counted by document.

    At most ``limit`` surfaces are remembered. When there are more, those of the fewest documents are forgotten, so
    that counts of rare names may be too low (`forgotten` says how many were dropped).
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.documents = 0
        self.forgotten = 0
        self._limit = limit
        self._seen: dict[str, _Seen] = {}
        self._names: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Count the names of one document."""
        number = self.documents
        self.documents += 1
        plain = flat(text)
        for run in set(_RUN.findall(plain)):
            name = self._names.get(run)
            if name is None:
                name = self._names[run] = _trimmed(run)
            if not name:
                continue
            seen = self._seen.get(name)
            if seen is None:
                seen = self._seen[name] = _Seen()
            elif seen.documents[-1] == number:
                continue
            seen.number += 1
            if seen.number <= DOCUMENTS:
                seen.documents += (number,)
                if seen.number <= CONTEXTS:
                    seen.contexts += (_context(plain, run),)
            else:
                seen.documents = (*seen.documents[:-1], number)
        if len(self._seen) > self._limit:
            self._forget()
        if len(self._names) > 2 * self._limit:
            self._names.clear()

    def _forget(self) -> None:
        """Drop the surfaces of the fewest documents until there is room again."""
        least = 1
        while len(self._seen) > self._limit * 3 // 4:
            kept = {name: seen for name, seen in self._seen.items() if seen.number > least}
            self.forgotten += len(self._seen) - len(kept)
            self._seen = kept
            least += 1

    def __len__(self) -> int:
        return len(self._seen)

    def variants(self, *, documents: int = 2) -> list[Variant]:
        """What may be one name: the certain first, then by the number of documents.

        Only names that stand in at least ``documents`` documents, all spellings together, are proposed.
        """
        units: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in self._seen:
            units[_key(name)].append(name)
        out = [self._variant("proposed", names, _difference(names)) for names in units.values() if _are_one(names)]
        leaders = {key: max(names, key=lambda name: self._seen[name].number) for key, names in units.items()}
        alike = list(_alike(leaders.values()))
        told = {frozenset(pair) for names in alike for pair in combinations(names, 2)}
        out += [self._variant("unsure", names, "the same sounds") for names in alike]
        close = (names for names in _close(leaders.values()) if frozenset(names) not in told)
        out += [self._variant("unsure", names, "one letter") for names in close]
        kept = [one for one in out if sum(one.spellings.values()) >= documents]
        return sorted(kept, key=lambda one: (one.status, -sum(one.spellings.values()), one.canonical))

    def count(self, name: str) -> int:
        """The number of documents that have a spelling."""
        seen = self._seen.get(name)
        return seen.number if seen else 0

    def _variant(self, status: Status, names: Sequence[str], why: str) -> Variant:
        ordered = sorted(names, key=lambda name: (-self._seen[name].number, name))
        return Variant(
            status,
            ordered[0],
            {name: self._seen[name].number for name in ordered},
            why,
            tuple(self._risks(ordered)),
            tuple(context for name in ordered for context in self._seen[name].contexts),
        )

    def _risks(self, names: Sequence[str]) -> Iterator[str]:
        """What speaks against one name."""
        parts = [_parts(name) for name in names]
        if len({tuple(filter(is_numeral, some)) for some in parts}) > 1:
            yield "a numeral, Jr or Sr"
        words = [[part for part in some if not is_numeral(part)] or some for some in parts]
        if any(len({some[at][0].casefold() for some in words}) > 1 for at in (0, -1)):
            yield "initials differ"
        if any(_is_inflected(one, other) for one, other in combinations(words, 2)):
            yield "a plural or the name of a people"
        if len({unaccented(name) for name in names}) < len(set(names)):
            yield "only accents differ, which may be two names"
        documents = Counter(number for name in names for number in self._seen[name].documents)
        if documents and max(documents.values()) > 1:
            yield "both in one document"


def _trimmed(run: str) -> str:
    """A run without the titles and common words at its ends; "" if no name of two parts is left."""
    words = re.split("([ -])", run.replace("’", "'"))
    families = _options().family_names
    while len(words) > 2 and words[1] == " " and _is_outside(words[0]) and not is_asian(words[:6:2], families):
        del words[:2]
    least = 6 if is_asian(words[:6:2], families) else 2
    while len(words) > least and words[-2] == " " and _is_outside(words[-1]):
        del words[-2:]
    parts = words[::2]
    if (
        len(parts) < 2
        or len(parts[-1]) < 2
        or any(len(part) > 1 and part.isupper() and not is_numeral(part) for part in parts)
    ):
        return ""
    return "".join(words)


def _is_outside(word: str) -> bool:
    return is_title(word) or kind(word) in ("common", "nationality")


def _context(plain: str, run: str) -> str:
    at = plain.find(run)
    return _SPACE.sub(" ", plain[max(0, at - AROUND) : at + len(run) + AROUND]).strip()


def _parts(name: str) -> list[str]:
    return re.split("[ -]", name)


def _key(name: str) -> tuple[str, ...]:
    """What spellings have in common that differ by hyphen, space, case and accents."""
    return tuple(unaccented(part).casefold() for part in _parts(name))


def _surface(name: str) -> Surface:
    return Surface(0, 0, tuple(_parts(name)), "".join(re.findall("[ -]", name)))


@cache
def _options() -> Options:
    """The options of the rule, but without its pack, and with accents."""
    from cleantext.registry import find

    return Options(frozenset(), find("name_spelling").options["family_names"], profile="standard")


def _are_one(names: Sequence[str]) -> bool:
    """Whether spellings of one key are a name rather than words that are joined or not."""
    return len(names) > 1 and not objection([_surface(name) for name in names], _options())


def _difference(names: Sequence[str]) -> str:
    """How spellings of one key differ."""
    plain = {unaccented(name) for name in names}
    if len(plain) == 1:
        return "accents"
    return "hyphen, space or case" + (" and accents" if len(plain) < len(names) else "")


def _skeleton(name: str) -> str:
    """A name by its sounds: what transliterations of one name have in common, and some other names with them."""
    out = unaccented(name).casefold().replace("'", "").replace("-", " ")
    for letters, sound in _SOUNDS:
        if letters in out:
            out = out.replace(letters, sound)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("a", out))


def _alike(names: Iterable[str]) -> Iterator[list[str]]:
    """Names that sound alike."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[_skeleton(name)].append(name)
    for some in groups.values():
        near = [name for name in some if _is_near(name, some[0])]
        if len(near) > 1 and _differ_in_names(near):
            yield near


def _is_near(name: str, other: str) -> bool:
    """Whether each part of a name has most letters in common with that of another."""
    from rapidfuzz.distance import Levenshtein

    pairs = zip(_key(name), _key(other), strict=False)
    return all(one == two or Levenshtein.normalized_similarity(one, two) >= NEAR for one, two in pairs)


def _close(names: Iterable[str]) -> Iterator[list[str]]:
    """Names of which one part differs by one letter."""
    by_key = {_key(name): name for name in names}
    for i in range(max(map(len, by_key), default=0)):  # one position at a time takes less memory
        blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for key in by_key:
            if i < len(key) and (i == 0 or len(key[i]) >= SHORT or _is_suffix(key, i)):
                blocks[key[:i] + key[i + 1 :]].append(key[i])
        for rest, parts in blocks.items():
            for pair in _one_letter_apart(parts) if len(parts) > 1 else ():
                both = [by_key[(*rest[:i], part, *rest[i:])] for part in pair]
                if (min(map(len, pair)) >= SHORT or i or _are_given_names(both)) and _differ_in_names(both):
                    yield both


def _is_suffix(key: Sequence[str], i: int) -> bool:
    """Whether a part of a key stands behind a full name and tells its bearer from others: jr, ii."""
    return 1 < i == len(key) - 1 and (is_numeral(key[i].upper()) or is_numeral(key[i].title()))


def _are_given_names(names: Sequence[str]) -> bool:
    """Whether names begin with a short given name to which one of them adds a letter: Jon and John, Ann and Anne."""
    firsts = [_parts(name)[0] for name in names]
    return (
        len(set(map(len, firsts))) > 1
        and any(map(is_given_name, firsts))
        and not any(is_asian(_parts(name), _options().family_names) for name in names)
    )


def _one_letter_apart(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that one letter put in, left out or changed makes equal; by the words without one letter."""
    shorter: dict[str, list[str]] = defaultdict(list)
    found: set[tuple[str, str]] = set()
    for word in words:
        for key in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            for other in shorter[key]:
                pair = (other, word) if other < word else (word, other)
                if pair not in found and _distance_is_one(*pair):
                    found.add(pair)
                    yield pair
            shorter[key].append(word)


def _distance_is_one(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def _differ_in_names(names: Sequence[str]) -> bool:
    """Whether names have the same number of parts, and those in which they differ are no common words."""
    for parts in zip(*map(_parts, names), strict=False):
        differ = len({part.casefold() for part in parts}) > 1
        if differ and any(kind(part) in ("common", "nationality") for part in parts):
            return False
    return len({len(_parts(name)) for name in names}) == 1


_ENDINGS = ("s", "es", "n", "an", "ian", "i", "ese")


def _is_inflected(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ by an ending that makes a plural or the name of a people."""
    for a, b in zip(one, other, strict=False):
        short, long = sorted((a.casefold(), b.casefold()), key=len)
        if short != long and long.startswith(short) and long.removeprefix(short) in _ENDINGS:
            return True
    return False
