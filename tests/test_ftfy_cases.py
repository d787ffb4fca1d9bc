"""ftfy's own test cases: repair gives on all of them what the installed ftfy gives.

They are in ftfy's source distribution, which is fetched from the package index and kept in pytest's cache; without
the index the tests are skipped.
"""

import ast
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ftfy
import pytest

from benchmarks.identity import differences

FEWEST = 300
"""Texts that ftfy 6.3.1 has in its tests, rounded down: with fewer we have not found them."""


@pytest.fixture(scope="module")
def sdist(pytestconfig: pytest.Config) -> Path:
    """The source distribution of the installed ftfy."""
    cache: Any = pytestconfig.cache
    folder = Path(cache.mkdir(f"ftfy-{ftfy.__version__}"))
    if not (kept := [*folder.glob("*.tar.gz")]):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "ftfy"]
        command += ["--retries=1", "--timeout=20", "--dest", str(folder), f"ftfy=={ftfy.__version__}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode:
            pytest.skip(f"ftfy's source distribution cannot be fetched: {done.stderr.strip()[-200:]}")
        kept = [*folder.glob("*.tar.gz")]
    return kept[0]


@pytest.fixture(scope="module")
def texts(sdist: Path) -> list[str]:
    """All strings in ftfy's test cases and in the code of its tests."""
    found: dict[str, None] = {}
    with tarfile.open(sdist) as archive:
        for member in archive:
            file = archive.extractfile(member) if "/tests/" in member.name else None
            if not file:
                continue
            source = file.read().decode()
            if member.name.endswith(".json"):
                found.update(dict.fromkeys(_strings(json.loads(source))))
            elif member.name.endswith(".py"):
                nodes = ast.walk(ast.parse(source))
                values = [node.value for node in nodes if isinstance(node, ast.Constant)]
                found.update(dict.fromkeys(value for value in values if isinstance(value, str)))
            else:
                found[source] = None
    return [*found]


def _strings(value: Any) -> Iterator[str]:
    """The strings in a value as JSON has it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def test_there_are_cases(texts: list[str]) -> None:
    assert len(texts) >= FEWEST
    assert sum(ftfy.fix_text(text) != text for text in texts) >= FEWEST // 3


def test_each_case(texts: list[str]) -> None:
    assert [*_differences(texts)] == []


def test_parts_of_the_cases(texts: list[str]) -> None:
    """What a guard looks at may stand at the beginning, at the end, or beside something else."""
    cut = [part for text in texts for at in (len(text) // 3, len(text) // 2) for part in (text[:at], text[at:])]
    assert [*_differences(cut)] == []


def test_cases_together(texts: list[str]) -> None:
    """One line must not decide about another, except where it does so in ftfy."""
    some = [text for text in texts if len(text) < 500]
    together = [between.join(some[at : at + 7]) for at in range(0, len(some), 5) for between in ("\n", "\r\n", " ")]
    assert [*_differences(together)] == []


def _differences(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for found in differences(text):
            yield f"{found.promise}: {found.text!a} gives {found.got!a}, not {found.right!a}"
