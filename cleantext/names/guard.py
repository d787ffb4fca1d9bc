"""Where a name must stay as it is: in quotations, addresses and code, and where the text speaks of its spellings."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from cleantext.document import Document
from cleantext.names.surfaces import Surface

Span = tuple[int, int]

CUE_REACH = 60
"""Characters between two spellings within which a word like "also" links them."""

SAME = 400
"""Characters between two spellings up to which they are looked at side by side."""

SAMPLE = 20_000
"""Characters of a text by which its language is judged."""

ENGLISH = 0.08
"""Share of words that are among the ten of `_STOP`; English news has about 0.2, other languages none."""

LINE = 200
"""Characters of a line on each side of a name by which it is judged."""

_STOP = (" the ", " and ", " of ", " to ", " in ", " that ", " was ", " said ", " with ", " for ")

# A quotation mark and its neighbours tell whether it opens or closes; an apostrophe is neither.
_QUOTE = re.compile(r"\n\s*\n|\n|[\"“”„«»]|(?<!\w)['‘](?=\S)|(?<=[^\s(])['’](?!\w)")
_LOW_QUOTED = re.compile("‚[^‚‘’\n]+[‘’]")
_MARKS = (("＂", '"'), ("″", '"'), ("‹", "«"), ("›", "»"))
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"', "‘": "’", "'": "'"}

_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_TAGGED = re.compile(r"<(pre|code|samp|kbd)\b[^>\n]*>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_INLINE_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|\[[^\[\]\n]{1,200}\][(\[]")
_QUOTED_LINE = re.compile(r"^[ \t]*>.*", re.MULTILINE)
_CODE_LINE = re.compile(
    r"\A(?: {4}|\t)\S|[;{}]\s*\Z|</?[a-zA-Z][^>]*>|[\w\]] ?=[=>]? ?[\"'\w{\[(]|->|::|\w\(\)|\)\s*[;{]"
)
_CODE_SIGNS = ("<", "=", "{", "}", ";", "->", "::", "()")
"""One of them is in each line of code that is not indented."""

_BEFORE = re.compile(r"[\w@#/\\_`.]\Z")
_ADDRESS = re.compile(r"://|\bwww\.|[@#/\\]\w")
_BEHIND = re.compile(r"[@/\\_`]\w|`|\]\(|\.\w")

_DISCUSSED = re.compile(
    r"\b(?:spell(?:s|ed|ing|ings)?|spelt|misspell\w*|misspelt|romani[sz]\w+|transliterat\w+|hyphen\w*|variously|"
    r"sic|namesakes?|no relation|unrelated|(?:sur|last |first |family |full |maiden |married )?name (?:as|is|was))\b"
)
_CUE = re.compile(
    r"\b(?:also|sometimes|often|formerly|officially|originally|previously|alias|a\.?k\.?a|n[ée]e|born|known as|"
    r"written(?: as)?|rendered|styli[sz]ed|called|became|instead of|rather than|not to be confused with|or)\b"
)
_NAMED = re.compile(
    r"\b(?:known as|(?:is|was|were|be|been|being) (?:called|named)|(?:credited|listed|registered|written|styli[sz]ed|"
    r"rendered|billed) as|names? (?:to|of)|names?:|under the name|(?:pen|stage|real|birth) name|nicknamed|alias|i\.e\.|"
    r"a\.?k\.?a\.?|a second|another|a different|the other)[\s,:;\"'“‘(]*\Z",
    re.IGNORECASE,
)
"""What stands right before a name that has two spellings, or two bearers."""
_KIN = (
    r"(?:(?:grand|step|god)?(?:son|daughter|father|mother|child)|brother|sister|twin|cousin|uncle|aunt|nephew|niece|wife|"
    r"husband|widow(?:er)?|heir|namesake)"
)
_RELATIVE = re.compile(rf"\b(?:{_KIN}|defendant|plaintiff)(?:,| named| called)?[\s\"'“‘]*\Z")
"""What stands right before a name and tells that another person was spoken of."""
_OTHER = re.compile(
    rf"\b(?:{_KIN}|another|unlike|against|beats?|defeat(?:s|ed)|met|meets|married|marries|replac(?:es|ed)|"
    r"succeed(?:s|ed))\b"
)
_MR = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady)\.? \Z")
_AGE = re.compile(r",? (?:\(?(?:aged )?(\d{1,2})\b(?=[,;).])|who (?:is|was|turned) (\d{1,3})\b)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old \Z")
_BIRTH = re.compile(r",? \((?:born |b\. ?|born in )?(1[5-9]\d\d|20\d\d)\b")
_MALE = ("Mr", "Sir")
_LIST = re.compile(r"(?:\s*\([^()\n]*\))?\s*(?:[,;/&|•·]|\b(?:and|or|vs\.?|versus)\b)[\s,;]*(?:(?:and|or)\s+)?\Z")
_STOPPED = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\b[a-z].)(?<!\b[A-Z].)(?<!\bvs.)(?<!\b[MDS][rst].)(?<!\bMrs.)[)\]\"”’']*\s)"
)
"""The end of a sentence, not of an abbreviation, or of a line; `re` looks for one class at the start with its fast
loop."""


def is_english(doc: Document) -> bool:
    """Whether the text reads like English, by the hint or by its most common words.

    Elsewhere nouns are capitalised, or given names joined by hyphens in other ways.
    """
    if doc.hints.language or not may_be_english(doc):
        return may_be_english(doc)
    sample = doc.text[:SAMPLE]
    return sum(map(sample.count, _STOP)) >= ENGLISH * (sample.count(" ") + 1)


def may_be_english(doc: Document) -> bool:
    """Whether `is_english` can be true: by the hint, or because one of two words is there; quickly told."""
    if doc.hints.language:
        return doc.hints.language.casefold().partition("-")[0] == "en"
    text = doc.text
    return any(text.find(word, 0, SAMPLE) >= 0 for word in _STOP[:2])


def quotations(text: str) -> list[Span]:
    """The stretches inside quotation marks, sorted.

    A mark that is opened and not closed holds to the end of its line, or to a closing mark further down in the same
    paragraph (lines without a blank one between them); one that is closed and was not opened, from the start of its
    line. So what is wrong in one paragraph says nothing about the next.
    """
    for pair in ("''", "``"):  # a mark of typewriters, wikis and TeX; what comes second is no space
        text = text.replace(pair, '"\u2060')
    for other, usual in _MARKS:
        text = text.replace(other, usual)
    out = [match.span() for match in _LOW_QUOTED.finditer(text)] if "‚" in text else []
    line = 0
    opened: tuple[int, str] | None = None
    broken = False  # whether a line break came after the mark that is open
    for match in _QUOTE.finditer(text):
        mark, at = match[0], match.start()
        if "\n" in mark:
            if opened and not broken and opened[1] not in "'‘":
                out.append((opened[0], at))
                broken = True
            if opened and (mark != "\n" or opened[1] in "'‘"):
                opened = None
            line = match.end()
            continue
        if opened and mark in _CLOSES[opened[1]] and not (mark == '"' and _opens(text, at)):
            out.append((opened[0], at + 1))
            opened = None
        elif opened and opened[1] not in "'‘" and not (broken and mark in '"“„«'):
            continue  # a mark inside a quotation of another kind
        elif mark in "'’":
            opened = (at, mark) if mark == "'" and _opens(text, at) else opened
        elif mark in "”»" or (mark in '"“' and not _opens(text, at)):
            out.append((line, at + 1))
            opened = None
        else:
            opened, broken = (at, mark), False
    if opened and not broken and opened[1] not in "'‘":
        out.append((opened[0], len(text)))
    if ">" in text:
        out += [match.span() for match in _QUOTED_LINE.finditer(text)]
    return united(out)


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands at the beginning of a word."""
    return not text[at - 1 : at].strip(" \t\n\u00a0([{—–-/") and not text[at + 1 : at + 2].isspace()


