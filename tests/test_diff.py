"""The smallest edits between two versions of a text."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import Edit
from cleantext.diff import diff
from cleantext.edits import Settled, apply
from tests.strategies import NUISANCES, texts


def applied(before: str, edits: list[Edit]) -> str:
    return apply(before, [Settled(e.start, e.end, e.text, ("a",), ("",)) for e in edits])


def checked(before: str, after: str) -> list[Edit]:
    """The edits, after a look at what must hold for any."""
    edits = list(diff(before, after))
    assert applied(before, edits) == after
    end = -1
    for edit in edits:
        assert end < edit.start <= edit.end <= len(before), "sorted, and two that touch would be one"
        assert before[edit.start : edit.end] != edit.text
        end = edit.end
    return edits


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what some small accidents made of it."""
    before = after = draw(texts())
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(after)))
        gone = draw(st.integers(0, 3))
        after = after[:at] + draw(st.sampled_from(["", "x", *NUISANCES])) + after[at + gone :]
    return (before, after) if draw(st.booleans()) else (after, before)


@given(versions())
@example(("", ""))
@example(("", "a"))
@example(("a", ""))
def test_edits_lead_from_one_version_to_the_other(pair: tuple[str, str]) -> None:
    checked(*pair)


@given(texts(), texts())
def test_any_two_texts(before: str, after: str) -> None:
    checked(before, after)


@given(st.text("ab", max_size=3), st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3000)), max_size=5))
def test_texts_longer_than_a_window(piece: str, parts: list[tuple[int, int]]) -> None:
    """Repetitive text is where anchors may lie at the wrong place."""
    blocks = [piece, "The bridge was opened. ", "x", "ab" * 20]
    before = "".join(blocks[kind] * size for kind, size in parts)[:12_000]
    after = "".join(blocks[kind] * (size - 1) + "y" for kind, size in parts)[:12_000]
    checked(before, after)


def test_equal_texts_need_no_edit() -> None:
    assert checked("abc" * 1000, "abc" * 1000) == []


def test_the_offset_is_added() -> None:
    assert list(diff("abXc", "abc", 100)) == [Edit(102, 103)]


def test_each_damaged_character_is_an_edit_of_its_own() -> None:
    before = "the cafÃ© and the â€œbarâ€\x9d were closed"
    edits = checked(before, "the café and the “bar” were closed")
    assert [before[e.start : e.end] for e in edits] == ["Ã©", "â€œ", "â€\x9d"]


def test_a_long_line_with_sparse_damage_gives_small_edits() -> None:
    words = "The cafe at the harbour was closed for the whole of the long winter. "
    before = (words + "cafÃ©. ") * 1400
    after = (words + "café. ") * 1400
    assert len(before) > 100_000
    edits = checked(before, after)
    assert len(edits) == 1400
    assert max(e.end - e.start for e in edits) <= 2


def test_a_long_stretch_of_damage_does_not_take_the_clean_rest_along() -> None:
    """Cyrillic read as Windows-1252: no twelve characters in a row are left of 6,000."""
    russian = "Мостоткрыли" * 550
    rest = "After that the bridge was open, and nobody spoke of it again. " * 200
    before = russian.encode().decode("latin-1") + rest
    edits = checked(before, russian + rest)
    assert edits[-1].end <= len(before) - len(rest)


@pytest.mark.parametrize("sentences", [10, 40, 200])
def test_a_long_line_that_is_damaged_throughout_keeps_its_spaces(sentences: int) -> None:
    """A paragraph of Russian: one edit for all of it would tell nobody anything."""
    russian = "Мост через залив открыли в понедельник утром, раньше срока. " * sentences
    edits = checked(russian.encode().decode("latin-1"), russian)
    assert max(e.end - e.start for e in edits) < 100


@pytest.mark.parametrize("size", [1, 1023, 1024, 1025, 5000, 20_000])
def test_completely_different_texts_become_one_edit(size: int) -> None:
    assert len(checked("a" * size, "b" * size)) == 1


@pytest.mark.parametrize("gone", [1, 1023, 1024, 4096, 10_000])
def test_a_long_deletion_and_a_long_insertion(gone: int) -> None:
    before = "The first half. " + "x" * gone + "The second half, which is longer. " * 50
    after = before.replace("x", "")
    assert sum(e.end - e.start for e in checked(before, after)) >= gone
    assert sum(len(e.text) for e in checked(after, before)) >= gone


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One cafÃ© of many words here. ", "One café of many words here. "),
        ("Ð\x9cÐ¾Ñ\x81Ñ\x82 Ð¾Ñ\x82ÐºÑ\x80Ñ\x8bÐ»Ð¸. ", "Мост открыли. "),
        ("abcdefghij", "jihgfedcba"),
        ("a" * 9000 + "The bridge was opened again on Monday.", "b" * 8000 + "The bridge was opened again on Monday."),
    ],
    ids=["sparse", "throughout", "reversed", "islands"],
)
def test_time_grows_with_the_length_only(before: str, after: str) -> None:
    times = 60_000 // len(before)
    small = _seconds(lambda: list(diff(before * times, after * times)))
    large = _seconds(lambda: list(diff(before * times * 6, after * times * 6)))
    assert large < 6 * small * 2.5 + 0.05, "a quadratic diff would take 36 times as long"
