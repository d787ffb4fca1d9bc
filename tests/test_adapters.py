"""cleantext inside other tools: each gives exactly what `Pipeline.run` gives.

A tool that is not installed is skipped. `.ci/run` installs the light ones; ``python -m benchmarks.adapters`` makes an
environment for each tool and runs these tests there.
"""

import importlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cleantext import Change, ConfigError, Pipeline, replay
from cleantext.adapters.core import Cleaner, Rules, changes_of, needs, pipeline_of
from cleantext.adapters.iterators import clean_records, clean_texts

# What the tools do on import is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

ROOT = Path(__file__).parents[1]
RULES: dict[str, Rules] = {"default": None, "some": {"select": ["repair", "spacing"]}}
ODD = [
    None,
    "",
    " ",
    "\n",
    "a\x00b",
    "one\u2028two\x85three  four\r\nfive",
    "\ufeffThe cafÃ© in Paris.",
    "It is 🇰🇷 and 👩‍👩‍👧  here.",
    '{"a": "b"}',
    None,
    "Marks &amp; Spencer said the cafÃ© stays.\n" * 300,
]

Cleaned = tuple[list[str | None], list[list[dict[str, Any]] | None] | None]
"""The clean texts, and the changes where the tool keeps them."""


def texts() -> list[str | None]:
    paths = sorted((ROOT / "tests" / "corpus").rglob("*.txt"))
    return [*ODD, *(path.read_bytes().decode() for path in paths)]


def records(texts: Sequence[str | None]) -> list[dict[str, Any]]:
    return [{"id": number, "text": text, "other": f"{number}  x"} for number, text in enumerate(texts)]


# ---- one function a tool: texts in, clean texts out, as its user would write it ----


def iterators(texts: list[str | None], rules: Rules) -> Cleaned:
    cleaned = list(clean_records(records(texts), rules, changes_field="changes"))
    assert [(row["id"], row["other"]) for row in cleaned] == [(row["id"], row["other"]) for row in records(texts)]
    assert [row["text"] for row in cleaned] == list(clean_texts(texts, rules))
    return [row["text"] for row in cleaned], [row["changes"] for row in cleaned]


def arrow(texts: list[str | None], rules: Rules) -> Cleaned:
    import pyarrow as pa

    from cleantext.adapters.arrow import CHANGES, CleanTable

    clean = CleanTable(rules, changes_field="changes")
    table = pa.Table.from_pylist(records(texts))
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        other = table.set_column(1, pa.field("text", kind), pa.array(texts, kind))
        assert CleanTable(rules)(other).schema == other.schema
        assert CleanTable(rules)(other).column("text").to_pylist() == clean(table).column("text").to_pylist()
    empty = clean(table.slice(0, 0))
    assert empty.num_rows == 0
    assert empty.schema == clean(table).schema == table.schema.append(pa.field("changes", CHANGES))
    rows = [row for batch in table.to_batches(max_chunksize=7) for row in clean(batch).to_pylist()]
    assert rows == clean(table).to_pylist()
    return [row["text"] for row in rows], [row["changes"] for row in rows]


def datasets(texts: list[str | None], rules: Rules) -> Cleaned:
    import datasets

    from cleantext.adapters.datasets import Clean

    dataset = datasets.Dataset.from_list(records(texts))
    plain = dataset.map(Clean(rules), batched=True, batch_size=7)
    clean = Clean(rules, changes_field="changes")
    full = dataset.with_format("arrow").map(clean, batched=True, batch_size=7, num_proc=2).with_format(None)
    assert full.remove_columns("changes").to_list() == plain.to_list()
    stream = list(dataset.to_iterable_dataset().map(Clean(rules), batched=True, batch_size=7))
    assert stream == plain.to_list()
    return list(full["text"]), list(full["changes"])


def datatrove(texts: list[str | None], rules: Rules) -> Cleaned:
    from datatrove.data import Document

    from cleantext.adapters.datatrove import CleanText

    documents = (Document(text or "", str(number)) for number, text in enumerate(texts))  # datatrove has no null
    cleaned = list(CleanText(rules)(documents))
    assert [document.id for document in cleaned] == [str(number) for number in range(len(texts))]
    return (
        [None if raw is None else document.text for raw, document in zip(texts, cleaned, strict=True)],
        [
            None if raw is None else document.metadata["changes"]
            for raw, document in zip(texts, cleaned, strict=True)
        ],
    )


def dask(texts: list[str | None], rules: Rules) -> Cleaned:
    import dask.bag as db

    from cleantext.adapters.dask import Clean

    bag = db.from_sequence(records(texts), npartitions=3)
    rows = bag.map(Clean(rules, changes_field="changes")).compute(scheduler="processes", num_workers=2)
    assert db.from_sequence(texts).map(Clean(rules)).compute(scheduler="sync") == [row["text"] for row in rows]
    return [row["text"] for row in rows], [row["changes"] for row in rows]


