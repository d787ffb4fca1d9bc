"""Notes about the author at the end: credits of a newsroom, a short biography, how to reach the writer, the source.

`Reporting by Ann Lee; editing by Tom van Dyck`, `Ann Lee is a reporter at the Bay Herald`, `Email her at …`, `Follow
her on Twitter`, `Source: agencies`. They end many articles. Only lines behind the last paragraph of the article are
looked at, from the end of the text upwards past other short lines, and each needs its own evidence:

- it opens with words of newsroom credits, and a name follows (`Reporting by …`);
- it opens as a contact does, and holds an address, a handle or the name of a service;
- it says of a person what he or she does (`… is a reporter`), and no other running text names that person;
- it names the source of the text, in a few words.

A portrait's own text stays: it names its subject more than once. So do a sentence inside the article, the last line
of a text that is nothing else, and a byline (see `meta_line`).
"""

from collections.abc import Iterator
from functools import cache

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_prose, is_sentence
from cleantext.openings import SHORT, opens_with

PACK = phrases_beside(__file__)
_REACH = regex.compile(
    r"[\w.+-]+@[\w-]+\.\w|@\w{3,}|https?://|www\.|\bt\.co/|\[email.protected\]|\b\w[\w-]+\.(?:com|org|net)/"
)
_NAME = (
    r"\p{Lu}[\p{L}\p{M}.'’-]+(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin) )*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
)
_PERSON = regex.compile(rf"\W{{0,3}}(?P<name>{_NAME})(?:,? \(?@\w+\)?)?,? (?P<rest>.+)")
_WORDS = regex.compile(r"[\p{L}\p{M}]+(?:['’.-][\p{L}\p{M}]+)*")
LAST = 12  # lines from the end that are looked at
LONGEST = 900  # characters of a biography
SOURCE = 80  # characters of a line that names the source
ROLE = 14  # words after "is" within which the occupation stands


def find(
    doc: Document,
    *,
    credits: frozenset[str] = PACK["credits"],
    contacts: frozenset[str] = PACK["contacts"],
    services: frozenset[str] = PACK["services"],
    sources: frozenset[str] = PACK["sources"],
    headings: frozenset[str] = PACK["headings"],
    verbs: frozenset[str] = PACK["verbs"],
    roles: frozenset[str] = PACK["roles"],
) -> Iterator[Edit]:
    """`credits`: how newsroom credits open. `contacts`: how a contact opens; `services`: where. `sources`: words
    before the source. `headings`: above a biography. `verbs`, `roles`: what a biography says of a person."""
    if not doc.has_prose:
        return
    lines = doc.lines
    first = _first_words(credits, contacts, sources, headings)
    found: list[tuple[Line, str]] = []
    for line in reversed(lines[max(1, len(lines) - LAST) :]):
        why = ""
        if len(line.text) <= LONGEST and _may_open(line.text, first):
            key = line.key
            if opens_with(key, credits) and not _is_speech(line):
                why = "credits of the newsroom at the end"
            elif (
                " " in key
                and opens_with(key, contacts)
                and (_REACH.search(line.text) or not services.isdisjoint(_WORDS.findall(key)))
            ):
                why = "how to reach the author, at the end"
            elif len(line.text) <= SOURCE and opens_with(key, sources) and ":" in line.text:
                why = "the source, at the end"
            elif key in headings and (
                not found or found[-1][0].number == line.number + 1 or len(lines) - line.number < 3
            ):
                why = "heading of a note about the author"
        name = "" if why or len(line.text) > LONGEST else _biography(line, verbs, roles)
        if name and not _is_subject(doc, name, line):
            why = "who the author is, at the end; no other running text names that person"
        if why:
            found.append((line, why))
        elif is_prose(line.text) or is_sentence(line.text) or len(line.text) > SHORT:
            break
    if found and any(is_prose(line.text) for line in lines[: found[-1][0].number]):
        for line, why in found:
            yield doc.drop(line, why)


@cache
def _first_words(*phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0].rstrip(":,") for some in phrases for phrase in some)


def _may_open(text: str, first: frozenset[str]) -> bool:
    """Whether the first word of a line is one of those; any word may be where words run together."""
    word = line_key(text[:30]).partition(" ")[0].rstrip(":,;")
    return word in first or not word.isascii()


def _is_speech(line: Line) -> bool:
    return line.text.lstrip()[0] in '"“„«‚‘「—–'


def _biography(line: Line, verbs: frozenset[str], roles: frozenset[str]) -> str:
    """The name, if the line says of a person what he or she does."""
    match = _PERSON.match(line.text)
    if not match:
        return ""
    words = [word.casefold() for word in _WORDS.findall(match["rest"])[: ROLE + 1]]
    if not words or words[0] not in verbs or roles.isdisjoint(words[1:]):
        return ""
    return match["name"]


def _is_subject(doc: Document, name: str, note: Line) -> bool:
    """Whether other running text names the person."""
    last = name.split()[-1]
    return any(last in line.text for line in doc.lines if line.number != note.number and is_prose(line.text))


def _ends_with_a_person(doc: Document) -> bool:
    """Whether one of the last lines begins with a name, up to the last one of running text."""
    for row in [row for row in doc.rows[-2 * LAST :] if row and not row.isspace()][: -LAST - 1 : -1]:
        if len(row) <= LONGEST and _PERSON.match(row):
            return True
        if len(row) > SHORT or is_prose(row) or is_sentence(row):
            return False
    return False


RULE = Rule(
    "author_note",
    find,
    stage="strip",
    openings=("credits", "contacts", "sources", "headings"),
    wake=_ends_with_a_person,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Reporting by Ann Lee; additional reporting by Jo Hart; editing by Tom van Dyck
            - Ann Lee is a reporter at the Bay Herald who writes about ships, harbours and the people in them.
            - Email her at ann.lee@bayherald.example or follow her on Twitter.
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
            -
            - Quelle: dpa
        """),
        keeps("""
            The ferry across the bay has a new captain, who came on board on Friday evening, the harbour office said.

            Ann Lee grew up on the islands. As a child, Lee knew the name of every ship that passed the lighthouse.

            Ann Lee is a writer, too, and her first book, about the sandbanks of the bay, will appear in the autumn.
        """),
        keeps("""
            Reporting by night

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Source: the river springs from a rock above the village, and nobody knows how deep the cave below it is.
        """),
    ),
)
