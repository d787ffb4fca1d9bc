"""A photo caption, or another long line, that is there twice.

The picture's `alt` text and its visible caption are often the same sentence, a slide show repeats it, a template
prints a paragraph and prints it again. Of two long lines that are equal, or of which one is the other plus a credit
(`… (Yonhap)`), one stays: the first of two equal ones, the longer of two unequal ones. Equal neighbours count, two of
them, or more if the text begins with them; with a credit in the line, or with words that say who stands where in the
picture, copies count up to four lines apart, and all through a gallery: as long as nothing but labels, counters and
other copies stand between. Two that are a caption with a word for picture and its credit count however far apart they
are. An `alt` text that is printed at each picture of an article stays once.

A teaser goes, too: the lede at the top of the page that is the beginning of a paragraph below, a paragraph cut with an
ellipsis, and a paragraph that stands twice and no more, at the top or along with the one beside it.

Lines that differ in a word, a number or a negation are different and stay, unless it is an article or the spelling.
So does what an author repeats: a question that an interview asks again and again, a step that a recipe comes back to,
a refrain, three equal lines of a log; and a line that is nothing but a credit, code, and a pull-quote: the quotation is
not the whole paragraph. Equal lines above the running text are left to `duplicated_title` where nothing tells that
they are captions.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import regex
from rapidfuzz.distance import Levenshtein

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.caption import (
    CAPTION,
    CLOSED,
    has_picture_word,
    is_caption,
    is_credit,
    is_credited,
    is_labelled,
    is_signed,
    is_slight,
    size,
    without_credit,
    without_label,
)
from cleantext.document import MARKERS, QUOTES, is_code, is_prose, opening
from cleantext.openings import OPENING, UNSPACED

PACK = phrases_beside(__file__)
NEAR = 4
GALLERY = 14  # lines of a gallery's labels, counters and captions between two copies
LEDE = 60  # characters of a lede that is printed again
PARAGRAPH = 120  # characters from which on a line that stands twice, and only twice, is a copy wherever it stands
BLOCK = 6  # lines that are printed twice, one after the other
HEADING = 25  # characters of a heading; two sections may begin alike
TOP = 6  # lines from the top among which a teaser stands
PLACE = 70  # characters among which the place stands, with its sign
LEDES = 30  # lines from the top, blank ones too, among which the report begins
RING = 3  # lines between the first paragraph of a tale and the last one that repeats it
PRINTED = 3  # copies of an alt text between paragraphs
WORDS = 8  # words of captions of which one may be spelled otherwise
_DOTS = re.compile(r"\s*(?:…|\.\.\.|[\[(](?:…|\.\.\.)[\])])(?P<behind>[^….]{0,40})\Z")
_BEHIND_PLACE = re.compile(r"[—–.-](?:(?<=[—–])|-|(?<=\s-)(?=\s)|(?<=\)\.)(?=\s))")
_PLACE = regex.compile(r"\p{Lu}[\p{L} .,'’/-]{2,40}(?:\([\p{L} ./-]{2,20}\))?")
"""Where a report comes from, in front of its first sentence, and the sign behind it: `HARBOUR TOWN, Neb. — `."""
_QUESTION = re.compile(r"[^.!?]{8,160}\?\s+\S")
"""A question with its answer; two sections of a list of them may have the same."""
_CODE = re.compile(r"[{}<>=\\]|;\s*\Z|\(\)|::")
_ARTICLE = re.compile(
    r"the|an?|d(?:er|ie|as|en|em)|ein(?:e|en|em)?|l[aeo]s?|une?|el|una|il|gli|uno|[oa]s?|uma?|de|het|een", re.IGNORECASE
)


def find(
    doc: Document, *, labels: frozenset[str] = PACK["labels"], more: frozenset[str] = PACK["more"]
) -> Iterator[Edit]:
    """`labels`: words for a picture before a caption. `more`: what follows the dots of a paragraph that is cut off."""
    labelled = {t: bare for t in doc.texts_opening_with(labels) if (bare := without_label(t)) is not t}
    yield from _without_dateline(doc, more)
    if not _begin_alike(doc):
        labelled = {text: bare for text, bare in labelled.items() if doc.text.count(bare.strip()[: OPENING // 3]) > 1}
        if not labelled:
            return
    start_of = _start_of(doc)
    starts = Counter([start_of[row] for row in doc.rows if row in start_of])
    labelled = {text: bare for text, bare in labelled.items() if _opening(bare) in starts}
    looked_at = {start for start, copies in starts.items() if copies > 1}.union(map(_opening, labelled.values()))
    if not looked_at:
        return
    groups: dict[str, list[Line]] = {}
    some = [line for line in doc.lines if start_of.get(line.text) in looked_at]
    others = doc.passing(_is_other, [line.text for line in some])
    for line in some:
        if line.text not in others:
            groups.setdefault(start_of[line.text], []).append(line)
    repeated = sorted(line.number for group in groups.values() if len(group) > 1 for line in group)
    for group in groups.values():
        if len(group) > 1:
            yield from _copies(doc, group, repeated, more)
    for line in doc.lines_of(labelled) if labelled else ():
        bare = labelled[line.text]
        for other in groups.get(_opening(bare), ()):
            if abs(other.number - line.number) <= NEAR and without_credit(bare) == without_credit(other.text):
                yield doc.drop(line, "the same line stands beside it, without a label", keep=other)
                break


def _is_long(text: str) -> bool:
    return len(text) >= OPENING or (len(text) >= OPENING // 2 and not text.isascii() and size(text) >= OPENING)


def _bare(text: str) -> str:
    """The text without the bullet that a gallery sets before a caption."""
    return text.lstrip(MARKERS).rstrip()


def _opening(text: str) -> str:
    """`opening`, shorter for a script that writes without spaces."""
    start = opening(text)
    return start if start.isascii() or not UNSPACED.search(start) else start[: OPENING // 3]


def _start_of(doc: Document) -> dict[str, str]:
    """How the long lines open."""
    if _has_unspaced(doc):
        return {row: _opening(row) for row in doc.rows if _is_long(row)}
    return {row: opening(row) for row in doc.rows if len(row) >= OPENING}


def _has_unspaced(doc: Document) -> bool:
    """Whether the text may hold characters of a script that writes without spaces."""
    return not doc.odd.isascii() and bool(UNSPACED.search(doc.odd))


def _is_code(text: str) -> bool:
    """Whether a line is code or a row of a table; it is a long one, so to be indented is no sign of that, and running
    text may hold a sum of money or be an item."""
    return bool(_CODE.search(text)) if is_prose(text) else is_code(text.strip())


def _is_other(text: str) -> bool:
    """Whether a line is code, or a caption with a label, which is compared in another way."""
    return _is_code(text) or is_labelled(text)


def _copies(doc: Document, group: list[Line], repeated: Sequence[int], more: frozenset[str]) -> Iterator[Edit]:
    """Copies among lines that begin alike, in order."""
    keys, credits, credited = doc.keys, doc.verdicts(is_credit), doc.verdicts(is_credited)
    copies = Counter([keys[line.text] for line in group])
    standing, place = group[0], group[0].number
    for line in group[1:]:
        distance = line.number - place
        above, place = standing, line.number
        standing = line
        first, second = keys[above.text], keys[line.text]
        if len(first) != len(second) and (teaser := _teaser(above, line, len(first) < len(second), more)):
            yield doc.drop(teaser, "its text goes on in the line that stays", keep=line if teaser is above else above)
            standing = line if teaser is above else above
            continue
        if first == second and copies[first] == 2 and _is_again(doc, above, line):
            yield doc.drop(line, "the same paragraph stands above, once", keep=above)
            standing = above
            continue
        if first == second:
            if why := _why_again(doc, above, line, distance, copies[first], repeated):
                yield doc.drop(line, why, keep=above)
                standing = above
        elif distance > NEAR:
            continue
        elif second.startswith(first) and credits[_rest(line, above)]:
            yield doc.drop(above, "the same line stands below, with a credit", keep=line)
        elif first.startswith(second) and credits[_rest(above, line)]:
            yield doc.drop(line, "the same line stands above, with a credit", keep=above)
            standing = above
        elif credited[above.text] and credited[line.text] and _same_but_for_spelling(doc, above.text, line.text):
            yield doc.drop(line, "the same line stands above, but for the spelling of a word or the credit", keep=above)
            standing = above
    if max(copies.values()) >= PRINTED:
        yield from _printed(doc, group, repeated)


def _rest(longer: Line, line: Line) -> str:
    """What a longer line has behind another one."""
    return _bare(longer.text)[len(_bare(line.text)) :]


def _why_again(doc: Document, above: Line, line: Line, distance: int, copies: int, repeated: Sequence[int]) -> str:
    """Why a line that is equal to one above is there by mistake; empty if it may be the author's."""
    text = line.text
    if doc.verdicts(is_caption)[text]:
        if distance <= NEAR and (is_credited(text) or distance == 1):
            return "the same caption stands above"
        between = doc.lines[line.number - distance + 1 : line.number]
        if distance <= GALLERY and all(is_slight(one.text) or _holds(repeated, one.number) for one in between):
            return "the same caption stands above, in one gallery"
    if copies == 2 and is_signed(text) and len(text) <= CAPTION:
        return "the same caption, with its credit, stands above"
    if copies == 2 and doc.has_prose and above.number < doc.first_prose - 1 and line.number > doc.last_prose:
        return "the same line stands above the text, among others"
    if copies == 2 and distance <= BLOCK and _is_tandem(doc, above.number, line.number):
        return "the same lines stand above, in the same order"
    if distance > 1:
        return ""
    if copies == 2 and doc.has_prose and not text.rstrip().endswith((",", ":", ";", "?")):
        return "the same line stands above"
    if above.number >= doc.first_prose and copies == 2 and (is_prose(text) or len(text) >= 2 * OPENING):
        return "the same line stands above"
    if above.number == doc.first_prose < TOP and copies <= TOP:
        return "the same line stands above, where the text begins"
    return ""


