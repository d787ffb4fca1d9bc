"""The pipeline: rules that fail, hang or quarrel, and what a caller may hand over."""

import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import regex

import cleantext
from cleantext import ConfigError, Document, Edit, Hints, Pipeline, Result, Rule
from cleantext.registry import shipped
from cleantext.rule import STAGES, Stage

# ---- rules for tests; at the top of the module, so that they pickle ----


def rule(find: Callable[..., Any], stage: Stage = "tidy", **more: Any) -> Rule:
    return Rule(find.__name__, find, stage, (), **more)


def to_upper(doc: Document) -> Iterator[Edit]:
    """Does something harmless to every text with an x in it."""
    for match in re.finditer("x", doc.text):
        yield Edit(match.start(), match.end(), "X", "upper case")


def raises(doc: Document) -> Iterator[Edit]:
    yield Edit(0, 1, "", "half the work is done")
    raise ValueError("no such thing")


def counts_hints(doc: Document) -> Iterator[Edit]:
    if doc.text.startswith("?"):
        yield Edit(0, 1, f"{doc.hints.title}|{doc.hints.language}|{doc.hints.url}|", "hints")


def phrases(doc: Document, *, words: frozenset[str] = frozenset({"tags"}), limit: int = 3) -> Iterator[Edit]:
    for line in doc.lines[:limit]:
        if line.key in words:
            yield doc.drop(line, "a phrase")


def a_to_b(doc: Document) -> Iterator[Edit]:
    if doc.text.startswith("a"):
        yield Edit(0, 1, "b", "b is better")


def b_to_a(doc: Document) -> Iterator[Edit]:
    if doc.text.startswith("b"):
        yield Edit(0, 1, "a", "a is better")


def grows(doc: Document) -> Iterator[Edit]:
    yield Edit(0, 0, "more ", "never enough")


def shrinks(doc: Document) -> Iterator[Edit]:
    """Takes one character in each round."""
    if doc.text.startswith("-"):
        yield Edit(0, 1, "", "a dash")


def waits_for_shrinks(doc: Document) -> Iterator[Edit]:
    if doc.text.startswith("!"):
        yield Edit(0, 1, "-", "a dash in another coat")


def loops(doc: Document) -> Iterator[Edit]:
    while True:
        pass
    yield Edit(0, 0)


def loops_before_it_yields(doc: Document) -> list[Edit]:
    """No generator: the work is done when the rule is called."""
    while True:
        pass


def sleeps(doc: Document) -> Iterator[Edit]:
    time.sleep(60)
    yield Edit(0, 0)


def catastrophic_re(doc: Document) -> Iterator[Edit]:
    re.match(r"(a+)+$", "a" * 60 + "b")
    yield Edit(0, 0)


def catastrophic_regex(doc: Document) -> Iterator[Edit]:
    regex.match(r"(?:a|aa|aaa)+?(?:a|aa|aaa)+?(?:a|a?a)+$", "a" * 400 + "b")
    time.sleep(60)  # should the library be clever
    yield Edit(0, 0)


def swallows_exceptions(doc: Document) -> Iterator[Edit]:
    while True:
        try:
            time.sleep(1)
        except Exception:
            continue
        yield Edit(0, 0)


def yields_slowly(doc: Document) -> Iterator[Edit]:
    for _ in range(1000):
        time.sleep(0.02)
        yield Edit(0, 1, "", "one of many")


def reporting(called: list[str]) -> Callable[..., Iterator[Edit]]:
    def find(doc: Document, *, name: str = "") -> Iterator[Edit]:
        called.append(name)
        yield from ()

    return find


def wake_loops(doc: Document) -> bool:
    while True:
        pass


def wake_raises(doc: Document) -> bool:
    raise LookupError("asleep")


UPPER = rule(to_upper)
HANGING = [loops, loops_before_it_yields, sleeps, catastrophic_re, catastrophic_regex, swallows_exceptions]


# ---- rules that fail ----


def failing(result: Result) -> list[str]:
    return [problem.rule for problem in result.problems]


@pytest.mark.parametrize("stage", STAGES)
def test_a_rule_that_raises_is_skipped_and_reported(stage: Stage) -> None:
    pipeline = Pipeline([rule(raises, stage), UPPER])
    result = pipeline.run("an x")
    assert result.text == pipeline.clean("an x") == "an X"
    [problem] = result.problems
    assert problem.rule == "raises"
    assert problem.message == "ValueError: no such thing"
    assert result.undo() == "an x"


