"""Character repair: cleantext.fix_text, ftfy's own, and the rule `mojibake`, on all kinds of pages."""

import time
from collections.abc import Callable

import ftfy
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import BATCHES, Batch, pages
from benchmarks.expect import expect
from benchmarks.measure import Measure
from cleantext import Pipeline, fix_text

DROP_INS: dict[str, Callable[[str], str]] = {
    "ftfy.fix_text": ftfy.fix_text,
    "cleantext.fix_text": fix_text,
    "mojibake, profile ftfy": Pipeline.default(select=["mojibake"], options={"mojibake": {"profile": "ftfy"}}).clean,
}

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize("name", DROP_INS)
@pytest.mark.parametrize("batch", BATCHES, ids=str)
def test_repair(benchmark: BenchmarkFixture, measure: Measure, batch: Batch, name: str) -> None:
    benchmark.group = f"repair: {batch}"
    texts = [page.raw for page in pages(batch)]
    expect(measure(DROP_INS[name], texts), map(ftfy.fix_text, texts))
