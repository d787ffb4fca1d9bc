"""What the text of a line says of a notice of the site: that it is one, what it asks for, whose the rights are.

The words come from the rule that asks (see `Known`); keys are those of `cleantext.line_key`.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cleantext.document import QUOTES, is_code, is_sentence
from cleantext.openings import beginnings, first_words, is_unspaced, line_key, opens_with, several, unspaced

WORDS = re.compile(r"\w+(?:['’.-]\w+)*")
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|ⓒ|copyright\b|&copy;)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(
    r"(?!(?:Twitter|Facebook|Instagram|WhatsApp|YouTube|TikTok)\b)[A-ZÀ-Þ][^\W_]*[A-ZÀ-Þ]"
    r"|[A-Z]\w+(?: [A-Z]\w+)* (?:on|auf|sur|en|su|no|op) "
)
"""A name right behind a verb, whom to follow: `BBC`, `Bay Herald on`."""
_QUOTING = ("、と", "」と", "! was ", "!, ")
"""What stands behind words that somebody says or has put up somewhere."""
_COMMA = re.compile("[,，、،]")
SHORT_NOTICE, LONG_NOTICE = 200, 900  # characters of a notice known by its opening, and of one with consent words
BUTTON = 2  # most words of a button
NAMED = 3  # objects that a request without a sure opening or object names; a sure one counts twice
SAID = 4  # words behind a comma among which a verb of saying reports what stands before it
NEAR = 8  # characters, in scripts without spaces
OPENER = 3  # words of an opening that sentences of authors have, too
CONSENT = 2  # words of consent notices besides the opening


class Known(NamedTuple):
    """The phrases of notices."""

    notices: frozenset[str]
    requests: frozenset[str]
    objects: frozenset[str]
    consent: frozenset[str]
    subjects: frozenset[str]
    legal: frozenset[str]
    more_requests: frozenset[str]
    more_objects: frozenset[str]
    edges: frozenset[str]
    reports: frozenset[str]
    ordinary: frozenset[str]
    ours: frozenset[str]
    yours: frozenset[str]


class Signs(NamedTuple):
    """What a line may be, as far as its text tells."""

    note: str = ""
    """Why it is a notice wherever it stands."""
    outside: bool = False
    """Whether it is one outside the running text."""
    asked: str = ""
    """What it asks for, if it is a request where nothing else is about that."""
    banner: tuple[str, str] | None = None
    """What it is about and by which words it is known, if it is a notice of consent."""


def signs_in(known: Known, text: str) -> Signs | None:
    """What a line may be, None if it is no notice."""
    text = text.strip()
    if len(text) > LONG_NOTICE or text.startswith(QUOTES):
        return None
    key = line_key(text)
    starts = first_words(key)
    short = len(text) <= SHORT_NOTICE
    tells = short and opens_with(key, known.notices, starts) and not _goes_on(text, key, starts, known)
    asks = short and opens_with(key, known.requests, starts)
    may_ask = asks or (short and opens_with(key, known.more_requests, starts))
    outside = short and _is_at_edge(text, key, starts, known)
    banner = _banner(key, known) if opens_with(key, known.consent, starts) else None
    if not (tells or may_ask or outside or banner) or _is_code(text) or is_reported(key, known.reports):
        return None
    tells = tells and not _is_said(key, known.notices)
    sure = tells and (not is_sentence(text) or _is_sure(key, starts, known))
    note = "notice of the site, known by its opening" if sure else ""
    asked = ""
    outside = (outside or tells) and not note
    if may_ask and not note:
        note, asked = _request(key, asks, known)
    if (note or asked) and not sure and _may_tell(text, key, starts, known):
        reads = bool(named(WORDS.findall(key), known.yours))
        note, asked, outside = "", asked if reads else "", outside or reads
    return Signs(note, outside, asked, banner) if note or outside or asked or banner else None


def _goes_on(text: str, key: str, starts: Sequence[str], known: Known) -> bool:
    """Whether a sentence opens with the one or two words of a button and has no other word of what sites ask for or do:
    `Accept all offers of help, and write a letter to each.`"""
    if not is_sentence(text) or is_unspaced(key):
        return False
    size = max((start.count(" ") + 1 for start in starts if start in known.notices), default=0)
    if size > BUTTON:
        return False
    words = WORDS.findall(key) + WORDS.findall(key.replace("-", " "))
    about = named(words, known.objects) or named(words, known.subjects) or named(words[:size], known.more_objects)
    return not about and known.legal.isdisjoint(WORDS.findall(key)[size:])


def _is_sure(key: str, starts: Sequence[str], known: Known) -> bool:
    """Whether a sentence that opens as a notice does is one wherever it stands: the opening is of more than `OPENER`
    words, or what such notices are about is named. `Become a member of the rowing club …` may be anybody's."""
    opening = max((start for start in starts if start in known.notices), key=len, default="")
    words = WORDS.findall(key)
    if is_unspaced(key) or opening.count(" ") >= OPENER or named(words, both(known.objects, known.subjects)):
        return True
    behind = WORDS.findall(key[len(opening) :])
    return not known.legal.isdisjoint(behind) or bool(named(behind, known.more_objects))


def _is_at_edge(text: str, key: str, starts: Sequence[str], known: Known) -> bool:
    """Whether a line is a notice if it stands outside the running text."""
    if key in known.edges:
        return True
    phrases = several(known.edges)
    if not opens_with(key, phrases, starts) or _is_said(key, phrases):
        return False
    if not is_sentence(text):
        return True
    words = WORDS.findall(key)[1:]
    return bool(named(words, known.objects) or named(words, known.more_objects))


