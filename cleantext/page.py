"""Where the article begins and ends in the text of a whole page: a small linear model over lines.

The model looks in two steps. First the core: the stretch of lines with the most running text, found from the length
and the last character of each line alone (the maximum sum of the scores of its lines). Then the lines in the core and
`REACH` lines around it are described in words (`describe`): how long the line is, how it ends, whether it stands
there twice, with which phrases it begins, where it stands to the core. Each word has two weights in
``page_weights.toml``, learned by logistic regression (``benchmarks/train_page.py``): one says whether the line lies
between the article's first and last line, the other whether it belongs to the article. The article is the stretch
with the largest sum of the first; in it, lines whose sum of the second is below a limit go.

A line here is a `Unit`: what `get_text()` splits at each link is put together again.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cleantext.openings import fold

REACH = 12
"""Lines around the core that may belong to the article."""

BRIDGE = 40
"""Shortest fragment, in characters, that makes fragments a paragraph and not a menu in small letters."""

_SENTENCE = frozenset('.!?。！？।؟۔"”»’」』')
_STOP = frozenset(".!?。！？।؟۔")
_CLOSING = frozenset("\"'”’»›」』)]）】")
_JOINS = frozenset(",.;:)’”!?%，。、")
_ENDS = {
    **dict.fromkeys(".!?。！？।؟۔", "ends with a full stop"),
    **dict.fromkeys('"”’»」』', "ends with a quotation mark"),
    **dict.fromkeys(")]）】", "ends with a bracket"),
    **dict.fromkeys(":：", "ends with a colon"),
    **dict.fromkeys(",;，、；", "ends with a comma"),
    **dict.fromkeys("0123456789", "ends with a digit"),
    "…": "ends with an ellipsis",
}
_EDGES = (8, 16, 24, 34, 46, 60, 80, 110, 150, 200, 300)
_LENGTHS = (
    "0-7",
    "8-15",
    "16-23",
    "24-33",
    "34-45",
    "46-59",
    "60-79",
    "80-109",
    "110-149",
    "150-199",
    "200-299",
    "300+",
)
_COUNTS = ("none", "one", "two", "several")
_SHORT, _BETWEEN, _REPEATED = -1.3, -0.6, -0.3
"""What a line takes from the sum that makes the core (running text adds up to 4.5): a short line, a line that is
neither short nor running text or is a notice of the site, running text that stands on the page twice. Chosen by
cross-validation among some dozen."""

_NOTICE = frozenset({"account", "copyright"})
NOTICE = 400
"""Longest notice of the site, in characters, that is known by its phrases."""

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DATE = re.compile(r"(?:19|20)\d\d|\d[:.h]\d\d\b|\d[/.-]\d\d?[/.-]\d")
_WORDS = re.compile(r"\w+|©")


class Unit(NamedTuple):
    """A line of the page, or the fragments of a paragraph."""

    text: str
    first: int
    """Row of the document, blank rows counted."""
    last: int
    size: int
    """Length in characters, those of a script without spaces counted twice."""


_unit = partial(tuple.__new__, Unit)
"""Makes a Unit of a tuple; a page has many."""


class Phrases:
    """Phrases by family, for one look-up per line."""

    def __init__(self, families: Mapping[str, frozenset[str]]) -> None:
        """``families``: phrases by family; those of ``…_words`` count anywhere in a line, others at its start."""
        self._start: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._inside: list[tuple[str, str]] = []
        for family, phrases in families.items():
            name, anywhere = family.removesuffix("_words"), family.endswith("_words")
            for phrase in phrases:
                words = " ".join(_WORDS.findall(fold(phrase)))
                if _CJK.search(phrase):
                    self._inside.append((words, name))
                elif anywhere:
                    self._words[words] = name
                else:
                    self._start[words] = name
        self._anywhere = frozenset(self._words)
        self._heads = {words.partition(" ")[0] for words in self._start}

    def families(self, text: str, cjk: bool) -> list[str]:
        """The families that a line shows, sorted."""
        folded = fold(text)
        words = _WORDS.findall(folded)
        found = [] if self._anywhere.isdisjoint(words) else [self._words[w] for w in words if w in self._words]
        if words and words[0] in self._heads:
            head = ""
            for word in words[:4]:
                head = f"{head} {word}" if head else word
                if head in self._start:
                    found.append(self._start[head])
        if cjk:
            found += [name for phrase, name in self._inside if phrase in folded]
        return sorted(set(found)) if len(found) > 1 else found


class Page:
    """The units of a page with what the model's first step finds out about them."""

    def __init__(self, rows: Sequence[str], phrases: Phrases) -> None:
        texts = [row.strip() for row in rows]
        where = [number for number, text in enumerate(texts) if text]
        texts = [text for text in texts if text]
        whole = "".join(texts)
        self.cjk = not whole.isascii() and len(_CJK.findall(whole)) * 5 > len(whole)
        self.units = _units(texts, where, 1 + self.cjk)
        self.times = Counter([text for text, _, _, _ in self.units])
        self.short = [
            size < 46 and (text[-1] not in _SENTENCE or text[-3:] == "...") for text, _, _, size in self.units
        ]
        self._phrases = phrases
        self._families: dict[str, list[str]] = {}
        self.scores = [
            _SHORT if short else self._score(text, size)
            for short, (text, _, _, size) in zip(self.short, self.units, strict=True)
        ]
        self.core = best_stretch(self.scores)
        start, stop = self.core
        self.around = sum(self.short) - sum(self.short[start:stop])
        """Short lines outside the core."""

    def _score(self, text: str, size: int) -> float:
        """What a line that is not short adds to the sum that makes the core."""
        if size < 50:
            return _BETWEEN
        if size < 200:
            last = text[-1]
            if not ((last in _SENTENCE and text[-3:] != "...") or (size > 60 and last in _CLOSING)):
                return _BETWEEN
        if size < NOTICE and not _NOTICE.isdisjoint(self.families(text)):
            return _BETWEEN
        return min(size, 240) * 0.02 - 0.3 if self.times[text] == 1 else _REPEATED

    def families(self, text: str) -> list[str]:
        """The families of phrases that a line shows, sorted."""
        found = self._families.get(text)
        if found is None:
            found = self._families[text] = self._phrases.families(text, self.cjk)
        return found

    def is_prose(self, number: int) -> bool:
        """Whether a unit is running text, and no notice of the site."""
        return self.scores[number] > _BETWEEN

    def gap(self, number: int) -> bool:
        """Whether a blank row stands above a unit."""
        return number == 0 or self.units[number].first - self.units[number - 1].last > 1


