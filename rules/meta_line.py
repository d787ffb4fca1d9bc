"""Lines about the article: publication time, byline, reading time.

Templates print them between headline and text, sometimes again at the end: `22:35 June 30, 2025`, `Published 4:00 am
CST, Wednesday`, `By Ann Lee | Updated 3 May 2024, 10:15`, `3 min read`. A line goes only outside the running text,
before its first line (or a deck's) or behind its last, and only if it is nothing but

- a label with a date or a time, or the label alone;
- a time counted back from now;
- a date of the web's years and a time; below the headline, with nothing but captions
  between it and the text, or to a minute that no event begins at; with a day of the week not on the hour or the half
  hour, which is when events begin;
- the only date of the text, with its year, right between the headline and the text;
- a label of authorship with full names, an office, a place or an agency, labels of several people (`Text: … Photos:
  …`), a name with an office, or a name beside such a line that the text does not speak of;
- names, outlets and sections of the site beside a date, set off by bars;
- an office that signs right below the headline (`Reuters`), or beside such lines (`Business correspondent`);
- the only name between headline and text, with a common given name, if no other line has a part of it and none inside
  the text may be a name;
- a reading time.

A date that is one of several stays (a diary, a letter, a chronicle), and so does a time that is one of several (a live
blog, a timetable), one among other lines of the form `Label: value` (minutes, a mail's head), a date above a greeting,
a dateline (`SEOUL, June 30 (Yonhap) --`), and every line inside the running text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.bylines import (
    ADDRESS,
    AGENCY,
    BY_NAME,
    CASELESS,
    CREDITED,
    DATED,
    LABELLED,
    NAME_AND_OFFICE,
    NAMES,
    SOURCE,
    TIME_BESIDE_NAMES,
    TIMED,
    WITH_ADDRESS,
    WITH_AGENCY,
    WITHOUT_CAPITALS,
    Known,
    byline,
)
from cleantext.dates import DIGIT, LETTERS, Words, is_made_of, is_reading_time, letters, time_in, words_of
from cleantext.document import MARKERS, is_closed
from cleantext.names.words import is_given_name
from cleantext.openings import SHORT, first_words

PACK = phrases_beside(__file__)
_DANGLING = re.compile(r"\s(?:on|am|le|el|il|em|op|w dniu)\s?:\Z")
"""What announces a date that stands on the next line."""
_BRACKETS = regex.compile(r"\s\([\p{L}.]{2,8}\)\Z|\s?/\s?\p{Lu}{2,15}\Z")
_RUN_ON = re.compile(r"(?<=[ap]m)(?=[A-Z])")
"""Where a time has run together with the next one: `5:12amWednesday`."""
_DAY = regex.compile(r"(?<![\d:.])\d{1,2}(?![\d:.])")
"""A day of the month, beside a time of day."""
_ODD_TIME = regex.compile(r"[:.h]\d?[1-46-9](?!\d)")
"""A minute that no event begins at."""
CAPTION = 40  # characters of a line between the publication time and the text: a caption, no place of an event
TOLD = 3  # spaces in a label that is a sentence
LABEL = 5  # letters of a label that goes alone
TOP = 12  # lines above the running text that are looked at without a phrase
_OPENED, _CLOSED = ("(", "（", "["), (")", "）", "]")
LAST = 2  # lines from the end among which a publication time may stand without a label
HEAD = 6  # lines from the top among which a caption or deck may stand above the publication time
_MOMENTS = frozenset(("stamp", "ago", "round", "time"))
READING_TIME = "reading time"
_NO_HEADLINE = DATED | {BY_NAME, LABELLED, READING_TIME}
"""What no first line says that is a headline."""
_ANYWHERE = TIMED | {LABELLED, CREDITED, WITH_AGENCY, SOURCE}
"""What no line below the text says that is the author's own."""
HEADLINE = 3  # spaces behind the colon of a headline, more than in a field
FORM, SHEET = 3, 4  # lines of the form `Label: value` that make a data sheet, and within how many lines they stand
KICKER = 1  # lines above a headline
VALUE = 3  # spaces behind the colon of a field that is set off by a blank line
WORK = 2  # lines from the author of one book, poem or film to that of the next
FULL_NAME, FAMILY = 40, 4  # characters of a full name, and spaces in it
OFFICE = 4  # words of an office, `Senior business correspondent`, and fewest of a headline above it
SPEAKERS = 3  # lines with a name and an office, of a programme
ENTRIES = 3  # lines with a date and names, mostly one above the text and one below, that are no list
SEVERAL = 2  # times, not side by side, from which on a text is a live blog or a timetable

