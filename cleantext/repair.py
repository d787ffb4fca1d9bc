"""Character repair: ftfy's result, at the speed of a scan where nothing is wrong.

`fix_text` is a drop-in for ``ftfy.fix_text`` with its default configuration; `repairs` is the gentler repair that the
rule `mojibake` does by default. Both first find the lines that ftfy might change, and run only these through ftfy's
own fixers. A look at the text's odd characters, those that are not plain ASCII, mostly shows that there are none;
else the lines that have one of the characters that tell so are scanned, or, where these are many, the whole text. That
is right because a fixer of ftfy changes a line only if

- the line is bad (`badness`), or has a character of ftfy's tables (control characters, ligatures, widths, line breaks
  other than a line feed, surrogates): `_Kind.suspect` finds these, built from ftfy's tables when it is first needed; or
- it has an HTML entity; or it is not in normal form C; or, in `fix_text`, it has a curly quote or full-width
  punctuation. Straightening quotes makes no line bad, no entity and no composition: straight quotes are in none of
  the classes, so this is done last and for the whole text. So it is with full-width punctuation, but for signs of
  entities and those that compose, in a text without the few letters that make a line bad beside punctuation.

ftfy 6.3's ``fix_text`` ignores the sub-options of ``fix_encoding`` (``restore_byte_a0``, ``replace_lossy_sequences``,
``decode_inconsistent_utf8``, ``fix_c1_controls`` in it): they are always on there, and so they are here.

Identity with ftfy ends where ftfy's time grows with the square of the length: of more than `MAX_CHAIN` ampersands
escaped into each other (``&amp;amp;amp;…``) all but one are unescaped at once. The result is the same, unless the
characters beside the chain look like mojibake only while it is being unescaped.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import FunctionType, SimpleNamespace
from typing import Any, NamedTuple

from cleantext.badness import bad_bytes, bad_sign, bad_spot, char_class, needed_by, odd_characters

MAX_CHAIN = 16
MAX_SEGMENT = 1_000_000
"""Characters at which ftfy cuts a line (``TextFixerConfig.max_decode_length``)."""

LONG_MARKS = 64
"""Combining marks in a row from which on they are sorted before CPython's quadratic normalisation sees them."""

_MAY_COMPOSE = re.compile(
    "[^\x00-\u02ff\u0388-\u0482\u048a-\u0590\u2002-\u20cf\u2100-\u2125\u212c-\u2328\u2e80-\u3029\u3041-\u3096"
    "\u309b-\ua66e\uac00-\ud7a3\ufe30-\ufffd\U0001f000-\U0001faff]"
)
"""A character outside the blocks (most of what is written) whose characters are their own normal form C and compose
with no other: what is not in normal form has one."""

_AMPERSAND = r"(?:amp|AMP|#0{0,20}38|#[xX]0{0,19}26);"
_CHAIN = re.compile(rf"&(?:{_AMPERSAND}){{{MAX_CHAIN},}}(?={_AMPERSAND})")
_BREAK = re.compile("[\r\u2028\u2029]")
_RETURN = re.compile("\r")
MANY_ODD = 1000
MANY_SIGNS = 8
"""Odd characters, and different signs of damage among them, up to which the lines that have one are looked for one sign
after the other; where there are more, one scan of all lines is as fast."""

_NOT_ALONE = frozenset("&#;<=>_")
"""Punctuation that makes entities, composes with combining marks or counts as a letter."""


class _Kind(NamedTuple):
    """A set of ftfy's fixers and what wakes them."""

    sign: re.Pattern[str] | None
    """Finds something in the odd characters of each text in which `scan` finds something but white space."""
    white: tuple[str, ...]
    """The ASCII white space that `scan` finds, too."""
    scan: re.Pattern[str]
    """Finds something in each line of a text that the fixers or the decoding of mojibake would change."""
    windows: re.Pattern[str]
    """The same, but for line breaks of Windows, which need nothing else than to become line feeds."""
    suspect: re.Pattern[str]
    """The same for a text that may hold line breaks other than a line feed, such as a line that was just decoded."""
    bad: re.Pattern[str]
    """Finds something in each line that ftfy takes for mojibake."""
    fixers: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]
    """The fixers behind the decoding of mojibake, in ftfy's order, each with what it needs to find."""
    quotes: tuple[tuple[str, str], ...]
    """Curly quotes, and what they become."""
    wide: tuple[tuple[str, str], ...]
    """Full-width punctuation that `scan` passes over, and what it becomes; `sign` and `suspect` find it."""
    entity: re.Pattern[str]
    """An HTML entity."""
    unescape: Callable[[str], str]
    """Decodes the HTML entities of a text once."""
    risks: frozenset[str]
    """Characters without which no line becomes bad when full-width punctuation becomes plain."""


