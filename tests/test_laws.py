"""The laws that hold for each rule alone, for the default pipeline and for any text.

They are tried on documents that Hypothesis puts together (tests/strategies.py), on a few hostile cases and on every
text of tests/corpus. The ledger's target, 20,000 generated texts of which all undo and replay, is measured with

    python -m pytest tests/test_laws.py --hypothesis-profile=thorough -k ledger
"""

import dataclasses
import json
import os
import pickle
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import ftfy
import pytest
from hypothesis import example, given, note, settings
from hypothesis import strategies as st

import cleantext
from cleantext import Change, Pipeline, Result, replay, revert
from cleantext.registry import shipped
from tests.strategies import documents, sample, texts

CORPUS = Path(__file__).parent / "corpus"

DEFAULT = Pipeline.default()
PIPELINES = {
    "default": DEFAULT,
    "page": Pipeline.default(preset="page"),
    "ftfy": Pipeline.default(options={"mojibake": {"profile": "ftfy"}}),
    **{name: Pipeline([rule]) for name, rule in shipped().items()},
}
FTFY_ALONE = Pipeline([shipped()["mojibake"].with_options(profile="ftfy")])
IDEMPOTENT = {name: pipeline for name, pipeline in PIPELINES.items() if name != "ftfy"}

CASES = {
    "empty": "",
    "newline": "\n",
    "crlf": "\r\n",
    "blank": " \n\t\n\u00a0\n\u2003\n",
    "control character behind line breaks": "0\r\r\x0b",
    "nul": "\x00",
    "nul inside": "a\x00b\n\x00\n",
    "high surrogate": "\ud800",
    "surrogates in the wrong order": "a\udc00\ud800b",
    "surrogate pair": "\ud83d\ude00",
    "bom": "\ufeff",
    "two boms": "\ufeff\ufeffTags\ufeff",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\u2028",
    "only furniture": "LIKE SAVE FONT SIZE\nTags\nBack\n\u00a0\nTop\n",
    "only a headline, thrice": "Bridge opens\n\nBridge opens\nBridge opens",
    "furniture between blank lines": "\n\n\nTags\n\n\n\nTop\n\n\n",
    "entities in entities": "&" + "amp;" * 2000 + "lt;",
    "line feed as entity": "Tags&#10;Tags&#10;&#10;&#10;Back&#10;",
    "unclosed": "<" * 500 + "([{“" * 500,
    "one line of 1 MB": "The bridge was opened on Monday,  after 11 months. "
    + "It had been closed since May, they said. " * 25_000,
    "one word of 1 MB": "a" * 1_000_000,
    "spaces of 1 MB": " " * 1_000_000,
    "spaces of 1 MB before a word": " " * 1_000_000 + "a",
    "one line of 1 MB, not ASCII": "Мост открыли в понедельник «без речей». " * 25_000,
    "100,000 blank lines": "\n" * 100_000,
    "10,000 short lines": "Tags\nBack\n" * 5_000,
    "2,000 lines of another kind": "Ein Satz über die Brücke.\r\n" * 2_000,
    "10,000 invisible characters": "\u200b\ufeff" * 5_000 + "\n",
    "damage of 30 KB in one line": "cafÃ© " * 5_000,
}


def law_ledger(result: Result) -> None:
    """The changes lead from the raw text to the clean one and back."""
    raw, text, changes = result.raw, result.text, result.changes
    assert replay(raw, changes) == text
    assert revert(text, changes) == raw
    assert result.undo() == raw
    end = 0
    for change in changes:
        assert end <= change.start <= change.end <= len(raw), "sorted, without overlap, in range"
        assert raw[change.start : change.end] == change.before
        assert change.before != change.after
        assert change.rules and len(change.rules) == len(set(change.rules)) == len(change.whys)
        assert all(change.whys)
        end = change.end