def polars(texts: list[str | None], rules: Rules) -> Cleaned:
    import polars as pl

    import cleantext.adapters.polars

    frame = pl.DataFrame(records(texts))
    text: Any = pl.col("text")
    both = frame.select(text.cleantext.run(rules).struct.unnest())
    one = frame.lazy().with_columns(text.cleantext.clean(rules), changes=text.cleantext.changes(rules))
    for engine in ("in-memory", "streaming"):
        assert one.collect(engine=engine).select("text", "changes").equals(both)
    assert both.schema == {"text": pl.String, "changes": cleantext.adapters.polars.CHANGES}
    return both["text"].to_list(), both["changes"].to_list()


def duckdb(texts: list[str | None], rules: Rules) -> Cleaned:
    import duckdb
    import pyarrow as pa

    from cleantext.adapters.duckdb import register

    connection = duckdb.connect()
    register(connection, rules)
    page = pa.Table.from_pylist(records(texts))
    connection.register("page", page)
    rows = connection.sql("select clean_text(text), text_changes(text) from page order by id").fetchall()
    return [row[0] for row in rows], [row[1] for row in rows]


def pandas(texts: list[str | None], rules: Rules) -> Cleaned:
    import pandas as pd

    import cleantext.adapters.pandas  # noqa: F401

    for kind in (object, "string", "category"):
        series: Any = pd.Series(texts, dtype=kind, index=range(5, 5 + len(texts)))
        clean, changes = series.cleantext.clean(rules), series.cleantext.changes(rules)
        assert clean.index.equals(series.index)
        assert kind == "category" or clean.dtype == series.dtype
    return (
        [None if pd.isna(text) else text for text in clean],
        [None if raw is None else change for raw, change in zip(texts, changes, strict=True)],
    )


def scrapy(texts: list[str | None], rules: Rules) -> Cleaned:
    from scrapy.utils.test import get_crawler

    from cleantext.adapters.scrapy import CleanTextPipeline

    settings = {"CLEANTEXT_PIPELINE": rules, "CLEANTEXT_CHANGES_FIELD": "changes"}
    crawler = get_crawler(settings_dict=settings)
    pipeline = CleanTextPipeline.from_crawler(crawler)
    items = [pipeline.process_item(record) for record in records(texts)]
    return [item["text"] for item in items], [item.get("changes") for item in items]


def sklearn(texts: list[str | None], rules: Rules) -> Cleaned:
    from sklearn.base import clone

    from cleantext.adapters.sklearn import TextCleaner

    cleaned = clone(TextCleaner(rules)).fit_transform(texts)
    return cleaned, None


def spacy(texts: list[str | None], rules: Rules) -> Cleaned:
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    nlp.add_pipe("cleantext", config={"pipeline": rules or {}})
    given = [(text, number) for number, text in enumerate(texts) if text is not None]
    docs = dict((number, doc) for doc, number in nlp.pipe(given, as_tuples=True))
    assert [docs[number]._.raw for _, number in given] == [text for text, _ in given]
    stored = DocBin(docs=docs.values(), store_user_data=True).to_bytes()
    for doc, copy in zip(docs.values(), DocBin().from_bytes(stored).get_docs(nlp.vocab), strict=True):
        assert copy.text == doc.text and copy._.raw == doc._.raw
    return (
        [docs[number].text if number in docs else None for number in range(len(texts))],
        [docs[number].user_data["cleantext"]["changes"] if number in docs else None for number in range(len(texts))],
    )


def langchain(texts: list[str | None], rules: Rules) -> Cleaned:
    from langchain_core.documents import Document

    from cleantext.adapters.langchain import CleanText

    documents = [Document(text or "", id=str(number), metadata={"k": 1}) for number, text in enumerate(texts)]
    cleaned = CleanText(rules, changes_field="changes").transform_documents(documents)
    assert [(document.id, document.metadata["k"]) for document in cleaned] == [(d.id, 1) for d in documents]
    assert [document.page_content for document in documents] == [text or "" for text in texts], "the old ones stay"
    return _with_none(texts, [d.page_content for d in cleaned], [d.metadata["changes"] for d in cleaned])


def llama_index(texts: list[str | None], rules: Rules) -> Cleaned:
    from llama_index.core.schema import Document, MetadataMode

    from cleantext.adapters.llama_index import CleanText

    assert not isinstance(rules, Pipeline | Path)
    documents = [Document(text=text or "", id_=str(number)) for number, text in enumerate(texts)]
    cleaned: Any = CleanText(pipeline=rules, changes_field="changes")(documents)
    assert [node.id_ for node in cleaned] == [node.id_ for node in documents]
    assert [node.text for node in documents] == [text or "" for text in texts], "the old ones stay"
    for node in cleaned:
        assert node.get_content(MetadataMode.EMBED) == node.get_content(MetadataMode.LLM) == node.text
    return _with_none(texts, [node.text for node in cleaned], [node.metadata["changes"] for node in cleaned])


