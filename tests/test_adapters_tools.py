"""What each adapter has of its own: caches, statistics, files, settings. A tool that is not installed is skipped."""

import gzip
import inspect
import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cleantext import Change, Pipeline, replay, revert

# What the tools do on import is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

ROOT = Path(__file__).parents[1]
TEXTS = [
    "The cafÃ© is open.",
    "So it is, as far as anybody in the town  can tell.",
    "Nothing is wrong here.",
    "Night Ferry Starts in May\n\nNight Ferry Starts in May\n22:35 April 3, 2024\nfacebook twitter more\n\n"
    "The ferry across the bay will also run at night from May on, harbour master Han Ji-woo said on Wednesday.",
] * 5


def python(script: str, cwd: Path, **environment: str) -> str:
    """What a script prints in another process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def counted() -> Counter[str]:
    """What the statistics must say of `TEXTS`."""
    results = list(Pipeline.default().stream(TEXTS))
    counts = Counter(f"rule/{rule}" for result in results for change in result.changes for rule in change.rules)
    counts["changed"] = sum(result.text != result.raw for result in results)
    assert len(counts) > 3
    return counts


def write_jsonl(path: Path, texts: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))


# ---- Hugging Face datasets ----


def test_datasets_finds_in_its_cache_what_another_process_has_cleaned(tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    write_jsonl(tmp_path / "pages.jsonl", TEXTS)
    script = (
        "import datasets, sys\n"
        "from cleantext.adapters.datasets import Clean\n"
        "calls = []\n"
        "class Counted(Clean):\n"
        "    def __call__(self, batch):\n"
        "        open('calls', 'a').write('x')\n"
        "        return super().__call__(batch)\n"
        "Counted.__module__ = 'counted'; sys.modules['counted'] = sys.modules['__main__']\n"
        "rules = {'options': {'ad_label': {'labels': ['a', 'b c', 'd', 'e f', 'g']}}}\n"
        "dataset = datasets.Dataset.from_json('pages.jsonl', cache_dir='cache')\n"
        "clean = dataset.map(Counted(rules), batched=True, batch_size=5)\n"
        "print(clean._fingerprint)"
    )
    first = python(script, tmp_path, PYTHONHASHSEED="1", HF_HUB_OFFLINE="1")
    assert (tmp_path / "calls").read_text() == "xxxx"
    again = python(script, tmp_path, PYTHONHASHSEED="2", HF_HUB_OFFLINE="1")
    assert again == first
    assert (tmp_path / "calls").read_text() == "xxxx", "the second time from the cache"


def test_the_hash_of_datasets_tells_what_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasets")
    from datasets.fingerprint import Hasher

    from cleantext.adapters.datasets import Clean

    base = Hasher.hash(Clean())
    assert base == Hasher.hash(Clean(Pipeline.default())) == Hasher.hash(pickle.loads(pickle.dumps(Clean())))
    others = [
        Clean({"ignore": ["spacing"]}),
        Clean({"options": {"mojibake": {"profile": "ftfy"}}}),
        Clean(text_field="body"),
        Clean(changes_field="changes"),
        Clean(title_field="title"),
        Clean(url_field="title"),
    ]
    assert len({base, *map(Hasher.hash, others)}) == 1 + len(others)
    monkeypatch.setattr("cleantext.pipeline.CORE", 10**6)
    assert Hasher.hash(Clean(Pipeline.default())) != base, "another version of cleantext"


def test_datasets_says_how_it_must_be_called() -> None:
    datasets = pytest.importorskip("datasets")
    from cleantext.adapters.datasets import Clean

    dataset = datasets.Dataset.from_dict({"text": TEXTS})
    with pytest.raises(ValueError, match="batched=True"):
        dataset.map(Clean())
    with pytest.raises(ValueError, match=r"with_format\(None\)"):
        dataset.with_format("pandas").map(Clean(), batched=True)
    with pytest.raises(ValueError, match="with_format"):
        dataset.map(Clean(changes_field="changes"), batched=True)
    with pytest.raises(KeyError, match="no column 'body'; there are: 'text'"):
        dataset.map(Clean(text_field="body"), batched=True)


def test_datasets_has_typed_changes_where_the_first_batch_has_none() -> None:
    datasets = pytest.importorskip("datasets")
    from cleantext.adapters.datasets import Clean

    raw = ["Nothing is wrong here."] * 4 + TEXTS
    dataset = datasets.Dataset.from_dict({"text": raw}).with_format("arrow")
    clean = dataset.map(Clean(changes_field="changes"), batched=True, batch_size=4, writer_batch_size=4)
    for before, row in zip(raw, clean.with_format(None), strict=True):
        assert revert(row["text"], [Change(**change) for change in row["changes"]]) == before


# ---- datatrove ----


def test_datatrove_cleans_files_in_tasks_and_counts(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleantext.adapters.datatrove import CleanText

    for number in range(2):
        write_jsonl(tmp_path / "raw" / f"{number}.jsonl", TEXTS[number::2])
    steps = [JsonlReader(str(tmp_path / "raw")), CleanText(), JsonlWriter(str(tmp_path / "clean"))]
    LocalPipelineExecutor(steps, tasks=2, workers=1, logging_dir=str(tmp_path / "logs")).run()

    for number in range(2):
        lines = gzip.decompress((tmp_path / "clean" / f"0000{number}.jsonl.gz").read_bytes()).splitlines()
        rows = [json.loads(line) for line in lines]
        assert [row["text"] for row in rows] == [Pipeline.default().clean(text) for text in TEXTS[number::2]]
        for raw, row in zip(TEXTS[number::2], rows, strict=True):
            assert replay(raw, [Change(**change) for change in row["metadata"]["changes"]]) == row["text"]
    [stats] = [step["stats"] for step in json.loads((tmp_path / "logs" / "stats.json").read_text())[1:2]]
    totals = {name: value if isinstance(value, int) else value["total"] for name, value in stats.items()}
    assert totals.items() >= counted().items()
    assert totals["total"] == len(TEXTS)


def test_datatrove_keeps_what_stands_in_the_metadata() -> None:
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    from cleantext.adapters.datatrove import CleanText

    document = Document(TEXTS[0], "1", metadata={"changes": "of mine"})
    with pytest.raises(ValueError, match="a field 'changes' already"):
        list(CleanText()(iter([document])))
    [document] = CleanText(changes_field=None)(iter([document]))
    assert document.metadata == {"changes": "of mine"}
    assert pickle.loads(pickle.dumps(CleanText())).cleaner.changes_field == "changes"


# ---- Dask ----


def test_dask_names_its_tasks_the_same_in_each_process(tmp_path: Path) -> None:
    pytest.importorskip("dask.bag")
    script = (
        "import dask.bag as db\n"
        "from cleantext.adapters.dask import Clean\n"
        "clean = Clean({'options': {'ad_label': {'labels': ['a', 'b c', 'd', 'e f', 'g']}}}, url_field='u')\n"
        "print(db.from_sequence(['a']).map(clean).name)"
    )
    assert python(script, tmp_path, PYTHONHASHSEED="1") == python(script, tmp_path, PYTHONHASHSEED="2")
    assert python(script, tmp_path) != python(script.replace("b c", "b"), tmp_path)


# ---- Polars ----


def test_polars_streams_from_file_to_file(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    import cleantext.adapters.polars  # noqa: F401

    pl.DataFrame({"text": TEXTS}).write_parquet(tmp_path / "raw.parquet")
    text: Any = pl.col("text")
    pl.scan_parquet(tmp_path / "raw.parquet").with_columns(text.cleantext.clean()).sink_parquet(
        tmp_path / "clean.parquet"
    )
    clean = pl.read_parquet(tmp_path / "clean.parquet")["text"].to_list()
    assert clean == [Pipeline.default().clean(text) for text in TEXTS]


# ---- Scrapy ----

SPIDER = """
import dataclasses, json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

