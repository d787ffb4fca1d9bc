"""The gate: the rules on the labelled corpus are never worse than they were (see tests/labelled/README.md)."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks import articles
from benchmarks.extractors import ARTICLE, FULL_PAGE
from benchmarks.labelled import ARTIFACTS, LANGUAGES, Labelled, parse, read
from benchmarks.quality import PRECISION, Quality, pin, pinned
from cleantext import Document, Edit, Pipeline, Rule

PIPELINE = Pipeline.default()
DOCUMENTS = list(read())
REAL = Path(__file__).parents[2] / "shared" / "eval" / "data"
PINNED = pinned()


@cache
def quality() -> Quality:
    return Quality(DOCUMENTS, PIPELINE)


@pytest.mark.parametrize(
    "rule", [rule.name for rule in PIPELINE.rules if rule.stage in ("trim", "cut", "strip", "dedupe")]
)
def test_precision_does_not_fall(rule: str) -> None:
    share = quality().precision.get(rule)
    if share is None:
        assert rule not in PINNED["precision"], f"{rule} removes nothing any more"
    else:
        lost = [loss for loss in quality().lost if rule in loss.rules]
        assert share.value >= PINNED["precision"].get(rule, PRECISION), "\n".join(map(str, lost))


@pytest.mark.parametrize("artifact", ARTIFACTS)
def test_recall_does_not_fall(artifact: str) -> None:
    left = [loss for loss in quality().left if loss.unit.artifact == artifact]
    assert quality().recall[artifact].value >= PINNED["recall"][artifact], "\n".join(map(str, left))


def test_harm_does_not_rise() -> None:
    assert len(quality().lost) <= PINNED["harm"]["lines"], "\n".join(map(str, quality().lost))
    changed = [document.id for document in quality().changed]
    assert len(changed) <= PINNED["harm"]["negatives"], changed


def test_a_rule_that_was_pinned_is_still_there() -> None:
    assert set(PINNED["precision"]) <= {rule.name for rule in PIPELINE.rules}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_laws(document: Labelled) -> None:
    result = PIPELINE.run(document.text)
    assert result.problems == ()
    assert result.undo() == document.text
    assert PIPELINE.clean(result.text) == result.text


def test_there_are_enough_documents() -> None:
    assert len(DOCUMENTS) >= 240
    assert sum(document.negative for document in DOCUMENTS) >= 70
    for names in ([document.id for document in DOCUMENTS], [document.text for document in DOCUMENTS]):
        assert [name for name, number in Counter(names).items() if number > 1] == []


@pytest.mark.parametrize("artifact", ARTIFACTS)
def test_each_language_has_lines_that_go_and_lookalikes_that_stay(artifact: str) -> None:
    labels = {
        (document.language, "K" if unit.label == "K" else "D")
        for document in DOCUMENTS
        for unit in document.units
        if unit.artifact == artifact and unit.label != "?"
    }
    assert {(language, label) for language in LANGUAGES for label in "KD"} - labels == set()


def test_negatives_have_nothing_to_remove_and_the_others_have() -> None:
    for document in DOCUMENTS:
        labels = {unit.label for unit in document.units}
        assert (labels == {"K"}) == document.negative, document.id
        assert "K" in labels, document.id


SOURCE = """\
== one | en | news | a document to test the measure with
1:title| The ferry⟦ | Courier⟧
1:title| The ferry