def _may_tell(text: str, key: str, starts: Sequence[str], known: Known) -> bool:
    """Whether a sentence that opens as requests do may tell of something: it ends with a full stop, opens with a word
    of other sentences, too, and the site does not speak of itself. `Follow the money and you end up at Facebook.`"""
    if not text.endswith((".", "。")) or not is_sentence(text):
        return False
    openings = [start for start in starts if start in known.requests or start in known.more_requests]
    opening = max(openings, key=len, default="") or next(
        (phrase for phrase in unspaced(known.ordinary) if key.startswith(phrase)), ""
    )
    if " " in opening or (opening in known.requests and opening not in known.ordinary):
        return False
    behind = text[len(opening) :].lstrip()
    named_there = opening in known.ordinary and _NAME.match(behind) is not None
    return "@" not in text and not named_there and not named(WORDS.findall(key), known.ours)


def _request(key: str, asks: bool, known: Known) -> tuple[str, str]:
    """Why a line is a request wherever it stands, and what it asks for if only where nothing else is about that.

    ``asks`` says whether it opens with a sure request.
    """
    words = WORDS.findall(key)[1:]
    found = named(words, known.objects)
    more = [phrase for phrase in _all_named(words, known.more_objects) if phrase != found]
    enough = bool(more) and 2 * bool(found) + asks + len(more) >= NAMED
    if not ((asks and found) or enough) or _is_said(key, known.notices):
        return "", ""
    return (f"request of the site: {found}", "") if asks and found else ("", found or more[0])


def _banner(key: str, known: Known) -> tuple[str, str] | None:
    """What a line that opens as a notice of consent does is about, and the other words by which it is known; None if it
    is no such notice."""
    words = WORDS.findall(key)
    others = known.legal.intersection(words)
    if len(others) < CONSENT:
        return None
    subject = next((word for word in words if word.startswith("cookie")), "") or named(words, known.subjects)
    return (subject, ", ".join(sorted(others)[:3])) if subject else None


def copyright_in(
    rights: frozenset[str], permits: frozenset[str], copying: frozenset[str], reports: frozenset[str], text: str
) -> str | None:
    """The reason if a line that opens with one of the words of copyright says whose the rights are."""
    text = text.strip()
    if len(text) > SHORT_NOTICE or text.startswith(QUOTES):
        return None
    owned = bool(_COPYRIGHT.match(text) and _YEAR.search(text))
    if not owned:
        key = line_key(text)
        if is_unspaced(key) or not beginnings(_whole(rights)).isdisjoint(WORDS.findall(key)):
            owned = any(phrase in key for phrase in _whole(rights))
            owned |= opens_with(key, permits) and any(word in key for word in copying)
            owned &= not is_reported(key, reports)
    return "line of copyright" if owned and not _is_code(text) else None


@cache
def _whole(rights: frozenset[str]) -> frozenset[str]:
    """The phrases that tell a line of copyright wherever they stand in it."""
    return frozenset(phrase for phrase in rights if " " in phrase or not phrase.isascii())


def _is_said(key: str, notices: frozenset[str]) -> bool:
    """Whether a comma follows the opening, as in a sentence about it: `Accept all, says the big button.`"""
    words = key.split()
    known = [size for size in range(1, len(words) + 1) if " ".join(words[:size]).rstrip(",，、") in notices]
    return bool(known) and words[known[-1] - 1][-1] in ",，、" and known[-1] < len(words)


def is_reported(key: str, reports: frozenset[str]) -> bool:
    """Whether reported speech ends at a comma: `Follow us on Facebook, said the notice in the window.`"""
    if any(sign in key for sign in _QUOTING):
        return True
    for part in _COMMA.split(key)[1:]:
        if not reports.isdisjoint(WORDS.findall(part)[:SAID]):
            return True
        if is_unspaced(part) and any(verb in part[:NEAR] for verb in unspaced(reports)):
            return True
    return False


def named(words: list[str], phrases: frozenset[str]) -> str:
    """The first of the phrases, of up to three words, among the words; inside them in scripts without spaces."""
    first = beginnings(phrases)
    places = [] if first.isdisjoint(words) else [at for at, word in enumerate(words) if word in first]
    for size in (3, 2, 1) if places else ():
        for at in places:
            if at + size <= len(words) and (phrase := " ".join(words[at : at + size])) in phrases:
                return phrase
    if is_unspaced(key := " ".join(words)):
        return next((phrase for phrase in unspaced(phrases) if phrase in key), "")
    return ""


def _all_named(words: list[str], phrases: frozenset[str]) -> list[str]:
    """The phrases, of up to three words, among the words, none within another."""
    found: list[str] = []
    first = beginnings(phrases)
    at = len(words) if first.isdisjoint(words) else 0
    while at < len(words):
        size = 1
        for size in (3, 2, 1) if words[at] in first else ():
            if (phrase := " ".join(words[at : at + size])) in phrases:
                if phrase not in found:
                    found.append(phrase)
                break
        at += size
    if not found and is_unspaced(key := " ".join(words)):
        found = [phrase for phrase in unspaced(phrases) if phrase in key]
    return found


def may_go(text: str, longest: int) -> bool:
    """Whether a line is short enough and neither quoted nor code."""
    text = text.strip()
    return len(text) <= longest and not text.startswith(QUOTES) and not _is_code(text)


def _is_code(text: str) -> bool:
    """Whether a line looks like code, apart from the arrows and brackets around it and the bars between its links."""
    return is_code(text.strip("<>〈〉 ").replace(" | ", " "))


@cache
def both(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return some | others