def test_a_wake_up_predicate_that_raises_is_reported() -> None:
    result = Pipeline([rule(shrinks, wake=wake_raises), UPPER]).run("-x")
    assert (result.text, failing(result)) == ("-X", ["shrinks"])


def test_two_rules_that_raise_are_both_reported() -> None:
    also = Rule("raises_too", raises, "repair", ())
    result = Pipeline([rule(raises), UPPER, also]).run("an x")
    assert (result.text, sorted(failing(result))) == ("an X", ["raises", "raises_too"])


def test_a_problem_holds_for_one_document_only() -> None:
    def find(doc: Document) -> Iterator[Edit]:
        if "bad" in doc.text:
            raise ValueError
        yield from to_upper(doc)

    first, second = Pipeline([Rule("picky", find, "tidy", ())]).stream(["bad x", "good x"])
    assert (first.text, failing(first)) == ("bad x", ["picky"])
    assert (second.text, failing(second)) == ("good X", [])


@pytest.mark.parametrize(
    "edit",
    [
        Edit(-1, 1),
        Edit(0, 5),
        Edit(5, 5, "x"),
        Edit(2, 1),
        None,
        "abcd",
        Edit("0", "1"),  # type: ignore[arg-type]
        Edit(0.0, 1.0),  # type: ignore[arg-type]
        Edit(0, 1, 7),  # type: ignore[arg-type]
        Edit(0, 1, b"y"),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_a_malformed_edit_is_a_problem_of_its_rule(edit: Any) -> None:
    def find(doc: Document) -> Iterator[Edit]:
        yield edit

    result = Pipeline([Rule("malformed", find, "tidy", ()), UPPER]).run("an x")
    assert (result.text, failing(result)) == ("an X", ["malformed"])


def test_keyboard_interrupt_goes_through() -> None:
    def find(doc: Document) -> Iterator[Edit]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        Pipeline([Rule("interrupted", find, "tidy", ())]).run("text")
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


# ---- rules that hang ----

needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer signals")


@needs_alarm
@pytest.mark.parametrize("find", HANGING, ids=lambda find: find.__name__)
def test_a_rule_that_hangs_is_skipped(find: Callable[..., Any]) -> None:
    _interrupted_after(10, Pipeline([rule(find), UPPER], seconds=0.2), find.__name__)


@needs_alarm
def test_a_wake_up_predicate_that_hangs_is_skipped() -> None:
    _interrupted_after(10, Pipeline([rule(shrinks, wake=wake_loops), UPPER], seconds=0.2), "shrinks")


class _StillHanging(BaseException):
    pass


def _interrupted_after(seconds: int, pipeline: Pipeline, name: str) -> None:
    """Run the pipeline; should its time limit fail, a watchdog ends the test."""
    caller = threading.get_ident()

    def bark() -> None:
        import ctypes

        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(caller), ctypes.py_object(_StillHanging))

    watchdog = threading.Timer(seconds, bark)
    watchdog.start()
    start = time.monotonic()
    try:
        result = pipeline.run("an x")
    except _StillHanging:
        pytest.fail(f"{name} still runs {seconds} s after its limit")
    finally:
        watchdog.cancel()
        watchdog.join()
    assert (result.text, failing(result)) == ("an X", [name])
    assert "longer than 0.2 s" in result.problems[0].message
    assert time.monotonic() - start < seconds
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_in_another_thread_the_limit_is_noticed_when_the_rule_yields() -> None:
    results: list[Result] = []
    pipeline = Pipeline([rule(yields_slowly), UPPER], seconds=0.1)
    start = time.monotonic()
    thread = threading.Thread(target=lambda: results.append(pipeline.run("an x")))
    thread.start()
    thread.join(15)
    assert not thread.is_alive()
    assert time.monotonic() - start < 10
    assert [(r.text, failing(r)) for r in results] == [("an X", ["yields_slowly"])]


@needs_alarm
def test_an_alarm_of_the_program_s_own_is_left_alone() -> None:
    rang: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rang.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        result = Pipeline([rule(yields_slowly), UPPER], seconds=0.3).run("an x")
        assert rang == [signal.SIGALRM]
        assert (result.text, failing(result)) == ("an X", ["yields_slowly"])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_the_limit_is_for_each_rule_not_for_all() -> None:
    def slow(doc: Document) -> Iterator[Edit]:
        time.sleep(0.15)
        yield from ()

    rules = [Rule(f"slow_{n}", slow, "strip", ()) for n in range(4)]
    result = Pipeline([*rules, UPPER], seconds=0.5).run("an x")
    assert (result.text, result.problems) == ("an X", ())


# ---- rules that quarrel ----


def _bounded_and_restless(pipeline: Pipeline, text: str) -> Result:
    result = pipeline.run(text)
    assert any("rest" in problem.message for problem in result.problems)
    assert pipeline.clean(text) == result.text
    assert pipeline.clean(result.text) == result.text, "idempotent all the same"
    assert result.undo() == text
    assert len(result.text) < len(text) + 1000
    return result


@pytest.mark.parametrize("stages", [("tidy", "tidy"), ("strip", "tidy"), ("tidy", "strip"), ("repair", "repair")])
def test_two_rules_that_undo_each_other(stages: tuple[Stage, Stage]) -> None:
    pipeline = Pipeline([rule(a_to_b, stages[0]), rule(b_to_a, stages[1])])
    for text in ("a", "b"):
        _bounded_and_restless(pipeline, text)
    assert pipeline.run("c").problems == ()


@pytest.mark.parametrize("stage", STAGES)
def test_a_rule_that_never_has_enough(stage: Stage) -> None:
    _bounded_and_restless(Pipeline([rule(grows, stage)]), "text")


def test_what_the_repair_stage_did_is_kept_when_the_rest_is_restless() -> None:
    pipeline = Pipeline([rule(to_upper, "repair"), rule(grows)])
    result = _bounded_and_restless(pipeline, "x")
    assert result.text == "X"
    assert [change.rules for change in result.changes] == [("to_upper",)]


@pytest.mark.parametrize("dashes", [1, 9, 10, 11, 50])
def test_a_rule_may_take_many_rounds(dashes: int) -> None:
    result = Pipeline([rule(shrinks)]).run("-" * dashes + "x")
    assert (result.text, result.problems) == ("x", ())
    assert result.undo() == "-" * dashes + "x"


@pytest.mark.parametrize("count", [1, 30])
def test_a_rule_with_triggers_is_called_where_one_of_them_stands(count: int) -> None:
    literals = ["ab", "b", "abc", "ß", "\ud800", "…»"] + [f"<{number}>" for number in range(count)]
    for text in ("", "xx", "xabcx", "a\nb", "\ud800", "\udc00", "Maß…", "Maß…»", "<7>", "<29>"):
        called: list[str] = []
        find = reporting(called)
        rules = [
            Rule(f"rule_{number}", find, "strip", (), triggers=(literal,)).with_options(name=literal)
            for number, literal in enumerate(literals)
        ]
        assert Pipeline(rules).clean(text) == text
        assert sorted(called) == sorted(literal for literal in literals if literal in text)


def no_literals() -> list[Any]:
    return [b"x"]


def test_a_literal_that_lines_between_had_parted_calls_its_rule() -> None:
    def find(doc: Document, *, name: str = "") -> Iterator[Edit]:
        at = doc.text.find(name)
        if at >= 0:
            yield Edit(at, at + len(name), "", "found")

    literals = ["left\nright", *(f"literal {number}" for number in range(20))]
    waiting = [
        Rule(f"rule_{number}", find, "strip", (), triggers=(literal,)).with_options(name=literal)
        for number, literal in enumerate(literals)
    ]
    pipeline = Pipeline([rule(phrases, "strip").with_options(limit=99), *waiting])
    text = "one\nleft\nTags\nright\ntwo\nliteral 7\n"
    assert pipeline.clean(text.replace("literal 7\n", "")) == "one\n\ntwo\n"
    assert pipeline.clean(text) == "one\n\ntwo\n\n"
    assert pipeline.clean("left\nTags\nwrong\n") == "left\nwrong\n"


@pytest.mark.parametrize("triggers", [lambda: 1 / 0, no_literals])
def test_triggers_that_are_none_are_told_at_once(triggers: Callable[..., Any]) -> None:
    with pytest.raises(ConfigError, match="shrinks: no triggers"):
        Pipeline([rule(shrinks, triggers=triggers)])


def test_a_later_stage_wakes_an_earlier_one() -> None:
    pipeline = Pipeline([rule(shrinks, "strip"), rule(waits_for_shrinks, "tidy")])
    result = pipeline.run("!!x")
    assert (result.text, result.problems) == ("x", ())
    assert {name for change in result.changes for name in change.rules} == {"shrinks", "waits_for_shrinks"}


# ---- what a caller may hand over, and gets ----


@pytest.mark.parametrize("text", [b"bytes", bytearray(b"bytes"), None, 7, ["text"]])
def test_only_str_is_taken(text: Any) -> None:
    for call in (Pipeline.default().clean, Pipeline.default().run, cleantext.clean):
        with pytest.raises(TypeError, match=type(text).__name__):
            call(text)


@pytest.mark.parametrize("arguments", [{"seconds": 0}, {"seconds": -1}, {"budget": -0.1}, {"budget": 60}])
def test_seconds_and_budget_that_make_no_sense(arguments: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match="seconds are more than 0 and a budget is from 0 to 1"):
        Pipeline([], **arguments)


def test_bytes_are_told_to_be_decoded() -> None:
    with pytest.raises(TypeError, match="decode"):
        cleantext.clean(b"bytes")  # type: ignore[arg-type]


@pytest.mark.parametrize("item", [b"bytes", b"ab", None, 7, ("a", "b"), ("a",), ("a", {}, {})])
def test_stream_takes_only_str_and_pairs(item: Any) -> None:
    with pytest.raises(TypeError, match="texts and pairs of text and hints, not"):
        list(Pipeline.default().stream([item]))


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


def test_a_subclass_of_str_is_a_str() -> None:
    result = Pipeline([UPPER]).run(Text("an x"))
    assert (result.text, result.raw) == ("an X", "an x")
    assert type(result.raw) is type(result.text) is str
    assert type(Pipeline([UPPER]).clean(Text("nothing"))) is str


def test_clean_text_is_given_back_as_the_same_object() -> None:
    text = "The bridge was opened again on Monday.\n\nIt had been closed for “eleven” months."
    assert Pipeline.default().clean(text) is text
    assert cleantext.clean(text) is text


def test_hints_reach_the_rules() -> None:
    pipeline = Pipeline([rule(counts_hints)])
    assert pipeline.clean("?") == "None|None|None|"
    assert pipeline.clean("?", title="T", language="en", url="https://example.org") == "T|en|https://example.org|"
    assert pipeline.run("?", language="ko").text == "None|ko|None|"


def test_stream_takes_texts_and_pairs() -> None:
    pipeline = Pipeline([rule(counts_hints)])
    items: list[Any] = ["?", ("?", Hints(title="T")), ("?", {"language": "fr"}), "none"]
    results = pipeline.stream(iter(items))
    assert iter(results) is results
    assert [r.text for r in results] == ["None|None|None|", "T|None|None|", "None|fr|None|", "none"]


def test_stream_is_lazy() -> None:
    taken: list[str] = []

    def texts() -> Iterator[str]:
        for text in ("x", "xx"):
            taken.append(text)
            yield text

    results = Pipeline([UPPER]).stream(texts())
    assert taken == []
    assert next(results).text == "X"
    assert taken == ["x"]


def test_module_functions() -> None:
    import ftfy

    text = "“Quite so,” – ﬁnally.\nMarks &amp; Spencer  \n\n\n"
    assert cleantext.clean(text) == Pipeline.default().clean(text)
    assert cleantext.fix_text(text) == ftfy.fix_text(text)
    assert cleantext.clean("", title="T", language="en", url="https://example.org") == ""


def test_all_public_names_exist() -> None:
    assert all(hasattr(cleantext, name) for name in cleantext.__all__)


# ---- identity ----


def test_rules_are_ordered_by_stage_and_name() -> None:
    rules = [Rule(name, to_upper, stage, ()) for stage in reversed(STAGES) for name in (f"{stage}_b", f"{stage}_a")]
    names = [rule.name for rule in Pipeline(rules).rules]
    assert names == [f"{stage}_{letter}" for stage in STAGES for letter in "ab"]


def test_two_rules_of_one_name_are_an_error() -> None:
    with pytest.raises(ConfigError, match="to_upper"):
        Pipeline([UPPER, UPPER])


def test_repr_names_the_rules() -> None:
    assert repr(Pipeline([UPPER, rule(shrinks, "strip")])) == "Pipeline([shrinks, to_upper])"


def test_an_empty_pipeline_changes_nothing() -> None:
    assert Pipeline([]).clean(" x \n\n\n") == " x \n\n\n"


def test_a_pipeline_pickles() -> None:
    pipeline = Pipeline([rule(phrases).with_options(words=["top"], limit=9), UPPER], seconds=3)
    copy: Pipeline = pickle.loads(pickle.dumps(pipeline))
    assert copy.rules == pipeline.rules
    assert copy.seconds == 3
    assert copy.fingerprint == pipeline.fingerprint
    assert copy.clean("Top\nan x") == pipeline.clean("Top\nan x") == "an X"


def test_a_pickle_is_small_and_the_same_in_each_process() -> None:
    """Caches are keyed by it: the order in which a set gives its items must not matter, nor where it came from."""
    script = (
        "import pickle, sys; from cleantext import Pipeline\n"
        "p = Pipeline.default(options={'ad_label': {'labels': ['a b', 'c', 'd e f', 'g', 'h', 'i j']}})\n"
        "sys.stdout.write(pickle.dumps(p).hex())"
    )
    dumps = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(dumps) == 1
    assert len(dumps.pop()) < 2 * 2_000, "two hexadecimal digits a byte"


def test_a_pickle_is_refused_where_the_rules_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers of a job must not clean with another version, unnoticed."""
    pickled = pickle.dumps(Pipeline.default())
    monkeypatch.setattr("cleantext.pipeline.CORE", 10**6)
    with pytest.raises(ConfigError, match="all machines of a job need the same"):
        pickle.loads(pickled)


def test_the_fingerprint_is_stable_and_tells_all_that_matters() -> None:
    base = rule(phrases)
    same = [
        Pipeline([base, UPPER]),
        Pipeline([UPPER, base]),
        Pipeline([base.with_options(limit=3), UPPER]),
        Pipeline([base, UPPER], seconds=1),
    ]
    assert len({pipeline.fingerprint for pipeline in same}) == 1
    others = [
        Pipeline([base]),
        Pipeline([base.with_options(limit=4), UPPER]),
        Pipeline([base.with_options(words=["tags", "top"]), UPPER]),
        Pipeline([rule(phrases, version=2), UPPER]),
        Pipeline([rule(phrases, version=2).with_options(limit=4), UPPER]),
        Pipeline([]),
        Pipeline.default(),
        Pipeline.default(options={"mojibake": {"profile": "ftfy"}}),
    ]
    prints = [pipeline.fingerprint for pipeline in [same[0], *others]]
    assert len(set(prints)) == len(prints)
    assert all(re.fullmatch("[0-9a-f]{16}", print_) for print_ in prints)


# ---- the rules that come with cleantext ----


def test_default_runs_the_default_rules() -> None:
    assert {rule.name for rule in Pipeline.default().rules} == {r.name for r in shipped().values() if r.default}


def test_select_means_only_these() -> None:
    assert [rule.name for rule in Pipeline.default(select=["spacing", "mojibake"]).rules] == ["mojibake", "spacing"]


def test_ignore_means_all_but_these() -> None:
    names = {rule.name for rule in Pipeline.default(ignore=["spacing", "repair"]).rules}
    assert names == {r.name for r in shipped().values() if r.default and r.stage != "repair"} - {"spacing"}


def test_select_and_ignore_together() -> None:
    assert [rule.name for rule in Pipeline.default(select=["tidy"], ignore=["blank-lines"]).rules] == ["spacing"]
    assert Pipeline.default(select=["spacing"], ignore=["spacing"]).rules == ()


def test_options_reach_the_rule() -> None:
    pipeline = Pipeline.default(select=["mojibake"], options={"mojibake": {"profile": "ftfy"}})
    assert pipeline.clean("“Quite so,” he said – ﬁnally.") == '"Quite so," he said – finally.'


def test_profile_ftfy_is_ftfy() -> None:
    import ftfy

    pipeline = Pipeline.default(select=["mojibake"], options={"mojibake": {"profile": "ftfy"}})
    for text in ("“Ｆｕｌｌ”\r\n&lt;b&gt; &amp; &amp;amp;\ncafÃ©", "a < b\n&amp;\n", "\ud83d\ude00\x00\x85"):
        assert pipeline.clean(text) == ftfy.fix_text(text)
