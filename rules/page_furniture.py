"""Page furniture: the words of the page around the article, such as `Tags`, `view larger image` or `Back / Top`.

Links, buttons and headings of the layout stand between the article's blocks and come along as lines. Phrases that
nobody writes as a line of an article go wherever they stand, and so do three and more labels of a video player
(`Loaded: 0%`, `Remaining Time 0:00`) close together, and `VIDEO` in capitals below a paragraph: an extractor's mark
where a player was. Single words (`Back`, `Top`, `Home`) go only at the edges: in a run of such words that ends the
text, or in one that begins it; a lone word only directly behind a sentence. Above the running text breadcrumbs go
(`Home > Harbour > Ferry to run at night`), and behind it a footer's links between bars, hashtags and a heading of tags
with the short lines of its list, or with tags in its own line; on both sides what says, with bars, where a post is
filed (`Posted in Boats | Tagged ferry | Leave a comment`). The marks of a review (`★★★★☆`) stay.

The same words inside an article stay: a one-word answer, a last word with a full stop, a heading in a list article or
in an essay of short sections, an item of a list that the line above announces or that has typed bullets, the title of
an essay. A text without running text (a poem, a list) is left alone.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import COLONS, is_closed, is_prose, is_sentence
from cleantext.labels import quotes_labels
from cleantext.openings import SHORT, opens_with

PACK = phrases_beside(__file__)
MAX_TAGS = 30
PAGES = 3  # words of a line from which on the numbers among them are those of pages: `Previous 1 2 3 Next`
MAX_WORDS = 20
WRITTEN = "-–"  # bullets that are typed; the others are also an extractor's marks of menus
PLAYER = "VIDEO"
WIDGET = 40  # characters of a label of a video player
WIDGETS = 3  # different ones
NEAR = 2  # lines from one to the next
CRUMB = 30  # characters of a step on the way to a page
STEPS = 3  # of a way that does not begin at the site's first page
MAX_TAG = 40  # characters; a tag is a name or a topic
LONGEST = 600  # characters of a line of tags
_BESIDE = re.compile(r"[\s|/>»·•^\[\]]+")
_POSITION = re.compile(
    r"0?0:00(?::00)?\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d|0 seconds of [\w ,]{5,40}?(?:\s?Volume \d{1,3}%)?"
)
"""Where a player is that has not begun."""
_BEGUN = ("\n0:00", "\n00:00", "\n0 seconds of ")
_VALUE = re.compile(r"\s*:?\s*-?\d[\d:.%/ of]*x?\Z")
_APART = re.compile(r"[|·•/]|\s{2,}|\s[-–]\s")
_SIGN = re.compile(r"[|/>»·•^\[\]–-]")  # one of those that part the words of `_BESIDE` and `_APART`
_STEP = re.compile(r"[>»›‹→▸▶＞/|\\]")
_CRUMB = re.compile(r"\s*[>»›‹→▸▶＞]\s*|\s+[/|\\]\s+")
_WAY = re.compile(r"\s*[>»›＞]\s*")
_HERE = re.compile(r"\A[^:：>»›/|]{4,40}[:：]\s*")
_MARKS = re.compile("[★☆]")  # of a review
_BAR = re.compile(r"\S\s?[|｜]\s\S")
_HASHTAGS = re.compile(r"\W*(?:#\w+[\s,、]*){2,}\W*\Z")
_SEVERAL = re.compile(r"[,،、，#|;]")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-Þ])")


def find(
    doc: Document,
    *,
    anywhere: frozenset[str] = PACK["anywhere"],
    edges: frozenset[str] = PACK["edges"],
    tag_headings: frozenset[str] = PACK["tag_headings"],
    tag_words: frozenset[str] = PACK["tag_words"],
    filed: frozenset[str] = PACK["filed"],
    widgets: frozenset[str] = PACK["widgets"],
) -> Iterator[Edit]:
    """`anywhere`: phrases that are furniture anywhere. `edges`: only at the edges. `tag_headings`: begin a list;
    `tag_words`: those of them that need no colon before it. `filed`: how a line with bars says where a post is
    filed. `widgets`: labels of video players, several of which stand
    close together."""
    weak = _weak(anywhere, edges, tag_headings)
    some = doc.texts_opening_with(anywhere, edges, tag_headings, longest=SHORT)
    signs = doc.judged(partial(_judged, anywhere, edges, tag_headings), some)
    tags = doc.texts_opening_with(tag_headings, longest=LONGEST)
    ways = [text for text in doc.texts_opening_with(filed, longest=2 * SHORT) if _BAR.search(text)]
    parts = {text for text in doc.texts_opening_with(widgets, longest=WIDGET) if _is_widget(text, widgets)}
    player = f"\n{PLAYER}\n" in doc.text
    begun = [row for row in doc.rows if _POSITION.fullmatch(row)] if any(sign in doc.text for sign in _BEGUN) else []
    way = _begins_with_the_way(doc, edges=edges)
    if (
        not (signs or tags or ways or player or begun or len(parts) >= WIDGETS or way)
        or not doc.has_prose
        or quotes_labels(doc)
    ):
        return
    lines = doc.lines
    for line in doc.lines_of({PLAYER}) if player else ():
        if line.number and is_prose(lines[line.number - 1].text):
            yield doc.drop(line, "an extractor's mark where a player was")
    for line in doc.lines_of(begun) if begun else ():
        yield doc.drop(line, "the position of a player that has not begun")
    if len(parts) >= WIDGETS:
        yield from _close(doc, doc.lines_of(parts))
    for line in doc.lines_of([text for text, sign in signs.items() if sign == "known"]):
        if (
            not doc.follows_colon(line)
            and not doc.is_wrapped(line)
            and not doc.is_heading(line, anywhere)
            and not _is_item(doc, line, signs)
        ):
            yield doc.drop(line, "page furniture, known phrase")
    for line in doc.lines_of([text for text, sign in signs.items() if sign == "crumbs"]):
        outside = line.number < doc.first_prose or (line.number > doc.last_prose and "|" in line.text)
        if outside and not doc.follows_colon(line) and not _heads_a_table(doc, line):
            yield doc.drop(line, "breadcrumbs: where the page is on the site")
    if way:
        yield doc.drop(lines[0], "breadcrumbs above the headline")
    for line in doc.lines_of(tags):
        if 0 < line.number < doc.first_prose and _is_filed(line.text, tag_words):
            yield doc.drop(line, "tags between the headline and the text")
    for line in doc.lines_of(ways):
        if (line.number > doc.last_prose or 0 < line.number < doc.first_prose) and not _heads_a_table(doc, line):
            yield doc.drop(line, "where the post is filed")
    head = _run(doc, lines[: doc.first_prose], weak)
    if len(head) > 1:
        yield from doc.drop_all(head, "page furniture before the text")
    tail = lines[doc.last_prose + 1 :]
    if (
        not tail
        or lines[doc.last_prose].text.rstrip().endswith(("?", "？", ":", "：", ","))
        or doc.is_wrapped(tail[-1])
    ):
        return
    for line in tail:
        if "#" in line.text and _HASHTAGS.match(line.text):
            yield doc.drop(line, "hashtags at the end")
    end = _run(doc, tail[::-1], weak)
    if len(end) > 1 or (end and is_sentence(lines[end[0].number - 1].text)):
        yield from doc.drop_all(end, "page furniture at the end")
    for line in doc.lines_of(tags):
        if line.number < tail[0].number:
            continue
        below = lines[line.number + 1 :] if len(lines) - line.number <= MAX_TAGS + 1 else None
        if line.key in tag_headings and below is not None and all(map(_is_tag, below)):
            yield from doc.drop_all([line, *below], "list of tags at the end")
            break
        heading, colon, rest = _parted(line.text)
        if colon and line_key(heading) in tag_headings and rest.strip() and not rest.rstrip().endswith("."):
            if len(line.text) > SHORT and not (line_key(heading) in tag_words and _are_tags(rest)):
                continue
            if _SEVERAL.search(rest) or len(rest.split()) < MAX_WORDS:
                yield doc.drop(line, "tags at the end")
        elif (
            not colon
            and len(line.text) <= SHORT
            and line.key not in tag_words
            and opens_with(line.key, tag_words)
            and line.text.rstrip()[-1].isalnum()
        ):
            yield doc.drop(line, "tags at the end, behind their heading")


def _begins_with_the_way(doc: Document, *, edges: frozenset[str]) -> bool:
    """Whether the first line is the way to the page, from section to section, with a headline between it and the text:
    `Ships > Harbour > Ferries`, `Home > Ferries`."""
    first = next(filter(str.strip, doc.rows), "")
    if len(first) > SHORT or not _WAY.search(first) or first.rstrip()[-1] in ".!?。！？":
        return False
    steps = _WAY.split(first.strip())
    enough = STEPS - (line_key(steps[0]) in edges)
    way = len(steps) >= enough and all(0 < len(step) <= CRUMB for step in steps)
    return way and doc.has_prose and doc.first_prose > 1


def _heads_a_table(doc: Document, line: Line) -> bool:
    """Whether bars stand around a line and the one below: rows of a table, as extractors write them."""
    rows = doc.lines[line.number : line.number + 2]
    return len(rows) > 1 and all(row.text.lstrip().startswith("|") for row in rows)


def _judged(anywhere: frozenset[str], edges: frozenset[str], tag_headings: frozenset[str], text: str) -> str | None:
    """What a line is by its text: a phrase that goes anywhere, the way to the page, or something that goes in
    company."""
    key = line_key(text)
    if key in anywhere and not _is_written(text):
        return "known"
    if _is_breadcrumb(text, edges):
        return "crumbs"
    weak = (
        any(colon in text for colon in COLONS)
        or _consists_of(key, _weak(anywhere, edges, tag_headings))
        or opens_with(key, tag_headings)
    )
    return "weak" if weak else None


@cache
def _weak(*phrases: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*phrases)


def _is_item(doc: Document, line: Line, signs: Container[str]) -> bool:
    """Whether a line is an item of a list: a bullet stands before it, and the same before a neighbour that is none of
    these phrases."""
    bullet = line.text.lstrip()[:2]
    if len(bullet) < 2 or bullet[0] not in WRITTEN or not bullet[1].isspace():
        return False
    beside = doc.lines[max(0, line.number - 1) : line.number + 2]
    return any(one.text.lstrip().startswith(bullet) and one.text not in signs for one in beside)


def _is_widget(text: str, widgets: frozenset[str]) -> bool:
    """Whether a line is a label of a video player, perhaps with a value: `Duration 0:00`, `Loaded: 0%`."""
    key = line_key(text)
    return key in widgets or line_key(_VALUE.sub("", key)) in widgets


def _close(doc: Document, parts: Sequence[Line]) -> Iterator[Edit]:
    """Drop the labels of which at least three stand close together."""
    group: list[Line] = []
    for part in [*parts, None]:
        if part is not None and (not group or part.number - group[-1].number <= NEAR):
            group.append(part)
            continue
        if len({one.key for one in group}) >= WIDGETS and not doc.follows_colon(group[0]):
            yield from doc.drop_all(group, "label of a video player, one of several close together")
        group = [] if part is None else [part]


def _is_breadcrumb(text: str, edges: frozenset[str]) -> bool:
    """Whether a line is the way to a page, from the site's first page on: `Home > Harbour > Ferry to run at night`."""
    text = text.strip()
    if text[-1] in ".!?。！？" or not _STEP.search(text):
        return False
    parts = _CRUMB.split(_HERE.sub("", text))
    return len(parts) > 2 and line_key(parts[0]) in edges and all(len(part) <= CRUMB for part in parts[:-1])


