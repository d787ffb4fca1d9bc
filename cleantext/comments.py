"""What the text of a line says of a comment section: its heading, a mark of time, a button, the register of a remark.

The words come from the rule that asks (see `Known`); keys are those of `cleantext.line_key`.
"""

import re
from functools import cache
from typing import NamedTuple

import regex

from cleantext.document import QUOTES
from cleantext.openings import OPENING, SHORT, line_key, opens_with, several

_COUNT = re.compile(
    r"\W*\d{1,5}\W+(\w[\w ]{2,24}?)(?:\s*\(\d+\))?(?:\s+(?:on|to|zu|auf|sur|en|su|em|op|na|do|к)\W+(.{3,}))?\W*\Z"
)
_REPLIES = re.compile(
    r"\W*\d{1,5}\s(\w[\w ]{2,24}?)\s(?:à|a|para|sobre|про|untuk|til|till|på|la|за|до)\s(?=[\"“”„«»‹›‘])(.{3,})"
)
"""A counter with words that join it to many things, here to the title of the text."""
_COUNT_AND_BUTTON = re.compile(
    r"(?:\d{1,5}\s+(\w[\w ]{2,24}?)|(\w[\w ]{2,24}?)\s*[(\[]\d{1,5}[)\]])(?:\s*[-–—|·•:]\s*|\s+)([^\W\d].*)"
)
"""A counter and the button beside it: `3 comments - Join the conversation`."""
_COUNTED = re.compile(r"\d{1,5}\s?([^\W\d][\w ]{1,24})\W*\Z")
_CLOCK = re.compile(r"\d{1,2}(?:\s?[:h]\s?|\.)\d{2}\b|\d{1,2}[時点點시]")
_NUMERIC = re.compile(
    r"\b(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)[일日.]?"
)
_DATE = re.compile(r"\b(?:1[0-9]|[1-9]|0[1-9]|2\d|3[01]|20[0-3]\d|19\d\d)\b.*\b\d{1,4}\b")
_PARTED = re.compile(r"\d\s?[-:h/.年년時点點시]")
"""What stands in a time of day, and in a date written with figures."""
_YEAR = re.compile(r"\b20[0-4]\d\b")
_DIGIT = re.compile(r"\d")
_AGO = re.compile(
    r"\d\s?(?:秒|分|分钟|分鐘|時間|小时|小時|日|天|週間|周|週|[かヶケカ]月|个月|個月|年|초|분|시간|일|주|개월|달|년)\s?(?:前|전)"
)
"""A time that is counted back from now, in scripts whose words run together."""
_NUMBER = re.compile(r"\s*[(（\[]?\s*(?:\d{1,5}|\+)\s*(?:件|개|건|条|條|則|个|個)?\s*[)）\]]?\Z")
"""A counter behind a heading or a button: `Comments (3)`."""
_COUNTERS = tuple(" )）]+件개건条條則个個")
"""What a counter ends with, if not with a digit."""
_BESIDE = re.compile(r"[|·•/()+\d-]+|\s{2,}")
_TITLED = re.compile(r"""["“”„«»‹›「『‘](.{3,})["“”«»‹›」』’]\W*\Z""")
_PING = re.compile(r"\W*\w+\s?[:：]\s+\S.*(?:\s[|»«–—-]\s|://).*[^.\s]\s*\Z")
"""A link from elsewhere: the title of the page and the name of the site, or its address."""
_NUMBERED = re.compile(r"\s*#\d+(?:\.\d+)*\b.*\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHOWN = re.compile(r"\A@\w|[!?]{2}|\.{4}|…\.|[:;]-?[)(DP](?:\s|\Z)")
"""A line that speaks to somebody by his handle, or shows what its writer feels."""
_ADDRESS = re.compile(r"\w+(?:[\s.]+\w+){1,4}\s?[,!:–]")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}")
MARK = 70  # characters of a mark
NOUN = 6  # characters more than a noun has in scripts whose words run together
PING = 3  # what `_heading` says of a link from elsewhere


