"""Where the article begins and ends in the text of a whole page: a small linear model over lines.

The model looks in two steps. First the core: the first stretch of lines with much running text, found from the length
and the last character of each line alone (a maximum sum of the scores of its lines). Then the lines in the core and
`REACH` lines around it are described in words (`describe`): how long the line is, how it ends, whether it stands
there twice, with which phrases it begins, where it stands to the core. Each word has two weights in
``page_weights.toml``, learned by logistic regression (``benchmarks/train_page.py``): one says whether the line lies
between the article's first and last line, the other whether it belongs to the article. The article is the stretch
with the largest sum of the first; in it, lines whose sum of the second is below a limit go.

A line here is no blank one, and may be several rows of the document: what `get_text()` splits at each link is put
together again.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import compress, pairwise
from operator import add, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleantext.document import Document, lazy
from cleantext.openings import LETTERS_AND_DIGITS, begins_alphanumeric, fold

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

REACH = 8
"""Lines around the core that may belong to the article."""

ABOVE = 30
"""Lines above the article among which the headline is looked for."""

SHORT = 46
"""Length, in characters, from which on a line is not short."""

LEAST = 50
"""Length, in characters, from which on a line may be running text."""

BRIDGE = 40
"""Shortest fragment, in characters, that makes fragments a paragraph and not a menu in small letters."""

PIECE = 4
"""Shortest fragment, in characters, that a link with a capital goes on."""

SHOWN = 160
"""Length, in characters, up to which phrases tell what a line is."""

_SENTENCE = frozenset('.!?。！？।؟۔"”»’」』')
_STOP = frozenset(".!?。！？।؟۔")
_CLOSING = frozenset("\"'”’»›」』)]）】")
_JOINS = frozenset(",.;:)’”!?%，。、")
_ENDS = {
    **dict.fromkeys(".!?。！？।؟۔", "ends with a full stop"),
    **dict.fromkeys('"”»’」』', "ends with a quotation mark"),
    **dict.fromkeys(")]）】", "ends with a bracket"),
    **dict.fromkeys(":：", "ends with a colon"),
    **dict.fromkeys(",;，、；", "ends with a comma"),
    **dict.fromkeys("0123456789", "ends with a digit"),
    "…": "ends with an ellipsis",
}
_EDGES = (0, 8, 16, 24, 34, 46, 60, 80, 110, 150, 200, 300)
_LENGTHS = [f"length {low}-{high - 1}" for low, high in pairwise(_EDGES) for _ in range(low, high)] + ["length 300+"]

_AROUND, _BETWEEN, _REPEATED = -1.3, -0.6, -0.3
"""What a line takes from the sum that makes the core (running text adds up to 4.5): a short line, a line that is
neither short nor running text or is a notice of the site, running text that stands on the page twice. Chosen by
cross-validation among some dozen."""

EARLY = 0.6
"""Share of the largest sum that makes a stretch the core if none before it has as much: comments may be longer than
what they comment on, but stand below. From 0.5 to 0.8 it makes little difference."""

_NOTICE = frozenset({"account", "copyright"})
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_FIRST_CJK = "\u3040"
_DATE = re.compile(r"(?:19|20)\d\d|\d[:.h]\d\d\b|\d[/.-]\d\d?[/.-]\d")
_LONG_WORDS = re.compile(r"\w{3,}")
_SIGNS = re.compile(r"\n[^\w\n©]+")


class Phrases:
    """Phrases by family, looked up in all lines at once."""

    def __init__(self, families: Mapping[str, frozenset[str]]) -> None:
        """``families``: phrases by family; those of ``…_words`` count anywhere in a line, others at its start."""
        self._names: dict[str, str] = {}
        for family, phrases in families.items():
            for phrase in map(fold, phrases):
                anywhere = family.endswith("_words") or _CJK.search(phrase)
                for form in (phrase, phrase.replace("'", "’")):
                    self._names[form if anywhere else f"\n{form}"] = family.removesuffix("_words")
        # What may stand beside letters: the line break at the start, characters of scripts without spaces.
        self._known = [
            (name, phrase[0] != "\n" and phrase[0] < _FIRST_CJK, phrase[-1] < _FIRST_CJK)
            for phrase, name in self._names.items()
        ]

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([phrase.encode() for phrase in self._names], implementation=Implementation.DFA)

    def families(self, lines: Iterable[str], caseless: bool) -> dict[int, tuple[str, ...]]:
        """The families of the phrases in lines, sorted, by the number of the line; lines without any are left out.

        ``caseless`` says that the lines have no capital letters but ASCII ones.
        """
        text = _SIGNS.sub("\n", "\n".join(["", *lines, ""]))
        # Lone surrogates are more than the automaton takes. ASCII letters are quickly made small as bytes.
        raw = (text if caseless else fold(text)).encode("utf-8", "replace").lower()
        out: dict[int, tuple[str, ...]] = {}
        number, at = -1, 0
        for phrase, start, end in self._automaton.find_matches_as_indexes(raw, overlapping=True):
            name, begins_word, ends_word = self._known[phrase]
            if ends_word and (raw[end] in LETTERS_AND_DIGITS if raw[end] < 0x80 else begins_alphanumeric(raw, end)):
                continue
            if begins_word and raw[max(0, start - 4) : start].decode(errors="ignore")[-1].isalnum():
                continue
            number += raw.count(b"\n", at, end)
            at = end
            names = out.get(number, ())
            if name not in names:
                out[number] = tuple(sorted((*names, name)))
        return out


class Page:
    """The lines of a page, with what the model's first step finds out about them."""

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self._phrases = phrases
        self._caseless = fold(doc.odd) == doc.odd
        rows = [*map(str.strip, doc.rows)]
        self.texts = [*filter(None, rows)]
        """The lines that are not blank."""
        self.first = [*compress(range(len(rows)), rows)]
        """The row of the document in which each line begins."""
        self.last = self.first
        """The row in which it ends."""
        low = [sign.islower() or sign in _JOINS for sign in map(itemgetter(0), self.texts)]
        if sum(low) * 20 > len(low):
            self._put_together(low)
        sizes = [*map(len, self.texts)]
        self.cjk = _is_cjk(doc.utf8, self.texts, sum(sizes))
        """Whether it is written in a script without spaces."""
        self.sizes = [2 * size for size in sizes] if self.cjk else sizes
        """The length of each line in characters, those of a script without spaces counted twice."""
        self.short = [
            size < SHORT and (text[-1] not in _SENTENCE or text[-3:] == "...")
            for text, size in zip(self.texts, self.sizes, strict=True)
        ]
        """Whether a line is short and no sentence."""

    def _put_together(self, low: Sequence[bool]) -> None:
        """Make one line of the fragments of a paragraph; ``low`` says which begin like the rest of a sentence."""
        texts, where = self.texts, self.first
        joined: set[int] = set()

        def goes_on(k: int) -> bool:
            """Whether nothing says that a sentence ends above this line."""
            return where[k] - where[k - 1] == 1 and texts[k - 1][-1] not in _STOP

        for k in compress(range(len(texts)), low):
            if k and goes_on(k):
                joined.add(k)
                above = texts[k - 2] if k > 1 else ":"
                # A link inside the sentence may begin with a capital.
                if (
                    not low[k - 1]
                    and (len(above) >= PIECE or k - 2 in joined)
                    and above[-1] not in ":："
                    and goes_on(k - 1)
                ):
                    joined.add(k - 1)
        if not joined:
            return
        starts = [k for k in range(len(texts)) if k not in joined]
        self.texts = [texts[k] for k in starts]
        self.first = [where[k] for k in starts]
        self.last = [where[k - 1] for k in (*starts[1:], len(where))]
        for number, (first, stop) in enumerate(pairwise([*starts, len(texts)])):
            if stop - first > 1:
                longest = max(texts[first:stop], key=len)
                self.texts[number] = " ".join(texts[first:stop]) if len(longest) >= BRIDGE else longest

    def _families(self, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        found = self._phrases.families([self.texts[number] for number in numbers], self._caseless)
        return {numbers[k]: families for k, families in found.items()}

    @lazy
    def _of_long_lines(self) -> dict[int, tuple[str, ...]]:
        return self._families([number for number in self._long if self.sizes[number] < SHOWN])

    @lazy
    def _long(self) -> list[int]:
        """The lines that may be running text."""
        return [number for number, size in enumerate(self.sizes) if size >= LEAST]

    @lazy
    def families(self) -> dict[int, tuple[str, ...]]:
        """The families of phrases in the lines around the core, by the number of the line."""
        start, stop = self.core
        near = range(max(0, start - ABOVE), min(len(self.texts), stop + REACH))
        return self._of_long_lines | self._families([number for number in near if self.sizes[number] < LEAST])

    @lazy
    def times(self) -> Counter[str]:
        """How often each line stands on the page."""
        return Counter(self.texts)

    @lazy
    def scores(self) -> list[float]:
        """What each line adds to the sum that makes the core."""
        scores = [_AROUND if short else _BETWEEN for short in self.short]
        families, times = self._of_long_lines, self.times
        for number in self._long:
            size, text = self.sizes[number], self.texts[number]
            last = text[-1]
            if not (size >= 200 or (last in _SENTENCE and text[-3:] != "...") or (size > 60 and last in _CLOSING)):
                continue
            if number in families and not _NOTICE.isdisjoint(families[number]):
                continue
            scores[number] = min(size, 240) * 0.02 - 0.3 if times[text] == 1 else _REPEATED
        return scores

    @lazy
    def core(self) -> tuple[int, int]:
        """The first stretch of lines, half-open, with `EARLY` of the most running text that a stretch has."""
        found = stretches(self.scores)
        enough = EARLY * max(found, default=(0.0,))[0]
        return next((stretch for total, stretch in found if total >= enough), (0, 0))

    @property
    def around(self) -> int:
        """Short lines outside the core."""
        start, stop = self.core
        return sum(self.short) - sum(self.short[start:stop])

    def is_prose(self, number: int) -> bool:
        """Whether a line is running text, and no notice of the site."""
        return self.scores[number] > _BETWEEN

    @lazy
    def kinds(self) -> list[str]:
        """What each line is to its neighbours, and what stands above the first and below the last."""
        kinds = ["running text" if score > _BETWEEN else "" for score in self.scores]
        for number in compress(range(len(kinds)), self.short):
            kinds[number] = "short line"
        return ["nothing", *kinds, "nothing"]


def _is_cjk(raw: bytes, texts: Sequence[str], size: int) -> bool:
    """Whether a fifth of the characters, ``size`` in all, are of a script without spaces; in UTF-8 they take three
    bytes."""
    return 5 * len(raw) >= 7 * size and sum(map(len, _CJK.findall("".join(texts)))) * 5 > size


class Weights(dict[tuple[str, ...], float]):
    """Sums of weights by the words that they belong to; of these there are some hundred combinations."""

    def __init__(self, by_word: Mapping[str, float]) -> None:
        self.by_word = by_word

    def __missing__(self, words: tuple[str, ...]) -> float:
        total = self[words] = sum([self.by_word.get(word, 0.0) for word in words])
        return total


class Model(NamedTuple):
    """Weights of words: for a line between the article's ends, and for a line of the article."""

    between: Weights
    own: Weights

    @classmethod
    def of(cls, weights: Mapping[str, Sequence[float]]) -> "Model":
        """The model of pairs of weights by word, with the constants under ``always``."""
        return cls(
            Weights({word: pair[0] for word, pair in weights.items()}),
            Weights({word: pair[1] for word, pair in weights.items()}),
        )


@cache
def shipped_model() -> Model:
    """The model that comes with cleantext, ``page_weights.toml``."""
    return Model.of(tomllib.loads(Path(__file__).with_name("page_weights.toml").read_text("utf-8"))["weights"])


Description = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What the model knows of a line, in words: its shape, its neighbours, its place, and what it says."""


class Article(NamedTuple):
    """What the model makes of a page."""

    kept: list[int]
    """The lines of the article, in order."""
    first: int
    """The first line that was described."""
    described: list[Description]


def article(page: Page, model: Model) -> Article:
    """The lines that belong to the article."""
    if page.core == (0, 0):
        return Article([], 0, [])
    first, described = describe(page)
    between, own = model
    always = between[("always",)]
    start, stop = best_stretch([always + between[a] + between[b] + between[c] + between[d] for a, b, c, d in described])
    limit = -own[("always",)]
    kept = [
        number
        for number, (a, b, c, d) in enumerate(described[start:stop], first + start)
        if own[a] + own[b] + own[c] + own[d] > limit
    ]
    return Article(kept, first, described)


def best_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """The half-open stretch with the largest sum; empty if no score is above zero."""
    return max(stretches(scores), default=(0.0, (0, 0)), key=itemgetter(0))[1]


def stretches(scores: Sequence[float]) -> list[tuple[float, tuple[int, int]]]:
    """The half-open stretches with the largest sum between places where the sum has fallen to zero, with their sums."""
    out = []
    best = total = 0.0
    start = stop = 0
    for number, score in enumerate(scores):
        total += score
        if total > best:
            best, stop = total, number + 1
        elif total <= 0:
            if best:
                out.append((best, (start, stop)))
            best = total = 0.0
            start = number + 1
    if best:
        out.append((best, (start, stop)))
    return out


def describe(page: Page) -> tuple[int, list[Description]]:
    """What the model knows of the lines around the core; and the number of the first of them."""
    (start, stop), families, times = page.core, page.families, page.times
    first, last = max(0, start - REACH), min(len(page.texts), stop + REACH)
    kinds = page.kinds[first : last + 2]  # those of the lines above and below, too
    places = [
        *[_ABOVE[start - number] for number in range(first, start)],
        *[_core(page)] * (stop - start),
        *[_BELOW[number - stop] for number in range(stop, last)],
    ]
    out: list[Description] = []
    headings: tuple[str, ...] = ()
    running = 0
    around = zip(page.texts[first:last], page.sizes[first:last], kinds, kinds[1:], kinds[2:], places, strict=False)
    for number, (text, size, above, kind, below, place) in enumerate(around, first):
        sign = text[-1]
        end = _ENDS.get(sign, "ends with a word")
        if sign in _CLOSING and text[-2:-1] in _STOP:
            end = "ends with a full stop"
        elif sign == "." and text[-3:] == "...":
            end = "ends with an ellipsis"
        says: tuple[str, ...] = ()
        if size < SHOWN and number in families:
            says = families[number] if size < 60 else _in_long_line(families[number])
        shape: tuple[str, ...] = end, _LENGTHS[min(size, 300)]
        if times[text] > 1:
            shape += ("short line repeated" if size < 60 else "long line repeated",)
        if size < 60:
            if end == "ends with a full stop":
                shape += ("short sentence",)
            if _DATE.search(text):
                shape += ("date or time",)
        out.append((shape, _NEIGHBOURS[above, below], place + headings, says))
        running += kind == "running text"
        if running >= 2 and says:
            headings += tuple(_HEADINGS[kind] for kind in says if kind in _HEADINGS and _HEADINGS[kind] not in headings)
    return first, out


def _core(page: Page) -> tuple[str, str]:
    """The place of a line in the core, with the share of the page's running text that the core holds."""
    start, stop = page.core
    total = sum([score for score in page.scores if score > 0])
    inside = sum([score for score in page.scores[start:stop] if score > 0])
    share = "most" if inside > 0.8 * total else "half" if inside > 0.4 * total else "little"
    return "in the core", f"core holds {share} of the text"


@cache
def _in_long_line(families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"long line, {family}" for family in families)


_HEADINGS = {
    "comments": "below a heading of comments",
    "related": "below a heading of related articles",
    "copyright": "below a copyright notice",
}
"""Kinds of short lines that tell what follows, once two lines of running text stand above."""

_KINDS = "nothing", "running text", "short line", ""
_NEIGHBOURS = {(a, b): (f"{a} above" if a else "", f"{b} below" if b else "") for a in _KINDS for b in _KINDS}
_DISTANCES = ["1 line", *["2-3 lines"] * 2, *["4-8 lines"] * 5]
_ABOVE = [("",), *((f"{distance} above the core",) for distance in _DISTANCES)]
_BELOW = [(f"{distance} below the core",) for distance in _DISTANCES]

TITLE = 160
"""Characters of a line that are compared with a title."""

TEXT = 1500
"""Characters of the article that confirm a headline by its words (pairs of characters where these run together)."""


def headline(page: Page, found: Article, title: str | None) -> int | None:
    """The line that is the article's headline; it may be among the kept ones.

    That is the first of the article's lines, or the line above it, that the hint ``title`` or the page's first line
    (its title, mostly with the site's name behind it) repeats; else the line above the article with the most words of
    it, at least two and half its own.
    """
    texts, kept = page.texts, found.kept
    near = [k for k in range(kept[0] - 1, max(-1, kept[0] - ABOVE), -1) if 12 <= page.sizes[k] <= SHOWN]
    numbers = [*kept[:3], *near]
    hint, top, *keys = _keys([" ".join((title or "").split()), texts[0], *[texts[k][:TITLE] for k in numbers]])
    for name, lowest in ((hint, 0), (top, 1)):
        if len(name) >= 12:
            for number, key in zip(numbers, keys, strict=True):
                if number >= lowest and _same(key, name):
                    return number
    body = fold(" ".join([texts[k] for k in kept])[:TEXT])
    best, most = None, 1
    for number, key in zip(near, keys[len(numbers) - len(near) :], strict=True):
        if page.sizes[number] < 16 or key[-1] in "。.:：,|" or number in page.families:
            continue
        words = {*filter(str.isalpha, map(add, key, key[1:]))} if page.cjk else {*_LONG_WORDS.findall(key)}
        if len(words) <= most:
            continue
        shared = sum([word in body for word in words])
        if shared > most and shared * 2 >= len(words):
            best, most = number, shared
    return best


def _keys(texts: Sequence[str]) -> list[str]:
    """The texts in small letters, with plain quotation marks."""
    text = fold("\n".join(texts))
    for curly, plain in ("’'", "‘'", '“"', '”"'):
        text = text.replace(curly, plain)
    return text.split("\n")


def _same(line: str, name: str) -> bool:
    """Whether a line is a title: the same, or it without the site's name."""
    if len(line) < 12 or 3 * len(line) <= len(name):
        return line == name
    return name.startswith(line) or name.endswith(line)
