"""Settling: from proposals that may collide to edits that can be applied."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import Document, Edit
from cleantext.edits import Settled, apply, check, settle

Proposal = tuple[str, Edit]


def settled(text: str, *proposals: Proposal) -> list[tuple[int, int, str]]:
    return [(s.start, s.end, s.text) for s in settle(text, proposals)]


def one(start: int, end: int, text: str = "", rule: str = "a") -> Proposal:
    return rule, Edit(start, end, text, f"why {rule}")


def test_nothing_proposed() -> None:
    assert settle("abc", []) == []


def test_edits_come_out_sorted() -> None:
    assert settled("abcdef", one(4, 5), one(0, 1), one(2, 2, "x")) == [(0, 1, ""), (2, 2, "x"), (4, 5, "")]


def test_overlapping_deletions_unite_and_name_both_rules() -> None:
    [edit] = settle("abcdefgh", [one(3, 6, rule="b"), one(1, 4, rule="a")])
    assert edit == Settled(1, 6, "", ("a", "b"), ("why a", "why b"))


def test_deletions_unite_in_a_chain() -> None:
    assert settled("abcdefgh", one(0, 3), one(2, 5), one(4, 7)) == [(0, 7, "")]


def test_a_deletion_inside_a_deletion_is_swallowed() -> None:
    assert settled("abcdefgh", one(0, 6), one(2, 3)) == [(0, 6, "")]


def test_deletions_that_only_touch_stay_apart() -> None:
    assert settled("abcdefgh", one(0, 3), one(3, 5)) == [(0, 3, ""), (3, 5, "")]


@pytest.mark.parametrize("inner", [one(1, 3, "x"), one(2, 4, "x"), one(3, 5, "x"), one(1, 5, "x"), one(3, 3, "x")])
def test_a_deletion_swallows_a_replacement_inside(inner: Proposal) -> None:
    assert settled("abcdefgh", inner, one(1, 5)) == [(1, 5, "")]


@pytest.mark.parametrize("place", [1, 5])
def test_an_insertion_at_the_edge_of_a_deletion_stays(place: int) -> None:
    assert sorted(settled("abcdefgh", one(place, place, "x"), one(1, 5))) == sorted([(place, place, "x"), (1, 5, "")])


def test_the_earlier_replacement_stays() -> None:
    assert settled("abcdefgh", one(2, 5, "y"), one(1, 3, "x")) == [(1, 3, "x")]
    assert settled("abcdefgh", one(2, 5), one(1, 3, "x")) == [(1, 3, "x")]
    assert settled("abcdefgh", one(2, 5, "x"), one(1, 3)) == [(1, 3, "")]


def test_of_two_replacements_of_one_place_the_first_proposed_stays() -> None:
    assert settled("abcdefgh", one(1, 3, "x"), one(1, 3, "y", "b")) == [(1, 3, "x")]


def test_one_insertion_at_a_place() -> None:
    assert settled("abc", one(1, 1, "x"), one(1, 1, "y")) == [(1, 1, "x")]


def test_identical_proposals_share_the_credit() -> None:
    same = [one(1, 3, "x", "a"), one(1, 3, "x", "b"), one(1, 3, "x", "a")]
    assert settle("abcdefgh", same) == [Settled(1, 3, "x", ("a", "b"), ("why a", "why b"))]


def test_an_edit_that_changes_nothing_vanishes() -> None:
    assert settled("abc", one(1, 2, "b"), one(2, 2), one(0, 3, "abc")) == []


def test_an_edit_that_changes_nothing_is_not_in_the_way_of_another() -> None:
    """Else the other would be lost for good: a stage that settles nothing counts as content."""
    assert settled("abc", one(0, 3, "abc"), one(1, 2)) == [(1, 2, "")]


def without(text: str, *numbers: int) -> str:
    """The text without some of its lines, as `Document.drop` proposes it."""
    doc = Document(text)
    proposals = [("a", doc.drop(doc.lines[number], "why")) for number in numbers]
    edits = settle(text, proposals, lambda: doc.lines)
    assert len(edits) == len(numbers), "each line stays a change of its own"
    return apply(text, edits)


@pytest.mark.parametrize(
    ("text", "numbers", "clean"),
    [
        ("One.\n\nTags", [1], "One."),
        ("One.\n\n\n \nTags", [1], "One."),
        ("One.\nTags\n", [1], "One.\n"),
        ("One.\n\nTags\n\n\n", [1], "One.\n\n\n"),
        ("One.\n\nTags\n\nTop", [1, 2], "One."),
        ("Tags", [0], ""),
        ("Tags\n\nOne.", [0], "One."),
        ("One.\nTags\nTwo.", [1], "One.\nTwo."),
        ("One.\n\nTags\nTwo.", [1], "One.\n\nTwo."),
        ("One.\nTags\n\nTwo.", [1], "One.\n\nTwo."),
        ("One.\n\nTags\n\nTwo.", [1], "One.\n\nTwo."),
        ("One.\nTags\nTop\n\nTwo.", [1, 2], "One.\n\nTwo."),
        ("One.\nTags\n\nTop\nTwo.", [1, 2], "One.\nTwo."),
    ],
)
def test_a_line_that_goes_leaves_the_larger_gap(text: str, numbers: list[int], clean: str) -> None:
    assert without(text, *numbers) == clean


def test_two_copies_do_not_drop_each_other() -> None:
    doc = Document("Copy\nCopy\nOther")
    first, second, _ = doc.lines
    both = [("a", doc.drop(first, "why", keep=second)), ("b", doc.drop(second, "why", keep=first))]
    [edit] = settle(doc.text, both, lambda: doc.lines)
    assert edit.rules == ("a",)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 4), (2, 1), (4, 4)])
def test_an_edit_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        check([Edit(start, end)], 3)


def test_edits_at_the_borders_are_inside() -> None:
    check([Edit(0, 0, "x"), Edit(3, 3, "x"), Edit(0, 3)], 3)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[str, list[Proposal]]:
    """A text and proposals that collide often."""
    text = draw(st.text("ab \n", max_size=14))
    spot = st.integers(0, len(text))
    news = st.sampled_from(["", "", "", "x", "yy", "a", " ", "\n"])
    ends = st.tuples(spot, spot).map(sorted)
    edits = draw(st.lists(st.tuples(st.sampled_from("abcd"), ends, news), max_size=8))
    return text, [one(start, end, new, rule) for rule, (start, end), new in edits]


def _collide(a: Edit | Settled, b: Edit | Settled) -> bool:
    """Whether two edits cannot both be applied, told in another way than `settle` does."""
    if a.start == a.end and b.start == b.end:
        return a.start == b.start
    if a.start == a.end or b.start == b.end:
        point, span = (a, b) if a.start == a.end else (b, a)
        return span.start < point.start < span.end
    return bool(set(range(a.start, a.end)) & set(range(b.start, b.end)))


def _real(text: str, edits: Sequence[Edit]) -> list[Edit]:
    return [edit for edit in edits if text[edit.start : edit.end] != edit.text]


@given(tasks())
def test_settled_edits_can_be_applied(task: tuple[str, list[Proposal]]) -> None:
    text, proposals = task
    edits = settle(text, proposals)
    assert edits == sorted(edits, key=lambda e: (e.start, e.end))
    for number, edit in enumerate(edits):
        assert 0 <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] != edit.text
        assert not any(_collide(edit, other) for other in edits[number + 1 :])
    assert len(apply(text, edits)) == len(text) + sum(len(e.text) - (e.end - e.start) for e in edits)


@given(tasks())
@example(("abc", [one(0, 3, "abc"), one(1, 2)]))
def test_no_proposal_is_lost_without_a_reason(task: tuple[str, list[Proposal]]) -> None:
    """Each is applied, lies inside a deletion, or collides with an edit that was accepted."""
    text, proposals = task
    edits = settle(text, proposals)
    for edit in _real(text, [edit for _, edit in proposals]):
        applied = any((e.start, e.end, e.text) == edit[:3] for e in edits)
        inside = any(not e.text and e.start <= edit.start <= edit.end <= e.end for e in edits)
        assert applied or inside or any(_collide(e, edit) for e in edits)


@given(tasks())
def test_nothing_is_deleted_that_nobody_asked_for(task: tuple[str, list[Proposal]]) -> None:
    """But for blank space before a last line that goes."""
    text, proposals = task
    asked = {i for _, edit in proposals for i in range(edit.start, edit.end)}
    for edit in settle(text, proposals):
        unasked = set(range(edit.start, edit.end)) - asked
        assert not "".join(text[i] for i in unasked).strip()
        if unasked:
            assert not edit.text and not text[edit.end :].strip()


@given(tasks())
def test_credits_go_to_those_who_asked(task: tuple[str, list[Proposal]]) -> None:
    text, proposals = task
    for edit in settle(text, proposals):
        assert len(edit.rules) == len(set(edit.rules)) == len(edit.whys) > 0
        for rule, why in zip(edit.rules, edit.whys, strict=True):
            assert why == f"why {rule}"
            assert any(
                rule == name and edit.start <= e.start and e.end <= edit.end and (e.text == edit.text)
                for name, e in proposals
            )
