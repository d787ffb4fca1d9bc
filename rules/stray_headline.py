"""Headlines of other articles that stand without an announcement, known by their form.

Sites put links between the paragraphs and give them a form that text does not have, so that readers see them; the form
is what is left of the link (for those that words announce see `related_link`). Four forms:

- a line in capitals between two paragraphs, a headline long, that shares words with the text above and none with the
  paragraph below, as a heading of that paragraph would;
- at least two neighbouring lines that end with a label in brackets and capitals (`[VIDEO]`, `[ANALYSIS]`), or with a
  known one (`[Video]`);
- a site's address and a colon in front (`On bayherald.com: …`);
- at least two neighbouring lines below the text, items of a list or right below a closed paragraph, each a headline in
  capital initials; those that begin with the number of what they list may be shorter (`12 Amazing Lighthouses Worth a
  Trip`).

Headings in capitals stay: they are short, or share a word with what they are above, or are numbered; so do a text that
has several of them, a list that a colon or a heading announces, and titles of works, which are mostly shorter than
headlines, or have a year, a price or an author behind them.
"""

from collections.abc import Iterator, Sequence

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, phrases_beside
from cleantext.document import BULLETS, MARKERS, is_prose

PACK = phrases_beside(__file__)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_LABEL = regex.compile(r"[^.?!…:;,\s\]]\s*\[ ?\p{Lu}[\p{Lu} -]{3,20}\]\s*\Z")
_KNOWN_LABEL = regex.compile(r"[^.?!…:;,\s\]]\s*\[ ?(?P<label>\p{L}+)\]\s*\Z")
_WORK = regex.compile(r"\d|\bby \p{Lu}|,|\s[–—-]|[$€£@•|·(\t]")
"""What stands in the titles of works and in the items of other lists: a year, a price, an author, a place."""
_SMALL = regex.compile(r"\s\p{Ll}{4}")
"""A word, as long as those that headlines write with a capital, without one."""
_INITIALS = (" the ", " yang ")
"""Words of the languages that write headlines in capital initials, English and Indonesian; nouns are not enough."""
_CLOSED = regex.compile(r"[.!?…][\])\"'”’»]*\s*\Z")
_SITE = regex.compile(
    r"\W{0,3}(?:(?:on|at|from|auf|bei|sur|en|em|su|op|na)\s)?(?:www\.)?[\w-]{3,}\.(?:com|net|org)\s?:\s+(?P<headline>.+)",
    regex.IGNORECASE,
)
_IN_FRONT = tuple(f".{domain}{colon} " for domain in ("com", "net", "org") for colon in (":", " :"))
"""One of them stands wherever a site's address is in front of a headline."""
_COUNTED = regex.compile(r"(?:The )?(?!1\b)\d{1,3} (?=\p{Lu})")
"""How the headline of a list begins, with the number of its items."""
_CELLS = regex.compile(r"[|\t]|\d\W.*\d\W.*\d")
"""What a row of a table has: signs between its cells, or figures."""
_BULLET = regex.compile(rf"\s*[{BULLETS}]\s+")
_ENDS = tuple(".?!…:;,)")
_CLOSING = "'\"’”»"
WORDS = 6  # of a headline; headings are mostly shorter
OTHERS = 3  # one item in so many may be like those of other lists
COUNTED = 3  # words of one that begins with a number
ITEM = 17  # characters of the shortest item: a bullet, a number, and `COUNTED` words of `LETTERS`
LONGEST = 200  # characters of a headline
LETTERS, STEM = 4, 5  # letters of a word that is compared, and of those that its other forms share
BELOW = 2  # lines of running text below a list at the end: who the author is, what was corrected
SEVERAL = 3  # words that tell the language
MOST = 6  # headlines that stand there without bullets
ABOVE = 3  # lines of running text above it
LAST = 12  # lines at the end, blank ones included, among which an item of such a list is


