"""A reader's or forum user's remark that stands above the headline.

Forums and reposts put the poster's remark over the article they quote; comment widgets end up there too: `Reservist
go back … so sad for him and family …`. The first line goes only with all of this evidence:

- place: it is the first line, the next line is a headline, and running text follows;
- the next line *is* the headline: it shares words with the text below, at least as large a part as the remark does;
- no shared vocabulary: the remark has no word of the headline, and at most a third of its words occur below;
- register: at least three points, two of them strong. Strong are: pieces joined by ellipses (two points for two),
  chat words (two), a reaction (`so sad`), repeated exclamation or question marks, emoji, a small letter at the start;
  weak: eight words and more without a full stop, I or you.

A kicker, a series label, a deck, a dateline, an epigraph, a greeting and a one-line poem stay: they share the text's
words, or they are written in another register.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.document import is_prose

PACK = phrases_beside(__file__)
_ELLIPSIS = re.compile(r"\s(?:\.{2,}|…)|(?:\.{2,}|…)\s?(?=\w)")
_SHOUT = re.compile(r"[!?]{2,}")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}")
_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}'’]+")
_CONTENT = regex.compile(r"[\p{L}\p{M}]{4,}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{2}")
_PERSON = re.compile(r"\b(?:i|i'm|im|me|my|you|your|you're|ich|du|je|tu|yo|eu|io|я|ты)\b", re.IGNORECASE)
_MARKUP = re.compile(r"https?:|www\.|[<>{}@|]")
_CLOSED = re.compile(r"[.!?。！？][\"”’»)\]]*\s*\Z")
BELOW = 20_000  # characters of the text below that are compared; an article's opening is enough
NEAR = 12  # lines from the top within which the running text must begin
POINTS, STRONG = 3, 2


def find(
    doc: Document,
    *,
    chat: frozenset[str] = PACK["chat"],
    reactions: frozenset[str] = PACK["reactions"],
    greetings: frozenset[str] = PACK["greetings"],
    common: frozenset[str] = PACK["common"],
) -> Iterator[Edit]:
    """`chat`: words of chats. `reactions`: phrases of comments. `greetings`: words that begin a letter or a post.
    `common`: words that two texts share without having a subject in common."""
    if not _is_above_headline(doc):
        return
    remark, headline = doc.first_lines(2)
    words = _WORD.findall(remark.text.casefold())
    signs = _strong(remark.text, words, chat, reactions)
    if sum(signs.values()) < STRONG or _MARKUP.search(remark.text):
        return
    signs |= _weak(remark.text, words)
    if sum(signs.values()) < POINTS or not greetings.isdisjoint(_WORD.findall(remark.key)[:1]):
        return
    lines = doc.first_lines(NEAR)[2:]
    if not any(is_prose(line.text) for line in lines):
        return
    said, title = _content(remark.text) - common, _content(headline.text) - common
    below = _content(doc.text[lines[0].start : lines[0].start + BELOW])
    shared = len(said & below) / max(1, len(said))
    if not said & title and shared <= 1 / 3 and len(title & below) >= max(1, shared * len(title)):
        found = ", ".join(sign for sign, points in signs.items() if points)
        yield doc.drop(remark, f"a remark above the headline: {found}; no word of the headline in it")


def _is_above_headline(doc: Document) -> bool:
    """Whether the first line is as long as a remark, and the next line looks like a headline."""
    first = list(islice(filter(str.strip, doc.rows), 2))
    return len(first) == 2 and 20 <= len(first[0]) <= 500 and _is_headline(first[1])


def _is_headline(text: str) -> bool:
    text = text.strip()
    if len(text) > 250 or text[-1] in ".,;:…" or text[0].islower():
        return False
    words = text.count(" ") + 1
    return 3 <= words <= 30 or (words < 3 and len(text) >= 8 and not text.isascii())


def _content(text: str) -> set[str]:
    return set(_CONTENT.findall(text.casefold()))


def _strong(text: str, words: list[str], chat: frozenset[str], reactions: frozenset[str]) -> dict[str, int]:
    """The strong signs of a remark, with the points that a line has for each. ``words`` are its words, casefolded."""
    joined = f" {' '.join(words)} "
    dotted = ".." in text or "…" in text
    return {
        "pieces joined by ellipses": min(2, len(_ELLIPSIS.findall(text))) if dotted else 0,
        "chat words": 2 * any(f" {phrase} " in joined for phrase in _beginning(words, chat)),
        "a reaction": int(any(f" {phrase} " in joined for phrase in _beginning(words, reactions))),
        "repeated marks": min(2, len(_SHOUT.findall(text))),
        "emoji": int(not text.isascii() and bool(_EMOJI.search(text))),
        "a small letter at the start": int(text.lstrip()[0].islower()),
    }


def _weak(text: str, words: list[str]) -> dict[str, int]:
    """The weak signs of a remark."""
    return {
        "no full stop": int(len(words) >= 8 and not _CLOSED.search(text)),
        "I or you": int(bool(_PERSON.search(text))),
    }


def _beginning(words: list[str], phrases: frozenset[str]) -> Iterator[str]:
    """Those of the phrases that begin with one of the words."""
    known = _by_first_word(phrases)
    for word in known.keys() & words:
        yield from known[word]


@cache
def _by_first_word(phrases: frozenset[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for phrase in phrases:
        out.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return out


RULE = Rule(
    "stray_comment",
    find,
    stage="strip",
    wake=_is_above_headline,
    examples=(
        fixes("""
            - haha told them so ... now they all want a boat ... waste of my tax money
            -
              Ferry to run at night
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            Life on the islands

            Ferry to run at night

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            The night ferry, its captain, its first sixty passengers ... and what you should know before you go

            Ferry to run at night

            The ferry across the bay will also run at night from May on, its captain said, with sixty passengers.
        """),
        keeps("""
            Dear friends and neighbours,

            Hope you will all come on Saturday

            The ferry across the bay will also run at night from May on, and we want to be there when it leaves.
        """),
        keeps("""
            I must go down to the seas again ... to the lonely sea and the sky

            Ferry to run at night

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
    ),
)
