"""Links that strangers have put into a page: `Download Premium WordPress Themes Free`, `online casino real money`.

Pirated themes and plugins add a block of hidden links to the end of each post, for courses, themes and firmware, and
hacked sites carry others, for casinos and pills; readers do not see them, extractors do. Their anchors are always the
same. They go where two or more of them stand close together below the running text.

One alone stays, and so do a sentence, a line above the end of the text, a heading or an item that is not one of these
anchors letter for letter, and a text without running text.
"""

from collections.abc import Iterator
from itertools import pairwise

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
NEAR = 4  # lines from one to the next


def find(doc: Document, *, anchors: frozenset[str] = PACK["anchors"]) -> Iterator[Edit]:
    """`anchors`: the texts of such links."""
    texts = doc.texts_opening_with(anchors, longest=SHORT)
    if not texts or not doc.has_prose:
        return
    lines = [line for line in doc.lines_of(texts) if line.key in anchors and line.number > doc.last_prose]
    close = {at for at, (one, other) in enumerate(pairwise(lines)) if other.number - one.number <= NEAR}
    for at, line in enumerate(lines):
        if at in close or at - 1 in close:
            yield doc.drop(line, "the text of a link that strangers put into pages, beside another one")


RULE = Rule(
    "injected_link",
    find,
    stage="strip",
    phrases=("anchors",),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Download Premium WordPress Themes Free
            - Download WordPress Themes
            - free online course
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Free online course
            The captain explains the lights of the harbour.
        """),
        keeps("""
            The two searches that brought most readers to the harbour's site last year surprised even the man who keeps it.

            Online casino

            Best online casino

            He has since renamed the page about the dice game that is played on board in winter, and nobody finds it now.
        """),
    ),
)
