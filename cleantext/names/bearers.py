"""Whether a text speaks of the spellings of a name, or has two people, or a person and a thing, that bear it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from cleantext.names.guard import LINE, STOPPED, line_around, sentence_around, united
from cleantext.names.surfaces import Surface
from cleantext.names.words import is_person, is_title, kind

CUE_REACH = 60
"""Characters between two spellings within which a word like "also" links them."""

SAME = 400
"""Characters between two spellings up to which they are looked at side by side."""

LIFE = 90
"""Years that lie between what people of one name did or suffered if they are two."""

PARALLEL = 0.5
"""Share of their words that two sentences have in the same places if they say the same of two people."""

COMMON = 0.65
"""Share of their words that they have in common in any places, or in the same ones on one side of the names."""

SIDE = 3
"""Words that must be the same on one side."""

_DISCUSSED = re.compile(
    r"\b(?:spell(?:s|ed|ing|ings)?|spelt|misspell\w*|misspelt|romani[sz]\w+|transliterat\w+|hyphen\w*|variously|"
    r"sic|inscri\w+|engrav\w+|the words|passport|namesakes?|no relation|unrelated|"
    r"(?:sur|last |first |family |full |maiden |married )?name (?:as|is|was))\b"
)
_CUE = re.compile(
    r"\b(?:also|sometimes|often|formerly|officially|originally|previously|alias|a\.?k\.?a|n[ée]e|born|known as|"
    r"written(?: as)?|rendered|styli[sz]ed|called|became|instead of|rather than|not to be confused with|or)\b"
)
_NAMED = re.compile(
    r"\b(?:known as|(?:is|was|were|be|been|being) (?:called|named)|(?:credited|listed|registered|written|styli[sz]ed|"
    r"rendered|billed)(?: \w+){0,4} as|goes by|names? (?:to|of)|names?:|under the name|(?:pen|stage|real|birth) name|"
    r"nicknamed|alias|i\.e\.|a\.?k\.?a\.?|call(?:s|ed|ing)? (?:him|her|it|them)sel(?:f|ves)|a second|another|"
    r"a different|the other)[\s,:;\"'“‘(]*\Z",
    re.IGNORECASE,
)
"""What stands right before a name that has two spellings, or two bearers."""
_KIN = (
    r"(?:(?:grand|step|god)?(?:son|daughter|father|mother|child)|brother|sister|twin|cousin|uncle|aunt|nephew|niece|wife|"
    r"husband|widow(?:er)?|heir|namesake)(?:-in-law)?"
)
_RELATIVE = re.compile(
    rf"\b(?:{_KIN}|defendant|plaintiff|successor|predecessor)(?:,| named| called| is| was)?[\s\"'“‘]*\Z|"
    r"\b(?:(?:[Aa]n?|[Aa]nother|[Oo]ne|somebody|someone) (?:\w+ ){0,3}(?:named|called)|also (?:named|called)|born|"
    r"by the name of|a certain|follows|succeed(?:s|ed)|replace[sd]) \Z"
)
"""What stands right before a name and tells that another person was spoken of."""
_OTHER = re.compile(
    rf"\b(?:{_KIN}|another|unlike|against|beats?|defeat(?:s|ed)|met|meets|married|marries|replac(?:es|ed)|"
    r"succeed(?:s|ed))\b"
)
_MR = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady)\.? \Z")
_AGE = re.compile(
    r",? (?:\(?(?:aged )?(\d{1,2})\b(?=[,;).])|who (?:is|was|turned) (\d{1,3})\b|"
    r"(?:is|was|turn(?:s|ed)) (\d{1,3})(?=[.,;]| (?:and|years old)\b)|died\b[^.\n]{0,50}? (?:aged|age of) (\d{1,3})\b)"
)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old \Z")
_BIRTH = re.compile(r",? \((?:born |b\. ?|born in )?(1[5-9]\d\d|20\d\d)\b")
_MALE = ("Mr", "Sir")
_LIST = re.compile(r"(?:\s*\([^()\n]*\))?\s*(?:[,;/&|•·]|\b(?:and|or|vs\.?|versus)\b)[\s,;]*(?:(?:and|or)\s+)?\Z")
_NAMESAKES = re.compile(
    r"\b(?:namesakes?|twins|(?:with|of|by|such) (?:that|this|a) name|(?:same|share[sd]?|sharing)(?: \w+)? "
    r"(?:sur)?names?|no relation|not related|confused with|mistaken for|mistook|mistaken identity|mix-up|"
    r"mix(?:ed|es|ing)? (?:\w+ ){0,3}up|named (?:after|for)|the wrong (?:man|woman|person|one))\b"
)
_THE_OTHER = re.compile(r"\bthe other (\w+)")
_PEOPLE = r"(?:an?|the|his|her|their|its|one of|another|whose|then|now|formerly)"
_NUMBERS = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
_INTRODUCED = re.compile(
    rf", {_PEOPLE} (?P<who>[^,.;:!?()\n]{{2,80}})(?P<closed>,?)|,? \(?(?:aged )?(?:\d{{1,3}}|{_NUMBERS})[,;).]|"
    r",? (?:of|from) (?:the )?[^\W\d_a-z]\w*|,? of the \w|,? at another\b|"
    r"(?:’s|'s)? (?:is|was|became|remains) (?:an?|the|one of)\b| the (?P<what>[a-z]\w+)"
)
"""What stands behind a name where a text tells who somebody is."""
_DESCRIBED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Oo]ne|[Aa]nother)|[’']s?)"
    r" (?:[\w’'&-]+ ){0,4}?(?P<who>[a-z][\w-]*)(?: (?:at|for|from|in|of|on|to|with) [^,.;:\n]{1,40}(?=,))?(?P<comma>,?)"
    r" (?:[A-Z]\w+ ){0,2}\Z"
)
"""What stands before it there."""
_ONE = re.compile(r"\b(?:[Aa]n?|[Aa]nother|(?:[Aa]n?|[Tt]he) (?P<people>[A-Z]\w+)) \Z")
_PRESENTED = re.compile(
    r"\b(?:is|was|were|be|been|stands?|stood|sits?|sat|lives?|lived|appear(?:s|ed)|came|comes|wait(?:s|ed)) \Z"
)
_PRESENTS = re.compile(r"[.,;!?:]|\s*\Z| (?:and|from|of|in|at|on|with)\b")
"""What stands around a name behind its verb, where somebody is told of for the first time (``On the right was …``)."""
_HE = re.compile(r"\A\W*(?:\w+,? ){0,3}?(?:[Hh]e|[Ss]he)\b[^,;:()]*\Z")
_HIM = re.compile(r"(?:(?!\b(?:said|says|that|when|if|who|as|because)\b)[^,;:.()\n])*\bhim\b")
"""A sentence up to a name, and from it on, that somebody else has: such a pronoun is of whom was told before."""
_ELSEWHERE = re.compile(
    r"\A\W*(?:(?:At|On|In|Under|Above|Below|Behind|Outside|Inside) (?:(?:the|an?|his|her|its) )?"
    r"(?!day|week|month|year|morning|noon|afternoon|evening|night|midnight|time|moment|end|start|beginning|way|past|last|"
    r"first|same|early|late|an? |\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\w|(?:Up|Down)stairs\b|Elsewhere\b)"
)
"""How two sentences begin that tell of what is in two places."""
_ANOTHER = re.compile(r"\A\W*(?:Another|The (?:other|second))\b")
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_CREDITED = re.compile(
    r"(?:\A|\n)\W*(?:By|\w+(?: \w+)?(?::| by)) \Z|\b(?:reporting|writing|editing|photos?|photograph\w*|pictures?|"
    r"images?|illustrations?|translat\w+|graphics?|filming|posted)(?: by|:) \Z",
    re.IGNORECASE,
)
_CREDIT_ENDS = re.compile(r"\s*(?:\Z|\n|[,/|;)]|(?:and|in|for)\b)")
_REPORTS = re.compile(r" (?:reports|reported|contributed|writes) (?:from|for|to|about|on)\b")
_LAST_WORD = re.compile(r"[A-Z]\w+\.? \Z")
_WORDS = re.compile(r"\w+")


def linked(text: str, places: Sequence[Surface], *, known: bool = False) -> str:
    """The words by which the text itself speaks of the spellings, or sets two bearers side by side; "" if none.

    ``places`` are all surfaces of the name, in order. Brackets and datelines without a spelling are no link. Two
    spellings in one sentence or in the lines of a table, kin and rivals (``Kim Min-jung, daughter of Kim Min Jung``),
    and one that is introduced where the other one was mentioned before (``… the nurse Kim Min Jung``) are two, unless
    the name is ``known`` to have one bearer.
    """
    for place in places:
        before, behind = _around(text, place)
        found = _DISCUSSED.search(before) or _DISCUSSED.search(behind) or _NAMED.search(before)
        if not found and not known:
            found = _RELATIVE.search(before)
        if found:
            return found[0].strip(" ,:;\"'“‘(")
    if told := _told_apart(text, places) or ("" if known else _introduced(text, places)):
        return told
    for (one, spelling), (other, another) in pairwise([(place, place.spelling) for place in places]):
        if spelling == another:
            continue
        between = text[one.end : other.start]
        if not known and len(between) <= SAME and (told := _side_by_side(text, one, other)):
            return told
        if len(between) > CUE_REACH:
            continue
        if not between.strip() and _is_line(text, one) and _is_line(text, other):
            return "a list"
        if STOPPED.search(between):
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
    ages: dict[str, set[str]] = {}
    births: dict[str, set[str]] = {}
    for place in places:
        if age := _AGE.match(text, place.end):
            ages.setdefault(place.spelling, set()).add(age[age.lastindex or 0])
        if age := _AGE_BEFORE.search(text, max(0, place.start - 14), place.start):
            ages.setdefault(place.spelling, set()).add(age[1])
        if birth := _BIRTH.match(text, place.end):
            births.setdefault(place.spelling, set()).add(birth[1])
    return "two ages" if _differ(ages) else "two years of birth" if _differ(births) else ""


def _differ(told: Mapping[str, set[str]]) -> bool:
    """Whether two spellings have nothing in common of what is told of them."""
    return any(one.isdisjoint(other) for one, other in combinations(told.values(), 2))


def _side_by_side(text: str, one: Surface, other: Surface) -> str:
    """Whether two spellings stand in one sentence, or in two lines of a list or table; the words for it."""
    between = text[one.end : other.start]
    if not STOPPED.search(between):
        return "both in one sentence"
    years = [int(year[0]) for place in (one, other) for year in _YEAR.finditer(" ".join(_around(text, place)))]
    if years and max(years) - min(years) >= LIFE:
        return "two centuries"
    if "\n" in between and _is_item(text, one) and _is_item(text, other):
        return "lines of a list or table"
    sentences = STOPPED.split(between)
    return "" if any(map(str.strip, sentences[1:-1])) else _next_to(text, one, other)


def _is_item(text: str, place: Surface) -> bool:
    """Whether the line of a place is short and no sentence."""
    line = line_around(text, place.start, place.end).rstrip("\"'”’»)] ")
    return len(line) < LINE // 2 and not line.endswith((".", "!", "?", "…", ":"))


def _introduced(text: str, places: Sequence[Surface]) -> str:
    """What tells that a spelling is of somebody new, of a namesake, or of whoever made the text; "" if nothing does."""
    credited = [_is_credit(text, place) for place in places]
    if any(credited) and not all(credited):
        return "a byline"
    for start, end in united([(max(0, place.start - SAME), place.end + SAME) for place in places]):
        if found := _NAMESAKES.search(text, start, end):
            return found[0]
        other = _THE_OTHER.search(text, start, end)
        if other and is_person(other[1]):
            return other[0]
    first = ""
    for place in places:
        if len(place.parts) == 2 and place.joints == " " and _is_title_before(text, place):
            return "a title before two words"  # a given and a family name
        if first and place.spelling != first and (told := _introduction(text, place)):
            return told
        if not first and not _is_item(text, place):
            first = place.spelling
    return ""


def _is_title_before(text: str, place: Surface) -> bool:
    before = _LAST_WORD.search(text, max(0, place.start - 20), place.start)
    return before is not None and is_title(before[0].rstrip(". "))


def _introduction(text: str, place: Surface) -> str:
    """The words beside a name that tell who somebody is, "" if there are none."""
    if found := _INTRODUCED.match(text, place.end):
        who = found["who"] or found["what"]
        if not who or found["closed"] or any(map(is_person, _WORDS.findall(who)[:4])):
            return found[0].strip(" ,")
    if (found := _ONE.search(text, max(0, place.start - 30), place.start)) and (
        not found["people"] or kind(found["people"]) == "nationality"
    ):
        return found[0].strip()
    found = _DESCRIBED.search(text[max(0, place.start - CUE_REACH) : place.start])
    if found and is_person(found["who"]) and (not found["comma"] or text.startswith(",", place.end)):
        return found[0].strip(" ,")
    if (found := _PRESENTED.search(text, max(0, place.start - 10), place.start)) and _PRESENTS.match(text, place.end):
        return found[0].strip()
    return ""


def _is_credit(text: str, place: Surface) -> bool:
    """Whether a name is that of somebody who made the text or a picture."""
    if _REPORTS.match(text, place.end):
        return True
    return bool(
        _CREDITED.search(text[max(0, place.start - CUE_REACH) : place.start]) and _CREDIT_ENDS.match(text, place.end)
    )


def _next_to(text: str, one: Surface, other: Surface) -> str:
    """What tells that two sentences, one behind the other, are of two people; "" if nothing does."""
    before, behind = _around(text, other)
    if _HE.match(before) or _HIM.match(behind):
        return "a pronoun of somebody else"
    if behind.startswith((", who ", ", whose ")) and "\n" not in text[one.end : other.start]:
        return behind[2:].partition(" ")[0]
    if found := _ANOTHER.match(before):
        return found[0].strip()
    if _ELSEWHERE.match(before) and _ELSEWHERE.match(_around(text, one)[0]):
        return "two places"
    if _are_parallel(text, one, other):
        return "the same said of both"
    return ""


def _are_parallel(text: str, one: Surface, other: Surface) -> bool:
    """Whether two sentences say nearly the same of two names, in the same places or in others; no copies."""
    first, second = (_words_beside(text, place) for place in (one, other))
    if first == second:
        return False
    common = (Counter(first[0] + first[1]) & Counter(second[0] + second[1])).total()
    longest = max(len(before) + len(behind) for before, behind in (first, second))
    if longest > 1 and common >= COMMON * longest:
        return True
    same = 0
    for side in zip(first, second, strict=True):
        alike = sum(map(str.__eq__, *side))
        if alike >= SIDE and alike >= COMMON * max(map(len, side)):
            return True
        same += alike
    return longest > 1 and same >= PARALLEL * longest


def _words_beside(text: str, place: Surface) -> tuple[list[str], list[str]]:
    """The words before a name, the nearest one first, and behind it."""
    before, behind = (_WORDS.findall(side.casefold()) for side in _around(text, place))
    return before[::-1], behind


def _around(text: str, place: Surface) -> tuple[str, str]:
    return sentence_around(text, place.start, place.end, CUE_REACH)


def _is_line(text: str, place: Surface) -> bool:
    """Whether a place is a line of its own."""
    return line_around(text, place.start, place.end).strip(" \t*•·-–—.,;") == text[place.start : place.end]