D:share| facebook twitter more
P:residue| ⟦[b]⟧The ferry runs.⟦[/b]⟧
K:share| We share it.
?| Photo: nobody
"""


def test_the_format() -> None:
    (document,) = parse(SOURCE, "one.txt")
    assert document.text == (
        "The ferry | Courier\nThe ferry\n\nfacebook twitter more\n[b]The ferry runs.[/b]\nWe share it.\nPhoto: nobody"
    )
    assert [(unit.label, unit.artifact, document.text[unit.start : unit.end]) for unit in document.units] == [
        ("1", "title", "The ferry"),
        ("D", "title", " | Courier"),
        ("1", "title", "The ferry"),
        ("D", "share", "facebook twitter more"),
        ("D", "residue", "[b]"),
        ("K", "", "The ferry runs."),
        ("D", "residue", "[/b]"),
        ("K", "share", "We share it."),
        ("?", "", "Photo: nobody"),
    ]


@pytest.mark.parametrize(
    "bad", ["== one | en | news\nK| x", "X| x", "D| says not what", "K:sharebar| x", "P:title| no part", "K|x", "K| "]
)
def test_what_is_not_in_the_format(bad: str) -> None:
    with pytest.raises(ValueError, match=r"one.txt:\d"):
        list(parse(bad if bad.startswith("==") else "== one | en | news | why\n" + bad, "one.txt"))


def test_the_measure() -> None:
    """Rules that remove lines of every label are counted as they must be."""
    (document,) = parse(SOURCE, "one.txt")
    harsh = dropping("harsh", "The ferry", "The ferry | Courier", "We share it.", "Photo: nobody")
    gentle = dropping("gentle", "facebook twitter more")
    measured = Quality([document], Pipeline([harsh, gentle]))
    assert measured.recall["share"] == (1, 1)
    assert measured.recall["residue"] == (0, 2)
    assert measured.recall["title"] == (2, 2), "the site's name and one of the two copies"
    assert [document.text[loss.unit.start : loss.unit.end] for loss in measured.lost] == ["The ferry", "We share it."]
    assert measured.precision == {"gentle": (1, 1), "harsh": (2, 4)}


def dropping(name: str, *texts: str) -> Rule:
    """A rule that drops these lines."""

    def find(doc: Document) -> Iterator[Edit]:
        return (doc.drop(line, "is dropped") for line in doc.lines if line.text in texts)

    return Rule(name, find, stage="strip", examples=())


def test_pinning_never_lowers(tmp_path: Path) -> None:
    path = tmp_path / "pinned.toml"
    better = "[precision]\nshare_bar = 0.5\n[recall]\nmeta = 0.99\n[harm]\nlines = 0\nnegatives = 0\n"
    path.write_text(better, "utf-8")
    pin(quality(), path)
    assert pinned(path)["recall"]["meta"] == 0.99
    assert pinned(path)["precision"]["share_bar"] > 0.5
    assert pinned(path)["harm"] == {"lines": 0, "negatives": 0}


# Real extractors


def _data(folder: Path, body: str, text: str) -> Path:
    for name, records in (
        ("zyte_pages.jsonl.gz", [{"id": "1", "gold": body}]),
        ("zyte_texts.jsonl.gz", [{"id": "1", "extractor": one, "text": text} for one in (*ARTICLE, *FULL_PAGE)]),
    ):
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
    return folder


@pytest.mark.parametrize(
    "junk", ["LIKE SAVE FONT SIZE\nfacebook twitter more\n", "Anything else that stays as it is\n"]
)
def test_articles_are_measured(
    junk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (
        "The ferry across the bay will also run at night from May on, the harbour office said on Friday.\n"
        "Sixty passengers have room on board, and none of them may bring a car, as the captain explained.\n"
    )
    monkeypatch.setattr("sys.argv", ["articles", str(_data(tmp_path, body, junk + body))])
    assert articles.main() == 0
    printed = capsys.readouterr().out
    assert "harm: 0.000%" in printed
    assert ("1.0000   +0." in printed) == ("LIKE" in junk)


def test_a_loss_is_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    body = "The ferry across the bay will also run at night from May on, the harbour office said.\nAdvertisement\n"
    monkeypatch.setattr("sys.argv", ["articles", str(_data(tmp_path, body, body))])
    assert articles.main() == 1
    assert "on 1 pages" in capsys.readouterr().out


@pytest.mark.skipif(not REAL.exists(), reason="the evaluation data is not here")
def test_real_extractors_gain_and_real_articles_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["articles", str(REAL)])
    assert articles.main() == 0
