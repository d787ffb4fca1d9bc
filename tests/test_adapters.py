"""cleantext inside other tools: each gives exactly what `Pipeline.run` gives.

A tool that is not installed is skipped. `.ci/run` installs the light ones; ``python -m benchmarks.adapters`` makes an
environment for each tool and runs these tests there.
"""

import json
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cleantext import Change, ConfigError, Pipeline, replay, revert
from cleantext.adapters.core import Cleaner, Rules, changes_of, pipeline_of
from cleantext.adapters.iterators import clean_records, clean_texts
from cleantext.corpus.clerk import Rules as corpus_rules
from cleantext.corpus.runner import Request, run

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


@pytest.fixture(autouse=True)
def python_of_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its workers would be whatever ``python3`` is."""
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)


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
    views = [pa.string_view()] if hasattr(pa, "string_view") else []  # since pyarrow 16
    for kind in (pa.large_string(), pa.dictionary(pa.int32(), pa.string()), *views):
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
        [None if raw is None else document.metadata["changes"] for raw, document in zip(texts, cleaned, strict=True)],
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
    both = frame.select(text.cleantext.run(rules)).unnest("text")
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
    docs = {number: doc for doc, number in nlp.pipe(given, as_tuples=True)}
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

    class Tagger(CleantextTagger):
        pass

    Tagger.rules = rules
    tagger = Tagger()
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


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_gives_the_same(rules: str, workers: int, tmp_path: Path) -> None:
    pipeline = pipeline_of(RULES[rules])
    raws = [raw for raw in texts() if raw is not None]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps({'text': raw})}\n" for raw in raws), "utf-8")
    run(Request([str(tmp_path / "in.jsonl")], tmp_path / "out", corpus_rules(pipeline), workers=workers))
    lines = (tmp_path / "out/in.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["text"] for line in lines] == [pipeline.clean(raw) for raw in raws]


@pytest.mark.parametrize("tool", TOOLS)
def test_the_example_of_the_docs(tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tool)
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "adapters.md").read_text("utf-8")
    found = re.search(rf"<!-- {tool} -->\n```python\n(.*?)\n```", page, re.DOTALL)
    assert found, f"docs/adapters.md has no example of {tool}"
    exec(compile(found[1], f"adapters.md: {tool}", "exec"), {})


# ---- each module ----

MODULES = sorted({path.stem for path in (ROOT / "cleantext" / "adapters").glob("*.py")} - {"__init__", "core"})


def test_each_module_is_tested() -> None:
    assert set(MODULES) == set(TOOLS)


def test_a_missing_tool_is_named_with_its_extra() -> None:
    """In another process, where none of the tools can be imported."""
    script = (
        "import importlib, sys\n"
        "import cleantext.adapters.core\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in sys.argv[1].split():\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "for module in sys.argv[2].split():\n"
        "    try:\n"
        "        importlib.import_module(f'cleantext.adapters.{module}')\n"
        "    except ImportError as error:\n"
        "        print(module, error)\n"
    )
    modules = sorted(set(MODULES) - {"iterators"})
    roots = " ".join(TOOLS[module][0].partition(".")[0] for module in modules)
    command = [sys.executable, "-c", script, roots, " ".join(modules)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for module, line in zip(modules, done.stdout.splitlines(), strict=True):
        extra = module.replace("_", "-")
        assert line.startswith(f"{module} No module named")
        assert line.endswith(f"pip install 'cleantext-toolkit[{extra}]'")
        assert extra in extras


# ---- the core ----


def test_a_cleaner_pickles_small() -> None:
    pickled = pickle.dumps(Cleaner({"ignore": ["spacing"]}, changes_field="changes", title_field="headline"))
    assert len(pickled) < 2_000
    record = {"text": "The cafÃ©  is open.", "headline": None}
    assert pickle.loads(pickled).record(record)["text"] == "The café  is open."


@pytest.mark.parametrize("rules", [Pipeline.default(ignore=["spacing"]), {"ignore": ["spacing"]}, "str", "path"])
def test_rules(rules: Any, tmp_path: Path) -> None:
    config = tmp_path / "cleantext.toml"
    config.write_text('ignore = ["spacing"]\n')
    rules = {"str": str(config), "path": config}.get(rules, rules) if isinstance(rules, str) else rules
    assert pipeline_of(rules).fingerprint == Pipeline.default(ignore=["spacing"]).fingerprint


def test_rules_that_do_not_exist_are_an_error() -> None:
    with pytest.raises(ConfigError, match="did you mean 'spacing'"):
        Cleaner({"ignore": ["spacin"]})


def test_hints_are_fields() -> None:
    title = "Night Ferry Starts in May"
    prose = "The ferry across the bay will also run at night from May on, the harbour master said on Wednesday."
    text = f"{title}\n\n{title}\n\n{prose}"
    seen: list[dict[str, str | None]] = []

    class Spy(Pipeline):
        def clean(self, text: str, **hints: str | None) -> str:
            seen.append(hints)
            return super().clean(text, **hints)

    cleaner = Cleaner(Spy(Pipeline.default().rules), title_field="headline", language_field="lang", url_field="url")
    cleaner.record({"text": text, "headline": title, "lang": None})
    cleaner.columns({"text": [text], "headline": [3], "lang": ["en"], "url": ["https://example.org"], "more": [1]})
    assert seen == [{"title": title}, {"language": "en", "url": "https://example.org"}]


@pytest.mark.parametrize(
    ("record", "error", "match"),
    [
        ({"body": "a"}, KeyError, "no field 'text'; there are: 'body'"),
        ({"text": "a", "changes": []}, ValueError, "a field 'changes' already"),
        ({"text": 3}, TypeError, "the field 'text' holds no text but a value of type int"),
        ({"text": b"a"}, TypeError, "the field 'text' holds no text but a value of type bytes"),
    ],
)
def test_a_record_that_cannot_be_cleaned(record: dict[str, Any], error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        Cleaner(changes_field="changes").record(record)
    with pytest.raises(error, match=match.replace("no field", "no column")):
        Cleaner(changes_field="changes").columns({name: [value] for name, value in record.items()})


def test_a_column_with_hints_must_be_there() -> None:
    with pytest.raises(KeyError, match="no column 'headline'; there are: 'text', 'title'"):
        Cleaner(title_field="headline").columns({"text": ["a"], "title": ["b"]})


def test_a_lone_surrogate_is_repaired() -> None:
    """It can come out of JSON, and no Arrow column could hold it."""
    [record] = clean_records([{"text": "a\ud800b"}], changes_field="changes")
    assert record["text"].encode()
    assert json.loads(json.dumps(record["changes"]))[0]["before"] == "\ud800"


def test_changes_lead_back_to_the_raw_text() -> None:
    raw = "The cafÃ©  is open.  \n\n\n\nSo it is."
    [record] = clean_records([{"text": raw}], changes_field="changes")
    assert record["text"] != raw
    assert revert(record["text"], [Change(**change) for change in record["changes"]]) == raw
