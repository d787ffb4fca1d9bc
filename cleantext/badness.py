"""ftfy's test for mojibake, rearranged so that `re` can skip ordinary text quickly.

``ftfy.badness.BADNESS_RE`` is a list of short sequences of character classes, any of which marks mojibake, such as
"an accented capital behind an accented small letter". Tried at each character in turn, it runs at 7 MB/s. Here each
sequence is anchored on its rarest class instead: the expression becomes one class of all anchors, in front of the
same sequences with look-behind for what stands before the anchor and look-ahead for what stands after it. `re` looks
for the class with its fast character-set loop and tries the sequences only there, at about 300 MB/s.

The expression is derived from ftfy's own each time, so another version of ftfy brings its own test along.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from typing import Any

_ANY = float("inf")
MANY = 1.25
"""Bytes for each character from which on the odd characters are not worth being collected."""

_EVEN = b"\t\n\v\f\r" + bytes(range(0x20, 0x7F))
_BLANKED = bytes.maketrans(_EVEN, b" " * len(_EVEN))


@cache
def bad_spot(extra: str = "", *, lines: bool = False) -> re.Pattern[str]:
    """A pattern whose `search` finds something in a text exactly if BADNESS_RE does.

    With ``lines`` it finds something in a text if BADNESS_RE finds something in one of its lines, though perhaps also
    across a line break. ``extra`` is the inside of a character class; a character of it counts as bad by itself.
    """
    from ftfy.badness import BADNESS_RE

    flags = re.MULTILINE if lines else 0
    try:
        return re.compile(_anchored(_sequences(BADNESS_RE), extra), flags)
    except (ImportError, NotImplementedError):  # another `re` or another ftfy: slower, but as right
        source = f"[{extra}]|{BADNESS_RE.pattern}" if extra else BADNESS_RE.pattern
        return re.compile(source, BADNESS_RE.flags | flags)


@cache
def bad_sign(extra: str = "") -> re.Pattern[str] | None:
    """A pattern that finds something in the odd characters of a text (see `odd_characters`) if `bad_spot` finds
    something in the text that is not ASCII white space, and seldom otherwise; None if there is no such pattern.

    Each sequence is cut, on both sides of its anchor, where it may hold a character that is not odd. A match begins
    with the anchor and ends where the run of odd characters, or its line, ends: each run with a sign has one.
    """
    from ftfy.badness import BADNESS_RE

    try:
        return re.compile(_anchored(map(_odd_part, _sequences(BADNESS_RE)), extra) + r"[^\t-\r -~\u2028\u2029]*")
    except (ImportError, NotImplementedError):
        return None


@cache
def bad_bytes(pattern: re.Pattern[bytes]) -> re.Pattern[bytes]:
    """A pattern that finds in bytes what ``pattern`` does, a list of sequences, each anchored on its first class."""
    try:
        return re.compile(_anchored(_sequences(pattern), first=True).encode())
    except (ImportError, NotImplementedError):
        return pattern


def needed_by(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Characters of which one stands in each text that becomes bad, as BADNESS_RE sees it, when second characters of
    the pairs take the place of first ones.

    A sequence then matches that did not: one in which an element matches a second character and not the first.
    Raises NotImplementedError for what is not known of another version of ftfy.
    """
    from ftfy.badness import BADNESS_RE

    pairs = list(pairs)
    out: set[int] = set()
    for sequence in _sequences(BADNESS_RE):
        elements = [re.compile(_source(element), re.DOTALL) for element in sequence]
        if any(element.match(new) and not element.match(old) for element in elements for old, new in pairs):
            out |= sequence[_anchor(sequence)]
    return frozenset(map(chr, out))


def odd_characters(text: str, utf8: bytes | None = None) -> str:
    """What stands in the text that is neither printable ASCII nor ASCII white space: each run of such characters once,
    with one space between two runs.

    Damage needs at least one of these (or an ampersand, or white space that is a control character), and in languages
    with Latin letters they are few. Where they are many it is the text itself. ``utf8`` is the text as bytes, where
    they are at hand.
    """
    raw = text.encode("utf-8", "surrogatepass") if utf8 is None else utf8
    if len(raw) > MANY * len(text):
        return text
    runs = raw.translate(_BLANKED).split()
    return b" ".join(dict.fromkeys(runs)).decode("utf-8", "surrogatepass")


