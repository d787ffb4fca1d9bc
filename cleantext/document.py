"""The document that rules look at: immutable text with views that are computed once and shared."""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import accumulate, chain
from typing import Any, Generic, NamedTuple, TypeVar, overload

from cleantext.badness import odd_characters
from cleantext.edits import Edit, Settled, apply, edit_of
from cleantext.openings import OPENING, SHORT, UNSPACED, Phrases, fold, line_key, together

T = TypeVar("T")

LIST = 20
"""Most items of an announced list that are looked at."""

HEADINGS = 3
"""Headings, besides one that looks like furniture, that make a text one of short sections."""

SOUGHT = 8
"""One text in so many lines from which on all lines are gone through for them; to sort a few places takes less."""

WRAPPED = 45
"""Shortest line, in characters, of a hard-wrapped paragraph; mail and plain text are wrapped at 60 to 80."""

BULLETS = "-–—•*·▪►▶◦‣+"
"""Signs in front of the items of a list."""

MARKERS = " \t\u00a0" + BULLETS
"""What may stand in front of the text of a line: items may be indented."""

QUOTES = tuple("\"'“„«‹「『‘—–")
"""Signs that open a quotation or what somebody says."""

COLONS = (":", "：")

_BREAKS = ("\n", "\r", "\u2028", "\u2029")
_PROSE_END = re.compile(r"""[.!?…。！？।؟۔։;:][\])"'”’»›」』）】》“‘«‹*]*\Z|[)\]"”»]\Z""")
_STATEMENT_END = re.compile(r"""[.!…。！।؟۔][\])"'”’»›」』）】》“‘«‹*]*\Z|[)\]”»]\Z""")
_CODE = re.compile(r"[{}=<>|\\#]|\$(?!\d)|;\s*\Z|\(\)|//|--|->|::|^\s{2,}\S")


class Hints(NamedTuple):
    """What the caller knows about a document. Rules may use it and must work without."""

    title: str | None = None
    """The headline, as the page's metadata or the feed gives it."""
    language: str | None = None
    """ISO 639-1 code, lower case; a region behind a hyphen is allowed."""
    url: str | None = None


NO_HINTS = Hints()


def opening(text: str) -> str:
    """The first `OPENING` characters in small letters, by which copies of a long line find each other."""
    return text.lstrip(MARKERS)[:OPENING].lower()


