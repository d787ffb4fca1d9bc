"""A headline printed twice.

The page's metadata and the article's heading both carry it, often once with the site's name behind it: `Ferry to run
at night`, `Ferry to run at night - The Bay Herald`. The first place stays, in the form without the suffix; copies
that follow before the running text go. Copies are equal but for case, quotation marks, spaces and punctuation.

Lines that hold the headline and little else go, too, where it stands by itself: with the way to it (`Home > News >
Ferry to run at night`) or the site's name before it, cut short (`Ferry to run at …`), behind the word of a button
(`Tweet: Ferry to run at night`). So does a copy below a picture or the deck, one with the name of an outlet behind it,
and one below the end of the text.

The only copy stays, wherever it stands (unless `strip_title` asks for a text without headline), and so does a person
or a part of a series behind a dash. A refrain stays, and so does a heading inside the text that repeats the title:
above the running text, only two lines may stand between the copy and the text (verse has more), and if the lines are
more than twelve in all (a menu), only neighbours count, or a headline of some length; below a deck, only such a one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from cleantext import Document, Edit, Hints, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.caption import is_caption, size
from cleantext.document import is_code
from cleantext.openings import is_unspaced

PACK = phrases_beside(__file__)
_UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_SUFFIX = regex.compile(
    r"\s+(?:[-–—|·•»«~:]|::|//)\s+(?P<site>[^|｜]{2,40})\Z|\s*[|｜]\s*(?P<site>[^|｜]{2,40})\Z"
    rf"|(?<={_UNSPACED})\s?[-–—_＿]\s?(?P<site>{_UNSPACED}{{2,12}})\Z"
)
_SUFFIX_SIGN = regex.compile("[-–—|·•»«~:/｜_＿]")
_QUOTES = str.maketrans(dict.fromkeys("\"'‘’“”„«»‹›`´「」『』《》", ""))
_STRAIGHT = tuple("\"'`")
_SERIES = regex.compile(
    r"\b(?:part|live|reviews?|videos?|photos?|opinion|updated?|analysis|podcast|gallery|exclusive|closed|open|interview"
    r"|quiz|recap|explained|watch|chapter|book|volume|vol|act|episode|season|day|week|round|kapitel|chapitre|capítulo|teil|folge|partie|parte|deel|część|часть)\b",
    regex.IGNORECASE,
)
"""Words that tell the parts of a series apart, or say of what kind an article is."""

_TIMED = regex.compile(r"\s*\d{1,2}:\d\d(?::\d\d)?\s")
"""How an entry of a log or of a live blog begins."""

_DOMAIN = regex.compile(r"\w\.\w{2,4}\b")
_PUNCTUATION = regex.compile(r"[^\w+#%$€£]+")
_CRUMBS = regex.compile(r"\s*[>»›→]\s*|\s+[/\\]\s+")
_BEFORE = regex.compile(r"\s*[:|｜]\s+|\s+[-–—]\s+")
_LONGER = regex.compile(r"[>»›→…]|\.\.\.|[:|｜]\s|\s[-–—/\\]\s")
_RUN_TOGETHER = regex.compile(r"\s+|(?<=\p{Ll})(?=\p{Lu})")
_ADDRESS = regex.compile(r"https?://\S+|www\.\S+|(?:via\s)?@\w+|#\w+", regex.IGNORECASE)
_IN_ADDRESSES = ("//", "www.", "WWW.", "@", "#")
_CUT = ("…", "...")
_CLOSED = (".", "!", "?", "…", "。", "！", "？", ",", ";", ":")

HEAD = 12
BELOW = 2  # lines between a copy and the running text, such as deck and byline; verse has more
SITE_WORDS = 5
SECTION_WORDS = 2
CRUMB = 40  # characters of a step on the way to an article
SHORTEST = 14  # characters of a title's key; 6 of a script with other letters
TITLES = 4  # lines from the top of which one may be the title that is printed again far below
WHOLE = 40  # characters of a headline that cannot be a heading or a line of verse
DECK = 6  # lines between headline and copy of which one may be the deck
PICTURES = 16  # lines between headline and copy that may hold pictures, their labels and captions
BUTTON = 40  # characters beside the headline in the text of a button


_TitleKeys = Mapping[str, str]
"""What `_title_key` says of the text of a line."""


class _Words(NamedTuple):
    outlets: frozenset[str]
    homes: frozenset[str]
    buttons: frozenset[str]


def find(
    doc: Document,
    *,
    strip_title: bool = False,
    outlets: frozenset[str] = PACK["outlets"],
    homes: frozenset[str] = PACK["homes"],
    buttons: frozenset[str] = PACK["buttons"],
) -> Iterator[Edit]:
    """`strip_title`: whether the headline's first place goes, too, where a copy or the hint tells that it is one.

    `outlets`: words of the names of papers and sites. `homes`: the first step of the way to an article. `buttons`:
    what stands before the headline in the text of a button.
    """
    head = doc.top
    if not head or not doc.has_prose:
        return
    words = _Words(outlets, homes, buttons)
    title_keys = doc.verdicts(partial(_title_key, words))
    hint = _key(doc.hints.title, words) if doc.hints.title else None
    alike = _are_alike(doc.keys, head)
    if hint or alike:
        yield from _above_the_text(doc, head, hint, strip_title, words, title_keys)
    if strip_title:
        return
    if alike:
        yield from _at_the_top(doc, head)
    if len(head) > 1:
        yield from _in_a_longer_line(doc, head[:HEAD], words, title_keys)
    if _has_twins(doc) or _comes_again(doc) or doc.texts_opening_with(buttons):
        yield from _below(doc, head[:TITLES], words, title_keys)


def _are_alike(keys: Mapping[str, str], head: Sequence[Line]) -> bool:
    """Whether the keys of two lines begin alike, as those of copies do."""
    seen: set[str] = set()
    for line in head:
        start = keys[line.text][:3]
        if start in seen:
            return True
        seen.add(start)
    return False


def _has_twins(doc: Document) -> bool:
    """Whether two lines are equal, or begin so."""
    rows = doc.rows
    return doc.repeats or len(set(rows)) + rows.count("") - ("" in rows) < len(rows)


def _comes_again(doc: Document) -> bool:
    """Whether the first line stands in the text again, perhaps within a line."""
    first = doc.first_lines(1)[0]
    return len(first.text) >= SHORTEST // 2 and doc.text.find(first.text.strip(), first.end) >= 0


def _above_the_text(
    doc: Document, head: Sequence[Line], hint: str | None, strip_title: bool, words: _Words, title_keys: _TitleKeys
) -> Iterator[Edit]:
    """Copies of a headline between it and the running text; where one goes, the lines above it come nearer."""
    instead: dict[int, int] = {}  # by number of a line that goes: that of the one because of which it does
    edits: list[Edit] = []
    while found := [*_nearest_copies(doc, head, hint, strip_title, words, title_keys)]:
        edits += found
        instead |= {edit.line: edit.keep for edit in found}
        head = [line for line in head if line.number not in instead]
        if all(edit.line < 0 for edit in found):
            break
    for edit in edits:
        keep = edit.keep
        while keep in instead and keep >= 0:
            keep = instead[keep]
        yield edit._replace(keep=keep)


def _nearest_copies(
    doc: Document, head: Sequence[Line], hint: str | None, strip_title: bool, words: _Words, title_keys: _TitleKeys
) -> Iterator[Edit]:
    """The copies that stand next to the running text, but for at most `BELOW` lines."""
    groups = [
        list(lines)[::-1]
        for _, lines in islice(groupby(reversed(head), key=lambda line: title_keys[line.text]), BELOW + 1)
    ]
    for below, group in enumerate(groups):
        key = title_keys[group[0].text]
        under = [line for later in groups[:below] for line in later[:1]]
        if not key or _is_verse(doc.keys, group[0], under):
            continue
        first, copies = group[0], group[1:]
        above = _far_above(head, first, below, hint, title_keys) if below < BELOW else None
        if above is not None:
            first, copies = above, group
        copies = [line for line in copies if not _is_verse_line(first, line)]
        if first.text.rstrip().endswith(".") and doc.text.count(first.text.strip()) > 2:
            continue  # a sentence that a speech comes back to
        if strip_title and (copies or key == hint):
            yield from doc.drop_all([first, *copies], "headline, told by its copy or by the hint; it was asked to go")
            continue
        bare = _without_site(first.text, words)
        if bare != first.text and any(_without_site(line.text, words) == line.text for line in copies):
            yield Edit(first.start + len(bare), first.end, "", "the site's name; the headline follows without it")
        for line in copies:
            yield doc.drop(line, "headline printed again", keep=first)


def _far_above(head: Sequence[Line], copy: Line, below: int, hint: str | None, title_keys: _TitleKeys) -> Line | None:
    """The headline of which the line is a copy, with a menu, a byline or a bar between the two."""
    key = title_keys[copy.text]
    whole = below == 0 and _is_whole(copy.text)
    at = bisect_left(head, copy.number, key=attrgetter("number"))
    for line in head[max(0, at - HEAD) : at]:
        told = len(head) <= HEAD and (line.number == 0 or key == hint)
        if (whole or told) and title_keys[line.text] == key:
            return None if _is_refrain(head, copy, key, title_keys) else line
    return None


def _is_refrain(head: Sequence[Line], copy: Line, key: str, title_keys: _TitleKeys) -> bool:
    """Whether a line comes again as the title of a poem does: it is the first line, too, and another one below."""
    title = next((line for line in head if title_keys[line.text] == key), copy)
    copies = [line.number - title.number for line in head if line.number <= copy.number and line.text == title.text]
    return len(copies) > 2 and copies[:2] == [0, 1] and copies[-1] - copies[-2] >= BELOW


def _at_the_top(doc: Document, head: Sequence[Line]) -> Iterator[Edit]:
    """A headline printed again right below itself, where other lines follow above the running text."""
    for title, line in pairwise(head[:TITLES]):
        same = title.text.strip() == line.text.strip() and _is_whole(line.text)
        if same and not _is_verse(doc.keys, line, doc.lines[line.number + 1 : line.number + 3]):
            yield doc.drop(line, "headline printed again", keep=title)


def _in_a_longer_line(doc: Document, head: Sequence[Line], words: _Words, title_keys: _TitleKeys) -> Iterator[Edit]:
    """Lines that are a headline with the way to it before it, or with a site's name; or its beginning, cut."""
    yield from _behind_run_together(doc, head, words)
    longer = [line for line in head if _LONGER.search(line.text)]
    if not longer:
        return
    keys = {key: line for line in reversed(head) if (key := title_keys[line.text])}
    for line in longer:
        for tail in _tails(line.text.strip(), words):
            title = _like(tail, keys, words)
            if title is not None and title is not line:
                cut = tail == line.text.strip()
                yield doc.drop(line, "the beginning of the headline" if cut else "the way to the headline", keep=title)
                break