def find(
    doc: Document,
    *,
    sections: frozenset[str] = PACK["sections"],
    labels: frozenset[str] = PACK["labels"],
    listed: frozenset[str] = PACK["listed"],
) -> Iterator[Edit]:
    """`sections`: words that begin the heading of a chapter. `labels`: words in brackets behind a headline. `listed`:
    words of headlines that begin with the number of what they list."""
    if not doc.has_prose:
        return
    lines = doc.lines
    bulleted = {*_items(doc)}
    labelled: list[Line] = []
    items: list[Line] = []
    shouted: list[Line] = []
    for line in lines[1:]:
        text = line.text
        if len(text) > LONGEST:
            continue
        if text.isupper():
            shouted.append(line)
        elif "]" in text and _is_labelled(text, labels):
            labelled.append(line)
        elif ":" in text and (site := _SITE.match(text)) and not _is_closed(text) and len(site["headline"]) >= 12:
            if line.number > doc.first_prose and not doc.follows_colon(line):
                yield doc.drop(line, "link to another article: the site's address and a headline")
        elif text in bulleted:
            items.append(line)
    for run in _runs(labelled):
        if len(run) > 1 and run[0].number > doc.first_prose:
            yield from doc.drop_all(run, "headline of another article, with a label in brackets behind it")
    initials = any(doc.text.count(word) >= SEVERAL for word in _INITIALS)
    if len(items) > 1 and initials:
        for run in _runs(items):
            others = sum(_is_of_another_list(line.text.lstrip(MARKERS)) for line in run)
            if (
                _are_headlines(run, listed)
                and OTHERS * others <= len(run)
                and _is_below(doc, run)
                and not doc.follows_colon(run[0])
            ):
                yield from doc.drop_all(run, "list of headlines below the text")
    if initials:
        yield from _plain(doc, listed)
    yield from _capitals(doc, shouted, sections)


def _capitals(doc: Document, shouted: Sequence[Line], sections: frozenset[str]) -> Iterator[Edit]:
    """The lines in capitals that are headlines of other articles; none if the text has headings in capitals."""
    lines = doc.lines
    inside = [
        line for line in shouted if doc.first_prose < line.number < doc.last_prose and not _CELLS.search(line.text)
    ]
    if any(len(_WORD.findall(line.text)) < WORDS for line in inside):
        return
    for line in inside:
        above, below = lines[line.number - 1].text, lines[line.number + 1].text
        words = _WORD.findall(line.text)
        if (
            not _is_closed(line.text)
            and words[0].casefold() not in sections
            and is_prose(above)
            and is_prose(below)
            and not above.isupper()
            and not below.isupper()
        ):
            stems = _stems(line.text)
            if not stems & _stems(below) and stems & _stems(doc.text[: line.start]):
                yield doc.drop(line, "headline of another article: in capitals, about the text above, not what follows")


def _plain(doc: Document, listed: frozenset[str]) -> Iterator[Edit]:
    """The headlines right below the last paragraphs, as lines without bullets."""
    for number in doc.prose[-1 - BELOW :]:
        run = []
        for line in doc.lines[number + 1 : number + 2 + MOST]:
            if not _is_title(line.text):
                break
            run.append(line)
        if (
            len(run) <= MOST
            and _are_headlines(run, listed)
            and _is_below(doc, run)
            and _CLOSED.search(doc.lines[number].text)
        ):
            yield from doc.drop_all(run, "headlines below the text, in capital initials")


def _is_of_another_list(text: str) -> bool:
    """Whether an item has what those of other lists have: a date, a place, a price (see `_WORK`)."""
    counted = _COUNTED.match(text)
    return bool(_WORK.search(text[counted.end() :] if counted else text.lstrip("0123456789")))


def _are_headlines(run: Sequence[Line], listed: frozenset[str]) -> bool:
    """Whether two of the titles at least are as long as headlines, or begin with a number as those of lists do."""
    long = sum(len(_WORD.findall(line.text)) >= WORDS for line in run)
    counted = [line.key for line in run if _COUNTED.match(line.text.lstrip(MARKERS))]
    return long > 1 or sum(not listed.isdisjoint(_WORD.findall(key)) for key in counted) > 1


def _is_title(text: str) -> bool:
    """Whether a line is in capital initials, as headlines in English are, and no more than a title."""
    text = text.strip()
    if not 3 * WORDS <= len(text) <= LONGEST or not text[-1].isalpha() or text.isupper():
        return False
    return not _is_of_another_list(text) and _has_initials(text, COUNTED if _COUNTED.match(text) else WORDS - 2)


def _has_initials(text: str, least: int) -> bool:
    """Whether a text has so many words at least and writes the long ones, three or more, with a capital."""
    words = _WORD.findall(text)
    long = [word for word in words if len(word) >= LETTERS]
    return len(words) >= least and len(long) >= 3 and all(word[0].isupper() for word in long)


