"""Notices of the site: cookies and consent, newsletter, app, paywall, ad blocker, JavaScript, terms, copyright.

Banners, boxes and footers tell the reader what the site does or wants: `We use cookies …`, `Sign up for our
newsletter`, `Subscribe to continue reading`, `Please enable JavaScript`, `© 2024 The Bay Herald. All rights reserved`.
Five kinds of evidence:

- a short line opens with words that only such notices open with (`sign up for our newsletter`);
- a line opens with a request (`sign up`, `follow us`) and names what it is for (`newsletter`, `inbox`, a service);
- a long line opens as a consent notice does, holds two more words of such notices, and its subject (cookies, data)
  occurs in no other running text of the document; its neighbours go with it if they name such a subject and three
  words of such notices, and begin or end the text with it;
- one of the last lines says more than once whose the rights are;
- one of the outer lines, or one that opens as notices may, has words that together tell a notice in whatever sentence
  (`browser`, `JavaScript` and `disabled`; `free articles`, `left` and `this month`), the first of which no other
  running text has. If it ends with a colon and nothing but numbers, addresses and hours follow, they go, too.

An article about cookies stays, and so do a quotation, a sentence that reports one (`…, said the notice in the window`),
a sentence inside a hard-wrapped paragraph, an item of an announced list, a step of instructions (a short sentence among
others that are no notices), a question among questions, a numbered clause, the first line if it is a headline, a
heading among the headings of short sections, all of them in a text that quotes the buttons of such notices between its
own sentences, and a text without running text. A line of copyright goes behind the running text only.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import COLONS, QUOTES, is_closed, is_prose, is_sentence, lazy
from cleantext.frames import frames_of, plain
from cleantext.labels import BUTTONS, quotes_labels
from cleantext.notices import LONG_NOTICE, WORDS, Known, Signs, both, copyright_in, is_reported, may_go, named, signs_in
from cleantext.openings import SHORT, fold, is_unspaced, opens_with, several

PACK = phrases_beside(__file__)
_RIGHTS = re.compile(
    r"©|\([cC]\)\s?\d{4}|[Cc]opyright\b|COPYRIGHT\b|[Aa]ll [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED"
    r"|[Aa]lle Rechte [Vv]orbehalten"
)
_IN_RIGHTS = (
    "©",
    "ⓒ",
    "(c)",
    "(C)",
    "opyright",
    "OPYRIGHT",
    "ights reserved",
    "ights Reserved",
    "IGHTS RES",
    "echte vorbeh",
    "echte Vorbeh",
)
"""One of them stands wherever `_RIGHTS` finds something."""
_SIGNS_OF_RIGHTS = ("©", "ⓒ")
_BEFORE_RIGHTS = " \t\u00a0\u3000([（［【<"
_ASKED = ("?", "？", "؟")
_STEP = re.compile(r"\s*[^\W\d]{3,8} \d{1,2}[.:)]")
"""The heading of a step: `Step 2: Log in`."""
_CLAUSE = re.compile(r"\s*(?:§|\d+(?:\.\d+)+\.?\s|\(\w\)\s)")
_NUMBER = re.compile(r"\d[\d\s()./+*-]{4,}\d|\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b|\w@\w", re.IGNORECASE)
"""A telephone number, a time of day or an address."""
_QUOTES = '"“”„「」'
FRAMED, FRAMED_UNSPACED = (
    200,
    100,
)  # characters of a notice known by its words, and in scripts that take fewer characters
FIRST_ROWS, LAST_ROWS = 6, 12  # lines, blank ones too, that are looked at for a frame however they open
NOTICES = 0.4  # the share of the running text that may fit
STEM = 6  # letters of a word that its other forms share
SMALL = 4  # letters of a word that says what something is about
LEGAL = 1_500  # characters of a legal notice at the end
LAST = 3  # lines from the end among which it stands
FURTHER = 3  # words of consent notices in their further paragraphs
LISTED = 250  # characters of what a notice announces
STEPS = 2  # short sentences around a step of instructions that are no notices themselves
HEADING = 40  # characters of the heading of a step
MANY = 4  # short sentences, one of them no notice
AMONG = 8  # lines above and below it in which they are looked for


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
    permits: frozenset[str] = PACK["permits"],
    copying: frozenset[str] = PACK["copying"],
    more_requests: frozenset[str] = PACK["more_requests"],
    more_objects: frozenset[str] = PACK["more_objects"],
    edges: frozenset[str] = PACK["edges"],
    said: frozenset[str] = PACK["said"],
    frames: frozenset[str] = PACK["frames"],
    last_frames: frozenset[str] = PACK["last_frames"],
    speech: frozenset[str] = PACK["speech"],
    ordinary: frozenset[str] = PACK["ordinary"],
    ours: frozenset[str] = PACK["ours"],
    yours: frozenset[str] = PACK["yours"],
    buttons: frozenset[str] = BUTTONS,
) -> Iterator[Edit]:
    """`notices`: how notices and nothing else open. `requests`: openings that ask for something; `objects`: for what;
    `more_requests`, `more_objects`: openings and objects of other texts, too, of which several are needed. `edges`:
    openings that tell a notice outside the running text. `consent`: openings of consent notices; `subjects`: what they
    are about; `legal`: their other words. `rights`: words of a line of copyright; `permits`: how one opens that speaks
    of a permit, and `copying`: for what. `frames`: words that together tell a notice (see `cleantext.frames`),
    `last_frames`: behind the running text. `speech`: words of reported speech, where no frame fits. `said`: more verbs
    that report what stands before a comma. `ordinary`: those of the requests that open other sentences, too; `ours`: words
    by which a site speaks of itself, `yours`: to its reader. `buttons`: those of a request for consent, which tell that the text quotes
    what pages say (see `cleantext.labels`)."""
    reports = both(said, speech)
    known = Known(
        notices,
        requests,
        objects,
        consent,
        subjects,
        legal,
        more_requests,
        more_objects,
        edges,
        reports,
        ordinary,
        ours,
        yours,
    )
    some = doc.texts_opening_with(notices, requests, more_requests, consent, edges)
    found = doc.judged(partial(signs_in, known), some)
    mine = doc.judged(partial(copyright_in, rights, permits, copying, reports), doc.texts_opening_with(rights, permits))
    tail = _tail(doc.rows, rights)
    framed = _framed(doc, frames, last_frames, speech, reports, some)
    if not (found or mine or tail or framed) or not doc.has_prose or quotes_labels(doc, buttons):
        return
    blocks = _Blocks(doc, known)
    like = {*found, *framed}
    further: dict[int, Line] = {}
    listed: dict[int, Line] = {}
    for line in doc.lines_of({*found, *mine, *tail, *framed}):
        text = line.text
        if text.lstrip()[0].islower() and doc.is_wrapped(line):
            continue
        signs = found.get(text, _NOTHING)
        tells = signs.note or signs.outside or signs.asked
        if tells and not named(WORDS.findall(line.key), ours) and _is_step(doc, line, like):
            signs = Signs(banner=signs.banner)
        why = signs.note if line.number else ""
        edge = line.number > doc.last_prose or 0 < line.number < doc.first_prose
        asks = text.rstrip().endswith(_ASKED)  # as an interview does
        if asks and _is_one_of_questions(doc, line, like):
            continue
        if not why and signs.outside and (edge or (line.number and not asks and line.key in several(edges))):
            why = (
                "notice of the site, by its opening, outside the running text"
                if edge
                else "notice of the site, all of it"
            )
        if not why and line.number and signs.asked and blocks.is_free(signs.asked, line):
            why = f"request of the site: {signs.asked}; nothing else in the text is about that"
        if not why and signs.banner:
            subject, others = signs.banner
            if block := blocks.around(line, subject):
                why = f"consent notice: {subject}, {others}; nothing else in the text is about that"
                further |= {one.number: one for one in block if not blocks.is_banner(one.text)}
        if not why and text in mine:
            short = len(text.strip()) <= SHORT and not is_sentence(text)
            why = mine[text] if line.number > doc.last_prose or (line.number and short) else ""
        if not why and text in tail and line.number > doc.first_prose and line.number >= len(doc.lines) - LAST:
            why = "legal notice at the end: whose the rights are"
        if not why and text in framed and (line.number or is_sentence(text)) and not _is_step(doc, line, like):
            why = f"notice of the site: {framed[text]}; nothing else in the text is about that"
        if why and not doc.follows_colon(line) and not doc.is_heading(line, edges):
            further.pop(line.number, None)
            yield doc.drop(line, why)
            if text in framed and text.rstrip().endswith(COLONS):
                listed |= {one.number: one for one in _numbers_below(doc, line, {*like, *mine, *tail})}
    yield from doc.drop_all(list(further.values()), "a further paragraph of the consent notice beside it")
    yield from doc.drop_all(list(listed.values()), "a number, an address or hours that the notice above announces")


_NOTHING = Signs()


class _Blocks:
    """The notices of consent of a document, each with its further paragraphs."""

    def __init__(self, doc: Document, known: Known) -> None:
        self.doc, self.known = doc, known
        self._signs = doc.verdicts(partial(signs_in, known))

    def is_banner(self, text: str) -> bool:
        """Whether a line is a notice of consent by itself."""
        signs = self._signs[text]
        return signs is not None and signs.banner is not None

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
        prose = self.doc.prose
        at_edge = first <= prose[0] or last >= prose[-1] or prose[-1] - last <= LAST
        left = sum(not first <= number <= last for number in prose)
        if len(block) == 1 or not at_edge or left < len(prose) / 2:
            block = [banner]
        if len(block) > 1 and self.is_free(subject, *block):
            return list(block)
        return [banner] if self.is_free(subject) else []

    def is_free(self, subject: str, *but: Line) -> bool:
        """Whether the headline and the running text, but for some lines, have none of the subject in any line: all its
        words but the small ones, or one that is a subject by itself."""
        words = subject.split()
        stems = {word[:STEM] for word in words if len(word) >= SMALL} or {word[:STEM] for word in words}
        alone = {word[:STEM] for word in words if word in self.known.subjects}
        numbers = {line.number for line in but}
        return not any(
            number not in numbers and (stems <= said or not alone.isdisjoint(said)) for number, said in self._said
        )

    @lazy
    def _said(self) -> list[tuple[int, frozenset[str]]]:
        """The stems of the words of the headline and of each line of running text that does not open as a notice does,
        with the line's number."""
        return [
            (line.number, frozenset(word[:STEM] for word in WORDS.findall(line.key)))
            for line in self.doc.lines
            if (line.number == 0 or is_prose(line.text))
            and (line.text.lstrip().startswith(QUOTES) or not opens_with(line.key, self.known.consent))
        ]

    def _is_like(self, line: Line) -> bool:
        if not may_go(line.text, LONG_NOTICE):
            return False
        if self.is_banner(line.text):
            return True
        words = WORDS.findall(line.key)
        return bool(named(words, self.known.subjects)) and len(self.known.legal.intersection(words)) >= FURTHER


