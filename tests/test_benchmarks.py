"""The benchmarks' own machinery works; what they measure is for people to run (docs/benchmarks.md)."""

import importlib.util
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import growth, identity, marginal, memory
from benchmarks.corpus import Batch, news, pages
from benchmarks.peers import process, race, report
from benchmarks.peers.harm import harm
from benchmarks.peers.process import Process, Unusable, prepare
from benchmarks.peers.race import Outcome
from benchmarks.peers.report import Context
from benchmarks.peers.texts import SETS, english, texts, typographic
from benchmarks.peers.tools import BASE, TOOLS, Tool, names
from benchmarks.peers.worker import marked

ROOT = Path(__file__).parent.parent
HERE = Path(sys.executable)


def test_the_commands_of_the_docs_exist() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    modules = {name for page in pages for name in re.findall(r"python -m\s+(benchmarks\.\w+)", page.read_text("utf-8"))}
    assert modules >= {f"benchmarks.{name}" for name in ("peers", "growth", "memory", "marginal", "identity", "ledger")}
    assert all(map(importlib.util.find_spec, modules))


def test_large_texts_are_news() -> None:
    for script in ("english", "multilingual"):
        text = news(script, 30_000)
        lines = text.split("\n")
        assert 30_000 <= len(text.encode()) + 1 < 32_000
        assert all(20 <= len(line) <= 400 for line in lines)
        assert len(set(lines)) == len(lines)
        assert news(script, 30_000) == text


def test_typographic() -> None:
    assert typographic('"So," he said - "it\'s ("here")."') == "“So,” he said – “it’s (“here”).”"


# Other tools


def test_a_mark_makes_a_text_new_and_stays_inside_a_line() -> None:
    assert marked("Tags\nSo it is – “yes”\r\nTop".encode(), b"1").decode() == "Tags\nSo it is – “yes (1)”\r\nTop"
    assert marked(b"", b"1") == b" (1)"


def test_which_tools_run() -> None:
    assert names([], everything=True) == [*TOOLS]
    assert names(["plsfix"], everything=False) == ["ftfy", "plsfix"]
    assert not any(TOOLS[name].large for name in names([], everything=False))
    with pytest.raises(ValueError, match="no such tool: plsfax"):
        names(["plsfax"], everything=False)


def test_harm_and_junk_are_seen() -> None:
    [page, *_] = pages(Batch("dirty", "english", "8KB"))
    clean = page.clean
    rest = clean.split("\n", 1)[1]
    assert harm([(clean, clean)], [(page, page.clean)]) == (0, 0, 0, 0)
    untouched = harm([(clean, clean.upper())], [(page, page.raw)])
    assert (untouched.changed, untouched.lost, untouched.lost_dirty, untouched.junk_left) == (1, 0, 0, 1)
    headless = harm([(clean, rest)], [(page, rest)])
    lines = sum(bool(line.strip()) for line in clean.split("\n"))
    assert headless.changed == headless.lost == headless.lost_dirty == 1 / lines
    assert harm([(clean, "")], [(page, "")]) == (1, 1, 1, 0)


