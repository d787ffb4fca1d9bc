"""Share and tool bars: the buttons around an article, read as text.

`LIKE SAVE FONT SIZE`, `facebook twitter more`, `Share on WhatsApp`, `1.2K shares`: each button's label becomes a word,
each bar a line, or each button a line of its own. A line goes if it consists of nothing but names of services,
actions and the words that join them, at least two of them names or actions and one of them a word that is hardly
used for anything else; if it is a known bar by itself; if it is a counter; if it is such an action between headline
and text, or the label of a bar with its colon (`SHARE:`) above running text. Buttons on lines of their own go as a run
that holds such an action.

A sentence about Facebook stays, and so do a heading (`Facebook and WhatsApp`, `Pocket size`; `Leave a comment` where
all lines of its kind are headings), a list that the line above announces with a colon, a question, the head of a table,
a line with a full stop, a bar in a text that quotes what pages say (see `cleantext.labels`), and any text without
running text beside the bar (a poem, a bare list).
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import BULLETS, COLONS, is_prose
from cleantext.labels import quotes_labels
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SUFFIX = re.compile(r"['’]\w{1,3}\Z")  # of a name in Turkish: Facebook'ta
_NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?\s?(?:[kmb]|mil|tys|тыс|tsd|만|万)?\Z")
_SENTENCE = re.compile(r"[.!?。？,،、](?:(?<=[.!?])\s+\S|(?<=[,،、])|(?<![,،、])\s*\Z)")
_COLUMNS = re.compile(r"\S(?: {2,}|\t+|\s+\|\s+)\S")
MAX_TOKENS = 16
COUNTER = 40  # characters of a line of counters
_SIDE_BY_SIDE = re.compile(r"\s+[·•|/]\s+|,\s+(?=\d)")
"""What parts the counters of a line."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_GLUED = re.compile(
    rf"(?<=[a-zß-öø-ÿ!?)])(?=[A-ZÀ-ÖØ-Þ])|(?<=\d)(?=[^\W\d_]{{2}})|(?<=[a-z])(?=\d)"
    rf"|(?<=[A-Za-z])(?=[{_CJK}])|(?<=[{_CJK}])(?=[A-Za-z])"
)
"""Where two buttons, or a counter and a button, have run together: `SaveShare`, `412Share`."""
_RATED = re.compile(
    r"(?:[^\W\d_][^\d:：]{2,24}[:：]\s?)?\d[.,]?\d*\s?(?:/|out of|von|sur|de|su|van|из)\s?\d{1,3}(?:\s[^\W\d_]+)?\s\((\d.+?)\)?"
    r"|\d[.,]?\d*\sfrom\s(\d.+?)"
)
"""A mark that readers gave, with the number of their votes, `4.5/5 (17 votes)` or `4.5 from 17 votes`; one without is an
author's."""
_RUN_ON = re.compile(r"\d[\d.,]*"), re.compile(r"\d[\d.,]*[kmb]")
"""A number that has run together with what it counts: `412Shares`, `2.5KShares`."""
_DIGIT = re.compile(r"\d")
_BAR, _LABEL, _COUNTER = "a bar known as such", "the label of a bar", "a counter"
_COUNTED = [_COUNTER]
_LONGEST = 6  # words of the longest phrase


def find(
    doc: Document,
    *,
    services: frozenset[str] = PACK["services"],
    actions: frozenset[str] = PACK["actions"],
    ordinary: frozenset[str] = PACK["ordinary"],
    fillers: frozenset[str] = PACK["fillers"],
    bars: frozenset[str] = PACK["bars"],
    counters: frozenset[str] = PACK["counters"],
    openers: frozenset[str] = PACK["openers"],
    labels: frozenset[str] = PACK["labels"],
    ratings: frozenset[str] = PACK["ratings"],
) -> Iterator[Edit]:
    """`services`, `actions`, `fillers`: what bars are made of. `ordinary`: those services and actions that are words
    of other texts, too. `bars`: whole bars. `counters`: nouns behind a number. `openers`: buttons that open the rest
    of a bar. `labels`: of bars, which go with a colon above running text. `ratings`: how a mark that readers gave
    opens."""
    some = doc.texts_opening_with(services, actions, bars, counters, ratings, labels, longest=SHORT)
    held = doc.judged(partial(_held, services, actions, fillers, bars, counters, labels), some)
    if not held or not doc.has_prose or quotes_labels(doc):
        return
    run: list[tuple[Line, list[str]]] = []
    for line in doc.lines_of(held):
        items = held[line.text]
        if run and run[-1][0].number + 1 != line.number:
            yield from _drop(doc, run, services, actions, ordinary, openers, labels)
            run = []
        run.append((line, items))
    yield from _drop(doc, run, services, actions, ordinary, openers, labels)


