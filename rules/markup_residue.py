"""Residue of markup: tags, template holes and shortcodes that became text.

A tag that the page wrote as text (`<img height="1" …>`), a comment (`<!-- more -->`), a hole that no script has filled
(`{{title}}`, `%d bloggers like this:`, `undefined`), a shortcode (`[caption id="…"]`), a forum's `[b]`, an error that
the server printed. A line that consists of nothing else goes; a short one with a hole in it goes, too, since what it
was to say is missing. Within a line of text, tags, comments, shortcodes and the marks of forums go and leave what they
stood around; what may be a remark or a letter in brackets must be closed to be one of them.

A text about code has such things because its author wrote them: where the running text speaks of code, where the text
is fenced, or where more than a few lines look like code that is none of this, everything stays. So do letters, names
and addresses in angle brackets, remarks in square ones, a comparison, and a list that a colon announces. Scripts and
style sheets: `script_residue`.
"""

from collections.abc import Iterator, Mapping, Set

import regex

from cleantext import Document, Edit, Rule, fixes, keeps
from cleantext.code import is_about_code
from cleantext.document import is_prose, is_sentence

LONGEST = 600  # characters of a line of markup
LISTED = 4  # tags that are named, not used
SHORT = 60  # characters of a line that says nothing without what should stand in its hole
_TAGS = regex.compile(r"\s*(?:</?[a-z][a-z0-9-]{0,15}(?:\s[^<>]{0,500})?/?>\s*){1,20}", regex.IGNORECASE)
_TAG = regex.compile(
    r"<(?P<close>/?)(?P<name>[a-z][a-z0-9:-]{0,20})(?P<rest>\s[^<>]{0,500})?\s?/?>"
    r"|<!--(?:(?!-->).){0,400}-->|<!\[CDATA\[|(?://|/\*)?\s?\]\]>|<!DOCTYPE[^<>]{0,200}>|<\?xml[^<>]{0,200}\?>|<!--|-->(?!\w)",
    regex.IGNORECASE,
)
_ALONE = frozenset(
    [
        *("br", "hr", "p", "div", "span", "strong", "em", "font", "center", "blockquote", "iframe", "img", "figure"),
        *("figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "tbody", "thead", "tr"),
        *("td", "th", "svg", "noscript", "script", "style", "html", "wbr", "o:p", "textarea", "fieldset"),
    ]
)
"""Tags that are nothing else; the others must be closed, or have attributes."""

_PARTS = frozenset(
    ["br", "hr", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "td", "th", "tr", "img"]
)
"""Tags that part words."""

_NAME = regex.compile(r"(?P<open>[<\[]/?)(?P<name>[a-z][\w:-]{0,30})(?=[\]>=\s])", regex.IGNORECASE)
_SQUARE = regex.compile(r"\[(?P<close>/?)(?P<name>\*|[a-z][\w-]{0,30})(?P<rest>[^\[\]]{0,400})\]", regex.IGNORECASE)
_VALUE = regex.compile(r"=.{1,300}|\s+[\w-]{1,30}\s?=\s?[\"'“”″‘’\w].{0,360}")
_SHORTCODE = regex.compile(
    r"gallery|playlist|contact-form.*|(?:vc|et_pb|su|wp|fusion|av)_\w+|caption|embed|googlemaps?|adrotate|wpdiscuz\w*|pdf-embedder"
)
_NAMED = frozenset(
    [
        *("caption", "gallery", "embed", "video", "audio", "playlist", "button", "youtube", "vimeo", "soundcloud"),
        *("url", "img", "color", "size", "font", "quote", "email", "list", "spoiler"),
    ]
)
"""Shortcodes and marks of forums whose values need no quotation marks."""

_HOLE = (
    r"\{\{\{?[^{}]{1,80}\}?\}\}|\{%[^{}]{1,120}%\}|[$#]\{[\w.]{1,40}\}|<%=?[^%]{1,80}%>|\[object Object\]|%%[\w-]{2,40}%%"
    r"|\[\[\s?[a-z][\w.-]{1,40}\s?\]\]|\{[a-z]+(?:[_.][a-z]+)+\}"
)
_EDGE = r"[^\w{}\[\]<%$]*+"
_HOLES = regex.compile(
    rf"{_EDGE}(?:(?:{_HOLE}|\{{[a-z]{{2,20}}\}}){_EDGE}){{1,9}}"
    rf"|{_EDGE}(?:%[ds]|null|\$\w+\$|__[A-Z_]{{3,40}}__){_EDGE}"
    rf"|{_EDGE}(?:%[ds]\s[\p{{L}} ]{{4,40}}|[\p{{L}} ]{{4,40}}\s%[ds]){_EDGE}"
    r"|(?:\p{L}+[:.]?\s)?(?:undefined|NaN)(?:[\s,/:.-]{1,3}(?:undefined|NaN|\p{L}+)){0,3}"
)
_FILLED = regex.compile(rf"(?:[\p{{L}}\d\s.,:;|/()&-]{{0,40}}(?:{_HOLE})){{1,4}}[\p{{L}}\d\s.,:;|/()&-]{{0,40}}")
_SERVER = regex.compile(
    r"\s*(?:PHP )?(?:Warning|Notice|Fatal error|Deprecated|Parse error|Strict Standards): .{5,300}on line \d+\s*"
    r"|\s*Liquid error.{0,120}|\s*Normal 0 (?:\d+ )?(?:false|true) .{5,80}|\s*data:[a-z]+/[\w+.-]+;base64,\S+\s*"
    r"|\s*\[(?:if|endif)[^\]]{0,20}\]>?\s*"
)
_SIGNS = (
    "<",
    "{",
    "}",
    "[",
    "$",
    "%",
    "_",
    "-->",
    "]]>",
    "undefined",
    "NaN",
    "null",
    "on line",
    "Normal 0",
    "Liquid",
    "base64",
)


def find(doc: Document) -> Iterator[Edit]:
    if not doc.has_prose:
        return
    signs = [sign for sign in _SIGNS if sign in doc.text]
    signed = [line for line in doc.lines if any(map(line.text.__contains__, signs))]
    names = _names("\n".join([line.text for line in signed]))
    whole: dict[int, str] = {}
    inside: dict[int, list[regex.Match[str]]] = {}
    for line in signed:
        marks = [*_marks(line.text, names)]
        if why := _residue(line.text, marks):
            whole[line.number] = why
        elif marks and len({match["name"].lower() for match in marks if match[0][0] == "["}) >= LISTED:
            return  # a lesson in marks of forums
        elif marks and not _lists_tags(line.text, marks):
            inside[line.number] = marks
    if not (whole or inside) or is_about_code(
        doc, whole.keys() | {number for number in inside if not is_prose(doc.lines[number].text)}
    ):
        return
    for number, why in whole.items():
        if not doc.follows_colon(doc.lines[number]):
            yield doc.drop(doc.lines[number], why)
    for number, marks in inside.items():
        start = doc.lines[number].start
        for mark in marks:
            space = " " if _parts_words(doc.lines[number].text, mark) else ""
            yield Edit(start + mark.start(), start + mark.end(), space, "markup within a line")


def _residue(text: str, marks: list["regex.Match[str]"]) -> str:
    """What a line is that consists of residue; empty for any other line."""
    if marks:
        rest = list(text)
        for mark in marks:
            rest[mark.start() : mark.end()] = " " * len(mark.group())
        if not any(map(str.isalnum, rest)):
            return "a line of tags or shortcodes"
    if len(text) > LONGEST:
        return ""
    if "<" in text and _TAGS.fullmatch(text):
        return "a line of tags"
    if _HOLES.fullmatch(text.strip()):
        return "a hole of a template"
    if len(text) <= SHORT and not is_sentence(text) and _FILLED.fullmatch(text):
        return "a short line with a hole of a template in it"
    if _SERVER.fullmatch(text):
        return "an error or a setting, printed by a program"
    return ""


def _lists_tags(text: str, marks: list["regex.Match[str]"]) -> bool:
    """Whether a line names tags, as the note on what a comment may hold does: one after the other, and none closed."""
    return len(marks) >= LISTED and text.count("<") == len(marks) and "</" not in text


def _marks(text: str, names: Mapping[str, Set[str]]) -> Iterator["regex.Match[str]"]:
    """Tags, comments, shortcodes and marks of forums in a line; ``names`` are those of the whole text, see `_names`."""
    if "<" in text or "-->" in text or "]]>" in text:
        for match in _TAG.finditer(text):
            name, values = (match["name"] or "").lower(), match["rest"] or ""
            if not name or name in _ALONE or "=" in values or _has_counterpart(names, "<", match["close"], name):
                yield match
    if "[" in text:
        for match in _SQUARE.finditer(text):
            name, values = match["name"].lower(), match["rest"]
            if values and _VALUE.fullmatch(values):
                if name in _NAMED or _SHORTCODE.fullmatch(name) or any(sign in values for sign in '"“”″'):
                    yield match
            elif not values and (
                _has_counterpart(names, "[", match["close"], name) or _SHORTCODE.fullmatch(match["name"])
            ):
                yield match


def _has_counterpart(names: Mapping[str, Set[str]], open_: str, close: str, name: str) -> bool:
    """Whether the text closes a mark that it opens, or opens one that it closes."""
    if name == "*":
        return "list" in names["[/"]
    return name in names[open_ if close else f"{open_}/"]


def _names(text: str) -> Mapping[str, Set[str]]:
    """The names that stand in brackets, by how these begin."""
    names: dict[str, set[str]] = {"<": set(), "</": set(), "[": set(), "[/": set()}
    for match in _NAME.finditer(text):
        names[match["open"]].add(match["name"].lower())
    return names


def _parts_words(text: str, mark: "regex.Match[str]") -> bool:
    """Whether two words would run together without the mark, which kept them apart on the page."""
    named: str = mark.groupdict().get("name") or ""
    before, behind = text[: mark.start()][-1:], text[mark.end() :][:1]
    return named.lower() in _PARTS and bool(before.strip() and behind.strip())


_TRIGGERS = (
    *("<", "{", "[/", '="', "]]>", "-->", "%s", "%d", "%%", "undefined", "NaN", "null", "[gallery", "[object"),
    *("[contact-form", "[playlist", "[embed", "[caption", "[[", "on line ", "Liquid error", "base64,"),
)


RULE = Rule(
    "markup_residue",
    find,
    stage="strip",
    version=4,
    triggers=_TRIGGERS,
    examples=(
        fixes("""
            - <span data-type="bookmark" style="display: inline-block; width: 0px;" class="start"></span>
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - {{ article.title }}
            - [caption id="attachment_17" align="aligncenter" width="640"]
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - %d bloggers like this:
        """),
        fixes("""
            - The ferry runs <strong>at night</strong> from May on,<br>the harbour office said on Friday in the town hall.
            + The ferry runs at night from May on, the harbour office said on Friday in the town hall.
            - [caption id="attachment_17" width="640"]The new ferry at the pier[/caption]
            + The new ferry at the pier
            - Posted by {{author.name}}
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - undefined
            - <!--nextpage-->
        """),
        keeps("""
            The letters <a> and <o> stood on the bow of the ferry [left], and nobody [the captain said] knew what 3 < 5 meant.

            “We [pause] had no words,” said the mate <mate@harbour.example>, whose pay is 20 % of the captain's [sic].
        """),
        keeps("""
            The first line of the page that we write in this lesson tells the browser how wide the picture will be:

            <img width="640" src="ferry.jpg">
        """),
        keeps("""
            A template has holes, and the program fills them with what it finds in the table, row by row and name by name.

            <h1>
            {{ title }}
            </h1>
            for (name in names) {
              write(name);
            }
        """),
    ),
)
