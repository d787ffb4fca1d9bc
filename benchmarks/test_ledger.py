"""Work with the ledger: `run`, which keeps it, undoing everything, JSON. `benchmarks.ledger` says what it costs."""

import json
import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import BATCHES, Batch, pages
from benchmarks.expect import expect
from benchmarks.measure import Measure
from cleantext import Change, Pipeline, Result, replay, revert

PIPELINE = Pipeline.default()

pytestmark = pytest.mark.benchmark(timer=time.process_time)
CHANGED = [batch for batch in BATCHES if batch.kind != "clean"]


@pytest.mark.parametrize("batch", BATCHES, ids=str)
def test_run(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    benchmark.group = f"run: {batch.size}"
    results = measure(PIPELINE.run, [page.raw for page in pages(batch)])
    expect((result.text for result in results), (page.clean for page in pages(batch)))
    expect((replay(result.raw, result.changes) for result in results), (page.clean for page in pages(batch)))
    assert not any(result.problems for result in results)


@pytest.mark.parametrize("batch", CHANGED, ids=str)
def test_undo(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    benchmark.group = f"undo: {batch.size}"
    undone = measure(Result.undo, [page.raw for page in pages(batch)], prepare=PIPELINE.run)
    expect(undone, (page.raw for page in pages(batch)))


@pytest.mark.parametrize("batch", CHANGED, ids=str)
def test_json(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    benchmark.group = f"JSON of the ledger: {batch.size}"
    lines = measure(Result.to_json, [page.raw for page in pages(batch)], prepare=PIPELINE.run)
    records = [json.loads(line) for line in lines]
    expect((record["text"] for record in records), (page.clean for page in pages(batch)))
    changes = [[Change(**change) for change in record["changes"]] for record in records]
    expect(map(revert, (page.clean for page in pages(batch)), changes), (page.raw for page in pages(batch)))
