"""Lines about the article: publication time, byline, reading time.

Templates print them between headline and text, sometimes again at the end: `22:35 June 30, 2025`, `Published 4:00 am
CST, Wednesday`, `By Ann Lee | Updated 3 May 2024, 10:15`, `3 min read`. A line goes if it consists of nothing but a
date of the web's years and a time, or of a label with a date or a time; if it is a label of authorship with full
names; or if it is a reading time; and only outside the running text: before its first line or behind its last. A time
without a label goes only below a headline and right above the running text, and not on the hour or the half hour, which
is when events begin.

A bare date stays (a diary, a letter, a chronicle), and so does a time that is one of several (a live blog, a
timetable), one among other lines of the form `Label: value` (minutes, a mail's head), a dateline (`SEOUL, June 30
(Yonhap) --`), and every line inside the running text.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
_PARTS = regex.compile(
    r"(?P<stamp>\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<date>\d{1,4}([-/.])\s?\d{1,2}\3\s?\d{2,4}\.?|\d{2,4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]|\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"|(?P<time>\d{1,2}(?::|h|\.)\d{2}(?:[:.]\d{2})?(?=\D|$)|\d{1,2}[時时点시]\s?(?:\d{1,2}[分분])?|\d{1,2}(?=\s?[ap]\.?m\b))"
    r"|(?P<number>\d{1,4}(?=\D|$))"
    r"|(?P<word>\p{L}[\p{L}\p{M}]*(?:['’.-]\p{L}[\p{L}\p{M}]*)*)"
)
_NAME = r"\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ibn|y) )*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
_NAMES = regex.compile(rf"{_NAME}(?:(?:, | and | & | und | et | y | e | en | i | и )\s?{_NAME})*")
_ADDRESS = regex.compile(r"[(<\[]?[\w.+-]+@[\w-]+\.[\w.-]+[)>\]]?")
_LETTERS_AND_DOTS = regex.compile(r"[\p{L}.]+")
_INNER_BY = regex.compile(r"\s(\p{L}+)\s+")
_BAR = regex.compile(r"\s*\|\s*|\s+[-–—/•·]\s+|,\s+(?=\p{Lu}[\w&.]*(?: \p{Lu}[\w.]*){0,2}\Z)")
_CUT = regex.compile(r"\s*,\s+|\s+(?=\p{Ll}{2,3}\s)|\s+(?=\d)")
_SIGNED = regex.compile(r"\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}\s*")
_BETWEEN = "".join((" \t\u00a0", ",;:.|/()[]·•–—-@+"))
HEAD = 6  # lines from the top among which a caption or deck may stand above the publication time
SEVERAL = 2  # times, not side by side, from which on a text is a live blog or a timetable
WEB = 1990  # the first web page
_YEAR = regex.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_ROUND = regex.compile(
    r"(?:(?<![\d:])\d{1,2}(?:[:.h](?:00|30)(?![:\d])|\s?[ap]\.?m\b)|\d[時时点시](?!\s?\d))"
    r"(?!.*\b(?:gmt|utc|[ecmp][sd]?t|kst|jst|ist|bst|msk)\b)"
)
"""A time on the hour or the half hour, without a time zone: rather that of an event than that of a publication."""

_STOP = regex.compile(r"(?<![ap]\.\s?m)[.?!]\s*\Z", regex.IGNORECASE)
_DIGIT = regex.compile(r"\d")
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
) -> Iterator[Edit]:
    """`labels`: words beside a date. `calendar`: months and days. `joints`: words that join them, `openers`: those of
    them that may begin. `reading_time`: phrases beside a number. `by`: words before a name. `desks`: offices that sign
    without a name."""
    words = _words(labels, calendar, joints, openers)
    some = doc.texts_opening_with(labels, calendar, openers, reading_time, by, longest=SHORT)
    kinds = {text: kind for text in some if not _STOP.search(text) and (kind := _dated(line_key(text), words))}
    read = {text: "reading time" for text in some if _is_reading_time(text, reading_time)}
    signed = {text: why for text in some if (why := _byline(text, by, desks, words))}
    if not (kinds or read or signed) or not doc.has_prose:
        return
    lines = doc.lines_of({*kinds, *read, *signed})
    when = {line.number: kinds[line.text] for line in lines if line.text in kinds}
    times = sum(kind != "labelled" and number - 1 not in when for number, kind in when.items())
    first = below = doc.first_prose
    for line in reversed(lines):
        if line.number >= first:
            continue
        why = read.get(line.text) or (line.number and signed.get(line.text)) or ""
        kind = when.get(line.number, "")
        if not why and (kind == "labelled" or (kind == "stamp" and times < SEVERAL and line.number)):
            why = "publication time" if kind == "labelled" or below == line.number + 1 else ""
        if why and not _is_in_a_form(doc, line, when):
            yield doc.drop(line, why)
            if below == line.number + 1:
                below = line.number
    for line in lines:
        if line.number > doc.last_prose:
            why = "publication time" if when.get(line.number) == "labelled" else read.get(line.text, "")
            if not why and _ADDRESS.search(line.text):
                why = signed.get(line.text, "")
        elif line.number >= max(1, first) and line.number < min(HEAD, doc.last_prose) and times < SEVERAL:
            labelled = when.get(line.number) in ("labelled", "stamp")
            why = "publication time near the top, below a caption or deck" if labelled else ""
        else:
            continue
        if why and not _is_in_a_form(doc, line, when):
            yield doc.drop(line, why)


def _is_in_a_form(doc: Document, line: Line, when: dict[int, str]) -> bool:
    """Whether a neighbour, right above or below, is of the form ``Label: value`` and says something else than when."""
    for other in doc.lines[max(0, line.number - 1) : line.number + 2]:
        beside = other.end + 1 == line.start or line.end + 1 == other.start
        if beside and other.number not in when and _FIELD.match(other.text):
            return True
    return False


class _Words(NamedTuple):
    """The phrases of dates."""

    kinds: dict[str, str]
    vocabulary: frozenset[str]
    """The words they are made of, and the marks of a time."""


@cache
def _words(labels: frozenset[str], calendar: frozenset[str], joints: frozenset[str], openers: frozenset[str]) -> _Words:
    kinds = dict.fromkeys(joints, "joint") | dict.fromkeys(openers, "opener")
    kinds |= dict.fromkeys(calendar, "calendar") | dict.fromkeys(labels, "label")
    return _Words(
        kinds,
        frozenset(word for phrase in kinds for word in _LETTERS.findall(phrase)).union("tz年月日時时点分년월일시분"),
    )


def _dated(key: str, words: _Words) -> str:
    """What a line says if it says nothing but when: `labelled` (a label with a date or a time), `stamp` (a date of
    the web's years and a time), `time` (anything else with a time)."""
    if not _DIGIT.search(key) or not words.vocabulary.issuperset(_LETTERS.findall(key)):
        return ""
    seen: set[str] = set()
    tokens: list[tuple[str, str]] = []
    at = 0
    for match in _PARTS.finditer(key):
        if key[at : match.start()].strip(_BETWEEN):
            return ""
        at = match.end()
        tokens.append((match.lastgroup or "", match.group()))
    if key[at:].strip(_BETWEEN):
        return ""
    at = 0
    while at < len(tokens):
        kind, size = tokens[at][0], 1
        if kind == "word":
            for size in (4, 3, 2, 1):
                phrase = " ".join(text for _, text in tokens[at : at + size])
                kind = words.kinds.get(phrase, "")
                if kind:
                    break
            else:
                return ""
        if kind == "joint" and not seen:
            return ""
        seen.add(kind)
        at += size
    dated = "date" in seen or {"calendar", "number"} <= seen
    if "label" in seen:
        return "labelled" if dated or not seen.isdisjoint(("time", "stamp")) else ""
    if "stamp" in seen or (dated and "time" in seen and not _ROUND.search(key)):
        years = [int(year) for year in _YEAR.findall(key)]
        return "stamp" if years and min(years) >= WEB else "time"
    return "time" if "time" in seen else ""


def _is_date(key: str, words: _Words) -> bool:
    """Whether a text says nothing but a date, perhaps with a time."""
    return bool(_dated(f"updated {key}", words)) or bool(_dated(f"updated {key} 10:01", words))


def _is_reading_time(text: str, phrases: frozenset[str]) -> bool:
    if not _DIGIT.search(text):
        return False
    words = [part for part in _LETTERS_AND_DOTS.findall(line_key(text)) if part.strip(".")]
    return " ".join(words).strip(".") in phrases


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


def _byline(text: str, by: frozenset[str], desks: frozenset[str], words: _Words) -> str:
    """The reason if the text is a label of authorship with full names, perhaps with an address, a date or an outlet
    behind them; or a labelled date with a name."""
    if _first_words(by).isdisjoint([word.rstrip(":") for word in text.casefold().split()]):
        return ""
    text = text.strip()
    first = text.split(None, 3)[:3]
    for size in range(len(first), 0, -1):
        if " ".join(first[:size]).casefold().rstrip(":") in by and len(parts := text.split(None, size)) > size:
            bar = _BAR.search(parts[size])
            names, rest = (parts[size][: bar.start()], parts[size][bar.end() :]) if bar else (parts[size], "")
            names = _ADDRESS.sub("", names).strip(" ,.;-–—")
            signed = _NAMES.fullmatch(names) or names.casefold() in desks
            if signed and (not bar or _dated(rest.strip().casefold(), words) or _SIGNED.fullmatch(rest.strip())):
                return "byline"
            for cut in _CUT.finditer(parts[size]):
                names, rest = parts[size][: cut.start()], parts[size][cut.start() :].strip(" ,")
                if _NAMES.fullmatch(names.strip(" ,")) and _DIGIT.search(rest) and _is_date(rest.casefold(), words):
                    return "byline with a date"
    for match in _INNER_BY.finditer(text):
        if match[1].casefold() not in by or not _SIGNED.fullmatch(text, match.end()):
            continue
        if _dated(text[: match.start()].casefold(), words) == "labelled":
            return "publication time and author"
    return ""


RULE = Rule(
    "meta_line",
    find,
    stage="strip",
    version=2,
    phrases=("labels", "calendar", "openers", "reading_time", "by"),
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
            By popular demand

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
    ),
)
