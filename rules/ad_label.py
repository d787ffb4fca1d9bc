"""Labels of advertisements: `Advertisement`, `Story continues below`, `Anzeige`.

The law wants advertisements labelled. The extractor drops the advertisement and keeps the label, between any two
paragraphs. A line goes if it is such a label and nothing else.

A sentence about advertising stays, and so do a label above the running text, where it may be the title (but for one
between dashes or brackets, and one beside a headline), an item of a list that the line above announces, a label that
stands once in a text that speaks of it in several paragraphs, one with which a sentence begins, a heading among the
headings of short sections, a label that is a line of a poem or of another text without running text, and a short one
with a full stop.

The name of a sponsor behind the words for it (`Sponsored by Bay Motors`) goes where it stands between sentences or
below the headline, and the text does not speak of it; in a programme or a list of dates it stays.
"""

import re
from collections.abc import Iterator
from functools import partial

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_closed
from cleantext.names.words import is_given_name
from cleantext.openings import SHORT, first_words, fold

PACK = phrases_beside(__file__)
_ADORNED = re.compile(r"(?P<sign>[-–—=*~+|]{1,4}) ?\w.*\w ?(?P=sign)|[(\[].*[)\]]", re.DOTALL)
"""A label between signs, as no title is."""
_REGISTERED = re.compile(r"\berid\s?[:=]\s?\w{5,}", re.IGNORECASE)
"""The number that Russian law asks of advertisements."""
LABEL = 6  # letters of a word that other words do not begin with
SPEAK = 2  # paragraphs with the word that make a text one about advertising
_ARTICLE = re.compile(
    r"(?:(?:the|der|die|das|dem|den|la|le|les|el|los|las|il|o|a|os|as|de|het) (?=[^\W\d_a-z])|l['’](?=[^\W\d_a-z]))"
)
"""An article before a name."""
SENTENCE = 5  # spaces in a label that is a sentence, with its full stop: `The text goes on below the video.`
NAME = 6  # words of a sponsor's name
HEADLINE, HEADLINE_WORDS = 25, 4  # characters of a line that is a headline, and spaces in it


def find(
    doc: Document, *, labels: frozenset[str] = PACK["labels"], sponsored: frozenset[str] = PACK["sponsored"]
) -> Iterator[Edit]:
    """`labels`: the labels. `sponsored`: words before the name of a sponsor."""
    opened = doc.texts_opening_with(labels, longest=2 * SHORT)
    registered = [text for text in opened if _REGISTERED.search(text)]
    some = [
        text
        for text in opened
        if len(text) <= SHORT and (key := line_key(text)) in labels and (_is_open(text) or key.count(" ") >= SENTENCE)
    ]
    sponsors = doc.judged(partial(_sponsor, sponsored), doc.texts_opening_with(sponsored, longest=SHORT))
    if not (some or sponsors or registered) or not doc.has_prose:
        return
    yield from doc.drop_all(doc.lines_of(registered), "label of an advertisement, with its number in the register")
    for line in doc.lines_of(sponsors):
        if line.number and _is_between_sentences(doc, line) and not _speaks_of(doc, line, sponsors[line.text]):
            yield doc.drop(line, f"label of an advertisement, with its sponsor: {sponsors[line.text]}")
    for line in doc.lines_of(some):
        if (
            (line.number > doc.first_prose or _ADORNED.fullmatch(line.text.strip()) or _is_beside_headline(doc, line))
            and not doc.follows_colon(line)
            and not doc.is_heading(line, labels)
            and not _goes_on(doc, line)
            and not _is_discussed(doc, line)
        ):
            yield doc.drop(line, "label of an advertisement")


def _is_open(text: str) -> bool:
    """Whether a line is no sentence."""
    return not text.rstrip().endswith((".", "!"))


def _sponsor(sponsored: frozenset[str], text: str) -> str | None:
    """The name behind the words for a sponsor, if the line ends with it and it is no person's: `Presented by Ann
    Lee`."""
    if text.rstrip()[-1] in ".!?:;,。！？：":
        return None
    starts = [start for start in first_words(line_key(text)) if start in sponsored]
    if not starts:
        return None
    size = max(start.count(" ") + 1 for start in starts)
    parts = text.split(None, size)
    name = _ARTICLE.sub("", parts[size].strip(" :,")) if len(parts) > size else ""
    named = name[:1].isupper() and name.count(" ") < NAME and "," not in name
    return name if named and not is_given_name(name.partition(" ")[0]) else None


def _is_between_sentences(doc: Document, line: Line) -> bool:
    """Whether a line stands below the headline or a sentence, and above a sentence or at the end."""
    above, below = doc.lines[line.number - 1], doc.lines[line.number + 1 : line.number + 2]
    return (above.number == 0 or is_closed(above.text)) and all(is_closed(one.text) for one in below)


def _speaks_of(doc: Document, line: Line, name: str) -> bool:
    """Whether other lines have all the words of the name."""
    others = "\n".join(one.text for one in doc.lines if one.number != line.number)
    return all(word in others for word in name.split() if word[0].isupper())


def _is_beside_headline(doc: Document, line: Line) -> bool:
    """Whether a line above the running text has a headline above it or right below, so that it is none."""
    beside = doc.lines[: min(line.number + 2, doc.first_prose)]
    return any(len(one.text) >= HEADLINE and one.text.count(" ") >= HEADLINE_WORDS for one in beside)


def _goes_on(doc: Document, line: Line) -> bool:
    """Whether the line below goes on in small letters, where the one above is closed: then the label begins a
    sentence."""
    below = doc.lines[line.number + 1 : line.number + 2]
    return bool(below) and below[0].text.lstrip()[0].islower() and is_closed(doc.lines[line.number - 1].text)


def _is_discussed(doc: Document, line: Line) -> bool:
    """Whether several paragraphs speak of what the label says, as a text about advertising does; it stands only
    once."""
    word = line.key
    if " " in word or len(word) < LABEL:
        return False
    said = [one for one in map(doc.lines.__getitem__, doc.prose) if word in fold(one.text)]
    if sum(any(some.startswith(word) for some in one.key.split()) for one in said) < SPEAK:
        return False
    return sum(one.key == word for one in doc.lines) == 1


RULE = Rule(
    "ad_label",
    find,
    stage="strip",
    version=9,
    phrases=("labels", "sponsored"),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            -
            - ADVERTISEMENT

              Sixty passengers have room on board.
        """),
        fixes("""
            - -- Advertisement --
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Sponsored by Bay Motors
              Sixty passengers have room on board.
        """),
        keeps("""
            The regatta begins on Saturday at nine, and this is what the committee has put on the programme so far.

            Race of the dinghies
            Sponsored by Bay Motors
            Race of the gigs
        """),
        keeps("""
            The ferry lives on what it sells on board, and on these, as the captain explained to the council on Friday:

            Advertising
            Gifts
        """),
        keeps("""
            The advertisement said that the ferry would run at night, and so sixty people stood on the pier at ten.
        """),
    ),
)
