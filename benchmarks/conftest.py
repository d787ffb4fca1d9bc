"""Fixtures of the benchmarks."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.corpus import DIGEST, digest
from benchmarks.measure import Measure


@pytest.fixture(scope="session", autouse=True)
def pinned() -> None:
    """Figures of another text could not be compared."""
    assert digest() == DIGEST, "the corpus has changed: pin its new digest and save the figures anew"


@pytest.fixture
def measure(benchmark: BenchmarkFixture, pytestconfig: pytest.Config) -> Measure:
    """Times a call on some texts, in as many rounds as --benchmark-min-rounds says."""
    return Measure(benchmark, pytestconfig.getoption("benchmark_min_rounds"))
