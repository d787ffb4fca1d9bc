"""Repair gives what ftfy gives, for generated damage of every kind, and in linear time where ftfy's grows faster."""

import random
import re
import time
import unicodedata

import ftfy
import pytest
from ftfy.badness import BADNESS_RE
from ftfy.chardata import ALTERED_UTF8_RE, LOSSY_UTF8_RE, WIDTH_MAP

from benchmarks.damaged import SUSPECTS, damaged
from benchmarks.identity import gently
from cleantext import Pipeline, fix_text
from cleantext.badness import bad_bytes, bad_sign, bad_spot, odd_characters
from cleantext.repair import _MAY_COMPOSE, _kind, _signs, _suspect_lines, repairs

CODE_POINTS = [chr(code) for code in range(0x110000)]


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


@pytest.mark.parametrize("restyle", [True, False])
def test_lines_found_by_a_sign_are_those_found_by_a_scan(restyle: bool) -> None:
    """But for lines in which a scan of the whole text finds something across a line break."""
    rnd = random.Random(1)
    kind = _kind(restyle)
    pool = [*SUSPECTS, *" aZ.,?!'&", "\u2028", *"\n" * 9, *map(chr, range(0xA0, 0x180)), *map(chr, range(0x391, 0x460))]
    found = 0
    for _ in range(30_000):
        text = "".join(rnd.choices(pool, k=rnd.randrange(1, 16))).replace("\r", "\n")
        odd = odd_characters(text + "some plain words, so that the odd ones are few; and then a few more of them")
        signs = _signs(odd, kind)
        flat = text if restyle else text.replace("\u2028", "\n")
        by_sign, by_scan = (_suspect_lines(flat, odd, kind, len(text), some) for some in (signs, None))
        assert {*by_sign} <= {*by_scan}, ascii(text)
        for start, end in {*by_scan} - {*by_sign}:
            assert not kind.scan.search(flat[start:end]), ascii(text)
        found += len(by_sign) if signs is not None else 0
    assert found > 15_000


@pytest.mark.parametrize("pattern", [LOSSY_UTF8_RE, ALTERED_UTF8_RE], ids=["lossy", "altered"])
def test_the_fast_tests_for_bytes_find_what_ftfy_s_find(pattern: re.Pattern[bytes]) -> None:
    rnd = random.Random(1)
    pool = [b"\x1a", b"?", b" ", b"a", *(bytes([byte]) for byte in (*range(0x80, 0xC0, 3), *range(0xC0, 0x100)))]
    found = 0
    for _ in range(60_000):
        raw = b"".join(rnd.choices(pool, weights=[15, 15, 15, *[1] * (len(pool) - 3)], k=rnd.randrange(1, 8)))
        spans = [match.span() for match in pattern.finditer(raw)]
        found += bool(spans)
        assert [match.span() for match in bad_bytes(pattern).finditer(raw)] == spans, raw
    assert found > 1_000
    assert bad_bytes(pattern) is not pattern


@pytest.mark.parametrize("seed", range(10))
def test_fix_text_is_ftfy_s(seed: int) -> None:
    """100,000 strings in all; `python -m benchmarks.identity` compares more."""
    changed = 0
    for text in damaged(seed, 10_000):
        expected = ftfy.fix_text(text)
        changed += expected != text
        assert fix_text(text) == expected, ascii(text)
    assert changed > 7_500


def test_full_width_punctuation_is_made_plain_as_ftfy_does_it() -> None:
    """Beside letters that make plain punctuation bad, entities and marks, too."""
    rnd = random.Random(1)
    signs = [chr(code) for code in WIDTH_MAP]
    pool = [
        *rnd.sample(signs, 40),
        *"，。！？：；（）［＆＜＝　＿",
        *"ÂÃГўВЂаb 中\n\x1b\u0301\u0338“’é",
        "&amp",
        "31m",
        "lt；",
        "â€™",
    ]
    for _ in range(20_000):
        text = "".join(rnd.choices(pool, k=rnd.randrange(2, 9)))
        assert fix_text(text) == ftfy.fix_text(text), ascii(text)


def test_line_breaks_of_windows_stay_while_a_line_is_decoded() -> None:
    """``À`` in front of a line feed looks like the beginning of another character, in front of a carriage return not."""
    rnd = random.Random(2)
    pool = [*"ÂÃÀàГўВЂа b&<\x98\xa5’é中\n", "Ã©", "à¥\x98", "â€™", "&amp;", "ГўВЂВ", "plain"]
    for _ in range(20_000):
        lines = ["".join(rnd.choices(pool, k=rnd.randrange(5))) for _ in range(rnd.randrange(1, 4))]
        text = "\r\n".join(lines) + rnd.choice(["", "\r\n", "\n"])
        assert fix_text(text) == ftfy.fix_text(text), ascii(text)


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
