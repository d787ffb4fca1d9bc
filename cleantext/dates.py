"""What a line of dates says: when, if it says nothing else, and how long it takes to read the text.

The words come from the rule that asks; keys are those of `cleantext.line_key`.
"""

import re
from dataclasses import dataclass
from functools import cache

import regex

_PARTS = (
    r"(?P<stamp>\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<since>\d{1,3}\s?(?:SINCE))"
    r"|(?P<date>\d{1,4}([-/.])\s?\d{1,2}\4\s?\d{2,4}\.?|\d{2,4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]|\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"|(?P<time>\d{1,2}(?::|h|\.)\d{2}(?:[:.]\d{2})?(?=\D|$)|\d{1,2}[時时点시]\s?(?:\d{1,2}[分분])?|\d{1,2}(?=\s?[ap]\.?m\b))"
    r"|(?P<number>\d{1,4}(?=\D|$))"
    r"|(?P<word>\p{L}[\p{L}\p{M}]*(?:['’.-]\p{L}[\p{L}\p{M}]*)*)"
)
"""What a line of dates is made of; the option `since` takes the place of `SINCE`."""
_LETTERS_AND_DOTS = regex.compile(r"[\p{L}.]+")
BETWEEN = "".join((" \t\u00a0\u3000", ",;:.|/()[]·•–—-@+：（）｜／，、،؛【】"))
"""Signs that may stand between the parts of a line of dates or names."""
LONGEST = 6  # words of a phrase of dates
PAIR = 2  # dates side by side: of publication, and of the last change
WEB = 1990  # the first web page
_YEAR = regex.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_ROUND = regex.compile(
    r"(?:(?<![\d:])\d{1,2}(?:[:.h](?:00|30)(?![:\d])|\s?[ap]\.?m\b)|\d[時时点시](?!\s?\d))"
    r"(?!.*\b(?:gmt|utc|[ecmp][sd]?t|c?est|eest|kst|jst|ist|bst|msk|wib|wita|hkt|sgt)\b)"
)
"""A time on the hour or the half hour, without a time zone: rather that of an event than that of a publication."""
DIGIT = re.compile(r"\d")
_NUMBERS = regex.compile(r"\d+")
LETTERS = regex.compile(r"\p{L}+")


@dataclass(frozen=True, eq=False, slots=True)
class Words:
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


@cache
def words_of(
    labels: frozenset[str],
    calendar: frozenset[str],
    joints: frozenset[str],
    openers: frozenset[str],
    ago: frozenset[str],
    weekdays: frozenset[str],
    since: frozenset[str],
) -> Words:
    """The phrases, put in order once: ``since`` counts how long ago behind a number, in scripts without spaces."""
    kinds = dict.fromkeys(joints, "joint") | dict.fromkeys(openers, "opener")
    kinds |= dict.fromkeys(calendar | weekdays, "calendar") | dict.fromkeys(ago, "ago") | dict.fromkeys(labels, "label")
    sizes: dict[str, int] = {}
    for phrase in kinds:
        first = phrase.partition(" ")[0]
        sizes[first] = max(sizes.get(first, 0), min(LONGEST, 1 + phrase.count(" ")))
    vocabulary = letters(since.union(kinds)).union("tz年月日時时点分년월일시분")
    some = "|".join(sorted(map(regex.escape, since), key=len, reverse=True)) or "(?!)"
    return Words(kinds, vocabulary, weekdays, sizes, regex.compile(_PARTS.replace("SINCE", some)))


@cache
def letters(phrases: frozenset[str]) -> frozenset[str]:
    """The words of the phrases, without signs."""
    return frozenset(word for phrase in phrases for word in LETTERS.findall(phrase))


def tells_time(key: str, words: Words) -> str:
    """What a line says if it says nothing but when: `labelled` (a label with a date or a time), `stamp` (a date of
    the web's years and a time), `ago` (a time counted back from now), `round` (a date and a time on the hour or the
    half hour, without a day of the week: an event has one), `day` (a day of the web's years), `time` (anything else
    with a time)."""
    return time_in(key, words) if DIGIT.search(key) and is_made_of(key, words.vocabulary) else ""


def is_made_of(key: str, words: frozenset[str]) -> bool:
    """Whether a key has no other words; most have another one in front."""
    first = LETTERS.search(key)
    return not first or (first.group() in words and all(word.group() in words for word in LETTERS.finditer(key)))


def time_in(key: str, words: Words) -> str:
    """`tells_time` for a key that has a digit and no words but those of dates."""
    seen: set[str] = set()
    tokens: list[tuple[str, str]] = []
    at = 0
    for match in words.parts.finditer(key):
        if key[at : match.start()].strip(BETWEEN):
            return ""
        at = match.end()
        tokens.append((match.lastgroup or "", match.group()))
    if key[at:].strip(BETWEEN):
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
        return "labelled" if "label" in seen else "ago"
    if "since" in seen:
        return "labelled" if "label" in seen else "ago" if seen <= {"since", "joint", "opener"} else ""
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
        if seen == {"date"} and len(tokens) == len(years) == PAIR and min(years) >= WEB:
            return "day"
        if len(years) != 1 or years[0] < WEB or len(_NUMBERS.findall(key)) not in (2, 3):
            return ""
        return "time" if "weekday" in seen and "date" not in seen and len(_NUMBERS.findall(key)) == 3 else "day"
    return "time" if "time" in seen else ""


def is_date(key: str, words: Words) -> bool:
    """Whether a text says nothing but a date, perhaps with a time."""
    return bool(tells_time(f"updated {key}", words)) or bool(tells_time(f"updated {key} 10:01", words))


def is_reading_time(key: str, phrases: frozenset[str]) -> bool:
    """Whether a text is words of a reading time and a number."""
    if not is_made_of(key, letters(phrases)):
        return False
    words = [part for part in _LETTERS_AND_DOTS.findall(key) if part.strip(".")]
    return " ".join(words).strip(".") in phrases
