"""The whole default pipeline, on all kinds of pages."""

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import BATCHES, Batch, pages
from benchmarks.expect import expect
from benchmarks.measure import Measure
from cleantext import Pipeline

PIPELINE = Pipeline.default()

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize("batch", BATCHES, ids=str)
def test_clean(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    benchmark.group = f"pipeline: {batch.size}"
    cleaned = measure(PIPELINE.clean, [page.raw for page in pages(batch)])
    expect(cleaned, (page.clean for page in pages(batch)))