def _is_labelled(text: str, labels: frozenset[str]) -> bool:
    if _LABEL.search(text[-30:]):
        return True
    known = _KNOWN_LABEL.search(text[-30:])
    return known is not None and known["label"].casefold() in labels


def _stems(text: str) -> set[str]:
    return {word[:STEM].casefold() for word in _WORD.findall(text) if len(word) >= LETTERS}


def _is_closed(text: str) -> bool:
    """Whether a line ends like a sentence, a clause or an announcement, perhaps inside quotation marks."""
    return text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def _items(doc: Document) -> list[str]:
    """The texts of all lines that are items of a list and headlines in capital initials."""
    rows = [row for row in doc.rows if len(row) >= ITEM and row.lstrip()[:1] in BULLETS]
    found = doc.passing(_is_item, rows)
    return [row for row in rows if row in found]


def _is_item(text: str) -> bool:
    """Whether a line is an item of a list and a headline in capital initials."""
    bullet = _BULLET.match(text)
    if not bullet or _is_closed(text):
        return False
    return _has_initials(text, COUNTED if _COUNTED.match(text, bullet.end()) else WORDS)


def _is_below(doc: Document, run: Sequence[Line]) -> bool:
    prose = doc.prose
    above = sum(number < run[0].number for number in prose)
    return above >= ABOVE and len(prose) - above <= BELOW


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, grouped by neighbourhood."""
    run: list[Line] = []
    for line in lines:
        if run and run[-1].number + 1 != line.number:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _has_form(doc: Document) -> bool:
    """Whether some line has such a form."""
    text = doc.text
    rows = doc.rows
    starts = {row[:1] for row in map(str.lstrip, rows[-LAST:])}
    return (
        ("]" in text and [row[-1:] for row in rows].count("]") > 1)
        or any(len(row) >= 3 * WORDS and row.count(" ") >= WORDS - 1 for row in filter(str.isupper, rows))
        or (not starts.isdisjoint(BULLETS) and len(_items(doc)) > 1)
        or sum(map(_is_title, [row for row in rows[-LAST:] if row[-1:].isalpha() and not _SMALL.search(row)])) > 1
    )


RULE = Rule(
    "stray_headline",
    find,
    stage="strip",
    version=3,
    triggers=_IN_FRONT,
    wake=_has_form,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - HARBOUR TOWN COUNCIL VOTES AGAINST SECOND PIER IN THE BAY
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Storm over the bay tears lighthouse roof away [VIDEO]
            - Why the pilots want a second pier [ANALYSIS]
            - On bayherald.com: The captain who never lost a passenger
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - - Harbour Town Council Votes Against Second Pier
            - - Photos: Storm Tears Roof From Northern Lighthouse
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - Harbour Town Council Votes Against Second Pier
            - Storm Tears Roof From the Northern Lighthouse
            - 11 Quiet Islands You Should See
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - How the old pier was taken down [Video]
            - The captain shows us around her ship [Gallery]
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - 12 Amazing Lighthouses Worth a Trip
            - The 30 Strangest Ferries of the World
            - 7 Little Harbours With the Best Views
        """),
        keeps("""
            The choir of the pilots will sing on board the ferry, and on land, from June on, the office said on Friday.

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.

            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.

            Choir of the Old Harbour Pilots Summer Dates

            June 9 – West Harbour, Lighthouse Pier Summer Stage
            June 10 – North Island, Old Town Market Square
            June 12 – East Harbour, Ferry Terminal Concert Hall
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            SIXTY PASSENGERS AND NO CARS ON BOARD AT ALL

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            CHAPTER TWO, IN WHICH THE FERRY MEETS A WHALE

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, and reads these books again and again:
            - The Old Pilot and the Young Captain
            - Nineteen Winters Upon the Northern Sandbanks
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.

            He has steered the ferry for nineteen years, in every kind of weather, and these are his crew and their berths.

            12 Hannah Maria Petersen

            30 Aaron James Mill

            7 Thomas William Dyck
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.

            The bell ringers play on board in summer, and these are the evenings on which they come, with the piers.

            - June 9 – North Harbour, Old Customs House Pier

            - June 10 – South Harbour, Long Fishermen Pier

            - August 2 – West Islands, Great Lighthouse Pier
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.

            These are the ships that came in this year, from the smallest to the largest, with the berths they had.

            12 Sailing Ships of the Old Kind

            30 Fishing Boats From the Islands

            7 Ferries With Their Lights On
        """),
    ),
)
