"""The documents that the benchmarks clean: made up from word lists, the same on every machine.

A page is a list of pieces, and a piece that is damage knows which rule mends it and how. So the text that must come
out is known without asking cleantext, and a page can be had with the damage of one rule only.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from html.entities import codepoint2name
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from benchmarks.languages import ENGLISH, FOREIGN, Language

T = TypeVar("T")

SIZES: Mapping[str, int] = MappingProxyType({"1KB": 1_000, "8KB": 8_000, "1MB": 1_000_000})
"""Bytes of UTF-8 that a page has, give or take half a paragraph."""
COUNT: Mapping[str, int] = MappingProxyType({"1KB": 100, "8KB": 25, "1MB": 1})
"""Pages in a batch: those are cleaned together, since one alone takes too short a time for some clocks."""


class Batch(NamedTuple):
    """Some pages alike."""

    kind: str
    script: str
    size: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.script}-{self.size}"


BATCHES = tuple(
    Batch(kind, script, size)
    for kind in ("clean", "dirty", "mojibake")
    for script in ("english", "multilingual")
    for size in SIZES
)

DIGEST = "80bdb5852d9150f6f36941671bae0ec89c7debc8eae140614c5416b1039fd44b"
"""What `digest` gives. Figures can be compared only between runs on the same text."""

_NAME = "\ue000"  # stands for the name with two spellings until the pieces are cut
_SECTION = 30  # paragraphs of a long article that share their people and their language
_QUOTES = frozenset("\"'&«»‹›„“”‚‘’–「」")
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("windows-1252", errors="replace").replace("\ufffd", chr(byte)) for byte in range(256)
}


class Piece(NamedTuple):
    """A stretch of a page; if it is damage, with the rule that mends it and what that makes of it."""

    text: str
    rule: str = ""
    instead: str = ""


class Page:
    """A page as it was scraped."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces

    @cached_property
    def raw(self) -> str:
        """The text that goes in."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def clean(self) -> str:
        """The text that must come out of the default pipeline."""
        return self.only("")

    def only(self, rule: str) -> str:
        """The text with the damage of one rule, which alone must make `clean` of it."""
        return "".join(piece.instead if piece.rule not in ("", rule) else piece.text for piece in self.pieces)


class Dice:
    """Seeded choices built on `random.Random.random` alone, the one method whose numbers Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed).random

    def between(self, low: int, high: int) -> int:
        """A number from ``low`` to ``high``, both included."""
        return low + int(self.chance() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.between(0, len(items) - 1)]


@cache
def pages(batch: Batch) -> tuple[Page, ...]:
    """The pages of a batch."""
    kind, script, size = batch
    return tuple(page(kind, script, SIZES[size], f"{batch} {number}", number) for number in range(COUNT[size]))


