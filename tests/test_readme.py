"""What README and docs say is true."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

import cleantext
from cleantext import Pipeline
from cleantext.cli import main
from cleantext.registry import shipped

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")} | {"README.md": README}


def block(page: str, mark: str) -> str:
    """The fenced block behind the comment ``<!-- mark -->``."""
    found = re.search(rf"( *)<!-- {re.escape(mark)} -->\n\1```\w*\n(.*?)\n\1```", PAGES[page], re.DOTALL)
    assert found, f"{page} has no block {mark}"
    return textwrap.dedent(found[2])


def test_before_and_after() -> None:
    before = block("README.md", "before").replace(r"\x9d", "\x9d")
    assert cleantext.clean(before) == block("README.md", "after")


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        ("README.md", "library"),
        ("README.md", "pipelines"),
        ("ledger.md", "ledger"),
        ("ledger.md", "offsets"),
        ("config.md", "choose"),
        ("names.md", "names"),
        ("names.md", "style"),
        ("names.md", "packs"),
    ],
)
def test_python_blocks_run(page: str, mark: str) -> None:
    exec(compile(block(page, mark), f"{page}: {mark}", "exec"), {})


def test_the_rule_table_is_current() -> None:
    """The table is generated; where it is out of date this test brings it up to date, and fails once to say so."""
    table = re.search(r"<!-- rules: .*? -->\n(.*?)<!-- /rules -->", README, re.DOTALL)
    assert table
    current = CliRunner().invoke(main, ["rules", "--markdown"]).stdout
    if table[1] != current:
        (ROOT / "README.md").write_text(README.replace(table[1], current), "utf-8")
        pytest.fail("README's table of rules was out of date; it has been written anew")


def test_the_changelog_names_each_rule_with_its_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = {f"`{rule.name}` {rule.version}" for rule in shipped().values() if rule.version > 1}
    assert {version for version in versions if version not in changelog} == set()


def test_the_config_file_and_the_pack_of_the_docs(tmp_path: Path) -> None:
    config = tmp_path / "cleantext.toml"
    config.write_text(block("config.md", "file: cleantext.toml"), "utf-8")
    assert [rule.name for rule in Pipeline.from_config(config).rules] == ["invisible_characters", "mojibake", "spacing"]
    pack = tmp_path / "our-site.toml"
    pack.write_text(block("config.md", "file: our-site.toml"), "utf-8")
    prose = "The ferry across the bay will also run at night from May on, the harbour office said on Friday."
    assert Pipeline.default(packs=[pack]).clean(f"{prose}\nHop on our mailing list!\n{prose[:-1]} evening.") == (
        f"{prose}\n{prose[:-1]} evening."
    )


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "install --quiet -e '.[test]'\n\"$venv/bin/python\" -m pytest\n"
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")
    assert ".venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest\n" in README


def test_links_lead_somewhere() -> None:
    for name, page in PAGES.items():
        folder = ROOT if name == "README.md" else ROOT / "docs"
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page):
            assert (folder / target).exists(), f"{name}: {target}"


def test_adding_a_rule_as_the_readme_says(tmp_path: Path) -> None:
    """The walk-through, step by step, in a copy of the repository."""
    for name in ("cleantext", "rules", "tests", "benchmarks", "docs", "pyproject.toml", "README.md"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path)
    code = block("README.md", "rule")
    assert len(code.splitlines()) <= 80
    (tmp_path / "rules" / "scroll_hint.py").write_text(code + "\n", "utf-8")

    def run(command: str) -> str:
        assert f"`{command}`" in README
        arguments = [sys.executable, *command.split()[1:]]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=600)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert re.search(r"\d+ passed", run("python -m pytest tests -k scroll_hint"))
    assert "Hints to scroll" in run("python -m cleantext explain scroll-hint")
    assert "`python -m pytest tests/test_readme.py`" in README
    table = [sys.executable, "-m", "pytest", "tests/test_readme.py", "-k", "table"]
    codes = [subprocess.run(table, cwd=tmp_path, capture_output=True, timeout=600).returncode for _ in range(2)]
    assert codes == [1, 0], "the first run writes the table, the second finds it current"
    assert "`scroll_hint`" in (tmp_path / "README.md").read_text("utf-8")