_ASKED = ("?", "？", "؟")
_STOPS = frozenset(".?!")
_STOP = regex.compile(r"(?<![ap]\.\s?m)(?<!\bг)[.?!]\s*\Z", regex.IGNORECASE)
_ENTRY = re.compile(r"\W*\d[^|•·｜]*\Z")
"""What may be the entry of a list: a date, and dashes behind it instead of the bars of a template."""
_NUMERIC = re.compile(r"\d[./-]\d{1,2}[./-]\d")
_BOOK = regex.compile(
    r"\d (?:pages|pp|Seiten|S|páginas|págs|pagine|pagina's|stron|страниц)\b|\bISBN|[€$£]\s?\d|\d\s?(?:€|Euro)\b"
)
"""How long a book is, or what it costs."""
_FIELD = regex.compile(r"\s*(\p{L}[\p{L}.-]{0,24}(?: [\p{L}.-]{1,24}){0,2}) ?:\s+\S")


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
    words = words_of(labels, calendar, joints, openers, ago, weekdays, since)
    known = Known(by, desks, roles, fields, reading_time, sections, crew, counters, between_names, outlets)
    judge = partial(_judged, words, known, labels)
    some = doc.texts_opening_with(labels, calendar, weekdays, openers, ago, reading_time, by, fields, longest=SHORT)
    first_rows = (row for row in doc.rows[: 2 * HEAD] if 0 < len(row) <= SHORT)
    found = doc.judged(judge, [*some, *first_rows, *_signed_in(doc.rows[-HEAD:])])
    if not found and not _may_be_names(doc.rows[: 2 * HEAD]):
        return
    says = _Says(doc, found, doc.verdicts(judge), crew, weekdays)
    above, top = _above_the_text(doc, says)
    above |= _dates_beside(doc, says, above)
    gone = above | _names_beside(doc, above, roles)
    gone |= _name_below_the_headline(doc, gone)
    gone |= _near_the_top(doc, says, len(above)) | _farther_up(says, top) | _below_the_text(doc, says)
    for number, why in gone.items():
        yield doc.drop(doc.lines[number], why)


class _Verdict(NamedTuple):
    """What the text of a line says of itself."""

    kind: str
    """What `tells_time` says."""
    reads: bool
    """Whether it is a reading time."""
    signed: str
    """What `byline` says."""
    labels: bool
    """Whether it is a label of a date, and nothing else."""
    signs: bool
    """Whether it is an office that signs, and nothing else."""


_NOTHING = _Verdict("", False, "", False, False)


