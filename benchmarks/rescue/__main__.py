"""How many documents the filters of Gopher and FineWeb drop before and after cleaning.

``python -m benchmarks.rescue`` asks datatrove's own filters, in an environment that it makes for them, about the
labelled corpus and, where they lie beside the checkout, about the texts of real extractors in ``../shared/eval/data``.
``python -m benchmarks.rescue FILE…`` asks about text files and JSONL (plain or ``.gz``) instead.

*Rescued* is a document that a filter dropped and passes once it is clean; *newly dropped* is the reverse: what is left
may be too short. The filters split words as their language demands; documents in languages for which datatrove wants
more packages are left out and counted.
"""

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.extractors import ARTICLE
from benchmarks.labelled import read
from benchmarks.peers.process import CACHE, Unusable, prepare
from cleantext import Pipeline

TOOL = "datatrove, filters that count words"
DATA = Path(__file__).parents[2] / ".." / "shared" / "eval" / "data"
REPEATED = "char_dup_ratio"
"""FineWeb's reason: more than 1 % of the characters stand in lines that are there already."""
TARGET = 0.9
"""Least share of the articles dropped for repeated lines, though their marked body passes, that pass once clean."""

Reasons = dict[str, str]


class Text(NamedTuple):
    """A document to ask about."""

    source: str
    id: str
    language: str
    text: str


class Asked(NamedTuple):
    """A document with what the filters said of it, before and after cleaning."""

    text: Text
    before: Reasons
    after: Reasons


