"""Train the model of the preset `page`, or measure it on sites it has not seen.

    python -m benchmarks.train_page DATA              cross-validated by site: what is measured
                                        --strip-title the same, when headlines go, too
    python -m benchmarks.train_page DATA --write      trained on all of DATA, into cleantext/page_weights.toml

DATA is a folder with ``zyte_pages.jsonl.gz`` and ``zyte_texts.jsonl.gz`` (pages with the article's body as people
marked it, and the text that extractors take from them) and ``trafeval_pages.jsonl.gz`` and ``trafeval_texts.jsonl.gz``
(pages in many languages with snippets that are, or are not, the article's). Nothing of it gets into the weights but
one pair of numbers for each word of `cleantext.page.describe`. It needs ``pip install 'cleantext-toolkit[train]'``.

Lines of the marked pages are labelled by aligning the page's text with the marked body. On the others a line is the
article's where most of five article extractors give it, and is not where at most one does; the snippets overrule
them, and a line in between does not count. They weigh a third.

The measure is that of article-extraction-benchmark: shingles of four words, precision and recall as means over pages.
Every page is cleaned by the whole pipeline with a model that has seen no page of its site.
"""

import argparse
import collections
import dataclasses
import json
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.articles import counts, read, score, shingles
from benchmarks.extractors import ARTICLE, FULL_PAGE
from cleantext import Document, Edit, Pipeline
from cleantext.page import Model, Page, Phrases, best_stretch, describe
from cleantext.registry import shipped

VOTERS = ("trafilatura", "readability", "newspaper", "goose3", "resiliparse_main")
WEIGHTS = Path(__file__).parents[1] / "cleantext" / "page_weights.toml"

BETWEEN, OWN = 0.5, 0.8
"""Added to the constants of the two models, for the sake of recall: a line of the article is worth more than one less
line of the page. Chosen by cross-validation among a few."""

STRENGTH = 0.3
"""Inverse strength of regularisation."""

VOTED = 0.33
"""Weight of a page that was labelled by extractors, against one that people marked."""

_TOKEN = re.compile(r"\w+")


class Text(NamedTuple):
    """The text that an extractor took from a page."""

    group: str
    """``marked``, ``voted`` or ``body`` (the marked body itself)."""
    page: str
    extractor: str
    site: str
    text: str
    body: str
    labels: list[bool | None]
    """For each row whether it is the article's, None if that is not known."""


class Example(NamedTuple):
    """What the models learn from one text."""

    words: list[list[str]]
    between: list[bool | None]
    own: list[bool | None]
    weights: list[float]


