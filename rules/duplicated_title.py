"""A headline printed twice.

The page's metadata and the article's heading both carry it, often once with the site's name behind it: `Ferry to run
at night`, `Ferry to run at night - The Bay Herald`. The first place stays, in the form without the suffix; copies
that follow before the running text go. Copies are equal but for case, quotation marks, spaces and outer punctuation.

The only copy stays, wherever it stands. A refrain stays, and so does a heading inside the text that repeats the title:
only the lines above the running text count, with at most two between the copy and the text (verse has more), and if
they are more than twelve in all (a menu), only neighbours.
"""

from collections.abc import Iterator, Sequence

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key

_SUFFIX = regex.compile(r"\s+(?:[-–—|·•»:]|::|//)\s+(?P<site>[^|]{2,40})\Z|\s*\|\s*(?P<site>[^|]{2,40})\Z")
_QUOTES = str.maketrans(dict.fromkeys("\"'‘’“”„«»‹›`´", ""))
_KINDS = frozenset(
    [
        "part",
        "live",
        "review",
        "video",
        "videos",
        "photo",
        "photos",
        "opinion",
        "update",
        "updated",
        "analysis",
        "podcast",
        "gallery",
        "exclusive",
        "closed",
        "open",
        "interview",
        "quiz",
        "recap",
        "explained",
        "watch",
        "teil",
        "folge",
        "partie",
        "parte",
        "deel",
        "część",
        "часть",
    ]
)
HEAD = 12
BELOW = 2  # lines between a copy and the running text, such as deck and byline; verse has more
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
            same = _same(other.text, bare) or _same(_without_site(other.text), line.text)
            if same and not _is_verse(line, other, head):
                yield doc.drop(other, "headline printed again", keep=line)


def _is_title(line: Line) -> bool:
    return 14 <= len(line.key) <= 250 or (len(line.key) >= 6 and not line.text.isascii())


def _is_verse(title: Line, copy: Line, head: Sequence[Line]) -> bool:
    """Whether a copy is more likely the first line of a verse, a refrain or an entry of a list than a headline."""
    below = head[copy.number + 1 :]
    return (
        len(below) > (BELOW if copy.number == title.number + 1 else BELOW - 1)
        or copy.text.rstrip().endswith((",", ";"))
        or (copy.text.lstrip()[0].islower() and not title.text.lstrip()[0].islower())
        or any(line.key.split()[:2] == title.key.split()[:2] for line in below if not _same(line.text, title.text))
    )


def _same(a: str, b: str) -> bool:
    return line_key(a.translate(_QUOTES)) == line_key(b.translate(_QUOTES))


def _without_site(text: str) -> str:
    """The text without a site's name at its end, if it has one."""
    match = _SUFFIX.search(text.rstrip())
    return text[: match.start()] if match and _is_site(match["site"]) else text


def _is_site(name: str) -> bool:
    """Whether this can be a site's name: a few capitalised words, and none that tells parts of a series apart."""
    words = name.split()
    capitals = sum(not word[0].islower() for word in words)
    return (
        len(words) <= SITE_WORDS
        and not any(map(str.isdigit, name))
        and capitals * 2 > len(words)
        and not words[0][0].islower()
        and _KINDS.isdisjoint(word.casefold() for word in words)
    )


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
