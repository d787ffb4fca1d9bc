"""Groups of surfaces that are one name, with the verdict whether they may be given one spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Literal, NamedTuple, get_args

import regex

from cleantext.document import Document, Hints
from cleantext.edits import Edit
from cleantext.errors import ConfigError, unknown
from cleantext.names import bearers, guard
from cleantext.names.packs import CORPUS, Hit, Name, matcher
from cleantext.names.surfaces import (
    ODD,
    Surface,
    accented,
    flat,
    hyphens,
    is_asian,
    is_numeral,
    is_syllable,
    may_join,
    pair,
    searchable,
    surface,
    unaccented,
)
from cleantext.names.words import Kind, is_given_name, is_particle, is_title, kind

Profile = Literal["safe", "standard"]
Canonical = Literal["majority", "pack", "first"]
Quotes = Literal["keep", "edit"]

FEW = 8
"""Strings that are looked for one by one; more are looked for together."""

CLEAR = 2
"""How many times more often the hyphen must stand in a name of two parts, where 1:1 was wrong (Wal Mart)."""

_SUFFIXES = frozenset({"run", "set", "up", "led", "made", "fed", "cut", "out", "off", "part", "time", "hit"})
"""English words that look like syllables of a name and are joined to any name by a hyphen (a Hong Kong-run school)."""

_SENTENCE_START = re.compile(r"(?:\A|[\n.!?:])[\s\"'“‘(\[*]*\Z")
_SENTENCE_END = re.compile(r"[\"'”’)\]]*(?:\s+[^a-z\s]|\s*\Z|\n)")
_WORD_BEFORE = re.compile(r"(\w+)[ ,;:]*\Z")
_WORD_BEHIND = re.compile(r"[ ,;:]*(\w+)")
_NAME_BEFORE = regex.compile(r"(?r)(?:\A|[^\w'’-])([^\W\d_][\w'’-]*)[ -](?:(?:al|el)[ -])?\Z")
_NAME_BEHIND = re.compile(r"(?:-| (?:Al[ -]|al-)?)([^\W\d_a-z]\w+)")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) \Z")
_REST_OF_WORD = re.compile(r"(\S*) ?")


@dataclass(frozen=True)
class Group:
    """The spellings of one name in one text."""

    spellings: Mapping[str, int]
    """How often each stands there (quotations and the like left out), the most frequent one first."""
    canonical: str
    """The spelling that the others get, or would get."""
    accepted: bool
    """Whether the spellings may be made one."""
    reason: str
    """Why, with the counts."""
    entry: Name | None = None
    """The entry of a pack that the name belongs to."""
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    """What makes the spellings one; nothing if the group was refused."""


class Options(NamedTuple):
    """The options of the rule `name_spelling`; see there."""

    names: frozenset[Name]
    family_names: frozenset[str]
    profile: Profile = "safe"
    canonical: Canonical = "majority"
    style: str | None = None
    quotes: Quotes = "keep"


def find_groups(
    text: str | Document,
    *,
    names: frozenset[Name] | None = None,
    family_names: frozenset[str] | None = None,
    profile: Profile = "safe",
    canonical: Canonical = "majority",
    style: str | None = None,
    quotes: Quotes = "keep",
    language: str | None = None,
) -> list[Group]:
    """The names that a text spells in several ways, accepted and refused, in the order of their first surface.

    ``names`` are entries of packs and ``family_names`` those that stand before two syllables; by default they are
    the ones that come with the rule `name_spelling`. The other options are the rule's. ``language`` is a hint.

    Raises ConfigError for a value that an option does not have, TypeError for what is no text.
    """
    if not isinstance(text, str | Document):
        raise TypeError(f"a str is wanted, not {type(text).__name__}")
    for option, value, type_ in (
        ("profile", profile, Profile),
        ("canonical", canonical, Canonical),
        ("quotes", quotes, Quotes),
    ):
        if value not in get_args(type_):
            raise ConfigError(unknown(f"value of {option}", str(value), get_args(type_)))
    if names is None or family_names is None:
        from cleantext.registry import find

        defaults = find("name_spelling").options
        names = defaults["names"] if names is None else names
        family_names = defaults["family_names"] if family_names is None else family_names
    check_style(style, names)
    doc = text if isinstance(text, Document) else Document(text, Hints(language=language))
    options = Options(names, family_names, profile, canonical, style, quotes)
    groups = _groups(doc, options, flat(doc.text), promising=False)
    if options.style != CORPUS and not guard.is_english(doc):
        return [_refused(group, "the text is not English") for group in groups]
    return groups


def check_style(style: str | None, names: frozenset[Name]) -> None:
    """Raise ConfigError for a style that no entry of the packs has."""
    known = sorted({CORPUS, *(some for name in names for some, _ in name.style)})
    if style is not None and style not in known:
        raise ConfigError(unknown("style of name_spelling", style, known))


def find_edits(doc: Document, options: Options) -> Iterator[Edit]:
    """The edits of the groups that `find_groups` accepts, without a look at others."""
    if options.style == CORPUS or guard.is_english(doc):
        for group in _groups(doc, options, flat(doc.text), promising=True):
            yield from group.edits


def rare_forms(*, names: frozenset[Name]) -> Iterable[str]:
    """What stands in each text of which `find_edits` changes a form of the pack, unless a house style is set."""
    return matcher(names).rare


def may_differ(doc: Document, *, profile: Profile, style: str | None) -> bool:
    """Whether `find_edits` may find something else than the forms of a pack; quickly told."""
    if style is not None:
        return True
    if not guard.may_be_english(doc):
        return False
    text = doc.text
    if not text.isascii() and (profile == "standard" or any(odd in text for odd in ODD)):
        return True
    return bool(_varied(text, promising=True))


def _varied(text: str, *, promising: bool) -> dict[str, list[int]]:
    """The hyphens (see `hyphens`) at which the text, with plain hyphens, has several spellings."""
    places = hyphens(text, promising=promising)
    plain = flat(text) if places else ""
    spaced = _present(plain, places.keys()) if places else ()
    return {
        beginning: some
        for beginning, some in places.items()
        if beginning in spaced or (len(some) > 1 and len({plain[at + 1] for at in some}) > 1)
    }


def _groups(doc: Document, options: Options, plain: str, *, promising: bool) -> list[Group]:
    entries = _entries(plain, options.names, options.style)
    chosen = options.style == CORPUS  # by a person who has seen them, in this language
    seeds = set() if chosen else _seeds(plain, options, promising=promising)
    if chosen and entries and not guard.is_english(doc):
        entries = {name: hits for name, hits in entries.items() if name.styled(CORPUS)}
    if not (entries or seeds):
        return []
    free = _Free(doc, options)
    groups = [_of_entry(free, plain, name, hits, options) for name, hits in entries.items()]
    taken = sorted((hit.start, hit.end) for hits in entries.values() for hit in hits)
    surfaces = _surfaces(doc.text, plain, seeds, options.family_names, taken)
    if surfaces:
        apart = matcher(options.names).apart(plain)
        whole = {(place.start, place.end) for place in surfaces}
        inner = guard.united([span for span in apart if span not in whole])
        surfaces = [place for place in surfaces if not guard.inside(place.start, inner)]
    joined = Counter(
        pair for place in surfaces if free(place) and not _is_attribute(plain, place) for pair in place.pairs
    )
    for places in _by_name(surfaces, accents=options.profile == "safe"):
        groups.append(_of_surfaces(free, places, joined, options))
    return [group for _, group in sorted((group for group in groups if group), key=lambda item: item[0])]


class _Free:
    """Tells which places of a text may be edited, and vote."""

    def __init__(self, doc: Document, options: Options) -> None:
        self.text = text = doc.text
        self._families = options.family_names
        self._any_language = bool(doc.hints.language) or options.style == CORPUS
        self._signs = guard.code_signs(text)
        spans = guard.code(text)
        self._spans = guard.united([*spans, *guard.quotations(text)]) if options.quotes == "keep" else spans

    def __call__(self, place: Surface | Hit) -> bool:
        start, end = place.start, place.end
        if guard.inside(start, self._spans) or guard.is_literal(self.text, start, end, self._signs):
            return False
        if not self._any_language and guard.is_foreign(self.text, start, end):
            return False
        if isinstance(place, Hit):
            return place.name.kind != "person" or not guard.is_part(self.text, start, end, whole=True)
        return not guard.is_part(self.text, start, end, whole=is_asian(place.parts, self._families))


# ---- what a text has ----


def _entries(plain: str, names: frozenset[Name], style: str | None) -> dict[Name, list[Hit]]:
    """The places of the entries that the text spells in several ways, or not in the way of the style."""
    places: dict[Name, list[Hit]] = {}
    for hit in matcher(names).hits(plain):
        places.setdefault(hit.name, []).append(hit)
    if all(len({hit.form for hit in some}) < 2 for some in places.values()) and style is None:
        return {}
    apart = {plain[start:end].rpartition(" ")[2] for start, end in matcher(names).apart(plain)}
    return {
        name: hits
        for name, some in places.items()
        if (hits := _of_bearer(plain, name, some, apart))
        and len({name.styled(style) or hits[0].form, *(hit.form for hit in hits)}) > 1
        and (not name.needs or any(re.search(rf"\b{re.escape(word)}\b", plain) for word in name.needs))
    }


def _of_bearer(plain: str, name: Name, hits: Sequence[Hit], apart: Set[str]) -> list[Hit]:
    """The places that are not a part of a longer name, which is somebody else's: ``Leonid Zelenskiy``.

    Names beside a person's do not count if the pack allows them, or if they stand beside several of the spellings.
    A place is a part of another name before any capitalised word (``Bombay Bicycle Club``). Elsewhere only the usual
    given names tell a person who is called like an entry. Where somebody else bears a family name in one spelling, that
    spelling alone may be the other's, too; ``apart`` are the last words of names that the pack keeps apart.
    """
    beside: dict[str, set[str]] = {}
    found: list[tuple[Hit, set[str]]] = []
    is_before, is_behind = cache(partial(_is_name_before, name)), cache(partial(_is_name_behind, name))
    for hit in hits:
        before = _NAME_BEFORE.search(plain, max(0, hit.start - 40), hit.start)
        behind = _NAME_BEHIND.match(plain, hit.end)
        words = {before[1]} if before and is_before(before[1], plain[hit.start - 1]) else set()
        if behind and is_behind(behind[1], plain[hit.end], hit.form):
            words.add(behind[1])
        found.append((hit, words))
        for word in words:
            beside.setdefault(word, set()).add(hit.form)
    mine: list[Hit] = []
    others = {*apart}
    for hit, words in found:
        if not words or all(word in name.given or len(beside[word]) > 1 for word in words):
            mine.append(hit)
        else:
            others.add(hit.form)
    if name.kind == "person":
        mine = [hit for hit in mine if hit.form not in others or " " in hit.form]
    return mine


def _is_name_before(name: Name, word: str, joint: str) -> bool:
    """Whether a word, which a space or hyphen joins to a name behind it, belongs to the name, too."""
    if word[0].islower() or (len(word) > 1 and word.isupper()) or word.endswith(("'s", "’s")) or is_title(word):
        return False
    word = word.rpartition("-")[2]
    return is_given_name(word) or (name.kind == "person" and kind(word) in _kinds(joint))


def _is_name_behind(name: Name, word: str, joint: str, form: str) -> bool:
    """Whether a capitalised word, which a space or hyphen joins to a name before it, belongs to the name, too."""
    if name.kind == "place":
        return joint == " " and not form.isupper() and kind(word) != "nationality"
    return name.kind == "person" and kind(word) in _kinds(joint)


def _kinds(joint: str) -> tuple[Kind, ...]:
    """The kinds of words that a joint ties to a name."""
    return ("name", "both") if joint == "-" else ("name",)


def _seeds(plain: str, options: Options, *, promising: bool) -> set[str]:
    """The strings around which surfaces of one name may differ, all spellings of each.

    ``promising`` leaves out those that `objection` would refuse for their words.
    """
    out: set[str] = set()
    for some in _varied(plain, promising=promising).values():
        for one, other in {found for at in some if (found := pair(plain, at))}:
            if not promising or may_join(one, other):
                capital = other[0].upper() + other[1:]
                small = other[0].lower() + other[1:]
                out.update((f"{one}-{capital}", f"{one}-{small}", f"{one} {capital}"))
    if options.profile == "standard" and not plain.isascii():
        words: dict[str, set[str]] = {}
        for word in accented(plain):
            words.setdefault(unaccented(word), {unaccented(word)}).add(word)
        there = _present(plain, words.keys())
        for word, accented_ones in words.items():
            if word in there or len(accented_ones) > 2:
                out |= accented_ones
    return out


def _present(plain: str, strings: Set[str]) -> set[str]:
    if len(strings) <= FEW:
        return {string for string in strings if string in plain}
    return {string for string, _ in _places(plain, strings)}


def _places(plain: str, strings: Set[str]) -> Iterator[tuple[str, int]]:
    """Each place of each string."""
    if len(strings) <= FEW:
        for string in strings:
            at = plain.find(string)
            while at >= 0:
                yield string, at
                at = plain.find(string, at + 1)
        return
    import ahocorasick_rs

    ordered = sorted(strings)
    for number, start, _ in ahocorasick_rs.AhoCorasick(ordered).find_matches_as_indexes(
        searchable(plain), overlapping=True
    ):
        yield ordered[number], start


def _surfaces(
    text: str, plain: str, seeds: set[str], family_names: frozenset[str], taken: Sequence[guard.Span]
) -> list[Surface]:
    """The surfaces around the seeds, in order, without those that have a place in ``taken``."""
    spans: dict[tuple[int, int], Surface] = {}
    for string, start in _places(plain, seeds):
        if taken and guard.inside(start, taken):
            continue
        found = surface(text, plain, start, start + len(string), family_names)
        if found and not (taken and (guard.inside(found.start, taken) or guard.inside(found.end - 1, taken))):
            spans[found.start, found.end] = found
    return [found for _, found in sorted(spans.items())]


def _by_name(surfaces: Sequence[Surface], *, accents: bool) -> list[list[Surface]]:
    """The surfaces of each name that has several spellings."""
    groups: dict[tuple[str, ...], list[Surface]] = {}
    for place in surfaces:
        groups.setdefault(place.key(accents), []).append(place)
    return [places for places in groups.values() if len({place.spelling for place in places}) > 1]


# ---- verdicts ----


def _of_surfaces(
    free: _Free,
    places: Sequence[Surface],
    joined: Mapping[tuple[str, str, str], int],
    options: Options,
) -> tuple[int, Group]:
    """The group of surfaces that have one key; ``joined`` counts the pairs of parts in all surfaces."""
    voters = [place for place in places if free(place)]
    counts = Counter(place.spelling for place in voters or places)
    richest = _richest(places)
    known = [spelling for spelling in counts if spelling in richest] or [*richest, *counts]
    best = known[0] if options.canonical == "first" else max(known, key=lambda spelling: counts[spelling])
    target = next(place for place in places if place.spelling == best)
    spellings = dict(counts.most_common())
    group = Group(spellings, target.spelling, True, f"spellings of one name: {_tally(spellings)}")
    start = places[0].start
    if len(set(counts) | {target.spelling}) < 2:
        return start, _refused(group, "the others stand in quotations, addresses, code or names of things")
    if reason := objection(places, options) or _doubt(target, joined):
        return start, _refused(group, reason)
    if cue := bearers.linked(free.text, places):
        return start, _refused(group, f"the text links the spellings, or tells of two: {cue}")
    edits = (_respelled(free.text, place, target) for place in voters if place.spelling != target.spelling)
    return start, _accepted(group, edits)


def objection(places: Sequence[Surface], options: Options) -> str:
    """What speaks against surfaces of one key being one name, "" if nothing does."""
    one = places[0]
    numbers = range(len(one.parts))
    accents = {i for i in numbers if len({unaccented(p.parts[i]) == p.parts[i] for p in places}) > 1}
    joints = {
        i for i in numbers[1:] if len({(place.joints[i - 1], place.parts[i][0].isupper()) for place in places}) > 1
    }
    asian = is_asian(one.parts, options.family_names)
    real = [i for i in numbers if asian or not (is_particle(one.parts[i]) or is_numeral(one.parts[i]))]
    if len(real) < 2:
        return "a single word"
    if any(len(part) > 1 and part.isupper() and not is_numeral(part) for place in places for part in place.parts):
        return "a part in capitals"
    if not _richest(places) or any(len(accented) > 1 for accented in _accents(places)):
        return "different accents"
    if len(joints) > 1 and not asian:
        return "they differ in several places"
    if apart := _apart(places, options.names):
        return f"a pack keeps {apart} apart"
    if asian and all(kind(part) in ("common", "both") for part in one.parts):
        return "common words"
    if asian and one.parts[-1].casefold() in _SUFFIXES:
        return f"{one.parts[-1]} makes compounds of any words"
    if not asian:
        kinds = [kind(part) if i in real else "name" for i, part in enumerate(one.parts)]
        for i in real:
            if kinds[i] == "common":
                return f"{one.parts[i]} is a common word"
        for i in joints:
            both = {kinds[i - 1], kinds[i]}
            if "nationality" in both or both == {"both"}:
                return f"{one.parts[i - 1]} and {one.parts[i]} are common words"
            if len(real) == 2 and min(map(len, one.parts)) < 2:
                return "a letter is no part of a name"
            small = any(place.parts[i][0].islower() for place in places)
            if small and not (
                len(real) > 2 and both == {"name"} and is_syllable(one.parts[i - 1]) and is_syllable(one.parts[i])
            ):
                return f"{one.parts[i]} in small letters is no syllable of a name"
    for i in accents:
        if kind(unaccented(one.parts[i])) != "name":
            return f"{unaccented(one.parts[i])} is a common word"
    return ""


def _doubt(target: Surface, joined: Mapping[tuple[str, str, str], int]) -> str:
    """What speaks against the spelling of a name of two parts, "" if nothing does.

    It may be a given name alone, or two people side by side: the hyphen must stand there `CLEAR` times as often as
    the space, names that include these parts counted too, and the space is never set. With a given name in front it
    is somebody's given name, or somebody after whom something is called (the Max-Planck Institute).
    """
    if len(target.parts) > 2:
        return ""
    one, other = target.parts
    if is_given_name(one):
        return f"{one} is a given name"
    hyphens, spaces = joined.get((one, "-", other), 0), joined.get((one, " ", other), 0)
    if target.joints == "-" and spaces and hyphens < CLEAR * spaces:
        return "a name of two parts without a clear majority for the hyphen"
    if target.joints == " " and hyphens:
        return "a name of two parts does not lose its hyphen"
    return ""


def _is_attribute(plain: str, place: Surface) -> bool:
    """Whether two words are joined behind an article, as in the Hadley-Bowers case: no person is called so."""
    return place.joints == "-" and bool(_ARTICLE.search(plain, max(0, place.start - 5), place.start))


def _apart(places: Sequence[Surface], names: frozenset[Name]) -> str:
    """A spelling that a pack keeps apart from another one of the places, "" if there is none."""
    forms = matcher(names).forms
    known = [place.spelling for place in places if place.spelling in forms]
    others = [spelling for spelling in known if forms[spelling] is None]
    if others and len(others) < len(known):
        return others[0]
    owners = {meaning[0]: spelling for spelling in known if (meaning := forms[spelling])}
    return min(owners.values()) if len(owners) > 1 else ""


def _accents(places: Sequence[Surface]) -> Iterator[set[str]]:
    """The spellings with accents of each part."""
    for parts in zip(*(place.parts for place in places), strict=True):
        yield {part.casefold() for part in parts if unaccented(part) != part}


def _richest(places: Sequence[Surface]) -> list[str]:
    """The spellings that have all accents that some spelling has: accents are restored, never removed."""
    accents = {place.spelling: {i for i, p in enumerate(place.parts) if unaccented(p) != p} for place in places}
    everything = set().union(*accents.values())
    return [spelling for spelling, some in accents.items() if some == everything]


def _of_entry(free: _Free, plain: str, name: Name, hits: Sequence[Hit], options: Options) -> tuple[int, Group] | None:
    """The group of an entry of a pack."""
    voters = [hit for hit in hits if free(hit) and not _is_shouted(plain, hit)]
    if not voters:
        return None
    forms = frozenset(name.forms)
    said = [_inside_a_sentence(plain, hit, forms) for hit in voters]
    counts = Counter(said)
    styled = name.styled(options.style)
    most = max(counts.values())
    leaders = [form for form in counts if counts[form] == most]
    if styled:
        best = styled
    elif options.canonical == "first":
        best = next(iter(counts))
    elif options.canonical == "pack" or len(leaders) > 1:
        best = name.canonical
    else:
        best = leaders[0]
    spellings = dict(counts.most_common())
    why = f"the style {options.style}" if styled else "spellings of one name"
    group = Group(spellings, best, True, f"{why}: {_tally(spellings)}", name)
    if len(counts) < 2 and best in counts:
        return hits[0].start, _refused(group, "the others stand in quotations, addresses, code or names of things")
    if len(counts) < 2 and not styled:
        return None
    if not styled and best.isascii() and not all(map(str.isascii, counts)):
        return hits[0].start, _refused(group, "accents are not removed")
    if cue := bearers.linked(free.text, [_as_surface(hit) for hit in hits], known=True):
        return hits[0].start, _refused(group, f"the text links the spellings, or tells of two: {cue}")
    edits = (_replaced(free.text, hit, best) for hit, form in zip(voters, said, strict=True) if form != best)
    return hits[0].start, _accepted(group, (edit for edit in edits if edit is not None))


def _inside_a_sentence(plain: str, hit: Hit, forms: Set[str]) -> str:
    """The one of the forms that a hit would have inside a sentence: `Al Qaeda` at the start of one is `al Qaeda`."""
    small = hit.form[0].lower() + hit.form[1:]
    if small == hit.form or small not in forms or not _begins_a_sentence(plain, hit.start):
        return hit.form
    return small


def _as_surface(hit: Hit) -> Surface:
    return Surface(hit.start, hit.end, (hit.form,), "")


def _is_shouted(plain: str, hit: Hit) -> bool:
    """Whether a form in capitals stands among words in capitals, where it may be any word (CONTACT US)."""
    if not hit.form.isupper():
        return False
    before = _WORD_BEFORE.search(plain, max(0, hit.start - 20), hit.start)
    behind = _WORD_BEHIND.match(plain, hit.end)
    words = [match[1] for match in (before, behind) if match]
    return bool(words) and all(len(word) > 1 and word.isupper() for word in words)


def _tally(spellings: Mapping[str, int]) -> str:
    return ", ".join(f"{spelling} {n} ×" for spelling, n in spellings.items())


def _refused(group: Group, reason: str) -> Group:
    return replace(group, accepted=False, reason=f"{reason} ({_tally(group.spellings)})", edits=())


def _accepted(group: Group, edits: Iterator[Edit]) -> Group:
    return replace(group, edits=tuple(edit._replace(why=group.reason) for edit in edits))


# ---- the new spelling at a place ----


def _respelled(text: str, place: Surface, target: Surface) -> Edit:
    """A surface with the spelling of another one; spaces and apostrophes stay as they are."""
    out = []
    at = place.start
    for i, part in enumerate(place.parts):
        raw = text[at : at + _length(text, at, place, i)]
        at += len(raw)
        out.append(raw if part == target.parts[i] else target.parts[i])
        if i < len(place.joints):
            out.append(text[at] if place.joints[i] == target.joints[i] else target.joints[i])
            at += 1
    return _wrapped(text, place.start, place.end, "".join(out))


def _length(text: str, at: int, place: Surface, i: int) -> int:
    """Length of a part as it stands in the text, where its letters may be decomposed."""
    if i == len(place.joints):
        return place.end - at
    end = at
    while text[end] not in " -\u00a0\u202f\u2010\u2011\n":
        end += 1
    return end - at


def _replaced(text: str, hit: Hit, form: str) -> Edit | None:
    """A form of a pack replaced by another; None where a full stop may end the name and the sentence."""
    start, end = hit.start, hit.end
    if hit.form.endswith(".") and not form.endswith(".") and _SENTENCE_END.match(text, end):
        return None
    if form.endswith(".") and text[end : end + 1] == ".":
        form = form[:-1]
    if form[0].islower() and text[start].isupper() and _begins_a_sentence(text, start):
        form = form[0].upper() + form[1:]
    return _wrapped(text, start, end, form)


def _begins_a_sentence(text: str, at: int) -> bool:
    """Whether a word has a capital because of its place, at the start of a sentence or in a headline."""
    return bool(_SENTENCE_START.search(text, max(0, at - 8), at)) or _is_headline(text, at)


def _is_headline(text: str, at: int) -> bool:
    """Whether the line at an offset is no sentence."""
    return not guard.line_around(text, at, at).rstrip("\"'”’)] ").endswith((".", "!", "?", "…"))


def _wrapped(text: str, start: int, end: int, after: str) -> Edit:
    """The change; a line break inside the name that has no place there any more goes behind the word."""
    if "\n" in text[start:end] and "\n" not in after:
        rest = _REST_OF_WORD.match(text, end)
        assert rest
        behind = "" if text[rest.end() : rest.end() + 1] in ("", "\n") else "\n"
        return Edit(start, rest.end(), after + rest[1] + behind)
    return Edit(start, end, after)