def _units(texts: list[str], where: list[int], width: int) -> list[Unit]:
    low = [text[0].islower() or text[0] in _JOINS for text in texts]
    if sum(low) * 20 <= len(low):
        return [_unit((text, row, row, len(text) * width)) for text, row in zip(texts, where, strict=True)]
    starts = [0]
    joined = False
    for k in range(1, len(texts)):
        above = texts[k - 1]
        joins = where[k] - where[k - 1] == 1 and above[-1] not in _STOP
        if joins and not low[k]:
            joins = (
                (joined or len(above) >= 25)
                and above[-1] not in ":："
                and k + 1 < len(texts)
                and low[k + 1]
                and where[k + 1] - where[k] == 1
                and texts[k][-1] not in _STOP
            )
        joined = joins
        if not joins:
            starts.append(k)
    starts.append(len(texts))
    out = []
    for first, stop in pairwise(starts):
        parts = texts[first:stop]
        longest = max(parts, key=len)
        text = " ".join(parts) if len(parts) > 1 and len(longest) >= BRIDGE else longest
        out.append(_unit((text, where[first], where[stop - 1], len(text) * width)))
    return out


class Model(NamedTuple):
    """Weights of words: for a line between the article's ends, and for a line of the article."""

    between: Mapping[str, float]
    own: Mapping[str, float]

    @classmethod
    def of(cls, weights: Mapping[str, Sequence[float]]) -> "Model":
        """The model of pairs of weights by word, with the constants under ``always``."""
        return cls({w: pair[0] for w, pair in weights.items()}, {w: pair[1] for w, pair in weights.items()})


@cache
def shipped_model() -> Model:
    """The model that comes with cleantext, ``page_weights.toml``."""
    return Model.of(tomllib.loads(Path(__file__).with_name("page_weights.toml").read_text("utf-8"))["weights"])


class Article(NamedTuple):
    """What the model makes of a page."""

    kept: list[int]
    """The units of the article, in order."""
    first: int
    """The first unit that was described."""
    words: list[list[str]]
    """The descriptions."""


def article(page: Page, model: Model) -> Article:
    """The units that belong to the article."""
    if page.core == (0, 0):
        return Article([], 0, [])
    first, described = describe(page)
    between, own = model
    scores = [between["always"] + sum([between.get(word, 0.0) for word in words]) for words in described]
    start, stop = best_stretch(scores)
    limit = -own["always"]
    kept = [
        first + number
        for number in range(start, stop)
        if sum([own.get(word, 0.0) for word in described[number]]) > limit
    ]
    return Article(kept, first, described)


def best_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """The half-open stretch with the largest sum; empty if no score is above zero."""
    best = total = 0.0
    start = 0
    stretch = 0, 0
    for number, score in enumerate(scores):
        total += score
        if total <= 0:
            total = 0.0
            start = number + 1
        elif total > best:
            best = total
            stretch = start, number + 1
    return stretch


