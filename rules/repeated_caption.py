"""A photo caption, or another long line, that is there twice.

The picture's `alt` text and its visible caption are often the same sentence, a slide show repeats it, a teaser
repeats the lede. Of two long lines that are equal, or of which one is the other plus a credit (`… (Yonhap)`), one
stays: the first of two equal ones, the longer of two unequal ones. Copies count only near each other, at most four
lines apart.

Lines that differ in a word, a number or a negation are different and stay. So does a question that an interview asks
again and again, a line that stands in the text three times with others between (a form, a list of offers), a refrain,
code, and a pull-quote: the quotation is not the whole paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator

from cleantext import Document, Edit, Line, Rule, fixes, keeps
from cleantext.document import OPENING, is_code, is_prose

NEAR = 4
_CREDIT = re.compile(
    r"\W*(?:\([^()]{2,60}\)|(?:photo|image|picture|credit|source|foto|bild|quelle|crédit|fuente|фото|사진|写真)\b.{0,60}"
    r"|[/|–—-]\s*\S.{1,40}|(?:ap|afp|reuters|epa|dpa|getty images|yonhap|xinhua|tass|kcna)\b.{0,40})\W*\Z",
    re.IGNORECASE,
)


def find(doc: Document) -> Iterator[Edit]:
    groups: dict[str, list[Line]] = {}
    for line in doc.lines:
        if len(line.text) >= OPENING and not is_code(line.text):
            groups.setdefault(line.text[:OPENING], []).append(line)
    for group in groups.values():
        if len(group) > 1:
            yield from _copies(doc, group)


def _copies(doc: Document, group: list[Line]) -> Iterator[Edit]:
    """Copies among lines that begin alike, in order."""
    copies = Counter(line.key for line in group)
    standing, place = group[0], group[0].number
    for line in group[1:]:
        distance = line.number - place
        first, second = standing.key, line.key
        keep, place = standing, line.number
        standing = line
        if distance > NEAR:
            continue
        if first == second:
            if _is_copy(line, distance, copies[first]):
                yield doc.drop(line, "the same line stands above")
                standing = keep
        elif second.startswith(first) and _CREDIT.match(line.text.strip()[len(keep.text.strip()) :]):
            yield doc.drop(keep, "the same line stands below, with a credit")
        elif first.startswith(second) and _CREDIT.match(keep.text.strip()[len(line.text.strip()) :]):
            yield doc.drop(line, "the same line stands above, with a credit")
            standing = keep


def _is_copy(line: Line, distance: int, copies: int) -> bool:
    """Whether a line that is equal to one ``distance`` lines above is there by mistake."""
    if not is_prose(line.text):
        return distance == 1 and len(line.text) >= 2 * OPENING
    if line.text.rstrip().endswith(("?", "？")):
        return distance == 1
    return distance == 1 or copies == 2


def _repeats(doc: Document) -> bool:
    return doc.repeats


RULE = Rule(
    "repeated_caption",
    find,
    stage="dedupe",
    wake=_repeats,
    examples=(
        fixes("""
              The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
            - The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
              Some sixty passengers were on board.
        """),
        fixes("""
            - The night ferry leaves the harbour on its first trip across the bay on May 3, 2024
              The night ferry leaves the harbour on its first trip across the bay on May 3, 2024 (Photo: A. Lee)
        """),
        keeps("""
            The night ferry leaves the harbour at 10 p.m. and comes to the other side of the bay at 11 p.m. on Fridays.
            The night ferry leaves the harbour at 11 p.m. and comes to the other side of the bay at 12 p.m. on Fridays.
        """),
        keeps("""
            What would you take along if you had to leave the island on the next ferry, and why just that?
            My brother's violin.
            What would you take along if you had to leave the island on the next ferry, and why just that?
            Nothing.
        """),
        keeps("""
            “I will not take that ferry again, not for all the money in the world”

            “I will not take that ferry again, not for all the money in the world,” said the captain, who is sixty.
        """),
    ),
)
