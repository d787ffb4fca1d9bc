"""One line of JSONL: where the text lies in it, and the line with another text in that place.

Nothing but the text is written anew. The rest of the line — order, spaces, big numbers, escapes, the line break — is
the very text that was read.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from cleantext import Result

CHANGES = "changes"
"""The field that `Record.cleaned` adds."""

_SPACE = re.compile(r"[ \t\r\n]*")
# Numbers are only passed over: as text, none is too long for Python's int and none is rounded.
_VALUE = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode


class RecordError(ValueError):
    """A line that is no JSON object with the wanted text."""


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object on a line, and where in it the text is."""

    line: str
    text: str
    title: str | None
    start: int
    end: int
    last: int
    """End of the object's last value: here a field can be added."""

    def cleaned(self, result: Result, *, with_changes: bool) -> str:
        """The line with the clean text, and with the ledger as one more field if wanted."""
        text = self.line[self.start : self.end]
        if result.text != self.text:
            text = _encoded(result.text, ascii=text.isascii())
        more = ""
        if with_changes:
            more = f', "{CHANGES}": {_encoded(result.to_dict()["changes"], ascii=self.line.isascii())}'
        return self.line[: self.start] + text + self.line[self.end : self.last] + more + self.line[self.last :]


def record(line: str, *, text_field: str, title_field: str | None = None, with_changes: bool = False) -> Record:
    """Find the text in a line.

    Raises RecordError for a line that is no JSON object, does not have the text, or has a field that is to be added.
    """
    try:
        fields, last = _fields(line)
    except json.JSONDecodeError as error:
        raise RecordError(f"broken JSON: {error.msg} at column {error.pos + 1}") from None
    except RecursionError:
        raise RecordError("the JSON is nested too deeply") from None
    if text_field not in fields:
        raise RecordError(f"there is no field {text_field!r} (the option --text-field says where the text is)")
    if with_changes and CHANGES in fields:
        raise RecordError(f"there is a field {CHANGES!r} already, and it would be lost")
    text, start, end = fields[text_field]
    if line[start] != '"':
        raise RecordError(f"the field {text_field!r} is no text")
    title, quoted = None, ""
    if title_field in fields:
        title, at, _ = fields[title_field]
        quoted = line[at]
    return Record(line, text, title if quoted == '"' else None, start, end, last)


def _fields(line: str) -> tuple[dict[str, tuple[Any, int, int]], int]:
    """The fields of a JSON object as ``{name: (value, start, end)}``, and the end of the last value."""
    at = _symbol(line, _space(line, 0), "{")
    fields: dict[str, tuple[Any, int, int]] = {}
    end = at
    while fields or not line.startswith("}", at):
        if not line.startswith('"', at):
            raise json.JSONDecodeError("Expecting a field's name in double quotes", line, at)
        name, at = _VALUE(line, at)
        if name in fields:
            raise RecordError(f"the field {name!r} stands there twice")
        start = _symbol(line, _space(line, at), ":")
        value, end = _VALUE(line, start)
        fields[name] = value, start, end
        at = _space(line, end)
        if line.startswith("}", at):
            break
        at = _symbol(line, at, ",")
    at = _symbol(line, at, "}")
    if at < len(line):
        raise json.JSONDecodeError("Extra data", line, at)
    return fields, end


def _space(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _symbol(line: str, at: int, symbol: str) -> int:
    """The place behind a symbol that must stand here, and behind the spaces after it."""
    if not line.startswith(symbol, at):
        raise json.JSONDecodeError(f"Expecting '{symbol}'", line, at)
    return _space(line, at + 1)


def _encoded(value: Any, *, ascii: bool) -> str:
    """A value as JSON; where the line was ASCII it stays ASCII. Lone surrogates must be escapes in any case."""
    out = json.dumps(value, ensure_ascii=ascii)
    return out if out.isascii() or not re.search("[\ud800-\udfff]", out) else json.dumps(value)
