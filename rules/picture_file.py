"""Names and addresses of picture files: `harbour-night_1200x800.jpg`, alone on a line.

A picture that nobody described has its file's name for a description, and an extractor that takes descriptions along
takes the name. A line goes if it is nothing but the name or address of one file of a picture or film. A name with
spaces must have a digit, as cameras and screenshots give them.

Names right above or below each other are a list of files, which somebody may have written; they stay, and so do those
that a colon announces, those in a text about code, a name within a sentence, and a text without running text.
"""

import re
from collections.abc import Iterator

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.code import is_about_code

LONGEST = 300  # characters of an address
_FILE = re.compile(
    r"(?:https?://[^\s<>\"]+/)?(?:[\w.,()@~+%&'=-]+|(?=[^\d]*\d)[\w .,()@~+%&'=-]+)"
    r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|mp4|mov|webm)(?:\?\S*)?",
    re.IGNORECASE,
)
_ENDINGS = tuple(
    case
    for ending in (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".svg", ".mp4", ".mov", ".webm")
    for case in (ending, ending.upper())
)


def find(doc: Document) -> Iterator[Edit]:
    files = [row for row in doc.rows if 4 < len(row) <= LONGEST and "." in row[-80:] and _FILE.fullmatch(row.strip())]
    if not files or not doc.has_prose:
        return
    lines = doc.lines_of(set(files))
    numbers = {line.number for line in lines}
    if is_about_code(doc, numbers):
        return
    for line in lines:
        alone = numbers.isdisjoint((line.number - 1, line.number + 1))
        if alone and not doc.follows_colon(line) and not doc.is_wrapped(line):
            yield doc.drop(line, "name of a picture's file")


RULE = Rule(
    "picture_file",
    find,
    stage="strip",
    triggers=_ENDINGS,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - harbour-night_1200x800.jpg
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - https://images.bay.example/2024/05/IMG_2031.JPG?w=800
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Send the scan of your ticket under this name:

            ticket.jpg
        """),
        keeps("""
            The photographs of the ferry that the harbour office gives away are these, each in its full size and free.

            ferry.jpg
            pier.jpg
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Save as ferry.jpg
        """),
    ),
)