class Known(NamedTuple):
    """The phrases of comment sections."""

    headings: frozenset[str]
    sections: frozenset[str]
    counted: frozenset[str]
    ones: frozenset[str]
    pings: frozenset[str]
    buttons: frozenset[str]
    pairs: frozenset[str]
    stamps: frozenset[str]
    says: frozenset[str]
    ago: frozenset[str]
    greetings: frozenset[str]
    dears: frozenset[str]
    readers: frozenset[str]


class Signs(NamedTuple):
    """What a line may be by its text."""

    sure: int | None
    """What `_heading` says of it."""
    button: bool
    """Whether it is a button, or a mark that nobody writes."""


def signs_in(known: Known, text: str) -> Signs | None:
    """What a line may be; None if it is nothing of a comment section's."""
    key = line_key(text)
    sure = _heading(text, key, known)
    timed = len(key) <= MARK and bool(_DIGIT.search(key)) and _is_time(key, known)
    button = len(key) <= MARK and (is_button(key, known) or _is_own(text, key, known, timed))
    return Signs(sure, button) if button or sure is not None else None


def _heading(text: str, key: str, known: Known) -> int | None:
    """1 for a heading that only comment sections have, 2 if it has the title in it, 3 for a link from elsewhere; 0 for
    a heading that others have, too, None for anything else."""
    if (count := _COUNT.match(text)) and count[1].casefold() in known.counted:
        title = _TITLED.match(text[count.start(2) - 1 :]) if count[2] else None
        # A question may be one that the author answers.
        sure = title is not None and title[1].count(" ") >= 2 and not title[1].rstrip().endswith(("?", "？"))
        return int(bool(count[2])) + sure
    if (count := _REPLIES.match(text)) and count[1].casefold() in known.counted and _TITLED.match(count[2]):
        return 2
    if _counts_and_asks(key, known):
        return 1
    if key[:1].isdecimal():
        return None
    if opens_with(key, known.pings):
        return PING if _PING.match(text) else None
    if opens_with(key, known.ones):
        return 1 if title_in(text) else None
    if len(text) > SHORT:
        return None
    key = _without_counter(key)
    if key in known.sections:
        return 0
    if key in known.headings or (key not in known.buttons and _are_two(key, known.headings)):
        return int(key not in known.buttons)
    return None


def _counts_and_asks(key: str, known: Known) -> bool:
    """Whether a key is a counter of comments and a button that asks for one more."""
    match = _COUNT_AND_BUTTON.fullmatch(key) if _DIGIT.search(key) else None
    return (
        match is not None and (match[1] in known.counted or match[2] in known.sections) and match[3] in known.headings
    )


def is_mark(known: Known, text: str) -> bool:
    """Whether a short line carries a time or is a button."""
    key = line_key(text)
    if is_button(key, known) or key in known.ago:
        return True
    if text[-1] in ": \t" and text.rstrip().endswith(":") and key.rpartition(" ")[2] in known.says:
        return True
    return (bool(_DIGIT.search(key)) and _is_time(key, known)) or _is_own(text, key, known, timed=False)


def is_written_by_nobody(known: Known, text: str) -> bool:
    """Whether a line is a mark, a time or a button, in a form that nobody writes."""
    key = line_key(text)
    return _is_own(text, key, known, timed=bool(_DIGIT.search(key)) and _is_time(key, known))


def _is_own(text: str, key: str, known: Known, timed: bool) -> bool:
    """Whether a line is a mark that nobody writes: two buttons run together, a button beside a time, the number of a
    comment and its time, or whose comment it is, and of when. ``timed`` says whether there is a time in it."""
    if timed and (_NUMBERED.match(text) or " ".join(_LETTERS.findall(key)) in known.buttons):
        return True
    if key in known.pairs:
        return True
    return (
        not key[:1].isdecimal()
        and (opens_with(key, known.pairs) or opens_with(key, known.stamps))
        and bool(_DIGIT.search(key))
        and not text.rstrip().endswith(".")
    )


def is_button(key: str, known: Known) -> bool:
    """Whether a line is a button, or several, perhaps with counters: `Reply`, `Reply | Report`, `Reply 3`."""
    buttons = known.buttons
    if key in buttons or _without_counter(key) in buttons:
        return True
    parts = {*map(str.strip, _BESIDE.split(key))} - {""} if len(key) <= 40 else set()
    return bool(parts) and parts <= buttons


