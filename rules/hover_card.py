"""The card that opens over a name, printed into the sentence: `Gov. Ann LeeAnn LeeNew pier opens MORE said`.

Some sites let a card pop up over the name of a politician or a company, with the full name and the latest headlines
about it. Extractors print the card right behind the name. It goes, and the sentence goes on, if the name comes again at
once, with its last word and another one, and what follows is no sentence and ends with the card's button in capitals.

A name that is printed twice stays without such a button (see `name_spelling` for its forms), and so does a capitalised
`MORE` without a name that comes again.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Rule, fixes, keeps

LONGEST = 1200  # characters of a card, a few headlines
SHORTEST = 20  # characters of its headlines
BUTTON = "MORE"

_WORD = r"\p{Lu}[\p{L}.'’-]*"
_BUTTON = regex.compile(rf" {BUTTON}(?=[\s,.;:'’()]|\Z)")
_CARD = regex.compile(
    rf"\b(?P<first>{_WORD} (?:{_WORD} ){{0,2}}?)(?P<last>\p{{Lu}}[\p{{L}}'’-]+)"
    rf"(?P<card> ?(?P<again>{_WORD}(?: \(?{_WORD}\)?){{0,4}}? (?P=last)) ?(?P<headlines>(?=[\p{{Lu}}\d'\"“‘«]).*))\Z"
)
"""A name, and the card with the name in it, up to the button."""
_SENTENCE = regex.compile(r"\p{Ll}{3}[.!?] \p{Lu}")


def find(doc: Document) -> Iterator[Edit]:
    for line in doc.lines:
        if BUTTON not in line.text:
            continue
        behind = 0
        for button in _BUTTON.finditer(line.text):
            before = line.text[max(behind, button.start() - LONGEST) : button.start()]
            behind = button.end()
            card = next(filter(_is_card, _CARD.finditer(before, overlapped=True)), None)
            if card:
                start = line.start + button.start() - len(before) + card.start("card")
                end = line.start + button.end()
                yield Edit(start, end, "", "a card that opens over the name, with headlines about it")


def _is_card(match: regex.Match[str]) -> bool:
    """Whether the name that comes again is the same one, and headlines follow."""
    again = match["again"].replace("(", "").replace(")", "").split()
    return (
        not set(again[:-1]).isdisjoint(match["first"].split())
        and len(match["headlines"]) >= SHORTEST
        and not _SENTENCE.search(match["headlines"])
    )


RULE = Rule(
    "hover_card",
    find,
    stage="strip",
    triggers=(f" {BUTTON}",),
    examples=(
        fixes("""
            - The ferry will run at night, Gov. Ann LeeAnn Mary LeeOffice plans second pier Bridge stays closed MORE (I) said.
            + The ferry will run at night, Gov. Ann Lee (I) said.
        """),
        fixes("""
            - The harbour office belongs to Tom Dyck Thomas (Tom) Dyck Five piers to see this year Ferry is late again MORE.
            + The harbour office belongs to Tom Dyck.
        """),
        keeps("""
            The ferry will run at night, said Ann Lee. Ann Lee has asked for that since 2019, and now she wants MORE ferries.
        """),
        keeps("""
            The sign in the office of Ann Lee says that NIGHT FERRIES ARE GOOD, MORE NIGHT FERRIES ARE BETTER, in red.
        """),
    ),
)