class _Says:
    """What the lines of a document say of the article, and which of them are entries of a list."""

    def __init__(
        self,
        doc: Document,
        found: Mapping[str, _Verdict],
        verdicts: Mapping[str, _Verdict | None],
        crew: frozenset[str],
        weekdays: frozenset[str],
    ) -> None:
        self._doc, self._found, self._verdicts, self._crew = doc, found, verdicts, crew
        self._weekdays = weekdays
        self.lines = doc.lines_of(found)
        """The lines that say something."""
        self.when = {line.number: kind for line in self.lines if (kind := found[line.text].kind)}
        """What `tells_time` says of a line, by its number."""
        moments = [kind for number, kind in self.when.items() if kind in _MOMENTS and number - 1 not in self.when]
        # One time without a date is no entry of a live blog.
        self.is_live = len(moments) - (moments.count("time") == 1) >= SEVERAL
        self.has_one_day = not moments and sum(kind == "day" for kind in self.when.values()) == 1
        entries = [line.text for line in self.lines if found[line.text].signed == TIME_BESIDE_NAMES]
        entries = [text for text in entries if _ENTRY.match(text)]
        self._entries = set(entries if len(entries) > ENTRIES else [])  # of a list; none tells of the article
        by = [line for line in self.lines if found[line.text].signed == BY_NAME]
        works = [
            pair
            for pair in pairwise(by)
            if pair[1].number - pair[0].number == WORK or all(line.text.lstrip()[0].islower() for line in pair)
        ]  # each below its title
        self._entries.update(line.text for pair in works for line in pair)
        offices = [line.text for line in self.lines if found[line.text].signed == NAME_AND_OFFICE]
        self._entries.update(offices if len(offices) >= SPEAKERS else ())

    def of(self, text: str) -> _Verdict:
        """What a text says of itself, whether or not it was among those that were judged first."""
        return self._verdicts[text] or _NOTHING

    def who(self, line: Line) -> str:
        """Why a line is a byline."""
        return "" if len(line.text) > SHORT or line.text in self._entries else self.of(line.text).signed

    def reads(self, line: Line) -> str:
        """Why a line is a reading time."""
        return READING_TIME if line.text in self._found and self._found[line.text].reads else ""

    def labels(self, line: Line) -> bool:
        """Whether a line is a label of a date, and nothing else."""
        return line.text in self._found and self._found[line.text].labels

    def is_exact(self, line: Line) -> bool:
        """Whether a line is a time at a minute that no event begins at."""
        kind = self.when.get(line.number)
        dated = kind == "stamp" or (kind == "time" and bool(LETTERS.search(line.text)) and _DAY.search(line.text))
        return bool(dated and _ODD_TIME.search(line.text))

    def names_weekday(self, line: Line) -> bool:
        """Whether a line has a day of the week and the month's name, as the date of an event does."""
        return not (self._weekdays.isdisjoint(LETTERS.findall(line.key)) or _NUMERIC.search(line.key))

    def sure(self, line: Line) -> str:
        """Why a line goes wherever it stands outside the running text: a time with its label, or a reading time."""
        return "publication time" if self.when.get(line.number) == "labelled" else self.reads(line)

    def stays(self, line: Line, why: str) -> bool:
        """Whether a line is the author's, whatever it says."""
        return self.is_in_a_form(line) or _is_of_a_work(self._doc, line, why)

    def is_in_a_form(self, line: Line) -> bool:
        """Whether the line is of a data sheet (`FORM` such fields near by), or a neighbour, right above or below, is of
        the form ``Label: value`` and says something else than when; one that says who wrote or took the picture, or how
        long it takes to read, is passed over."""
        lines = self._doc.lines
        near = lines[max(0, line.number - SHEET) : line.number + SHEET + 1]
        if _FIELD.match(line.text) and sum(self._is_field(one) for one in near if one is not line) >= FORM:
            return True
        for step in (-1, 1):
            one = line
            while 0 <= one.number + step < len(lines):
                one, last = lines[one.number + step], one
                gap = max(one.start, last.start) - min(one.end, last.end)  # line breaks
                said = one.text.partition(":")[2].count(" ")
                beside = gap == 1 or (gap == 2 and said <= VALUE and not is_closed(one.text))
                headline = one.number <= KICKER and said > HEADLINE  # `Ferry: what you must know now`
                field = _FIELD.match(one.text)
                if not beside or headline or one.number in self.when or not field:
                    break
                if not self._tells_of_the_article(one, field[1]):
                    return True
        return False

    def _is_field(self, line: Line) -> bool:
        """Whether a short line is of the form ``Label: value`` and tells neither when nor who wrote."""
        field = _FIELD.match(line.text) if len(line.text) <= SHORT and not is_closed(line.text) else None
        return field is not None and line.number not in self.when and not self._tells_of_the_article(line, field[1])

    def _tells_of_the_article(self, line: Line, label: str) -> bool:
        """Whether a field, with its label, says who wrote or took the picture, or how long it takes to read."""
        found = self.of(line.text)
        return bool(found.signed) or found.reads or label.casefold() in self._crew