@cache
def _kind(restyle: bool) -> _Kind:
    """The fixers of ``ftfy.fix_text``; without ``restyle`` those that change typography are left out."""
    from ftfy import chardata, fixes

    wakers: list[tuple[str, Callable[[str], str]]] = [(r"\x80-\x9f", fixes.fix_c1_controls)]
    quotes: list[tuple[str, str]] = []
    wide: dict[str, str] = {}
    risks: frozenset[str] = frozenset()
    if restyle:
        wakers.append((char_class(chardata.LIGATURES), fixes.fix_latin_ligatures))
        wakers.append((char_class(chardata.WIDTH_MAP), fixes.fix_character_width))
        wide, risks = _wide_punctuation(chardata.WIDTH_MAP)
        for char in map(chr, range(0x2B0, 0x2100)):
            if (straight := fixes.uncurl_quotes(char)) != char:
                quotes.append((char, straight))
    wakers += [
        (r"\r\u2028\u2029\x85", fixes.fix_line_breaks),
        (r"\ud800-\udfff", fixes.fix_surrogates),
        (r"\x1b", fixes.remove_terminal_escapes),
        (char_class(chardata.CONTROL_CHARS), fixes.remove_control_chars),
    ]
    suspect = "".join(chars for chars, _ in wakers)
    # Without restyling a text is taken line by line, and what stands between lines is no reason to look at them.
    sign = "".join(chars for chars, fixer in wakers if restyle or fixer is not fixes.fix_line_breaks)
    scan = sign.replace(char_class(chardata.WIDTH_MAP), char_class(chardata.WIDTH_MAP.keys() - set(map(ord, wide))))
    fixers = tuple((re.compile(f"[{chars}]"), fixer) for chars, fixer in wakers)
    found = bad_spot(scan, lines=True)
    white = tuple(char for char in " \t\n\v\f\r" if found.search(char))
    return _Kind(
        bad_sign(sign),
        white,
        found,
        bad_spot(scan.replace(r"\r", ""), lines=True),
        bad_spot(suspect, lines=True),
        bad_spot(),
        fixers,
        tuple(quotes),
        tuple(wide.items()),
        chardata.HTML_ENTITY_RE,
        fixes.unescape_html,
        risks,
    )


def _wide_punctuation(widths: Mapping[int, str]) -> tuple[dict[str, str], frozenset[str]]:
    """Full-width punctuation that can be made plain last, with what it becomes, and `_Kind.risks`."""
    wide = {
        chr(code): plain
        for code, plain in widths.items()
        if len(plain) == 1 and plain.isascii() and not (plain.isalnum() or plain in _NOT_ALONE)
    }
    try:
        return wide, needed_by(wide.items())
    except (ImportError, NotImplementedError):
        return {}, frozenset()


def fix_text(text: str) -> str:
    """``ftfy.fix_text(text)``, byte for byte (but see the module's docstring on chains of ampersands)."""
    odd = odd_characters(text)
    if _is_plain(text, odd):
        return text
    kind = _kind(True)
    if _has_long_line(text):
        return _fixed_by_segments(text, kind)
    windows = "\r" in text and text.count("\r") == text.count("\r\n")
    tag = text.find("<")  # from the first line with a "<" on, ftfy leaves entities alone
    entities_end = text.rfind("\n", 0, tag) + 1 if tag >= 0 else len(text)
    parts: list[str] = []
    done = 0
    signs = _signs(odd, kind)
    for start, end in _suspect_lines(text, odd, kind, entities_end, signs, windows):
        parts += _between(text[done:start], windows), _fixed(text[start:end], kind, start < entities_end)
        done = end
    text = "".join([*parts, _between(text[done:], windows)])
    return _replaced(text, odd, kind.quotes if signs == set() else kind.quotes + kind.wide)


