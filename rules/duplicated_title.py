"""A headline printed twice.

The page's metadata and the article's heading both carry it, often once with the site's name behind it: `Ferry to run
at night`, `Ferry to run at night - The Bay Herald`. The first place stays, in the form without the suffix; copies
that follow before the running text go. Copies are equal but for case, quotation marks, spaces and outer punctuation.

The only copy stays, wherever it stands (unless `strip_title` asks for a text without headline). A refrain stays, and so does a heading inside the text that repeats the title:
only the lines above the running text count, with at most two between the copy and the text (verse has more), and if
they are more than twelve in all (a menu), only neighbours.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise

import regex

from cleantext import Document, Edit, Hints, Line, Rule, fixes, keeps, line_key
from cleantext.caption import is_caption, size
from cleantext.document import is_code, is_prose
from cleantext.openings import is_unspaced

_SUFFIX = regex.compile(r"\s+(?:[-–—|·•»:]|::|//)\s+(?P<site>[^|]{2,40})\Z|\s*\|\s*(?P<site>[^|]{2,40})\Z")
_QUOTES = str.maketrans(dict.fromkeys("\"'‘’“”„«»‹›`´", ""))
_SERIES = regex.compile(
    r"\b(?:part|live|reviews?|videos?|photos?|opinion|updated?|analysis|podcast|gallery|exclusive|closed|open|interview"
    r"|quiz|recap|explained|watch|chapter|book|volume|vol|act|episode|season|day|week|round|kapitel|chapitre|capítulo|teil|folge|partie|parte|deel|część|часть)\b",
    regex.IGNORECASE,
)
"""Words that tell the parts of a series apart, or say of what kind an article is."""

_OUTLET = regex.compile(
    r"\.\w{2,4}\b|\b(?:the|news|times|post|daily|herald|journal|tribune|gazette|chronicle|mail|mirror|star|sun|guardian|press"
    r"|today|online|network|magazine|media|radio|tv|zeitung|nachrichten|presse|blog|agency|review of|wire|weekly|report|wiki)\b",
    regex.IGNORECASE,
)
"""Words of the names of papers, stations and sites."""

_PUNCTUATION = regex.compile(r"[^\w+#%$€£]+")
_CRUMBS = regex.compile(r"\s*[>»›→]\s*|\s+[/|·•\\]\s+")
_BEFORE = regex.compile(r"\s*[:|]\s+|\s+[-–—]\s+")
_BEFORE_OR_CRUMBS = regex.compile(r"[>»›→]|[:|]\s|\s[-–—/·•\\]\s")
_CLOSED = (".", "!", "?", "…", "。", "！", "？", ",", ";", ":")

HEAD = 12
BELOW = 2  # lines between a copy and the running text, such as deck and byline; verse has more
SITE_WORDS = 5
SECTION_WORDS = 2
CRUMB = 40  # characters of a step on the way to an article
SHORTEST = 14  # characters of a title's key; 6 of a script with other letters
TITLES = 4  # lines from the top of which one may be the title that is printed again far below
WHOLE = 40  # characters of a headline that cannot be a heading or a line of verse
DECK = 6  # lines between headline and copy of which one may be the deck
PICTURES = 16  # lines between headline and copy that may hold pictures, their labels and captions


def find(doc: Document, *, strip_title: bool = False) -> Iterator[Edit]:
    """`strip_title`: whether the headline's first place goes, too, where a copy or the hint tells that it is one."""
    if not doc.has_prose:
        return
    head = doc.top
    hint = _key(doc.hints.title) if doc.hints.title else None
    if hint or len({line.key[:3] for line in head}) < len(head):
        yield from _above_the_text(doc, head, hint, strip_title)
    if not strip_title:
        yield from _at_the_top(doc, head)
        yield from _in_a_longer_line(doc, head[:HEAD])
        yield from _below(doc, head[:TITLES])