def haystack(texts: list[str | None], rules: Rules) -> Cleaned:
    from haystack import Document

    from cleantext.adapters.haystack import CleanText

    documents = [Document(content=text) for text in texts]
    cleaned = CleanText(rules, changes_field="changes").run(documents=documents)["documents"]
    assert [document.id for document in cleaned] == [document.id for document in documents]
    return [document.content for document in cleaned], [document.meta.get("changes") for document in cleaned]


def dolma(texts: list[str | None], rules: Rules) -> Cleaned:
    """The spans of a tagger have no text to put in; only what they say of deletions can be replayed."""
    from dolma.core.data_types import InputSpec

    from cleantext.adapters.dolma import CleantextTagger

    tagger = CleantextTagger()
    tagger.pipeline = pipeline_of(rules)
    cleaned: list[str | None] = []
    for text in texts:
        changes = {(c.start, c.end): c for c in tagger.pipeline.run(text or "").changes}
        spans = tagger.tag(InputSpec("1", text or ""))
        places = [(start, end, rule, score) for rule, found in spans.items() for start, end, score in found]
        assert {place[:2] for place in places} == changes.keys() and len(places) == len(changes)
        for start, end, rule, score in places:
            assert rule in changes[start, end].rules
            assert score == (changes[start, end].after == "")
        cleaned.append(None if text is None else replay(text, changes.values()))
    return cleaned, None


def ray(texts: list[str | None], rules: Rules) -> Cleaned:
    import ray

    from cleantext.adapters.ray import Clean

    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    dataset = ray.data.from_items(records(texts))
    clean = Clean(rules, changes_field="changes")
    rows = dataset.map_batches(clean, batch_format="pyarrow", batch_size=20).take_all()
    return [row["text"] for row in rows], [_listed(row["changes"]) for row in rows]


def spark(texts: list[str | None], rules: Rules) -> Cleaned:
    from pyspark.sql import SparkSession

    from cleantext.adapters.spark import clean_column, clean_table

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or its workers are whatever python3 is
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.createDataFrame(
        [(row["id"], row["text"]) for row in records(texts)], "id long, text string"
    ).repartition(3)
    rows = frame.transform(clean_table(rules, changes_field="changes")).orderBy("id").collect()
    session.udf.register("clean_text", clean_column(rules))
    frame.createOrReplaceTempView("page")
    column = session.sql("select id, clean_text(text) as text from page order by id").collect()
    assert [row.text for row in column] == [row.text for row in rows]
    changes = [None if row.changes is None else [change.asDict() for change in row.changes] for row in rows]
    return [row.text for row in rows], changes


def _with_none(texts: Sequence[str | None], cleaned: list[Any], changes: list[Any]) -> Cleaned:
    """For hosts that have no documents without text."""
    return (
        [clean if raw is not None else None for raw, clean in zip(texts, cleaned, strict=True)],
        [change if raw is not None else None for raw, change in zip(texts, changes, strict=True)],
    )


def _listed(value: Any) -> Any:
    """Arrays of NumPy, as Ray gives them, as lists."""
    return value.tolist() if hasattr(value, "tolist") else value


TOOLS: dict[str, tuple[str, Callable[[list[str | None], Rules], Cleaned]]] = {
    "iterators": ("cleantext", iterators),
    "arrow": ("pyarrow", arrow),
    "datasets": ("datasets", datasets),
    "datatrove": ("datatrove", datatrove),
    "dask": ("dask.bag", dask),
    "polars": ("polars", polars),
    "duckdb": ("duckdb", duckdb),
    "pandas": ("pandas", pandas),
    "scrapy": ("scrapy", scrapy),
    "sklearn": ("sklearn", sklearn),
    "spacy": ("spacy", spacy),
    "langchain": ("langchain_core", langchain),
    "llama_index": ("llama_index.core", llama_index),
    "haystack": ("haystack", haystack),
    "dolma": ("dolma", dolma),
    "ray": ("ray", ray),
    "spark": ("pyspark", spark),
}


def installed(tool: str) -> None:
    module = TOOLS[tool][0]
    pytest.importorskip(module)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("tool", TOOLS)
def test_all_give_the_same(tool: str, rules: str) -> None:
    installed(tool)
    raws = texts()
    pipeline = pipeline_of(RULES[rules])
    results = [None if raw is None else pipeline.run(raw) for raw in raws]
    cleaned, changes = TOOLS[tool][1](raws, RULES[rules])
    assert cleaned == [None if result is None else result.text for result in results]
    if changes is not None:
        assert changes == [None if result is None else changes_of(result) for result in results]
