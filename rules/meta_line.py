"""Lines about the article: publication time, byline, reading time.

Templates print them between headline and text, sometimes again at the end: `22:35 June 30, 2025`, `Published 4:00 am
CST, Wednesday`, `By Ann Lee | Updated 3 May 2024, 10:15`, `3 min read`. A line goes only outside the running text,
before its first line (or a deck's) or behind its last, and only if it is nothing but

- a label with a date or a time, or the label alone;
- a date of the web's years and a time, or a time counted back from now; below the headline, with nothing but captions
  between it and the text, or to a minute that no event begins at; with a day of the week not on the hour or the half
  hour, which is when events begin;
- the only date of the text, with its year, right between the headline and the text;
- a label of authorship with full names, an office, a place or an agency, labels of several people (`Text: … Photos:
  …`), a name with an office, or a name beside such a line that the text does not speak of;
- names, outlets and sections of the site beside a date, set off by bars;
- a reading time.

A date that is one of several stays (a diary, a letter, a chronicle), and so does a time that is one of several (a live
blog, a timetable), one among other lines of the form `Label: value` (minutes, a mail's head), a date above a greeting,
a dateline (`SEOUL, June 30 (Yonhap) --`), and every line inside the running text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import MARKERS, is_closed
from cleantext.openings import SHORT, beginnings, first_words

PACK = phrases_beside(__file__)
_PARTS = (
    r"(?P<stamp>\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<since>\d{1,3}\s?(?:SINCE))"
    r"|(?P<date>\d{1,4}([-/.])\s?\d{1,2}\4\s?\d{2,4}\.?|\d{2,4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]|\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"|(?P<time>\d{1,2}(?::|h|\.)\d{2}(?:[:.]\d{2})?(?=\D|$)|\d{1,2}[時时点시]\s?(?:\d{1,2}[分분])?|\d{1,2}(?=\s?[ap]\.?m\b))"
    r"|(?P<number>\d{1,4}(?=\D|$))"
    r"|(?P<word>\p{L}[\p{L}\p{M}]*(?:['’.-]\p{L}[\p{L}\p{M}]*)*)"
)
"""What a line of dates is made of; the option `since` takes the place of `SINCE`."""
_NAME = r"\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ibn|y) )*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
_NAMES = regex.compile(rf"{_NAME}(?:(?:,(?: and| und)? | and | & | und | et | y | e | en | i | и )\s?{_NAME})*")
_ADDRESS = regex.compile(r"[(<\[]?[\w.+-]+@[\w-]+\.[\w.-]+[)>\]]?")
_LAST_ADDRESS = regex.compile(rf"[ ,:;|·•–—-]+{_ADDRESS.pattern}\Z")
_LETTERS_AND_DOTS = regex.compile(r"[\p{L}.]+")
_INNER_BY = regex.compile(r"\s(\p{L}+)\s+")
_BAR = regex.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|,\s+(?=\p{Lu}[\w&.'’-]*(?: \p{Lu}[\w.'’-]*){0,3}\Z)")
_CUT = regex.compile(r"\s*,\s+|\s+(?=\p{Ll}{1,12}\s)|\s+(?=[(\d])")
_REPORTER = (
    r"(?:(?:글|사진|글[·/]사진|정리|취재|영상|그래픽|편집)\s?[=:]?\s?)?\p{Hangul}{2,4}(?:[·,]\s?\p{Hangul}{2,4})*\s?"
    r"(?:선임|객원|인턴|수습|전문|온라인)?\s?(?:기자|특파원|논설위원|통신원|리포터|에디터)"
)
_CASELESS = regex.compile(
    r"[(（【〔\[［]?\s?(?:"
    r"(?:本报|本報|本网|本刊|新华社|中新社|中央社|特约|特約|实习|實習|见习)?(?:记者|記者|通讯员|通訊員|特派員|特派记者)[:：\s]?"
    r"\p{Han}{2,4}(?:[、，,\s]\p{Han}{2,4})*(?:\s?[／/]\s?\p{Han}{2,6}|\s?\p{Han}{0,4}(?:报道|報導|報道|电|電))?"
    rf"|(?:\p{{Hangul}}{{2,6}}\s?[=＝／/]\s?)?(?:[\[(（]\s?\p{{Hangul}}{{2,4}}\s?[=＝]\s?\p{{Hangul}}{{2,10}}[\])）]\s?)?"
    rf"{_REPORTER}(?:\s{_REPORTER})*"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}・]{2,8}\s?[（(]?(?:記者|編集委員|論説委員|特派員|ライター|編集部)"
    r"|(?:بقلم|إعداد)\s?:?\s?\p{Arabic}{2,14}(?:\s\p{Arabic}{2,14}){1,3}"
    r")(?:\s*[\w.+-]+@[\w-]+\.[\w.-]+)?\s?[)）】〕\]］]?(?:\s*[\w.+-]+@[\w-]+\.[\w.-]+)?"
)
"""A reporter's name beside his office, in scripts without capitals."""
_WITHOUT_CAPITALS = re.compile("[\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIELD_VALUE = (
    r"\s?[:：=＝／/]\s?[^\s:：|｜】\]]{2,14}(?:\s\p{Arabic}{2,14}){0,2}(?:\s\p{Han}{2,3}(?=[\s)）】\]]|\Z)){0,2}"
)
_AROUND = " \t|｜/【】[]"
_CORRECTION = re.compile(r"\A[【\[]?\s?(?:纠错|糾錯)\s?[】\]]?")
"""A button for corrections, which Chinese sites put before the name of the editor."""
_OFFICE = regex.compile(r"\s*,\s+|\s*\|\s*|\s+[-–—/•·]\s+")
_BAR_SIGN = re.compile(r"[,|–—/•·-](?:(?<=\|)|(?<=,)\s|(?<=\s[–—/•·-])\s)")
"""One of them stands wherever `_OFFICE` finds something; `re` looks for a class at the start with its fast loop."""
_SIGNED = regex.compile(r"\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}\s*")
_BETWEEN = "".join((" \t\u00a0\u3000", ",;:.|/()[]·•–—-@+：（）｜／，、،؛【】"))
_GAP = regex.compile(r"\s+")
_COMMENTS = regex.compile(r"\s+(?:\d+|No|Leave a) Comments?\Z")
_SPLIT = regex.compile(r"\s*[|•·｜⋅∙]\s*|\s+[-–—/]\s+")
_BARS = re.compile(r"[|•·｜⋅∙–—/-](?:(?<=[|•·｜⋅∙])|(?<=\s[–—/-])\s)")
"""One of them stands wherever `_SPLIT` finds something."""
_DOMAIN = regex.compile(r"[\w-]+\.(?:com|net|org|co\.\w\w|\w\w)", regex.IGNORECASE)
_PLACE = regex.compile(
    rf"(?:in|aus|à|au|en|a|da|do|di|de|em|te|uit|w|we|из|в|for|für|pour|para|per|voor|dla)\s+{_NAME.replace('{1,3}', '{0,2}')}"
)
_DANGLING = re.compile(r"\s(?:on|am|le|el|il|em|op|w dniu)\s?:\Z")
"""What announces a date that stands on the next line."""
_IN_BRACKETS = regex.compile(
    r"@\w{2,15}(?: (?:on|auf|sur|en|su|no) (?:Twitter|X))?|\((?:\p{Ll}+ )?(?:@\w+|\p{Lu}[\p{L}. /-]{1,20})\)|\(@?\w{2,15}\)"
)
_BRACKETS = regex.compile(r"\s\([\p{L}.]{2,8}\)\Z|\s?/\s?\p{Lu}{2,5}\Z")
_ODD_TIME = regex.compile(r"[:.h]\d?[1-46-9](?!\d)")
"""A minute that no event begins at."""
_OUTLET = regex.compile(r"\p{Han}{2,8}\s+")
_OUTLET_AND_PLACE = regex.compile(
    r"(?:[Dd][aoe] )?[\p{L}\d.]{2,12}(?: \p{Lu}[\p{L}]+){0,2}\s+[-–—]\s+\p{Lu}[\p{L}'’. -]{2,40}"
)
"""Where the writer works, and from where: `G1 — São Paulo`."""
_FILED = regex.compile(
    r"(?:in|unter|dans|en|sotto|em|w|в) \p{Lu}[\p{L}&/-]*(?:,? (?:(?:and|und|et|y|e|&) )?\p{Lu}[\p{L}&/-]*){0,5}?(?=\s(?:on |am |le |el |il )?[\p{L}\d.]+\s\d|\s\d|\Z)"
)
"""Where the page is filed: `in News, Politics`."""
_ACCOUNT = regex.compile(r"[\p{L}\d][\p{L}\d_.-]{1,19}")
_AGENCY = regex.compile(
    r"\((?:avec|mit|con|com|with|met|z|и) (?:(?:the|die|la|l['’]|a|o|de) ?)?(\p{Lu}[\p{L}. /-]{1,20})\)"
)
"""The agency that a text partly comes from, in brackets behind the name: `(avec AFP)`."""
CAPTION = 40  # characters of a line between the publication time and the text: a caption, no place of an event
OUTLET_WORDS = 4  # of an outlet's name before its staff
OUTLET = 12  # characters of an outlet's name in one word
LONGEST = 6  # words of a phrase of dates
MOST_NAMES = 9  # words of names before a date
TOLD = 3  # spaces in a label that is a sentence
LABEL = 5  # letters of a label that goes alone
TOP = 12  # lines above the running text that are looked at without a phrase
_OPENED, _CLOSED = ("(", "（", "["), (")", "）", "]")
LAST = 2  # lines from the end among which a publication time may stand without a label
HEAD = 6  # lines from the top among which a caption or deck may stand above the publication time
_DATES = frozenset(("labelled", "stamp", "round", "day"))
_MOMENTS = frozenset(("stamp", "round", "time"))
HEADLINE = 3  # spaces behind the colon of a headline, more than in a field
VALUE = 3  # spaces behind the colon of a field that is set off by a blank line
ENTRIES = 3  # lines with a date and names, mostly one above the text and one below, that are no list
SEVERAL = 2  # times, not side by side, from which on a text is a live blog or a timetable
WEB = 1990  # the first web page
_YEAR = regex.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_ROUND = regex.compile(
    r"(?:(?<![\d:])\d{1,2}(?:[:.h](?:00|30)(?![:\d])|\s?[ap]\.?m\b)|\d[時时点시](?!\s?\d))"
    r"(?!.*\b(?:gmt|utc|[ecmp][sd]?t|kst|jst|ist|bst|msk)\b)"
)
"""A time on the hour or the half hour, without a time zone: rather that of an event than that of a publication."""

