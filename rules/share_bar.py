"""Share and tool bars: the buttons around an article, read as text.

`LIKE SAVE FONT SIZE`, `facebook twitter more`, `Share on WhatsApp`, `1.2K shares`: each button's label becomes a word,
each bar a line, or each button a line of its own. A line goes if it consists of nothing but names of services,
actions and the words that join them, at least two of them names or actions; if it is a known bar by itself; or if it
is a counter. Buttons on lines of their own go as a run that holds an action.

A sentence about Facebook stays, and so do a list of services that the author wrote, a heading that is a service's
name, and any text without running text beside the bar (a poem, a bare list).
"""

import re
from collections.abc import Iterator
from functools import cache

from cleantext import Document, Edit, Line, Rule, fixes, keeps, phrases_beside

PACK = phrases_beside(__file__)
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*")
_NUMBER = re.compile(r"\d[\d.,\s]*(?:[kmb]|mil|tys|тыс|tsd|만|万)?\.?\Z")
MAX_TOKENS = 16
_LONGEST = 6  # words of the longest phrase


def find(
    doc: Document,
    *,
    services: frozenset[str] = PACK["services"],
    actions: frozenset[str] = PACK["actions"],
    fillers: frozenset[str] = PACK["fillers"],
    bars: frozenset[str] = PACK["bars"],
    counters: frozenset[str] = PACK["counters"],
) -> Iterator[Edit]:
    """`services`, `actions`, `fillers`: what bars are made of. `bars`: whole bars. `counters`: nouns behind a number."""
    if not doc.has_prose:
        return
    kinds = _kinds(services, actions, fillers)
    run: list[tuple[Line, list[str]]] = []
    for line in doc.lines:
        items = ["bar", "bar"] if line.key in bars or _is_counter(line, counters) else _items(line, kinds)
        if items and run and run[-1][0].number + 1 != line.number:
            yield from _drop(doc, run)
            run = []
        if items:
            run.append((line, items))
    yield from _drop(doc, run)


@cache
def _kinds(services: frozenset[str], actions: frozenset[str], fillers: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(fillers, "filler") | dict.fromkeys(services, "service") | dict.fromkeys(actions, "action")


def _items(line: Line, kinds: dict[str, str]) -> list[str]:
    """The services and actions that a line consists of; empty if it holds anything else."""
    if len(line.text) > 160:
        return []
    tokens = _TOKEN.findall(line.key)
    if len(tokens) > MAX_TOKENS or re.search(r"[.!?]\s+\S|[,،、]", line.text):
        return []
    items = []
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            kind = kinds.get(" ".join(tokens[at : at + size]))
            if kind:
                break
        else:
            if not _NUMBER.match(tokens[at]):
                return []
            kind, size = "filler", 1
        if kind != "filler":
            items.append(kind)
        at += size
    return items


def _is_counter(line: Line, counters: frozenset[str]) -> bool:
    if len(line.key) > 40 or not any(c.isdigit() for c in line.key):
        return False
    number, _, noun = line.key.partition(" ")
    noun, _, last = (noun, "", number) if number[0].isdigit() else line.key.rpartition(" ")
    return noun in counters and bool(_NUMBER.match(last))


def _drop(doc: Document, run: list[tuple[Line, list[str]]]) -> Iterator[Edit]:
    """Drop what is certain of a run of neighbouring lines that hold nothing but buttons."""
    bar = any(len(items) > 1 for _, items in run)
    action = any("action" in items for _, items in run)
    many = len(run) > 2
    for at, (line, items) in enumerate(run):
        touches = at > 0 and run[at - 1][0].end + 1 == line.start
        touches |= at + 1 < len(run) and line.end + 1 == run[at + 1][0].start
        if len(items) > 1:
            yield doc.drop(line, "share bar" if items[0] != "bar" else "share bar or counter, known as such")
        elif (bar or action) and len(run) > 1 and (touches or many):
            yield doc.drop(line, f"button in a run of {len(run)} lines of buttons")


RULE = Rule(
    "share_bar",
    find,
    stage="strip",
    phrases=("services", "actions", "bars", "counters"),
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
            Share a little, save a little,
            like a little more.
        """),
    ),
)
