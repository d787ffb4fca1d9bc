"""The page's date, printed at each of its items.

A template prints the day of publication beside every picture, teaser or box, and an extractor takes it along each time:
one line, `20 November 2019`, a dozen times between the paragraphs. The first one stays, its copies go, if the same date
stands there four times or more and no other date does, or eight times or more and hardly any other does.

Dates that differ are a timeline, a diary, a table of events: all of them stay, and so do those that come two or three
times, a date within a sentence, times of the day (they tell messages apart), and a text without running text.
"""

from collections import Counter
from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Rule, fixes, keeps

COPIES = 4  # of one date; three days of an event may begin alike
MANY = 8  # of one date among others: no timeline stays on one day for so long
SHARE = 0.75  # of all dates
SHORTEST = 6  # characters of a date
LONGEST = 40  # characters of a line that is a date, with weekday and the words for "published on"
_DATE = regex.compile(
    r"\W*(?:\p{L}{1,12}\W+){0,4}(?:(?:19|20)\d\d\W{1,2}\d{1,2}\W{1,2}\d{1,2}|\d{1,2}\W{1,2}\d{1,2}\W{1,2}(?:19|20)?\d\d"
    r"|\d{1,2}(?:st|nd|rd|th|º|er)?\W{1,2}(?:de\s|of\s)?\p{L}{3,12}\W{1,2}(?:de\s)?(?:19|20)\d\d"
    r"|\p{L}{3,12}\W{1,2}\d{1,2}(?:st|nd|rd|th)?\W{1,2}(?:19|20)\d\d"
    r"|(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])\W*"
)


def find(doc: Document) -> Iterator[Edit]:
    dates = Counter(row for row in doc.rows if SHORTEST <= len(row) <= LONGEST and _DATE.fullmatch(row))
    if not dates or not doc.has_prose:
        return
    [(date, copies)] = dates.most_common(1)
    if copies >= (COPIES if len(dates) == 1 else MANY) and copies >= SHARE * dates.total():
        first, *others = doc.lines_of([date])
        for line in others:
            yield doc.drop(line, f"the page's date, printed {copies} times", keep=first)


def _wake(doc: Document) -> bool:
    rows = [row for row in doc.rows if SHORTEST <= len(row) <= LONGEST]
    if len(rows) - len(set(rows)) < COPIES - 1:
        return False
    return any(copies >= COPIES and any(map(str.isdigit, row)) for row, copies in Counter(rows).items())


RULE = Rule(
    "repeated_date",
    find,
    stage="dedupe",
    wake=_wake,
    examples=(
        fixes("""
              20 November 2019
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - 20 November 2019
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - 20 November 2019
              “We have waited for this for thirty years,” said the keeper of the inn on the other side of the bay.
            - 20 November 2019
              The last boat leaves the pier at ten past one.
        """),
        keeps("""
            This is what the board of the harbour has decided in its two meetings, and what the town has made of it since.
            3 May 2019
            The ferry will run at night.
            3 May 2019
            The ferry will take bicycles.
            3 May 2019
            The ferry will be painted.
            3 May 2019
            The ferry will have a bell.
            4 May 2019
            The bell was left out.
        """),
        keeps("""
            This is what the board of the harbour has decided in its two meetings, and what the town has made of it since.
            3 May 2019
            The ferry will run at night.
            3 May 2019
            The ferry will take bicycles.
        """),
    ),
)