def _numbers_below(doc: Document, notice: Line, notices: Container[str]) -> list[Line]:
    """What a notice announces that ends with a colon, if nothing but other notices follows up to the end of the text:
    lines with telephone numbers, addresses or hours."""
    below = [line for line in doc.lines[notice.number + 1 :] if line.text not in notices]
    return [*below] if all(len(line.text) <= LISTED and _NUMBER.search(line.text) for line in below) else []


def _is_step(doc: Document, line: Line, found: Container[str]) -> bool:
    """Whether a line that reads as a notice is a step of instructions: it stands among `STEPS` sentences that are too
    short for running text and no notices, or among `MANY` of which one is none."""
    if not is_closed(line.text):
        return False
    above = doc.lines[line.number - 1].text if line.number else ""
    if len(above) <= HEADING and _STEP.match(above) and not is_closed(above):
        return True
    steps = like = 0
    for lines in (doc.lines[line.number + 1 : line.number + AMONG], doc.lines[line.number - 1 :: -1][:AMONG]):
        for one in lines:
            if not is_closed(one.text) or (is_prose(one.text) and one.text not in found):
                break
            if one.text in found:
                like += 1
            else:
                steps += 1
    return steps >= STEPS + is_prose(line.text) or (steps > 0 and steps + like >= MANY)


