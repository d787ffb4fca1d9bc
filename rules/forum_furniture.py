"""Forum furniture: what a forum prints around each post, read as lines.

A card of the writer (`Posts: 1,204`, `Joined: Mar 2012`, `Senior Member`), the number of the post (`#3`), buttons
(`Quote`, `Reply with quote`, `Report`). They go where at least three such lines stand in the text, a field of a card
and a rank, button or number among them, one of them above a post; a rank or number also needs a neighbour or a copy.

What the programs of forums say of a topic (`Users browsing this forum: 4 guests`, `Last edited by gull77 on …`) goes
where two such lines stand in the text, or one beside a card; a card in one line has two fields at least.

The posts stay, with the names of their writers and their times. So do the `Location: Leeds` below an advertisement,
the fields of a form or a recipe, and a text without running text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from cleantext import Document, Edit, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import QUOTES, is_closed, is_code
from cleantext.openings import SHORT

PACK = phrases_beside(__file__)
_NUMBER = re.compile(r"\s*(?:#|№|nr\.? ?)\s?\d{1,5}\s*\Z|\s*第?\d{1,5}[楼樓#]\s*\Z", re.IGNORECASE)
_FIELD = re.compile(r"\s*([^\W\d][^\d:：]{0,24}?)\s?[:：]\s*(\S.{0,40})\Z")
_VALUE = re.compile(r"\d")
_BESIDE = re.compile(r"[|·•/]+")
_IN_LINE = re.compile(r"([^\W\d][^\d:：]{0,24}?)\s?[:：]\s*\S")
LINES = 3
SAID = 2  # lines in which the program of a forum speaks
CARD = 2  # fields of a card in one line
PROGRAM = 160  # characters of what the program of a forum says
VALUE = 30  # characters of a value without digits: where the writer lives


def find(
    doc: Document,
    *,
    fields: frozenset[str] = PACK["fields"],
    buttons: frozenset[str] = PACK["buttons"],
    ranks: frozenset[str] = PACK["ranks"],
    programs: frozenset[str] = PACK["programs"],
) -> Iterator[Edit]:
    """`fields`: words before a colon on a writer's card. `buttons`: beside a post. `ranks`: what a member is. `programs`: how a
    line opens in which the program of the forum speaks."""
    judge = partial(_kind, fields, buttons, ranks)
    some = doc.texts_opening_with(fields, buttons, ranks, longest=SHORT)
    said = [text for text in doc.texts_opening_with(programs, longest=PROGRAM) if not text.lstrip().startswith(QUOTES)]
    cards = doc.passing(partial(_is_card, fields), [row for row in doc.rows if row.count(":") >= CARD]) if said else ()
    if len(said) + len(cards) >= SAID and doc.has_prose:
        for line in doc.lines_of({*said, *cards}):
            if line.number and not (line.text.lstrip()[0].islower() and doc.is_wrapped(line)):
                yield doc.drop(line, "forum furniture: the program of the forum speaks")
    if not any(":" in text or "：" in text for text in some):
        return  # no field among them
    known = doc.judged(judge, some)
    if "field" not in known.values() or not doc.has_prose:
        return
    if "#" in doc.text:
        known |= doc.judged(judge, [row for row in doc.rows if row.lstrip()[:1] == "#" and _NUMBER.match(row)])
    found = {line.number: (line, known[line.text]) for line in doc.lines_of(known)}
    kinds = Counter(kind for _, kind in found.values())
    others = len(found) - kinds["field"]
    if len(found) < LINES or not others or min(found) > doc.last_prose:
        return
    keys = Counter(line.key for line, _ in found.values())
    for number in sorted(found):
        line, kind = found[number]
        beside = number - 1 in found or number + 1 in found or keys[line.key] > 1
        if beside or (kind in ("field", "button") and len(found) > LINES):
            yield doc.drop(line, f"forum furniture: {kind}")


def _is_card(fields: frozenset[str], text: str) -> bool:
    """Whether a line holds several fields of a writer's card: `gull77 Posts: 61 Joined: May 3, 2021 Location: Leeds`."""
    if len(text) > PROGRAM or is_closed(text):
        return False
    words = (match[1].casefold().split() for match in _IN_LINE.finditer(text))
    found = {last for some in words for last in (" ".join(some[-2:]), some[-1]) if last in fields}
    return len(found) >= CARD


def _kind(fields: frozenset[str], buttons: frozenset[str], ranks: frozenset[str], text: str) -> str | None:
    """What a line is: a field of a writer's card, a rank, a button, the number of a post; or nothing of these."""
    if _NUMBER.match(text):
        return "number"
    key = line_key(text)
    if key in ranks:
        return "rank"
    if key in buttons or (
        (parts := [part.strip() for part in _BESIDE.split(key) if part]) and all(part in buttons for part in parts)
    ):
        return "button"
    field = _FIELD.match(text) if ":" in text or "：" in text else None
    if field and field[1].casefold() in fields and not is_code(text.strip()):
        value = field[2].rstrip()
        if value[-1] not in ".?!" and (_VALUE.search(value) or len(value) <= VALUE):
            return "field"
    return None


RULE = Rule(
    "forum_furniture",
    find,
    stage="strip",
    phrases=("fields", "buttons", "ranks"),
    openings=("programs",),
    examples=(
        fixes("""
              Night ferry: who has been on it?
              gull77
            - Senior Member
            - Posts: 1,204
            - Joined: Mar 2012
              I was on it last night with my two children, and I can tell you that the sea was as flat as a table.
            - Quote
            - #2
              Tom
            - Member
            - Posts: 12
            - Joined: May 2019
              We were too late for it, because the bus from the station does not wait for the evening train at all.
            - Quote
        """),
        keeps("""
            Small boat for sale

            She is nineteen feet long, was built on the islands and has never been out in a storm, so her owner says.

            Location: Northern pier
            Age: 19
            Quote
        """),
        keeps("""
            Minutes of the meeting on the third of May

            The council talked about the night ferry for two hours and did not vote, as the harbour office had asked.

            Posts: 12
            Replies: 4
            Points: 7
            Members: 19
            Rank: 3
        """),
    ),
)
