"""A photo caption, or another long line, that is there twice.

The picture's `alt` text and its visible caption are often the same sentence, a slide show repeats it, a template
prints a paragraph and prints it again. Of two long lines that are equal, or of which one is the other plus a credit
(`… (Yonhap)`), one stays: the first of two equal ones, the longer of two unequal ones. Equal neighbours count, two of
them; with a credit in the line, copies count up to four lines apart.

Lines that differ in a word, a number or a negation are different and stay. So does what an author repeats: a question
that an interview asks again and again, a step that a recipe comes back to, a refrain, three equal lines of a log; and a
line that is nothing but a credit, code, and a pull-quote: the quotation is not the whole paragraph. Equal lines above the running text are left to `duplicated_title`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from cleantext import Document, Edit, Line, Rule, fixes, keeps
from cleantext.document import is_code, is_prose, opening
from cleantext.openings import OPENING

NEAR = 4
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|EFE|ANSA|dpa|DPA|APA|PTI|TASS|KCNA|Yonhap|Xinhua|Kyodo|Jiji|Getty|Shutterstock|Alamy)\b"
_WORD_OF_CREDIT = (
    r"(?i:photo|image|picture|credit|source|courtesy|foto|bild|quelle|crédit|fuente|фото|사진|写真|撮影|图|攝)"
)
_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*|of|the|for|by|von|de|du|la|and|und|et|y|e)"
_CREDIT = re.compile(
    rf"\W*(?:[(\[（【]\W*(?:{_WORD_OF_CREDIT}[^()（）]{{0,60}}|{_AGENCY}[^()（）]{{0,40}}|{_NAME}(?:[ /,.&:]+{_NAME}){{0,5}})"
    rf"[)\]）】]|{_WORD_OF_CREDIT}\s*[:：/／=].{{0,60}}|{_AGENCY}.{{0,40}})\W*\Z"
)
"""A credit and nothing else: what one copy of a caption may have more than the other."""

_LABEL = re.compile(rf"\W*{_WORD_OF_CREDIT}\s*[:：/／=]")
"""A line that is a credit from its start: two photos may have the same one."""

_CREDITED = re.compile(rf"[(\[（【][^()（）]{{2,60}}[)\]）】]?\W*\Z|\b{_WORD_OF_CREDIT}\s*[:：/／=]|\b{_AGENCY}")


def find(doc: Document) -> Iterator[Edit]:
    groups: dict[str, list[Line]] = {}
    for line in doc.lines:
        if len(line.text) >= OPENING and not is_code(line.text) and not _LABEL.match(line.text):
            groups.setdefault(opening(line.text), []).append(line)
    for group in groups.values():
        if len(group) > 1:
            yield from _copies(doc, group)


def _copies(doc: Document, group: list[Line]) -> Iterator[Edit]:
    """Copies among lines that begin alike, in order."""
    copies = Counter(line.key for line in group)
    standing, place = group[0], group[0].number
    for line in group[1:]:
        distance = line.number - place
        above, place = standing, line.number
        standing = line
        if distance > NEAR:
            continue
        first, second = above.key, line.key
        if first == second:
            if above.number >= doc.first_prose and _is_copy(line, distance, copies[first]):
                yield doc.drop(line, "the same line stands above", keep=above)
                standing = above
        elif second.startswith(first) and _CREDIT.match(line.text.strip()[len(above.text.strip()) :]):
            yield doc.drop(above, "the same line stands below, with a credit", keep=line)
        elif first.startswith(second) and _CREDIT.match(above.text.strip()[len(line.text.strip()) :]):
            yield doc.drop(line, "the same line stands above, with a credit", keep=above)
            standing = above


def _is_copy(line: Line, distance: int, copies: int) -> bool:
    """Whether a line that is equal to one ``distance`` lines above is there by mistake."""
    if _CREDITED.search(line.text):
        return True
    return distance == 1 and copies == 2 and (is_prose(line.text) or len(line.text) >= 2 * OPENING)


def _repeats(doc: Document) -> bool:
    return doc.repeats


RULE = Rule(
    "repeated_caption",
    find,
    stage="dedupe",
    wake=_repeats,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said.
              The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
            - The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
              Some sixty passengers were on board.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said.
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