def _is_written(text: str) -> bool:
    """Whether a line is punctuated as an author does it: as a sentence, as speech, as a quotation."""
    text = text.strip()
    return text[0] in "—–\"'“„«‚‘「『" or (text[-1] in '.!?…。！？"”“»」』' and text.count(" ") < 3)


def _run(doc: Document, lines: Sequence[Line], keys: frozenset[str]) -> Sequence[Line]:
    """The lines at the start whose keys are among ``keys``."""
    goes = doc.verdicts(partial(_goes_in_company, keys))
    for number, line in enumerate(lines):
        if not goes[line.text]:
            return lines[:number]
    return lines


def _goes_in_company(keys: frozenset[str], text: str) -> bool:
    return _consists_of(line_key(text), keys) and not (_is_written(text) or _MARKS.search(text))


def _consists_of(key: str, keys: frozenset[str]) -> bool:
    """Whether a line is one of the phrases, or some of them: side by side, or set apart by bars, dots or dashes."""
    if key in keys:
        return True
    if len(key) > 80:
        return False
    if not _SIGN.search(key):
        words = key.split()
        if len(words) > PAGES:
            words = [word for word in words if not word.isdecimal()] or words
        return keys.issuperset(words)
    return any(_are_known(signs.split(key), keys) for signs in (_BESIDE, _APART))


