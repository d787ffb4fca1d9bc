"""Whether a text quotes the labels of web pages: then what looks like them, on lines of their own, is the author's.

An essay on the web quotes what it met: `We value your privacy`, `Accept all`, `Sign up for our newsletter`, `Share this
article`, each on a line of its own. The buttons of a request for consent tell it. A page prints them above its text or
below, beside the request; between the paragraphs of an article nobody but its author puts them.
"""

import re

from cleantext.document import COLONS, Document, is_closed
from cleantext.openings import is_unspaced
from cleantext.packs import beside

BUTTONS = beside(__file__)["buttons"]
NEAR = 6
"""Lines above and below a button of which one belongs to the author's text."""

LABEL = 40
"""Characters of the longest button."""

_WORD = re.compile(r"\w+")
_OF_THE_PAGE = re.compile(
    r"cookie|privacy|browser|consent|datenschutz|confidential|privacidad|privacidade|prywatno|\bour\b|\byour?\b"
    r"|\bunser|\bihre?\b|\bnos\b|\bvotre\b|\bnuestr|\bnostr|\boss[oa]s?\b|隐私|隱私|您|プライバシー|개인정보|쿠키|çerez"
    r"|ملفات تعريف"
)
"""What a request for consent says, and an author's sentence mostly does not."""


def quotes_labels(doc: Document, buttons: frozenset[str] = BUTTONS) -> bool:
    """Whether a button of a request for consent stands by itself among the author's sentences."""
    some = [text for text in doc.texts_opening_with(buttons, longest=LABEL) if not is_closed(text)]
    return any(
        line.key in buttons
        and any(_is_written(one.text) for one in doc.lines[max(0, line.number - NEAR) : line.number])
        and any(_is_written(one.text) for one in doc.lines[line.number + 1 : line.number + 1 + NEAR])
        for line in (doc.lines_of(some) if some else ())
    )


def _is_written(text: str) -> bool:
    """Whether a line is a sentence, of four words at least, that is not the page's."""
    closed = is_closed(text) or text.rstrip().endswith(COLONS)
    if not closed or (len(_WORD.findall(text)) < 4 and not is_unspaced(text)):
        return False
    return not _OF_THE_PAGE.search(text.casefold())