_STOPS = frozenset(".?!")
_STOP = regex.compile(r"(?<![ap]\.\s?m)(?<!\bг)[.?!]\s*\Z", regex.IGNORECASE)
_DIGIT = re.compile(r"\d")
_BROKEN = regex.compile(r"\s\p{Ll}{4,}\.\Z")
"""The end of a sentence, of which the extractor has cut the rest away."""
_ENTRY = re.compile(r"\W*\d[^|•·｜]*\Z")
"""What may be the entry of a list: a date, and dashes behind it instead of the bars of a template."""
_NUMBERS = regex.compile(r"\d+")
_LETTERS = regex.compile(r"\p{L}+")
_FIELD = regex.compile(r"\s*\p{L}[\p{L} .-]{0,24}:\s+\S")


def find(
    doc: Document,
    *,
    labels: frozenset[str] = PACK["labels"],
    calendar: frozenset[str] = PACK["calendar"],
    joints: frozenset[str] = PACK["joints"],
    openers: frozenset[str] = PACK["openers"],
    reading_time: frozenset[str] = PACK["reading_time"],
    by: frozenset[str] = PACK["by"],
    desks: frozenset[str] = PACK["desks"],
    roles: frozenset[str] = PACK["roles"],
    fields: frozenset[str] = PACK["fields"],
    ago: frozenset[str] = PACK["ago"],
    sections: frozenset[str] = PACK["sections"],
    crew: frozenset[str] = PACK["crew"],
    counters: frozenset[str] = PACK["counters"],
    weekdays: frozenset[str] = PACK["weekdays"],
    since: frozenset[str] = PACK["since"],
    between_names: frozenset[str] = PACK["between_names"],
    outlets: frozenset[str] = PACK["outlets"],
) -> Iterator[Edit]:
    """`labels`: words beside a date. `calendar`: months, `weekdays`: days. `joints`: words that join them, `openers`:
    such words that may begin, too, `ago`: those that count back from now. `reading_time`: phrases beside a number.
    `by`: words before a name. `desks`: offices that sign without a name, `roles`: of people who sign. `fields`:
    labels of author and source in scripts without capitals. `sections`: of a site, beside a date. `crew`: labels of
    people beside that of the author. `counters`: what is counted beside a date. `since`: how long ago, behind a
    number, in scripts without spaces. `between_names`: words between the names of two who wrote. `outlets`: last
    words of the names of papers and stations."""
    if not doc.has_prose:
        return
    words = _words(labels, calendar, joints, openers, ago, weekdays, since)
    known = _Known(by, desks, roles, fields, reading_time, sections, crew, counters, between_names, outlets)
    says = doc.verdicts(judge := partial(_judged, words, known, labels))
    some = doc.texts_opening_with(labels, calendar, weekdays, openers, ago, reading_time, by, fields, longest=SHORT)
    first_rows = (row for row in doc.rows[: 2 * HEAD] if 0 < len(row) <= SHORT)
    found = doc.judged(judge, [*some, *first_rows, *_signed_in(doc.rows[-HEAD:])])
    if not found:
        return
    lines = doc.lines_of(found)
    kinds = {text: verdict.kind for text, verdict in found.items() if verdict.kind}
    read = {text: "reading time" for text, verdict in found.items() if verdict.reads}
    when = {line.number: kinds[line.text] for line in lines if line.text in kinds}
    moments = [kind for number, kind in when.items() if kind in _MOMENTS and number - 1 not in when]
    times = len(moments) - (moments.count("time") == 1)  # one time without a date is no entry of a live blog
    days = sum(kind == "day" for kind in when.values())
    entries = [
        line.text for line in lines if found[line.text].signed.startswith("names and") and _ENTRY.match(line.text)
    ]
    entries = entries if len(entries) > ENTRIES else []  # of a list, and none of them tells of the article

    def who(text: str) -> str:
        """Why a line is a byline."""
        return "" if text in entries else (says[text] or _NOTHING).signed

    first = below = near = doc.first_prose
    dropped: set[int] = set()
    updated: set[int] = set()
    odd = any(when.get(line.number) == "stamp" and _ODD_TIME.search(line.text) for line in doc.lines[:first])
    top = first
    for line in reversed(doc.lines[:first]):
        number, text = line.number, line.text
        if first - number - len(dropped) > TOP:
            break
        top = number
        kind = when.get(number, "")
        why = read.get(text, "")
        if not why and len(text) <= SHORT:
            why = who(text)
            if not number and why not in ("byline", "byline with a label") and "time" not in why and "date" not in why:
                why = ""
        if not why and kind == "labelled":
            why = "publication time"
        elif (
            not why
            and times < SEVERAL
            and kind in ("stamp", "round")
            and ((number and near == number + 1) or (kind == "stamp" and _ODD_TIME.search(text)))
        ):
            why = "publication time, above the text"
        elif not why and number and kind in ("stamp", "round") and times < SEVERAL and number + 1 in updated:
            why = "publication time, above that of an update"
        elif not why and number and kind == "day" and days == 1 and not times and below == number + 1:
            why = "" if _is_address(doc.lines[number + 1]) else "date of publication, between the headline and the text"
        elif not why and number and text in found and found[text].labels:
            why = "label of a publication time"
        if why and (_is_in_a_form(doc, line, when, says) or _is_of_a_work(doc, line, why)):
            why = ""
        if why:
            dropped.add(number)
            if kind == "labelled":
                updated.add(number)
            yield doc.drop(line, why)
            below = number if below == number + 1 else below
        if near == number + 1 and (why or len(text) >= CAPTION or (odd and _is_name(doc, line))):
            near = number
    for number in dropped:
        for line in (*doc.lines[number - 1 : number], *doc.lines[number + 1 : number + 2]):
            if line.number and line.number < first and line.number not in dropped and _is_name(doc, line):
                yield doc.drop(line, "a name beside the publication time; the text does not speak of that person")
    gone = len(dropped)  # lines that go do not count where a line's place is counted: a second run would not see them
    for line in doc.lines[max(1, first) : doc.last_prose]:
        if line.number - gone >= HEAD:
            break
        why = ""
        if times < SEVERAL and when.get(line.number) in ("labelled", "stamp"):
            why = "publication time near the top, below a caption or deck"
        elif len(line.text) <= SHORT:
            why = who(line.text) or read.get(line.text, "")
        if why and not _is_in_a_form(doc, line, when, says) and not _is_of_a_work(doc, line, why):
            gone += 1
            yield doc.drop(line, why)
    for line in lines:
        if line.number < top:
            why = "publication time" if when.get(line.number) == "labelled" else read.get(line.text, "")
            why = why or (who(line.text) if line.number else "")
            if why and not _is_in_a_form(doc, line, when, says) and not _is_of_a_work(doc, line, why):
                yield doc.drop(line, why)
    stay = 0
    for line in reversed(doc.lines[doc.last_prose + 1 :]):
        if stay >= HEAD and line.text not in found:
            continue
        why = "publication time" if when.get(line.number) == "labelled" else read.get(line.text, "")
        if not why and len(line.text) <= SHORT:
            why = who(line.text)
            why *= bool(
                _ADDRESS.search(line.text)
                or _CASELESS.fullmatch(line.text.strip())
                or "time" in why
                or "label" in why
                or "source" in why
                or "brackets" in why
                or line.text.lstrip().startswith(_OPENED)
            )
        if not why and when.get(line.number) == "stamp" and times < SEVERAL and line.number >= len(doc.lines) - LAST:
            why = "publication time, at the end"
        listed = "address" in why and doc.follows_colon(line)
        if why and not listed and not _is_in_a_form(doc, line, when, says):
            yield doc.drop(line, why)
        else:
            stay += 1


