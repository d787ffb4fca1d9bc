"""One line of JSONL: where the text lies in it, and the line with another text in that place.

Nothing but the text is written anew. The rest of the line — order, spaces, big numbers, escapes, the line break — is
the very text that was read.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
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
    others: Mapping[str, str]
    """The values of the other wanted fields that are there and are text."""
    start: int
    end: int
    last: int
    """End of the object's last value: here a field can be added."""

    @property
    def literal(self) -> str:
        """The text as it stands in the line, in quotes and with its escapes."""
        return self.line[self.start : self.end]

    def with_text(self, text: str) -> str:
        """The line with another text in place of its own."""
        literal = self.literal if text == self.text else self.encoded(text)
        return self.with_literal(literal)

    def with_literal(self, literal: str) -> str:
        """The line with another text, which is JSON already."""
        return self.line[: self.start] + literal + self.line[self.end :]

    def encoded(self, text: str) -> str:
        """A text as JSON, in ASCII where the line's own text is."""
        return encode(text, ascii=self.literal.isascii())

    def fields(self) -> dict[str, Any]:
        """All fields, parsed; integers that are too long for Python become decimal numbers."""
        try:
            out: dict[str, Any] = json.loads(self.line)
        except ValueError:
            out = json.loads(self.line, parse_int=float)
        return out

    def cleaned(self, result: Result, *, with_changes: bool) -> str:
        """The line with the clean text, and with the ledger as one more field if wanted."""
        text = self.literal if result.text == self.text else self.encoded(result.text)
        more = ""
        if with_changes:
            more = f', "{CHANGES}": {encode(result.to_dict()["changes"], ascii=self.line.isascii())}'
        return self.line[: self.start] + text + self.line[self.end : self.last] + more + self.line[self.last :]


def record(
    line: str,
    *,
    text_field: str,
    others: Sequence[str] = (),
    numbers: Collection[str | None] = (),
    with_changes: bool = False,
) -> Record:
    """Find the text in a line, and the fields ``others``; those among ``numbers`` may be such, and are as written.

    Raises RecordError for a line that is no JSON object, does not have the text, or has a field that is to be added.
    """
    try:
        fields, last = _fields(line, (text_field,))
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
    wanted = {name: fields[name] for name in others if name in fields}
    found = {
        name: value
        for name, (value, at, _) in wanted.items()
        if line[at] == '"' or (name in numbers and isinstance(value, str))
    }
    return Record(line, text, found, start, end, last)


def _fields(line: str, once: Collection[str]) -> tuple[dict[str, tuple[Any, int, int]], int]:
    """The fields of a JSON object as ``{name: (value, start, end)}``, and the end of the last value.

    Of a field that is there twice the last one counts, as JSON parsers have it; those of ``once`` may not be.
    """
    at = _symbol(line, _space(line, 0), "{")
    fields: dict[str, tuple[Any, int, int]] = {}
    end = at
    while fields or not line.startswith("}", at):
        if not line.startswith('"', at):
            raise json.JSONDecodeError("Expecting a field's name in double quotes", line, at)
        name, at = _VALUE(line, at)
        if name in fields and name in once:
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


def encode(value: Any, *, ascii: bool) -> str:
    """A value as JSON; where the line was ASCII it stays ASCII. Lone surrogates must be escapes in any case."""
    out = json.dumps(value, ensure_ascii=ascii)
    return out if out.isascii() or not re.search("[\ud800-\udfff]", out) else json.dumps(value)
