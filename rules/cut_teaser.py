"""Teasers of other articles that a program has cut: several lines that break off after the same number of words.

Below an article, sites print how others begin: `The ferry across the bay will also run at night from May on, and the
harbour office …`. The template cuts all of them after the same number of words, or at one number of characters. Where
at least three lines are cut alike, none of the lines that break off is longer, and at least half of them are cut there,
the lines go from the first of them to the last, with the titles and the short teasers between them and the first one's
title.

Paragraphs that break off at different lengths are an author's, who trails off, and stay; so do short lines such as
those of a poem, what a colon announces, and a text without other running text.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from cleantext import Document, Edit, Line, Rule, fixes, keeps
from cleantext.document import is_prose, is_sentence
from cleantext.openings import SHORT, is_unspaced

LEAST = 3  # teasers that are cut alike
WORDS = 12  # of a teaser that is cut after a number of words; lines of verse have fewer
CHARACTERS = 80  # of one that is cut at a number of characters
SPREAD = 12  # characters by which those differ, for no word is cut
APART = 12  # lines from one teaser to the next: titles, dates, authors, sections, buttons, short teasers
WHOLE = 3  # teasers among these that were so short that nothing had to be cut
_SIGN = re.compile(r"(?<=[^\W_])[,;:]?\s?[\[(（]?(?:…|\.{3})[\])）]?\Z")
_ENDS = tuple(sign + bracket for sign in ("…", "...") for bracket in ("", "]", ")", "）"))


def find(doc: Document) -> Iterator[Edit]:
    ends = ((row, row.rstrip()) for row in doc.rows)
    cut = {row for row, text in ends if text.endswith(_ENDS) and _SIGN.search(text[-12:])}
    if len(cut) < LEAST or not doc.has_prose:
        return
    for measure, unit, shortest, spread, least in _MEASURES:
        longest = max(map(measure, cut))
        alike = {text for text in cut if measure(text) >= longest - spread}
        if longest >= shortest and len(alike) >= max(least, len(cut) / 2):
            runs = [run for run in _runs(doc, alike, measure, longest) if not doc.follows_colon(run[0])]
            gone = {line.number for run in runs for line in run}
            if any(number not in gone for number in doc.prose):
                for run in runs:
                    yield from doc.drop_all(run, f"one of {len(alike)} teasers that are cut at {longest} {unit}")
            return


def _words(text: str) -> int:
    """The number of words; nothing in a script whose words run together."""
    return 0 if is_unspaced(text) else len(text.split())


_MEASURES: tuple[tuple[Callable[[str], int], str, int, int, int], ...] = (
    (_words, "words", WORDS, 0, LEAST),
    (len, "characters", CHARACTERS, SPREAD, LEAST + 1),
)
"""How teasers are measured: in what, the shortest one, by how much they may differ, and how many there are at least."""


def _runs(doc: Document, alike: set[str], measure: Callable[[str], int], longest: int) -> Iterator[Sequence[Line]]:
    """The lines from one teaser to the next, and so on, as long as they are few and none is longer than a teaser."""
    teasers = doc.lines_of(alike)
    lines = doc.lines
    titled = sum(_is_title(lines[teaser.number - 1]) for teaser in teasers if teaser.number) > len(teasers) / 2
    start = 0
    for at, teaser in enumerate(teasers):
        below = teasers[at + 1].number if at + 1 < len(teasers) else len(lines) + APART + 1
        between = lines[teaser.number + 1 : below]
        if (
            below - teaser.number <= APART
            and all(measure(line.text) <= longest for line in between)
            and sum(is_prose(line.text) for line in between) <= WHOLE
        ):
            continue
        if len({one.text for one in teasers[start : at + 1]}) >= LEAST:
            first = teasers[start].number
            first -= titled and first > 1 and _is_title(lines[first - 1])
            yield lines[first : teaser.number + 1]
        start = at + 1


def _is_title(line: Line) -> bool:
    return len(line.text) <= SHORT and not is_sentence(line.text) and not is_prose(line.text)


def _may_be_cut(doc: Document) -> bool:
    """Whether there are as many marks of an omission as teasers have."""
    return doc.text.count("…") + doc.text.count("...") >= LEAST


RULE = Rule(
    "cut_teaser",
    find,
    stage="cut",
    wake=_may_be_cut,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - Lighthouse lit again
            - After forty years in the dark the lighthouse on the northern pier has been lit again by …
            - Bakers want the square back
            - The bakers of the old town have asked the council for the market square on Saturdays, which …
            - Storm takes the last of the beach huts, says the harbour office.
            - A tram for the suburbs
            - Nobody believed that the suburbs would ever see a tram line again, but the treasurer has found …
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            He had wanted to tell her about the pier, about the lamp, about the man with the dog and the long way home …

            She did not ask, and when she did, it was late, and the bells of the harbour church had begun …

            And so they sat there, the two of them, with the window open …
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Under the lamp …
            Under the pier …
            Under the sea …
        """),
    ),
)