class _Verdict(NamedTuple):
    """What the text of a line says of itself."""

    kind: str
    """What `_dated` says."""
    reads: bool
    """Whether it is a reading time."""
    signed: str
    """What `_byline` says."""
    labels: bool
    """Whether it is a label of a date, and nothing else."""


_NOTHING = _Verdict("", False, "", False)


def _judged(words: "_Words", known: "_Known", labels: frozenset[str], text: str) -> _Verdict | None:
    """What the text of a line says of itself, None if nothing of that."""
    text = text.lstrip(MARKERS).rstrip().replace(" ,", ",")
    if text[-1:] == ":":
        text = _DANGLING.sub("", text)
    key = line_key(text)
    kind, reads = "", False
    if _DIGIT.search(key):
        first = _LETTERS.search(key)  # mostly no word of dates or of reading times
        if (not first or first.group() in words.vocabulary) and _is_made_of(key, words.vocabulary):
            kind = _when(key, words)
            if text[-1:] in _STOPS and _STOP.search(text) and not (kind == "labelled" and _is_told(key, labels)):
                kind = ""
        if not first or first.group() in _letters(known.reading_time):
            reads = _reads(key, known.reading_time)
    signed = _byline(text, key, known, words)
    if not signed and text[:1] in _OPENED and text[-1:] in _CLOSED:
        signed = _byline(text[1:-1].strip(), key, known, words)
    label = len(key) >= LABEL and key in labels and not key.isdecimal()
    return _Verdict(kind, reads, signed, label) if kind or reads or signed or label else None


