"""Labels of advertisements: `Advertisement`, `Story continues below`, `Anzeige`.

The law wants advertisements labelled. The extractor drops the advertisement and keeps the label, between any two
paragraphs. A line goes if it is such a label and nothing else.

A sentence about advertising stays, and so do a label above the running text, where it may be the title, an item of a
list that the line above announces, a heading among the headings of short sections, a label that is a line of a poem or
of another text without running text, and one with a full stop.
"""

from collections.abc import Iterator

from cleantext import Document, Edit, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)


def find(doc: Document, *, labels: frozenset[str] = PACK["labels"]) -> Iterator[Edit]:
    """`labels`: the labels."""
    some = doc.texts_opening_with(labels, longest=SHORT)
    some = [text for text in some if line_key(text) in labels and not text.rstrip().endswith((".", "!"))]
    if not some or not doc.has_prose:
        return
    for line in doc.lines_of(some):
        if line.number > doc.first_prose and not doc.follows_colon(line) and not doc.is_heading(line, labels):
            yield doc.drop(line, "label of an advertisement")


RULE = Rule(
    "ad_label",
    find,
    stage="strip",
    version=4,
    phrases=("labels",),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            -
            - ADVERTISEMENT

              Sixty passengers have room on board.
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
