"""The comment section below an article: its heading, its form, the readers' comments and what the page has below them.

`Leave a Reply`, `10 thoughts on “Night ferry”`, `Kommentar verfassen`, then names, times, remarks and `Reply` buttons.
Nothing of the article follows any more, so everything from the heading to the end of the text goes. That needs two
pieces of evidence, besides running text above of three lines at least:

- a heading that only comment sections have;
- words of the form: who may comment, what happens to the address, where to log in;
- periodic marks: at least three short lines with a time, `Reply` or `says:`, each within 14 lines of the next; both
  times and buttons among them count twice;
- below a heading: nothing but short lines up to the end. That is no evidence below an invitation without a word for
  comments (`Have your say`, `Discussion`) that has lines below it or is a question: so does an author ask, and a
  lesson go on. Nor is it below what is closed by a full stop, as an answer is (`No comments.`).

`Comments` alone, which may be a heading of the author's, is a place but no evidence. Without a heading periodic marks
count if there are buttons and times among them; then the cut is at the first mark, with the name above it.

A counter above the text stays here (see `share_bar`), and so do an interview, a live blog (times but no buttons), a
page of several posts (the same heading again, with running text between) and a thread of which the first post itself
has such marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_prose
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
NEAR = 14  # lines from one mark to the next; comments are mostly shorter
MARKS = 3
ABOVE = 3  # lines of running text above the section
_COUNT = re.compile(
    r"\W*\d{1,5}\W+(\w[\w ]{2,24}?)(?:\s*\(\d+\))?(?:\s+(?:on|to|zu|auf|sur|en|su|em|op|na|do|к)\W+(.{3,}))?\W*\Z"
)
_COUNTED = re.compile(r"\d{1,5}\s?([^\W\d][\w ]{1,24})\W*\Z")
_CLOCK = re.compile(r"\d{1,2}(?:\s?[:h]\s?|\.)\d{2}\b|\d{1,2}[時点點시]")
_NUMERIC = re.compile(
    r"\b(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)[일日.]?"
)
_DATE = re.compile(r"\b(?:1[0-9]|[1-9]|0[1-9]|2\d|3[01]|20[0-3]\d|19\d\d)\b.*\b\d{1,4}\b")
_DIGIT = re.compile(r"\d")
_AGO = re.compile(
    r"\d\s?(?:秒|分|分钟|分鐘|時間|小时|小時|日|天|週間|周|週|[かヶケカ]月|个月|個月|年|초|분|시간|일|주|개월|달|년)\s?(?:前|전)"
)
"""A time that is counted back from now, in scripts whose words run together."""
_NUMBER = re.compile(r"\s*[(（\[]?\s*(?:\d{1,5}|\+)\s*(?:件|개|건|条|條|則|个|個)?\s*[)）\]]?\Z")
"""A counter behind a heading or a button: `Comments (3)`."""
_COUNTERS = tuple(" )）]+件개건条條則个個")
"""What a counter ends with, if not with a digit."""
_ASKED = ("?", "？", "؟")
_BESIDE = re.compile(r"[|·•/()+\d-]+|\s{2,}")
PLACES = 20  # headings that are tried; a page has one or two
MARK = 70  # characters of a mark


def find(
    doc: Document,
    *,
    headings: frozenset[str] = PACK["headings"],
    invitations: frozenset[str] = PACK["invitations"],
    sections: frozenset[str] = PACK["sections"],
    counted: frozenset[str] = PACK["counted"],
    form: frozenset[str] = PACK["form"],
    buttons: frozenset[str] = PACK["buttons"],
    says: frozenset[str] = PACK["says"],
    ago: frozenset[str] = PACK["ago"],
) -> Iterator[Edit]:
    """`headings`: only comment sections have them; so have they `invitations`, but authors invite, too. `sections`:
    other texts have them. `counted`: nouns behind a number that make a heading. `form`: how the lines of the form
    begin. `buttons`: below each comment. `says`: behind a name. `ago`: words of a time that is counted back from now."""
    judge = partial(_judged, _all(headings, invitations), sections, counted, buttons)
    some = doc.texts_opening_with(headings, invitations, sections, counted, buttons, form, longest=SHORT)
    signs = doc.judged(judge, some)
    if not signs or not doc.has_prose:
        return
    sure_of = {text: sure for text, (sure, _) in signs.items() if sure is not None}
    clicked = any(button for _, button in signs.values())
    places = [(line, sure_of[line.text]) for line in doc.lines_of(sure_of) if line.number > doc.first_prose][:PLACES]
    for line, sure in places:
        bare = sure and line.number > doc.last_prose
        above = bisect_left(doc.prose, line.number)
        if not (bare or above) or _is_again(doc, line, places):
            continue
        below = doc.lines[line.number + 1 :]
        evidence = ["a heading that only comment sections have"] * sure
        if not sure and _NUMBER.search(line.key):
            evidence.append("a counter behind the heading")
        if any(_is_form(one, form) for one in [line, *below] if len(one.text) <= 2 * SHORT):
            evidence.append("words of the form")
        if len(marks := _marks(below, buttons, says, ago)) >= MARKS:
            evidence.append("times or buttons again and again")
            pressed = sum(_is_button(mark.key, buttons) for mark in marks)
            if 0 < pressed < len(marks):
                evidence.append("both of them")
        if line.number > doc.last_prose and (evidence[sure:] or not _may_be_written(line, below, invitations)):
            evidence.append("no running text below")
        if len(evidence) < 2 or not (bare or above >= ABOVE or len(marks) >= MARKS):
            continue
        if sure or evidence[-1] != "no running text below" or len(evidence) > 2 or not below:
            yield from doc.drop_all([line, *below], f"comment section: {', '.join(evidence)}")
            return
    marks = _marks(doc.lines, buttons, says, ago) if clicked else []
    if len(marks) > MARKS and (above := bisect_left(doc.prose, marks[0].number)):
        pressed = sum(_is_button(mark.key, buttons) for mark in marks)
        first = marks[0].number
        first -= len(doc.lines[first - 1].text) <= 40 and not is_prose(doc.lines[first - 1].text)
        counts = _counts(doc.lines[first - 1], counted)
        first -= counts
        if min(pressed, len(marks) - pressed) >= (2 if counts or above >= ABOVE else 3 if above > 1 else 4):
            yield from doc.drop_all(doc.lines[first:], f"comment section: {len(marks)} marks, times and buttons")


@cache
def _all(headings: frozenset[str], invitations: frozenset[str]) -> frozenset[str]:
    return headings | invitations


def _judged(
    headings: frozenset[str],
    sections: frozenset[str],
    counted: frozenset[str],
    buttons: frozenset[str],
    text: str,
) -> tuple[int | None, bool] | None:
    """What `_heading` says of a line, and whether it is a button; None if it is neither."""
    key = line_key(text)
    sure, button = _heading(text, key, headings, sections, counted, buttons), _is_button(key, buttons)
    return None if sure is None and not button else (sure, button)


def _heading(
    text: str,
    key: str,
    headings: frozenset[str],
    sections: frozenset[str],
    counted: frozenset[str],
    buttons: frozenset[str],
) -> int | None:
    """1 for a heading that only comment sections have, 0 for one that others have, too, None for anything else."""
    key = _without_counter(key)
    if key in buttons:
        return 0 if key in headings or key in sections else None
    if key in headings or _are_two(key, headings):
        return 1
    if key in sections:
        return 0
    if (count := _COUNT.match(text)) and count[1].casefold() in counted:
        return int(bool(count[2]))
    return None


def _may_be_written(line: Line, below: Sequence[Line], invitations: frozenset[str]) -> bool:
    """Whether a heading with nothing but short lines below may be the author's: an invitation with something below it
    or in the form of a question, or what is closed by a full stop."""
    text = line.text.rstrip()
    if line.key in invitations and (below or text.endswith(_ASKED)):
        return True
    return text.endswith((".", "。")) and not text.endswith("..")


def _without_counter(key: str) -> str:
    return _NUMBER.sub("", key) if key[-1:].isdecimal() or key.endswith(_COUNTERS) else key


def _are_two(key: str, headings: frozenset[str]) -> bool:
    """Whether a line is a heading and the button beside it: `Leave a Reply Cancel reply`."""
    at = key.find(" ")
    while at >= 0:
        if key[:at] in headings and key[at + 1 :] in headings:
            return True
        at = key.find(" ", at + 1)
    return False


def _counts(line: Line, counted: frozenset[str]) -> bool:
    """Whether a line ends with the number of comments, as `“Night ferry”: 3 comments`."""
    match = _COUNTED.search(line.text) if len(line.text) <= 2 * SHORT else None
    return match is not None and match[1].casefold() in counted


def _is_again(doc: Document, line: Line, places: Sequence[tuple[Line, int]]) -> bool:
    """Whether the heading comes again below, with running text between: a page of several posts, each with its own."""
    here = bisect_left(doc.prose, line.number)
    return any(
        other.number > line.number and other.key == line.key and bisect_left(doc.prose, other.number) - here >= 2
        for other, _ in places
    )


def _is_form(line: Line, form: frozenset[str]) -> bool:
    words = line.key.split()
    return any(" ".join(words[:size]) in form for size in range(2, 8))


def _marks(lines: Sequence[Line], buttons: frozenset[str], says: frozenset[str], ago: frozenset[str]) -> list[Line]:
    """The first run of short lines that carry a time or are a button, each near the next."""
    run: list[Line] = []
    for line in lines:
        if len(line.text) > MARK or not _is_mark(line, buttons, says, ago):
            continue
        if run and line.number - run[-1].number > NEAR:
            if len(run) >= MARKS:
                break
            run = []
        run.append(line)
    return run


def _is_mark(line: Line, buttons: frozenset[str], says: frozenset[str], ago: frozenset[str]) -> bool:
    key = line.key
    if _is_button(key, buttons) or key in ago:
        return True
    if line.text[-1] in ": \t" and line.text.rstrip().endswith(":") and key.rpartition(" ")[2] in says:
        return True
    if not _DIGIT.search(key):
        return False
    return (
        not ago.isdisjoint(key.replace(",", " ").split())
        or bool(_AGO.search(key))
        or bool(_NUMERIC.search(key) and (_CLOCK.search(_NUMERIC.sub(" ", key)) or _NUMERIC.fullmatch(key)))
        or bool(_CLOCK.search(key) and _DATE.search(_CLOCK.sub(" ", key)))
    )


def _is_button(key: str, buttons: frozenset[str]) -> bool:
    """Whether a line is a button, or several, perhaps with counters: `Reply`, `Reply | Report`, `Reply 3`."""
    if key in buttons or _without_counter(key) in buttons:
        return True
    if len(key) > 40 or not _BESIDE.search(key):
        return False
    parts = [part.strip() for part in _BESIDE.split(key)]
    return any(parts) and all(part in buttons for part in parts if part)


RULE = Rule(
    "comment_section",
    find,
    stage="strip",
    version=3,
    phrases=("headings", "invitations", "sections", "counted", "form", "buttons"),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            -
            - Leave a Reply
            - Your email address will not be published.
            - Name
            - Save my name in this browser for the next time I comment.
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
              Sechzig Fahrgäste haben an Bord Platz, Autos dürfen sie nicht mitbringen, wie der Kapitän erklärte.
              Er steuert die Fähre seit neunzehn Jahren, bei jedem Wetter, und er hat noch keinen Fahrgast verloren.
            - 3 Kommentare
            - Möwe7
            - vor 2 Stunden
            - Endlich! Darauf habe ich gewartet, seit ich auf der anderen Seite wohne, und das sind jetzt elf Jahre.
            - Antworten
            - Hans
            - vor 3 Stunden
            - Und wer zahlt das alles wieder?
            - Antworten
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.

            Comments

            The harbour office received forty letters about the night ferry, and most of them were friendly ones.
        """),
        keeps("""
            Storm over the bay: live

            The first wave has come over the outer pier, and the harbour office has closed the bridge to all cars.

            The ferry lies at its berth, and the captain says that she will stay there until the wind has turned.

            The last passengers have been brought to the school, where there is tea and a bed for every one of them.

            22:35 May 3, 2024
            The ferry has turned back to the harbour, the office says, and all passengers are safe and well.

            22:20 May 3, 2024
            Waves of four metres are reported from the outer pier; the ferry is on its way back to town.

            22:05 May 3, 2024
            The last ferry of the day has left the harbour with sixty passengers, an hour behind its time.
        """),
    ),
)