def _is_told(key: str, labels: frozenset[str]) -> bool:
    """Whether the label of a date is a sentence without it: `This story was originally published`."""
    return any(start.count(" ") >= TOLD and start in labels for start in first_words(key))


def _is_name(doc: Document, line: Line) -> bool:
    """Whether a line is a full name and nothing else but an agency, and the family name stands nowhere else."""
    text = _BRACKETS.sub("", line.text.strip())
    return len(text) <= SHORT and bool(_NAMES.fullmatch(text)) and doc.text.count(text.rpartition(" ")[2]) == 1


def _is_address(line: Line) -> bool:
    """Whether a line begins a letter or a speech: `Dear friends,`."""
    return len(line.text) <= SHORT and line.text.rstrip()[-1] in ",!，！،:："


def _is_of_a_work(doc: Document, line: Line, why: str) -> bool:
    """Whether a byline names not who wrote the text, but whom it speaks of: the author of the book that it reviews."""
    names = _NAMES.search(line.text.strip(), len(line.text.split()[0])) if why == "byline" else None
    if names is None:
        return False
    name = names[0].split(", ")[0]
    below = [one.text for one in doc.lines[line.number + 1 :] if is_closed(one.text)]
    if not any(name in text for text in below[:-1]):
        return False
    return sum(any(one.split()[-1] in text for text in below) for one in names[0].split(", ")) > 1 or (
        sum(name.split()[-1] in text for text in below) > 1
    )


