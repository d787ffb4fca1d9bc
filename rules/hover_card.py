"""The card that pops up over a name, read into the sentence: the name again, headlines about the person, `MORE`.

Some sites link persons and topics; pointing at the link shows a card with the latest headlines. In the page the card
stands inside the link, so the extractor reads it into the sentence: `Senator Ann LeeAnn LeeFerry bill passes Night
ferry to run in May MORE said on Friday`. The evidence is the shape: a name of two words or more, the same name right
behind it (perhaps with a middle name), headlines, and the card's last word in capitals. What goes is the card; the
first name and the sentence stay.

A name that is said twice stays, and so does a sentence with the word MORE but without the repeated name.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Rule, fixes, keeps

CARD = 900  # characters of a card: three headlines or four
_CARD = regex.compile(
    r"(?P<first>\p{Lu}[\p{L}.'’-]{1,24}) (?:[\p{Lu}\d][\p{L}.'’-]{0,24} ){0,2}(?P<last>\p{Lu}[\p{L}'’-]{1,24})"
    r"(?P<card>\s?(?P=first) (?:[\p{L}.'’-]{1,24} ){0,3}(?P=last)[^\n]{12,900}?\sMORE\b)"
)


def find(doc: Document) -> Iterator[Edit]:
    for line in doc.lines:
        if " MORE" in line.text:
            for match in _CARD.finditer(line.text):
                start, end = match.span("card")
                yield Edit(
                    line.start + start, line.start + end, "", f"card over the name {match['first']} {match['last']}"
                )


RULE = Rule(
    "hover_card",
    find,
    stage="strip",
    triggers=(" MORE",),
    examples=(
        fixes("""
            - The bill of Senator Ann LeeAnn Marie LeeFerry bill passes Night ferry to run in May MORE is law since Friday.
            + The bill of Senator Ann Lee is law since Friday.
        """),
        keeps("The bill of Senator Ann Lee, Ann Lee said, gives MORE money to the ferry than any bill before it."),
        keeps("Ann Lee and Tom van Dyck want MORE ferries."),
    ),
)
