"""Notices of the site: cookies and consent, newsletter, app, paywall, ad blocker, JavaScript, terms, copyright.

Banners, boxes and footers tell the reader what the site does or wants: `We use cookies …`, `Sign up for our
newsletter`, `Subscribe to continue reading`, `Please enable JavaScript`, `© 2024 The Bay Herald. All rights reserved`.
Four kinds of evidence:

- a short line opens with words that only such notices open with (`sign up for our newsletter`);
- a line opens with a request (`sign up`, `follow us`) and names what it is for (`newsletter`, `inbox`, a service);
- a long line opens as a consent notice does, holds two more words of such notices, and its subject (cookies, data)
  occurs in no other running text of the document; its neighbours go with it if they name such a subject and three
  words of such notices, and begin or end the text with it;
- one of the last lines says more than once whose the rights are.

An article about cookies stays, and so do a quotation, a sentence inside a hard-wrapped paragraph, an item of an
announced list, the first line if it is a headline, and a text without running text. A line of copyright goes behind
the running text only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_code, is_prose, is_sentence
from cleantext.openings import SHORT, is_unspaced, opens_with, unspaced

PACK = phrases_beside(__file__)
_WORDS = re.compile(r"\w+(?:['’.-]\w+)*")
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|ⓒ|copyright\b|&copy;)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RIGHTS = re.compile(r"©|\(c\)\s?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten", re.IGNORECASE)
_QUOTED = tuple("\"'“„«‹「『‘—–")
SHORT_NOTICE, LONG_NOTICE = 200, 900  # characters of a notice known by its opening, and of one with consent words
STEM = 6  # letters of a word that its other forms share
LEGAL = 1_500  # characters of a legal notice at the end
LAST = 3  # lines from the end among which it stands
FURTHER = 3  # words of consent notices in their further paragraphs
NAMED = 3  # objects that a request without a sure opening or object names; a sure one counts twice
CONSENT = 2  # words of consent notices besides the opening


def find(
    doc: Document,
    *,
    notices: frozenset[str] = PACK["notices"],
    requests: frozenset[str] = PACK["requests"],
    objects: frozenset[str] = PACK["objects"],
    consent: frozenset[str] = PACK["consent"],
    subjects: frozenset[str] = PACK["subjects"],
    legal: frozenset[str] = PACK["legal"],
    rights: frozenset[str] = PACK["rights"],
    more_requests: frozenset[str] = PACK["more_requests"],
    more_objects: frozenset[str] = PACK["more_objects"],
    edges: frozenset[str] = PACK["edges"],
) -> Iterator[Edit]:
    """`notices`: how notices and nothing else open. `requests`: openings that ask for something; `objects`: for what;
    `more_requests`, `more_objects`: openings and objects of other texts, too, of which several are needed.
    `edges`: openings that tell a notice outside the running text.
    `consent`: openings of consent notices; `subjects`: what they are about; `legal`: their other words.
    `rights`: words of a line of copyright."""
    notes: dict[str, str] = {}
    for text in doc.texts_opening_with(notices):
        if _may_go(text, SHORT_NOTICE) and opens_with(key := line_key(text), notices) and not _is_said(key, notices):
            notes[text] = "notice of the site, known by its opening"
    outside = {
        text
        for text in doc.texts_opening_with(edges)
        if text not in notes and _may_go(text, SHORT_NOTICE) and _is_at_edge(text, edges, objects | more_objects)
    }
    asked: dict[str, str] = {}
    for text in doc.texts_opening_with(requests, more_requests):
        if text in notes or not _may_go(text, SHORT_NOTICE):
            continue
        key = line_key(text)
        asks = opens_with(key, requests)
        words = _WORDS.findall(key)[1:]
        found = _named(words, objects)
        if _is_said(key, notices) or not (asks or opens_with(key, more_requests)):
            continue
        if asks and found:
            notes[text] = f"request of the site: {found}"
        elif (more := _all_named(words, more_objects - {found})) and 2 * bool(found) + asks + len(more) >= NAMED:
            asked[text] = found or more[0]
    banners = {
        text: banner for text in doc.texts_opening_with(consent) if (banner := _banner(text, consent, subjects, legal))
    }
    mine = {
        text for text in doc.texts_opening_with(rights) if _may_go(text, SHORT_NOTICE) and _is_copyright(text, rights)
    }
    tail = _tail(doc.rows)
    if not (notes or outside or asked or banners or mine or tail) or not doc.has_prose:
        return
    blocks = _Blocks(doc, banners, consent, subjects, legal)
    further: dict[int, Line] = {}
    for line in doc.lines_of({*notes, *outside, *asked, *banners, *mine, *tail}):
        text = line.text
        if text.lstrip()[0].islower() and doc.is_wrapped(line):
            continue
        why = notes.get(text, "") if line.number else ""
        if not why and text in outside and (line.number > doc.last_prose or 0 < line.number < doc.first_prose):
            why = "notice of the site, by its opening, outside the running text"
        if not why and line.number and text in asked and blocks.is_free(asked[text], line):
            why = f"request of the site: {asked[text]}; nothing else in the text is about that"
        if not why and text in banners:
            subject, others = banners[text]
            if block := blocks.around(line, subject):
                why = f"consent notice: {subject}, {others}; nothing else in the text is about that"
                further |= {one.number: one for one in block if one.text not in banners}
        if not why and text in mine:
            short = len(text.strip()) <= SHORT and not is_sentence(text)
            why = "line of copyright" if line.number > doc.last_prose or (line.number and short) else ""
        if not why and text in tail and line.number > doc.first_prose and line.number >= len(doc.lines) - LAST:
            why = "legal notice at the end: whose the rights are, again and again"
        if why and not doc.follows_colon(line):
            further.pop(line.number, None)
            yield doc.drop(line, why)
    yield from doc.drop_all(list(further.values()), "a further paragraph of the consent notice beside it")


class _Blocks:
    """The notices of consent of a document, each with its further paragraphs."""

    def __init__(
        self,
        doc: Document,
        banners: Mapping[str, tuple[str, str]],
        consent: frozenset[str],
        subjects: frozenset[str],
        legal: frozenset[str],
    ) -> None:
        self.doc, self.banners, self.consent = doc, banners, consent
        self.subjects, self.legal = subjects, legal
        self.about: frozenset[str] | None = None

    def around(self, banner: Line, subject: str) -> list[Line]:
        """The notice with its paragraphs, if it begins or ends the text; nothing if another line is about its subject.

        The paragraphs are those above and below that name a subject of such notices and `FURTHER` of their words.
        """
        lines = self.doc.lines
        first = last = banner.number
        while first and self._is_like(lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and self._is_like(lines[last + 1]):
            last += 1
        block = lines[first : last + 1]
        stems = [word[:STEM] for word in subject.split()]
        prose = self.doc.prose
        at_edge = first <= prose[0] or last >= prose[-1] or prose[-1] - last <= LAST
        left = sum(not first <= number <= last for number in prose)
        if len(block) == 1 or not at_edge or left < len(prose) / 2:
            block = [banner]
        if len(block) > 1 and _stems(self.doc, self.consent, {line.number for line in block}).isdisjoint(stems):
            return list(block)
        if self.about is None:
            self.about = _stems(self.doc, self.consent, set())
        return [banner] if self.about.isdisjoint(stems) else []

    def is_free(self, subject: str, line: Line) -> bool:
        """Whether no other line of the headline and the running text has a word of the subject."""
        stems = [word[:STEM] for word in subject.split()]
        return _stems(self.doc, self.consent, {line.number}).isdisjoint(stems)

    def _is_like(self, line: Line) -> bool:
        if not _may_go(line.text, LONG_NOTICE):
            return False
        if line.text in self.banners:
            return True
        words = _WORDS.findall(line.key)
        return bool(_named(words, self.subjects)) and sum(word in self.legal for word in set(words)) >= FURTHER


def _tail(rows: Sequence[str]) -> set[str]:
    """Those of the last lines that say several times whose the rights are."""
    last = [row for row in rows[-2 * LAST :] if row and not row.isspace()][-LAST:]
    return {row for row in last if len(row) <= LEGAL and len(_RIGHTS.findall(row)) > 1}


def _reserves(doc: Document) -> bool:
    """Whether one of the last lines says so."""
    return bool(_tail(doc.rows))


def _may_go(text: str, longest: int) -> bool:
    """Whether a line is short enough and neither quoted nor code."""
    text = text.strip()
    return len(text) <= longest and not text.startswith(_QUOTED) and not is_code(text)


def _is_at_edge(text: str, edges: frozenset[str], objects: frozenset[str]) -> bool:
    """Whether a line is a notice if it stands outside the running text."""
    key = line_key(text)
    if key in edges:
        return True
    several = _several(edges)
    if not opens_with(key, several) or _is_said(key, several):
        return False
    return not is_sentence(text) or bool(_named(_WORDS.findall(key)[1:], objects))


@cache
def _several(phrases: frozenset[str]) -> frozenset[str]:
    """Those of the phrases that are more than one word."""
    return frozenset(phrase for phrase in phrases if " " in phrase or is_unspaced(phrase))


def _banner(
    text: str, consent: frozenset[str], subjects: frozenset[str], legal: frozenset[str]
) -> tuple[str, str] | None:
    """What a notice of consent is about, and the other words by which it is known; None if the text is none."""
    if not _may_go(text, LONG_NOTICE) or not opens_with(key := line_key(text), consent):
        return None
    words = _WORDS.findall(key)
    subject = next((word for word in words if word.startswith("cookie")), "") or _named(words, subjects)
    others = {word for word in words if word in legal}
    return (subject, ", ".join(sorted(others)[:3])) if subject and len(others) >= CONSENT else None


def _named(words: list[str], phrases: frozenset[str]) -> str:
    """The first of the phrases, of up to three words, among the words; inside them in scripts without spaces."""
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            if (phrase := " ".join(words[at : at + size])) in phrases:
                return phrase
    if is_unspaced(key := " ".join(words)):
        return next((phrase for phrase in unspaced(phrases) if phrase in key), "")
    return ""


def _all_named(words: list[str], phrases: frozenset[str]) -> list[str]:
    """The phrases, of up to three words, among the words, none within another."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            if (phrase := " ".join(words[at : at + size])) in phrases:
                if phrase not in found:
                    found.append(phrase)
                break
        at += size
    if not found and is_unspaced(key := " ".join(words)):
        found = [phrase for phrase in unspaced(phrases) if phrase in key]
    return found