def _held(
    services: frozenset[str],
    actions: frozenset[str],
    fillers: frozenset[str],
    bars: frozenset[str],
    counters: frozenset[str],
    labels: frozenset[str],
    text: str,
) -> list[str] | None:
    """The items that a line consists of; none if it holds anything else."""
    key = line_key(text)
    if _is_counter(text, key, counters, bars):
        return _COUNTED
    if key in bars:
        return [_BAR, _BAR]
    items = _items(text, key, _kinds(services, actions, fillers))
    return items or ([_LABEL] if key in labels and text.rstrip().endswith(COLONS) else [])


@cache
def _kinds(services: frozenset[str], actions: frozenset[str], fillers: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(fillers, "filler") | dict.fromkeys(services, "service") | dict.fromkeys(actions, "action")


def _items(text: str, key: str, kinds: dict[str, str]) -> list[str]:
    """The services and actions that a line consists of; empty if it holds anything else."""
    if _SENTENCE.search(text):
        return []
    items = _items_in(_TOKEN.findall(key), kinds, inflected="'" in key or "’" in key)
    if not items and _GLUED.search(text):
        items = _items_in(_TOKEN.findall(line_key(_GLUED.sub(" ", text))), kinds, glued=True)
    return items


def _items_in(tokens: list[str], kinds: dict[str, str], *, inflected: bool = False, glued: bool = False) -> list[str]:
    """`_items` for the words of a line. ``inflected``: names may have endings of Turkish; ``glued``: words have been
    parted where a capital stands, and a name may have one inside (`WhatsApp`)."""
    if len(tokens) > MAX_TOKENS:
        return []
    items = []
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            if kind := kinds.get(phrase) or (inflected and kinds.get(_SUFFIX.sub("", phrase))):
                break
            if glued and size > 1 and (kind := kinds.get(phrase := "".join(tokens[at : at + size]))):
                break
        else:
            if not _NUMBER.match(tokens[at]):
                return []
            kind, size = "filler", 1
        if kind != "filler":
            items.append(phrase)
        elif not items and not tokens[at][0].isdecimal():
            return []  # a bar begins with a button or a number, not with a word that joins
        at += size
    return items


def _is_counter(text: str, key: str, counters: frozenset[str], bars: frozenset[str]) -> bool:
    """Whether a line is a counter, or several side by side, perhaps with a bar: `0 comments · Add a comment`."""
    if len(text) > COUNTER or text.rstrip().endswith((".", "?", "!")) or not _DIGIT.search(key):
        return False
    if _counts(key, counters):
        return True
    parts = _SIDE_BY_SIDE.split(key)
    return len(parts) > 1 and all(
        _counts(part.strip(), counters) or (number and part.strip() in bars) for number, part in enumerate(parts)
    )


def _counts(key: str, counters: frozenset[str]) -> bool:
    """Whether a key is a number and what it counts: `1.2k shares`, `views: 2,317`, `rating: 4.5/5 (17 votes cast)`."""
    first, _, rest = key.partition(" ")
    start, _, last = key.rpartition(" ")
    if (rest in counters and _NUMBER.match(first)) or (
        start.rstrip(" :：") in counters and _NUMBER.match(last.strip("()"))
    ):
        return True
    if any((match := one.match(key)) and key[match.end() :] in counters for one in _RUN_ON):
        return True
    rated = _RATED.fullmatch(key) if "(" in key or " from " in key else None
    return bool(rated and _counts(rated[1] or rated[2], counters))


def _drop(
    doc: Document,
    run: list[tuple[Line, list[str]]],
    services: frozenset[str],
    actions: frozenset[str],
    ordinary: frozenset[str],
    openers: frozenset[str],
    labels: frozenset[str],
) -> Iterator[Edit]:
    """Drop what is certain of a run of neighbouring lines that hold nothing but buttons and counters."""
    if not run or doc.follows_colon(run[0][0]) or doc.is_wrapped(run[0][0]) or _is_table(doc, run):
        return
    alone = len(run) == 1 and run[0][1] != _COUNTED
    if len(run) == 1 and (doc.is_heading(run[0][0], frozenset()) or (alone and _is_item(doc, run[0][0]))):
        return
    if len(run) == 1 and _announces_nothing(doc, run[0][0], labels):
        yield doc.drop(run[0][0], "label of a share bar of which nothing else is left")
        return
    certain = [len(items) > 1 and _is_bar(items, ordinary) for _, items in run]
    inside = doc.first_prose < run[0][0].number and run[-1][0].number < doc.last_prose
    words = {item for _, items in run for item in items} - ordinary
    # Between paragraphs both an action and a service: either alone may be the author's list.
    counted = run[-1][0].number < doc.first_prose and any(items == _COUNTED for _, items in run)
    buttons = any(certain) or counted or not (words.isdisjoint(actions) or (inside and words.isdisjoint(services)))
    if buttons and len(run) > 1:
        run += [(line, []) for line in _joined(doc, run[-1][0], openers)]
        certain += [False] * (len(run) - len(certain))
    many = len(run) > 2
    for at, (line, items) in enumerate(run):
        if certain[at]:
            yield doc.drop(line, f"share bar: {', '.join(dict.fromkeys(items))}")
        elif items == _COUNTED and (buttons or not inside):
            yield doc.drop(line, "counter")
        elif buttons and len(run) > 1 and (many or run[0][0].end + 1 == run[1][0].start):
            yield doc.drop(line, f"button in a run of {len(run)} lines of buttons")
        elif len(run) == 1 and 0 < line.number < doc.first_prose and not words.isdisjoint(actions):
            yield doc.drop(line, f"button between headline and text: {items[0]}")


def _announces_nothing(doc: Document, line: Line, labels: frozenset[str]) -> bool:
    """Whether a line is the label of a bar, with its colon, and no button or item stands below it."""
    if line.key not in labels or not line.text.rstrip().endswith(COLONS):
        return False
    below = doc.lines[line.number + 1 : line.number + 2]
    last = doc.last_prose < line.number >= len(doc.lines) - 2
    return not below or is_prose(below[0].text) or (last and not below[0].text.lstrip().startswith(tuple(BULLETS)))


def _is_item(doc: Document, line: Line) -> bool:
    """Whether a line is an item of a list with typed bullets: one stands before each of its neighbours, too."""
    beside = [*doc.lines[max(0, line.number - 1) : line.number], *doc.lines[line.number + 1 : line.number + 2]]
    return line.text.lstrip().startswith("- ") and any(one.text.lstrip().startswith("- ") for one in beside)


def _joined(doc: Document, last: Line, openers: frozenset[str]) -> list[Line]:
    """The line right below the last button, if it is the one that opens the rest of the buttons."""
    below = doc.lines[last.number + 1 : last.number + 2]
    return [line for line in below if last.end + 1 == line.start and line.key in openers]


def _is_bar(items: list[str], ordinary: frozenset[str]) -> bool:
    """Whether the items of one line, two or more, are a bar: one of them is unmistakable, or there are four."""
    return len(items) > 3 or any(item not in ordinary for item in items)


def _is_table(doc: Document, run: list[tuple[Line, list[str]]]) -> bool:
    """Whether the run is the head of a table: one line of cells set apart, as the next line's are."""
    if len(run) > 1 or not _COLUMNS.search(run[0][0].text.strip()):
        return False
    number = run[0][0].number
    return any(_COLUMNS.search(line.text.strip()) for line in doc.lines[number + 1 : number + 2])


RULE = Rule(
    "share_bar",
    find,
    stage="strip",
    version=10,
    phrases=("services", "actions", "bars", "counters", "ratings", "labels"),
    examples=(
        fixes("""
              Ferry to run at night
            - LIKE SAVE FONT SIZE
            - facebook twitter more
            - 1.2K shares
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said.
            - Teilen
            - Twittern
            - E-Mail
        """),
        fixes("""
              Ferry to run at night
            - Share
              The ferry across the bay will also run at night from May on, the harbour office said.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Like this:
              Related
        """),
        keeps("""
            Facebook

            The company said on Monday that it would show fewer news posts to its users in the country.
        """),
        keeps("""
            The ministry told its staff to delete these three apps from all telephones by the end of June:

            WhatsApp
            Telegram
            Instagram
        """),
        keeps("""
            Pocket size

            The ferry has a model for children, too, and the harbour office sells it for ten crowns at the pier.
        """),
        keeps("""
            The harbour office has written down what it learned from its first year on the web, in three short chapters.

            1. Shares

            Nobody shared the tide tables, and everybody shared the cat that sleeps on the gangway of the ferry.

            2. Comments

            Forty came in, and the captain has answered all of them by hand, on paper, with a stamp on the envelope.
        """),
        keeps("""
            Share a little, save a little,
            like a little more.
        """),
    ),
)