def _above_the_text(doc: Document, says: _Says) -> tuple[dict[int, str], int]:
    """Why lines above the running text go, by their numbers, and the number of the first one that was looked at."""
    first = below = near = top = doc.first_prose
    gone: dict[int, str] = {}
    updated: set[int] = set()
    odd = any(says.is_exact(line) for line in doc.lines[:first])
    for line in reversed(doc.lines[:first]):
        number, text = line.number, line.text
        if first - number - len(gone) > TOP:
            break
        top = number
        kind = says.when.get(number, "")
        why = says.reads(line) or says.who(line)
        if not number and why not in _NO_HEADLINE:
            why = ""
        moment = (kind in ("stamp", "ago", "round") or says.is_exact(line)) and not says.is_live
        if not why and kind == "labelled":
            why = "publication time"
        elif not why and moment and ((number and near == number + 1) or says.is_exact(line) or kind == "ago"):
            why = "publication time, above the text"
        elif not why and moment and number and number + 1 in updated:
            why = "publication time, above that of an update"
        elif not why and number and kind == "day" and says.has_one_day and below == number + 1:
            event = _is_address(doc.lines[below]) or says.names_weekday(line)
            why = "" if event else "date of publication, between the headline and the text"
        elif not why and number and says.labels(line):
            why = "label of a publication time"
        elif not why and number and says.of(text).signs and _is_headline(doc.lines[number - 1]):
            why = "an office that signs, below the headline"
        if why and not says.stays(line, why):
            gone[number] = why
            if kind == "labelled":
                updated.add(number)
            below = number if below == number + 1 else below
        if near == number + 1 and (number in gone or len(text) >= CAPTION or (odd and _is_name(doc, line))):
            near = number
    return gone, top


def _dates_beside(doc: Document, says: _Says, gone: Mapping[int, str]) -> dict[int, str]:
    """Why dates go that stand right above or below a byline, by the numbers of their lines."""
    beside = {number + step for number in gone if number not in says.when for step in (-1, 1)} - gone.keys()
    kinds = ["day"] if says.has_one_day else [] if says.is_live else ["stamp", "ago", "round"]
    lines = [doc.lines[number] for number in sorted(beside) if 0 < number < doc.first_prose]
    lines = [line for line in lines if says.when.get(line.number) in kinds]
    why = "publication time, beside the byline"
    return {line.number: why for line in lines if not says.stays(line, why)}


def _names_beside(doc: Document, gone: Mapping[int, str], roles: frozenset[str]) -> dict[int, str]:
    """Why names and offices go that stand above or below such lines, with nothing but others between, by the numbers of
    their lines."""
    out: dict[int, str] = {}
    for number in gone:
        for step in (-1, 1):
            beside = number + step
            while 0 < beside < doc.first_prose and beside not in gone and (why := _who_is(doc, beside, roles)):
                out[beside] = why
                beside += step
    return out