def _is_said(key: str, notices: frozenset[str]) -> bool:
    """Whether a comma follows the opening, as in a sentence about it: `Accept all, says the big button.`"""
    words = key.split()
    return any(
        words[size - 1][-1] in ",，、" and " ".join(words[:size])[:-1] in notices for size in range(1, len(words))
    )


def _stems(doc: Document, consent: frozenset[str], but: Set[int]) -> frozenset[str]:
    """The stems of all words in the headline and the running text, but for some lines and those that open as a notice
    does."""
    said = (
        line
        for line in doc.lines
        if line.number not in but
        and (line.number == 0 or is_prose(line.text))
        and (line.text.lstrip().startswith(_QUOTED) or not opens_with(line.key, consent))
    )
    return frozenset(word[:STEM] for line in said for word in _WORDS.findall(line.key))


def _is_copyright(text: str, rights: frozenset[str]) -> bool:
    if _COPYRIGHT.match(text) and _YEAR.search(text):
        return True
    key = line_key(text)
    return any(phrase in key for phrase in _whole(rights))


@cache
def _whole(rights: frozenset[str]) -> tuple[str, ...]:
    """The phrases that tell a line of copyright wherever they stand in it."""
    return tuple(phrase for phrase in rights if " " in phrase or not phrase.isascii())