def _behind_run_together(doc: Document, head: Sequence[Line], words: _Words) -> Iterator[Edit]:
    """Lines that are the way to the headline, from the site's first page on, and the headline, without signs between:
    `HomeNewsHarbourFerry to run at night from May on`."""
    for title in [line for line in head[:TITLES] if _is_whole(line.text)]:
        for line in head:
            way = line.text.strip().removesuffix(title.text.strip())
            before = 0 < len(way) <= CRUMB and len(way) < len(line.text.strip())
            if before and line_key(_RUN_TOGETHER.split(way, 1)[0]) in words.homes:
                yield doc.drop(line, "the way to the headline", keep=title)


def _tails(text: str, words: _Words) -> Iterator[str]:
    """What may be the headline in a line: the line itself if it is cut, what stands behind crumbs or a site's name."""
    if text.endswith(_CUT):
        yield text
    *crumbs, tail = _CRUMBS.split(text)
    # One sign alone stands between a headline and the site's name, too.
    way = len(crumbs) > 1 or (crumbs and line_key(crumbs[0]) in words.homes)
    if way and all(0 < len(crumb) <= min(CRUMB, len(tail)) for crumb in crumbs):
        yield tail
    before = _BEFORE.search(text)
    if before and before.start() < len(text) - before.end():
        name = text[: before.start()].removeprefix("The ")  # `The Night Ferry: …` is a title and its second half
        if _is_outlet(name, words):
            yield text[before.end() :]