def _is_one_of_questions(doc: Document, line: Line, found: Container[str]) -> bool:
    """Whether a question is one of several near by that are no notices, as in an interview or a list of questions."""
    near = doc.lines[max(0, line.number - AMONG) : line.number + AMONG]
    return sum(one.text.rstrip().endswith(_ASKED) and one.text not in found for one in near) >= STEPS


def _framed(
    doc: Document,
    frames: frozenset[str],
    last: frozenset[str],
    speech: frozenset[str],
    reports: frozenset[str],
    opened: Iterable[str],
) -> dict[str, str]:
    """The texts of lines that fit a frame, each with the words that say so; those of ``last`` behind all other running
    text.

    A text whose headline or running text has the first of them in another line is about that, and one that has little
    other running text is about the site: nothing fits there.
    """
    fits = frames_of(frames, last).of(
        dict.fromkeys((*_outer(doc.rows), *(text for text in opened if len(text) <= FRAMED)))
    )
    fits = {
        text: fit
        for text, fit in fits.items()
        if _may_be_framed(text) and speech.isdisjoint(plain(text).split()) and not is_reported(line_key(text), reports)
    }
    if not fits:
        return {}
    prose = [doc.lines[number] for number in doc.prose]
    if sum(len(line.text) for line in prose if line.text in fits) > NOTICES * sum(len(line.text) for line in prose):
        return {}
    others = [line for line in prose if line.text not in fits]
    title = doc.first_lines(1)[0].text
    around = [*([] if title in fits else [title]), *(line.text for line in others)]
    end = others[-1].number if others else -1
    out: dict[str, str] = {}
    for text, some_fits in fits.items():
        is_last = doc.lines_of([text])[0].number > end
        for fit in some_fits:
            if (is_last or not fit.group) and not _speaks_of(around, fit.anchor):
                out[text] = fit.words
    return out