RULE = Rule(
    "site_notice",
    find,
    stage="strip",
    openings=("notices", "requests", "more_requests", "consent", "rights", "edges"),
    wake=_reserves,
    examples=(
        fixes("""
            - We use cookies to improve your experience on our site and to show you ads. By continuing you accept our privacy policy and the use of cookies by our partners.
              Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Sign up for our newsletter and get the best of the bay in your inbox every morning.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - © 2024 The Bay Herald. All rights reserved.
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
            - Bleiben Sie auf dem Laufenden mit unserem kostenlosen Newsletter.
              Sechzig Fahrgäste haben an Bord Platz, Autos dürfen sie nicht mitbringen, wie der Kapitän erklärte.
        """),
        fixes("""
              Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - This website uses cookies to improve your experience while you look at our site, and stores them on your browser.
            - Necessary cookies are needed for the website to work and do not store any of your personal data or preferences.
        """),
        keeps("""
            Why every site asks about cookies

            We use cookies to remember our readers, the publisher says, and our partners use your data for advertising.

            A cookie is a small file. The browser keeps it and sends it back, so that a site knows its visitors again.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            “Sign up for our newsletter,” said the captain to each of the sixty passengers, and most of them did.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Follow the coast on foot from the pier to the old lighthouse, and you will see her come in at eleven.
        """),
    ),
)