def code(text: str) -> list[Span]:
    """Code in fences, between backticks or in tags, and what stands in the brackets of links, sorted."""
    patterns = [_FENCE, _INLINE_CODE] if "`" in text or "~~~" in text else []
    if "</" in text:
        patterns.append(_TAGGED)
    if "](" in text or "][" in text or "[[" in text:
        patterns.append(_LINK)
    return united([match.span() for pattern in patterns for match in pattern.finditer(text)])


def united(spans: list[Span]) -> list[Span]:
    """The spans sorted and without overlap."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of the spans, which are sorted and do not overlap."""
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < spans[at][1]


def is_literal(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` belongs to an address, a handle, a tag, a path, a link's text or a line of code."""
    if _BEFORE.search(text, max(0, start - 1), start) or _BEHIND.match(text, end):
        return True
    before = text[max(0, start - LINE) : start]
    if before[-1:].strip() and _ADDRESS.search(before.split()[-1]):
        return True
    line = line_around(text, start, end)
    return (line[:1].isspace() or any(sign in line for sign in _CODE_SIGNS)) and bool(_CODE_LINE.search(line))


def linked(text: str, places: Sequence[Surface], *, known: bool = False) -> str:
    """The words by which the text itself speaks of the spellings, or sets two bearers side by side; "" if none.

    ``places`` are all surfaces of the name, in order. Brackets and datelines without a spelling are no link. Two
    spellings in one sentence or in the lines of a table, kin and rivals (``Kim Min-jung, daughter of Kim Min Jung``)
    are two, unless the name is ``known`` to have one bearer.
    """
    for place in places:
        before, behind = _around(text, place)
        found = _DISCUSSED.search(before) or _DISCUSSED.search(behind) or _NAMED.search(before)
        if not found and not known:
            found = _RELATIVE.search(before)
        if found:
            return found[0].strip(" ,:;\"'“‘(")
    if told := _told_apart(text, places):
        return told
    for one, other in pairwise(places):
        between = text[one.end : other.start]
        if one.spelling == other.spelling:
            continue
        if not known and len(between) <= SAME and (told := _side_by_side(text, one, other)):
            return told
        if len(between) > CUE_REACH:
            continue
        if not between.strip() and _is_line(text, one) and _is_line(text, other):
            return "a list"
        if _STOPPED.search(between):
            continue
        if found := _CUE.search(between) or _LIST.fullmatch(between):
            return found[0].strip() or "a list"
        if not known and (found := _OTHER.search(between)):
            return found[0]
        if between.count("(") > between.count(")") and text[other.end : other.end + 1] == ")":
            return "a bracket"
    return ""


def _told_apart(text: str, places: Sequence[Surface]) -> str:
    """What tells that the places are of two persons: their titles, ages or years of birth; "" if nothing does."""
    titles = filter(None, (_MR.search(text, max(0, place.start - 6), place.start) for place in places))
    if len({title[1] in _MALE for title in titles}) > 1:
        return "Mr and Ms"
    ages, births = set(), set()
    for place in places:
        if age := _AGE.match(text, place.end):
            ages.add(age[1] or age[2])
        if age := _AGE_BEFORE.search(text, max(0, place.start - 14), place.start):
            ages.add(age[1])
        if birth := _BIRTH.match(text, place.end):
            births.add(birth[1])
    return "two ages" if len(ages) > 1 else "two years of birth" if len(births) > 1 else ""


def _side_by_side(text: str, one: Surface, other: Surface) -> str:
    """Whether two spellings stand in one sentence, or in two lines of a list or table; the words for it."""
    between = text[one.end : other.start]
    if not _STOPPED.search(between):
        return "both in one sentence"
    if "\n" in between and _is_item(text, one) and _is_item(text, other):
        return "lines of a list or table"
    return ""


def _is_item(text: str, place: Surface) -> bool:
    """Whether the line of a place is short and no sentence."""
    line = line_around(text, place.start, place.end).rstrip("\"'”’»)] ")
    return len(line) < LINE // 2 and not line.endswith((".", "!", "?", "…", ":"))


def _around(text: str, place: Surface) -> tuple[str, str]:
    """What stands within `CUE_REACH` before and behind a place in the same sentence."""
    before = text[max(0, place.start - CUE_REACH) : place.start]
    behind = text[place.end : place.end + CUE_REACH]
    stops = [stop.end() for stop in _STOPPED.finditer(before)]
    return before[stops[-1] if stops else 0 :], _STOPPED.split(behind, maxsplit=1)[0]


def _is_line(text: str, place: Surface) -> bool:
    """Whether a place is a line of its own."""
    return line_around(text, place.start, place.end).strip(" \t*•·-–—.,;") == text[place.start : place.end]


def line_around(text: str, start: int, end: int) -> str:
    """The line of a place, of a long one no more than `LINE` characters on each side."""
    low = max(0, start - LINE)
    first = max(text.rfind("\n", low, start) + 1, low)
    last = text.find("\n", end, end + LINE)
    return text[first : last if last >= 0 else end + LINE]