def site(url: str) -> str:
    """The registered domain, nearly: two labels, three under a short one such as ``co.uk``."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[-3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else -2 :])


def texts(data: Path) -> list[Text]:
    """All texts with labels."""
    out = []
    pages = {page["id"]: page for page in read(data / "zyte_pages.jsonl.gz")}
    for item in read(data / "zyte_texts.jsonl.gz"):
        page = pages[item["id"]]
        labels = aligned(item["text"], page["gold"])
        out.append(Text("marked", page["id"], item["extractor"], site(page["url"]), item["text"], page["gold"], labels))
    for page in pages.values():
        kept: list[bool | None] = [True if row.strip() else None for row in page["gold"].split("\n")]
        out.append(Text("body", page["id"], "body", site(page["url"]), page["gold"], page["gold"], kept))
    by_page: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for item in read(data / "trafeval_texts.jsonl.gz"):
        by_page[item["id"]][item["extractor"]] = item["text"]
    for page in read(data / "trafeval_pages.jsonl.gz"):
        given = by_page[page["id"]]
        votes = [set(shingles(given[voter])) for voter in VOTERS if len(given[voter]) > 400]
        if len(votes) >= 3:
            for extractor in FULL_PAGE:
                labels = voted(given[extractor], votes, page["with"], page["without"])
                out.append(Text("voted", page["id"], extractor, site(page["url"]), given[extractor], "", labels))
    return out


def aligned(text: str, body: str) -> list[bool | None]:
    """Rows of which half the words lie in runs of four or more that the body has in the same order."""
    from rapidfuzz.distance import Indel

    rows = [_TOKEN.findall(row) for row in text.split("\n")]
    owners = [number for number, row in enumerate(rows) for _ in row]
    matched = [0] * len(rows)
    for step in Indel.opcodes([word for row in rows for word in row], _TOKEN.findall(body)):
        if step.tag == "equal" and step.src_end - step.src_start >= 4:
            for place in range(step.src_start, step.src_end):
                matched[owners[place]] += 1
    return [2 * count >= len(row) if row else None for row, count in zip(rows, matched, strict=True)]


def voted(
    text: str, votes: Sequence[set[tuple[str, ...]]], wanted: Sequence[str], unwanted: Sequence[str]
) -> list[bool | None]:
    """Rows by what extractors give; a row too short for a vote is not the article's if its neighbours are not."""
    wanted, unwanted = [" ".join(w.split()) for w in wanted], [" ".join(w.split()) for w in unwanted]
    labels: list[bool | None] = []
    open_: list[int] = []
    for number, row in enumerate(text.split("\n")):
        folded, words = " ".join(row.split()), _TOKEN.findall(row)
        label: bool | None = None
        if words and any(snippet in folded for snippet in wanted):
            label = True
        elif words and any(snippet in folded for snippet in unwanted):
            label = False
        elif len(words) >= 4:
            parts = [tuple(words[k : k + 4]) for k in range(len(words) - 3)]
            ayes = sum(sum(part in vote for part in parts) >= 0.6 * len(parts) for vote in votes)
            label = True if 2 * ayes >= len(votes) else False if ayes <= 1 else None
        elif words:
            open_.append(number)
        labels.append(label)
    known = [number for number, label in enumerate(labels) if label is not None]
    for number in open_:
        above = next((labels[k] for k in reversed(known) if k < number), False)
        below = next((labels[k] for k in known if k > number), False)
        if not above and not below:
            labels[number] = False
    return labels


def example(item: Text, phrases: Phrases) -> Example:
    """The words and labels of a text's lines around the core."""
    rows = item.text.split("\n")
    page = Page(Document(item.text), phrases)
    own: list[bool | None] = []
    sizes = []
    for first, last in zip(page.first, page.last, strict=True):
        sides = {True: 0, False: 0}
        size = 0
        for row in range(first, last + 1):
            count = len(_TOKEN.findall(rows[row]))
            size += count
            label = item.labels[row]
            if label is not None:
                sides[label] += max(1, count)
        own.append(sides[True] >= sides[False] if any(sides.values()) else None)
        sizes.append(max(1, size))
    # The article's ends: the stretch in which its words outweigh half the others.
    start, stop = best_stretch(
        [0.0 if label is None else size if label else -size / 2 for label, size in zip(own, sizes, strict=True)]
    )
    between: list[bool | None] = [
        True if start <= number < stop else None if item.group == "voted" and label is None else False
        for number, label in enumerate(own)
    ]
    weights = [size**0.7 for size in sizes]
    share = 150 * (VOTED if item.group == "voted" else 1.0) / (sum(weights) or 1.0)
    first, described = describe(page)
    words = [[word for part in parts for word in part if word] for parts in described]
    near = slice(first, first + len(words))
    return Example(words, between[near], own[near], [weight * share for weight in weights[near]])


