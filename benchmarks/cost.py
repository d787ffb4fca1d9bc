"""What a corpus costs: cores × hours from the measured speed of one core.

``python -m benchmarks.cost`` measures the default rules on the pages of `benchmarks.corpus` and prints the MB/s of
one core and the core-hours for 10 TB; ``--terabytes`` takes another size, ``--texts FOLDER`` your own texts instead
(its ``.txt`` files), ``--changes`` keeps the ledger, as adapters with a field for changes do.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from benchmarks.corpus import BATCHES, pages
from cleantext import Pipeline


def texts_of(folder: Path | None) -> dict[str, list[str]]:
    """Groups of texts by name: one for each kind and script of pages of 8 KB, or those of a folder."""
    if folder is None:
        kinds = {f"{b.kind}, {b.script}": [page.raw for page in pages(b)] for b in BATCHES if b.size == "8KB"}
        return {**kinds, "all of them": [text for texts in kinds.values() for text in texts]}
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder} has no .txt files")
    return {str(folder): texts}


def rate(pipeline: Pipeline, texts: list[str], *, changes: bool, rounds: int) -> float:
    """Bytes of UTF-8 in a second of CPU time: the median of the rounds without the first, which warms up."""
    size = sum(len(text.encode()) for text in texts)
    call = pipeline.run if changes else pipeline.clean
    rates = []
    for _ in range(rounds + 1):
        fresh = [text.encode().decode() for text in texts]
        begin = time.process_time()
        for text in fresh:
            call(text)
        rates.append(size / (time.process_time() - begin))
    return statistics.median(rates[1:])


def core_hours(terabytes: float, rate: float) -> float:
    """The formula: bytes ÷ (bytes in a second of one core) ÷ 3600."""
    return terabytes * 1e12 / rate / 3600


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__.splitlines()[0])
    parser.add_argument("--terabytes", type=float, default=10, help="size of the corpus, 10¹² bytes (default: 10)")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="measure on these texts")
    parser.add_argument("--changes", action="store_true", help="keep the ledger")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    pipeline = Pipeline.default()
    print(f"{'texts':28} {'MB/s of a core':>15} {'core-hours':>11}   for {arguments.terabytes:g} TB")
    for name, texts in texts_of(arguments.texts).items():
        speed = rate(pipeline, texts, changes=arguments.changes, rounds=arguments.rounds)
        print(f"{name:28} {speed / 1e6:15.2f} {core_hours(arguments.terabytes, speed):11,.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
