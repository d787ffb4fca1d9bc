"""Which rules there are and which of them run."""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cleantext import ConfigError, Pipeline, Rule, registry
from cleantext.rule import STAGES

SHIPPED = registry.shipped()
REQUIRED = {
    "mojibake",
    "invisible_characters",
    "share_bar",
    "page_furniture",
    "meta_line",
    "stray_comment",
    "duplicated_title",
    "repeated_caption",
    "name_spelling",
    "blank_lines",
    "spacing",
}


def names(**arguments: Any) -> list[str]:
    return [rule.name for rule in Pipeline.default(**arguments).rules]


def test_the_first_set_of_rules_is_there() -> None:
    assert set(SHIPPED) >= REQUIRED
    assert all(SHIPPED[name].default for name in REQUIRED)


def test_find_takes_hyphens_for_underscores() -> None:
    assert registry.find("blank-lines") is registry.find("blank_lines") is SHIPPED["blank_lines"]


@pytest.mark.parametrize(("name", "near"), [("spacng", "spacing"), ("blank", "blank_lines"), ("mojibak", "mojibake")])
def test_an_unknown_name_is_an_error_with_the_nearest_one(name: str, near: str) -> None:
    with pytest.raises(ConfigError, match=f"'{name}'.*did you mean '{near}'"):
        registry.find(name)
    with pytest.raises(ConfigError, match=f"rule or stage '{name}'.*did you mean '{near}'"):
        Pipeline.default(select=[name])
    with pytest.raises(ConfigError, match=f"rule or stage '{name}'.*did you mean '{near}'"):
        Pipeline.default(ignore=[name])
    with pytest.raises(ConfigError, match=f"'{name}'.*did you mean '{near}'"):
        Pipeline.default(options={name: {}})


def test_a_name_without_a_near_one_lists_what_there_is() -> None:
    with pytest.raises(ConfigError, match=r"known: .*blank_lines.*spacing"):
        registry.find("zzzzzz")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_stands_for_its_default_rules(stage: str) -> None:
    assert set(names(select=[stage])) == {r.name for r in SHIPPED.values() if r.stage == stage and r.default}
    assert set(names(ignore=[stage])) == {r.name for r in SHIPPED.values() if r.stage != stage and r.default}


def test_order_and_repetition_of_names_do_not_matter() -> None:
    assert names(select=["spacing", "mojibake", "spacing"]) == names(
        select=["mojibake", "tidy"], ignore=["blank-lines"]
    )


def test_a_string_is_no_list_of_names() -> None:
    with pytest.raises(ConfigError, match="'spacing'"):
        Pipeline.default(select="spacing")
    with pytest.raises(ConfigError, match="'spacing'"):
        Pipeline.default(ignore="spacing")


def test_an_unknown_preset_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"preset.*did you mean 'default'"):
        Pipeline.default(preset="defualt")


def test_a_wrong_option_is_an_error_even_for_a_rule_that_does_not_run() -> None:
    with pytest.raises(ConfigError, match="did you mean 'profile'"):
        Pipeline.default(ignore=["mojibake"], options={"mojibake": {"profil": "ftfy"}})


def test_options_take_hyphens_and_reach_the_rule() -> None:
    option, value = "family_names", ["kim"]
    [rule] = Pipeline.default(select=["name-spelling"], options={"name-spelling": {option: value}}).rules
    assert rule.options[option] == frozenset(value)
    assert SHIPPED["name_spelling"].options[option] != frozenset(value)


# ---- rules that are not on by default ----


@pytest.fixture
def with_risky_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    risky = dataclasses.replace(SHIPPED["spacing"], name="risky", default=False)
    rules: Mapping[str, Rule] = {**SHIPPED, "risky": risky}
    monkeypatch.setattr(registry, "shipped", lambda: rules)


