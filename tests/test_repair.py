"""Repair gives what ftfy gives, for generated damage of every kind, and in linear time where ftfy's grows faster."""

import random
import re
import time
import unicodedata
from collections.abc import Iterator

import ftfy
import pytest
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES
from ftfy.chardata import CHARMAP_ENCODINGS

from cleantext import Pipeline, fix_text
from cleantext.badness import bad_sign, bad_spot, odd_characters
from cleantext.repair import _MAY_COMPOSE, _kind, repairs

CODE_POINTS = [chr(code) for code in range(0x110000)]
BREAK = re.compile("\r\n?|[\n\u2028\u2029]")
SUSPECTS = [char for char in "".join(MOJIBAKE_CATEGORIES.values()) if char != "-"]
PIECES = [
    *(
        "the",
        "bridge",
        "café",
        "naïve",
        "’s",
        "“quoted”",
        "„unten“",
        "мост",
        "γέφυρα",
        "橋",
        "다리",
        "Straße",
        "l’été",
        "œuf",
    ),
    *(
        "…",
        "–",
        "€ 5",
        "10\u00a0000",
        "ﬁn",
        "Ｆ",
        "，",
        "！",
        "ｶﾅ",
        "\u02bc",
        "‛",
        "‟",
        "°C",
        "½",
        "§ 4",
        "é”x",
        "à",
        "Ã ",
        "Â ",
    ),
    *("e\u0301", "a\u0323\u0302", "\u0344", "ᄒ", "ᅡ", "ᆫ", "\u212b", "\u2126", "\uf900", "\u0958", "\u1e9b\u0323"),
    *("\U0001f600", "\ud83d\ude00", "\ud83d", "\udca9", "\u200b", "\ufeff", "\ufffc", "\ufffd", "\u206a", "\u3000"),
    *("\u2028", "\u2029", "\x85", "\x91", "\x1b[31m", "\x00", "\x7f", "\r", "\r\n", "\n", "\t", " ", "<", "<b>", ">"),
    *(
        "&amp;",
        "&amp;amp;",
        "&lt;",
        "&eacute;",
        "&EACUTE;",
        "&#39;",
        "&#x2019;",
        "&#10;",
        "&#0;",
        "&none;",
        "&",
        "&#38;amp;lt;",
    ),
]


def misread(rnd: random.Random, text: str) -> str:
    """The text as UTF-8 that was read in other encodings, once or several times."""
    for _ in range(rnd.choice([1, 1, 1, 2, 3])):
        try:
            text = text.encode("utf-8", "surrogatepass").decode(rnd.choice(CHARMAP_ENCODINGS), "replace")
        except UnicodeError:
            break
    return text


def damaged(seed: int, count: int) -> Iterator[str]:
    """Texts made of pieces that ftfy cares for."""
    rnd = random.Random(seed)
    for _ in range(count):
        parts = []
        for _ in range(rnd.randrange(1, 12)):
            kind = rnd.random()
            if kind < 0.45:
                parts.append(rnd.choice(PIECES))
            elif kind < 0.7:
                parts.append(misread(rnd, "".join(rnd.choices(PIECES, k=rnd.choice([1, 3])))))
            elif kind < 0.85:
                parts.append("".join(rnd.choices(SUSPECTS, k=rnd.randrange(1, 4))))
            else:
                parts.append(
                    chr(rnd.choice([rnd.randrange(0x250), rnd.randrange(0x250, 0x3000), rnd.randrange(0x110000)]))
                )
            parts.append(rnd.choice(["", "", " ", "\n"]))
        yield misread(rnd, "".join(parts)) if rnd.random() < 0.15 else "".join(parts)


def gently(text: str) -> str:
    """What the gentle repair promises: each line as ftfy repairs it with its typographic fixers off."""
    out, at = [], 0
    for match in [*BREAK.finditer(text), None]:
        line = text[at : match.start() if match else len(text)]
        out.append(ftfy.fix_text(line, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False))
        out += ["\n"] if match else []
        at = match.end() if match else at
    return "".join(out)