class lazy(Generic[T]):
    """A view of the document, computed at first use (functools.cached_property without its lock)."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, obj: None, owner: type) -> "lazy[T]": ...
    @overload
    def __get__(self, obj: object, owner: type) -> T: ...
    def __get__(self, obj: object | None, owner: type) -> "T | lazy[T]":
        if obj is None:
            return self
        value = self._compute(obj)
        obj.__dict__[self._name] = value
        return value


class _Place(NamedTuple):
    start: int
    end: int
    text: str
    number: int


class Line(_Place):
    """A line that is not blank: ``text == document.text[start:end]``, without the line break.

    ``number`` is its position in `Document.lines`.
    """

    @lazy
    def key(self) -> str:
        """The text casefolded, with single spaces, without outer punctuation: equal keys look equal to a reader."""
        return line_key(self.text)


_line = partial(tuple.__new__, Line)
"""Makes a Line of a tuple; a document has many."""


class _Verdicts(dict[str, T]):
    """What a function says of texts; each is looked at once."""

    def __init__(self, judge: Callable[[str], T]) -> None:
        self._judge = judge

    def __missing__(self, text: str) -> T:
        verdict = self[text] = self._judge(text)
        return verdict


class Document:
    """Immutable text with hints and shared lazy views. Offsets are code points, half-open.

    ``final_newline`` says whether the *raw* text ended with a line break; the cleaned text then does, too.
    ``edited`` says whether edits have led from the raw text to this one.
    """

    edited = False
    phrases = Phrases(frozenset())
    """What the rules will ask `opening_with` for; it answers other questions, too, but more slowly."""

    def __init__(self, text: str, hints: Hints = NO_HINTS) -> None:
        self.text = text
        self.hints = hints
        self.final_newline = text.endswith(_BREAKS)
        self.quiet: Set[str] | None = None
        """Names of rules that wait for a phrase or literal which is not here; None if that is not known yet."""
        self.triggers: Set[str] | None = None
        """The literals that stand here of those that rules wait for; None if that is not known yet."""
        self.seams: tuple[Set[str], Sequence[int]] | None = None
        """Those of a document with more lines, and the offsets at which lines went from there."""

        self.callers: Mapping[str, Sequence[str]] | None = None
        """The texts that call each rule by how they open, perhaps with some of lines that were removed; None if that is
        not known."""
        self.openings_before: Mapping[str, Sequence[str]] | None = None
        """The `openings` of a document with more lines; None if they are not known."""

        self._judged: dict[object, Mapping[str, Any]] = {}
        self._is_prose: Mapping[str, bool] = _Verdicts(is_prose)
        self._openings: tuple[Mapping[str, Sequence[str]], Set[str]] | None = None
        """Those of a document that led here, and its lines."""
        self._opened: dict[tuple[Phrases, int], list[str]] = {}
        """What `texts_opening_with` has answered here."""
        self._opened_before: Mapping[tuple[Phrases, int], list[str]] = {}
        """What it has answered in documents with more lines."""
        self.rested: str | None = None
        """Name of the rule whose edits alone led here and that is content with them (see `Rule.stable`)."""

    def changed(self, edits: Sequence[Settled]) -> "Document":
        """The document that ``edits`` make of this one.

        Where they take away nothing but whole lines, what is not in this document is not in that one either.
        """
        doc = Document(apply(self.text, edits), self.hints)
        doc.final_newline = self.final_newline
        doc.edited = True
        doc.phrases = self.phrases
        doc._judged = self._judged
        doc._is_prose = self._is_prose
        doc._openings = (self.openings, self.row_set) if "openings" in self.__dict__ else self._openings
        if _take_lines(self.text, edits):
            doc.__dict__["odd"] = self.odd
            doc.callers = self.callers
            doc.openings_before = self.__dict__.get("openings", self.openings_before)
            doc._opened_before = {**self._opened_before, **self._opened}
            if self.triggers is not None:
                gone = accumulate((end - start for start, end, *_ in edits), initial=0)
                doc.seams = self.triggers, [edit.start - before for edit, before in zip(edits, gone, strict=False)]
        return doc

    @lazy
    def odd(self) -> str:
        """The characters that are not plain ASCII (see `odd_characters`), perhaps with some of lines that were removed.

        They are few, and rules on characters have nothing to do where theirs are not among them.
        """
        return odd_characters(self.text, self.utf8)

    @lazy
    def utf8(self) -> bytes:
        """The text as UTF-8, lone surrogates included."""
        return self.text.encode("utf-8", "surrogatepass")

    @lazy
    def rows(self) -> list[str]:
        """All lines, blank ones too, without their line breaks."""
        return self.text.split("\n")

    @lazy
    def row_set(self) -> Set[str]:
        """The different lines, blank ones too."""
        return set(self.rows)

    @lazy
    def lines(self) -> Sequence[Line]:
        """The lines that are not blank, in order."""
        out: list[Line] = []
        start = 0
        number = 0
        for row in self.rows:
            end = start + len(row)
            if row and not row.isspace():
                out.append(_line((start, end, row, number)))
                number += 1
            start = end + 1
        return out

    def first_lines(self, count: int) -> Sequence[Line]:
        """The first lines, as in `lines`, without a look at the others."""
        if "lines" in self.__dict__:
            return self.lines[:count]
        out: list[Line] = []
        start = 0
        for row in self.rows:
            end = start + len(row)
            if row and not row.isspace():
                if len(out) == count:
                    break
                out.append(_line((start, end, row, len(out))))
            start = end + 1
        return out

    @lazy
    def openings(self) -> Mapping[str, Sequence[str]]:
        """The texts of lines that open with one of `phrases`, by phrase (see `Phrases.opening`)."""
        if self._openings is None:
            return self.phrases.opening(dict.fromkeys(self.rows), caseless=fold(self.odd) == self.odd)
        before, known = self._openings
        rows = self.row_set
        some = ((phrase, [text for text in texts if text in rows]) for phrase, texts in before.items())
        out = {phrase: texts for phrase, texts in some if texts}
        if fresh := rows - known:
            more = self.phrases.opening(sorted(fresh), caseless=fold(self.odd) == self.odd)
            for phrase, texts in more.items():
                out[phrase] = [*out.get(phrase, ()), *texts]
        return out

    def texts_opening_with(self, *phrases: frozenset[str], longest: int = sys.maxsize) -> list[str]:
        """The texts, each once, of lines of at most ``longest`` characters whose key opens with one of the phrases.

        A rule looks at these first and asks for their lines, with `lines_of`, only if it takes them for its artifact.
        """
        wanted = together(*phrases)
        if (wanted, longest) not in self._opened:
            before = self._opened_before.get((wanted, longest))
            if before is None:
                some = self.openings if self.phrases.covers(wanted) else wanted.opening(self.rows)
                texts = chain.from_iterable(map(some.__getitem__, filter(wanted.phrases.__contains__, some)))
                found = [text for text in dict.fromkeys(texts) if len(text) <= longest]
            else:
                found = [text for text in before if text in self.row_set]
            self._opened[wanted, longest] = found
        return self._opened[wanted, longest]

    def verdicts(self, judge: Callable[[str], T]) -> Mapping[str, T]:
        """What ``judge`` says of a text, by text.

        It is a pure function of the text, perhaps a `partial` with hashable arguments bound. Each text is judged once,
        in this document and in those that edits make of it.
        """
        key = (judge.func, judge.args) if isinstance(judge, partial) else judge
        if key not in self._judged:
            self._judged[key] = _Verdicts(judge)
        return self._judged[key]

    @lazy
    def keys(self) -> Mapping[str, str]:
        """`Line.key` by the text of the line, for rules that compare lines by it; see `verdicts`."""
        return self.verdicts(line_key)

    def judged(self, judge: Callable[[str], T | None], texts: Iterable[str]) -> dict[str, T]:
        """What ``judge`` says of each of the texts (see `verdicts`), without those of which it says nothing (what
        counts as false)."""
        known = self.verdicts(judge)
        return {text: verdict for text in texts if (verdict := known[text])}

    def passing(self, test: Callable[[str], bool | None], texts: Iterable[str]) -> Set[str]:
        """Those of the texts of which the test is true (see `verdicts`)."""
        return self.judged(test, texts).keys()

    def lines_of(self, texts: Collection[str]) -> list[Line]:
        """The lines with one of the texts, in order."""
        if len(texts) == 1:
            return self._by_text[next(iter(texts))]
        if SOUGHT * len(texts) >= len(self.lines):
            wanted = frozenset(texts)
            return [line for line in self.lines if line.text in wanted]
        return sorted([line for text in texts for line in self._by_text[text]])

    def opening_with(self, *phrases: frozenset[str], longest: int = sys.maxsize) -> list[Line]:
        """The lines of at most ``longest`` characters whose key opens with one of the phrases, in order."""
        texts = self.texts_opening_with(*phrases, longest=longest)
        return self.lines_of(texts) if texts else []

    @lazy
    def _by_text(self) -> dict[str, list[Line]]:
        out: dict[str, list[Line]] = {}
        for line in self.lines:
            out.setdefault(line.text, []).append(line)
        return out

    @lazy
    def is_ragged(self) -> bool:
        """Whether some line, blank ones included, ends with white space."""
        return [*map(str.rstrip, self.rows)] != self.rows

    @lazy
    def repeats(self) -> bool:
        """Whether two lines of at least `OPENING` characters have the same `opening`."""
        openings = [row.lstrip(MARKERS)[:OPENING].lower() for row in self.rows if len(row) >= OPENING]
        return len(set(openings)) < len(openings)

    @lazy
    def _above(self) -> int | None:
        """How many lines stand above the running text, None without any; lines are not made for that."""
        above = 0
        for row in self.rows:
            if row and not row.isspace():
                if self._is_prose[row]:
                    return above
                above += 1
        return None

    @property
    def has_prose(self) -> bool:
        """Whether there is running text. Without any (a poem, a list, code) few things are certainly junk."""
        return self._above is not None

    @property
    def first_prose(self) -> int:
        """Index of the first line of running text (see `is_prose`); ``len(lines)`` if there is none."""
        return len(self.lines) if self._above is None else self._above

    @lazy
    def top(self) -> Sequence[Line]:
        """The lines above the running text; all lines if there is none (see `is_prose`)."""
        return self.lines if self._above is None else self.first_lines(self._above)

    @lazy
    def prose(self) -> Sequence[int]:
        """Indexes of the lines of running text."""
        known = self._is_prose
        return [number for _, _, text, number in self.lines if known[text]]

    @lazy
    def last_prose(self) -> int:
        """Index of the last line of running text; -1 if there is none."""
        if self._above is not None:
            for line in reversed(self.lines):
                if self._is_prose[line.text]:
                    return line.number
        return -1

    def drop(self, line: Line, why: str, keep: Line | None = None) -> Edit:
        """The edit that removes a line; no hole is left where it was.

        ``keep`` is the line because of which this one is too much, its copy for instance; it does not go as well.
        """
        return edit_of((line.start, line.end, "", why, line.number, -1 if keep is None else keep.number))

    def drop_all(self, lines: Sequence[Line], why: str) -> Iterator[Edit]:
        """`drop` for each of the lines."""
        for line in lines:
            yield self.drop(line, why)

    def follows_colon(self, line: Line) -> bool:
        """Whether the line belongs to a list that the author announces with a colon.

        The announcement, four words or more, is right above it or above other short lines of the list.
        """
        at = bisect_left(self._colons, line.number) - 1
        number = self._colons[at] if at >= 0 else -1
        if number < 0 or number < line.number - LIST:
            return False
        between = (one.text.rstrip() for one in self.lines[number + 1 : line.number])
        if any(len(text) > SHORT or is_sentence(text) for text in between):
            return False
        text = self.lines[number].text.strip()
        return text.count(" ") >= 3 or not text.isascii()

    @lazy
    def _colons(self) -> Sequence[int]:
        """Indexes of the lines that end with a colon."""
        return [
            number
            for _, _, text, number in self.lines
            if (last := text[-1]) in ":：" or (last.isspace() and text.rstrip()[-1] in ":：")
        ]

    def is_heading(self, line: Line, phrases: Set[str]) -> bool:
        """Whether a line that looks like furniture is a heading in a text of short sections, an essay on web pages for
        instance: short lines and paragraphs take turns around it, and `HEADINGS` more of these lines, each another one,
        are none of the ``phrases``, the keys of what it is taken for."""
        if not self._heads(line.number):
            return False
        others: set[str] = set()
        for step in (-2, 2):
            for number in range(line.number + step, line.number + step * LIST, step):
                if not self._heads(number):
                    break
                others.add(self.lines[number].key)
        return len(others - phrases - {line.key}) >= HEADINGS

    def _heads(self, number: int) -> bool:
        """Whether the line is short and not closed, and the one below is closed like a statement."""
        if not 0 <= number < len(self.lines) - 1:
            return False
        text = self.lines[number].text
        return (
            len(text) <= SHORT and not _PROSE_END.search(text.rstrip()[-8:]) and is_closed(self.lines[number + 1].text)
        )

    def is_wrapped(self, line: Line) -> bool:
        """Whether a line looks like the end of a paragraph that is broken into lines of one width.

        Two lines stand right above it, neither of them much shorter than 50 characters or closed like a sentence.
        """
        above = self.lines[max(0, line.number - 2) : line.number]
        return len(above) == 2 and all(
            len(one.text) >= WRAPPED and one.end + 1 == next_.start and not _PROSE_END.search(one.text.rstrip()[-8:])
            for one, next_ in zip(above, (above[1], line), strict=True)
        )


def _take_lines(text: str, edits: Sequence[Settled]) -> bool:
    """Whether the edits only take away whole lines, so that no line is new."""
    for start, end, new, _, _ in edits:
        starts = start == 0 or text[start - 1] == "\n"
        ends = end == len(text) or text[end] == "\n"
        if new or not (ends if text[start : start + 1] == "\n" else starts and (ends or text[end - 1] == "\n")):
            return False
    return True


def is_prose(text: str) -> bool:
    """Whether a line is running text: long enough for a sentence and closed like one.

    At least 60 characters and 8 words (25 characters of a script that writes without spaces) that end with
    sentence punctuation, a closing quotation mark or a bracket; or 200 characters however they end (jusText's
    `length_high`).
    """
    if len(text) < 25:
        return False
    text = text.strip()
    if len(text) >= 200:
        return True
    if len(text) < 25 or text[-1].isalnum() or not _PROSE_END.search(text[-8:]):
        return False
    if len(text) >= 60 and text.count(" ") >= 7:
        return True
    return len(UNSPACED.findall(text)) >= 20


def is_sentence(text: str) -> bool:
    """Whether a line, however short, is a statement: five words and a full stop, perhaps inside quotation marks."""
    return is_closed(text) and (text.strip().count(" ") >= 4 or len(UNSPACED.findall(text)) >= 8)


def is_closed(text: str) -> bool:
    """Whether a line is closed like a statement and more than a word."""
    text = text.strip()
    if text[-1:].isalnum() or not _STATEMENT_END.search(text[-8:]):
        return False
    return " " in text or len(UNSPACED.findall(text)) >= 4


def is_code(text: str) -> bool:
    """Whether a line looks like code or a table: indented, or with signs that sentences do not have."""
    return bool(_CODE.search(text))