def _are_known(parts: Iterable[str], keys: frozenset[str]) -> bool:
    return all(part in keys or not part for part in map(str.strip, parts))


def _are_tags(text: str) -> bool:
    """Whether a long text is names and topics with commas between them, or run together: `FerriesHarbourNight`."""
    parts = (_SEVERAL if _SEVERAL.search(text) else _RUN_TOGETHER).split(text)
    return len(parts) > 3 and all(0 < len(part.strip()) <= MAX_TAG for part in parts) and not is_sentence(text)


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before a colon, the colon, and what stands behind it."""
    return text.replace("：", ":", 1).partition(":")


def _is_filed(text: str, tag_words: frozenset[str]) -> bool:
    """Whether a line says where the page is filed: `Filed Under: News, Ferries`, and no more than that."""
    heading, colon, rest = _parted(text)
    return (
        bool(colon and line_key(heading) in tag_words and rest.strip()) and len(text) <= SHORT and not is_closed(rest)
    )


def _is_tag(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= MAX_TAG and text.count(" ") < 5 and text[-1] not in ".!?…:;。"


RULE = Rule(
    "page_furniture",
    find,
    stage="strip",
    version=11,
    triggers=(f"\n{PLAYER}\n", *_BEGUN),
    phrases=("anywhere", "edges", "widgets"),
    openings=("tag_headings", "filed"),
    wake=_begins_with_the_way,
    examples=(
        fixes("""
              The lighthouse on the northern pier was lit again on Friday, after eleven years of repairs.
            - view larger image
              Visitors may climb its 214 steps from the first of May, the town council decided.
            -
            - Back
            - Top
        """),
        fixes("""
              Visitors may climb its 214 steps from the first of May, the town council decided.
            -
            - Tags
            - Lighthouses
            - Northern pier
        """),
        fixes("""
              The lighthouse on the northern pier was lit again on Friday, after eleven years of repairs.
            - Current Time 0:00
            - Loaded: 0%
            - Stream Type LIVE
            - Remaining Time -0:00
              Visitors may climb its 214 steps from the first of May, the town council decided.
        """),
        fixes("""
              The lighthouse on the northern pier was lit again on Friday, after eleven years of repairs.
            - VIDEO
              Visitors may climb its 214 steps from the first of May, the town council decided.
        """),
        keeps("""
            The museum in the lighthouse has a room for each of the senses, and the last two are side by side.

            Video

            Eleven films show the keeper at work, and in the longest of them nothing happens for an hour.
        """),
        keeps("""
            Home

            When I was nine we moved to a house by the railway, and I thought that I would never sleep again.
        """),
        keeps("""
            We asked the old captain which way he would go if he could choose once more: ahead, or back to the sea?

            Back
        """),
        keeps("""
            Back and forth,
            over the top,
            Home
        """),
    ),
)