def _above_the_text(doc: Document, head: Sequence[Line], hint: str | None, strip_title: bool) -> Iterator[Edit]:
    """Copies of a headline between it and the running text."""
    groups = [list(lines)[::-1] for _, lines in islice(groupby(reversed(head), key=_title_key), BELOW + 1)]
    for below, group in enumerate(groups):
        key = _title_key(group[0])
        under = [line for later in groups[:below] for line in later[:1]]
        if not key or _is_verse(group[0], under):
            continue
        first, copies = group[0], group[1:]
        above = _far_above(head, first, below, hint)
        if above is not None:
            first, copies = above, group
        copies = [line for line in copies if not _is_verse_line(first, line)]
        if strip_title and (copies or key == hint):
            yield from doc.drop_all([first, *copies], "headline, told by its copy or by the hint; it was asked to go")
            continue
        bare = _without_site(first.text)
        if bare != first.text and any(_without_site(line.text) == line.text for line in copies):
            yield Edit(first.start + len(bare), first.end, "", "the site's name; the headline follows without it")
        for line in copies:
            yield doc.drop(line, "headline printed again", keep=first)


def _far_above(head: Sequence[Line], copy: Line, below: int, hint: str | None) -> Line | None:
    """The headline of which the line is a copy, with a menu, a byline or a bar between the two."""
    if below >= BELOW:
        return None
    key = _title_key(copy)
    for line in head[: copy.number]:
        if _title_key(line) == key and (
            (len(head) <= HEAD and (line.number == 0 or key == hint))
            or (below == 0 and _is_whole(copy.text) and copy.number - line.number <= HEAD)
        ):
            return line
    return None


def _is_whole(text: str) -> bool:
    """Whether a line is a headline that says so much that nobody says it again as a heading or in a refrain."""
    return (
        size(text) >= WHOLE and (text.count(" ") >= 4 or is_unspaced(text)) and not text.rstrip().endswith((",", ";"))
    )


def _at_the_top(doc: Document, head: Sequence[Line]) -> Iterator[Edit]:
    """A headline printed again right below itself, where other lines follow above the running text."""
    for title, line in pairwise(head[:TITLES]):
        if title.text.strip() == line.text.strip() and _is_whole(line.text):
            under = doc.lines[line.number + 1 : line.number + 3]
            if not _is_verse(line, list(under)):
                yield doc.drop(line, "headline printed again", keep=title)


def _in_a_longer_line(doc: Document, head: Sequence[Line]) -> Iterator[Edit]:
    """Lines that are a headline with the way to it before it (`Home > News > …`), or its beginning (`Ferry to r…`)."""
    longer = [line for line in head if line.text.rstrip().endswith(("…", "...")) or _BEFORE_OR_CRUMBS.search(line.text)]
    if not longer or len(head) < 2:
        return
    keys = {key: line for line in reversed(head) if (key := _title_key(line))}
    for line in longer:
        text = line.text.strip()
        for tail in _tails(text):
            title = _like(tail, keys)
            if title is not None and title is not line:
                why = "the beginning of the headline" if tail == text else "the headline with the way to it before it"
                yield doc.drop(line, why, keep=title)
                break


def _tails(text: str) -> Iterator[str]:
    """What may be the headline in a line: the line itself if it is cut, what stands behind crumbs or a site's name."""
    if text.endswith(("…", "...")):
        yield text
    crumbs = _CRUMBS.split(text)
    if len(crumbs) > 1 and all(0 < len(crumb) <= CRUMB for crumb in crumbs[:-1]):
        yield crumbs[-1]
    if (before := _BEFORE.search(text)) and _is_site(name := text[: before.start()]) and _OUTLET.search(name):
        yield text[before.end() :]


