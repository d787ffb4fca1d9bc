"""Whether a text is about code: then code in it is the author's, and no residue of the page."""

import re
from collections.abc import Container, Set

from cleantext.document import Document, is_code

OTHER = 2
"""Lines that look like code, apart from the residue, above which a text is about code."""

SIGNS = 0.06
"""The share of signs from which on a line is no running text; prose has a third of it."""

_SIGN = re.compile(r"[{}()\[\];=<>|\\]")
_WORD = re.compile(r"\w+")
_SURE = frozenset(
    [
        *("HTML", "HTML5", "CSS", "JavaScript", "Javascript", "TypeScript", "JSON", "XML", "PHP", "Python"),
        *("SQL", "jQuery", "React", "Django", "Laravel", "Jinja", "Liquid", "BBCode", "Markdown", "GitHub"),
        *("regex", "API", "APIs", "shortcode", "shortcodes", "Shortcode", "Shortcodes", "stylesheet"),
        *("stylesheets", "snippet", "snippets", "markup", "Markup", "Quelltext", "Quellcode", "Stylesheet"),
        *("Stylesheets", "programming", "programmer", "programmers", "programmieren", "programmierer"),
        *("developer", "developers", "templating", "placeholder", "placeholders", "Platzhalter"),
    ]
)
_SURE_STEMS = ("верстк", "программир", "программист")
_SURE_UNSPACED = ("代码", "程序员", "编程", "プログラミング", "コード", "프로그래밍", "코드", "البرمجة", "الشيفرة")
_SURE_PAIRS = (
    *("style sheet", "source code", "code source", "código fuente", "código-fonte", "codice sorgente"),
    *("template engine", "template language", "исходн"),
)
_SURE_PAIR = re.compile(
    r"\b(?:style sheets?|source code|code source|código fuente|código-fonte|codice sorgente|template engine"
    r"|template language|исходн\w+ код\w*)\b"
)
_PERHAPS = frozenset(
    [
        *("code", "codes", "coding", "script", "scripts", "function", "functions", "variable", "variables"),
        *("tag", "tags", "template", "templates", "browser", "browsers", "syntax", "plugin", "plugins", "Code"),
        *("Codes", "Skript", "Skripte", "Funktion", "Variable", "Variablen", "Vorlage", "Vorlagen", "Browser"),
        *("código", "plantilla", "plantillas", "etiqueta", "etiquetas", "codice", "modello", "modelli"),
        *("balise", "balises", "gabarit", "gabarits", "modèle", "modèles", "kod", "kodu", "kode", "templat"),
        *("sjabloon", "sjablonen", "rule", "rules", "selector", "selectors", "attribute", "attributes", "loop"),
        *("loops", "command", "terminal", "editor", "compiler"),
        *("bracket", "brackets", "wiki", "bold", "italic", "italics", "Klammern", "kursiv", "crochets", "gras"),
    ]
)
_PERHAPS_STEMS = ("szablon", "znacznik", "код", "скрипт", "шаблон", "тег", "şablon", "etiket")


def is_about_code(doc: Document, residue: Container[int], other: int = OTHER) -> bool:
    """Whether a text is about code, by its running text and by the lines of code that are not in ``residue``.

    One sure word, two that may be others' as well, a fence, or more than ``other`` lines of code are enough.
    """
    if "```" in doc.text:
        return True
    others = [line.text for line in doc.lines if line.number not in residue]
    running = {doc.lines[number].text for number in doc.prose}
    prose = "\n".join([text for text in others if text in running and share_of_signs(text) < SIGNS])
    if doc.verdicts(_speaks_of_code)[prose]:
        return True
    if all(text[0].isspace() for text in running):  # to be indented is no sign of code where everything is
        others = [text.strip() for text in others if text not in running]
    return sum(text not in running and "|" not in text and is_code(text) for text in others) > other


def _speaks_of_code(prose: str) -> bool:
    """Whether running text holds a sure word or two that are words of other subjects, too."""
    words = set(_WORD.findall(prose))
    if not _SURE.isdisjoint(words) or (any(pair in prose for pair in _SURE_PAIRS) and _SURE_PAIR.search(prose)):
        return True
    if not prose.isascii() and (
        any(word in prose for word in _SURE_UNSPACED) or _beginning_with(_SURE_STEMS, words, prose)
    ):
        return True
    perhaps = words & _PERHAPS | _beginning_with(_PERHAPS_STEMS, words, prose)
    return len({word.lower() for word in perhaps}) > 1


def _beginning_with(stems: tuple[str, ...], words: Set[str], text: str) -> Set[str]:
    """The words of the text that begin with one of the stems."""
    return {word for word in words if word.startswith(stems)} if any(stem in text for stem in stems) else set()


def share_of_signs(text: str) -> float:
    """The share of a line that is brackets, semicolons and the like."""
    return len(_SIGN.findall(text)) / len(text)
