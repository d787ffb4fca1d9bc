"""What the rules remove from the labelled corpus: precision of each rule, recall of each artifact.

``python -m benchmarks.quality`` prints the figures, and exits with 1 where a target is missed; `tests/test_quality.py`
holds them against the pinned ones in ``tests/labelled/pinned.toml``, which may not fall. Nothing here is cleaned but
lines that were written for it, none of them taken from a web page.

- *Precision* of a rule: of the lines, or marked parts of lines, that it removed something from, the share that may
  go. Of several copies of one thing one must stay; to remove the last one is wrong.
- *Recall* of an artifact: of its lines and parts, the share that is gone, whichever rule removed it. A line of which
  something is left is not gone.
- *Harm*: lines of authors that lost a letter. On the pure negatives nothing but white space may change at all.
"""

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks.labelled import ARTIFACTS, FOLDER, LANGUAGES, Labelled, Unit, copies, read
from cleantext import Pipeline
from cleantext.ledger import Change
from cleantext.result import Result

PINNED = FOLDER / "pinned.toml"
PRECISION = 0.98
"""Least precision of a rule of the default preset."""
RECALL = 0.7
"""Least recall of an artifact."""

REMOVES = frozenset({"trim", "cut", "strip", "dedupe"})
"""The stages whose rules remove lines; what the others do is judged by other tests."""


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0

    def __str__(self) -> str:
        return f"{self.part:4} of {self.whole:4} {self.value:6.3f}"


class Loss(NamedTuple):
    """Something of the author's that was removed, or an artifact that was left."""

    document: Labelled
    unit: Unit
    rules: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()

    def __str__(self) -> str:
        line = self.document.text[self.unit.start : self.unit.end]
        by = f"  ({', '.join(self.rules)}: {'; '.join(self.whys)})" if self.rules else ""
        return f"{self.document.id:18} {self.unit.label}:{self.unit.artifact or '-':10} {line[:120]}{by}"


class Quality:
    """The measures of a pipeline on labelled documents."""

    def __init__(self, documents: Iterable[Labelled], pipeline: Pipeline) -> None:
        self.documents = list(documents)
        self.rules = [rule.name for rule in pipeline.rules if rule.stage in REMOVES]
        self.changed: list[Labelled] = []
        """The pure negatives that came out with other characters than white space."""
        self.lost: list[Loss] = []
        self.left: list[Loss] = []
        self._right: Counter[str] = Counter()
        self._touched: Counter[str] = Counter()
        self._gone: Counter[tuple[str, str]] = Counter()
        self._due: Counter[tuple[str, str]] = Counter()
        for document in self.documents:
            result = pipeline.run(document.text)
            self._judge(document, result)
            if document.negative and "".join(result.text.split()) != "".join(document.text.split()):
                self.changed.append(document)

    @cached_property
    def precision(self) -> Mapping[str, Share]:
        """By rule; a rule that removed nothing is not there."""
        return {rule: Share(self._right[rule], self._touched[rule]) for rule in self.rules if self._touched[rule]}

    @cached_property
    def recall(self) -> Mapping[str, Share]:
        """By artifact."""
        return {artifact: self.recall_in(artifact, LANGUAGES) for artifact in ARTIFACTS}

    def recall_in(self, artifact: str, languages: Iterable[str]) -> Share:
        """Of an artifact in some languages."""
        cells = [(artifact, language) for language in languages]
        return Share(sum(self._gone[cell] for cell in cells), sum(self._due[cell] for cell in cells))

    def _judge(self, document: Labelled, result: Result) -> None:
        removed = sorted(_removals(result, frozenset(self.rules)))
        fates = [_fate(document.text, unit, removed) for unit in document.units]
        spared = {  # of the copies of one thing, where all went: the last one, which had to stay
            places[-1] for places in copies(document.units).values() if all(fates[place].gone for place in places)
        }
        for number, (unit, fate) in enumerate(zip(document.units, fates, strict=True)):
            if unit.label == "?":
                continue
            may_go = unit.label in "D1" and number not in spared
            for rule in fate.rules:
                self._touched[rule] += 1
                self._right[rule] += may_go
            if not may_go and (fate.gone or fate.hurt):
                self.lost.append(Loss(document, unit, tuple(fate.rules), tuple(fate.whys)))
            if unit.label == "D":
                cell = unit.artifact, document.language
                self._due[cell] += 1
                self._gone[cell] += fate.gone
                if not fate.gone:
                    self.left.append(Loss(document, unit))
        for artifact, places in copies(document.units).items():
            cell = artifact, document.language
            gone = sum(fates[place].gone for place in places)
            self._due[cell] += len(places) - 1
            self._gone[cell] += min(gone, len(places) - 1)
            self.left += [Loss(document, document.units[place]) for place in places[gone + 1 :]]


class _Removal(NamedTuple):
    start: int
    end: int
    change: Change


class _Fate(NamedTuple):
    """What became of a unit."""

    gone: bool
    """Nothing visible of it is left."""
    hurt: bool
    """A letter or digit of it is missing."""
    rules: dict[str, None]
    whys: dict[str, None]


