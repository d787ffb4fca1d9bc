"""How changes are shown: built from the ledger, true to the lines, nothing invisible."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Change, Result, replay
from cleantext.cli.render import CONTEXT, render, visible


def shown(raw: str, *edits: tuple[int, int, str]) -> list[str]:
    """What is shown for edits of one rule without a reason, behind the line's number."""
    changes = [Change(start, end, raw[start:end], after, ("rule",), ("",)) for start, end, after in edits]
    result = Result(raw, replay(raw, changes), changes)
    return ["".join(text for text, _ in row).removesuffix("  rule") for hunk in render(result, "") for row in hunk]


@pytest.mark.parametrize(
    ("raw", "edits", "expected"),
    [
        ("one\ntwo\nthree\n", [(4, 8, "")], ["2", "- two"]),
        ("one\ntwo\nthree", [(7, 13, "")], ["3", "- three"]),
        ("one\ntwo\nthree\n", [(7, 13, "")], ["3", "- three"]),
        ("one\ntwo\nthree\n", [(3, 8, ""), (8, 13, "")], ["2  rule (×2)", "- two", "- three"]),
        ("one\ntwo\n", [(0, 3, "1"), (3, 7, "")], ["1  rule (×2)", "- one", "- two", "+ 1"]),
        ("one\ntwo\n", [(0, 3, "1"), (4, 7, "2")], ["1  rule (×2)", "- one", "+ 1", "- two", "+ 2"]),
        ("a\nb\nc\n", [(0, 2, ""), (4, 6, "")], ["1", "- a", "3", "- c"]),
        ("a\nb\n", [(1, 2, " ")], ["1", "- a", "- b", "+ a·b"]),
        ("a b\n", [(1, 2, "\n")], ["1", "- a·b", "+ a", "+ b"]),
        ("a\n", [(2, 2, "b\n")], ["2", "+ b"]),
        ("a\n", [(1, 2, "")], ["1", "- a<U+000A>", "+ a"]),
        ("a", [(1, 1, "\n")], ["1", "- a", "+ a<U+000A>"]),
        ("", [(0, 0, "a")], ["1", "+ a"]),
        ("a", [(0, 1, "")], ["1", "- a"]),
        ("a\n\n\n\nb\n", [(2, 4, "")], ["2", "-", "-"]),
        ("a\r\nb\r\n", [(1, 2, ""), (4, 5, "")], ["1  rule (×2)", "- a<U+000D>", "+ a", "- b<U+000D>", "+ b"]),
    ],
)
def test_lines(raw: str, edits: list[tuple[int, int, str]], expected: list[str]) -> None:
    assert shown(raw, *edits) == expected


def test_reasons_stand_below_each_other() -> None:
    changes = [
        Change(0, 1, "a", "b", ("first", "second"), ("because", "")),
        Change(1, 2, "a", "b", ("first",), ("because",)),
    ]
    rows = ["".join(text for text, _ in row) for hunk in render(Result("aa", "bb", changes), "f:") for row in hunk]
    assert rows == ["f:1  first: because (×2)", "     second", "- aa", "+ bb"]


def test_a_reason_stands_beside_its_own_lines() -> None:
    raw = "text\n\nby\n\nnotice\ntags"
    changes = [
        Change(at, end, raw[at:end], "", (rule,), ("",)) for at, end, rule in [(4, 8, "a"), (8, 16, "b"), (16, 21, "b")]
    ]
    hunks = ["".join(text for text, _ in row) for hunk in render(Result(raw, "text", changes), "") for row in hunk]
    assert hunks == ["2  a", "-", "- by", "4  b (×2)", "-", "- notice", "- tags"]


def test_what_stays_of_a_long_line_is_cut_between_words() -> None:
    raw = "word " * 50 + "Old" + " word" * 50 + " Old" + " word" * 50
    at, again = raw.index("Old"), raw.rindex("Old")
    _, old, new = shown(raw, (at, at + 3, "New"), (again, again + 3, "New"))
    assert old == "- …" + "word " * 7 + "Old" + " word" * 7 + " … " + "word " * 7 + "Old" + " word" * 7 + "…"
    assert new == old.replace("Old", "New").replace("-", "+", 1)
    assert len(old) < 5 * CONTEXT + 20


def test_what_changes_is_never_cut() -> None:
    assert shown("x" * 5000, (0, 5000, "")) == ["1", "- " + "x" * 5000]


def test_what_nobody_could_see_has_a_name() -> None:
    assert visible("  ") == "··"
    assert visible(" \t\u00a0\u200b\ufeff\ud83d") == "·→<U+00A0><U+200B><U+FEFF><U+D83D>"
    assert visible("two words") == "two words"
    assert (
        visible("10\u00a0000 \U0001f468\u200d\U0001f469\tx", changed=False)
        == "10\u00a0000 \U0001f468\u200d\U0001f469\tx"
    )
    assert visible("\x1b[31m\u202e\u2028", changed=False) == "<U+001B>[31m<U+202E><U+2028>"


def edits(raw: str) -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Edits of a text that do not overlap."""
    places = st.lists(st.integers(0, len(raw)), max_size=8).map(sorted)
    texts = st.lists(st.text("xy\n", max_size=2), min_size=4, max_size=4)
    return st.tuples(places, texts).map(lambda pair: list(_pairs(raw, *pair)))


def _pairs(raw: str, places: list[int], texts: list[str]) -> Iterator[tuple[int, int, str]]:
    inserted = -1
    for start, end, text in zip(places[::2], places[1::2], texts, strict=False):
        if raw[start:end] != text and not start == end == inserted:
            yield start, end, text
            inserted = end


@given(st.text("ab\n", max_size=14).flatmap(lambda raw: st.tuples(st.just(raw), edits(raw))))
def test_the_lines_shown_are_those_of_the_texts(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    raw, found = case
    rows = shown(raw, *found)
    clean = replay(raw, [Change(start, end, raw[start:end], text, ("",), ("",)) for start, end, text in found])
    assert bool(rows) == (raw != clean)
    for sign, lines in (("-", raw.split("\n")), ("+", clean.split("\n"))):
        left = iter(lines)
        assert all(row[2:].removesuffix("<U+000A>") in left for row in rows if row[0] == sign)