def gentle(text: str) -> str:
    out, at = [], 0
    for start, end, new in sorted(repairs(text, odd_characters(text))):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def test_what_is_taken_for_composed_is_composed() -> None:
    canonical = (parts for char in CODE_POINTS if (parts := unicodedata.decomposition(char)) and "<" not in parts)
    seconds = {chr(int(code, 16)) for parts in canonical for code in parts.split()[1:]}
    for char in CODE_POINTS:
        if not _MAY_COMPOSE.match(char):
            assert unicodedata.combining(char) == 0, ascii(char)
            assert unicodedata.is_normalized("NFC", char), ascii(char)
            assert char not in seconds, ascii(char)
    assert all(map(_MAY_COMPOSE.match, "\u0301\u1175\u11a7\u11c2")), "Hangul composes by rule, not by table"


def test_the_white_space_that_is_repaired() -> None:
    assert _kind(True).white == ("\v", "\r")
    assert _kind(False).white == ("\v",)


def test_the_fast_test_for_mojibake_is_ftfy_s() -> None:
    rnd = random.Random(1)
    pool = [*SUSPECTS, *" aZ.,?!'\n", *map(chr, range(0xA0, 0x180)), *map(chr, range(0x391, 0x460))]
    sign = bad_sign()
    found = 0
    for _ in range(60_000):
        text = "".join(rnd.choices(pool, k=rnd.randrange(1, 6)))
        expected = bool(BADNESS_RE.search(text))
        found += expected
        assert bool(bad_spot().search(text)) == expected, ascii(text)
        assert bad_spot(lines=True).search(text) or not expected, ascii(text)
        assert (sign and sign.search(odd_characters(text))) or not expected, ascii(text)
    assert found > 10_000


@pytest.mark.parametrize("seed", [1, 2])
def test_fix_text_is_ftfy_s(seed: int) -> None:
    changed = 0
    for text in damaged(seed, 8_000):
        expected = ftfy.fix_text(text)
        changed += expected != text
        assert fix_text(text) == expected, ascii(text)
    assert changed > 6_000


def test_the_gentle_repair_is_ftfy_s_line_by_line() -> None:
    for text in damaged(3, 4_000):
        assert gentle(text) == gently(text), ascii(text)


def test_profile_ftfy_is_ftfy() -> None:
    pipeline = Pipeline.default(select=["mojibake"], options={"mojibake": {"profile": "ftfy"}})
    for text in damaged(4, 2_000):
        result = pipeline.run(text)
        assert result.text == ftfy.fix_text(text), ascii(text)
        assert result.undo() == text


@pytest.mark.parametrize("at", [999_998, 999_999, 1_000_000, 1_000_001])
def test_lines_are_cut_where_ftfy_cuts_them(at: int) -> None:
    for odd in ("\r\n", "ｶﾞ", "e\u0301", "&amp;"):
        text = "x" * at + odd + "tail"
        assert fix_text(text) == ftfy.fix_text(text)


def test_the_first_tag_stops_entities() -> None:
    text = "a &amp; b\nx < y &amp; z\nc &amp; d"
    assert fix_text(text) == ftfy.fix_text(text) == "a & b\nx < y &amp; z\nc &amp; d"
    assert Pipeline.default(select=["mojibake"]).clean(text) == "a & b\nx < y &amp; z\nc & d"


@pytest.mark.parametrize("depth", [1, 15, 16, 17, 40, 200])
@pytest.mark.parametrize("inner", ["amp;x", "lt;", "eacute;", "#10;", "none;", " "])
def test_nested_entities_are_unescaped_as_ftfy_does(depth: int, inner: str) -> None:
    for step in ("amp;", "#38;", "AMP;", "#x26;"):
        text = "é &" + step * depth + inner + " é"
        assert fix_text(text) == ftfy.fix_text(text)


def test_marks_in_a_row_are_composed_as_unicode_says() -> None:
    for pair in ("\u0301\u0323", "\u0344\u0327", "\u0315\u0300"):
        text = "a" + pair * 100 + " b" + pair * 3
        assert fix_text(text) == unicodedata.normalize("NFC", text)


def _seconds(text: str) -> float:
    start = time.process_time()
    fix_text(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", ["amp;", "\u0301\u0323"])
def test_linear_where_ftfy_is_quadratic(unit: str) -> None:
    small, large = (min(_seconds(f"é &{unit * (size // len(unit))}x") for _ in range(3)) for size in (40_000, 400_000))
    assert large < 40 * small + 0.05, "ten times the text; quadratic would be a hundred times the time"
