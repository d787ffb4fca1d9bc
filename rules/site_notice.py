"""Notices of the site: cookies and consent, newsletter, app, paywall, ad blocker, JavaScript, terms, copyright.

Banners, boxes and footers tell the reader what the site does or wants: `We use cookies …`, `Sign up for our
newsletter`, `Subscribe to continue reading`, `Please enable JavaScript`, `© 2024 The Bay Herald. All rights reserved`.
Three kinds of evidence:

- a short line opens with words that only such notices open with (`sign up for our newsletter`);
- a line opens with a request (`sign up`, `follow us`) and names what it is for (`newsletter`, `inbox`, a service);
- a long line opens as a consent notice does, holds two more words of such notices, and its subject (cookies, data)
  occurs in no other running text of the document.

An article about cookies stays, and so do a quotation, a sentence inside a hard-wrapped paragraph, an item of an
announced list, the first line if it is a headline, and a text without running text. A line of copyright goes behind
the running text only.
"""

import re
from collections.abc import Iterator
from functools import cache

from cleantext import Document, Edit, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_code, is_prose, is_sentence
from cleantext.openings import SHORT, opens_with

PACK = phrases_beside(__file__)
_WORDS = re.compile(r"\w+(?:['’.-]\w+)*")
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|ⓒ|copyright\b|&copy;)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = tuple("\"'“„«‹「『‘—–")
SHORT_NOTICE, LONG_NOTICE = 200, 900  # characters of a notice known by its opening, and of one with consent words
STEM = 6  # letters of a word that its other forms share
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
) -> Iterator[Edit]:
    """`notices`: how notices and nothing else open. `requests`: openings that ask for something; `objects`: for what.
    `consent`: openings of consent notices; `subjects`: what they are about; `legal`: their other words.
    `rights`: words of a line of copyright."""
    notes: dict[str, str] = {}
    for text in doc.texts_opening_with(notices):
        if _may_go(text, SHORT_NOTICE) and opens_with(key := line_key(text), notices) and not _is_said(key, notices):
            notes[text] = "notice of the site, known by its opening"
    for text in doc.texts_opening_with(requests):
        if text not in notes and _may_go(text, SHORT_NOTICE) and opens_with(key := line_key(text), requests):
            found = _named(_WORDS.findall(key)[1:], objects)
            if found and not _is_said(key, notices):
                notes[text] = f"request of the site: {found}"
    banners = {
        text: banner for text in doc.texts_opening_with(consent) if (banner := _banner(text, consent, subjects, legal))
    }
    mine = {
        text for text in doc.texts_opening_with(rights) if _may_go(text, SHORT_NOTICE) and _is_copyright(text, rights)
    }
    if not (notes or banners or mine) or not doc.has_prose:
        return
    about: frozenset[str] | None = None
    for line in doc.lines_of({*notes, *banners, *mine}):
        text = line.text
        if text.lstrip()[0].islower() and doc.is_wrapped(line):
            continue
        why = notes.get(text, "") if line.number else ""
        if not why and text in banners:
            about = _subjects(doc, consent) if about is None else about
            subject, others = banners[text]
            if about.isdisjoint(word[:STEM] for word in subject.split()):
                why = f"consent notice: {subject}, {others}; nothing else in the text is about that"
        if not why and text in mine:
            short = len(text.strip()) <= SHORT and not is_sentence(text)
            why = "line of copyright" if line.number > doc.last_prose or (line.number and short) else ""
        if why and not doc.follows_colon(line):
            yield doc.drop(line, why)


def _may_go(text: str, longest: int) -> bool:
    """Whether a line is short enough and neither quoted nor code."""
    text = text.strip()
    return len(text) <= longest and not text.startswith(_QUOTED) and not is_code(text)


def _banner(
    text: str, consent: frozenset[str], subjects: frozenset[str], legal: frozenset[str]
) -> tuple[str, str] | None:
    """What a notice of consent is about, and the other words by which it is known; None if the text is none."""
    if not _may_go(text, LONG_NOTICE) or not opens_with(key := line_key(text), consent):
        return None
    words = _WORDS.findall(key)
    subject = _named(words, subjects)
    others = {word for word in words if word in legal}
    return (subject, ", ".join(sorted(others)[:3])) if subject and len(others) >= CONSENT else None


def _named(words: list[str], phrases: frozenset[str]) -> str:
    """The first of the phrases, of up to three words, among the words; inside them in scripts without spaces."""
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            if (phrase := " ".join(words[at : at + size])) in phrases:
                return phrase
    return ""


def _is_said(key: str, notices: frozenset[str]) -> bool:
    """Whether a comma follows the opening, as in a sentence about it: `Accept all, says the big button.`"""
    words = key.split()
    return any(
        words[size - 1][-1] in ",，、" and " ".join(words[:size])[:-1] in notices for size in range(1, len(words))
    )


def _subjects(doc: Document, consent: frozenset[str]) -> frozenset[str]:
    """The stems of all words in the headline and the running text, but for the lines that open as a notice does."""
    said = (
        line
        for line in doc.lines
        if (line.number == 0 or is_prose(line.text))
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
    openings=("notices", "requests", "consent", "rights"),
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
