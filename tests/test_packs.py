"""Packs: phrases as data, the shipped ones and users' own."""

import re
from pathlib import Path

import pytest

from cleantext import ConfigError, Pipeline, line_key, packs
from cleantext.names import Name
from cleantext.registry import shipped

RULES = Path(__file__).parents[1] / "rules"
TEXT = "Ferry to run at night\n\nJoin the Harbour Club »\n\nThe ferry across the bay will also run at night from May on, the harbour office said.\n"
CLEAN = (
    "Ferry to run at night\n\nThe ferry across the bay will also run at night from May on, the harbour office said.\n"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_pack_adds_phrases_to_a_rule(tmp_path: Path) -> None:
    path = written(tmp_path / "ours.toml", 'rule = "page_furniture"\n[anywhere]\nen = ["Join the  Harbour Club"]\n')
    pipeline = Pipeline.default(packs=[path])
    assert Pipeline.default().clean(TEXT) == TEXT
    assert pipeline.clean(TEXT) == CLEAN
    [rule] = [rule for rule in pipeline.rules if rule.name == "page_furniture"]
    shipped_phrases = shipped()["page_furniture"].options["anywhere"]
    assert rule.options["anywhere"] == shipped_phrases | {"join the harbour club"}
    assert pipeline.fingerprint != Pipeline.default().fingerprint


def test_a_pack_may_be_named_after_its_rule(tmp_path: Path) -> None:
    path = written(tmp_path / "page_furniture.toml", '[anywhere]\nany = ["join the harbour club"]\n')
    assert packs.load(path) == packs.Pack("page_furniture", {"anywhere": frozenset({"join the harbour club"})})
    assert Pipeline.default(packs=[str(path)]).clean(TEXT) == CLEAN


def test_several_packs_add_up(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / f"{n}.toml", f'rule = "page-furniture"\n[anywhere]\nen = ["phrase number {n}"]\n')
        for n in (1, 2)
    ]
    [rule] = Pipeline.default(select=["page_furniture"], packs=paths).rules
    assert {"phrase number 1", "phrase number 2"} <= rule.options["anywhere"]


def test_a_pack_adds_to_options_that_were_chosen(tmp_path: Path) -> None:
    path = written(tmp_path / "page_furniture.toml", '[anywhere]\nen = ["two"]\n')
    options = {"page_furniture": {"anywhere": ["one"]}}
    [rule] = Pipeline.default(select=["page_furniture"], packs=[path], options=options).rules
    assert rule.options["anywhere"] == {"one", "two"}


def test_a_pack_for_a_rule_that_does_not_run_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path / "page_furniture.toml", '[anywhere]\nen = ["two"]\n')
    assert [rule.name for rule in Pipeline.default(select=["spacing"], packs=[path]).rules] == ["spacing"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[anywhere]\nen = [,]", "line 2"),
        ("rule = 1", "'rule'.*1"),
        ('anywhere = ["a"]', r"\[anywhere\]"),
        ('[anywhere]\nen = "a"', r"\[anywhere\] en.*'a'"),
        ("[anywhere]\nen = [1]", r"\[anywhere\] en.*1"),
        ('[anywhere]\nen = ["good", ""]', r"\[anywhere\] en.*''"),
        ('[anywhere]\nen = ["good", " »» "]', r"\[anywhere\] en.*' »» '"),
        ('[anywhere.en]\nmore = ["a"]', r"\[anywhere\] en"),
        ('[anywere]\nen = ["a"]', "did you mean 'anywhere'"),
        ('rule = "page_furnitur"\n[anywhere]\nen = ["a"]', "did you mean 'page_furniture'"),
        ('rule = "spacing"\n[anywhere]\nen = ["a"]', "spacing.*'anywhere'"),
        ('rule = "mojibake"\n[profile]\nen = ["a"]', "mojibake.*'profile'"),
    ],
)
def test_a_bad_pack_is_told_with_file_and_entry(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path / "page_furniture.toml", text)
    with pytest.raises(ConfigError, match=f"(?s){re.escape(str(path))}.*{words}"):
        Pipeline.default(packs=[path])


def test_a_missing_pack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file"):
        Pipeline.default(packs=[tmp_path / "nowhere.toml"])


def test_a_missing_pack_without_a_suffix_is_taken_for_a_name() -> None:
    with pytest.raises(ConfigError, match="unknown pack 'renmes'; did you mean 'renames'"):
        Pipeline.default(packs=["renmes"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [('[anywhere]\nen = ["two"]', "page_furniture"), ('[openers]\nen = ["two"]', "…"), ("", "…")],
)
def test_a_pack_that_does_not_say_for_which_rule_gets_the_mend(tmp_path: Path, text: str, rule: str) -> None:
    path = written(tmp_path / "our-site.toml", text)
    with pytest.raises(ConfigError, match=f'not named after a rule; .*: rule = "{rule}"'):
        Pipeline.default(packs=[path])


def test_a_pack_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "page_furniture.toml"
    path.write_bytes(b'[anywhere]\nde = ["gr\xfcn"]\n')
    with pytest.raises(ConfigError, match="byte 0xFC on line 2 is not UTF-8"):
        Pipeline.default(packs=[path])


def test_a_path_is_no_list_of_packs(tmp_path: Path) -> None:
    path = written(tmp_path / "page_furniture.toml", '[anywhere]\nen = ["two"]\n')
    with pytest.raises(ConfigError, match="list"):
        Pipeline.default(packs=str(path))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_pack_is_sound(path: Path) -> None:
    pack = packs.load(path)
    assert pack.rule == path.stem
    rule = shipped()[pack.rule]
    assert pack.phrases
    for option, phrases in pack.phrases.items():
        assert phrases, option
        assert all(isinstance(phrase, Name) or line_key(phrase) == phrase for phrase in phrases)
        if option in rule.options:
            assert rule.options[option] == phrases


@pytest.mark.parametrize(
    ("rule", "some", "among"),
    [
        ("page_furniture", "tag_words", ["tag_headings"]),
        ("related_link", "alone", ["headings"]),
        ("share_bar", "ordinary", ["actions", "services"]),
    ],
)
def test_what_a_pack_calls_some_of_its_phrases_is_among_them(rule: str, some: str, among: list[str]) -> None:
    """One that is not among them would do nothing."""
    options = shipped()[rule].options
    assert options[some] <= frozenset().union(*(options[option] for option in among))


def test_phrases_beside_a_rule() -> None:
    assert packs.beside(str(RULES / "page_furniture.py")) == packs.load(RULES / "page_furniture.toml").phrases
