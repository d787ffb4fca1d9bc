"""The scans that rules share: each view of a document, and the tests that rule out repair, on clean and dirty pages."""

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import BATCHES, Batch, pages
from benchmarks.measure import Measure
from cleantext import Document
from cleantext.badness import bad_sign, bad_spot, odd_characters
from cleantext.document import lazy

VIEWS = [name for name, view in vars(Document).items() if isinstance(view, lazy) and not name.startswith("_")]

pytestmark = pytest.mark.benchmark(timer=time.process_time)
SCANNED = [batch for batch in BATCHES if batch.kind != "mojibake"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("batch", SCANNED, ids=str)
def test_view(benchmark: BenchmarkFixture, measure: Measure, batch: Batch, view: str) -> None:
    """A view of a new document, with the views that it is made of."""
    benchmark.group = f"scans: {batch}"
    found = measure(lambda doc: getattr(doc, view), [page.raw for page in pages(batch)], prepare=Document)
    assert found == [getattr(Document(page.raw), view) for page in pages(batch)]


@pytest.mark.parametrize("batch", SCANNED, ids=str)
def test_bad_spot(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    """The search for mojibake in the whole text."""
    benchmark.group = f"scans: {batch}"
    found = measure(bad_spot(lines=True).search, [page.raw for page in pages(batch)])
    assert not any(found)


@pytest.mark.parametrize("batch", SCANNED, ids=str)
def test_bad_sign(benchmark: BenchmarkFixture, measure: Measure, batch: Batch) -> None:
    """The search for signs of mojibake in what is not plain ASCII."""
    benchmark.group = f"scans: {batch}"
    sign = bad_sign()
    assert sign, "no such test can be had of this version of ftfy"
    found = measure(sign.search, [page.raw for page in pages(batch)], prepare=odd_characters)
    assert len(found) == len(pages(batch))
