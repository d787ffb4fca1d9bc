"""What a run gives back: undo, offset maps, JSON."""

import json

import pytest

from cleantext import Change, Pipeline, Problem, Result

RAW = "Tags\nThe  cat sat.\nTop"
TEXT = "The cat sat!?"
#       0123456789…  Tags + line break go, one space goes, "." becomes "!", "?" is inserted, the last line goes.
CHANGES = (
    Change(0, 5, "Tags\n", "", ("page_furniture",), ("furniture",)),
    Change(8, 9, " ", "", ("spacing",), ("two spaces",)),
    Change(17, 18, ".", "!", ("a", "b"), ("louder", "still louder")),
    Change(18, 18, "", "?", ("a",), ("doubt",)),
    Change(18, 22, "\nTop", "", ("page_furniture",), ("furniture",)),
)
RESULT = Result(RAW, TEXT, CHANGES)


def test_undo_gives_the_raw_text() -> None:
    assert RESULT.undo() == RAW


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "Tags\nThe cat sat!?"),
        (1, "The  cat sat!?"),
        (2, "The cat sat.?"),
        (3, "The cat sat!"),
        (4, "The cat sat!?\nTop"),
    ],
)
def test_undo_takes_one_change_back(number: int, text: str) -> None:
    assert RESULT.undo(CHANGES[number]) == text


def test_undo_refuses_a_change_that_is_not_there() -> None:
    with pytest.raises(ValueError):
        RESULT.undo(CHANGES[0]._replace(before="Tag"))


def test_undo_refuses_a_text_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Result(RAW, "Another text.", CHANGES).undo()


def test_to_raw() -> None:
    raws = [RESULT.to_raw(i) for i in range(len(TEXT) + 1)]
    assert raws[:3] == [5, 6, 7], "behind the deleted line"
    assert raws[3:5] == [9, 10], "behind the deleted space"
    assert raws[11:] == [17, 18, 22]


def test_to_clean() -> None:
    cleans = [RESULT.to_clean(i) for i in range(len(RAW) + 1)]
    assert cleans[:6] == [0, 0, 0, 0, 0, 0]
    assert cleans[8:11] == [3, 3, 4]
    assert cleans[17:] == [11, 13, 13, 13, 13, 13]


def test_the_end_of_a_span_is_mapped_by_its_last_character() -> None:
    end = TEXT.index("sat") + len("sat")
    assert RAW[RESULT.to_raw(4) : RESULT.to_raw(end - 1) + 1] == "cat sat"


@pytest.mark.parametrize(
    ("clean", "raw"),
    [
        ("The", "The"),
        ("cat sat", "cat sat"),
        ("The cat", "The  cat"),
        ("sat!", "sat."),
        ("!", "."),
        ("!?", "."),
        ("t!?", "t."),
        (TEXT, RAW[5:18]),
    ],
)
def test_raw_span(clean: str, raw: str) -> None:
    start, end = RESULT.raw_span(TEXT.index(clean), TEXT.index(clean) + len(clean))
    assert RAW[start:end] == raw


def test_raw_span_takes_a_replacement_whole() -> None:
    raw = "The cafÃ© in Paris."
    result = Pipeline.default().run(raw)
    for clean, before in [("café", "cafÃ©"), ("é", "Ã©"), ("é in", "Ã© in"), ("in Paris", "in Paris")]:
        start = result.text.index(clean)
        assert raw[slice(*result.raw_span(start, start + len(clean)))] == before


def test_raw_span_of_nothing() -> None:
    assert RESULT.raw_span(0, 0) == (5, 5)
    assert RESULT.raw_span(len(TEXT), len(TEXT)) == (len(RAW), len(RAW))
    with pytest.raises(ValueError, match="ends before"):
        RESULT.raw_span(3, 2)
    with pytest.raises(IndexError, match="outside"):
        RESULT.raw_span(0, len(TEXT) + 1)


@pytest.mark.parametrize("i", [-1, len(RAW) + 1])
def test_offsets_outside_the_text_are_errors(i: int) -> None:
    with pytest.raises(IndexError, match="outside"):
        RESULT.to_clean(i)
    with pytest.raises(IndexError, match="outside"):
        RESULT.to_raw(i)


def test_a_result_without_changes() -> None:
    result = Result("abc", "abc")
    assert result.undo() == "abc"
    assert [result.to_raw(i) for i in range(4)] == [result.to_clean(i) for i in range(4)] == [0, 1, 2, 3]
    assert result.to_dict() == {"text": "abc", "changes": [], "problems": [], "refused": []}


def test_an_empty_result() -> None:
    result = Result("", "")
    assert result.to_raw(0) == result.to_clean(0) == 0
    assert result.undo() == ""


def test_everything_deleted() -> None:
    result = Result("Tags", "", [Change(0, 4, "Tags", "", ("a",), ("b",))])
    assert [result.to_clean(i) for i in range(5)] == [0] * 5
    assert result.to_raw(0) == 4
    assert result.undo() == "Tags"


def test_to_dict_and_json() -> None:
    result = Result("a  b", "a b", [Change(1, 2, " ", "", ("spacing",), ("two",))], [Problem("x", "ValueError: y")])
    expected = {
        "text": "a b",
        "changes": [{"start": 1, "end": 2, "before": " ", "after": "", "rules": ["spacing"], "whys": ["two"]}],
        "problems": [{"rule": "x", "message": "ValueError: y"}],
        "refused": [],
    }
    assert result.to_dict() == expected
    assert json.loads(result.to_json()) == expected


def test_lone_surrogates_survive_json() -> None:
    result = Pipeline.default().run("Ca\udcfft\ud800  \n")
    line = result.to_json()
    assert line.isascii()
    [before] = {c["before"] for c in json.loads(line)["changes"] if "\udcff" in c["before"]}
    assert before == "\udcff"


def test_repr_says_what_happened() -> None:
    assert repr(RESULT) == "Result(22 → 13 characters, 5 changes)"


def test_a_result_keeps_no_hold_of_the_caller_s_lists() -> None:
    changes = [*CHANGES]
    result = Result(RAW, TEXT, changes)
    changes.clear()
    assert result.changes == CHANGES
