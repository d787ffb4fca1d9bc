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
from typing import NamedTuple

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
    some = doc.texts_opening_with(notices, requests, consent, rights)
    signs: dict[str, _Sign] = {}
    for text in some:
        if sign := _sign(text, notices, requests, objects, consent, subjects, legal, rights):
            signs[text] = sign
    if not signs or not doc.has_prose:
        return
    about: frozenset[str] | None = None
    for line in doc.lines_of(signs):
        if line.text.lstrip()[0].islower() and doc.is_wrapped(line):
            continue
        sign = signs[line.text]
        why = sign.notice if line.number else ""
        if not why and sign.consent:
            about = _subjects(doc, consent) if about is None else about
            if about.isdisjoint(word[:STEM] for word in sign.subject.split()):
                why = sign.consent
        if not why and sign.copyright:
            long = len(line.text.strip()) > SHORT or is_sentence(line.text)
            why = sign.copyright if line.number > doc.last_prose or (line.number and not long) else ""
        if why and not doc.follows_colon(line):
            yield doc.drop(line, why)


class _Sign(NamedTuple):
    """What a line may be, as far as its text tells; reasons, or nothing."""

    notice: str
    consent: str
    subject: str
    """What the notice of consent is about."""
    copyright: str


def _sign(
    text: str,
    notices: frozenset[str],
    requests: frozenset[str],
    objects: frozenset[str],
    consent: frozenset[str],
    subjects: frozenset[str],
    legal: frozenset[str],
    rights: frozenset[str],
) -> _Sign | None:
    """What the text of a line makes of it; None if it is nothing of all this."""
    text = text.strip()
    if len(text) > LONG_NOTICE or text.startswith(_QUOTED) or is_code(text):
        return None
    key = line_key(text)
    words = _WORDS.findall(key)
    notice = asks = subject = mine = ""
    short = len(text) <= SHORT_NOTICE
    if short and opens_with(key, notices):
        notice = "" if _is_said(key, notices) else "notice of the site, known by its opening"
    elif short and opens_with(key, requests) and (found := _named(words[1:], objects)) and not _is_said(key, notices):
        notice = f"request of the site: {found}"
    if opens_with(key, consent) and (subject := _named(words, subjects)):
        others = {word for word in words if word in legal}
        if len(others) >= CONSENT:
            some = ", ".join(sorted(others)[:3])
            asks = f"consent notice: {subject}, {some}; nothing else in the text is about that"
    if short and _is_copyright(text, key, rights):
        mine = "line of copyright"
    return _Sign(notice, asks, subject, mine) if notice or asks or mine else None


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


def _is_copyright(text: str, key: str, rights: frozenset[str]) -> bool:
    if _COPYRIGHT.match(text) and _YEAR.search(key):
        return True
    return any(phrase in key for phrase in rights if " " in phrase or not phrase.isascii())


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