def _is_in_a_form(doc: Document, line: Line, when: dict[int, str], says: Mapping[str, _Verdict | None]) -> bool:
    """Whether a neighbour, right above or below, is of the form ``Label: value`` and says something else than when; one
    that says who wrote or how long it takes to read is passed over, as it goes, too."""
    for step in (-1, 1):
        one = line
        while 0 <= one.number + step < len(doc.lines):
            one, last = doc.lines[one.number + step], one
            gap = max(one.start, last.start) - min(one.end, last.end)  # line breaks
            said = one.text.partition(":")[2].count(" ")
            beside = gap == 1 or (gap == 2 and said <= VALUE and not is_closed(one.text))
            headline = one.number == 0 and said > HEADLINE  # `Ferry: what you must know now`
            if not beside or headline or one.number in when or not _FIELD.match(one.text):
                break
            found = says[one.text] or _NOTHING
            if not (found.signed or found.reads):
                return True
    return False


@dataclass(frozen=True, eq=False, slots=True)
class _Words:
    """The phrases of dates."""

    kinds: dict[str, str]
    vocabulary: frozenset[str]
    """The words they are made of, and the marks of a time."""
    weekdays: frozenset[str]
    """Those that are days of the week, on which events are."""
    sizes: dict[str, int]
    """How many words the longest of them has, by first word; `LONGEST` at most."""
    parts: regex.Pattern[str]
    """What a line of dates is made of."""


class _Known(NamedTuple):
    """The phrases of bylines."""

    by: frozenset[str]
    desks: frozenset[str]
    roles: frozenset[str]
    fields: frozenset[str]
    reading_time: frozenset[str]
    sections: frozenset[str]
    crew: frozenset[str]
    counters: frozenset[str]
    between_names: frozenset[str]
    outlets: frozenset[str]


@cache
def _words(
    labels: frozenset[str],
    calendar: frozenset[str],
    joints: frozenset[str],
    openers: frozenset[str],
    ago: frozenset[str],
    weekdays: frozenset[str],
    since: frozenset[str],
) -> _Words:
    kinds = dict.fromkeys(joints, "joint") | dict.fromkeys(openers, "opener")
    kinds |= dict.fromkeys(calendar | weekdays, "calendar") | dict.fromkeys(ago, "ago") | dict.fromkeys(labels, "label")
    sizes: dict[str, int] = {}
    for phrase in kinds:
        first = phrase.partition(" ")[0]
        sizes[first] = max(sizes.get(first, 0), min(LONGEST, 1 + phrase.count(" ")))
    vocabulary = _letters(since.union(kinds)).union("tz年月日時时点分년월일시분")
    some = "|".join(sorted(map(regex.escape, since), key=len, reverse=True)) or "(?!)"
    return _Words(kinds, vocabulary, weekdays, sizes, regex.compile(_PARTS.replace("SINCE", some)))


@cache
def _letters(phrases: frozenset[str]) -> frozenset[str]:
    """The words of the phrases, without signs."""
    return frozenset(word for phrase in phrases for word in _LETTERS.findall(phrase))


def _dated(key: str, words: _Words) -> str:
    """What a line says if it says nothing but when: `labelled` (a label with a date or a time), `stamp` (a date of
    the web's years and a time, or a time counted back from now), `round` (one on the hour or the half hour, without a
    day of the week: an event has one), `day` (a day of the web's years), `time` (anything
    else with a time)."""
    return _when(key, words) if _DIGIT.search(key) and _is_made_of(key, words.vocabulary) else ""


def _is_made_of(key: str, words: frozenset[str]) -> bool:
    """Whether a key has no other words; most have another one in front."""
    first = _LETTERS.search(key)
    return not first or (first.group() in words and all(word.group() in words for word in _LETTERS.finditer(key)))


def _when(key: str, words: _Words) -> str:
    """`_dated` for a key that has a digit and no words but those of dates."""
    seen: set[str] = set()
    tokens: list[tuple[str, str]] = []
    at = 0
    for match in words.parts.finditer(key):
        if key[at : match.start()].strip(_BETWEEN):
            return ""
        at = match.end()
        tokens.append((match.lastgroup or "", match.group()))
    if key[at:].strip(_BETWEEN):
        return ""
    at = 0
    while at < len(tokens):
        kind, phrase, size = *tokens[at], 1
        if kind == "word":
            for size in range(words.sizes.get(tokens[at][1], 0), 0, -1):
                phrase = " ".join(text for _, text in tokens[at : at + size])
                kind = words.kinds.get(phrase, "")
                if kind:
                    break
            else:
                return ""
        if kind == "joint" and not seen:
            return ""
        seen.add(kind)
        if kind == "calendar" and phrase in words.weekdays:
            seen.add("weekday")
        at += size
    dated = "date" in seen or {"calendar", "number"} <= seen
    dated |= {"ago", "number"} <= seen and len(_NUMBERS.findall(key)) > 1  # ago is the Italian August, too
    if "ago" in seen and not seen.isdisjoint(("number", "time")) and not dated:
        return "labelled" if "label" in seen else "stamp"
    if "since" in seen:
        return "labelled" if "label" in seen else "stamp" if seen <= {"since", "joint", "opener"} else ""
    if "label" in seen:
        if any(int(year) < WEB for year in _YEAR.findall(key)):
            return ""
        return "labelled" if dated or not seen.isdisjoint(("time", "stamp")) else ""
    if "stamp" in seen or (dated and "time" in seen):
        years = [int(year) for year in _YEAR.findall(key)]
        if not years or min(years) < WEB:
            return "time"
        if "stamp" in seen or not _ROUND.search(key):
            return "stamp"
        return "time" if "weekday" in seen else "round"
    if dated and "time" not in seen:
        years = [int(year) for year in _YEAR.findall(key)]
        if len(years) != 1 or years[0] < WEB or len(_NUMBERS.findall(key)) not in (2, 3):
            return ""
        return "time" if "weekday" in seen and "date" not in seen and len(_NUMBERS.findall(key)) == 3 else "day"
    return "time" if "time" in seen else ""