def _name_below_the_headline(doc: Document, gone: Mapping[int, str]) -> dict[int, str]:
    """Why the only person between the headline and the text goes, if no other line has a part of the name and none
    inside the text may be a name, as in a list of persons."""
    found = [line for line in doc.lines[1 : doc.first_prose] if _is_person(line.text)]
    if len(found) != 1 or found[0].number in gone:
        return {}
    line = found[0]
    inside = (one.text.strip() for one in doc.lines[doc.first_prose : doc.last_prose] if len(one.text) <= FULL_NAME)
    if any(map(NAMES.fullmatch, inside)):
        return {}
    below = doc.lines[line.number + 1].text.rstrip()
    if not _is_person(line.text) or below.endswith(_ASKED) or not any(map(_is_headline, doc.lines[: line.number])):
        return {}
    alone = all(doc.text.count(part) == 1 for part in line.text.split())
    return {line.number: "byline: a name below the headline; the text does not speak of that person"} if alone else {}


def _is_person(text: str) -> bool:
    """Whether a line is a full name and nothing else, with a common given name."""
    text = text.strip()
    given, gap, _ = text.partition(" ")
    return (
        len(text) <= FULL_NAME
        and bool(gap)
        and "," not in text
        and is_given_name(given)
        and bool(NAMES.fullmatch(text))
    )


def _may_be_names(rows: Sequence[str]) -> bool:
    """Whether one of the rows is a person's name."""
    return any(0 < len(row) <= FULL_NAME and 0 < row.count(" ") <= FAMILY and _is_person(row) for row in rows)


def _who_is(doc: Document, number: int, roles: frozenset[str]) -> str:
    """Why a line is who wrote, beside a line that says when."""
    line = doc.lines[number]
    if _is_name(doc, line):
        return "a name beside the publication time; the text does not speak of that person"
    words = line.text.split()
    office = 1 < len(words) <= OFFICE and words[0][0].isupper() and words[-1].casefold() in roles
    office = office and any(map(_is_headline, doc.lines[:number]))
    return "an office beside the byline or the publication time" if office else ""


def _near_the_top(doc: Document, says: _Says, gone: int) -> dict[int, str]:
    """Why lines go that stand below a caption or a deck that reads as running text, by their numbers.

    ``gone`` lines above go and do not count where a line's place is counted: a second run would not see them.
    """
    out: dict[int, str] = {}
    for line in doc.lines[max(1, doc.first_prose) : doc.last_prose]:
        if line.number - gone - len(out) >= HEAD:
            break
        if not says.is_live and says.when.get(line.number) in ("labelled", "stamp", "ago"):
            why = "publication time near the top, below a caption or deck"
        else:
            why = says.who(line) or (says.reads(line) if len(line.text) <= SHORT else "")
        if why and not says.stays(line, why):
            out[line.number] = why
    return out


def _farther_up(says: _Says, top: int) -> dict[int, str]:
    """Why lines go that stand far above the running text, by their numbers."""
    lines = [line for line in says.lines if line.number < top]
    whys = ((line, says.sure(line) or (says.who(line) if line.number else "")) for line in lines)
    return {line.number: why for line, why in whys if why and not says.stays(line, why)}


def _below_the_text(doc: Document, says: _Says) -> dict[int, str]:
    """Why lines behind the running text go, by their numbers."""
    out: dict[int, str] = {}
    told = {line.number for line in says.lines}
    stay = 0
    for line in reversed(doc.lines[doc.last_prose + 1 :]):
        if stay >= HEAD and line.number not in told:
            continue
        why = says.sure(line)
        if not why and (signed := says.who(line)):
            text = line.text.strip()
            sure = signed in _ANYWHERE or text.startswith(_OPENED)
            why = signed if sure or ADDRESS.search(text) or CASELESS.fullmatch(text) else ""
        last = line.number >= len(doc.lines) - LAST
        if not why and last and says.when.get(line.number) in ("stamp", "ago") and not says.is_live:
            why = "publication time, at the end"
        listed = why == WITH_ADDRESS and doc.follows_colon(line)
        if why and not listed and not says.is_in_a_form(line):
            out[line.number] = why
        else:
            stay += 1
    return out


