"""What a line says of those who wrote a text: a byline, if it says nothing else.

Names are told by their capitals, offices and labels by words that the rule that asks brings along; in scripts without
capitals an office or a label is needed.
"""

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

import regex

from cleantext.dates import (
    BETWEEN,
    DIGIT,
    LETTERS,
    LONGEST,
    Words,
    is_date,
    is_made_of,
    is_reading_time,
    letters,
    tells_time,
)
from cleantext.openings import beginnings, line_key

_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_JOINED = rf"(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ibn|y) )*{_WORD})"
_NAME = rf"{_WORD}{_JOINED}{{1,3}}"
NAMES = regex.compile(rf"{_NAME}(?:(?:,(?: and| und)? | and | & | und | et | y | e | en | i | и )\s?{_NAME})*")
ADDRESS = regex.compile(r"[(<\[]?[\w.+-]+@[\w-]+\.[\w.-]+[)>\]]?")
_LAST_ADDRESS = regex.compile(rf"[ ,:;|·•–—-]+{ADDRESS.pattern}\Z")
_INNER_BY = regex.compile(r"\s(\p{L}+)\s+")
_BAR = regex.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|,\s+(?=\p{Lu}[\w&.'’-]*(?: \p{Lu}[\w.'’-]*){0,3}\Z)")
_CUT = regex.compile(r"\s*,\s+|\s+(?=\p{Ll}{1,12}\s)|\s+(?=[(\d@])")
_REPORTER = (
    r"(?:(?:글|사진|글[·/]사진|정리|취재|영상|그래픽|편집|기자명)\s?[=:]?\s?)?\p{Hangul}{2,4}(?:[·,]\s?\p{Hangul}{2,4})*\s?"
    r"(?:선임|객원|인턴|수습|전문|온라인)?\s?(?:기자|특파원|논설위원|통신원|리포터|에디터)"
)
CASELESS = regex.compile(
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
WITHOUT_CAPITALS = re.compile("[\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
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
_GAP = regex.compile(r"\s+")
_COMMENTS = regex.compile(r"\s+(?:[-–—|·•] )?(?:\d+|No|Leave a|Add a) Comments?\W*\Z", regex.IGNORECASE)
_SPLIT = regex.compile(r"\s*[|•·｜⋅∙]\s*|\s+[-–—/]\s+")
_BARS = re.compile(r"[|•·｜⋅∙–—/-](?:(?<=[|•·｜⋅∙])|(?<=\s[–—/-])\s)")
"""One of them stands wherever `_SPLIT` finds something."""
_DOMAIN = regex.compile(r"[\w-]+\.(?:com|net|org|co\.\w\w|\w\w)", regex.IGNORECASE)
_PLACE = regex.compile(
    r"(?:in|aus|à|au|en|a|da|do|di|de|em|te|uit|w|we|из|в|for|für|pour|para|per|voor|dla)"
    rf"\s+{_WORD}{_JOINED}{{0,2}}"
)
_TOWN = regex.compile(r"\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2}")
"""Where the writer was, beside the publication time: `Nagpur | Updated: …`."""
_IN_BRACKETS = regex.compile(
    r"@\w{2,15}(?: (?:on|auf|sur|en|su|no) (?:Twitter|X))?"
    r"|\((?:\p{Ll}+ )?(?:@\w+|\p{Lu}[\p{L}. /-]{1,20})\)|\(@?\w{2,15}\)"
)
_OUTLET = regex.compile(r"\p{Han}{2,8}\s+")
_OUTLET_AND_PLACE = regex.compile(
    r"(?:[Dd][aoe] )?[\p{L}\d.]{2,12}(?: \p{Lu}[\p{L}]+){0,2}\s+[-–—]\s+\p{Lu}[\p{L}'’. -]{2,40}"
)
"""Where the writer works, and from where: `G1 — São Paulo`."""
_CHANNEL = regex.compile(r"\p{Ll}\d{1,2}(?: \p{L}[\p{L}'’-]*){0,5}")
"""A station or site that is called by a letter and a number, and its region: `g1 Campinas e Região`."""
_FILED = regex.compile(
    r"(?:in|unter|dans|en|sotto|em|w|в) \p{Lu}[\p{L}&/-]*(?:,? (?:(?:and|und|et|y|e|&) )?\p{Lu}[\p{L}&/-]*){0,5}?"
    r"(?=\s(?:on |am |le |el |il )?[\p{L}\d.]+\s\d|\s\d|\Z)"
)
"""Where the page is filed: `in News, Politics`."""
_FILED_BEHIND = regex.compile(r"\s(?:in|unter|dans|en|sotto|em|w|в) \p{Lu}[\p{L}, &/-]*\Z")
"""Where the page is filed, behind a date."""
_ACCOUNT = regex.compile(r"[\p{L}\d][\p{L}\d_.-]{1,19}")
_ACCOUNT_AND_SPACE = regex.compile(rf"{_ACCOUNT.pattern}\s*")
AGENCY = regex.compile(
    r"\((?:avec|mit|con|com|with|met|z|и) (?:(?:the|die|la|l['’]|a|o|de) ?)?(\p{Lu}[\p{L}. /-]{1,20})\)"
)
"""The agency that a text partly comes from, in brackets behind the name: `(avec AFP)`."""
OUTLET_WORDS = 4  # of an outlet's name before its staff
CATEGORIES = 40  # characters of the categories of a blog, beside a byline and a date
OUTLET = 12  # characters of an outlet's name in one word
_OPENING = "(（[［【〔"
MOST_NAMES = 9  # words of names before a date
_DATES = frozenset(("labelled", "stamp", "ago", "round", "day"))
_GLUED_BY = regex.compile(r"(By|Von|Par|Por|Door)(?=\p{Lu}\p{Ll}+ \p{Lu})")
"""A label that has run together with the name: `ByAnn Lee`."""
_BROKEN = regex.compile(r"\s\p{Ll}{4,}\.\Z")
"""The end of a sentence, of which the extractor has cut the rest away."""

BY_NAME = "byline"
LABELLED = "byline with a label"
CREDITED = "byline with a label: who wrote and who took the pictures"
WITH_AGENCY = "byline: names and an agency in brackets"
WITH_ADDRESS = "byline: a name and an address"
NAME_AND_OFFICE = "byline: names and an office"
OF_OFFICE = "byline: an office"
NAME_AND_DATE = "byline with a date"
SECTION_AND_DATE = "byline with a section and a date"
TIME_AND_NAME = "publication time and author"
TIME_BESIDE_NAME = "a name and the publication time"
TIME_BESIDE_NAMES = "names and the publication time, side by side"
TIME_BESIDE_SECTION = "a section and the publication time"
TIME_TO_READ = "the publication time and the reading time, side by side"
SOURCE = "author or source"
SOURCE_AND_TIME = "author or source, and the publication time"

TIMED = frozenset(
    (SOURCE_AND_TIME, TIME_AND_NAME, TIME_BESIDE_NAME, TIME_BESIDE_NAMES, TIME_BESIDE_SECTION, TIME_TO_READ)
)
"""Reasons for lines that say when, besides who."""
DATED = TIMED | {NAME_AND_DATE, SECTION_AND_DATE}
"""Reasons for lines with a date."""


class Known(NamedTuple):
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


def byline(text: str, key: str, known: Known, words: Words) -> str:
    """The reason if the text is a label of authorship with full names, perhaps with an address, a date or an outlet
    behind them; or full names with an office; or a labelled date with a name. The text has no white space around it,
    ``key`` is its key."""
    if text[-1:] in ("?", "!", ":") or _BROKEN.search(text):
        return ""
    if glued := _GLUED_BY.match(text):
        text = f"{glued[1]} {text[glued.end() :]}"
        key = line_key(text)
    if not text.isascii() and WITHOUT_CAPITALS.search(text):
        if signed := CASELESS.match(text):
            rest = text[signed.end() :].strip(_AROUND)
            if not rest:
                return "byline: a name and an office"
            if DIGIT.search(rest) and tells_time(line_key(rest), words) in _DATES:
                return SOURCE_AND_TIME
        if why := _signed_fields(text, known.fields, words):
            return why
    if text[:1].isdecimal() and not _BARS.search(text):
        return _dated_and_signed(text, known, words) or _signed_behind_date(text, known, words)
    named = text[:1].isupper()
    if named and _is_signature(text, known):
        return NAME_AND_OFFICE
    if named and (agency := AGENCY.search(text)) and NAMES.fullmatch(text[: agency.start()].rstrip()):
        return WITH_AGENCY if agency.end() == len(text) else ""
    if named and "@" in text and NAMES.fullmatch(_LAST_ADDRESS.sub("", text)):
        return WITH_ADDRESS
    if _is_credited(text, key, known):
        return CREDITED
    digits = bool(DIGIT.search(key))
    if digits and (why := _signed_date(text, known, words)):
        return why
    if " " in text and (key in known.desks or (named and _is_staff(text, known))):
        return OF_OFFICE
    first = text.split(None, 3)[:3]
    if not first or first[0].casefold().rstrip(":.") not in beginnings(known.by):
        first = []
    for size in range(len(first), 0, -1):
        if " ".join(first[:size]).casefold().rstrip(":.") in known.by and len(parts := text.split(None, size)) > size:
            certain = size > 1 or first[0].endswith(":")
            if why := _behind_label(parts[size], certain, digits, known, words):
                return why
    return _dated_and_signed(text, known, words) if digits else ""


def _behind_label(text: str, certain: bool, digits: bool, known: Known, words: Words) -> str:
    """The reason if a text behind a label of authorship is who wrote, perhaps with what stands beside a name.

    ``certain`` says whether the label is more than a word or has a colon, ``digits`` whether the line has any.
    """
    name = ADDRESS.sub("", text).strip(" ,.;|·•-–—") if "@" in text else text
    bar = _BAR.search(name)
    names, rest = (name[: bar.start()], name[bar.end() :]) if bar else (name, "")
    names = names.strip(" ,.;:：-–—")
    rest = rest.strip(" |·•")
    if _is_office(text, known.roles):
        return OF_OFFICE
    if digits and _is_signed_and_dated(text, known, words):
        return TIME_AND_NAME if certain else NAME_AND_DATE
    if NAMES.fullmatch(names) or names.casefold() in known.desks:
        if certain and not rest:
            return LABELLED
        if not bar or tells_time(rest.casefold(), words) or _SIGNED.fullmatch(rest):
            return BY_NAME
        if byline(rest, line_key(rest), known, words) or (len(rest) <= OUTLET and " " not in rest):
            return BY_NAME
    for cut in _CUT.finditer(text):
        who, rest = text[: cut.start()].strip(" ,"), text[cut.start() :].strip(" ,")
        if certain and digits and _ACCOUNT.fullmatch(who) and is_date(_FILED_BEHIND.sub("", rest).casefold(), words):
            return TIME_AND_NAME
        if why := _beside_names(who, rest, known, words):
            return TIME_AND_NAME if certain and why == NAME_AND_DATE else why
    return ""


def _beside_names(names: str, rest: str, known: Known, words: Words) -> str:
    """The reason if a text is names and the rest, which no bar sets off, a date, a place, a section or an office."""
    full = NAMES.fullmatch(names)
    if (full or _SIGNED.fullmatch(names)) and DIGIT.search(rest) and is_date(rest.casefold(), words):
        return NAME_AND_DATE
    if not full:
        return ""
    if _PLACE.fullmatch(rest) or _OUTLET_AND_PLACE.fullmatch(rest) or _CHANNEL.fullmatch(rest):
        return "byline with a place"
    if (filed := _FILED.match(rest)) and is_date(rest[filed.end() :].strip(" ,").casefold(), words):
        return SECTION_AND_DATE
    if _IN_BRACKETS.fullmatch(rest) or _is_office(rest, known.roles) or rest in ("and staff", "und Team"):
        return "byline with an office"
    joint, _, other = rest.partition(" ")
    return "byline: several people" if joint in known.between_names and NAMES.fullmatch(other) else ""


def _dated_and_signed(text: str, known: Known, words: Words) -> str:
    """The reason if a text is a date and, behind a word for it, who wrote: `3 May 2024 by Ann Lee`."""
    by = known.by
    if by.isdisjoint(text.casefold().split()):
        return ""
    for match in _INNER_BY.finditer(text):
        if match[1].casefold() not in by:
            continue
        behind = _COMMENTS.sub("", text)[match.end() :]
        when = tells_time(text[: match.start()].casefold(), words)
        signed = _SIGNED.match(behind) or (_ACCOUNT_AND_SPACE.match(behind) if when == "labelled" else None)
        if not signed or (signed.end() < len(behind) and not _FILED.fullmatch(behind, signed.end())):
            continue
        if when in _DATES:
            return TIME_AND_NAME
    return ""


def _signed_behind_date(text: str, known: Known, words: Words) -> str:
    """The reason if a text is a date and, right behind it, a byline with its label or in brackets: `17:42, 11 May 2023
    Text: Ann Lee`."""
    for gap in islice(_GAP.finditer(text), LONGEST):
        rest = text[gap.end() :]
        if rest[0].isdecimal() or not (rest[0] in _OPENING or ":" in rest):
            continue
        if tells_time(line_key(text[: gap.start()]), words) in _DATES and byline(rest, line_key(rest), known, words):
            return TIME_BESIDE_NAME
    return ""


def _is_office(text: str, roles: frozenset[str]) -> bool:
    """Whether a text is an office, with somebody's name behind it or a place: `our correspondent Ann Lee`."""
    words = text.split()
    small = [word for word in words[:5] if word[0].islower()]
    at = next((at for at, word in enumerate(small) if word.strip(",") in roles), -1)
    if at < 0 or words[: len(small)] != small or len(small) > at + 2 or at > 3:
        return False
    rest = " ".join(words[at + 1 :])
    return not rest or bool(NAMES.fullmatch(rest) or _PLACE.fullmatch(rest) or _SIGNED.fullmatch(rest))


def _is_signature(text: str, known: Known) -> bool:
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
        NAMES.fullmatch(text[: bar.start()].strip())
    )


def _is_staff(text: str, known: Known) -> bool:
    """Whether a line is a paper and those of its people who sign without a name: `Bay Courier staff report`."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if word[0].islower()), len(words))
    if not 2 <= at <= OUTLET_WORDS or ":" in text or " ".join(words[at:]) not in known.desks:
        return False
    return words[at - 1].casefold() in known.outlets


def _is_credited(text: str, key: str, known: Known) -> bool:
    """Whether a line is nothing but people and what each has done: `Text: Ann Lee, photos: Tom Brown`."""
    if key.partition(" ")[0].partition(":")[0].partition("=")[0] not in beginnings(known.by, known.crew):
        return False
    pattern, firsts = _credits(known.by, known.crew)
    if firsts.isdisjoint(text.casefold().replace(":", " ").split()):
        return False
    full = 0
    labels = list(pattern.finditer(text))
    if len(labels) < 2 or labels[0].start():
        return False
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        at = label.end()
        names = text[at : after.start() if after else len(text)].strip(BETWEEN)
        if NAMES.fullmatch(names) or names.casefold() in known.desks:
            full += 1
        elif not label.start() or not _ACCOUNT.fullmatch(names) or not names[0].isupper():
            return False
    return full > 0


@cache
def _credits(by: frozenset[str], crew: frozenset[str]) -> tuple[regex.Pattern[str], frozenset[str]]:
    """A pattern of all labels of people, and the first words of those beside that of the author."""
    names = "|".join(sorted(map(regex.escape, by | crew), key=len, reverse=True))
    pattern = regex.compile(rf"(?:^|[\s,;|/.·•–-]+)(?:{names})(?:\s?[:=]\s?|\s+(?=\p{{Lu}}))", regex.IGNORECASE)
    return pattern, beginnings(crew)


def _signed_date(text: str, known: Known, words: Words) -> str:
    """The reason if a text is nothing but names or outlets and when, side by side: `Ann Lee | 3 May 2024`."""
    parts = [part for part in _SPLIT.split(text) if part] if _BARS.search(text) else [text]
    if 2 <= len(parts) <= 5:
        keys = [line_key(part) for part in parts]
        when = [_is_when(key, known, words) for key in keys]
        if any(is_reading_time(key, known.reading_time) for key in keys) and all(
            dated or _is_count(key, known.counters) for key, dated in zip(keys, when, strict=True)
        ):
            return TIME_TO_READ
        if any(when) and not all(when):
            others = zip(parts, keys, when, strict=True)
            counts = len(parts) > 2  # of comments, without a word
            filed = counts and parts[0].split()[0].casefold() in known.by and _is_who(parts[0], keys[0], known, words)
            place = len(parts) == 2 and not when[0] and bool(_TOWN.fullmatch(parts[0])) and _is_labelled(keys[1], words)
            if place or all(
                _is_who(part, key, known, words) or (counts and key.isdecimal()) or (filed and len(part) <= CATEGORIES)
                for part, key, dated in others
                if not dated
            ):
                return TIME_BESIDE_NAMES
    section, comma, rest = text.partition(", ")
    if comma and line_key(section) in known.sections and _is_when(line_key(rest), known, words):
        return TIME_BESIDE_SECTION
    return TIME_BESIDE_NAME if _is_signed_and_dated(text, known, words) else ""


def _is_signed_and_dated(text: str, known: Known, words: Words) -> bool:
    """Whether a text is full names or an office and, right behind them, when: `Ann Lee May 3, 2024`."""
    office = text.partition(" ")[0].casefold() in beginnings(known.desks)
    if not (office or text[:1].isupper()):
        return False
    last = LETTERS.search(text.rstrip(" .,)").rpartition(" ")[2].casefold())
    if last and last.group() not in words.vocabulary and last.group() not in letters(known.reading_time):
        return False
    names = NAMES.match(text)
    if not (names or office):
        return False
    for gap in islice(_GAP.finditer(text), MOST_NAMES):
        if names and gap.start() > names.end():
            return False
        who, rest = text[: gap.start()], text[gap.end() :]
        signs = (names and NAMES.fullmatch(who)) or who.casefold() in known.desks
        if signs and _is_when(line_key(rest), known, words):
            return True
    return False


def _is_labelled(key: str, words: Words) -> bool:
    """Whether a part of a line is a publication time with its label."""
    return tells_time(key, words) == "labelled"


def _is_when(key: str, known: Known, words: Words) -> bool:
    """Whether a part of a line is a publication time or a reading time."""
    return tells_time(key, words) in _DATES or is_reading_time(key, known.reading_time)


def _is_who(part: str, key: str, known: Known, words: Words) -> bool:
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
        or bool(NAMES.fullmatch(part) or _DOMAIN.fullmatch(part) or byline(part.strip(), key, known, words))
    )


def _is_count(key: str, counters: frozenset[str]) -> bool:
    """Whether a part of a line counts readers or comments."""
    return bool(LETTERS.search(key) and DIGIT.search(key)) and is_made_of(key, letters(counters))


def _signed_fields(text: str, fields: frozenset[str], words: Words) -> str:
    """The reason if a text is nothing but fields of author and source, perhaps with a date beside them."""
    pattern = _fields(fields)
    text = text.strip(_AROUND)
    rest, count = pattern.subn(" ", _CORRECTION.sub(" ", text))
    rest = _OUTLET.sub("", rest.strip(_AROUND), 1) if not count else rest.strip(_AROUND)
    count += rest != text
    if count and (not rest or tells_time(line_key(rest), words) in _DATES):
        return SOURCE_AND_TIME if rest else SOURCE
    return ""


@cache
def _fields(fields: frozenset[str]) -> regex.Pattern[str]:
    names = "|".join(sorted(map(regex.escape, fields), key=len, reverse=True))
    return regex.compile(rf"(?:^|(?<=[\s|｜/)）【\[]))(?:{names}){_FIELD_VALUE}")
