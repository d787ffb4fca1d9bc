"""Labels of advertisements: `Advertisement`, `Story continues below`, `Anzeige`.

The law wants advertisements labelled. The extractor drops the advertisement and keeps the label, between any two
paragraphs. A line goes if it is such a label and nothing else.

A sentence about advertising stays, and so do a label above the running text, where it may be the title (but for one between dashes or brackets), an item of a
list that the line above announces, a label that stands once in a text that speaks of it in several paragraphs, one
with which a sentence begins, a heading among the headings of short sections, a label that is a line of a poem or of
another text without running text, and one with a full stop.
"""

import re
from collections.abc import Iterator

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_closed
from cleantext.openings import SHORT, fold

PACK = phrases_beside(__file__)
_ADORNED = re.compile(r"(?P<sign>[-–—=*~+|]{1,4}) ?\w.*\w ?(?P=sign)|[(\[].*[)\]]", re.DOTALL)
"""A label between signs, as no title is."""
LABEL = 6  # letters of a word that other words do not begin with
SPEAK = 2  # paragraphs with the word that make a text one about advertising


def find(doc: Document, *, labels: frozenset[str] = PACK["labels"]) -> Iterator[Edit]:
    """`labels`: the labels."""
    some = doc.texts_opening_with(labels, longest=SHORT)
    some = [text for text in some if line_key(text) in labels and not text.rstrip().endswith((".", "!"))]
    if not some or not doc.has_prose:
        return
    for line in doc.lines_of(some):
        if (
            (line.number > doc.first_prose or _ADORNED.fullmatch(line.text.strip()))
            and not doc.follows_colon(line)
            and not doc.is_heading(line, labels)
            and not _goes_on(doc, line)
            and not _is_discussed(doc, line)
        ):
            yield doc.drop(line, "label of an advertisement")


def _goes_on(doc: Document, line: Line) -> bool:
    """Whether the line below goes on in small letters, where the one above is closed: then the label begins a sentence."""
    below = doc.lines[line.number + 1 : line.number + 2]
    return bool(below) and below[0].text.lstrip()[0].islower() and is_closed(doc.lines[line.number - 1].text)


def _is_discussed(doc: Document, line: Line) -> bool:
    """Whether several paragraphs speak of what the label says, as a text about advertising does; it stands only once."""
    word = line.key
    if " " in word or len(word) < LABEL:
        return False
    said = [one for one in map(doc.lines.__getitem__, doc.prose) if word in fold(one.text)]
    if sum(any(some.startswith(word) for some in one.key.split()) for one in said) < SPEAK:
        return False
    return sum(one.key == word for one in doc.lines) == 1


RULE = Rule(
    "ad_label",
    find,
    stage="strip",
    version=7,
    phrases=("labels",),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            -
            - ADVERTISEMENT

              Sixty passengers have room on board.
        """),
        fixes("""
            - -- Advertisement --
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            The ferry lives on what it sells on board, and on these, as the captain explained to the council on Friday:

            Advertising
            Gifts
        """),
        keeps("""
            The advertisement said that the ferry would run at night, and so sixty people stood on the pier at ten.
        """),
    ),
)
