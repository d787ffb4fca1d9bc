"""Controls of the page, told by what they are made of: `Show more photos`, `Klicken zum Vergrößern`.

Every template words its controls in another way, but of the same few words: what the reader's finger does (`click`,
`swipe`, `scroll`), what the page does then (`show more`, `load more`) and what it has (`photos`, `stories`,
`comments`). A line goes if it has nothing but such words and the small ones that join them, and if they weigh enough: a
word or phrase that is hardly used for anything else counts twice, the others once, an arrow, a price or a number in
brackets once, and a control needs three. Between paragraphs one of the words must be such an unmistakable one.

The same before a colon goes with the headline behind it: `Click to read: Five questions about the vote`.

A sentence stays unless it is short and all of it such words, of weight four; so do the first line, a line with any
other word, a line with a comma, a list that a colon announces, an item among other short lines, a heading among the
headings of short sections, every such line in a text that speaks of what the line says (clicking, swiping and the
like), and a text without running text.
"""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import BULLETS, COLONS, QUOTES, is_closed, is_prose
from cleantext.labels import quotes_labels
from cleantext.openings import fold, is_unspaced

PACK = phrases_beside(__file__)
LONGEST = 72  # characters of a control; the longest ones name what they show and where
LINK, LABEL = 160, 40  # characters of a control with the headline behind it, and of the control alone
WORDS = 3  # of a headline, at least
MOST = 12  # words
SIZE = 5  # words of the longest phrase
SURE, UNSURE = 2, 1  # weights of a word
ENOUGH, SENTENCE = 3, 4  # weight of a control, and of one that ends with a full stop
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELIDED = re.compile(r"\b(?:[ldnsjcmt]|qu|dell|all|nell|sull|un)['’](?=\w)")
_TO = re.compile(r",(?= (?:aby|żeby|чтобы|um|pour|para|per|om|to|for|agar|supaya) )")
"""A comma before what a control is for."""
_COUNT = re.compile(r"\(\s?\d{1,4}(?:\s[^\W\d_]+)?\s?\)|(?<= )\d{1,4}(?= )")
_PRICE = re.compile(r"[$£€]\s?\d+(?:[.,]\d\d)?|\d+(?:[.,]\d\d)?\s?[$£€]")
_ARROW = tuple("→»›▶►▸▼↓⟶➡➔>")
_AROUND = "".join((*_ARROW, *COLONS, " "))
_ASIDE = re.compile(r"[,;:،、，；：?？؟“”\"«»„@#/\\|=][^\s]?")
_DIGIT = re.compile(r"\d")


def find(
    doc: Document,
    *,
    strong: frozenset[str] = PACK["strong"],
    weak: frozenset[str] = PACK["weak"],
    glue: frozenset[str] = PACK["glue"],
) -> Iterator[Edit]:
    """`strong`: words and phrases of controls that hardly stand elsewhere. `weak`: words of other lines, too. `glue`:
    words that join them."""
    some = doc.texts_opening_with(strong, weak, longest=LONGEST)
    found = doc.judged(partial(_judged, strong, weak, glue), some)
    long = [text for text in doc.texts_opening_with(strong, weak, longest=LINK) if ":" in text]
    links = doc.judged(partial(_announced, strong, weak, glue), long)
    if not (found or links) or not doc.has_prose or quotes_labels(doc):
        return
    for line in doc.lines_of(links):
        if line.number and not doc.follows_colon(line) and not doc.is_wrapped(line) and _stands_alone(doc, line, links):
            yield doc.drop(line, f"link behind a control of the page: {', '.join(links[line.text].words)}")
    keys = frozenset(line_key(text) for text in found)
    prose = ""
    for line in doc.lines_of(found):
        control = found[line.text]
        if not line.number or doc.follows_colon(line) or doc.is_wrapped(line) or doc.is_heading(line, keys):
            continue
        inside = doc.first_prose < line.number < doc.last_prose
        if (inside or control.closed) and not (control.strong and _stands_alone(doc, line, found)):
            continue
        if not prose:
            prose = _said(doc, found)
        said = [one for one in control.strong if f" {one} " in prose or (is_unspaced(one) and one in prose)]
        if said and (
            control.weight - SURE * len(said) < ENOUGH
            or ((inside or control.closed) and len(said) == len(control.strong))
        ):
            continue
        yield doc.drop(line, f"control of the page: {', '.join(control.words)}")


class _Control(NamedTuple):
    """What a line consists of that is a control of a page."""

    words: tuple[str, ...]
    strong: tuple[str, ...]
    closed: bool
    """Whether it ends with a full stop."""
    weight: int