def _is_date(key: str, words: _Words) -> bool:
    """Whether a text says nothing but a date, perhaps with a time."""
    return bool(_dated(f"updated {key}", words)) or bool(_dated(f"updated {key} 10:01", words))


def _reads(key: str, phrases: frozenset[str]) -> bool:
    """Whether a text is words of a reading time and a number."""
    if not _is_made_of(key, _letters(phrases)):
        return False
    words = [part for part in _LETTERS_AND_DOTS.findall(key) if part.strip(".")]
    return " ".join(words).strip(".") in phrases


def _byline(text: str, key: str, known: _Known, words: _Words) -> str:
    """The reason if the text is a label of authorship with full names, perhaps with an address, a date or an outlet
    behind them; or full names with an office; or a labelled date with a name. The text has no white space around it,
    ``key`` is its key."""
    if text[-1:] in ("?", "!", ":") or _BROKEN.search(text):
        return ""
    if not text.isascii() and _WITHOUT_CAPITALS.search(text):
        if _CASELESS.fullmatch(text):
            return "byline: a name and an office"
        if why := _signed_fields(text, known.fields, words):
            return why
    named = text[:1].isupper()
    if named and _is_signature(text, known):
        return "byline: names and an office"
    if named and (agency := _AGENCY.search(text)) and _NAMES.fullmatch(text[: agency.start()].rstrip()):
        return "byline: names and an agency in brackets" if agency.end() == len(text) else ""
    if named and "@" in text and _NAMES.fullmatch(_LAST_ADDRESS.sub("", text)):
        return "byline: a name and an address"
    if _is_credited(text, key, known):
        return "byline with a label: who wrote and who took the pictures"
    digits = bool(_DIGIT.search(key))
    if digits and (why := _signed_date(text, known, words)):
        return why
    if " " in text and (key in known.desks or (named and _is_staff(text, known))):
        return "byline: an office"
    by, desks = known.by, known.desks
    first = text.split(None, 3)[:3]
    if not first or first[0].casefold().rstrip(":") not in beginnings(by):
        first = []
    for size in range(len(first), 0, -1):
        if " ".join(first[:size]).casefold().rstrip(":") in by and len(parts := text.split(None, size)) > size:
            name = _ADDRESS.sub("", parts[size]).strip(" ,.;|·•-–—") if "@" in parts[size] else parts[size]
            bar = _BAR.search(name)
            names, rest = (name[: bar.start()], name[bar.end() :]) if bar else (name, "")
            names = names.strip(" ,.;:：-–—")
            rest = rest.strip(" |·•")
            if _is_office(parts[size], known.roles):
                return "byline: an office"
            if digits and _is_signed_and_dated(parts[size], known, words):
                return "byline with a date"
            signed = _NAMES.fullmatch(names) or names.casefold() in desks
            if signed and (size > 1 or first[0].endswith(":")) and not rest:
                return "byline with a label"
            if signed and (not bar or _dated(rest.casefold(), words) or _SIGNED.fullmatch(rest)):
                return "byline"
            if signed and (_byline(rest, line_key(rest), known, words) or (len(rest) <= OUTLET and " " not in rest)):
                return "byline"
            for cut in _CUT.finditer(parts[size]):
                names, rest = parts[size][: cut.start()], parts[size][cut.start() :].strip(" ,")
                names = names.strip(" ,")
                if (
                    (_SIGNED.fullmatch(names) or _NAMES.fullmatch(names))
                    and _DIGIT.search(rest)
                    and _is_date(rest.casefold(), words)
                ):
                    return "byline with a date"
                if not _NAMES.fullmatch(names):
                    continue
                if _PLACE.fullmatch(rest) or _OUTLET_AND_PLACE.fullmatch(rest):
                    return "byline with a place"
                if (filed := _FILED.match(rest)) and _is_date(rest[filed.end() :].strip(" ,").casefold(), words):
                    return "byline with a section and a date"
                if _IN_BRACKETS.fullmatch(rest) or _is_office(rest, known.roles) or rest in ("and staff", "und Team"):
                    return "byline with an office"
                if rest.partition(" ")[0] in known.between_names and _NAMES.fullmatch(rest.partition(" ")[2]):
                    return "byline: several people"
    if not digits or by.isdisjoint(text.casefold().split()):
        return ""
    for match in _INNER_BY.finditer(text):
        if match[1].casefold() not in by or not _SIGNED.fullmatch(_COMMENTS.sub("", text), match.end()):
            continue
        if _dated(text[: match.start()].casefold(), words) in _DATES:
            return "publication time and author"
    return ""


def _is_office(text: str, roles: frozenset[str]) -> bool:
    """Whether a text is an office, with somebody's name behind it or a place: `our correspondent Ann Lee`."""
    words = text.split()
    small = [word for word in words[:5] if word[0].islower()]
    at = next((at for at, word in enumerate(small) if word.strip(",") in roles), -1)
    if at < 0 or words[: len(small)] != small or len(small) > at + 2 or at > 3:
        return False
    rest = " ".join(words[at + 1 :])
    return not rest or bool(_NAMES.fullmatch(rest) or _PLACE.fullmatch(rest) or _SIGNED.fullmatch(rest))


