"""Config files: what they may say, and what is said about their mistakes."""

import re
from pathlib import Path

import pytest

from cleantext import ConfigError, Pipeline, config

PACK = 'rule = "page_furniture"\n[anywhere]\nen = ["Join the harbour club"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "harbour.toml").write_text(PACK)
    return tmp_path


def written(folder: Path, text: str, name: str = "cleantext.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


GOOD = """
preset = "default"
select = ["tidy", "page-furniture", "mojibake"]
ignore = ["spacing"]
packs = ["packs/harbour.toml"]

[options.mojibake]
profile = "ftfy"
"""


def test_cleantext_toml(folder: Path) -> None:
    pipeline = Pipeline.from_config(written(folder, GOOD))
    assert [rule.name for rule in pipeline.rules] == ["mojibake", "page_furniture", "blank_lines"]
    assert pipeline.rules[0].options["profile"] == "ftfy"
    assert "join the harbour club" in pipeline.rules[1].options["anywhere"]
    same = Pipeline.default(
        select=["tidy", "page-furniture", "mojibake"],
        ignore=["spacing"],
        packs=[folder / "packs" / "harbour.toml"],
        options={"mojibake": {"profile": "ftfy"}},
    )
    assert pipeline.fingerprint == same.fingerprint


def test_pyproject_toml(folder: Path) -> None:
    table = GOOD.replace("\npreset", "\n[tool.cleantext]\npreset").replace("[options", "[tool.cleantext.options")
    path = written(folder, '[project]\nname = "x"\n' + table, "pyproject.toml")
    assert Pipeline.from_config(path).fingerprint == Pipeline.from_config(written(folder, GOOD)).fingerprint


def test_an_empty_config_is_the_default(folder: Path) -> None:
    assert Pipeline.from_config(written(folder, "")).fingerprint == Pipeline.default().fingerprint
    path = written(folder, "[tool.cleantext]\n", "pyproject.toml")
    assert Pipeline.from_config(str(path)).fingerprint == Pipeline.default().fingerprint


def test_paths_of_packs_are_relative_to_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(folder, 'packs = ["packs/harbour.toml"]')
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert Pipeline.from_config(path).fingerprint != Pipeline.default().fingerprint
    monkeypatch.chdir(folder)
    assert Pipeline.from_config("cleantext.toml").fingerprint == Pipeline.from_config(path).fingerprint
    absolute = written(folder, f"packs = ['{(folder / 'packs' / 'harbour.toml').as_posix()}']", "absolute.toml")
    assert Pipeline.from_config(absolute).fingerprint == Pipeline.from_config(path).fingerprint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ingore = []", "did you mean 'ignore'"),
        ("Select = []", "did you mean 'select'"),
        ("zzz = 1", "known: .*ignore.*options.*packs.*preset.*select"),
        ('select = "spacing"', "select"),
        ("select = [1]", "select"),
        ("packs = {}", "packs"),
        ("options = []", "options"),
        ("options = { mojibake = 1 }", "options"),
        ("preset = 1", "preset"),
        ('preset = "pgae"', "preset 'pgae'"),
        ('select = ["spacng"]', "did you mean 'spacing'"),
        ('ignore = ["tydy"]', "did you mean 'tidy'"),
        ("[options.mojibak]", "did you mean 'mojibake'"),
        ('[options.mojibake]\nprofil = "ftfy"', "did you mean 'profile'"),
        ('[options.mojibake]\nprofile = "strong"', r"mojibake\.profile"),
        ('packs = ["packs/other.toml"]', "other.toml"),
        ("select = [,]", "line 1"),
        ("select = []\nselect = []\nignore = []", "line 2"),
    ],
)
def test_a_mistake_is_told_with_the_file_s_name(folder: Path, text: str, words: str) -> None:
    path = written(folder, text)
    with pytest.raises(ConfigError, match=f"(?s)^{re.escape(str(path))}: .*{words}"):
        Pipeline.from_config(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[tool.other]\n",
        "[tool]\ncleantext = 1\n",
        "tool = 1\n",
        '[tool]\ncleantext = "x"\n',
        "[[tool.cleantext]]\n",
    ],
)
def test_a_pyproject_without_a_proper_table_is_an_error(folder: Path, text: str) -> None:
    path = written(folder, text, "pyproject.toml")
    with pytest.raises(ConfigError, match=f"^{re.escape(str(path))}: "):
        Pipeline.from_config(path)


def test_a_missing_file_is_an_error(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file"):
        Pipeline.from_config(folder / "nowhere.toml")


def test_a_folder_and_bytes_that_are_no_utf8_are_errors(folder: Path) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(str(folder))}: "):
        Pipeline.from_config(folder)
    path = folder / "latin.toml"
    path.write_bytes('preset = "défaut"'.encode("latin-1"))
    with pytest.raises(ConfigError, match=f"^{re.escape(str(path))}: "):
        Pipeline.from_config(path)


def test_find_takes_the_nearest_file(folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    top = written(folder, "")
    assert config.find(below) == top
    assert config.find(folder) == top
    near = written(folder / "a", "[tool.cleantext]\n", "pyproject.toml")
    assert config.find(below) == near
    nearest = written(below, "")
    assert config.find(below) == nearest


@pytest.mark.parametrize("text", ["[project]\n", "[tool.other]\n", "tool = 1\n", "not toml ["])
def test_find_passes_a_pyproject_without_the_table(folder: Path, text: str) -> None:
    top = written(folder, "")
    below = folder / "project"
    below.mkdir()
    written(below, text, "pyproject.toml")
    assert config.find(below) == top


def test_find_prefers_cleantext_toml(folder: Path) -> None:
    written(folder, "[tool.cleantext]\n", "pyproject.toml")
    path = written(folder, "")
    assert config.find(folder) == path
