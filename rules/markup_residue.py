"""Residue of markup: lines of tags, template holes and shortcodes that became text.

A tag that the page wrote as text (`<img height="1" …>`), a hole that no script has filled (`{{title}}`,
`%d bloggers like this:`), a shortcode (`[caption id="…"]`). A line goes only if it consists of nothing else.

A text about code has such lines because its author wrote them: where more than two lines look like code that is none
of this, or where the text is fenced, everything stays. So does a line of running text with a tag in it.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps
from cleantext.document import is_code, is_prose

LONGEST = 600  # characters of a line of markup
CODE = 2  # lines that look like code for another reason, from which on a text is about code
_TAGS = regex.compile(r"\s*(?:</?[a-z][a-z0-9-]{0,15}(?:\s[^<>]{0,500})?/?>\s*){1,9}", regex.IGNORECASE)
_HOLE = regex.compile(
    r"\W*(?:\{\{[^{}]{1,60}\}\}|\{%[^{}]{1,80}%\}|\$\{[\w.]{1,40}\}|<%=?[^%]{1,60}%>|\[object Object\]"
    r"|%[ds]\s[\p{L} ]{4,40}|[\p{L} ]{4,40}\s%[ds]"
    r"|\[/?(?:caption|gallery|embed|video|audio|button|vc_\w+|et_pb_\w+|su_\w+|wp_\w+|contact-form-\d|playlist)\b[^\]]{0,300}\])\W*"
)


def find(doc: Document) -> Iterator[Edit]:
    if not doc.has_prose:
        return
    found = [(line, why) for line in doc.lines if len(line.text) <= LONGEST and (why := _residue(line))]
    if found:
        numbers = {line.number for line, _ in found}
        other = sum(
            is_code(line.text) and line.number not in numbers and not is_prose(line.text) and "|" not in line.text
            for line in doc.lines
        )
        if other <= CODE and "```" not in doc.text:
            for line, why in found:
                if not doc.follows_colon(line):
                    yield doc.drop(line, why)


def _residue(line: Line) -> str:
    text = line.text
    if "<" in text and _TAGS.fullmatch(text):
        return "a line of tags"
    if ("{" in text or "[" in text or "%" in text) and _HOLE.fullmatch(text):
        return "a hole of a template, or a shortcode"
    return ""


def _may_hold(doc: Document) -> bool:
    return any(sign in doc.text for sign in "<{[%")


RULE = Rule(
    "markup_residue",
    find,
    stage="strip",
    wake=_may_hold,
    examples=(
        fixes("""
            - <span data-type="bookmark" style="display: inline-block; width: 0px;" class="start"></span>
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - {{ article.title }}
            - [caption id="attachment_17" align="aligncenter" width="640"]
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - %d bloggers like this:
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
