"""A headline printed twice.

The page's metadata and the article's heading both carry it, often once with the site's name behind it: `Ferry to run
at night`, `Ferry to run at night - The Bay Herald`. The first place stays, in the form without the suffix; copies
that follow before the running text go. Copies are equal but for case, quotation marks, spaces and outer punctuation.

The only copy stays, wherever it stands. A refrain stays, and so does a heading inside the text that repeats the title:
only the lines above the running text count, and at most twelve of them.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key

_SUFFIX = regex.compile(r"\s+(?:[-–—|·•»:]|::|//)\s+(?P<site>[^|]{2,40})\Z|\s*\|\s*(?P<site>[^|]{2,40})\Z")
_QUOTES = str.maketrans(dict.fromkeys("\"'‘’“”„«»‹›`´", ""))
HEAD = 12
SITE_WORDS = 5


def find(doc: Document) -> Iterator[Edit]:
    if not doc.has_prose:
        return
    head = doc.lines[: min(doc.first_prose, HEAD)]
    for line in head:
        if not _is_title(line):
            continue
        bare = _without_site(line.text)
        if line.number == 0 or (doc.hints.title and _same(line.text, doc.hints.title)):
            later = head[line.number + 1 :]
        else:
            later = head[line.number + 1 : line.number + 2]
        copies = [
            other for other in later if _same(other.text, line.text) or _same(_without_site(other.text), line.text)
        ]
        shorter = [other for other in later if bare != line.text and _same(other.text, bare)]
        if shorter:
            yield Edit(
                line.start + len(bare),
                line.end,
                "",
                "name of the site behind the headline, which follows without it",
            )
        if copies or shorter:
            yield from doc.drop_all(copies + shorter, "headline printed again")
            return


def _is_title(line: Line) -> bool:
    return len(line.text) <= 250 and (
        line.text.strip().count(" ") >= 1 or (len(line.text) >= 6 and not line.text.isascii())
    )


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
