"""Every example of every rule: examples are documentation and tests in one."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext import ConfigError, Document, Edit, Example, Hints, Pipeline, Rule, fixes, keeps
from cleantext.registry import shipped

RULES = shipped()
ALL = [(rule, number, example) for rule in RULES.values() for number, example in enumerate(rule.examples, 1)]
EXAMPLES = [pytest.param(rule, e, id=f"{rule.name}-{number}") for rule, number, e in ALL]
FIXES = [pytest.param(rule, e, id=f"{rule.name}-{number}") for rule, number, e in ALL if e.before != e.after]

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def pipeline(rule: Rule, example: Example) -> Pipeline:
    return Pipeline([rule.with_options(**example.options)])


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    result = pipeline(rule, example).run(example.before, **example.hints._asdict())
    assert result.text == example.after
    assert result.problems == ()


@pytest.mark.parametrize(("rule", "example"), FIXES)
def test_each_change_of_an_example_says_who_and_why(rule: Rule, example: Example) -> None:
    result = pipeline(rule, example).run(example.before, **example.hints._asdict())
    assert result.changes
    for change in result.changes:
        assert change.rules == (rule.name,)
        assert all(why.strip() for why in change.whys)


@pytest.mark.parametrize(("rule", "example"), FIXES)
def test_the_corrected_text_does_not_fire_again(rule: Rule, example: Example) -> None:
    assert pipeline(rule, example).run(example.after, **example.hints._asdict()).changes == ()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_holds_amid_other_text(rule: Rule, example: Example) -> None:
    """A rule that looks at places and neighbours must not fail on a text that ends with a line break."""
    result = pipeline(rule, example).run(example.before + "\n", **example.hints._asdict())
    assert result.text == example.after + "\n"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_find_is_a_pure_generator_of_edits_inside_the_text(rule: Rule, example: Example) -> None:
    """Without the pipeline: `find` may be called in a debugger as it is, as often as one likes."""
    doc = Document(example.before, example.hints)
    first = list(rule.find(doc, **rule.with_options(**example.options).options))
    again = list(rule.find(doc, **rule.with_options(**example.options).options))
    assert first == again
    assert doc.text == example.before
    for edit in first:
        assert type(edit) is Edit
        assert 0 <= edit.start <= edit.end <= len(doc.text)
        assert edit.why


@each_rule
def test_a_rule_shows_what_it_fixes_and_what_it_keeps(rule: Rule) -> None:
    changed = [example.before != example.after for example in rule.examples]
    assert changed.count(True) >= 1
    assert changed.count(False) >= 2
    assert len({example.before for example in rule.examples}) == len(rule.examples), "an example stands there twice"


@each_rule
def test_a_rule_works_without_options_and_hints(rule: Rule) -> None:
    assert any(e.before != e.after and not e.options and e.hints == Hints() for e in rule.examples)


@each_rule
def test_a_rule_is_documented(rule: Rule) -> None:
    assert rule.summary
    assert len(rule.summary) <= 120
    assert len(rule.doc.split()) >= 20, "what the artifact is, why it appears, what is left alone"
    for name, parameter in rule.parameters.items():
        assert parameter.annotation is not parameter.empty, f"option {name} has a type"
        assert parameter.default is not parameter.empty, f"option {name} has a default"
        assert f"`{name}`" in (rule.find.__doc__ or "") + rule.doc, f"option {name} is explained"


@each_rule
def test_a_rule_is_called_like_its_file(rule: Rule) -> None:
    file = Path(rule.find.__code__.co_filename)
    assert rule.name == file.stem == rule.find.__module__.rpartition(".")[2]


def test_each_file_is_a_rule() -> None:
    folder = Path(__file__).parents[1] / "rules"
    assert set(RULES) == {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {path.stem for path in folder.glob("*.toml")} <= set(RULES)


@each_rule
def test_a_rule_pickles(rule: Rule) -> None:
    copy = pickle.loads(pickle.dumps(rule))
    assert copy == rule
    assert copy.options == rule.options


# ---- what a rule and an example may look like ----


def find(doc: Document, *, words: frozenset[str] = frozenset({"tags"}), limit: int = 3) -> Iterator[Edit]:
    for line in doc.lines[:limit]:
        if line.key in words:
            yield doc.drop(line, "a phrase")


RULE = Rule("find", find, "strip", ())


def test_fixes_reads_a_diff() -> None:
    example = fixes(
        """
          Stays.

        - Goes.
        -
        + Comes.
        +   Comes with two spaces.
        """
    )
    assert example.before == "Stays.\n\nGoes.\n"
    assert example.after == "Stays.\n\nComes.\n  Comes with two spaces."
    assert example.hints == Hints() and not example.options


def test_fixes_takes_hints_and_options() -> None:
    example = fixes("- a", hints=Hints(title="T"), limit=7)
    assert (example.before, example.after) == ("a", "")
    assert (example.hints.title, dict(example.options)) == ("T", {"limit": 7})


@pytest.mark.parametrize("diff", ["* a", "-a", "+a\n- b", "  a\nb"])
def test_a_line_with_another_start_is_an_error(diff: str) -> None:
    with pytest.raises(ValueError, match="starts with"):
        fixes(diff)


@pytest.mark.parametrize("diff", ["- a\n+ a", "  a\n- b\n+ b", ""])
def test_a_diff_that_changes_nothing_is_an_error(diff: str) -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        fixes(diff)


def test_keeps_takes_a_text() -> None:
    example = keeps(
        """
        One.

          Two.
        """
    )
    assert example.before == example.after == "One.\n\n  Two."


def test_options_have_names_types_and_defaults() -> None:
    assert dict(RULE.options) == {"words": frozenset({"tags"}), "limit": 3}
    other = RULE.with_options(words=["top", "back"]).with_options(limit=1)
    assert dict(other.options) == {"words": frozenset({"top", "back"}), "limit": 1}
    assert dict(RULE.options)["limit"] == 3, "the rule itself stays as it was"


def test_an_unknown_option_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match=r"find.*'limits'.*did you mean 'limit'"):
        RULE.with_options(limits=1)


@pytest.mark.parametrize(
    "options", [{"limit": "3"}, {"limit": 1.5}, {"words": "tags"}, {"words": [1]}, {"words": None}]
)
def test_a_value_of_the_wrong_type_is_an_error_that_names_the_option(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match=f"find.{next(iter(options))}"):
        RULE.with_options(**options)


def test_a_literal_option_takes_its_values_only() -> None:
    with pytest.raises(ConfigError, match=r"mojibake\.profile"):
        RULES["mojibake"].with_options(profile="strong")


def test_a_rule_needs_a_stage_and_an_identifier() -> None:
    with pytest.raises(ConfigError, match="did you mean 'strip'"):
        Rule("find", find, "stripp", ())  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="my-rule"):
        Rule("my-rule", find, "strip", ())


@pytest.mark.parametrize("option", ["word", "limit"])
def test_phrases_name_an_option_that_holds_phrases(option: str) -> None:
    with pytest.raises(ConfigError, match=option):
        Rule("find", find, "strip", (), phrases=(option,))


def test_phrases_wake_a_rule_up() -> None:
    rule = Rule("find", find, "strip", (), phrases=("words",))
    assert Pipeline([rule]).clean("» TAGS:\nText") == "Text"
    assert Pipeline([rule.with_options(words=["on top"])]).clean("On  Top\nTags") == "Tags"


def test_triggers_wake_a_rule_up() -> None:
    rule = Rule("find", find, "strip", (), triggers=("Tags",))
    assert Pipeline([rule]).clean("tags") == "tags"
    assert Pipeline([rule]).clean("Tags") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a \n", "spaces at the end of the text"),
        ("a ", "spaces at the end of the text"),
        ("a\n\n", "blank lines at the end"),
        ("a\n \n", "blank lines at the end"),
        ("\n \na", "blank lines at the start"),
        ("a\n\n\nb", "more than one blank line"),
    ],
)
def test_blank_lines_says_what_it_removes(text: str, why: str) -> None:
    [change] = Pipeline([RULES["blank_lines"]]).run(text).changes
    assert change.whys == (why,)


def test_summary_is_the_first_line_of_the_docstring() -> None:
    assert RULE.summary == "Every example of every rule: examples are documentation and tests in one."