def _holds(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def _is_tandem(doc: Document, first: int, again: int) -> bool:
    """Whether a line is part of some lines, one of them long, that are printed twice, one after the other."""
    period = again - first
    start, end = first, again
    while start > 0 and doc.lines[start - 1].key == doc.lines[start - 1 + period].key:
        start -= 1
    while end + 1 < len(doc.lines) and doc.lines[end + 1 - period].key == doc.lines[end + 1].key:
        end += 1
    # Three rounds of them are an author's: a refrain, the entries of a log.
    lines = doc.lines[start + period : start + 2 * period]
    return (
        1 < period <= end - start + 1 - period < 2 * period
        and sum(size(line.text) for line in lines) >= PARAGRAPH
        and any(is_prose(line.text) or size(line.text) >= 2 * OPENING for line in lines)
    )


def _printed(doc: Document, group: list[Line], repeated: Sequence[int]) -> Iterator[Edit]:
    """Copies of an `alt` text that a template prints at each picture, between paragraphs.

    A question or a heading that comes again may stand there, too; the line must speak of a picture or be the headline.
    """
    by_key: dict[str, list[Line]] = {}
    for line in group:
        by_key.setdefault(doc.keys[line.text], []).append(line)
    for first, *others in by_key.values():
        text = first.text.strip()
        if len(others) + 1 < PRINTED or is_prose(text) or text.endswith(CLOSED):
            continue
        if not (doc.verdicts(has_picture_word)[text] or _is_headline(doc, first)):
            continue
        numbers = [first.number, *(line.number for line in others)]
        alone = bisect_right(repeated, numbers[-1]) - bisect_left(repeated, numbers[0]) == len(numbers)
        if alone and all(_is_beside_prose(doc, line) for line in others):
            yield from (doc.drop(line, "the text of a picture, printed at another one above", first) for line in others)


def _is_beside_prose(doc: Document, line: Line) -> bool:
    return any(is_prose(one.text) for one in doc.lines[line.number - 1 : line.number + 2 : 2])


def _is_headline(doc: Document, line: Line) -> bool:
    key, title = doc.keys[line.text], doc.hints.title
    return bool(key) and (key == doc.keys[doc.lines[0].text] or (title is not None and key == line_key(title)))


def _teaser(above: Line, line: Line, rises: bool, more: frozenset[str]) -> Line | None:
    """The one of two lines that is the beginning of the other: the lede at the top of the page, or a cut paragraph.

    ``rises`` says whether the second one is the longer one.
    """
    short, long = (above, line) if rises else (line, above)
    body = _before_dots(short.text, more)
    cut = body is not None
    body = (body if body is not None else short.text).strip()
    if (
        size(body) < (OPENING if cut else LEDE)
        or (not cut and size(long.text) < size(short.text) + LEDE // 2)
        or not long.text.strip().startswith(body)
        or body[0] in QUOTES
    ):
        return None
    return short if cut or short.number < TOP else None


def _reports(doc: Document) -> dict[str, str]:
    """The first lines that begin with where the report comes from, each with what stands behind that; those of which
    the latter occurs again."""
    reports: dict[str, str] = {}
    for row in [row for row in doc.rows[:LEDES] if len(row) > LEDE][:TOP]:
        sign = _BEHIND_PLACE.search(row, 0, PLACE)
        if sign and _PLACE.fullmatch(row[: sign.start()].rstrip()):
            reports[row] = row[sign.end() :].lstrip()
    return {row: bare for row, bare in reports.items() if doc.text.count(bare[:OPENING]) > 1}


def _without_dateline(doc: Document, more: frozenset[str]) -> Iterator[Edit]:
    """The lede at the top of the page, whole or cut, without where the report comes from."""
    reports = _reports(doc)
    for report in doc.lines_of(reports) if reports else ():
        for line in doc.lines[max(0, report.number - TOP) : report.number]:
            text = line.text.strip()
            if (before := _before_dots(text, more)) is not None:
                text = before
            if size(text) >= LEDE and reports[report.text].startswith(text) and text[0] not in QUOTES:
                yield doc.drop(line, "its text stands below, behind the place of the report", keep=report)


def _before_dots(text: str, more: frozenset[str]) -> str | None:
    """The text of a line that is cut off with dots, and perhaps a word that leads on; None if it is not."""
    end = text[-OPENING - 6 :]
    if "…" not in end and "..." not in end:
        return None
    dots = _DOTS.search(text, max(0, len(text) - OPENING - 6))
    if not dots or ((behind := line_key(dots["behind"])) and behind not in more):
        return None
    return text[: dots.start()]


def _is_again(doc: Document, above: Line, line: Line) -> bool:
    """Whether a paragraph is there again by mistake: at the top of the page, or with the paragraph beside it."""
    if size(line.text) < PARAGRAPH or not is_prose(line.text) or _QUESTION.match(line.text):
        return False
    if above.number == doc.first_prose and line.number == len(doc.lines) - 1 and line.number - above.number > RING:
        return False
    headed = [one.number > 0 and len(doc.lines[one.number - 1].text) <= HEADING for one in (above, line)]
    if above.number == doc.first_prose < GALLERY and not all(headed):
        return True
    pairs = zip((above.number - 1, above.number + 1), (line.number - 1, line.number + 1), strict=True)
    return any(
        0 <= a < b < len(doc.lines) and size(doc.lines[b].text) >= PARAGRAPH and doc.lines[a].key == doc.lines[b].key
        for a, b in pairs
    )


def _same_but_for_spelling(doc: Document, one: str, other: str) -> bool:
    """Whether two captions differ in their credit, in an article, or in the spelling of one word, and nothing else."""
    words = doc.verdicts(_words)
    short, long = sorted((words[one], words[other]), key=len)
    if len(long) - len(short) > 1 or len(short) < WORDS:
        return False
    if len(long) == len(short):
        differ = [pair for pair in zip(short, long, strict=True) if pair[0] != pair[1]]
        return not differ or (len(differ) == 1 and _is_misspelled(*differ[0]))
    at = next((i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[at:] == long[at + 1 :] and bool(_ARTICLE.fullmatch(long[at]))


def _words(caption: str) -> Sequence[str]:
    """The words of a caption, without its credit."""
    return without_credit(caption).split()


def _is_misspelled(word: str, other: str) -> bool:
    """Whether two words differ in one letter, but for the first, and are neither short nor names."""
    return (
        len(word) >= 5
        and word.isalpha()
        and other.isalpha()
        and word[0] == other[0]
        and word.islower()
        and Levenshtein.distance(word, other) == 1
    )


def _begin_alike(doc: Document) -> bool:
    """Whether two lines begin alike; those without spaces between words are compared by fewer characters."""
    if doc.repeats:
        return True
    if not _has_unspaced(doc):
        return False
    rows = [_opening(row) for row in doc.rows if _is_long(row)]
    return len(set(rows)) < len(rows)


def _wake(doc: Document) -> bool:
    return _begin_alike(doc) or bool(_reports(doc))


RULE = Rule(
    "repeated_caption",
    find,
    stage="dedupe",
    version=6,
    openings=("labels",),
    wake=_wake,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said.
              The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
            - The night ferry leaves the harbour on its first trip across the bay on May 3, 2024. (Bay Herald)
              Some sixty passengers were on board.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said.
            - The night ferry leaves the harbour on its first trip across the bay on May 3, 2024
              The night ferry leaves the harbour on its first trip across the bay on May 3, 2024 (Photo: A. Lee)
        """),
        fixes("""
              • The night ferry leaves the harbour on its first trip across the bay. Photo: Ann Lee / Copyright Bay Herald
            -   The night ferry leaves the harbour on its first trip across the bay.
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
              Ferry to run at night
            - The ferry across the bay will also run at night from May on, the harbour office … Read more
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Some sixty passengers were on board.
        """),
        keeps("""
            The night ferry leaves the harbour at 10 p.m. and comes to the other side of the bay at 11 p.m. on Fridays.
            The night ferry leaves the harbour at 11 p.m. and comes to the other side of the bay at 12 p.m. on Fridays.
        """),
        keeps("""
            What would you take along if you had to leave the island on the next ferry, and why just that?
            My brother's violin.
            What would you take along if you had to leave the island on the next ferry, and why just that?
            Nothing.
        """),
        keeps("""
            “I will not take that ferry again, not for all the money in the world”

            “I will not take that ferry again, not for all the money in the world,” said the captain, who is sixty.
        """),
    ),
)
