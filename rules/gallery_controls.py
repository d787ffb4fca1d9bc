"""The controls of a picture gallery, read as lines: `Image`, `1 / 5`, `Caption`, `Close`, `Back to Gallery`.

The pictures are gone; what remains is the word that announced each, the counter and the buttons, one below the other.
Such lines go where two or more of them stand together, a counter among them, or where there are three different ones.

A single one stays (it may be a heading or an answer), and so do a list that a colon announces, the first line, a score,
and a text without running text.
"""

from collections.abc import Iterator, Sequence

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, phrases_beside
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
TOGETHER = 3  # different controls, one below the other, that need no counter
_COUNTER = regex.compile(
    r"\W*(?:\p{L}{4,10}\s)?\d{1,3}\s?(?:/|of|von|sur|de|di|van|z|из|von|的|/\s?of|of\s?/)\s?\d{1,3}\W*",
    regex.IGNORECASE,
)


def find(doc: Document, *, controls: frozenset[str] = PACK["controls"]) -> Iterator[Edit]:
    """`controls`: labels and buttons of a gallery."""
    if not doc.has_prose:
        return
    texts = [text for text in doc.texts_opening_with(controls, longest=SHORT // 3) if _key(text) in controls]
    if not texts:
        return
    lines = doc.lines
    done = 0
    for line in doc.lines_of(texts):
        if line.number < done:
            continue
        start = end = line.number
        while start > max(done, 1) and _COUNTER.fullmatch(lines[start - 1].text):
            start -= 1
        while end < len(lines) and (_key(lines[end].text) in controls or _COUNTER.fullmatch(lines[end].text)):
            end += 1
        done = end
        run = lines[max(start, 1) : end]
        if _is_gallery(run) and not doc.follows_colon(run[0]):
            yield from doc.drop_all(run, "controls of a picture gallery, one below the other")


def _key(text: str) -> str:
    return text.strip(" \t\u00a0<>‹›«»←→[]×x|").casefold()


def _is_gallery(run: Sequence[Line]) -> bool:
    """Whether lines are a gallery's: two with a counter, or three different ones."""
    counters = sum(bool(_COUNTER.fullmatch(line.text)) for line in run)
    return (counters > 0 and len(run) > counters) or len({line.key for line in run}) >= TOGETHER


RULE = Rule(
    "gallery_controls",
    find,
    stage="strip",
    phrases=("controls",),
    examples=(
        fixes("""
              Carpenters fit the last planks of the pier on Tuesday, two days before the regatta begins in the bay.
            - Image
            - 1of/4
            - Caption
            - Close
              The pier that the storm took away is back, and it is a hand wider than before, the harbour master said.
            - 1 / 4
            - Back to Gallery
        """),
        keeps("""
            What we liked about the book is that each of its chapters has a word for a name, and that the words are short.

            Image

            The first chapter is about a mirror in which nobody wants to see himself, and about the one who does.

            Next

            The second is about a queue, and it has no end, which makes it longer than the others in the book.
        """),
        keeps("""
            Below each of the pictures you will find the buttons with which you can move through the album:

            Previous
            Next
            Close
        """),
    ),
)
