"""What one more rule costs where it finds nothing.

``python -m benchmarks.marginal`` adds rules to the default pipeline that wait for a phrase at the beginning of a line,
or for a literal anywhere in the text, which no page has, and divides what one of them adds to the time of `clean` by
the time of ``ftfy.fix_text`` on the same pages. It exits with 1 if one is over the target.

The times with and without the rules, and ftfy's, are taken in turn; what is printed is the median of the rounds.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import ftfy
from rich.progress import track

from benchmarks.ledger import seconds
from benchmarks.peers.texts import SETS, texts
from cleantext import Document, Edit, Pipeline, Rule

TARGET = 0.001
"""Highest share of ftfy.fix_text's time."""
MORE = 50
"""Rules that are added at once: what one of them costs alone would be lost in the noise."""
PHRASES = 20
"""Phrases that each of them has."""


def _phrases(number: int) -> frozenset[str]:
    """Phrases that no page has, different for each rule."""
    return frozenset(f"zq{number:03} xv{phrase:03}" for phrase in range(PHRASES))


def _find(doc: Document, *, phrases: frozenset[str] = frozenset()) -> Iterator[Edit]:
    for line in doc.lines:
        if line.key in phrases:
            yield doc.drop(line, "never there")


def _by_phrases(number: int) -> Rule:
    rule = Rule(f"extra_{number}", _find, stage="strip", examples=(), phrases=("phrases",))
    return rule.with_options(phrases=_phrases(number))


def _by_literals(number: int) -> Rule:
    return Rule(f"extra_{number}", _find, stage="strip", examples=(), triggers=tuple(sorted(_phrases(number))[:3]))


RULES: Mapping[str, Callable[[int], Rule]] = MappingProxyType(
    {f"a rule with {PHRASES} phrases": _by_phrases, "a rule with 3 literals": _by_literals}
)
"""Kinds of anchored rules."""


def marginal(make: Callable[[int], Rule], pages: Sequence[str], rounds: int) -> float:
    """What one more rule costs on these pages, as a share of ftfy.fix_text's time."""
    rules = Pipeline.default().rules
    # One added rule is on both sides: that there is a rule of another project at all has a price of its own.
    few = Pipeline([*rules, make(0)])
    many = Pipeline([*rules, *map(make, range(1 + MORE))])
    shares = []
    for number in range(rounds + 1):
        fresh = [f"{text}\n{number}" for text in pages]
        order = (few.clean, many.clean) if number % 2 else (many.clean, few.clean)
        times = {call: seconds(call, fresh) for call in (*order, ftfy.fix_text)}
        shares.append((times[many.clean] - times[few.clean]) / MORE / times[ftfy.fix_text])
    return statistics.median(shares[1:])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.marginal", description="What one more rule costs.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds for each kind of pages (default: 9)")
    arguments = parser.parse_args()
    cases = [(name, key) for name in RULES for key in SETS]
    lines, over = [], 0
    for name, key in track(cases, description="measuring", transient=True):
        share = marginal(RULES[name], texts(key), arguments.rounds)
        over += share > TARGET
        lines.append(f"{name:24} {key:14} {share:8.3%}" + "  over the target" * (share > TARGET))
    print(*lines, sep="\n")
    print(f"{over} of {len(cases)} are over {TARGET:.1%} of ftfy.fix_text's time")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