def describe(page: Page) -> tuple[int, list[list[str]]]:
    """What the model knows of the units around the core, in words; and the number of the first of them."""
    start, stop = page.core
    first, last = max(0, start - REACH), min(len(page.units), stop + REACH)
    total = sum(score for score in page.scores if score > 0) or 1.0
    inside = sum(score for score in page.scores[start:stop] if score > 0)
    share = f"core holds {'most' if inside > 0.8 * total else 'half' if inside > 0.4 * total else 'little'} of the text"
    out = []
    headings: list[str] = []
    running = 0
    for number in range(first, last):
        text, row, end_row, size = page.units[number]
        words = [_end_of(text), f"length {_LENGTHS[bisect_right(_EDGES, size)]}"]
        if size < 60 and words[0] == "ends with a full stop":
            words.append("short sentence")
        if size >= 46:
            words.append(f"commas: {_COUNTS[min(3, text.count(', ') + text.count('，') + text.count('、'))]}")
            stops = text.count(". ") + text.count("? ") + text[:-1].count("。")
            words.append(f"stops inside: {_COUNTS[min(3, stops)]}")
        if page.times[text] > 1:
            words.append("long line repeated" if size >= 60 else "short line repeated")
        if page.gap(number):
            words.append("paragraph break above")
        if end_row > row:
            words.append("put together from fragments")
        if size < 160:
            if _DATE.search(text):
                words.append("date or time" if size < 60 else "long line, date or time")
            where = "" if size < 60 else "long line, "
            words += [f"{where}{family}" for family in page.families(text)]
        if start <= number < stop:
            words += ["in the core", share]
        elif number < start:
            words.append(f"{_DISTANCE[min(12, start - number)]} above the core")
        else:
            words.append(f"{_DISTANCE[min(12, number - stop + 1)]} below the core")
        words += headings
        running += page.is_prose(number)
        if running >= 2:
            headings += [heading for kind, heading in _HEADINGS if kind in words and heading not in headings]
        for name, other in (("above", number - 1), ("below", number + 1)):
            if not 0 <= other < len(page.units):
                words.append(f"nothing {name}")
            elif page.is_prose(other):
                words.append(f"running text {name}")
            elif page.short[other]:
                words.append(f"short line {name}")
        out.append(words)
    return first, out


_HEADINGS = (
    ("comments", "below a heading of comments"),
    ("related", "below a heading of related articles"),
    ("copyright", "below a copyright notice"),
)
"""Kinds of short lines that tell what follows, once two lines of running text stand above."""

_DISTANCE = ["", "1 line", *["2-3 lines"] * 2, *["4-8 lines"] * 5, *["9 lines or more"] * 4]


def _end_of(text: str) -> str:
    last = text[-1]
    if last in _CLOSING and text[-2:-1] in _STOP:
        return "ends with a full stop"
    if text.endswith("..."):
        return "ends with an ellipsis"
    return _ENDS.get(last, "ends with a word")


ABOVE = 30
"""Units above the article among which the headline is looked for."""

TEXT = 3000
"""Characters of the article that confirm a headline by its words."""


def headline(page: Page, found: Article, title: str | None) -> int | None:
    """The unit that is the article's headline, if it is not among the kept ones.

    That is the line above the article that the hint ``title`` or the page's first line (its title, mostly with the
    site's name behind it) repeats; else the one with the most words of the article, at least two and half its own.
    """
    units, kept = page.units, found.kept
    known = [_key(text) for text in (title or "", units[0].text)]
    near = range(kept[0] - 1, max(-1, kept[0] - ABOVE), -1)
    for name in known:
        if len(name) < 12:
            continue
        if any(_same(_key(units[number].text), name) for number in kept[:3]):
            return None
        for number in near:
            if (number > 0 or name == known[0]) and _same(_key(units[number].text), name):
                return number
    text = fold("\n".join([units[number].text for number in kept]))[:TEXT]
    body = _pieces(text, page.cjk)
    best, most = None, 1
    for number in near:
        unit = units[number]
        if not 16 <= unit.size <= 160 or unit.text[-1] in "。.:：,|" or page.families(unit.text):
            continue
        words = _pieces(fold(unit.text), page.cjk)
        shared = len(words & body)
        if shared > most and shared * 2 >= len(words):
            best, most = number, shared
    return best


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))


def _same(line: str, name: str) -> bool:
    """Whether a line is a title: the same, or it without the site's name."""
    if len(line) < 12 or 3 * len(line) <= len(name):
        return line == name
    return name.startswith(line) or name.endswith(line)


def _pieces(text: str, cjk: bool) -> set[str]:
    """The words of three letters or more; of scripts without spaces all pairs of characters."""
    if cjk:
        return {a + b for a, b in pairwise(text) if a.isalpha() and b.isalpha()}
    return {word for word in _WORDS.findall(text) if len(word) > 2}