def _removals(result: Result, rules: frozenset[str]) -> Iterator[_Removal]:
    """The stretches of the raw text that these rules had a part in removing."""
    for change in result.changes:
        if rules.isdisjoint(change.rules):
            continue
        for code in Indel.opcodes(change.before, change.after):
            if code.tag == "delete":
                yield _Removal(change.start + code.src_start, change.start + code.src_end, change)


def _fate(text: str, unit: Unit, removed: Sequence[_Removal]) -> _Fate:
    missing: set[int] = set()
    rules: dict[str, None] = {}
    whys: dict[str, None] = {}
    for removal in removed:
        places = range(max(unit.start, removal.start), min(unit.end, removal.end))
        if any(not text[place].isspace() for place in places):
            missing.update(places)
            for rule, why in zip(removal.change.rules, removal.change.whys, strict=True):
                rules[rule] = whys[why] = None
    visible = {place for place in range(unit.start, unit.end) if not text[place].isspace()}
    hurt = any(text[place].isalnum() for place in missing)
    return _Fate(visible <= missing, hurt, rules, whys)


def pinned(path: Path = PINNED) -> dict[str, dict[str, float]]:
    """The figures that may not fall (``precision``, ``recall``) or rise (``harm``)."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def pin(quality: Quality, path: Path = PINNED) -> None:
    """Write the figures of ``quality`` where they are better than the pinned ones."""
    old = pinned(path)
    figures: dict[str, dict[str, float]] = {
        "precision": {rule: _floor(share) for rule, share in quality.precision.items()},
        "recall": {artifact: _floor(share) for artifact, share in quality.recall.items()},
        "harm": {"lines": len(quality.lost), "negatives": len(quality.changed)},
    }
    rows = ["# Written by `python -m benchmarks.quality --pin`: what may not get worse."]
    for table, new in figures.items():
        better = min if table == "harm" else max
        rows += ["", f"[{table}]"]
        rows += [f"{name} = {better(value, old.get(table, {}).get(name, value))}" for name, value in new.items()]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def _floor(share: Share) -> float:
    """The share, cut to three digits: what is reached now is reached again."""
    return 1000 * share.part // share.whole / 1000 if share.whole else 1.0


def _counts(documents: Sequence[Labelled]) -> None:
    """How many lines and parts of each artifact must go, and how many that look like it must stay."""
    cells: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for document in documents:
        for unit in document.units:
            if unit.artifact and unit.label != "?":
                cells[unit.artifact, document.language][unit.label == "K"] += 1
    print(f"{'goes/stays':10}" + "".join(f"{language:>7}" for language in LANGUAGES))
    for artifact in ARTIFACTS:
        row = ("{}/{}".format(*cells[artifact, language]) for language in LANGUAGES)
        print(f"{artifact:10}" + "".join(f"{cell:>7}" for cell in row))


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description="Precision and recall on the labelled corpus."
    )
    parser.add_argument("--preset", default="default", help="the preset (default: default)")
    parser.add_argument("--languages", action="store_true", help="recall of each artifact in each language")
    parser.add_argument("--counts", action="store_true", help="how many lines the corpus has for each artifact")
    parser.add_argument("--show-losses", action="store_true", help="the lines of authors that were removed")
    parser.add_argument("--show-left", metavar="ARTIFACT", choices=ARTIFACTS, help="the lines that should have gone")
    parser.add_argument("--pin", action="store_true", help="pin the figures that have become better")
    arguments = parser.parse_args()
    documents = list(read())
    if arguments.counts:
        _counts(documents)
        return 0
    quality = Quality(documents, Pipeline.default(preset=arguments.preset))
    negatives = sum(document.negative for document in documents)
    print(
        f"{len(documents)} documents in {len({d.language for d in documents})} languages, {negatives} pure negatives\n"
    )
    print(f"{'rule':22} {'rightly removed':>19}   precision, target {PRECISION}")
    for rule, share in quality.precision.items():
        print(f"{rule:22} {share}{'' if share.value >= PRECISION else '  below'}")
    print(f"\n{'artifact':22} {'removed':>19}   recall, target {RECALL}")
    for artifact, share in quality.recall.items():
        print(f"{artifact:22} {share}{'' if share.value >= RECALL else '  below'}")
    if arguments.languages:
        print(f"\n{'recall':10}" + "".join(f"{language:>6}" for language in LANGUAGES))
        for artifact in ARTIFACTS:
            row = (quality.recall_in(artifact, [language]).value for language in LANGUAGES)
            print(f"{artifact:10}" + "".join(f"{value:6.2f}" for value in row))
    print(f"\n{len(quality.lost)} lines of authors lost something, {len(quality.changed)} pure negatives changed")
    if arguments.show_losses:
        print(*quality.lost, sep="\n")
        print("pure negatives changed:", *(document.id for document in quality.changed))
    if arguments.show_left:
        print(*(loss for loss in quality.left if loss.unit.artifact == arguments.show_left), sep="\n")
    if arguments.pin:
        pin(quality)
    below = [share.value < PRECISION for share in quality.precision.values()]
    below += [share.value < RECALL for share in quality.recall.values()]
    return 1 if any(below) or quality.lost or quality.changed else 0


if __name__ == "__main__":
    sys.exit(main())