def test_a_race(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With tools that are here anyway, on few texts."""
    few = {key: texts(key)[:2] for key in SETS}
    monkeypatch.setattr(race, "texts", few.__getitem__)
    monkeypatch.setattr(race, "english", lambda kind: english(kind)[:2])
    monkeypatch.setattr(race, "STRINGS", 200)
    monkeypatch.setattr(race, "LASTING", 0.0)
    processes = {name: Process(name, HERE) for name in ("ftfy", "cleantext")}
    steps: list[str] = []
    try:
        outcome = race.race(processes, 1, steps.append)
    finally:
        for one in processes.values():
            one.close()
    assert len(steps) == race.steps(processes, 1)
    assert not outcome.out
    assert {subject for subject, _ in outcome.speeds} == {name for one in processes.values() for name in one.kinds}
    assert all(outcome.speeds[BASE, key].ratio == 1 for key in SETS)
    assert outcome.differences["cleantext.fix_text"] == (0, 0)
    assert outcome.harms["cleantext, all rules"] == (0, 0, 0, 0)
    page = report.markdown(outcome, Context("a command", 1, {"ftfy": "6"}, {"plsfix": "it rained"}))
    assert "| cleantext, all rules " in page
    assert "- plsfix: it rained" in page
    _plotted(outcome, tmp_path / "peers.svg")


def _plotted(outcome: Outcome, path: Path) -> None:
    if importlib.util.find_spec("matplotlib"):
        report.plot(outcome, path)
        assert "</svg>" in path.read_text("utf-8")


def test_a_tool_that_dies_is_named_with_the_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"ended with code 1: KeyError: 'no such tool'"):
        Process("no such tool", HERE)
    one = Process("ftfy", HERE)
    with pytest.raises(Unusable, match="KeyError"):
        one.time("no such subject", "", 1)
    one.store("", ["a"])
    assert one.outputs(BASE, "") == ["a"], "it has survived"
    one.close()
    nowhere = Tool((str(tmp_path / "nothing.whl"),), dict)
    monkeypatch.setattr(process, "TOOLS", {"nowhere": nowhere})
    monkeypatch.setattr(venv, "create", lambda folder, with_pip: folder.mkdir(parents=True))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, "", "ERROR: not there"))
    with pytest.raises(Unusable, match="ERROR: not there"):
        prepare("nowhere", tmp_path)


# Growth


def _curve(exponent: float) -> growth.Curve:
    sizes = growth.sizes(1 << 10, 1 << 20)
    return growth.Curve({size: growth.Cost(1e-8 * size**exponent) for size in sizes})


def test_the_exponent_is_fitted() -> None:
    assert growth.sizes(1 << 10, 16 << 20)[-1] == 16 << 20
    assert _curve(1).exponent == pytest.approx(1)
    assert _curve(2).exponent == pytest.approx(2)
    assert _curve(1).fails(plain=3.0) == ""
    assert "exponent 1.20" in _curve(1.2).fails(plain=3.0)
    assert "0.10 of ftfy's speed" in _curve(1).fails(plain=1000.0)


def test_a_curve_ends_where_the_next_text_would_take_too_long() -> None:
    class Quadratic:
        def cost(self, text: str) -> growth.Cost:
            return growth.Cost(len(text) ** 2 * 1e-6)

    found = growth.curve(Quadratic(), {size: "a" * size for size in growth.sizes(64, 1 << 16)}, limit=5)
    assert [*found.costs] == [64, 256, 1024]
    assert found.stopped == "stopped before 4 KB"


def test_growth_is_measured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(growth, "AGAIN", 0)
    ours = growth.subjects(["spacing", "pipeline", "fix_text"], every_rule=False)
    steps = growth.sizes(1 << 10, 4 << 10)
    found = growth.measured(ours, {}, ["share bars"], steps, 10.0, Console(width=300))
    assert len(found.curves) == 3
    assert all([*one.costs] == steps for one in found.curves.values())
    assert capsys.readouterr().out.count("share bars") >= 3
    page = growth.markdown(found, "a command", steps)
    assert "| share bars" in page
    if importlib.util.find_spec("matplotlib"):
        growth.plot(found, tmp_path / "growth.svg")
        assert "</svg>" in (tmp_path / "growth.svg").read_text("utf-8")


# The rest


def test_a_difference_is_found_and_made_short(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = identity.Pair(lambda text: text.replace("&", "+"), str)
    monkeypatch.setattr(identity, "promises", lambda: {"wrong": wrong})
    found = identity.block(1, 1, 200, ())
    assert found
    assert all((one.text, one.got, one.right) == ("&", "+", "&") for one in found)


def test_identity_as_a_command() -> None:
    command = [sys.executable, "-m", "benchmarks.identity", "--count=600", "--seed=5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 differences in 600 strings, seed 5" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak of the memory")
def test_memory_is_measured(tmp_path: Path) -> None:
    found = memory.measured("English news", 2_000_000, ("run", "fix_text"), tmp_path)
    assert all(0 < ratio < 200 for ratio in found.values())


def test_the_cost_of_one_more_rule_is_measured() -> None:
    for make in marginal.RULES.values():
        assert -1 < marginal.marginal(make, texts("English")[:2], rounds=1) < 10
