"""The document that rules look at."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Hints, Pipeline, line_key
from cleantext.document import is_code, is_prose
from cleantext.edits import Settled, apply, settle
from cleantext.openings import OPENING, Phrases
from tests.strategies import NUISANCES, documents, texts

ODD_SPACE = re.compile(r"[^\S \t\r\xa0]")
PAGE = "Headline\n\n  \nThe first line.\nTags:\n\n\nThe last line.\n"


def test_lines_are_the_lines_that_are_not_blank() -> None:
    assert [line.text for line in Document(PAGE).lines] == ["Headline", "The first line.", "Tags:", "The last line."]
    assert [line.key for line in Document(PAGE).lines] == ["headline", "the first line", "tags", "the last line"]


@given(texts())
def test_lines_and_rows_belong_to_the_text(text: str) -> None:
    doc = Document(text)
    assert "\n".join(doc.rows) == text
    for number, line in enumerate(doc.lines):
        assert line.number == number
        assert text[line.start : line.end] == line.text
        assert line.text.strip() and "\n" not in line.text
        assert line.key == line_key(line.text)
    covered = "".join(line.text for line in doc.lines)
    assert sorted("".join(covered.split())) == sorted("".join(text.split()))
    prose = [line.number for line in doc.lines if is_prose(line.text)]
    assert doc.first_prose == (prose[0] if prose else len(doc.lines))
    assert doc.last_prose == (prose[-1] if prose else -1)
    assert doc.has_prose == bool(prose)


@given(texts(), st.integers(0, 5))
def test_first_lines_are_the_first_of_the_lines(text: str, count: int) -> None:
    doc = Document(text)
    assert list(doc.first_lines(count)) == list(doc.lines[:count])


@given(texts())
def test_a_line_opens_as_its_key_does(text: str) -> None:
    """So that a rule is woken up, and shown the line, wherever a line opens with one of its phrases."""
    doc = Document(text)
    for line in doc.lines:
        words = line.key[:OPENING].split(" ") if len(line.key) > OPENING else [*line.key.split(" "), ""]
        for phrase in {" ".join(words[:-1]), words[0]}:
            wanted = frozenset([phrase, "another phrase"])
            asked = Document(text)
            asked.phrases = Phrases(wanted | {"more"})
            if phrase.isprintable() and phrase[:1].isalpha() and not ODD_SPACE.search(line.text):
                assert line in doc.opening_with(wanted)
                assert line in asked.opening_with(wanted)
                assert line not in doc.opening_with(wanted, longest=len(line.text) - 1)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("  View  Larger\u00a0Image »", "view larger image"),
        ("[ Tags: ]", "tags"),
        ("— Straße —", "strasse"),
        ("Jong-un", "jong-un"),
        ("a\tb", "a b"),
        ("•", ""),
        ("", ""),
        ("…10 000!", "10 000"),
    ],
)
def test_line_key(line: str, key: str) -> None:
    assert line_key(line) == key


def test_spaces_around_a_line_are_no_part_of_its_key() -> None:
    """All spaces: Chinese pages indent with U+3000, typesetters with U+2003."""
    spaces = [char for char in map(chr, range(0x3001)) if char.isspace()]
    wrong = [f"U+{ord(s):04X}" for s in spaces if line_key(f"{s}Back{s}to{s}{s}top{s}") != "back to top"]
    assert not wrong


@given(st.one_of(st.text(st.characters()), st.lists(st.sampled_from(NUISANCES)).map("".join)))
def test_a_key_is_its_own_key(line: str) -> None:
    """Packs hold keys; a phrase copied from an explanation must be found again."""
    key = line_key(line)
    assert line_key(key) == key


@pytest.mark.parametrize(
    ("number", "left"),
    [
        (0, "The first line.\nTags:\n\n\nThe last line.\n"),
        (1, "Headline\n\n  \nTags:\n\n\nThe last line.\n"),
        (2, "Headline\n\n  \nThe first line.\n\n\nThe last line.\n"),
        (3, "Headline\n\n  \nThe first line.\nTags:\n"),
    ],
)
def test_drop_leaves_no_hole(number: int, left: str) -> None:
    doc = Document(PAGE)
    edits = settle(PAGE, [("a", doc.drop(doc.lines[number], "why"))], lambda: doc.lines)
    assert [e.whys for e in edits] == [("why",)]
    assert apply(PAGE, edits) == left


@given(texts(), st.sets(st.integers(0, 30)))
def test_dropping_lines_leaves_the_other_lines(text: str, numbers: set[int]) -> None:
    doc = Document(text)
    gone = [line for line in doc.lines if line.number in numbers]
    edits = settle(text, [("a", edit) for edit in doc.drop_all(gone, "why")], lambda: doc.lines)
    left = doc.changed(edits)
    assert [line.text for line in left.lines] == [line.text for line in doc.lines if line.number not in numbers]
    if gone and left.lines and gone[-1].number == len(doc.lines) - 1:
        tail = text[doc.lines[-1].end :]
        assert left.text.endswith(left.lines[-1].text + tail), "the end of the text stays what it was"


SHIPPED = Pipeline.default()
ASKED = [(r.options[name], 99) for r in SHIPPED.rules for name in r.phrases + r.openings]


def _views(doc: Document) -> list[object]:
    doc.phrases = SHIPPED._calls.phrases
    return [
        SHIPPED._calls.quiet(doc),
        {phrase: sorted({*some}) for phrase, some in doc.openings.items()},
        [sorted(doc.texts_opening_with(some, longest=longest)) for some, longest in ASKED],
        (doc.prose, doc.first_prose, doc.last_prose),
        doc.judged(partial(re.compile("[aeo]").search), doc.rows).keys(),
    ]


@given(documents(), st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from(["", "x", "Tags\n"]))))
def test_a_changed_document_says_what_a_fresh_one_of_its_text_says(
    text: str, changes: list[tuple[int, bool, str]]
) -> None:
    """However much of what it says it has from the documents before it."""
    doc = Document(text)
    for number, asks, new in changes:
        if doc.lines:
            line = doc.lines[number % len(doc.lines)]
            edit = Edit(line.start, line.start + 1, new) if new else doc.drop(line, "why")
            doc = doc.changed(settle(doc.text, [("a", edit)], lambda doc=doc: doc.lines))  # type: ignore[misc]
        if asks:  # else the next one has to do with what is known of an earlier one
            assert _views(doc) == _views(Document(doc.text))
    assert _views(doc) == _views(Document(doc.text))


def test_a_changed_document_is_a_new_one() -> None:
    doc = Document("a\nb\n", Hints(title="t"))
    assert len(doc.lines) == 2
    new = doc.changed([Settled(1, 4, "", ("a",), ("",))])
    assert (doc.text, doc.edited, len(doc.lines)) == ("a\nb\n", False, 2)
    assert (new.text, new.edited, len(new.lines)) == ("a", True, 1)
    assert new.hints.title == "t"
    assert new.final_newline, "it speaks of the raw text"


@pytest.mark.parametrize(
    ("text", "ends"), [("a\n", True), ("a\r", True), ("a\u2028", True), ("a", False), ("a\n ", False), ("", False)]
)
def test_final_newline(text: str, ends: bool) -> None:
    assert Document(text).final_newline is ends


def test_views_are_computed_once() -> None:
    doc = Document(PAGE)
    for view in ("lines", "rows", "openings"):
        assert getattr(doc, view) is getattr(doc, view)


def test_repeats() -> None:
    opening = "The bridge in the early morning, seen from"
    assert Document(f"{opening} the east.\n{opening} the west.").repeats
    assert not Document(f"{opening} the east.\nThe bridge\nThe bridge\n").repeats


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("The bridge over the harbour was opened again on Monday, eleven months after the crack.", True),
        ("“The bridge over the harbour was opened again on Monday, eleven months after the crack,” he said.", True),
        ("Bridge over the harbour opened again on Monday eleven months after the crack", False),
        ("Back to top.", False),
        ("facebook twitter more", False),
        ("新しい橋は月曜日の朝に開通し、地元の人々が長い列を作って待っていた。", True),
        ("市议会否决停车收费方案", False),
        ("x" * 200, True),
        ("", False),
    ],
)
def test_is_prose(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    return 3.14 * r", True),
        ("if (a < b) { swap(); }", True),
        ("| a | b |", True),
        ("The bridge was opened again on Monday.", False),
        ("She paid 10 000 crowns (in notes).", False),
    ],
)
def test_is_code(line: str, code: bool) -> None:
    assert is_code(line) is code


def test_a_heading_takes_turns_with_paragraphs() -> None:
    sections = ["Share", "It began in 2008.", "Tags", "They are older.", "Links", "They rot.", "Ads", "Look away."]
    labels = frozenset({"ads", "sponsored"})

    def is_heading(rows: list[str], text: str) -> bool:
        doc = Document("\n".join(rows))
        return doc.is_heading(next(line for line in doc.lines if line.text == text), labels)

    assert is_heading(["An essay", *sections], "Ads")
    assert is_heading([*sections, "Maps", "You are here."], "Share")
    assert not is_heading(sections, "Share"), "that of a label does not count"
    assert not is_heading(sections, "They rot.")
    assert not is_heading(sections[2:], "Ads"), "two headings more are too few"
    assert not is_heading([*sections[:7], "Links again"], "Ads"), "no paragraph is below"
    assert not is_heading([*sections[:6], "They rot, too.", *sections[6:]], "Ads"), "the section above has two"
    assert not is_heading(["Ads", "It is one.", "Sponsored", "It is two.", "Ads", "It is three."], "Ads")


def test_drop_takes_the_edit_s_shape() -> None:
    doc = Document("Tags\n\nText")
    assert doc.drop(doc.lines[0], "why") == Edit(0, 4, "", "why", line=0)
