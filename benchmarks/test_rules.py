"""Each default rule alone, on all kinds of pages with the damage that is its own (none, on many of them)."""

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import BATCHES, Batch, pages
from benchmarks.expect import expect
from benchmarks.measure import Measure
from cleantext import Pipeline

RULES = {rule.name: Pipeline([rule]) for rule in Pipeline.default().rules}

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("batch", BATCHES, ids=str)
def test_rule(benchmark: BenchmarkFixture, measure: Measure, batch: Batch, rule: str) -> None:
    benchmark.group = f"rules: {batch}"
    cleaned = measure(RULES[rule].clean, [page.only(rule) for page in pages(batch)])
    expect(cleaned, [page.clean for page in pages(batch)])
