"""Where a name must stay as it is: in quotations, addresses and code, and where the text speaks of its spellings."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from cleantext.document import Document
from cleantext.names.words import is_institution, is_title, kind

Span = tuple[int, int]

SAMPLE = 20_000
"""Characters of a text by which its language is judged."""

ENGLISH = 0.08
"""Share of words that are among the ten of `_STOP`; English news has about 0.2, other languages none."""

LETTER = 2_000
"""Characters of a quotation of several paragraphs that are not marked one by one."""

LINE = 200
"""Characters of a line on each side of a name by which it is judged."""

NEAR = 40
"""Characters before a name in which the start of its sentence is looked for at first."""

CALLED = 60
"""Characters before a name in which a word may tell what is called so."""

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

_BEFORE = tuple("@#/\\_`.")
_ADDRESS = re.compile(r"://|\bwww\.|[@#/\\]\w")
_BEHIND = re.compile(
    r"[@/\\_`]\w|`|\]\(|\.\w|,? (?:19|20)\d\d: ?\d|"
    r"[\w ,()-]{0,60}+\.(?:avi|csv|docx?|epub|flac|gif|html?|jpe?g|m4a|mov|mp[34]|pdf|png|pptx?|txt|wav|xlsx?|zip)\b"
)

STOPPED = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\b[a-z].)(?<!\b[A-Z].)(?<!\bvs.)(?<!\b[MDS][rst].)(?<!\bMrs.)[)\]\"”’']*\s)"
)
"""The end of a sentence, not of an abbreviation, or of a line; `re` looks for one class at the start with its fast
loop."""

_WORD = re.compile(r"\w+")
_FOREIGN = frozenset(
    [
        *("der", "das", "und", "nicht", "ist", "dass", "mit", "auf", "sich", "ein", "eine"),
        *("les", "des", "que", "qui", "est", "sont", "dans", "pour", "une", "il", "elle"),
        *("los", "las", "por", "con", "no", "del", "uma", "não", "foi", "che", "per"),
        *("sono", "het", "een", "niet", "zijn", "och", "att", "som", "för"),
    ]
)
"""Words of which a sentence in another language of Europe has several."""

_EMPHASISED = re.compile(r"(?<![\w*])([*_])(?![\s*_])[^*_\n]{1,120}(?<!\s)\1(?![\w*])")
"""The title of a work between asterisks or underscores; names in bold are between two of them."""
_WORKS = (
    r"(?:book|novel|film|movie|documentary|play|musical|opera|song|album|single|series|sitcom|game|poem|painting|sculpture|"
    r"portrait|biography|memoir|magazine|newspaper|ship|tanker|trawler|frigate|destroyer|submarine|ferry|yacht|boat|"
    r"vessel|freighter|horse|mare|stallion|dog|cat|rose|orchid|band|typhoon|hurricane|asteroid|comet|crater|peak|cocktail|"
    r"user|author of|entitled|titled)"
)
_TITLE_BEFORE = re.compile(
    rf"\b{_WORKS} (?:[A-Z][\w'’]*,? (?:(?:of|for|the|and|to|from|with) )?){{0,6}}\Z|"
    r"\b(?:HMS|USS|RMS|MV|SS|MS|HMAS|INS|ROKS|[Cc]amp|Fort|Mount|Lake|Hotel|Hôtel|Chez|Casa|Villa|Caf[eé]|Club|Typhoon|"
    r"Hurricane|Cyclone|Operation) \Z"
)
"""What stands before a name where it is a part of the name of a work, a ship or a place."""
_CALLED_AFTER = re.compile(r"[ \u00a0]([A-Z][\w-]*|(?:plc|ltd|inc)\b)")


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
        return doc.hints.language.casefold().replace("_", "-").partition("-")[0] == "en"
    text = doc.text
    return any(text.find(word, 0, SAMPLE) >= 0 for word in _STOP[:2])


def quotations(text: str) -> list[Span]:
    """The stretches inside quotation marks and those of emphasis, in which titles stand, sorted.

    A mark that is opened and not closed holds to the end of its line, or to a closing mark further down in the same
    paragraph (lines without a blank one between them); one that is closed and was not opened, from the start of its
    line. Only if no mark stands between such two, and no more than `LETTER` characters, all that is between them is
    quoted, as a letter is. So what is wrong in one paragraph says nothing about the next.
    """
    for pair in ("''", "``"):  # a mark of typewriters, wikis and TeX; what comes second is no space
        text = text.replace(pair, '"\u2060')
    for other, usual in _MARKS:
        text = text.replace(other, usual)
    out = [match.span() for match in _LOW_QUOTED.finditer(text)] if "‚" in text else []
    line = 0
    opened: tuple[int, str] | None = None
    left: tuple[int, str] | None = None  # the mark before this one, where a paragraph ended behind it
    broken = False  # whether a line break came after the mark that is open
    for match in _QUOTE.finditer(text):
        mark, at = match[0], match.start()
        if "\n" in mark:
            if opened and not broken and opened[1] not in "'‘":
                out.append((opened[0], at))
                broken = True
            if opened and (mark != "\n" or opened[1] in "'‘"):
                left = None if opened[1] in "'‘" else opened
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
            whole = left and mark in _CLOSES[left[1]] and at - left[0] <= LETTER
            out.append((left[0] if left and whole else line, at + 1))
            opened = left = None
        else:
            opened, left, broken = (at, mark), None, False
    if opened and not broken and opened[1] not in "'‘":
        out.append((opened[0], len(text)))
    if "*" in text or "_" in text:
        out += [match.span() for match in _EMPHASISED.finditer(text)]
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


def code_signs(text: str) -> Sequence[str]:
    """The signs of code that stand in a text."""
    return [sign for sign in _CODE_SIGNS if sign in text]


def is_literal(text: str, start: int, end: int, signs: Sequence[str]) -> bool:
    """Whether ``text[start:end]`` belongs to an address, a handle, a tag, a path, a link's text or a line of code.

    ``signs`` are the `code_signs` of the text.
    """
    before = text[max(0, start - LINE) : start]
    if before[-1:].isalnum() or before.endswith(_BEFORE) or _BEHIND.match(text, end):
        return True
    if before[-1:].strip() and _ADDRESS.search(before.split()[-1]):
        return True
    line = line_around(text, start, end)
    return (line[:1].isspace() or any(sign in line for sign in signs)) and bool(_CODE_LINE.search(line))


def is_foreign(text: str, start: int, end: int) -> bool:
    """Whether the sentence around ``text[start:end]`` is in another language than English."""
    before, behind = sentence_around(text, start, end, LINE)
    sentence = f" {before} {behind} "
    foreign = sum(map(_FOREIGN.__contains__, _WORD.findall(sentence)))
    return foreign > 1 and foreign > 2 * sum(map(sentence.count, _STOP))


def is_part(text: str, start: int, end: int, *, whole: bool) -> bool:
    """Whether a person's name is a part of that of a thing: a work, a ship, a place, an institution.

    A name that is known to be ``whole`` and goes on with a capital in a sentence is that of a thing that is called
    after somebody (``Kim Il Sung Square``); in a headline, and elsewhere, a word for an institution must tell.
    """
    beside = text[max(0, start - 2) : start]  # a word, perhaps a comma, and a space
    may_be_part = beside[-1:] == " " and (beside[:1].isalnum() or beside[:1] in "_'’,")
    if may_be_part and _TITLE_BEFORE.search(text, max(0, start - CALLED), start):
        return True
    behind = _CALLED_AFTER.match(text, end)
    if not behind:
        return False
    word = behind[1]
    if is_institution(word) or not whole:
        return is_institution(word)
    line = line_around(text, start, end).rstrip("\"'”’)] ")
    return line.endswith((".", "!", "?", "…")) and kind(word) != "nationality" and not is_title(word)


def sentence_around(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What stands within ``reach`` characters before and behind ``text[start:end]`` in the same sentence."""
    before, behind = text[max(0, start - reach) : start], text[end : end + reach]
    for low in (len(before) - NEAR, 0) if len(before) > NEAR else (0,):  # mostly the sentence begins near by
        if stops := [stop.end() for stop in STOPPED.finditer(before, low)]:
            before = before[stops[-1] :]
            break
    stop = STOPPED.search(behind)
    return before, behind[: stop.start()] if stop else behind


def line_around(text: str, start: int, end: int) -> str:
    """The line of a place, of a long one no more than `LINE` characters on each side."""
    low = max(0, start - LINE)
    first = max(text.rfind("\n", low, start) + 1, low)
    last = text.find("\n", end, end + LINE)
    return text[first : last if last >= 0 else end + LINE]
