"""A label that the page prints at each of its items: its date, or its account.

A template prints the day of publication beside every picture, teaser or box, and a feed the name of the account beside
every message; an extractor takes it along each time: one line, `20 November 2019`, a dozen times between the
paragraphs. The first one stays, its copies go. A date must stand there four times or more and no other date, or eight
times or more and hardly any other; an account four times or more at a steady pace, and no other account.

Dates that differ are a timeline, a diary, a table of events: all of them stay, and so do those that come two or three
times, a date within a sentence, times of the day (they tell messages apart), the accounts of a conversation, and a text
without running text.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from cleantext import Document, Edit, Rule, fixes, keeps

COPIES = 4  # of one date; three days of an event may begin alike
MANY = 8  # of one date among others: no timeline stays on one day for so long
SHARE = 0.75  # of all dates
SHORTEST = 6  # characters of a date
LONGEST = 40  # characters of a line that is a date, with weekday and the words for "published on"
_ACCOUNT = regex.compile(r"\s*@[\w.]{3,30}\s*")
_DATE = regex.compile(
    r"\W*(?:\p{L}{1,12}\W+){0,4}(?:(?:199\d|20\d\d)\W{1,2}\d{1,2}\W{1,2}\d{1,2}|\d{1,2}\W{1,2}\d{1,2}\W{1,2}(?:199\d|20\d\d|\d\d)"
    r"|\d{1,2}(?:st|nd|rd|th|º|er)?\W{1,2}(?:de\s|of\s)?\p{L}{3,12}\W{1,2}(?:de\s)?(?:199\d|20\d\d)"
    r"|\p{L}{3,12}\W{1,2}\d{1,2}(?:st|nd|rd|th)?\W{1,2}(?:199\d|20\d\d)"
    r"|(?:199\d|20\d\d)\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])\W*"
)
"""A date of the web's years, perhaps with its weekday; one of older years heads what is told of that day."""


def find(doc: Document) -> Iterator[Edit]:
    if not doc.has_prose:
        return
    rows = Counter(row for row in doc.rows if SHORTEST <= len(row) <= LONGEST)
    dates = Counter({row: copies for row, copies in rows.items() if _DATE.fullmatch(row)})
    for date, copies in dates.most_common(1):
        if copies >= (COPIES if len(dates) == 1 else MANY) and copies >= SHARE * dates.total():
            yield from _copies(doc, date, f"the page's date, printed {copies} times")
    accounts = [(row, copies) for row, copies in rows.items() if _ACCOUNT.fullmatch(row)]
    if len(accounts) == 1 and accounts[0][1] >= COPIES:
        account, copies = accounts[0]
        if len({b.number - a.number for a, b in pairwise(doc.lines_of([account]))}) == 1:
            yield from _copies(doc, account, f"the page's account, printed {copies} times")


def _copies(doc: Document, text: str, why: str) -> Iterator[Edit]:
    first, *others = doc.lines_of([text])
    for line in others:
        yield doc.drop(line, why, keep=first)


def _wake(doc: Document) -> bool:
    rows = [row for row in doc.rows if SHORTEST <= len(row) <= LONGEST]
    if len(rows) - len(set(rows)) < COPIES - 1:
        return False
    return any(copies >= COPIES and ("@" in row or any(map(str.isdigit, row))) for row, copies in Counter(rows).items())


RULE = Rule(
    "repeated_label",
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
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              @bay_ferry
              The pier is open again
            - @bay_ferry
              No bicycles today, sorry
            - @bay_ferry
              Fog until ten
            - @bay_ferry
              We are hiring
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