def _is_time(key: str, known: Known) -> bool:
    if not _PARTED.search(key):
        return _is_ago(key, known)
    return (
        _is_ago(key, known)
        or bool(_NUMERIC.search(key) and (_CLOCK.search(_NUMERIC.sub(" ", key)) or _NUMERIC.fullmatch(key)))
        or bool(_CLOCK.search(key) and _DATE.search(_CLOCK.sub(" ", key)))
    )


def is_past(known: Known, text: str) -> bool | None:
    """Whether a line is a time with its year, or one that is counted back from now, and little more. What is announced
    has neither."""
    key = line_key(text)
    dated = _is_ago(key, known) or (
        _PARTED.search(key) and (_YEAR.search(key) or _NUMERIC.search(key)) and _CLOCK.search(_NUMERIC.sub(" ", key))
    )
    return bool(dated and _DIGIT.search(key)) and len(_LETTERS.findall(key)) <= 5


def _is_ago(key: str, known: Known) -> bool:
    words = key.replace(",", " ").split()
    # French has one of one letter, which is a word of other languages, too: `il y a 3 heures`.
    if not known.ago.isdisjoint(words) and ("y" in words or known.ago.intersection(words) != {"a"}):
        return True
    return not key.isascii() and bool(_AGO.search(key))


def greets(known: Known, text: str) -> bool | None:
    """Whether a line greets or thanks somebody, by his name or handle, but not all readers."""
    text = text.strip()
    if text.startswith(QUOTES):
        return False
    if text[0] == "@":
        return len(text) > 1
    key = line_key(text[: 2 * OPENING])
    if opens_with(key, known.readers):
        return False
    return opens_with(key, known.greetings) or (bool(_ADDRESS.match(text)) and opens_with(key, known.dears))


def shows_feeling(text: str) -> bool:
    """Whether a line, none that is quoted or begins with a small letter, shows what its writer feels."""
    text = text.strip()
    if text[0].islower() or text.startswith(QUOTES):
        return False
    return bool(_SHOWN.search(text)) or (not text.isascii() and bool(_EMOJI.search(text)))


def is_form(form: frozenset[str], text: str) -> bool:
    """Whether a line opens with words of the form, or is one of them."""
    key = line_key(text)
    return key in form or opens_with(key, _openings(form))


@cache
def _openings(form: frozenset[str]) -> frozenset[str]:
    """The words of a form that a longer line may open with; a noun to which particles are joined is none."""
    return frozenset(phrase for phrase in several(form) if " " in phrase or len(phrase) >= NOUN)


def heads_answers(answers: frozenset[str], text: str) -> bool:
    """Whether a line heads the answers to a question: `2 answers`, `Your Answer`."""
    key = line_key(text)
    return key.lstrip("0123456789. ") in answers if key[:1].isdecimal() else key in answers and " " in key


def ends_with_a_count(text: str, counted: frozenset[str]) -> bool:
    """Whether a line ends with the number of comments, as `“Night ferry”: 3 comments`."""
    match = _COUNTED.search(text) if len(text) <= 2 * SHORT else None
    return match is not None and match[1].casefold() in counted


def has_counter(text: str) -> bool:
    """Whether a number begins or ends a heading: `3 comments`, `Comments (3)`."""
    return bool(_NUMBER.search(line_key(text)) or _COUNT.match(text))


def title_in(text: str) -> str:
    """The title that ends a heading, in quotation marks; nothing if there is none."""
    title = _TITLED.search(text)
    return title[1] if title else ""


def _without_counter(key: str) -> str:
    return _NUMBER.sub("", key) if key[-1:].isdecimal() or key.endswith(_COUNTERS) else key


def _are_two(key: str, headings: frozenset[str]) -> bool:
    """Whether a line is a heading and the button beside it: `Leave a Reply Cancel reply`."""
    at = key.find(" ") if opens_with(key, headings) else -1
    while at >= 0:
        if key[:at] in headings and key[at + 1 :] in headings:
            return True
        at = key.find(" ", at + 1)
    return False
