"""What cleaning does to the texts of real extractors, measured by the article that people marked.

    python -m benchmarks.articles DATA                  the default preset
                                       --preset page    another one

DATA is a folder with ``zyte_pages.jsonl.gz`` (pages, each with the article's body as people marked it) and
``zyte_texts.jsonl.gz`` (what extractors made of them). The measure is that of article-extraction-benchmark: shingles
of four words, F1 of precision and recall, which are means over pages. The marked bodies are cleaned, too: every word
that is lost there is harm.

It exits with 1 if an extractor's text becomes worse than it was, or if more than `HARM` of the bodies' words is lost.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.extractors import ARTICLE, FULL_PAGE
from cleantext import Pipeline

HARM = 0.001
"""Largest share of the words of marked bodies that may be lost."""

_TOKEN = re.compile(r"\w+")


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines, compressed with gzip."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words; all words of a shorter text."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[k : k + 4]) for k in range(max(1, len(words) - 3)) if words)


def counts(body: str, text: str) -> tuple[float, float, float]:
    """Shares of the shingles of both texts: in both, in the text only, in the body only."""
    want, got = shingles(body), shingles(text)
    hits = sum((want & got).values())
    total = sum(want.values()) + sum(got.values()) - hits
    return (
        (hits / total, (sum(got.values()) - hits) / total, (sum(want.values()) - hits) / total) if total else (0, 0, 0)
    )


def score(rows: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """F1 of the means over pages, mean precision, mean recall."""
    precision = [hit / (hit + more) for hit, more, _ in rows if hit + more]
    recall = [hit / (hit + less) for hit, _, less in rows if hit + less]
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
    return (2 * p * r / (p + r) if p + r else 0.0), p, r


def lost(body: str, clean: str) -> int:
    """How many words of the body the clean text has no more."""
    return sum((Counter(_TOKEN.findall(body)) - Counter(_TOKEN.findall(clean))).values())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description="Texts of real extractors.")
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--preset", default="default", choices=("default", "page"))
    arguments = parser.parse_args()
    pipeline = Pipeline.default(preset=arguments.preset)
    bodies = {page["id"]: page["gold"] for page in read(arguments.data / "zyte_pages.jsonl.gz")}
    texts = read(arguments.data / "zyte_texts.jsonl.gz")
    print(f"{len(bodies)} pages, preset {arguments.preset}\n{'text of':18} F1 before   after      gain")
    worse = 0
    for kind, extractors in (("full page", FULL_PAGE), ("article", ARTICLE)):
        scores = []
        for extractor in extractors:
            pairs = [(bodies[one["id"]], one["text"]) for one in texts if one["extractor"] == extractor]
            before = score([counts(body, text) for body, text in pairs])[0]
            after = score([counts(body, pipeline.clean(text)) for body, text in pairs])[0]
            scores.append((before, after))
            print(f"{extractor:18}    {before:.4f}  {after:.4f}   {after - before:+.4f}")
        worse += sum(after < before for before, after in scores)
        before, after = (sum(column) / len(scores) for column in zip(*scores, strict=True))
        print(f"{'mean, ' + kind:18}    {before:.4f}  {after:.4f}   {after - before:+.4f}")
    cleaned = [(body, pipeline.clean(body)) for body in bodies.values()]
    losses = [lost(body, clean) for body, clean in cleaned]
    harm = sum(losses) / max(1, sum(len(_TOKEN.findall(body)) for body in bodies.values()))
    print(f"harm: {harm:.3%} of the words of the marked bodies are lost, on {sum(map(bool, losses))} pages")
    return int(worse > 0 or harm > HARM)


if __name__ == "__main__":
    sys.exit(main())
