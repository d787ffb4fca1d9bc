"""Names for machines: the style classes and numbers by which a page's programs know its parts.

A template prints the number of a video or an article between two paragraphs (`191119052250266`), or lists the widths of
screens that it knows below the text (`narrow-browser-and-phone`, `landscape-tablet-and-below`). A line goes outside the
first one if it is nothing but a number of 14 digits or more, longer than those that people print, or one of at least
six lines at the end that are small words joined by hyphens, three words in most of them.

A number with spaces, signs or letters stays, and one of 13 digits (a book's), any in a text that speaks of digits or
codes, what a colon announces, a list of compounds inside the text or of fewer, and a text without running text.
"""

import re
from collections.abc import Iterator

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside

PACK = phrases_beside(__file__)
DIGITS = 14
NEIGHBOURS = 6
_CLASS = re.compile(r"(?:[-•*·] )?[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def find(doc: Document, *, words: frozenset[str] = PACK["words"]) -> Iterator[Edit]:
    """`words`: parts of words by which a text speaks of numbers."""
    if not doc.has_prose:
        return
    numbers = frozenset(_numbers(doc))
    if numbers and any(word in doc.text.casefold() for word in words):
        numbers = frozenset()
    for line in doc.lines if numbers else ():
        if line.text.strip() in numbers and line.number and not doc.follows_colon(line):
            yield doc.drop(line, f"a number of {len(line.text.strip())} digits, for programs")
    run = []
    for line in reversed(doc.lines[doc.last_prose + 1 :]):
        if not _CLASS.fullmatch(line.text.strip()):
            break
        run.append(line)
    several = sum(line.text.count("-") > 1 for line in run)
    if len(run) >= NEIGHBOURS and 2 * several > len(run) and not doc.follows_colon(run[-1]):
        yield from doc.drop_all(run[::-1], f"one of {len(run)} names of style classes")


def _numbers(doc: Document) -> list[str]:
    """The lines that are long numbers."""
    long = [row.strip() for row in doc.rows if len(row) >= DIGITS and row[-1].isdecimal()]
    return [text for text in long if len(text) >= DIGITS and text.isdecimal()]


def _has_names(doc: Document) -> bool:
    """Whether some line is a long number, or the last one a name of a style class."""
    if _numbers(doc):
        return True
    last = next((row for row in reversed(doc.rows) if row and not row.isspace()), "")
    return "-" in last and bool(_CLASS.fullmatch(last.strip()))


RULE = Rule(
    "machine_name",
    find,
    stage="strip",
    wake=_has_names,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - 240503221530117
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - narrow-screen-and-phone
            - medium-screen
            - medium-screen-and-tablet
            - wide-screen-and-larger
            - portrait-tablet-and-above
            - landscape-tablet-and-below
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

                         1824
            9780306406157

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The machine in the cellar prints fifteen digits each night, and nobody in the harbour office knows what for.

            240503221530117

            That was the line of Friday. The caretaker writes each of them into a book, as his father did before him.
        """),
        keeps("""
            These are the flowers that grow on the old pier, as the captain's daughter has written them down for us:

            forget-me-not
            lily-of-the-valley
            love-in-a-mist
            jack-by-the-hedge
            snow-in-summer
            traveller's-joy
        """),
    ),
)
