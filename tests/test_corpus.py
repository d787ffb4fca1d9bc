"""Texts as they come, in three drawers (ftfy's habit).

``wild``: dirty texts, each with ``NAME.expected.txt`` beside it; ``negative``: texts that look dirty and must stay;
``known_failures``: like ``wild``, but not yet cleaned as expected. One that is cleaned at last fails here until it is
moved to ``wild``.
"""

from pathlib import Path

import pytest

from cleantext import Pipeline

CORPUS = Path(__file__).parent / "corpus"
SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
PIPELINE = Pipeline.default()


def drawer(name: str) -> list[Path]:
    return sorted(path for path in (CORPUS / name).glob("*.txt") if not path.name.endswith(".expected.txt"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def check(path: Path) -> None:
    result = PIPELINE.run(read(path))
    expected = path.with_name(path.stem + ".expected.txt")
    assert result.text == read(expected), result.changes
    assert result.problems == ()


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", drawer("wild"), ids=stem)
def test_wild(path: Path) -> None:
    assert read(path) != read(path.with_name(path.stem + ".expected.txt")), "a text that is clean belongs to negative"
    check(path)


@pytest.mark.parametrize("path", drawer("negative"), ids=stem)
def test_negative(path: Path) -> None:
    result = PIPELINE.run(read(path))
    assert result.text == read(path), result.changes


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.xfail(strict=True), id=path.stem) for path in drawer("known_failures")],
)
def test_known_failure(path: Path) -> None:
    check(path)


def test_each_expected_text_belongs_to_a_text() -> None:
    for expected in CORPUS.rglob("*.expected.txt"):
        assert expected.with_name(expected.name.replace(".expected", "")).is_file(), expected.name
        assert expected.parent.name in ("wild", "known_failures"), expected.name


def test_no_text_lies_outside_the_drawers() -> None:
    assert {path.parent.name for path in CORPUS.rglob("*.txt")} <= {"wild", "negative", "known_failures"}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two seed documents are not beside this checkout")
@pytest.mark.parametrize("name", ["000", "003"])
def test_seeds(name: str) -> None:
    check(SEEDS / f"{name}.txt")
