"""What `name_spelling` and `cleantext variants` cost, as shares of ftfy.fix_text's time in the same run.

``python -m benchmarks.names`` prints each figure with its target and exits with 1 if one is missed:

- the stage unify with the shipped pack, on text without a candidate: news with typographic quotes and dashes, as most
  of it is; and on the same text in ASCII, of which ftfy makes short work, without a target;
- the same with packs of 300 and of 30,000 forms, which must cost nearly the same;
- discovery: counting and grouping the names of many texts;
- growth: time per byte from 64 KB to 16 MB.

What is compared is timed in turn, and a figure is the median of the rounds' ratios.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import ftfy

from benchmarks.corpus import Batch, pages
from benchmarks.peers.texts import typographic
from cleantext import Pipeline
from cleantext.names import Name
from cleantext.names.variants import Surfaces
from cleantext.registry import find

SHARE = 1 / 50
LARGE = 1.25
DISCOVERY = 2.0
FLAT = 1.25
SIZES = tuple(64 << 10 << 2 * n for n in range(5))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description="What names cost.")
    parser.add_argument("--rounds", type=int, default=7, help="rounds for each figure (default: 7)")
    rounds = parser.parse_args().rounds
    texts = [page.clean for page in pages(Batch("clean", "english", "8KB"))]
    rows = [*_stage(texts, rounds), *_packs(texts, rounds), *_discovery(rounds), *_growth(texts, rounds)]
    for what, value, target, good in rows:
        print(f"{what:58} {value:>10}   target {target:10}{'' if good else '  MISSED'}", flush=True)
    return 0 if all(good for *_, good in rows) else 1


Row = tuple[str, str, str, bool]


def _seconds(call: Callable[[str], object], texts: Sequence[str]) -> float:
    begin = time.process_time()
    for text in texts:
        call(text)
    return time.process_time() - begin


def _ratio(call: Callable[[str], object], other: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Median of the time of ``call`` divided by that of ``other``. Each round has new strings."""
    ratios = []
    for number in range(-1, rounds):
        fresh = [f"{text}\nRound {number}." for text in texts]
        pair = _seconds(call, fresh), _seconds(other, [text + " " for text in fresh])
        if number >= 0:
            ratios.append(pair[0] / pair[1])
    return statistics.median(ratios)


def _stage(texts: Sequence[str], rounds: int) -> list[Row]:
    unify = Pipeline.default(select=["unify"])
    assert all(unify.clean(text) == text for text in texts)
    share = _ratio(unify.clean, ftfy.fix_text, [*map(typographic, texts)], rounds)
    ascii_share = _ratio(unify.clean, ftfy.fix_text, texts, rounds)
    what = "unify with the shipped pack / ftfy.fix_text"
    return [
        (what, f"1/{1 / share:.0f}", f"≤ 1/{1 / SHARE:.0f}", share <= SHARE),
        (f"{what}, ASCII", f"1/{1 / ascii_share:.0f}", "none", True),
    ]


def _pack(forms: int) -> frozenset[Name]:
    """Names that no text has, three forms each, in the manner of the shipped ones."""
    dice = random.Random(forms)
    shipped = sorted(name.canonical for name in find("name_spelling").options["names"])

    def scrambled() -> str:
        words = [*dice.choice(shipped).split(), dice.choice(shipped).split()[-1]]
        return " ".join(word[: len(word) // 2] + dice.choice("bdgklmnrstz") + word[len(word) // 2 :] for word in words)

    names: dict[str, Name] = {}
    while 3 * len(names) < forms:
        name = scrambled()
        names[name] = Name(name, (name + "ev", name + "eff"))
    return frozenset(names.values())


def _packs(texts: Sequence[str], rounds: int) -> list[Row]:
    small, large = (
        Pipeline.default(select=["unify"], options={"name_spelling": {"names": _pack(forms)}}).clean
        for forms in (300, 30_000)
    )
    ratio = _ratio(large, small, texts, rounds)
    return [("a pack of 30,000 forms / one of 300", f"{ratio:.2f}", f"≤ {LARGE}", ratio <= LARGE)]


def _discovery(rounds: int) -> list[Row]:
    """Pages of a seventh each of other text, so that names grow with the corpus."""
    texts = [page.clean for kind in ("clean", "dirty") for page in pages(Batch(kind, "english", "8KB"))]
    ratios = []
    for number in range(-1, rounds):
        fresh = [f"{text}\nRound {number}." for text in texts]
        begin = time.process_time()
        surfaces = Surfaces()
        for text in fresh:
            surfaces.add(text)
        surfaces.variants()
        mine = time.process_time() - begin
        if number >= 0:
            ratios.append(_seconds(ftfy.fix_text, [text + " " for text in fresh]) / mine)
    speed = statistics.median(ratios)
    return [("discovery, × ftfy.fix_text's speed", f"{speed:.1f}", f"≥ {DISCOVERY}", speed >= DISCOVERY)]


def _growth(texts: Sequence[str], rounds: int) -> list[Row]:
    """Time per byte of each size against that of the smallest; each article has a name in two spellings."""
    find_edits = Pipeline.default(select=["unify"]).clean
    odd = "\n\nAnne-Sophie Lefort said that the talks in the town went on. Anne Sophie Lefort was there in May.\n\n"
    whole = odd.join(texts)
    while len(whole) < SIZES[-1]:
        whole += odd + whole
    pieces = {size: whole[:size] for size in SIZES}
    find_edits(pieces[SIZES[0]])
    per_byte: dict[int, float] = {}
    for size, piece in pieces.items():
        repeats = max(1, SIZES[2] // size)
        times = []
        for number in range(min(rounds, 3)):
            times.append(_seconds(find_edits, [f"{piece}{number}{n}" for n in range(repeats)]) / repeats / size)
        per_byte[size] = min(times)
    base = per_byte[SIZES[1]]
    worst = max(value / base for value in per_byte.values())
    speeds = ", ".join(f"{1 / value / 1e6:.0f}" for value in per_byte.values())
    return [(f"growth 64 KB to 16 MB ({speeds} MB/s), worst / 256 KB", f"{worst:.2f}", f"≤ {FLAT}", worst <= FLAT)]


if __name__ == "__main__":
    sys.exit(main())