def _anchored(sequences: Iterable[list[Any]], extra: str = "", *, first: bool = False) -> str:
    """One class of all anchors, and behind it what must stand around each; ``extra`` needs nothing around it.

    The anchor is the rarest class of a sequence, or its first one.
    """
    anchors: set[int] = set()
    around = [f"(?<=[{extra}])"] if extra else []
    for sequence in sequences:
        at = _anchor(sequence[:1] if first else sequence)
        anchors |= sequence[at]
        around.append(f"(?<={''.join(map(_source, sequence[: at + 1]))})" + "".join(map(_source, sequence[at + 1 :])))
    return f"[{char_class(anchors)}{extra}](?:{'|'.join(around)})"


def _anchor(sequence: list[Any]) -> int:
    """The place of the rarest class of a sequence."""
    at = min(range(len(sequence)), key=lambda i: _frequency(sequence[i]))
    if not isinstance(sequence[at], frozenset):
        raise NotImplementedError("a sequence without a class of its own")
    return at


def _odd_part(sequence: list[Any]) -> list[Any]:
    """The anchor of a sequence, with what stands beside it as far as that is odd."""
    at = _anchor(sequence)
    if not _is_odd(sequence[at]):
        raise NotImplementedError("a sequence without an odd character")
    before, after = [*takewhile(_is_odd, sequence[at::-1])], [*takewhile(_is_odd, sequence[at + 1 :])]
    return [*before[::-1], *after]


def _is_odd(element: Any) -> bool:
    """Whether all that an element matches is odd."""
    return isinstance(element, frozenset) and not any(char in _EVEN for char in element if char < 128)


def _sequences(pattern: re.Pattern[Any]) -> list[list[Any]]:
    """The sequences of which the pattern is a list; each element is a set of characters or source text."""
    from re import _constants, _parser  # type: ignore[attr-defined]

    def expand(items: Any) -> list[list[Any]]:
        out: list[list[Any]] = [[]]
        for kind, value in items:
            if kind is _constants.MAX_REPEAT and value[:2] == (0, 1):
                out = [sequence + more for sequence in out for more in [*expand(value[2]), []]]
                continue
            if kind is _constants.LITERAL:
                element: Any = frozenset([value])
            elif kind is _constants.IN:
                element = members(value)
            elif kind is _constants.ANY:
                element = "."
            elif (kind, value) == (_constants.AT, _constants.AT_BEGINNING):
                element = "^"
            else:
                raise NotImplementedError(kind)
            out = [[*sequence, element] for sequence in out]
        return out

    def members(items: Any) -> Any:
        chars: set[int] = set()
        source = ""
        for kind, value in items:
            if kind is _constants.LITERAL:
                chars.add(value)
            elif kind is _constants.RANGE:
                chars.update(range(value[0], value[1] + 1))
            elif kind is _constants.NEGATE:
                source += "^"
            elif kind is _constants.CATEGORY:
                source += {_constants.CATEGORY_SPACE: r"\s", _constants.CATEGORY_WORD: r"\w"}[value]
            else:
                raise NotImplementedError(kind)
        return f"[{source}{char_class(chars)}]" if source else frozenset(chars)

    ((kind, (_, branches)),) = _parser.parse(pattern.pattern, pattern.flags)
    if kind is not _constants.BRANCH:
        raise NotImplementedError(kind)
    return [sequence for branch in branches for sequence in expand(branch)]


def char_class(chars: Iterable[int]) -> str:
    """The inside of a character class of these code points."""
    return "".join(f"\\x{char:02x}" if char < 256 else f"\\U{char:08x}" for char in sorted(chars))


def _source(element: Any) -> str:
    return element if isinstance(element, str) else f"[{char_class(element)}]"


def _frequency(element: Any) -> float:
    """How often a class occurs in ordinary text, roughly; only the speed depends on it."""
    if isinstance(element, str) or min(element) < 128:
        return _ANY
    weights = {"Ll": 10, "Lu": 3, "Pi": 20, "Pf": 50, "Pd": 20}
    return sum(weights.get(unicodedata.category(chr(char)), 1) for char in element)