def _judged(strong: frozenset[str], weak: frozenset[str], glue: frozenset[str], text: str) -> _Control | None:
    """What a line consists of, if it is a control and nothing else."""
    text = text.strip()
    if text.startswith(QUOTES) or text[0] in BULLETS:
        return None
    counted = _COUNT.search(text) or _PRICE.search(text)
    rest = text[: counted.start()] + text[counted.end() :] if counted else text
    arrow = rest.rstrip().endswith(_ARROW) or rest.startswith(_ARROW)
    rest = _TO.sub("", rest.strip(_AROUND))
    if not rest or _ASIDE.search(rest) or _DIGIT.search(rest):
        return None
    key = line_key(rest)
    if is_unspaced(key):
        parts = _unspaced_parts(key, strong, weak, glue)
    else:
        parts = _parts(key, strong, weak, glue) or _parts(_ELIDED.sub("", key), strong, weak, glue)
    sure = tuple(dict.fromkeys(part for part in parts if part in strong))
    others = tuple(dict.fromkeys(part for part in parts if part in weak and part not in strong))
    weight = SURE * len(sure) + UNSURE * len(others) + arrow + bool(counted)
    closed = is_closed(rest) and rest[-1] != "!"
    if len(sure) + len(others) + arrow + bool(counted) < 2 or weight < (SENTENCE if closed else ENOUGH):
        return None
    return _Control((*sure, *others), sure, closed, weight)


def _announced(strong: frozenset[str], weak: frozenset[str], glue: frozenset[str], text: str) -> _Control | None:
    """The control that a line consists of before its colon, if a headline stands behind it: `Click to read: …`."""
    label, colon, headline = text.partition(":")
    headline = headline.strip()
    if (
        not colon
        or not headline
        or len(label) > LABEL
        or headline.count(" ") < WORDS - 1
        or not (headline[0].isupper() or headline[0].isdigit())
        or is_closed(headline)
        or headline[-1] in ",;:"
    ):
        return None
    control = _judged(strong, weak, glue, label)
    return control if control and control.strong else None


def _parts(key: str, strong: frozenset[str], weak: frozenset[str], glue: frozenset[str]) -> list[str]:
    """The words and phrases that a key consists of; none if it has any other."""
    tokens = _TOKEN.findall(key)
    if len(tokens) > MOST:
        return []
    parts = []
    at = 0
    while at < len(tokens):
        for size in range(min(SIZE, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            if phrase in strong or phrase in weak or phrase in glue:
                break
        else:
            return []
        parts.append(phrase)
        at += size
    return parts


def _unspaced_parts(key: str, strong: frozenset[str], weak: frozenset[str], glue: frozenset[str]) -> list[str]:
    """`_parts` in a script whose words run together, each time the longest."""
    pattern = _alternatives(strong, weak, glue)
    parts = []
    at = 0
    while at < len(key):
        match = pattern.match(key, at)
        if match is None:
            return []
        parts.append(match[1])
        at = match.end()
    return parts


@cache
def _alternatives(*phrases: frozenset[str]) -> re.Pattern[str]:
    some = sorted({phrase for one in phrases for phrase in one if is_unspaced(phrase)}, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, some))})[ !.。！…]*")


def _stands_alone(doc: Document, line: Line, found: dict[str, _Control]) -> bool:
    """Whether no short line of another kind stands right above or below it, of which it may be the next item."""
    for step in (-1, 1):
        number = line.number + step
        while 0 <= number < len(doc.lines) and doc.lines[number].text in found:
            number += step
        if 0 < number < len(doc.lines):
            text = doc.lines[number].text
            if not (is_prose(text) or is_closed(text)) or (found[line.text].closed and not is_prose(text)):
                return False
    return True


def _said(doc: Document, found: dict[str, _Control]) -> str:
    """The words of the headline and of the running text, without the controls."""
    texts = [one.text for one in doc.lines if one.text not in found and (not one.number or is_prose(one.text))]
    return " ".join(["", *_TOKEN.findall(fold(" ".join(texts))), ""])


RULE = Rule(
    "page_control",
    find,
    stage="strip",
    phrases=("strong", "weak"),
    examples=(
        fixes("""
              The keeper of the lighthouse painted the stairs green, all 214 of them, and then the railing as well.
            - Show more photos
              Visitors may climb the stairs from the first of May, the town council decided on Friday.
            - Tap to read more →
              The lamp was lit again after eleven years of repairs.
        """),
        fixes("""
              Der Wärter des Leuchtturms strich die Treppe grün, alle 214 Stufen, und danach auch noch das Geländer.
            - Klicken Sie auf das Bild zum Vergrößern
              Besucher dürfen die Treppe vom ersten Mai an besteigen, wie der Stadtrat am Freitag beschloss.
        """),
        fixes("""
              灯塔看守人把二百一十四级台阶全部漆成了绿色，随后又漆了栏杆，镇议会周五对此表示感谢。
            - 点击查看更多图片
              自五月一日起，游客可以登上台阶，镇议会在周五的会议上作出了这项决定。
        """),
        fixes("""
              The keeper of the lighthouse painted the stairs green, all 214 of them, and then the railing as well.
            - Click to read: Five questions about the lamp
              Visitors may climb the stairs from the first of May, the town council decided on Friday.
        """),
        keeps("""
            Read the Story of the Gallery

            The gallery has three rooms, and each of them tells the story of one of the families that owned it.
        """),
        keeps("""
            The keeper of the lighthouse painted the stairs green, all 214 of them, and then the railing as well.

            See the full story

            What happened next is told in three versions, and only one of them has a happy end for the keeper.
        """),
        keeps("""
            Visitors now scroll and tap where their parents turned pages, and the museum has put a screen in each room.

            Tap to read more

            So the label on the first screen says, and below it there is the letter that the keeper never sent.
        """),
        keeps("""
            What you can do on the last page of the programme is explained in four steps, one below the other:

            Open the menu
            Click on more photos
            Close the page
        """),
    ),
)