def law_offsets(result: Result) -> None:
    """The two offset maps are monotone, in range, and exact for all characters that were kept."""
    raw, text = result.raw, result.text
    to_clean = {i: result.to_clean(i) for i in _places(len(raw), [c.start for c in result.changes])}
    to_raw = {i: result.to_raw(i) for i in _places(len(text), to_clean.values())}
    assert list(to_raw.values()) == sorted(to_raw.values())
    assert list(to_clean.values()) == sorted(to_clean.values())
    assert all(0 <= i <= len(raw) for i in to_raw.values())
    assert all(0 <= i <= len(text) for i in to_clean.values())
    assert result.to_raw(len(text)) == len(raw) and result.to_clean(len(raw)) == len(text)
    start = shift = 0
    for change in [*result.changes, None]:
        end = change.start if change else len(raw)
        for i in {start, (start + end) // 2, end - 1} if start < end else ():
            assert result.to_clean(i) == i + shift
            assert result.to_raw(i + shift) == i
            assert raw[i] == text[i + shift]
        if change:
            start = change.end
            shift += len(change.after) - len(change.before)


def _places(size: int, more: Iterable[int]) -> list[int]:
    """All offsets of a short text; of a long one those of interest and some thousand others."""
    if size <= 2000:
        return list(range(size + 1))
    near = {i + d for i in islice(more, 1000) for d in (-1, 0, 1)}
    return sorted({i for i in near if 0 <= i <= size} | set(range(0, size, size // 1000)) | {size})


def law_undo_one(result: Result) -> None:
    """A change that is undone comes back alone."""
    size = len(result.changes)
    for number in range(0, size, 1 + size // 10 if size > 100 else 1):  # not all of very many
        change = result.changes[number]
        others = [*result.changes[:number], *result.changes[number + 1 :]]
        assert result.undo(change) == replay(result.raw, others)


def law_json(result: Result) -> None:
    """The result survives JSON."""
    line = result.to_json()
    assert line.isascii() and "\n" not in line
    assert _joined(json.loads(line)) == _joined(result.to_dict())


def _joined(value: object) -> object:
    """``value`` with pairs of surrogates as the one character they mean, which is how any JSON reader takes them."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if isinstance(value, list):
        return [_joined(item) for item in value]
    return {key: _joined(item) for key, item in value.items()} if isinstance(value, dict) else value


RESULT_LAWS = [law_ledger, law_offsets, law_undo_one, law_json]


def law_output(pipeline: Pipeline, text: str, result: Result) -> None:
    """What holds for the clean text."""
    names = {rule.name for rule in pipeline.rules}
    assert result.raw == text
    assert result.problems == ()
    assert pipeline.clean(text) == result.text
    assert {rule for change in result.changes for rule in change.rules} <= names
    if "mojibake" in names:
        result.text.encode("utf-8")
    else:
        assert _surrogates(result.text) <= _surrogates(text), "a rule added a surrogate"
    if "blank_lines" in names:
        end = "\n" if text.endswith(("\n", "\r", "\u2028", "\u2029")) else ""
        assert result.text == result.text.rstrip() + end
        assert "\n\n\n" not in result.text


def _surrogates(text: str) -> Counter[str]:
    return Counter(char for char in text if "\ud800" <= char <= "\udfff")


def law_idempotent(pipeline: Pipeline, result: Result) -> None:
    """Nothing is to be done in a text that was cleaned."""
    again = pipeline.run(result.text)
    assert again.text == result.text
    assert again.changes == ()


each_pipeline = pytest.mark.parametrize("name", PIPELINES)
each_idempotent = pytest.mark.parametrize("name", IDEMPOTENT)


@given(text=texts())
def test_ledger(text: str) -> None:
    """One text for all pipelines: texts take longer to make up than to clean."""
    for name, pipeline in PIPELINES.items():
        note(f"pipeline: {name}")
        law_ledger(pipeline.run(text))


@each_pipeline
@given(text=texts())
def test_output_offsets_undo_json(name: str, text: str) -> None:
    result = PIPELINES[name].run(text)
    law_output(PIPELINES[name], text, result)
    for law in RESULT_LAWS:
        law(result)


@each_idempotent
@given(text=texts())
def test_idempotent(name: str, text: str) -> None:
    law_idempotent(PIPELINES[name], PIPELINES[name].run(text))


@given(text=texts())
@example(text="a\n\x00")
def test_fix_text_and_profile_ftfy_are_ftfy(text: str) -> None:
    fixed = ftfy.fix_text(text)
    assert cleantext.fix_text(text) == fixed
    assert FTFY_ALONE.clean(text) == fixed


@pytest.mark.parametrize("name", [rule.name for rule in shipped().values() if rule.is_called or rule.wake])
@given(text=texts())
def test_waking_up_is_only_a_shortcut(name: str, text: str) -> None:
    """A rule that is called on every document finds nothing that it would not have been woken up for."""
    sleepless = dataclasses.replace(shipped()[name], triggers=(), phrases=(), openings=(), wake=None)
    assert Pipeline([sleepless]).clean(text) == PIPELINES[name].clean(text)


def _check(name: str, text: str) -> None:
    """All laws at once."""
    result = PIPELINES[name].run(text)
    law_output(PIPELINES[name], text, result)
    for law in RESULT_LAWS:
        law(result)
    if name in IDEMPOTENT:
        law_idempotent(PIPELINES[name], result)


@pytest.mark.parametrize("case", CASES)
@each_pipeline
def test_hostile_cases(name: str, case: str) -> None:
    _check(name, CASES[case])


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.txt")), ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_corpus(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    for name in PIPELINES:
        _check(name, text)


@given(text=texts(), ignored=st.sampled_from(sorted(shipped())))
def test_a_disabled_rule_never_appears(text: str, ignored: str) -> None:
    result = Pipeline.default(ignore=[ignored]).run(text)
    assert ignored not in {rule for change in result.changes for rule in change.rules}
    assert ignored not in {problem.rule for problem in result.problems}


@given(
    text=texts(), name=st.sampled_from(sorted(PIPELINES)), hints=st.tuples(texts(), st.sampled_from(["en", "ko", "xx"]))
)
def test_hints_break_no_law(text: str, name: str, hints: tuple[str, str]) -> None:
    title, language = hints
    title = text.lstrip().partition("\n")[0] if len(title) % 2 else title  # every other one is the document's own
    result = PIPELINES[name].run(text, title=title, language=language, url="https://example.org/a")
    assert result.problems == ()
    law_ledger(result)
    if name in IDEMPOTENT:
        assert (
            PIPELINES[name].clean(result.text, title=title, language=language, url="https://example.org/a")
            == result.text
        )


@settings(max_examples=30)
@given(texts=st.lists(documents(), min_size=2, max_size=5), order=st.randoms(use_true_random=False))
def test_no_document_depends_on_another(texts: list[str], order: random.Random) -> None:
    alone = {text: Pipeline.default().run(text).to_json() for text in texts}
    together = [*texts, *texts]
    order.shuffle(together)
    results = DEFAULT.stream(together)
    assert [result.to_json() for result in results] == [alone[text] for text in together]


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pickled_pipeline_does_the_same(name: str) -> None:
    copy: Pipeline = pickle.loads(pickle.dumps(PIPELINES[name]))
    assert copy.fingerprint == PIPELINES[name].fingerprint
    for text in sample(texts(), 60):
        assert copy.run(text).to_json() == PIPELINES[name].run(text).to_json()


def test_another_process_does_the_same() -> None:
    """Sets and dicts come in another order there (PYTHONHASHSEED), the results must not."""
    cases = sample(texts(), 150)
    script = (
        "import json, sys, cleantext\n"
        "pipeline = cleantext.Pipeline.default()\n"
        "results = [r.to_json() for r in pipeline.stream(json.load(sys.stdin))]\n"
        "json.dump([pipeline.fingerprint, results], sys.stdout)\n"
    )
    # JSON would join two halves of a character; as UTF-16 they are joined here, before either process sees them.
    cases = [text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") for text in cases]
    here = [DEFAULT.fingerprint, [result.to_json() for result in DEFAULT.stream(cases)]]
    for seed in ("1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(cases),
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert json.loads(done.stdout) == here


def test_the_generated_documents_are_dirty() -> None:
    """The laws would be empty words if most documents were clean, or if no two rules ever met."""
    results = [DEFAULT.run(text) for text in sample(documents(), 400)]
    rules = [{rule for change in result.changes for rule in change.rules} for result in results]
    assert sum(len(fired) >= 3 for fired in rules) > len(results) / 2
    fired = Counter(name for names in rules for name in names)
    rare = {rule.name: fired[rule.name] for rule in DEFAULT.rules if fired[rule.name] < len(results) / 50}
    assert not rare, "these rules have hardly any work in the generated documents"
    merged = sum(any(len(change.rules) > 1 for change in result.changes) for result in results)
    assert merged > len(results) / 20, "several rules had a part in one change"


def test_the_laws_can_fail() -> None:
    """Results with one fault each: a law that does not see it is no law."""
    raw, text = "The  cat sat.\n\n\nTags", "The cat sat."
    spaces = Change(4, 5, " ", "", ("spacing",), ("two spaces",))
    tail = Change(13, 20, "\n\n\nTags", "", ("page_furniture",), ("furniture",))
    for law in RESULT_LAWS:
        law(Result(raw, text, [spaces, tail]))
    for changes in (
        [tail, spaces],
        [spaces],
        [spaces, tail._replace(before="Tags")],
        [spaces, tail._replace(start=12)],
        [spaces._replace(after=" "), tail],
        [spaces._replace(rules=()), tail],
        [spaces._replace(whys=("",)), tail],
    ):
        with pytest.raises((AssertionError, ValueError)):
            law_ledger(Result(raw, text, changes))

    class Off(Result):
        def to_raw(self, i: int) -> int:
            return super().to_raw(min(i + 1, len(self.text)))

    with pytest.raises(AssertionError):
        law_offsets(Off(raw, text, [spaces, tail]))