def _is_signature(text: str, known: _Known) -> bool:
    """Whether a line is full names and, behind a comma or bar, an office: `Ann Lee, Associated Press`."""
    bar = _OFFICE.search(text) if _BAR_SIGN.search(text) else None
    if not bar:
        return False
    office = text[bar.end() :].strip(" ,").casefold()
    some = office.replace("-", " ").split()
    signs = office in known.desks or office in known.roles
    if not signs and ("," not in bar.group() or text[: bar.start()].isupper()) and some and some[-1] in known.outlets:
        signs = len(some) <= 5 and all(
            word[0].isupper() or word in ("of", "the", "and") for word in text[bar.end() :].split()
        )
    return (signs or (2 <= len(some) <= 6 and not known.roles.isdisjoint(some))) and bool(
        _NAMES.fullmatch(text[: bar.start()].strip())
    )


def _is_staff(text: str, known: _Known) -> bool:
    """Whether a line is a paper and those of its people who sign without a name: `Bay Courier staff report`."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if word[0].islower()), len(words))
    if not 2 <= at <= OUTLET_WORDS or ":" in text or " ".join(words[at:]) not in known.desks:
        return False
    return words[at - 1].casefold() in known.outlets


def _is_credited(text: str, key: str, known: _Known) -> bool:
    """Whether a line is nothing but people and what each has done: `Text: Ann Lee, photos: Tom Brown`."""
    if key.partition(" ")[0].partition(":")[0].partition("=")[0] not in beginnings(known.by, known.crew):
        return False
    pattern, firsts = _credits(known.by, known.crew)
    if firsts.isdisjoint(text.casefold().replace(":", " ").split()):
        return False
    at = 0
    labels = list(pattern.finditer(text))
    if len(labels) < 2 or labels[0].start():
        return False
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        at = label.end()
        names = text[at : after.start() if after else len(text)].strip(_BETWEEN)
        if not (_NAMES.fullmatch(names) or names.casefold() in known.desks):
            return False
    return True


@cache
def _credits(by: frozenset[str], crew: frozenset[str]) -> tuple[regex.Pattern[str], frozenset[str]]:
    """A pattern of all labels of people, and the first words of those beside that of the author."""
    names = "|".join(sorted(map(regex.escape, by | crew), key=len, reverse=True))
    pattern = regex.compile(rf"(?:^|[\s,;|/.·•–-]+)(?:{names})(?:\s?[:=]\s?|\s+(?=\p{{Lu}}))", regex.IGNORECASE)
    return pattern, beginnings(crew)


def _signed_date(text: str, known: _Known, words: _Words) -> str:
    """The reason if a text is nothing but names or outlets and when, side by side: `Ann Lee | 3 May 2024`."""
    parts = [part for part in _SPLIT.split(text) if part] if _BARS.search(text) else [text]
    if 2 <= len(parts) <= 5:
        keys = [line_key(part) for part in parts]
        when = [_is_when(key, known, words) for key in keys]
        if any(_reads(key, known.reading_time) for key in keys) and all(
            dated or _is_count(key, known.counters) for key, dated in zip(keys, when, strict=True)
        ):
            return "the publication time and the reading time, side by side"
        if any(when) and not all(when):
            others = zip(parts, keys, when, strict=True)
            counts = len(parts) > 2  # of comments, without a word
            if all(
                _is_who(part, key, known, words) or (counts and key.isdecimal())
                for part, key, dated in others
                if not dated
            ):
                return "names and the publication time, side by side"
    section, comma, rest = text.partition(", ")
    if comma and line_key(section) in known.sections and _is_when(line_key(rest), known, words):
        return "a section and the publication time"
    return "a name and the publication time" if _is_signed_and_dated(text, known, words) else ""


def _is_signed_and_dated(text: str, known: _Known, words: _Words) -> bool:
    """Whether a text is full names or an office and, right behind them, when: `Ann Lee May 3, 2024`."""
    office = text.partition(" ")[0].casefold() in beginnings(known.desks)
    if not (office or text[:1].isupper()):
        return False
    last = _LETTERS.search(text.rstrip(" .,)").rpartition(" ")[2].casefold())
    if last and last.group() not in words.vocabulary and last.group() not in _letters(known.reading_time):
        return False
    names = _NAMES.match(text)
    if not (names or office):
        return False
    for gap in islice(_GAP.finditer(text), MOST_NAMES):
        if names and gap.start() > names.end():
            return False
        who, rest = text[: gap.start()], text[gap.end() :]
        signs = (names and _NAMES.fullmatch(who)) or who.casefold() in known.desks
        if signs and _is_when(line_key(rest), known, words):
            return True
    return False


def _is_when(key: str, known: _Known, words: _Words) -> bool:
    """Whether a part of a line is a publication time or a reading time."""
    return _dated(key, words) in _DATES or _reads(key, known.reading_time)


def _is_who(part: str, key: str, known: _Known, words: _Words) -> bool:
    """Whether a part of a line is a name, an office, an outlet or a byline."""
    return (
        key in known.desks
        or key in known.sections
        or _is_count(key, known.counters)
        or (
            part.count(" ") == 1
            and part.split()[0].casefold() in known.by
            and bool(_ACCOUNT.fullmatch(part.split()[1]))
        )
        or bool(_NAMES.fullmatch(part) or _DOMAIN.fullmatch(part) or _byline(part.strip(), key, known, words))
    )


def _is_count(key: str, counters: frozenset[str]) -> bool:
    """Whether a part of a line counts readers or comments."""
    return bool(_LETTERS.search(key) and _DIGIT.search(key)) and _is_made_of(key, _letters(counters))


def _signed_fields(text: str, fields: frozenset[str], words: _Words) -> str:
    """The reason if a text is nothing but fields of author and source, perhaps with a date beside them."""
    pattern = _fields(fields)
    text = text.strip(_AROUND)
    rest, count = pattern.subn(" ", _CORRECTION.sub(" ", text))
    rest = _OUTLET.sub("", rest.strip(_AROUND), 1) if not count else rest.strip(_AROUND)
    count += rest != text
    if count and (not rest or _dated(line_key(rest), words) in _DATES):
        return "author or source, and the publication time" if rest else "author or source"
    return ""


@cache
def _fields(fields: frozenset[str]) -> regex.Pattern[str]:
    names = "|".join(sorted(map(regex.escape, fields), key=len, reverse=True))
    return regex.compile(rf"(?:^|(?<=[\s|｜/)）【\[]))(?:{names}){_FIELD_VALUE}")


def _may_be_signed(doc: Document, *, desks: frozenset[str]) -> bool:
    """Whether one of the first lines is short and has a digit, a bar or an address or is an office that signs; or one of
    the outer lines has an office in a script without capitals, or one of the last an agency in brackets."""
    rows = [row for row in doc.rows[: 2 * HEAD] if len(row) <= SHORT]
    top = "\n".join(rows)
    if _DIGIT.search(top) or " | " in top or "@" in top or any(_may_sign(row, desks) for row in rows):
        return True
    last = [row for row in doc.rows[-HEAD:] if len(row) <= SHORT]
    if any(row.rstrip().endswith(_CLOSED) and _AGENCY.search(row) for row in last):
        return True
    return bool(_WITHOUT_CAPITALS.search(doc.odd) and (_signed_in(rows) or _signed_in(last)))


def _may_sign(row: str, desks: frozenset[str]) -> bool:
    """Whether a line is an office or ends with one, or has a name in capitals before its comma."""
    words = row.casefold().split()[-2:]
    return " ".join(words) in desks or row.partition(",")[0].isupper()


def _signed_in(rows: Sequence[str]) -> list[str]:
    """Those of the rows that are short and have an office in a script without capitals."""
    return [
        row for row in rows if len(row) <= SHORT and not row.isascii() and any(office in row for office in _OFFICES)
    ]


_OFFICES = ("기자", "記者", "记者", "报道", "報導", "報道", "특파원", "ライター", "編集部")
"""What a byline names in scripts without capitals."""

RULE = Rule(
    "meta_line",
    find,
    stage="strip",
    version=8,
    phrases=("labels", "calendar", "weekdays", "openers", "ago", "reading_time", "by", "fields", "counters"),
    wake=_may_be_signed,
    examples=(
        fixes("""
              Ferry to run at night
            - 22:35 May 3, 2024
            - By Ann Lee and Tom van Dyck | Updated 4 May 2024, 10:15
            - 3 min read
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
              Nachtfähre fährt ab Mai
            - Veröffentlicht am 3. Mai 2024 um 22:35 Uhr
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
        """),
        fixes("""
              Feri malam mulai Mei
            - Budi Santoso
            - Wisata | 3 Mei 2024
              Feri yang menyeberangi teluk mulai bulan Mei juga akan beroperasi malam hari, kata kantor pelabuhan.
        """),
        fixes("""
              Le bac de nuit part en mai
            - Texte : Anne Lemaire / Photos : Paul Petit
            - 3 mai 2024 à 18h00
            - Par Anne Lemaire, envoyée spéciale à Brest
              Le bac qui traverse la baie partira aussi la nuit à partir de mai, a indiqué vendredi le bureau du port.
        """),
        fixes("""
              夜间渡轮五月开航
            - 3个小时前
              港务处周五表示，横跨海湾的渡轮从五月起夜间也将开行，届时可以容纳六十名乘客，但不接受车辆上船。
        """),
        fixes("""
              Ferry: what passengers at night must know now
            - - By Ann Lee
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            Concert in the harbour

            Sunday, 3 May 2026, 18:00

            The ringers play hand bells this year because the tower is being repaired, and there will be soup for all.
        """),
        keeps("""
            May 3, 1824

            Today the ferry came late, and with it the letter from my brother that I had waited for since March.
        """),
        keeps("""
            Storm over the bay: live

            22:35 May 3, 2024
            The ferry has turned back to the harbour, the office says, and all passengers are safe and well.

            22:20 May 3, 2024
            Waves of four metres are reported from the outer pier; the ferry is on its way back to town.

            22:05 May 3, 2024
            The last ferry of the day has left the harbour with sixty passengers, an hour behind its time.
        """),
        keeps("""
            Concerts in the harbour this week, most of them at night:

            14.11.2026 - The Bell Ringers - Customs House

            16.11.2026 - Ann Lee - Northern Pier

            17.11.2026 - Night Ferry - Hotel Anchor

            18.11.2026 - Tom van Dyck - Customs House

            There will be soup for all, and the last ferry leaves half an hour after the last song, the captain said.
        """),
        keeps("""
            The ferry's crew won by two goals to one, and both of theirs came in the last minutes of the match.

            Kick-off: 14:00

            Referee: Ann Lee

            Spectators: 60
        """),
        keeps("""
            By popular demand

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
    ),
)