def news(script: str, size: int) -> str:
    """One clean text of about ``size`` bytes on lines of 20 to 400 characters, no two of them equal."""
    dice = Dice(f"news {script}")
    languages = (ENGLISH,) if script == "english" else FOREIGN
    lines: dict[str, None] = {}
    bytes_ = 0
    while bytes_ < size:
        if len(lines) % _SECTION == 0:
            writer = _Writer(dice, languages[len(lines) // _SECTION % len(languages)])
        longest = dice.between(20, 400)
        line = more = writer.write(writer.language.sentences)
        while len(more) <= longest:
            line = more
            more += writer.language.space + writer.write(writer.language.sentences)
        line = _unambiguous(line, writer)
        if 20 <= len(line) <= 400 and line not in lines:
            lines[line] = None
            bytes_ += len(line.encode()) + 1
    return "\n".join(lines)


def digest() -> str:
    """SHA-256 of all pages, dirty and clean."""
    sha = hashlib.sha256()
    for batch in BATCHES:
        for page in pages(batch):
            sha.update(f"{batch}\0{page.raw}\0{page.clean}\0".encode())
    return sha.hexdigest()


def page(kind: str, script: str, size: int, seed: str = "", number: int = 0) -> Page:
    """A page of about ``size`` bytes, of a kind and script as a `Batch` has them."""
    languages = (ENGLISH,) if script == "english" else FOREIGN
    paint = {"clean": _plain, "dirty": _dirty, "mojibake": _mojibake}[kind]
    return Page(list(paint(Dice(seed), languages, number, size)))


class _Writer:
    """Writes sentences of one language about a few people."""

    def __init__(self, dice: Dice, language: Language) -> None:
        self.dice = dice
        self.language = language
        self.people = [_NAME, *(self._person() for _ in range(5))]
        self.headline = self._headline()
        self._last = ""

    def _person(self) -> str:
        language, pick = self.language, self.dice.pick
        return language.full_name.format(given=pick(language.given), family=pick(language.family))

    def write(self, templates: Sequence[str], people: Sequence[str] = ()) -> str:
        """One of the templates, filled in."""
        language, pick = self.language, self.dice.pick
        text = pick(templates).format(
            person=pick(people or self.people),
            place=pick(language.places),
            thing=pick(language.things),
            group=pick(language.groups),
            day=pick(language.days),
            number=self.dice.between(12, 980),
        )
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """200 to 500 characters on one line, half as many in a script without spaces.

        No two sentences in a row are alike, and none tells who somebody with two spellings is: a text that does either
        may speak of two people.
        """
        shortest = 200 if self.language.space else 100
        length = self.dice.between(shortest, 2 * shortest)
        text = ""
        while len(text) < length:
            self._last = self.dice.pick([sentence for sentence in self.language.sentences if sentence != self._last])
            people = self.people["{person}, who" in self._last :]
            text += self.language.space * bool(text) + self.write((self._last,), people)
        return text

    def _headline(self) -> str:
        """A headline of less than 80 characters; it names nobody who is spelled in two ways."""
        while len(text := self.write(self.language.headlines, self.people[1:])) >= 80:
            pass
        return text

    def caption(self) -> str:
        """What a picture shows, in at least 40 characters."""
        return self.write(self.language.captions, self.people[1:])


def _article(dice: Dice, languages: Sequence[Language], number: int, size: int) -> Iterator[tuple[_Writer, str]]:
    """The paragraphs of an article of about ``size`` bytes, at least two, and who wrote them."""
    left, count = float(size), 0
    while count < 2 or left > 0:
        if count % _SECTION == 0:
            writer = _Writer(dice, languages[(number + count // _SECTION) % len(languages)])
        text = writer.paragraph()
        if count == 0:  # news say in the first paragraph what the headline says
            text += writer.language.space + writer.headline + writer.language.stop
        bytes_ = len(text.encode()) + 2
        if count >= 2 and bytes_ / 2 > left:
            return
        yield writer, text
        left -= bytes_
        count += 1


def _plain(dice: Dice, languages: Sequence[Language], number: int, size: int) -> Iterator[Piece]:
    """An article that needs no cleaning."""
    for at, (writer, text) in enumerate(_article(dice, languages, number, size)):
        if at == 0:
            yield Piece(writer.headline)
        yield Piece("\n\n" + _unambiguous(text, writer))
    yield Piece("\n" if number % 2 else "")


def _unambiguous(text: str, writer: _Writer) -> str:
    """The text with somebody else's name for the one that has two spellings."""
    return text.replace(_NAME, writer.people[1])


def _dirty(dice: Dice, languages: Sequence[Language], number: int, size: int) -> Iterator[Piece]:
    """An article with the page around it: what templates, buttons and editors leave."""
    named = 0
    for at, (writer, text) in enumerate(_article(dice, languages, number, size - 400)):
        language = writer.language
        if at == 0:
            title = writer.headline
            if language.remarks:
                yield Piece(dice.pick(language.remarks) + "\n\n", "stray_comment")
            yield Piece(title + "\n\n")
            yield Piece(title + "\n\n", "duplicated_title")
            yield Piece(_time_line(dice, language) + "\n", "meta_line")
            for bar in language.share:
                yield Piece(bar + "\n", "share_bar")
            tail = language.tail
        else:
            if at % 4 == 3:
                yield Piece("\u00a0", "spacing")
            yield Piece("\n\n")
            if at % 5 == 4:
                hole = dice.pick(("\n", "\n\n", " \n", "\u00a0\n\n"))
                yield Piece(hole, "blank_lines")
            if at % 7 == 6:
                yield Piece(language.advert + "\n\n", "ad_label")
            if at % 12 == 1:
                yield from _picture(writer)
        for piece in _loosened(dice, text):
            if piece.text != _NAME:
                yield piece
                continue
            main, other = language.spellings
            named += 1
            yield Piece(other, "name_spelling", main) if named % 6 == 3 and main != other else Piece(main)
    yield Piece("\n\n" + "\n".join(tail), "page_furniture")
    yield Piece("\n" if number % 2 else "")


def _time_line(dice: Dice, language: Language) -> str:
    return language.published.format(
        year=dice.between(2001, 2029),
        month=dice.pick(language.months),
        day=dice.between(1, 28),
        hour=dice.between(0, 23),
        minute=dice.between(31, 59),  # a full or half hour could be when an event begins
    )


def _picture(writer: _Writer) -> Iterator[Piece]:
    """A picture's button and its caption, which stands there once for the picture and once for the text."""
    caption = writer.caption()
    yield Piece(writer.language.enlarge + "\n", "page_furniture")
    yield Piece(caption + "\n\n")
    yield Piece(caption + "\n", "repeated_caption")


def _loosened(dice: Dice, text: str) -> Iterator[Piece]:
    """A paragraph, cut at its names, in which a few words stand too far apart and a few have invisible hyphens."""
    for number, part in enumerate(text.split(_NAME)):
        if number:
            yield Piece(_NAME)
        start = 0
        for at, char in enumerate(part):
            if char == " " and 0 < at < len(part) - 1 and dice.chance() < 0.02:
                yield Piece(part[start:at])
                yield Piece("  ", "spacing", " ")
                start = at + 1
            elif char == "e" and part[at - 1 : at + 2].isalpha() and dice.chance() < 0.005:
                yield Piece(part[start : at + 1])
                yield Piece("\u00ad", "invisible_characters")
                start = at + 1
        yield Piece(part[start:])


def _mojibake(dice: Dice, languages: Sequence[Language], number: int, size: int) -> Iterator[Piece]:
    """An article of which 2 % of the lines were decoded wrongly and 5 % were escaped, in a fifth with CRLF."""
    end = Piece("\r", "mojibake") if number % 5 == 4 else Piece("")
    for at, (writer, text) in enumerate(_article(dice, languages, number, size)):
        if at == 0:
            yield Piece(writer.headline)
        yield from (end, Piece("\n"), end, Piece("\n"))
        fate = dice.chance()
        text = _unambiguous(text, writer)
        if fate < 0.02:
            text = text.replace("'", "’").replace(" - ", " – ")  # ASCII would survive
            yield Piece(_misread(text), "mojibake", text)
        elif fate < 0.07:
            yield Piece(_escaped(text), "mojibake", text)
        else:
            yield Piece(text)
    yield from (end, Piece("\n")) if number % 2 else ()


def _misread(text: str) -> str:
    """UTF-8 taken for Windows-1252; bytes that mean nothing there become control characters, as in browsers."""
    return text.encode().decode("latin-1").translate(_WINDOWS_1252)


def _escaped(text: str) -> str:
    """The text with quotes, dashes and ampersands as HTML entities."""
    return "".join(f"&{codepoint2name.get(ord(c), f'#{ord(c)}')};" if c in _QUOTES else c for c in text)