def _between(text: str, windows: bool) -> str:
    """What stands between suspect lines, with line feeds only."""
    return text.replace("\r\n", "\n") if windows else text


def _has_long_line(text: str) -> bool:
    """Whether ftfy would cut a line."""
    start = 0
    while len(text) - start >= MAX_SEGMENT:
        end = text.rfind("\n", start, start + MAX_SEGMENT)
        if end < 0:
            return True
        start = end + 1
    return False


def _is_plain(text: str, odd: str) -> bool:
    """Whether it is certain at a glance that ftfy leaves the text as it is."""
    return not odd and not any(char in text for char in "&\r\v")


def repairs(text: str, odd: str) -> list[tuple[int, int, str]]:
    """What the gentle repair changes, in order: start and end of a line, and the repaired line; or of a part of a line
    break, and what becomes of it.

    A line ends at each break that ftfy converts (carriage return, U+2028, U+2029) or leaves (line feed). It is repaired
    as ``ftfy.fix_text(line)`` does it with its typographic fixers (quotes, ligatures, widths) off. ``odd`` are the
    text's odd characters (see `odd_characters`).
    """
    if _is_plain(text, odd):
        return []
    out: list[tuple[int, int, str]] = []
    kind = _kind(False)
    odd_breaks = "\r" in text or "\u2028" in odd or "\u2029" in odd
    flat = text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n") if odd_breaks else text
    for start, end in _suspect_lines(flat, odd, kind, len(text), _signs(odd, kind)):
        end -= flat.endswith("\n", start, end)
        line = text[start:end]
        fixed = _fixed_by_segments(line, kind)
        if fixed != line:
            out.append((start, end, fixed))
    if odd_breaks:
        pattern = _BREAK if "\u2028" in odd or "\u2029" in odd else _RETURN
        places = [match.start() for match in pattern.finditer(text)]
        breaks = [(at, at + 1, "" if text.startswith("\r\n", at) else "\n") for at in places]
        out = sorted(out + breaks) if out else breaks
    return out


def _signs(odd: str, kind: _Kind) -> set[str] | None:
    """Characters of which each line has one in which odd characters wake a fixer or the decoding of mojibake; None if
    they are not few."""
    if kind.sign is None:
        return None
    if not kind.sign.search(odd):
        return set()
    signs = {match.group()[0] for match in kind.sign.finditer(odd)} if len(odd) <= MANY_ODD else set()
    return signs if 0 < len(signs) <= MANY_SIGNS else None


def _suspect_lines(
    text: str, odd: str, kind: _Kind, entities_end: int, signs: set[str] | None, windows: bool = False
) -> list[tuple[int, int]]:
    """Start and end (behind the line feed) of the lines that may change; entities count up to ``entities_end``.

    ``windows`` says that carriage returns stand before line feeds only, and that these line breaks do not count.
    """
    lines: dict[int, int] = {}

    def look_for(pattern: re.Pattern[str], sign: str, stop: int) -> None:
        """Note the lines with the sign, up to ``stop``, in which the pattern finds something."""
        at = text.find(sign, 0, stop)
        while at >= 0:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at) + 1 or len(text)
            if start not in lines and pattern.search(text, start, end):
                lines[start] = end
            at = text.find(sign, end, stop)

    scan = kind.windows if windows else kind.scan
    if signs != set() and any(char in odd for char in kind.risks) and any(char in odd for char, _ in kind.wide):
        scan = kind.suspect
    if signs is None or any(char in text for char in kind.white if not (windows and char == "\r")):
        at = 0
        while match := scan.search(text, at):
            start = text.rfind("\n", 0, match.start()) + 1
            at = lines[start] = text.find("\n", match.start()) + 1 or len(text)
    else:
        for sign in signs:
            look_for(scan, sign, len(text))
    look_for(kind.entity, "&", entities_end)
    composed = unicodedata.is_normalized("NFC", text) if odd is text else not _MAY_COMPOSE.search(odd)
    if not composed:
        at = 0
        for line in text.split("\n"):
            end = min(at + len(line) + 1, len(text))
            if not unicodedata.is_normalized("NFC", line):
                lines[at] = end
            at = end
    return sorted(lines.items())