def _judged(words: Words, known: Known, labels: frozenset[str], text: str) -> _Verdict | None:
    """What the text of a line says of itself, None if nothing of that."""
    text = text.lstrip(MARKERS).rstrip().replace(" ,", ",")
    text = _RUN_ON.sub(" ", text)
    if text[-1:] == ":":
        text = _DANGLING.sub("", text)
    key = line_key(text)
    kind, reads = "", False
    if DIGIT.search(key):
        first = LETTERS.search(key)  # mostly no word of dates or of reading times
        if (not first or first.group() in words.vocabulary) and is_made_of(key, words.vocabulary):
            kind = time_in(key, words)
            if text[-1:] in _STOPS and _STOP.search(text) and not (kind == "labelled" and _is_told(key, labels)):
                kind = ""
        if not first or first.group() in letters(known.reading_time):
            reads = is_reading_time(key, known.reading_time)
    signed = byline(text, key, known, words)
    if not signed and text[:1] in _OPENED and text[-1:] in _CLOSED:
        signed = byline(text[1:-1].strip(), key, known, words)
    label = len(key) >= LABEL and key in labels and not key.isdecimal()
    signs = key in known.desks and text[:1] not in _OPENED  # `(CNN)` is where the report begins
    return _Verdict(kind, reads, signed, label, signs) if kind or reads or signed or label or signs else None


def _is_told(key: str, labels: frozenset[str]) -> bool:
    """Whether the label of a date is a sentence without it: `This story was originally published`."""
    return any(start.count(" ") >= TOLD and start in labels for start in first_words(key))


def _is_name(doc: Document, line: Line) -> bool:
    """Whether a line is a full name and nothing else but an agency, and the family name stands nowhere else."""
    text = _BRACKETS.sub("", line.text.strip())
    return len(text) <= SHORT and bool(NAMES.fullmatch(text)) and doc.text.count(text.rpartition(" ")[2]) == 1


def _is_headline(line: Line) -> bool:
    """Whether a line has as many words as a headline, and is no sentence."""
    return line.text.count(" ") >= OFFICE - 1 and not is_closed(line.text)


def _is_address(line: Line) -> bool:
    """Whether a line begins a letter or a speech: `Dear friends,`."""
    return len(line.text) <= SHORT and line.text.rstrip()[-1] in ",!，！،:："


def _is_of_a_work(doc: Document, line: Line, why: str) -> bool:
    """Whether a byline names not who wrote the text, but whom it speaks of: the author of the book that it reviews."""
    names = NAMES.search(line.text.strip(), len(line.text.split()[0])) if why == "byline" else None
    if names is None:
        return False
    beside = doc.lines[max(0, line.number - 1) : line.number + 2]
    if any(_BOOK.search(one.text) for one in beside if len(one.text) <= SHORT):
        return True
    name = names[0].split(", ")[0]
    below = [one.text for one in doc.lines[line.number + 1 :] if is_closed(one.text)]
    if not any(name in text for text in below[:-1]):
        return False
    return sum(any(one.split()[-1] in text for text in below) for one in names[0].split(", ")) > 1 or (
        sum(name.split()[-1] in text for text in below) > 1
    )


def _may_be_signed(doc: Document, *, desks: frozenset[str]) -> bool:
    """Whether one of the first lines is short and has a digit, a bar or an address or is an office that signs; or one
    of the outer lines has an office in a script without capitals, or one of the last an agency in brackets."""
    rows = [row for row in doc.rows[: 2 * HEAD] if len(row) <= SHORT]
    top = "\n".join(rows)
    if DIGIT.search(top) or " | " in top or "@" in top or any(_may_sign(row, desks) for row in rows):
        return True
    if _may_be_names(rows):
        return True
    last = [row for row in doc.rows[-HEAD:] if len(row) <= SHORT]
    if any(row.rstrip().endswith(_CLOSED) and AGENCY.search(row) for row in last):
        return True
    return bool(WITHOUT_CAPITALS.search(doc.odd) and (_signed_in(rows) or _signed_in(last)))


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
    version=10,
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