def _speaks_of(texts: Sequence[str], terms: Iterable[str]) -> bool:
    """Whether one of the terms of a frame, as they are looked for, stands in the texts."""
    small = fold("\n".join(texts))
    found = [term for term in terms if not term.isascii() or max(term.split(), key=len) in small]
    if not found:
        return False
    words = "\n".join(map(plain, texts))
    return any(term in words for term in found)


def _outer(rows: Sequence[str]) -> list[str]:
    """Those of the first and the last lines that are short enough for a frame."""
    outer = [*rows[:FIRST_ROWS], *rows[-LAST_ROWS:]] if len(rows) > FIRST_ROWS + LAST_ROWS else rows
    return [row for row in outer if 0 < len(row) <= FRAMED]


def _may_be_framed(text: str) -> bool:
    """Whether a line is short enough for a frame, and neither quoted nor code."""
    longest = FRAMED_UNSPACED if is_unspaced(text) else FRAMED
    return may_go(text, longest) and not _CLAUSE.match(text) and not any(sign in text for sign in _QUOTES)


def _tail(rows: Sequence[str], rights: frozenset[str]) -> set[str]:
    """Those of the last lines that say several times whose the rights are, or have the sign and a word of that."""
    last = [row for row in rows[-2 * LAST :] if row and not row.isspace()][-LAST:]
    return {
        row
        for row in last
        if len(row) <= LEGAL
        and not _CLAUSE.match(row)
        and any(sign in row for sign in _IN_RIGHTS)
        and (
            len(_RIGHTS.findall(row)) > 1
            or (
                row.lstrip(_BEFORE_RIGHTS).startswith(_SIGNS_OF_RIGHTS)
                and not _words_of(rights).isdisjoint(WORDS.findall(fold(row)))
            )
        )
    }


@cache
def _words_of(phrases: frozenset[str]) -> frozenset[str]:
    """The long words of the phrases; in scripts whose words run together they are shorter."""
    words = frozenset(word for phrase in phrases for word in WORDS.findall(phrase))
    return frozenset(word for word in words if len(word) > STEM or (is_unspaced(word) and len(word) >= SMALL))


def _may_fit(doc: Document, *, frames: frozenset[str], last_frames: frozenset[str]) -> bool:
    """Whether one of the outer lines fits a frame."""
    return bool(frames_of(frames, last_frames).of(_outer(doc.rows)))


RULE = Rule(
    "site_notice",
    find,
    stage="strip",
    version=10,
    openings=("notices", "requests", "more_requests", "consent", "rights", "permits", "edges"),
    phrases=("buttons",),
    triggers=_IN_RIGHTS,
    wake=_may_fit,
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
        fixes("""
              Wieża otwarta także nocą
              Stara wieża w porcie jest od maja otwarta także nocą, jak podał w piątek urząd miasta na swojej stronie.
            - W tym miesiącu zostały ci jeszcze dwa darmowe artykuły.
            - Komentowanie tego artykułu zostało wyłączone.
        """),
        fixes("""
              Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - The Bay Herald's customer service can be contacted with all questions:
            - Telephone 0550 12 34 56, extension 7
            - The office is open on weekdays between 9:00 and 17:00.
        """),
        fixes("""
              밤에도 다니는 연락선
              항만사무소는 오월부터 만을 건너는 연락선이 밤에도 다닌다고 금요일에 밝혔다. 승객 육십 명이 탈 수 있다고 한다.
              선장은 열아홉 해 동안 어떤 날씨에도 배를 몰았으며 한 번도 승객을 잃은 적이 없다고 부두에서 말했다.
              마지막 기차는 자정에 도착하고 지금까지 그 기차를 탄 사람은 누구나 대합실에서 밤을 보내야 했다.
              석탄값은 시가 내고 선장의 품삯은 섬들이 내며 부두의 등불은 철도가 맡는다고 항만사무소가 덧붙였다.
            - [ⓒ 만 일보, 무단전재 및 재배포 금지]
        """),
        keeps("""
            Ferry to run at night

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Sixty passengers have room on board, and tickets can be had in two places:

            Harbour office, telephone 0550 12 34 56

            Hotel Anchor, between 9:00 and 17:00
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Register your child by e-mail or on the website of the harbour office; comments on the plan are welcome.
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

            Follow us on Facebook, according to the poster in the window of the old harbour office.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Follow the coast on foot from the pier to the old lighthouse, and you will see her come in at eleven.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Become a member of the rowing club and you row for free, the old man used to say.

            I accept that the ferry will be late on most days of the year.

            Fair market value is what a willing buyer would pay for the old ferry, and that is not much.
        """),
        keeps("""
            The camera on the old crane shows the ferry day and night, and anyone may watch her from the kitchen table.

            Go to the page of the harbour office.
            Create an account.
            Check your inbox for a mail from the captain.
            Open it and press the anchor.
        """),
    ),
)
