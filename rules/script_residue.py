"""Scripts, style sheets and data of the page that became text.

What stands between `<script>` and `</script>` is no text, but tools that take a page's text take it along when the
markup is broken or the tags are taken away first: the loader of a share button, a minified library in one line, a style
sheet, the JSON that search engines read. Lines go that are code by their words and signs, with the lines of the same
block: as long as they end as code does.

A text about code has such lines because its author wrote them. Where the running text speaks of code, where it is
fenced, or where more lines look like code than those that would go, everything stays; so does a list that a colon
announces, a text without other running text, a sentence with braces in it, and a recipe's or a law's semicolons.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.code import is_about_code, share_of_signs
from cleantext.document import is_prose

SIGNS = 0.06  # share of a line that is brackets, semicolons and the like; prose has a third of it
DENSE = 0.12  # the same, of a line that is code however it ends
BLOCK = 80  # lines of a block of code that one of its lines is known by
_SCRIPT = regex.compile(
    r"\bfunction\s*[\w$]*\s*\([\w$, ]{0,80}\)\s*\{|\b(?:var|let|const)\s[\w$]{1,40}\s*=|=>\s*\{|\}\)\(|\$\((?:document|window|['\"])"
    r"|\b(?:window|document|navigator|jQuery|dataLayer|googletag|adsbygoogle|_gaq|console|fjs?|Object|self)\s*[.(\[=]\w*"
    r"|\b(?:gtag|fbq|ga|require|define|setTimeout|addEventListener|encodeURIComponent|getElementById|querySelector)\("
    r"|\b(?:this|module|exports|e|t|n|r)\.\w+\s*[(=]|\breturn\s?[\w!(\"'{].*;|\btypeof\s"
)
_STYLE = regex.compile(
    r"\s*(?:[-•*]\s)?(?:@(?:media|import|charset|font-face|keyframes|supports)\b.{0,200}|[\w\s.#:,>+~*()\[\]=\"'%-]{1,200}\{[^{}]{0,2000}\}?)\s*"
)
_PROPERTY = regex.compile(r"\s*[\w-]{2,40}\s*:\s*[^:;{}]{1,120};(?:\s*[\w-]{2,40}\s*:\s*[^:;{}]{1,120};)*\s*\}?\s*")
_DATA = regex.compile(r"\s*[\[{]\s*(?:[\[{]\s*)?\"[\w@$ .:-]{1,60}\"\s*:.*[\]}],?;?\s*", regex.DOTALL)
_KEY = regex.compile(r"\s*\"[\w@$ .:-]{1,60}\"\s*:.*[,{\[\]}\"\w]\s*", regex.DOTALL)
_END = regex.compile(r"(?:[;{},(\[]|\)|\]|=>|\*/|//.*)\s*\Z")
_SENTENCE = regex.compile(r"[.!?…。！？][\"'”’»)]*\s*\Z")
_BARE = regex.compile(r"[\s{}()\[\];,]+|\s*(?://|/\*|\*/|\*\s).*|\s*(?:<!--|-->)\s*", regex.DOTALL)


def find(doc: Document) -> Iterator[Edit]:
    found = _residue(doc)
    if not found or not any(is_prose(line.text) and line.number not in found for line in doc.lines):
        return
    if is_about_code(doc, found, len(found)):
        return
    for line in doc.lines:
        if line.number in found and not (line.number - 1 not in found and doc.follows_colon(line)):
            yield doc.drop(line, found[line.number])


def _residue(doc: Document) -> dict[int, str]:
    """The numbers of the lines of code, each with what it is."""
    lines = doc.lines
    found = {line.number: why for line in lines if (why := _kind(line.text))}
    for number in list(found):
        for step in (1, -1):
            for at in range(number + step, number + step * BLOCK, step):
                if not 0 <= at < len(lines) or at in found or not _goes_on(lines[at].text):
                    break
                found[at] = "a line among others of a script or a style sheet"
    return found


def _kind(text: str) -> str:
    """What a line is by itself; empty where it may be text."""
    if "{" not in text and "(" not in text and "@" not in text:
        return ""
    if "{" in text:
        if '":' in text.replace(" ", "") and _DATA.fullmatch(text):
            return "data for programs"
        if _is_style(text):
            return "a rule of a style sheet"
    if (
        _SCRIPT.search(text)
        and (share := share_of_signs(text)) >= SIGNS
        and (share >= DENSE or _END.search(text[-200:]))
    ):
        return "a line of a script"
    return ""


def _is_style(text: str) -> bool:
    """Whether a line is a rule of a style sheet, or the start of one."""
    if len(text) > 4000 or not _STYLE.match(text):
        return False
    parts = regex.split(r"[{}]", text)
    if len(parts) == 2:
        selector, body = parts
        if not body.strip():
            return bool(
                regex.fullmatch(
                    r"\s*(?:[.#@*:][\w-].{0,200}|[a-z][a-z0-9]*(?:[.#:\s>,][\w\s.#:,>-]{0,200})?)\s*", selector
                )
            )
        parts.append("")
    bodies = [part for part in parts if ";" in part or regex.fullmatch(r"\s*[a-z-]{2,40}\s*:[^:]{1,80}", part)]
    return bool(bodies) and all(
        regex.fullmatch(r"\s*(?:[\w-]{2,40}\s*:.{1,300}|/\*.*)?\s*", entry)
        for body in bodies
        for entry in body.split(";")
    )


def _goes_on(text: str) -> bool:
    """Whether a line beside code belongs to it."""
    if _BARE.fullmatch(text) or _PROPERTY.fullmatch(text) or _KEY.fullmatch(text):
        return True
    share = share_of_signs(text)
    return (share >= DENSE and not _SENTENCE.search(text[-8:])) or (share >= SIGNS and bool(_END.search(text[-200:])))


RULE = Rule(
    "script_residue",
    find,
    stage="strip",
    triggers=("{", ");"),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - (function(d, s, id) {
            -   var js, fjs = d.getElementsByTagName(s)[0];
            -   if (d.getElementById(id)) return;
            -   fjs.parentNode.insertBefore(js, fjs);
            - }(document, 'script', 'facebook-jssdk'));
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        fixes("""
            - .ferry-box { margin: 0 auto; color: #333; }
            - @media (max-width: 600px) {
            -   .ferry-box { float: none; }
            - }
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry to run at night"}
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            To load the widget, put this script at the end of the page; the function looks for the first tag of its kind.

            (function(d, s, id) {
              var js, fjs = d.getElementsByTagName(s)[0];
              fjs.parentNode.insertBefore(js, fjs);
            }(document, 'script', 'ferry-widget'));
        """),
        keeps("""
            You will need the following for the boat, as the captain told us when we came on board with our bags:

            a rope of ten metres (for the pier);
            a bucket (for the water);
            a lamp, which must be lit at night (see below);
        """),
    ),
)
