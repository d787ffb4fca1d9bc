"""A photo caption, or another long line, that is there twice.

The picture's `alt` text and its visible caption are often the same sentence, a slide show repeats it, a template
prints a paragraph and prints it again. Of two long lines that are equal, or of which one is the other plus a credit
(`… (Yonhap)`), one stays: the first of two equal ones, the longer of two unequal ones. A teaser goes, too: the lede at the top of the page that is the beginning of a paragraph below, a
paragraph cut with an ellipsis, and a paragraph that stands twice and no more, at the top or along with the one beside
it. Equal neighbours count, two of
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
LEDE = 60  # characters of a lede that is printed again
PARAGRAPH = 120  # characters from which on a line that stands twice, and only twice, is a copy wherever it stands
HEADING = 25  # characters of a heading; two sections may begin alike
TOP = 6  # lines from the top among which a teaser stands
_QUOTES = "\"'“„«‹「『‘—–"
_CUT = re.compile(
    r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:\W*(?:read more|more|continue reading|weiterlesen|mehr|lire la suite|leer más|leggi tutto|leia mais|lees meer|czytaj dalej|читать далее|続きを読む|더보기|阅读全文|devamı|selengkapnya))?\W*\Z",
    re.IGNORECASE,
)
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
        first, second = above.key, line.key
        if teaser := _teaser(above, line, first, second):
            yield doc.drop(teaser, "its text goes on in the line that stays", keep=line if teaser is above else above)
            standing = line if teaser is above else above
            continue
        if first == second and copies[first] == 2 and _is_again(doc, above, line):
            yield doc.drop(line, "the same paragraph stands above, once", keep=above)
            standing = above
            continue
        if distance > NEAR:
            continue
        if first == second:
            if above.number >= doc.first_prose and _is_copy(line, distance, copies[first]):
                yield doc.drop(line, "the same line stands above", keep=above)
                standing = above
        elif second.startswith(first) and _CREDIT.match(line.text.strip()[len(above.text.strip()) :]):
            yield doc.drop(above, "the same line stands below, with a credit", keep=line)
        elif first.startswith(second) and _CREDIT.match(above.text.strip()[len(line.text.strip()) :]):
            yield doc.drop(line, "the same line stands above, with a credit", keep=above)
            standing = above


def _teaser(above: Line, line: Line, first: str, second: str) -> Line | None:
    """The one of two lines that is the beginning of the other: the lede at the top of the page, or a cut paragraph."""
    if len(first) == len(second):
        return None
    short, long = (above, line) if len(first) < len(second) else (line, above)
    cut = _CUT.search(short.text)
    body = (short.text[: cut.start()] if cut else short.text).strip()
    if (
        len(body) < LEDE
        or (not cut and len(long.text) < len(short.text) + LEDE // 2)
        or not long.text.strip().startswith(body)
        or body[0] in _QUOTES
    ):
        return None
    return short if cut or short.number < TOP else None


def _is_again(doc: Document, above: Line, line: Line) -> bool:
    """Whether a paragraph is there again by mistake: at the top of the page, or with the paragraph beside it."""
    if len(line.text) < PARAGRAPH or not is_prose(line.text):
        return False
    headed = [one.number > 0 and len(doc.lines[one.number - 1].text) <= HEADING for one in (above, line)]
    if above.number == doc.first_prose < TOP and not all(headed):
        return True
    pairs = zip((above.number - 1, above.number + 1), (line.number - 1, line.number + 1), strict=True)
    return any(
        0 <= a < b < len(doc.lines) and len(doc.lines[b].text) >= PARAGRAPH and doc.lines[a].key == doc.lines[b].key
        for a, b in pairs
    )


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
    version=2,
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
        fixes("""
              Ferry to run at night
            - The ferry across the bay will also run at night from May on, the harbour office … Read more
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Some sixty passengers were on board.
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
