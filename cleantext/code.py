"""Whether a text is about code: then code in it is the author's, and no residue of the page."""

import re
from collections.abc import Container

from cleantext.document import Document, is_code, is_prose

OTHER = 2
"""Lines that look like code, apart from the residue, above which a text is about code."""

SIGNS = 0.06
"""The share of signs from which on a line is no running text; prose has a third of it."""

_SIGN = re.compile(r"[{}()\[\];=<>|\\]")
_SURE = re.compile(
    r"\b(?:HTML5?|CSS|JavaScript|Javascript|TypeScript|JSON|XML|PHP|Python|SQL|jQuery|React|Django|Laravel|Jinja|Liquid"
    r"|BBCode|Markdown|GitHub|regex|APIs?|shortcodes?|Shortcodes?|style ?sheets?|stylesheet|snippets?|source code"
    r"|markup|Markup|Quelltext|Quellcode|Stylesheets?|code source|código fuente|código-fonte|codice sorgente"
    r"|programm(?:ing|er|ers|ieren|ierer)|developers?|templating|template (?:engine|language)|placeholders?|Platzhalter"
    r"|верстк\w*|исходн\w+ код\w*|программир\w*|программист\w*)\b"
    r"|源代码|代码|程序员|编程|ソースコード|プログラミング|コード|소스 코드|프로그래밍|코드|البرمجة|الشيفرة"
)
_PERHAPS = re.compile(
    r"\b(?:code|codes|coding|script|scripts|function|functions|variables?|tags?|templates?|browsers?|syntax|plugins?"
    r"|Code|Codes|Skripte?|Funktion|Variablen?|Vorlagen?|Browser|código|plantillas?|etiquetas?|codice|modell[oi]|balises?"
    r"|gabarits?|modèles?|kod|kodu|szablon\w*|znacznik\w*|код\w*|скрипт\w*|шаблон\w*|тег\w*|şablon\w*|etiket\w*"
    r"|kode|templat|sjabloon|sjablonen|rules?|selectors?|attributes?|loop|loops|command|terminal|editor|compiler)\b"
)


def is_about_code(doc: Document, residue: Container[int], other: int = OTHER) -> bool:
    """Whether a text is about code, by its running text and by the lines of code that are not in ``residue``.

    One sure word, two that may be others' as well, a fence, or more than ``other`` lines of code are enough.
    """
    if "```" in doc.text:
        return True
    others = [line.text for line in doc.lines if line.number not in residue]
    prose = "\n".join(text for text in others if is_prose(text) and share_of_signs(text) < SIGNS)
    if _SURE.search(prose) or len({word.group().lower() for word in _PERHAPS.finditer(prose)}) > 1:
        return True
    return sum(is_code(text) and "|" not in text and not is_prose(text) for text in others) > other


def share_of_signs(text: str) -> float:
    """The share of a line that is brackets, semicolons and the like."""
    return len(_SIGN.findall(text)) / len(text)
