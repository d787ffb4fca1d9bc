"""Links to other articles: `Read more: …`, `Related: …`, `Lesen Sie auch: …`, and lists of headlines below one.

Sites put them between the paragraphs and below the text to keep readers. A line goes if it opens with words that
announce a link, set off by a colon or another sign or known to need none, and what follows is a headline: not closed by
a full stop, not a list of things. Lines that are nothing but such an announcement go with the headlines right below
them: behind the text whatever is short, inside the text only lines long enough for a headline, or, below a colon, a few
of which the last is a long one, and not the last of several short ones, which may be the heading of the next section.
Sentences go, too, where each has a line with nothing but its date beside it.

A sentence that begins so stays (it is closed by a full stop), and so do a heading among the headings of short sections,
a line of a form (`Length: 14 km`, `Recommended: Boots and a stick`), a genre that heads a paragraph (`Background: How
the pier was paid for`), the first line, a colon that announces an author's
list, a quoted headline, and any text without running text.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import BULLETS, COLONS, is_code, is_prose
from cleantext.labels import quotes_labels
from cleantext.openings import SHORT, beginnings, opens_with

PACK = phrases_beside(__file__)
_SIGN = re.compile(r"[:：|»›>►▶→】]\s*|\s[-–—]\s+")
_SITE = re.compile(r"\s*[\w-]+\.(?:com|org|net|news|tv|[a-z]{2})\b", re.IGNORECASE)
_END = re.compile(r"[^.][.。।؟;,:：][\])\"'”’»]*\Z")
_INNER = re.compile(r"[.!?…。！？]\s")
_LABEL = re.compile(r"\[ ?[^\W\d_a-z][^\]a-z]{2,20}\]\Z")
_FIELD = re.compile(r"\s*[^\W\d][\w .-]{0,24}\s?[:：]\s?\S")
_BULLET = re.compile(rf"\s*[{BULLETS}]\s")
_EDGE = f" \t\u00a0{BULLETS}|([>»【"
_DATE = re.compile(r"[\s(\[]*(?:\d{1,4}[-./]\d{1,2}(?:[-./]\d{2,4})?,?)?\s*(?:\d{1,2}:\d{2})?(?<=\d)[\s)\]]*")
NEWS, FEED = 3, 100  # that a feed has at least, and lines of it that are looked at
LONGEST = 250  # characters of announcement and headline
SECTION = 50  # characters of a heading that names a site or a section
HEADLINE = 25  # characters of a headline between paragraphs
QUESTION = 150  # characters of a headline that is closed like a sentence
SEVERAL = 4  # headings below each other that somebody lists
FIELDS = 2  # other lines of a form
FORM = 10  # lines above and below in which they are looked for
MOST = 12  # headlines of a list
PART = 80  # characters of a line that may be the first part of a sentence
FEW = 4  # of one inside the text, below a colon, of which some are short
WORDS = 3  # spaces in a request in square brackets, at least


def find(
    doc: Document,
    *,
    openers: frozenset[str] = PACK["openers"],
    bare: frozenset[str] = PACK["bare"],
    inserted: frozenset[str] = PACK["inserted"],
    headings: frozenset[str] = PACK["headings"],
    alone: frozenset[str] = PACK["alone"],
    openings: frozenset[str] = PACK["openings"],
    genres: frozenset[str] = PACK["genres"],
) -> Iterator[Edit]:
    """`openers`: announcements that a sign sets off. `bare`: those that need no sign. `inserted`: how requests in
    square brackets open. `headings`: those above a list.
    `alone`: those of them that go without a list. `openings`: how headings open that go on with a name.
    `genres`: those of the openers that may head a section of the text."""
    some = doc.texts_opening_with(openers, bare, inserted, headings, openings, longest=LONGEST)
    signs = doc.judged(partial(_judged, openers, bare, inserted, headings, openings), some)
    if not signs or not doc.has_prose or quotes_labels(doc):
        return
    announced, known, sections = (
        {text for text, found in signs.items() if sign in found} for sign in ("announced", "known", "section")
    )
    last = doc.last_prose
    for line in doc.lines_of(signs):
        if not line.number or (doc.is_wrapped(line) and not _heads_items(doc, line)):
            continue
        if line.text in announced:
            if _is_in_a_form(doc, line, announced) or _is_headline_itself(doc, line, announced):
                continue
            if doc.first_prose < line.number < last and _heads_a_section(doc, line, genres):
                continue
            yield doc.drop(line, "link to another article: announcement and headline")
            continue
        section = line.number > last and line.text in sections
        if not section and (line.text not in known or line.number <= doc.first_prose):
            continue
        if doc.is_heading(line, headings):
            continue
        items = list(_list(doc, line))
        if items:
            yield doc.drop(line, f"heading of {len(items)} links to other articles")
            yield from doc.drop_all(items, "headline in a list of links to other articles")
        elif section or (line.key in alone and not doc.follows_colon(line) and not _is_listed(doc, line, known)):
            yield doc.drop(line, "heading of links to other articles, which are not there")
        elif last < line.number == len(doc.lines) - 1 and _is_several(line.key) and not doc.follows_colon(line):
            yield doc.drop(line, "heading of links to other articles, with nothing below it")


def _heads_items(doc: Document, line: Line) -> bool:
    """Whether items with bullets stand below a line, as below no line of a paragraph."""
    below = doc.lines[line.number + 1 : line.number + 3]
    return len(below) > 1 and all(_BULLET.match(one.text) for one in below)


def _heads_a_section(doc: Document, line: Line, genres: frozenset[str]) -> bool:
    """Whether a line opens with the name of a genre and stands between two paragraphs, as the heading of a section."""
    text = line.text.strip(_EDGE)
    sign = _SIGN.search(text)
    if sign is None or line_key(text[: sign.start()]) not in genres or _BULLET.match(line.text):
        return False
    return all(is_prose(doc.lines[number].text) for number in (line.number - 1, line.number + 1))


def _is_headline_itself(doc: Document, line: Line, announced: Set[str]) -> bool:
    """Whether no other line above the running text may be the headline: `Opinion: Night ferries are a mistake`."""
    if line.number > doc.first_prose:
        return False
    others = (one.text for one in doc.lines[: doc.first_prose] if one.text not in announced)
    return not any(one.count(" ") >= WORDS or (not one.isascii() and len(one) >= 2 * WORDS) for one in others)


def _is_listed(doc: Document, line: Line, known: Set[str]) -> bool:
    """Whether a heading with nothing below it is one of `SEVERAL` that stand below each other between paragraphs."""
    if line.number > doc.last_prose:
        return False
    lines = doc.lines
    first = last = line.number
    while first and lines[first - 1].text in known:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].text in known:
        last += 1
    return last + 1 - first >= SEVERAL


def _is_in_a_form(doc: Document, line: Line, announced: Set[str]) -> bool:
    """Whether a line is one of several of the form ``Label: value`` of which `FIELDS` announce nothing."""
    fields = 0
    for lines in (doc.lines[line.number + 1 : line.number + FORM], doc.lines[line.number - 1 :: -1][:FORM]):
        for one in lines:
            if len(one.text) > SHORT or not _FIELD.match(one.text) or is_prose(one.text):
                break
            fields += one.text not in announced
    return fields >= FIELDS


def _judged(
    openers: frozenset[str],
    bare: frozenset[str],
    inserted: frozenset[str],
    headings: frozenset[str],
    openings: frozenset[str],
    text: str,
) -> Set[str] | None:
    """What a line may be by its text: an announcement with its headline, a known heading, the heading of a section."""
    key = line_key(text)
    if _announces(text.strip(_EDGE), key, openers, bare) or _is_inserted(text.strip(), key, inserted):
        return {"announced"}
    if text.rstrip().endswith(".") and not text.rstrip().endswith("..."):
        return None
    signs = {"known": key in headings, "section": _is_section(text, key, openings)}
    return {sign for sign, shown in signs.items() if shown}


def _is_section(text: str, key: str, openings: frozenset[str]) -> bool:
    """Whether a line is the heading of a list of links: known words, and a name of a few words behind them."""
    return (
        len(key) <= SECTION and key not in openings and opens_with(key, openings) and not _END.search(text.strip()[-8:])
    )


def _announces(text: str, key: str, openers: frozenset[str], bare: frozenset[str]) -> bool:
    """Whether a text is an announcement and a headline."""
    sign = _SIGN.search(text)
    if sign and line_key(text[: sign.start()]) in openers:
        return _is_headline(text[sign.end() :])
    if line_key(key.partition(" ")[0]) not in beginnings(bare):
        return False
    words = text.split(None, 4)
    for size in range(min(4, len(words) - 1), 0, -1):
        if line_key(" ".join(words[:size])) in bare:
            rest = text.split(None, size)[size]
            return bool(_SITE.match(rest)) if "also on" in text.lower() else _is_headline(rest)
    return False


def _is_inserted(text: str, key: str, inserted: frozenset[str]) -> bool:
    """Whether a text in square brackets asks to read something else: `[Read how the ferry came to run at night.]`"""
    return (
        text.startswith("[")
        and text.endswith("]")
        and opens_with(key, inserted)
        and key.count(" ") >= WORDS
        and not is_code(text[1:-1])
    )


def _is_headline(text: str) -> bool:
    text = text.strip()
    return (
        len(text) >= (12 if text.isascii() else 6)
        and not _END.search(text[-8:])
        and not text[0].islower()
        and text.count(", ") < 4
        and not is_code(text)
    )


def _is_several(key: str) -> bool:
    """Whether a heading is more than a word, which may also be the last one of a story."""
    return " " in key or (not key.isascii() and len(key) >= 4)


def _is_question(text: str) -> bool:
    """Whether a line that is long enough for running text may be a headline: one question, exclamation or quotation."""
    text = text.strip()
    return len(text) <= QUESTION and text[-1] in '?!？！؟)]"”’»」' and not _INNER.search(text[:-2])


def _list(doc: Document, heading: Line) -> Iterator[Line]:
    """The headlines below a heading."""
    below = doc.lines[heading.number + 1 : heading.number + 1 + MOST]
    feed = _feed(doc, heading)
    if feed:
        return iter(feed)
    inside = heading.number < doc.last_prose and any(
        not _is_question(doc.lines[number].text) for number in doc.prose if number > heading.number
    )
    items = _headlines(below, inside, HEADLINE if inside else 0)
    if inside and heading.text.rstrip().endswith(COLONS):
        some = _headlines(below, inside, 0)
        if 1 < len(some) <= FEW and len(some[-1].text) >= 2 * HEADLINE:
            items = some
    if inside and 0 < len(items) < len(below):
        if _goes_on(below[len(items)].text):
            return iter(())  # the heading stands inside a sentence that the extractor has cut
        if not _BULLET.match(items[-1].text) and len(items[-1].text) < 2 * HEADLINE:
            items.pop()
    return iter(items)


def _goes_on(text: str) -> bool:
    """Whether a line is the further part of a sentence that the extractor has cut."""
    start = text.lstrip(_EDGE)[:1]
    return start.islower() or start in (",", ";", ")")


def _headlines(below: Sequence[Line], inside: bool, shortest: int) -> list[Line]:
    """The lines below a heading that may be headlines, up to the first that is none or, without a bullet, too short."""
    items: list[Line] = []
    for line in below:
        text = line.text.strip()
        if is_prose(text) and not (_LABEL.search(text) if inside else _is_question(text)):
            break
        if _END.search(text[-8:]) or len(text) > LONGEST:
            break
        part = inside and items and len(items[-1].text) >= PART and _goes_on(text)
        if (part or len(text.strip(_EDGE)) < shortest) and not _BULLET.match(line.text):
            break
        items.append(line)
    return items


def _feed(doc: Document, heading: Line) -> list[Line]:
    """The news below a heading, if each has a line with nothing but its date or time above or below it."""
    below = doc.lines[heading.number + 1 : heading.number + 1 + FEED]
    if not any(_DATE.fullmatch(line.text) for line in below[:2]):
        return []
    dates = [bool(_DATE.fullmatch(line.text)) for line in below]
    if sum(dates) < NEWS:
        return []
    size = 0
    while size + 1 < len(dates) and dates[size] != dates[size + 1] and len(below[size + 1].text) <= LONGEST:
        size += 1
    feed = below[: size + 1]
    if dates[0] == dates[size]:  # a date without its news, or text behind the last date
        feed = feed[:-1]
    return list(feed) if len(feed) >= 2 * NEWS else []


RULE = Rule(
    "related_link",
    find,
    stage="strip",
    version=10,
    openings=("openers", "bare", "inserted", "headings", "openings"),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - READ MORE: Lighthouse on the northern pier lit again
              Sixty passengers have room on board.
            - Related: Seven harbours you should see before they silt up
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
            - Lesen Sie auch
            - Leuchtturm an der Nordmole brennt wieder
            - Was die neue Brücke kostet und wer sie bezahlt
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - More:
            - The new bridge
            - Lighthouse on the northern pier lit again after thirty dark years
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - You may also like...
            - What will the new bridge cost?
            - Lighthouse on the northern pier lit again
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Latest news
            - 03.05.2024
            - Lighthouse on the northern pier was lit again.
            - 02.05.2024
            - The new bridge will cost forty million crowns.
            - 02.05.2024
            - Seven harbours have silted up since March.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Related
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Read more: that was the advice of the old captain to everyone who wanted to go to sea.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Related: tides, currents, winds, sandbanks, lights and everything else that a pilot must know
        """),
        keeps("""
            Read more: a campaign for libraries

            The ferry across the bay will also carry books from May on, the library said on Friday evening.
        """),
    ),
)