def train(examples: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """A pair of weights for each word, the constants under ``always``."""
    import numpy
    from sklearn.linear_model import LogisticRegression

    names = sorted({word for one in examples for words in one.words for word in words})
    column = {name: number for number, name in enumerate(names)}
    lines = [words for one in examples for words in one.words]
    table: Any = numpy.zeros((len(lines), len(names)), dtype=numpy.float32)
    for number, words in enumerate(lines):
        table[number, [column[word] for word in words]] = 1
    weights = numpy.array([weight for one in examples for weight in one.weights])
    columns = []
    for labels, shift in (
        ([label for one in examples for label in one.between], BETWEEN),
        ([label for one in examples for label in one.own], OWN),
    ):
        known = numpy.array([label is not None for label in labels])
        target = numpy.array([bool(label) for label in labels])
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        model.fit(table[known], target[known], sample_weight=weights[known])
        columns.append([float(model.intercept_[0]) + shift, *map(float, model.coef_[0])])
    return {name: (round(a, 2), round(b, 2)) for name, a, b in zip(["always", *names], *columns, strict=True)}


def pipeline(weights: Mapping[str, Sequence[float]], phrases: Phrases, strip_title: bool = False) -> Pipeline:
    """The preset `page` with a model of one's own."""
    from importlib import import_module

    edits = import_module("cleantext.rules.page_body").edits
    model = Model.of(weights)

    def find(doc: Document) -> Iterator[Edit]:
        yield from edits(doc, phrases, model, strip_title)

    rules = Pipeline.default(preset="page", options={"duplicated_title": {"strip_title": strip_title}}).rules
    return Pipeline([dataclasses.replace(r, find=find) if r.name == "page_body" else r for r in rules])


def folds(items: Sequence[Text], number: int) -> dict[str, int]:
    """Sites dealt into folds."""
    sites = sorted({item.site for item in items})
    random.Random(3).shuffle(sites)
    return {name: place % number for place, name in enumerate(sites)}


def measure(items: Sequence[Text], models: Mapping[int, Pipeline], fold: Mapping[str, int]) -> None:
    """Print what the pipelines make of the marked pages, each page by the one that has not seen its site."""
    print(f"{'extractor':18}{'F1 before':>10}{'F1':>8}{'precision':>11}{'recall':>8}")
    means = []
    for extractor in (*FULL_PAGE, *ARTICLE, "body"):
        some = [item for item in items if item.extractor == extractor and item.group != "voted"]
        before = score([counts(item.body, item.text) for item in some])
        after = score([counts(item.body, models[fold[item.site]].clean(item.text)) for item in some])
        means.append(after)
        print(f"{extractor:18}{before[0]:10.4f}{after[0]:8.4f}{after[1]:11.4f}{after[2]:8.4f}")
        if extractor == FULL_PAGE[-1]:
            f, p, r = (sum(column) / len(means) for column in zip(*means, strict=True))
            print(f"{'mean, full page':18}{'':10}{f:8.4f}{p:11.4f}{r:8.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="train on everything and write the weights")
    parser.add_argument("--strip-title", action="store_true", help="measure without headlines")
    given = parser.parse_args()
    started = time.monotonic()
    items = texts(given.data)
    rule = shipped()["page_body"]
    phrases = Phrases({n: v for n, v in rule.options.items() if isinstance(v, frozenset)})
    learned = [item for item in items if item.group != "marked" or item.extractor in FULL_PAGE]
    examples = [(item.site, example(item, phrases)) for item in learned]
    if given.write:
        weights = train([one for _, one in examples])
        WEIGHTS.write_text(written(weights), "utf-8")
        fold = {item.site: 0 for item in items}
        models = {0: pipeline(weights, phrases, given.strip_title)}
        print(f"trained on {len(examples)} texts; measured on the SAME texts:")
    else:
        fold = folds(items, given.folds)
        models = {
            number: pipeline(
                train([one for site_, one in examples if fold[site_] != number]), phrases, given.strip_title
            )
            for number in range(given.folds)
        }
        print(f"{len(examples)} texts of {len(fold)} sites, {given.folds} folds by site; measured on unseen sites:")
    measure(items, models, fold)
    print(f"{time.monotonic() - started:.0f} s")


def written(weights: Mapping[str, Sequence[float]]) -> str:
    """The file of weights: the most telling words first."""
    order = sorted(weights, key=lambda word: (word != "always", -abs(weights[word][0])))
    head = (
        "# Written by `python -m benchmarks.train_page DATA --write`; what they mean: cleantext/page.py.\n"
        "# word = [between the article's first and last line, a line of the article]\n\n[weights]\n"
    )
    return head + "".join(f"{json.dumps(word)} = [{weights[word][0]}, {weights[word][1]}]\n" for word in order)


if __name__ == "__main__":
    main()
