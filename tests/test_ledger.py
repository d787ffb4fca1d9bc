"""Composition of rounds, tried with random edits that no rule would propose."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import Change, Ledger, replay, revert
from cleantext.edits import Settled, apply

Round = list[Settled]


def edit(start: int, end: int, text: str = "", rule: str = "a") -> Settled:
    return Settled(start, end, text, (rule,), (f"why {rule}",))


def run(raw: str, rounds: list[Round]) -> tuple[str, tuple[Change, ...]]:
    """What the rounds make of a text, and the ledger's word about it."""
    ledger, text = Ledger(), raw
    for edits in rounds:
        text = apply(text, edits)
        ledger = ledger.recorded(edits)
    return text, ledger.changes(raw, text)


class Case(NamedTuple):
    raw: str
    rounds: list[Round]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A text and up to six rounds; a round is by the rule that is called like its number."""
    raw = text = draw(st.text("abcdef", max_size=20))
    rounds: list[Round] = []
    for number in range(draw(st.integers(1, 6))):
        edits: Round = []
        at = 0
        for gap, gone, new in draw(
            st.lists(
                st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from(["", "", "X", "YZ", "a"])), max_size=5
            )
        ):
            # Two insertions at one place are never settled together.
            gap = gap or int(bool(edits) and edits[-1].start == edits[-1].end)
            start = at + gap
            end = min(start + gone, len(text))
            if start > end or text[start:end] == new:
                continue
            edits.append(edit(start, end, new, f"r{number}"))
            at = end
        rounds.append(edits)
        text = apply(text, edits)
    return Case(raw, rounds)


class Origin(NamedTuple):
    """A character of the current text: where it stood in the raw text, or -1 for one that was inserted."""

    char: str
    place: int


def traced(case: Case) -> list[Origin]:
    """The rounds applied character by character: a second, simple account of what was kept."""
    text = [Origin(char, i) for i, char in enumerate(case.raw)]
    for edits in case.rounds:
        for e in reversed(edits):
            text[e.start : e.end] = [Origin(char, -1) for char in e.text]
    return text


@given(cases())
@example(Case("abcdef", [[edit(2, 4)], [edit(1, 3, "X")], [edit(1, 2)]]))
@example(Case("abc", [[edit(1, 1, "X")], [edit(1, 1, "Y")], [edit(1, 3)]]))
def test_composed_changes_are_the_rounds_one_after_the_other(case: Case) -> None:
    text, changes = run(case.raw, case.rounds)
    assert text == "".join(origin.char for origin in traced(case))
    assert replay(case.raw, changes) == text
    assert revert(text, changes) == case.raw


@given(cases())
def test_changes_are_sorted_disjoint_and_quote_the_raw_text(case: Case) -> None:
    _, changes = run(case.raw, case.rounds)
    for change in changes:
        assert case.raw[change.start : change.end] == change.before != change.after
        assert len(change.rules) == len(set(change.rules)) == len(change.whys) > 0
        assert change.whys == tuple(f"why {rule}" for rule in change.rules)
    assert all(a.end <= b.start for a, b in pairwise(changes))


@given(cases())
def test_a_kept_character_lies_in_no_change(case: Case) -> None:
    """No change is larger than the characters that edits really took."""
    _, changes = run(case.raw, case.rounds)
    inside = {i for change in changes for i in range(change.start, change.end)}
    assert inside.isdisjoint({origin.place for origin in traced(case)})


@given(cases())
def test_a_rule_that_is_named_acted_there(case: Case) -> None:
    _, changes = run(case.raw, case.rounds)
    acted = {rule for edits in case.rounds for e in edits for rule in e.rules}
    assert {rule for change in changes for rule in change.rules} <= acted
    if len(case.rounds) == 1:
        assert [(c.start, c.end, c.after, c.rules) for c in changes] == [e[:4] for e in case.rounds[0]]


@given(cases())
def test_rules_are_named_in_the_order_they_acted(case: Case) -> None:
    last = len(case.rounds) - 1
    for change in run(case.raw, case.rounds)[1]:
        assert f"r{last}" not in change.rules[:-1], "the last round's rule comes last"


@given(cases(), st.integers(0, 5))
def test_composition_does_not_depend_on_empty_rounds(case: Case, place: int) -> None:
    rounds = [*case.rounds[:place], [], *case.rounds[place:]]
    assert run(case.raw, rounds) == run(case.raw, case.rounds)


def changes_of(raw: str, *rounds: Round) -> list[tuple[int, int, str, tuple[str, ...]]]:
    return [(c.start, c.end, c.after, c.rules) for c in run(raw, list(rounds))[1]]


def test_adjacent_deletions_of_different_rounds_stay_apart() -> None:
    apart = [(2, 4, "", ("a",)), (4, 6, "", ("b",))]
    assert changes_of("abcdefgh", [edit(2, 4)], [edit(2, 4, rule="b")]) == apart
    apart = [(2, 4, "", ("b",)), (4, 6, "", ("a",))]
    assert changes_of("abcdefgh", [edit(4, 6)], [edit(2, 4, rule="b")]) == apart


def test_a_deletion_around_a_deletion_merges_and_names_both() -> None:
    assert changes_of("abcdefgh", [edit(3, 5)], [edit(2, 4, rule="b")]) == [(2, 6, "", ("a", "b"))]


def test_a_replacement_that_is_replaced_merges_and_names_both() -> None:
    assert changes_of("abcdefgh", [edit(2, 4, "XY")], [edit(3, 5, "Z", "b")]) == [(2, 5, "XZ", ("a", "b"))]


def test_a_replacement_that_is_deleted_becomes_a_deletion_of_both() -> None:
    assert changes_of("abcdefgh", [edit(2, 4, "X")], [edit(1, 5, rule="b")]) == [(1, 6, "", ("a", "b"))]


def test_several_changes_merge_under_one_edit() -> None:
    rounds = [edit(1, 2, "X"), edit(3, 4, rule="c"), edit(5, 5, "Y")], [edit(1, 4, "-", "b")]
    assert changes_of("abcdefgh", *rounds) == [(1, 5, "-", ("a", "c", "b")), (5, 5, "Y", ("a",))]


def test_an_insertion_that_is_deleted_again_leaves_no_change() -> None:
    assert changes_of("abc", [edit(1, 1, "X")], [edit(1, 2, rule="b")]) == []


def test_what_is_put_back_leaves_no_change() -> None:
    assert changes_of("abc", [edit(1, 2, "X")], [edit(1, 2, "b", "b")]) == []


def test_a_rule_that_acts_twice_at_a_place_is_named_once() -> None:
    assert changes_of("abc", [edit(1, 2, "X")], [edit(1, 2, "Y", "b")], [edit(1, 2, "Z")]) == [(1, 2, "Z", ("a", "b"))]


def test_a_ledger_is_immutable() -> None:
    first = Ledger().recorded([edit(0, 1)])
    second = first.recorded([edit(0, 1, "X", "b")])
    assert first.changes("abc", "bc") == (Change(0, 1, "a", "", ("a",), ("why a",)),)
    assert [(c.before, c.after) for c in second.changes("abc", "Xc")] == [("a", ""), ("b", "X")]


CHANGES = (Change(1, 2, "b", "", ("a",), ("",)), Change(3, 4, "d", "X", ("a",), ("",)))


def test_replay_and_revert_refuse_another_text() -> None:
    assert replay("abcde", CHANGES) == "acXe"
    assert revert("acXe", CHANGES) == "abcde"
    for other in ("abcXe", "axcde", "", "ab"):
        with pytest.raises(ValueError, match="does not fit"):
            replay(other, CHANGES)
    for other in ("abcde", "acx", ""):
        with pytest.raises(ValueError, match="does not fit"):
            revert(other, CHANGES)


def test_replay_and_revert_refuse_a_text_that_ends_before_the_change() -> None:
    deletion, insertion = Change(4, 5, "e", "", ("a",), ("",)), Change(4, 4, "", "e", ("a",), ("",))
    assert revert("abcd", [deletion]) == replay("abcd", [insertion]) == "abcde"
    with pytest.raises(ValueError, match="does not fit"):
        revert("abc", [deletion])
    with pytest.raises(ValueError, match="does not fit"):
        replay("abc", [insertion])


def test_replay_and_revert_refuse_changes_out_of_order() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        replay("abcde", reversed(CHANGES))
    with pytest.raises(ValueError, match="does not fit"):
        revert("acXe", reversed(CHANGES))
