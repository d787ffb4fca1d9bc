"""What the ledger costs: CPU time of `Pipeline.run` divided by that of `Pipeline.clean`.

``python -m benchmarks.ledger`` prints the ratio for each kind of pages and exits with 1 if one is over the target.
Both calls are timed in turn, and the ratio is the median of the rounds' ratios, so that whatever else the machine
does hits both alike.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.corpus import BATCHES, Batch, pages
from cleantext import Pipeline

TARGET = 1.25


def seconds(call: Callable[[str], object], texts: Sequence[str]) -> float:
    """CPU time of the call on all texts. Each of the two calls leaves its own garbage to itself."""
    gc.collect()
    begin = time.process_time()
    for text in texts:
        call(text)
    return time.process_time() - begin


def cost(pipeline: Pipeline, batch: Batch, rounds: int) -> tuple[float, float, float]:
    """Median seconds of `clean` and of `run`, and the median of their ratios."""
    texts = [page.raw for page in pages(batch)]
    seconds(pipeline.run, texts)  # the first round pays for imports
    cleans, runs = [], []
    for number in range(rounds):
        if number % 2:
            cleans.append(seconds(pipeline.clean, texts))
        runs.append(seconds(pipeline.run, texts))
        if not number % 2:
            cleans.append(seconds(pipeline.clean, texts))
    ratio = statistics.median(run / clean for clean, run in zip(cleans, runs, strict=True))
    return statistics.median(cleans), statistics.median(runs), ratio


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description="What the ledger costs.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds for each kind of pages (default: 15)")
    parser.add_argument("--target", type=float, default=TARGET, help=f"highest ratio allowed (default: {TARGET})")
    arguments = parser.parse_args()
    pipeline = Pipeline.default()
    over = 0
    print(f"{'pages':28} {'clean':>10} {'run':>10} {'ratio':>7}")
    for batch in BATCHES:
        clean, run, ratio = cost(pipeline, batch, arguments.rounds)
        mark = "  over the target" if ratio > arguments.target else ""
        over += bool(mark)
        print(f"{batch!s:28} {clean * 1e3:7.1f} ms {run * 1e3:7.1f} ms {ratio:7.3f}{mark}", flush=True)
    print(f"{over} of {len(BATCHES)} kinds are over {arguments.target}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