@pytest.mark.usefixtures("with_risky_rule")
def test_a_rule_that_is_no_default_runs_only_by_name() -> None:
    assert "risky" not in names()
    assert "risky" not in names(select=["tidy"])
    assert names(select=["risky"]) == ["risky"]
    assert names(select=["tidy", "risky"]) == [*names(select=["tidy"]), "risky"] or "risky" in names(
        select=["tidy", "risky"]
    )


@pytest.mark.usefixtures("with_risky_rule")
def test_a_stage_without_rules_selects_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not, as an empty selection would, all."""
    rules = {name: rule for name, rule in SHIPPED.items() if rule.stage != "unify"}
    monkeypatch.setattr(registry, "shipped", lambda: rules)
    assert names(select=["unify"]) == []


# ---- rules of other packages ----

THIRD_PARTY = '''
"""Exclamation marks, several in a row."""
import re
from cleantext import Edit, Rule

def find(doc, *, most: int = 1):
    for match in re.finditer("!!+", doc.text):
        yield Edit(match.start() + most, match.end(), "", "loud")

RULE = Rule("loud_marks", find, "tidy", ())
NO_RULE = "loud"
SHADOW = Rule("spacing", find, "tidy", ())
'''


def run_with(folder: Path, entry_points: str, script: str) -> Any:
    """What a script prints, as JSON, in a process where a package with these entry points is installed."""
    (folder / "third_party.py").write_text(THIRD_PARTY)
    info = folder / "third_party-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[cleantext.rules]\n{entry_points}\n")
    head = "import json\nfrom cleantext import ConfigError, Pipeline, registry\n"
    done = subprocess.run(
        [sys.executable, "-c", head + script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_rule_of_another_package_runs_only_if_selected_by_name(tmp_path: Path) -> None:
    script = """
text = "So loud!!! Yes."
print(json.dumps({
    "installed": list(registry.installed()),
    "shipped": "loud_marks" in registry.shipped(),
    "found": registry.find("loud-marks").name,
    "default": [r.name for r in Pipeline.default().rules],
    "tidy": [r.name for r in Pipeline.default(select=["tidy"]).rules],
    "clean": Pipeline.default().clean(text),
    "by name": Pipeline.default(select=["tidy", "loud-marks"]).clean(text),
    "with options": Pipeline.default(select=["loud_marks"], options={"loud-marks": {"most": 2}}).clean(text),
}))
"""
    out = run_with(tmp_path, "loud = third_party:RULE", script)
    assert out["installed"] == ["loud_marks"]
    assert out["found"] == "loud_marks"
    assert out["shipped"] is False
    assert "loud_marks" not in out["default"] + out["tidy"]
    assert out["clean"] == "So loud!!! Yes."
    assert out["by name"] == "So loud! Yes."
    assert out["with options"] == "So loud!! Yes."


ERROR = """
try:
    registry.find("loud_marks")
except ConfigError as error:
    print(json.dumps(str(error)))
"""


@pytest.mark.parametrize(
    ("entry_points", "words"),
    [
        ("a = third_party:NO_RULE", ["third_party:NO_RULE"]),
        ("a = third_party:SHADOW", ["third_party:SHADOW", "spacing"]),
        ("a = third_party:RULE\nb = third_party:RULE", ["third_party:RULE", "loud_marks"]),
        ("a = third_party:MISSING", ["third_party:MISSING"]),
        ("a = missing_module:RULE", ["missing_module:RULE"]),
    ],
)
def test_a_bad_entry_point_is_an_error_that_names_it(tmp_path: Path, entry_points: str, words: list[str]) -> None:
    message = run_with(tmp_path, entry_points, ERROR)
    assert all(word in message for word in words)


@pytest.mark.parametrize("entry_point", ["a = third_party:NO_RULE", "a = missing_module:RULE"])
def test_a_bad_entry_point_does_not_stop_the_default_rules(tmp_path: Path, entry_point: str) -> None:
    script = 'print(json.dumps(Pipeline.default(select=["spacing", "tidy"]).clean("a  \\n")))'
    assert run_with(tmp_path, entry_point, script) == "a\n"