@dataclasses.dataclass
class Page:
    number: int
    body: str

@dataclasses.dataclass
class Picture:
    number: int

class Spider(scrapy.Spider):
    name = "pages"

    async def start(self):
        for number, text in enumerate(json.load(open("texts.json"))):
            yield Page(number, text)
            yield Picture(number)
            yield {"number": number, "body": text}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"cleantext.adapters.scrapy.CleanTextPipeline": 300},
    "CLEANTEXT_TEXT_FIELD": "body",
    "FEEDS": {"pages.jsonl": {"format": "jsonlines"}},
    "LOG_LEVEL": "ERROR",
})
crawler = process.create_crawler(Spider)
process.crawl(crawler)
process.start()
json.dump(crawler.stats.get_stats(), open("stats.json", "w"), default=str)
"""


def test_a_crawl_with_scrapy(tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    (tmp_path / "texts.json").write_text(json.dumps(TEXTS))
    python(SPIDER, tmp_path)
    items = [json.loads(line) for line in (tmp_path / "pages.jsonl").read_text("utf-8").splitlines()]
    clean = [Pipeline.default().clean(text) for text in TEXTS]
    bodies = [(item["number"], item["body"]) for item in items if "body" in item]
    assert sorted(bodies) == sorted(2 * list(enumerate(clean)))
    assert sum("body" not in item for item in items) == len(TEXTS)
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert {f"cleantext/{label}": 2 * count for label, count in counted().items()}.items() <= stats.items()
    assert stats["item_scraped_count"] == 3 * len(TEXTS)


def test_scrapy_settings() -> None:
    pytest.importorskip("scrapy")
    from scrapy.utils.test import get_crawler

    from cleantext.adapters.scrapy import CleanTextPipeline

    settings = {
        "CLEANTEXT_PIPELINE": {"ignore": ["mojibake"]},
        "CLEANTEXT_CHANGES_FIELD": "changes",
        "CLEANTEXT_TITLE_FIELD": "headline",
        "CLEANTEXT_LANGUAGE_FIELD": "lang",
        "CLEANTEXT_URL_FIELD": "url",
    }
    cleaner = CleanTextPipeline.from_crawler(get_crawler(settings_dict=settings)).cleaner
    assert cleaner.hint_fields == {"title": "headline", "language": "lang", "url": "url"}
    assert cleaner.changes_field == "changes"
    assert cleaner.pipeline.fingerprint == Pipeline.default(ignore=["mojibake"]).fingerprint


# ---- scikit-learn ----


def test_sklearn_clones_pickles_and_searches() -> None:
    pytest.importorskip("sklearn")
    from sklearn.base import clone
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import make_pipeline

    from cleantext.adapters.sklearn import TextCleaner

    model = make_pipeline(TextCleaner(), CountVectorizer(), LogisticRegression())
    grid = {"textcleaner__pipeline": [None, {"select": ["repair"]}]}
    search = GridSearchCV(model, grid, cv=2).fit(TEXTS, [number % 2 for number in range(len(TEXTS))])
    assert "café" in search.best_estimator_["countvectorizer"].vocabulary_
    cleaner = TextCleaner(Pipeline.default(ignore=["mojibake"]))
    for copy in (clone(cleaner), pickle.loads(pickle.dumps(cleaner))):
        assert copy.transform(TEXTS) == cleaner.transform(TEXTS)
        assert copy.transform(TEXTS[:1]) == TEXTS[:1]


def test_sklearn_refuses_what_is_no_list_of_texts() -> None:
    pytest.importorskip("sklearn")
    np = pytest.importorskip("numpy")
    from cleantext.adapters.sklearn import TextCleaner

    for wrong in ("one text", np.array([TEXTS])):
        with pytest.raises(ValueError, match="takes a list or column of texts"):
            TextCleaner().transform(wrong)
    assert TextCleaner().transform(np.array(TEXTS)) == TextCleaner().transform(TEXTS)


# ---- spaCy ----


def test_spacy_saves_loads_and_works_in_processes(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("cleantext", config={"pipeline": {"ignore": ["spacing"]}})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": "café"}])
    nlp.to_disk(tmp_path / "model")
    copy = spacy.load(tmp_path / "model")
    pipeline = Pipeline.default(ignore=["spacing"])
    for doc, raw in zip(copy.pipe(TEXTS, n_process=2), TEXTS, strict=True):
        assert doc.text == pipeline.clean(raw)
        assert doc._.raw == raw
        for entity in doc.ents:
            start, end = entity._.raw_span
            assert (raw[start:end], doc._.raw_span(entity)) == ("cafÃ©", (start, end))
    assert sum(len(doc.ents) for doc in copy.pipe(TEXTS)) == 5


def test_a_doc_that_was_not_cleaned_is_its_own_raw_text() -> None:
    spacy = pytest.importorskip("spacy")
    import cleantext.adapters.spacy  # noqa: F401

    doc = spacy.blank("en")("All is well.")
    assert (doc._.raw, doc._.raw_span(doc[1:3]), doc[1:3]._.raw_span) == ("All is well.", (4, 11), (4, 11))


# ---- LlamaIndex, Haystack ----


def test_the_cache_of_llama_index_notices_other_rules() -> None:
    pytest.importorskip("llama_index.core")
    from llama_index.core.ingestion import IngestionCache, IngestionPipeline
    from llama_index.core.schema import TextNode

    from cleantext.adapters.llama_index import CleanText

    cache = IngestionCache()

    def run(**fields: Any) -> list[str]:
        pipeline = IngestionPipeline(transformations=[CleanText(**fields)], cache=cache)
        return [node.get_content() for node in pipeline.run(nodes=[TextNode(text=text) for text in TEXTS])]

    assert run() == run() == [Pipeline.default().clean(text) for text in TEXTS]
    assert run(pipeline={"ignore": ["mojibake"]}) != run()
    step = CleanText(pipeline={"ignore": ["mojibake"]}, title_field="headline")
    assert CleanText.from_dict(step.to_dict()) == step


def test_haystack_saves_the_pipeline() -> None:
    pytest.importorskip("haystack")
    from haystack import Document
    from haystack import Pipeline as HaystackPipeline

    from cleantext.adapters.haystack import CleanText

    pipeline = HaystackPipeline()
    pipeline.add_component("cleaner", CleanText({"ignore": ["mojibake"]}, changes_field="changes"))
    trusted: dict[str, Any] = {"allowed_modules": ["cleantext.adapters.haystack"]}
    if "allowed_modules" not in inspect.signature(HaystackPipeline.loads).parameters:
        trusted = {}  # Haystack 2 trusts all modules
    copy = HaystackPipeline.loads(pipeline.dumps(), **trusted)
    documents = [Document(content=text, meta={"url": "a"}) for text in TEXTS[:4]]
    [first, *_] = copy.run({"cleaner": {"documents": documents}})["cleaner"]["documents"]
    assert (first.content, first.meta) == (TEXTS[0], {"url": "a", "changes": []})


# ---- Dolma ----


def test_dolma_deletes_what_the_tagger_found(tmp_path: Path) -> None:
    """With its own commands, from file to file."""
    pytest.importorskip("dolma")
    raw = tmp_path / "wiki" / "documents" / "0.jsonl.gz"
    raw.parent.mkdir(parents=True)
    rows = [{"id": str(number), "text": text, "source": "wiki"} for number, text in enumerate(TEXTS)]
    raw.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    dolma = Path(sys.executable).with_name("dolma")
    tag = ["tag", "--documents", str(raw), "--experiment", "dirt", "--taggers", "cleantext"]
    config = {
        "streams": [
            {
                "name": "wiki",
                "documents": [str(raw)],
                "attributes": ["dirt"],
                "output": {"path": str(tmp_path / "clean"), "max_size_in_bytes": 10**8},
                "span_replacement": [
                    {"span": f"$.attributes.dirt__cleantext__{rule}", "min_score": 1, "replacement": ""}
                    for rule in ("duplicated_title", "spacing", "mojibake")
                ],
            }
        ],
        "work_dir": {"input": str(tmp_path / "in"), "output": str(tmp_path / "out")},
        "processes": 1,
    }
    (tmp_path / "mix.json").write_text(json.dumps(config))
    commands = [[*tag, "--tagger_modules", "cleantext.adapters.dolma"], ["-c", str(tmp_path / "mix.json"), "mix"]]
    for command in commands:
        done = subprocess.run(
            [dolma, *command], cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        assert done.returncode == 0, done.stdout + done.stderr
    [mixed] = (tmp_path / "clean").glob("*.gz")
    cleaned = [json.loads(line)["text"] for line in gzip.decompress(mixed.read_bytes()).splitlines()]
    pipeline = Pipeline.default()
    assert cleaned == [replay(raw, [c for c in pipeline.run(raw).changes if not c.after]) for raw in TEXTS]
    assert cleaned[3] == pipeline.clean(TEXTS[3]) != TEXTS[3]