def _like(text: str, keys: Mapping[str, Line], words: _Words) -> Line | None:
    """The line of which a text is a copy, or the beginning if it is cut."""
    key = _key(text, words)
    if not _is_long(key):
        return None
    if text.endswith(_CUT):
        return next((line for other, line in keys.items() if other != key and other.startswith(key)), None)
    return keys.get(key)


def _below(doc: Document, titles: Sequence[Line], words: _Words, title_keys: _TitleKeys) -> Iterator[Edit]:
    """Copies of a headline below a picture or the deck, below the end of the text, and in the texts of buttons."""
    lines, first_prose = doc.lines, doc.first_prose
    texts = [*map(str.strip, doc.rows)]
    may_be_buttons = any(sign in doc.text for sign in _IN_ADDRESSES) or bool(doc.texts_opening_with(words.buttons))
    for title in titles:
        text = title.text.strip()
        start = text[: SHORTEST if text.isascii() else SHORTEST // 3]
        if doc.text.find(start, title.end) < 0:
            continue
        bare = _without_site(text, words)
        if doc.text.find(bare, title.end) < 0 or not title_keys[title.text] or is_code(text):
            continue
        text = bare
        is_first = title.number == 0 and not text.endswith(_CLOSED)
        may_be_named = is_first and (text.count(" ") >= 2 or is_unspaced(text))
        if not (may_be_buttons or may_be_named) and texts.count(text) < 1 + (text == title.text.strip()):
            continue
        prose = iter(doc.prose[bisect_right(doc.prose, title.number) :])
        following = next(prose, len(lines))
        long: list[Line] = []  # those of running text between the headline and its copy
        shown: dict[tuple[int, bool], bool] = {}  # whether these are the pictures between the two
        copies = [line for line in lines[title.number + 1 :] if text in line.text]
        for number, line in enumerate(copies):
            if line.text.strip() != text:
                if may_be_buttons and len(line.text) <= len(text) + BUTTON and _is_button(line.text, text, words):
                    yield doc.drop(line, "the headline in the text of a button", keep=title)
                elif may_be_named and _is_named(line.text.strip(), text, words, line.number > doc.last_prose):
                    yield doc.drop(line, "headline printed again, with the site's name", keep=title)
                continue
            if line.number < first_prose:
                continue
            count = line.number - title.number - 1 - number  # of the lines between; copies go and do not count
            if line.number > doc.last_prose:
                if is_first and (text.count(" ") >= 2 or is_unspaced(text)):
                    yield doc.drop(line, "headline printed again below the text", keep=title)
            elif count < PICTURES:
                while following < line.number:
                    if text not in lines[following].text:
                        long.append(lines[following])
                    following = next(prose, len(lines))
                between = len(long), count <= DECK
                if between not in shown:
                    shown[between] = _are_pictures(doc, long, count, text)
                if shown[between]:
                    yield doc.drop(line, "headline printed again below a picture", keep=title)


def _is_named(text: str, title: str, words: _Words, last: bool) -> bool:
    """Whether a line is the headline with a site's name behind it, and nothing else. Behind a headline of some length,
    below the text (``last``), that may be any name; elsewhere it is one of a paper or a station."""
    suffix = _SUFFIX.match(text, len(title)) if text.startswith(title) else None
    if suffix is None:
        return False
    return _is_outlet(suffix["site"], words) or (last and _is_whole(title) and _is_site(suffix["site"]))


def _is_button(text: str, title: str, words: _Words) -> bool:
    """Whether a line is the headline with the word of a button before it or an address behind it, and nothing else."""
    before, _, behind = text.partition(title)
    word = line_key(before)
    if word and word not in words.buttons:
        return False
    rest = _ADDRESS.sub("", behind)
    return not line_key(rest) and (bool(word) or rest != behind)


def _are_pictures(doc: Document, long: Sequence[Line], count: int, title: str) -> bool:
    """Whether nothing stands between a headline and its copy but short lines and captions, perhaps a deck.

    Of ``count`` lines those in ``long`` are running text.
    """
    if not long:
        return True
    keys = [doc.keys[one.text] for one in long]  # a few: the two are near each other
    captions = doc.passing(is_caption, [one.text for one in long])
    some = sum(keys.count(key) == 1 and one.text not in captions for key, one in zip(keys, long, strict=True))
    return not some or (some == 1 and count <= DECK and _is_whole(title))


def _is_whole(text: str) -> bool:
    """Whether a line is a headline that says so much that nobody says it again as a heading or in a refrain."""
    long = size(text) >= WHOLE and (text.count(" ") >= 4 or is_unspaced(text))
    return long and not text.rstrip().endswith((",", ";"))


def _title_key(words: _Words, text: str) -> str:
    """What copies of a title have in common; nothing for a line that is too short or too long for a title."""
    if len(text) > 300 or _TIMED.match(text):
        return ""
    key = _key(text, words)
    return key if _is_long(key) else ""


def _is_long(key: str) -> bool:
    return len(key) >= SHORTEST or (len(key) >= 6 and not key.isascii())


def _key(text: str, words: _Words) -> str:
    text = _without_site(text, words)
    if not text.isascii() or any(mark in text for mark in _STRAIGHT):
        text = text.translate(_QUOTES)
    key = line_key(text)
    return key if key.isascii() and key.replace(" ", "").isalnum() else _PUNCTUATION.sub(" ", key).strip()


def _is_verse(keys: Mapping[str, str], title: Line, under: Sequence[Line]) -> bool:
    """Whether a line below begins as the title does: then it is the first line of a stanza."""
    return bool(under) and keys[title.text].split()[:3] in [keys[line.text].split()[:3] for line in under]


def _is_verse_line(title: Line, copy: Line) -> bool:
    """Whether a copy is written as a line of verse, not as a headline."""
    text = copy.text.strip()
    if text.endswith(".") and not title.text.rstrip().endswith("."):
        return True
    return text.endswith((",", ";")) or (text[0].islower() and not title.text.lstrip()[0].islower())


def _without_site(text: str, words: _Words) -> str:
    """The text without a site's name at its end, and the section before that, if it has them."""
    match = _SUFFIX.search(text.rstrip()) if _SUFFIX_SIGN.search(text) else None
    if not match or not _is_site(match["site"]):
        return text
    # Behind a bar stands a site; behind a dash may stand anything, a person for instance.
    sign = _sign(match)
    if sign not in ("|", "｜") and " " in match["site"] and not _is_outlet(match["site"], words):
        return text
    text = text[: match.start()]
    section = _SUFFIX.search(text)
    if section and _sign(section) == sign and section["site"].count(" ") < SECTION_WORDS and _is_site(section["site"]):
        return text[: section.start()]
    return text


def _sign(suffix: "regex.Match[str]") -> str:
    return suffix.group()[: -len(suffix["site"])].strip()


def _is_outlet(name: str, words: _Words) -> bool:
    """Whether a name is that of a paper, a station or a site by one of its words."""
    if not _is_site(name):
        return False
    if _DOMAIN.search(name):
        return True
    parts = line_key(name).split()
    return any(part in words.outlets for part in parts) or (
        is_unspaced(name) and any(parts[-1].endswith(word) for word in words.outlets if is_unspaced(word))
    )


def _is_site(name: str) -> bool:
    """Whether this can be a site's name: a few capitalised words, and none that tells parts of a series apart."""
    words = name.split()
    capitals = sum(not word[0].islower() for word in words)
    return (
        0 < len(words) <= SITE_WORDS
        and not any(map(str.isdigit, name))
        and capitals * 2 >= len(words)
        and not words[0][0].islower()
        and not _SERIES.search(name)
    )


def _wake(doc: Document) -> bool:
    """Whether lines above the running text may be a headline and its copy, or the first has a copy below."""
    return (
        doc.has_prose
        and doc.first_prose > 0
        and (doc.first_prose > 1 or bool(doc.hints.title) or _has_twins(doc) or _comes_again(doc))
    )


RULE = Rule(
    "duplicated_title",
    find,
    stage="dedupe",
    version=7,
    openings=("buttons",),
    wake=_wake,
    examples=(
        fixes("""
              Ferry to run at night

            - “Ferry to Run at Night”
            -
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
            - Ferry to run at night | The Bay Herald
            - Ferry to run at night
            + Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes(
            """
            - Ferry to run at night - The Bay Herald
              The ferry across the bay will also run at night from May on, the harbour office said.
            """,
            hints=Hints(title="Ferry to run at night"),
            strip_title=True,
        ),
        fixes("""
            - Home > News > Ferry to run at night from May on
              Ferry to run at night from May on
            - Ferry to run at night from…
              The ferry across the bay will also run at night from May on, the harbour office said.
            - Tweet: Ferry to run at night from May on
        """),
        fixes("""
              Ferry to run at night from May on, says the board
              Sixty passengers have room on board, and none of them may bring a car, the harbour office said.
            - Ferry to run at night from May on, says the board
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Ferry to run at night from May on, says the board
        """),
        keeps("""
            Ferry to run at night - The Bay Herald

            The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        keeps("""
            Row on, row on

            Row on, row on
            until the morning comes
        """),
        keeps("""
            The night ferry

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            The night ferry

            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
    ),
)