class Filters:
    """datatrove's filters, running in their own process."""

    def __init__(self, python: Path) -> None:
        script = Path(__file__).with_name("filters.py")
        self._process = subprocess.Popen(
            [str(python), "-I", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def reasons(self, language: str, text: str) -> Reasons | None:
        """Each filter's reason to drop a text, empty where it passes; None for a language they cannot split.

        Raises Unusable if the process has ended.
        """
        assert self._process.stdin and self._process.stdout
        try:
            print(json.dumps([language, text]), file=self._process.stdin, flush=True)
        except OSError as error:
            raise Unusable("datatrove's process has ended") from error
        answer = self._process.stdout.readline()
        if not answer:
            raise Unusable("datatrove's process has ended")
        reasons: Reasons | None = json.loads(answer)
        return reasons

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def labelled() -> Iterator[Text]:
    """The labelled corpus."""
    for document in read():
        source = "labelled, negatives" if document.negative else "labelled, pages"
        yield Text(source, document.id, document.language, document.text)


def extracted(kind: str) -> Iterator[Text]:
    """The texts that extractors made of the pages of a set."""
    languages = {page["id"]: page["lang"] for page in _records(DATA / f"{kind}_pages.jsonl.gz")}
    for record in _records(DATA / f"{kind}_texts.jsonl.gz"):
        yield Text(
            f"{kind}, {record['extractor']}", str(record["id"]), languages[record["id"]] or "en", str(record["text"])
        )


def given(path: Path, field: str, language: str) -> Iterator[Text]:
    """The document of a text file, or those of a JSONL file.

    Raises ValueError for a record without the field.
    """
    if ".jsonl" not in path.suffixes:
        yield Text("text files", path.name, language, path.read_text("utf-8"))
        return
    for number, record in enumerate(_records(path), 1):
        if not isinstance(record.get(field), str):
            raise ValueError(f"{path}:{number}: no text in the field {field!r}")
        yield Text(path.name, str(number), str(record.get("language") or record.get("lang") or language), record[field])


def _records(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                if line.strip():
                    yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: broken JSON: {error.msg}") from None


def ask(texts: Iterable[Text], pipeline: Pipeline, filters: Filters) -> Iterator[Asked | Text]:
    """What the filters say of each text before and after cleaning; the text itself if they cannot split it."""
    for text in texts:
        before = filters.reasons(text.language, text.text)
        clean = pipeline.clean(text.text)
        after = before if clean == text.text else filters.reasons(text.language, clean)
        yield text if before is None or after is None else Asked(text, before, after)


def report(source: str, asked: Sequence[Asked]) -> None:
    """Print how many each filter drops of a source."""
    for name in [*asked[0].before, "any of them"]:
        pairs = [(_reason(a.before, name), _reason(a.after, name)) for a in asked]
        before, after = (sum(bool(pair[side]) for pair in pairs) for side in (0, 1))
        rescued = sum(bool(first) and not second for first, second in pairs)
        row = f"{source:28} {len(asked):5} {name:18} {before:7} {after:6} {rescued:8} {after - before + rescued:6}"
        print(row, flush=True)
        source = ""


def _reason(reasons: Reasons, name: str) -> str:
    return reasons[name] if name in reasons else next(filter(None, reasons.values()), "")


def causes(asked: Iterable[Asked]) -> None:
    """Print how often each reason was given."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for one in asked:
        before.update(f"{name}: {reason}" for name, reason in one.before.items() if reason)
        after.update(f"{name}: {reason}" for name, reason in one.after.items() if reason)
    print(f"\n{'reason':45} {'before':>7} {'after':>7}")
    for reason, _ in (before | after).most_common():
        print(f"{reason:45} {before[reason]:7} {after[reason]:7}")


def repeated(asked: Iterable[Asked], filters: Filters) -> tuple[list[Asked], list[Asked]]:
    """The articles that FineWeb drops for repeated lines although their marked body passes, and those that pass then.

    The bodies are marked in the set ``zyte`` only.
    """
    passes = {
        page["id"]: (filters.reasons(page["lang"] or "en", page["gold"]) or {}).get("FineWeb quality") == ""
        for page in _records(DATA / "zyte_pages.jsonl.gz")
    }
    sources = {f"zyte, {extractor}" for extractor in ARTICLE}
    dropped = [
        one
        for one in asked
        if one.text.source in sources and one.before["FineWeb quality"] == REPEATED and passes[one.text.id]
    ]
    return dropped, [one for one in dropped if not one.after["FineWeb quality"]]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rescue", description="Documents that filters drop before and after cleaning."
    )
    parser.add_argument("files", nargs="*", type=Path, help="text files or JSONL instead of the texts that are there")
    parser.add_argument("--field", default="text", help="the field of a JSONL file that holds the text (default: text)")
    parser.add_argument("--language", default="en", help="the language where a record has none (default: en)")
    parser.add_argument("--preset", default="default", help="the preset that cleans (default: default)")
    parser.add_argument("--causes", action="store_true", help="how often each reason was given")
    parser.add_argument("--trafeval", action="store_true", help="also the 526 pages of trafeval (takes minutes)")
    parser.add_argument("--show", action="store_true", help="the articles still dropped for repeated lines")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where environments are (default: {CACHE})")
    arguments = parser.parse_args()
    try:
        pipeline = Pipeline.default(preset=arguments.preset)
        texts = [text for path in arguments.files for text in given(path, arguments.field, arguments.language)]
    except (OSError, ValueError) as error:
        parser.error(str(error))
    try:
        filters = Filters(prepare(TOOL, arguments.cache))
    except Unusable as unusable:
        print(f"datatrove cannot be asked: {unusable}", file=sys.stderr)
        return 2
    if not arguments.files:
        texts = list(labelled())
        if DATA.is_dir():
            texts += [*extracted("zyte"), *(extracted("trafeval") if arguments.trafeval else ())]
    asked: list[Asked] = []
    left_out: Counter[str] = Counter()
    print(f"{'source':28} {'texts':>5} {'filter':18} {'dropped':>7} {'then':>6} {'rescued':>8} {'newly':>6}")
    try:
        texts.sort(key=lambda text: text.source)
        for source, group in groupby(texts, key=lambda text: text.source):
            answers = list(ask(group, pipeline, filters))
            left_out.update(answer.language for answer in answers if isinstance(answer, Text))
            here = [answer for answer in answers if isinstance(answer, Asked)]
            if here:
                report(source, here)
            asked += here
        if arguments.causes:
            causes(asked)
        if left_out:
            print("\nleft out, as their words cannot be counted:", *(f"{n} in {lang}" for lang, n in left_out.items()))
        if arguments.files or not DATA.is_dir():
            return 0
        dropped, saved = repeated(asked, filters)
        share = len(saved) / len(dropped) if dropped else 1.0
        print(
            f"\nFineWeb drops {len(dropped)} texts of the {len(ARTICLE)} article extractors for repeated lines although"
        )
        print(f"their marked body passes; clean, {len(saved)} of them pass ({share:.0%}, target {TARGET:.0%})")
        if arguments.show:
            for one in dropped:
                if one.after["FineWeb quality"]:
                    print(f"  {one.text.source:26} {one.text.id[:12]} {one.after['FineWeb quality']}")
        return 0 if share >= TARGET else 1
    finally:
        filters.close()


if __name__ == "__main__":
    sys.exit(main())