def _like(text: str, keys: Mapping[str, Line]) -> Line | None:
    """The line of which a text is a copy, or the beginning if it is cut."""
    key = _key(text)
    if len(key) < SHORTEST and (key.isascii() or len(key) < SHORTEST // 2):
        return None
    if text.endswith(("…", "...")):
        return next((line for other, line in keys.items() if other != key and other.startswith(key)), None)
    return keys.get(key)


def _below(doc: Document, titles: Sequence[Line]) -> Iterator[Edit]:
    """Copies of a headline below a picture that its caption follows, and below the end of the text."""
    for title in titles:
        text = title.text.strip()
        if not _title_key(title) or is_code(text) or doc.text.find(text, title.end) < 0:
            continue
        for line in doc.lines[max(title.number + 1, doc.first_prose) :]:
            if line.text.strip() != text:
                continue
            if line.number > doc.last_prose:
                if title.number == 0 and not text.endswith(_CLOSED) and text.count(" ") >= 2:
                    yield doc.drop(line, "headline printed again below the text", keep=title)
            elif line.number - title.number <= PICTURES and _are_pictures(doc, title, line):
                yield doc.drop(line, "headline printed again below a picture", keep=title)


def _are_pictures(doc: Document, title: Line, line: Line) -> bool:
    """Whether nothing stands between a headline and its copy but short lines and captions, perhaps a deck."""
    between = doc.lines[title.number + 1 : line.number]
    texts = Counter(one.key for one in between)
    prose = [one for one in between if is_prose(one.text) and not is_caption(one.text) and texts[one.key] == 1]
    return not prose or (len(prose) == 1 and len(between) <= DECK and _is_whole(line.text))


def _title_key(line: Line) -> str:
    """What copies of a title have in common; nothing for a line that is too short or too long for a title."""
    if len(line.text) > 300:
        return ""
    key = _key(line.text)
    return key if len(key) >= SHORTEST or (len(key) >= 6 and not key.isascii()) else ""


def _key(text: str) -> str:
    return _PUNCTUATION.sub(" ", line_key(_without_site(text).translate(_QUOTES))).strip()


def _is_verse(title: Line, under: list[Line]) -> bool:
    """Whether a line below begins as the title does: then it is the first line of a stanza."""
    return any(line.key.split()[:3] == title.key.split()[:3] for line in under)


def _is_verse_line(title: Line, copy: Line) -> bool:
    """Whether a copy is written as a line of verse, not as a headline."""
    text = copy.text.strip()
    return text.endswith((",", ";")) or (text[0].islower() and not title.text.lstrip()[0].islower())


def _without_site(text: str) -> str:
    """The text without a site's name at its end, and the section before that, if it has them."""
    match = _SUFFIX.search(text.rstrip())
    if not match or not _is_site(match["site"]):
        return text
    # Behind a bar stands a site; behind a dash may stand anything, a person for instance.
    sure = "|" in match.group() or " " not in match["site"] or _OUTLET.search(match["site"])
    if not sure:
        return text
    text = text[: match.start()]
    section = _SUFFIX.search(text)
    signs = [found.group()[: -len(found["site"])].strip() for found in (match, section) if found]
    if section and signs[0] == signs[1] and section["site"].count(" ") < SECTION_WORDS and _is_site(section["site"]):
        return text[: section.start()]
    return text


def _is_site(name: str) -> bool:
    """Whether this can be a site's name: a few capitalised words, and none that tells parts of a series apart."""
    words = name.split()
    capitals = sum(not word[0].islower() for word in words)
    return (
        0 < len(words) <= SITE_WORDS
        and not any(map(str.isdigit, name))
        and capitals * 2 > len(words)
        and not words[0][0].islower()
        and not _SERIES.search(name)
    )


RULE = Rule(
    "duplicated_title",
    find,
    stage="dedupe",
    version=3,
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
        fixes(
            """
            - Ferry to run at night - The Bay Herald
              The ferry across the bay will also run at night from May on, the harbour office said.
            """,
            hints=Hints(title="Ferry to run at night"),
            strip_title=True,
        ),
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