def _fixed_by_segments(text: str, kind: _Kind) -> str:
    """A text cut into segments as ftfy does it, each repaired."""
    if len(text) <= MAX_SEGMENT and "\n" not in text:
        return _fixed(text, kind, "<" not in text)
    out = []
    at = 0
    unescape = True
    while at < len(text):
        end = min(text.find("\n", at) + 1 or len(text), at + MAX_SEGMENT)
        segment = text[at:end]
        unescape = unescape and "<" not in segment
        out.append(_fixed(segment, kind, unescape))
        at = end
    return "".join(out)


def _fixed(segment: str, kind: _Kind, unescape: bool) -> str:
    """One segment repaired: the loop of ``ftfy.fix_and_explain``, in which each fixer runs only where it is needed."""
    at_rest = False  # but for entities: nothing else would change in another round
    while True:
        before = segment
        if unescape and "&" in segment:
            segment = kind.unescape(_CHAIN.sub("&", segment))
        if at_rest and segment == before:
            return segment
        if kind.bad.search(segment):
            segment = _decoded(segment, kind.bad)
        decoded = segment
        if kind.suspect.search(segment):
            for needed, fixer in kind.fixers:
                if needed.search(segment):
                    segment = fixer(segment)
        segment = _composed(_replaced(segment, segment, kind.quotes))
        if segment == before:
            return segment
        at_rest = segment == decoded


def _replaced(text: str, odd: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The text with what the characters among its odd ones become."""
    for char, plain in pairs:
        if char in odd:
            text = text.replace(char, plain)
    return text


def _decoded(text: str, bad: re.Pattern[str]) -> str:
    """``ftfy.fix_encoding(text)``, for a text that is bad."""
    step, config = _decoding_step()
    while True:
        before = text
        text = step(text, config).text
        if text == before or not bad.search(text):
            return text


@cache
def _decoding_step() -> tuple[Callable[..., Any], Any]:
    """The step that ``ftfy.fix_encoding`` repeats: ftfy's own code, in which our tests, which find the same, stand in
    the place of those that take most of the step's time."""
    import ftfy
    from ftfy import chardata, fixes

    bad = bad_spot()
    lossy = bad_bytes(chardata.LOSSY_UTF8_RE)
    encodings = SimpleNamespace(fix_encoding=lambda text: _decoded(text, bad))
    faster = {
        "decode_inconsistent_utf8": _rebound(fixes.decode_inconsistent_utf8, is_bad=bad.search, ftfy=encodings),
        "replace_lossy_sequences": _rebound(fixes.replace_lossy_sequences, LOSSY_UTF8_RE=lossy),
    }
    step = _rebound(
        ftfy._fix_encoding_one_step_and_explain,
        is_bad=bad.search,
        chardata=SimpleNamespace(**vars(chardata) | {"ALTERED_UTF8_RE": bad_bytes(chardata.ALTERED_UTF8_RE)}),
        fixes=SimpleNamespace(**vars(fixes) | faster),
    )
    return step, ftfy.TextFixerConfig(explain=False)


def _rebound(function: Any, **names: Any) -> Callable[..., Any]:
    """The function with other things behind some of the global names it uses."""
    return FunctionType(function.__code__, function.__globals__ | names)


def _composed(text: str) -> str:
    """The text in normal form C."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _long_marks().sub(lambda match: _sorted_marks(match.group()), text))


@cache
def _long_marks() -> Any:
    """Finds combining marks that are too many in a row."""
    import regex

    return regex.compile(rf"[^\p{{ccc=0}}]{{{LONG_MARKS},}}")


def _sorted_marks(marks: str) -> str:
    """Combining marks in canonical order, as normalisation puts them, but in linearithmic time."""
    decomposed = "".join([unicodedata.normalize("NFD", mark) for mark in marks])
    if not all(map(unicodedata.combining, decomposed)):
        return marks
    return "".join(sorted(decomposed, key=unicodedata.combining))
