"""The timing of a call on a batch of texts, with the figures that people ask for: MB/s and documents per second."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pytest_benchmark.fixture import BenchmarkFixture

T = TypeVar("T")


class Measure:
    """Times calls with pytest-benchmark; a round takes a whole batch."""

    def __init__(self, benchmark: BenchmarkFixture, rounds: int) -> None:
        self.benchmark = benchmark
        self.rounds = rounds

    def __call__(self, call: Callable[[Any], T], texts: Sequence[str], prepare: Callable[[str], Any] = str) -> list[T]:
        """What ``call`` gives for each text; ``prepare``, not timed, makes its argument of the text."""

        def setup() -> tuple[tuple[list[Any]], dict[str, Any]]:
            # New strings in each round: nothing that is kept with a string may speed up the next one.
            return ([prepare(text.encode().decode()) for text in texts],), {}

        def work(arguments: list[Any]) -> list[T]:
            return [call(argument) for argument in arguments]

        pedantic: Callable[..., list[T]] = self.benchmark.pedantic  # untyped there
        results = pedantic(work, setup=setup, rounds=self.rounds, warmup_rounds=1)
        if self.benchmark.stats is not None:  # None under --benchmark-disable
            seconds = self.benchmark.stats.stats.median
            size = sum(len(text.encode()) for text in texts)
            self.benchmark.extra_info["MB/s"] = round(size / seconds / 1e6, 2)
            self.benchmark.extra_info["docs/s"] = round(len(texts) / seconds, 1)
        return results
