"""Lines about the article: publication time, byline, reading time.

Templates print them between headline and text, sometimes again at the end: `22:35 June 30, 2025`, `Published 4:00 am
CST, Wednesday`, `By Ann Lee | Updated 3 May 2024, 10:15`, `3 min read`. A line goes if it consists of nothing but a
date and a time, or of a label with a date or a time; if it is a label of authorship with full names; or if it is a
reading time; and only outside the running text: before its first line or behind its last.

A bare date stays (a diary, a letter, a chronicle), and so does a time that is one of several between the paragraphs (a
live blog, a timetable), a dateline (`SEOUL, June 30 (Yonhap) --`), and every line inside the running text.
"""

from collections.abc import Iterator
from functools import cache

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, phrases_beside

PACK = phrases_beside(__file__)
_PARTS = regex.compile(
    r"(?P<stamp>\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<date>\d{1,4}([-/.])\s?\d{1,2}\3\s?\d{2,4}\.?|\d{2,4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]|\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"|(?P<time>\d{1,2}(?::|h|\.)\d{2}(?:[:.]\d{2})?(?=\D|$)|\d{1,2}[時时点시]\s?(?:\d{1,2}[分분])?|\d{1,2}(?=\s?[ap]\.?m\b))"
    r"|(?P<number>\d{1,4}(?=\D|$))"
    r"|(?P<word>\p{L}[\p{L}\p{M}'’-]*(?:\.\p{L}+)*)"
)
_NAME = r"\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ibn|y) )*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
_NAMES = regex.compile(rf"{_NAME}(?:(?:, | and | & | und | et | y | e | en | i | и )\s?{_NAME})*")
_BETWEEN = "".join((" \t\u00a0", ",;:.|/()[]·•–—-@+"))
MAX_LENGTH = 120
LIVE = 2  # times between paragraphs from which on a text is a live blog or a timetable


def find(
    doc: Document,
    *,
    labels: frozenset[str] = PACK["labels"],
    calendar: frozenset[str] = PACK["calendar"],
    joints: frozenset[str] = PACK["joints"],
    reading_time: frozenset[str] = PACK["reading_time"],
    by: frozenset[str] = PACK["by"],
) -> Iterator[Edit]:
    """`labels`: words beside a date. `calendar`: months and days. `joints`: words that join them. `reading_time`:
    phrases beside a number. `by`: words before a name."""
    if not doc.has_prose:
        return
    words = _kinds(labels, calendar, joints)
    first, last = doc.first_prose, doc.last_prose
    inside = [line for line in doc.lines[first + 1 : last] if len(line.text) <= MAX_LENGTH]
    live = sum(_dated(line.key, words) in ("time", "stamp") for line in inside) >= LIVE
    for line in (*doc.lines[:first], *doc.lines[last + 1 :]):
        if len(line.text) > MAX_LENGTH:
            continue
        why = _reading_time(line, reading_time) or _byline(line, by, words, first)
        if not why and not live and _dated(line.key, words) == "stamp":
            why = "publication time"
        if why:
            yield doc.drop(line, why)


@cache
def _kinds(labels: frozenset[str], calendar: frozenset[str], joints: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(joints, "joint") | dict.fromkeys(calendar, "calendar") | dict.fromkeys(labels, "label")


def _dated(key: str, words: dict[str, str]) -> str:
    """What a line says if it says nothing but when: `stamp` (date with time, label with either), `time`, `date`."""
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
                kind = words.get(phrase, "")
                if kind:
                    break
            else:
                return ""
        seen.add(kind)
        at += size
    dated = "date" in seen or {"calendar", "number"} <= seen
    timed = "time" in seen
    if "stamp" in seen or (dated and timed) or ("label" in seen and (dated or timed)):
        return "stamp"
    return "time" if timed else "date" if dated else ""


def _reading_time(line: Line, phrases: frozenset[str]) -> str:
    if not any(c.isdigit() for c in line.key):
        return ""
    words = [part for part in regex.findall(r"[\p{L}.]+", line.key) if part.strip(".")]
    return "reading time" if " ".join(words).strip(".") in phrases else ""


def _byline(line: Line, by: frozenset[str], words: dict[str, str], first_prose: int) -> str:
    """The reason if the line is a label of authorship, full names, and at most a date or an outlet behind them."""
    if not 0 < line.number < first_prose:
        return ""
    text = line.text.strip()
    for size in (3, 2, 1):
        parts = text.split(None, size)
        if len(parts) > size and " ".join(parts[:size]).casefold().rstrip(":") in by:
            names, bar, rest = parts[size].partition("|")
            match = _NAMES.fullmatch(names.strip(" ,.;-–—"))
            if match and (not bar or _dated(rest.strip().casefold(), words) or _NAMES.fullmatch(rest.strip())):
                return "byline"
    return ""


RULE = Rule(
    "meta_line",
    find,
    stage="strip",
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

            22:35 May 3
            The ferry has turned back to the harbour, the office says, and all passengers are safe and well.

            22:20 May 3
            Waves of four metres are reported from the outer pier; the ferry is on its way back to town.

            22:05 May 3
            The last ferry of the day has left the harbour with sixty passengers, an hour behind its time.
        """),
        keeps("""
            By popular demand

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
    ),
)
