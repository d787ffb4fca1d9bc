"""Menus of the page: the list of sections, services and pages of the site, read as lines.

The text of a whole page brings them along above and below the article, one entry a line: `Home`, `News`, `Sport`,
`Subscribe`, `Contact us`, with the site's own sections between them. Entries that every site has are known words. Where
at least four different ones stand close together, with nothing but short lines between them, everything from the
first to the last of them is a menu. Below the running text three are enough, and above its first line, too.

A single entry stays (see `page_furniture` for the edges), and so do the lines before the first and behind the last
known one: the headline stands there. Right above the running text, where it may also stand between such words, only
known entries go. A list that a colon announces stays, a table of contents (its lines are numbered), a run with few
known entries in which a line stands three times (a timetable, verse), a text without running text, and any run with a
sentence in it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.labels import quotes_labels
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
GAP = 9  # lines between two known entries: the sections of one heading
ENTRY = 40  # characters of an entry; a headline is mostly longer
HEAD = 8  # lines above the running text among which the headline is looked for
KNOWN, KNOWN_OUTSIDE = 4, 3
REFRAIN = 3  # copies of a line
MANY, SMALL = 6, 30  # known entries and lines; a run with fewer and with no more may be something else


def find(doc: Document, *, entries: frozenset[str] = PACK["entries"]) -> Iterator[Edit]:
    """`entries`: the entries that menus of all sites have."""
    some = doc.texts_opening_with(entries, longest=SHORT)
    keys = doc.judged(partial(_entry, entries), some)
    if len(keys) < KNOWN_OUTSIDE or not doc.has_prose or quotes_labels(doc):
        return
    group: list[Line] = []
    for line in doc.lines_of(keys):
        if group and not _joined(doc, group[-1], line):
            yield from _menu(doc, group, keys)
            group = []
        group.append(line)
    yield from _menu(doc, group, keys)


def _entry(entries: frozenset[str], text: str) -> str | None:
    """The key of a line that is a known entry."""
    key = line_key(text)
    return key if key in entries and not text.rstrip().endswith((".", "!", "?")) else None


def _joined(doc: Document, above: Line, below: Line) -> bool:
    """Whether nothing but a few short lines stands between two entries."""
    between = doc.lines[above.number + 1 : below.number]
    near = above.number < doc.first_prose <= below.number + HEAD
    return len(between) <= (0 if near else GAP) and all(map(_is_entry, between))


def _is_entry(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= ENTRY and text.count(" ") < 5 and text[-1] not in ".!?…;,:。！？।؟"


def _menu(doc: Document, group: list[Line], keys: Mapping[str, str]) -> Iterator[Edit]:
    if len(group) < KNOWN_OUTSIDE:
        return
    first, last = group[0].number, group[-1].number
    outside = last < doc.first_prose or first > doc.last_prose
    known = {keys[line.text] for line in group}
    if len(known) < (KNOWN_OUTSIDE if outside else KNOWN) or doc.follows_colon(group[0]):
        return
    lines = doc.lines[first : last + 1]
    if len(known) < MANY and _comes_again(lines):
        return
    yield from doc.drop_all(lines, f"menu: {len(known)} entries that sites have, close together")


def _comes_again(lines: Sequence[Line]) -> bool:
    """Whether a line without a bullet stands there three times, as in a timetable or in verse."""
    counts = Counter(line.text for line in lines) if len(lines) <= SMALL else {}
    return any(count >= REFRAIN and text.lstrip()[0].isalpha() for text, count in counts.items())


RULE = Rule(
    "page_menu",
    find,
    stage="strip",
    version=3,
    phrases=("entries",),
    examples=(
        fixes("""
            - Home
            - Politics
            - Sports
            - Weather
            - Contact us
              Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - About us
            - The islands
            - Advertise
            - Privacy policy
            - Terms of use
        """),
        keeps("""
            Ferry to run at night

            News

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Sport
        """),
        keeps("""
            The new page of the harbour office has six sections, as its head told the council on Friday evening:

            Home
            News
            Timetable
            Contact
            About us
            Search
        """),
    ),
)
