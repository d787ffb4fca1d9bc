"""A headline printed twice.

The page's metadata and the article's heading both carry it, often once with the site's name behind it: `Ferry to run
at night`, `Ferry to run at night - The Bay Herald`. The first place stays, in the form without the suffix; copies
that follow before the running text go. Copies are equal but for case, quotation marks, spaces and outer punctuation.

The only copy stays, wherever it stands. A refrain stays, and so does a heading inside the text that repeats the title:
only the lines above the running text count, and if they are more than twelve (a menu), only neighbours.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key

_SUFFIX = regex.compile(r"\s+(?:[-–—|·•»:]|::|//)\s+(?P<site>[^|]{2,40})\Z|\s*\|\s*(?P<site>[^|]{2,40})\Z")
_QUOTES = str.maketrans(dict.fromkeys("\"'‘’“”„«»‹›`´", ""))
HEAD = 12
SITE_WORDS = 5


def find(doc: Document) -> Iterator[Edit]:
    head = doc.lines[: doc.first_prose] if doc.has_prose else []
    titles = [line for line in head if _is_title(line)]
    for at, line in enumerate(titles[:-1], start=1):
        is_title = line.number == 0 or (doc.hints.title and _same(line.text, doc.hints.title))
        if is_title and len(head) <= HEAD:
            later = titles[at:]
        else:
            later = [titles[at]] if titles[at].number == line.number + 1 else []
        bare = _without_site(line.text)
        if bare != line.text and any(_same(other.text, bare) for other in later):
            yield Edit(line.start + len(bare), line.end, "", "the site's name; the headline follows without it")
        for other in later:
            if _same(other.text, bare) or _same(_without_site(other.text), line.text):
                yield doc.drop(other, "headline printed again")


def _is_title(line: Line) -> bool:
    return 8 <= len(line.key) <= 250 or (len(line.key) >= 4 and not line.text.isascii())


def _same(a: str, b: str) -> bool:
    return line_key(a.translate(_QUOTES)) == line_key(b.translate(_QUOTES))


def _without_site(text: str) -> str:
    """The text without a site's name at its end, if it has one."""
    match = _SUFFIX.search(text.rstrip())
    return text[: match.start()] if match and match["site"].count(" ") < SITE_WORDS else text


RULE = Rule(
    "duplicated_title",
    find,
    stage="dedupe",
    examples=(
        fixes("""
              Ferry to run at night

            - “Ferry to Run at Night”
            -
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
            - Ferry to run at night | The Bay Herald
            - Ferry to run at night
            + Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        keeps("""
            Ferry to run at night - The Bay Herald

            The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        keeps("""
            Row on, row on

            Row on, row on
            until the morning comes
        """),
        keeps("""
            The night ferry

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            The night ferry

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
    ),
)
