"""The pipeline: rules look at the same document, stage by stage, until nothing more is to be done."""

import gc
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from cleantext import budget as body
from cleantext.deadline import Deadline, RuleTimeout
from cleantext.document import Document, Hints
from cleantext.edits import Edit, Settled, check, settle
from cleantext.errors import ConfigError
from cleantext.ledger import Ledger
from cleantext.openings import SHORT, Phrases
from cleantext.result import Problem, Refused, Result
from cleantext.rule import STAGES, Find, Rule

CORE = 3
"""Goes up when the same rules give another output because the core changed; part of the fingerprint."""

ROUNDS = 10
"""Rounds that one stage may take in one pass before the next stage has its turn."""

FEW = 0.1
"""Share of the text that is running text at least, where the budget is concerned."""

PASSES = 10
"""Passes over all stages before a document counts as restless (see `Pipeline`)."""


FEW_TRIGGERS = 8
"""Literals up to which a text is searched for one after the other; a pass for all costs as much as eight of them."""

LARGE = 1 << 20
"""Bytes of literals up to which they are looked for with a table of all states (DFA)."""

SHORT_TEXT = 20_000
"""Characters up to which a text needs no precautions, see `deadline` and `_no_garbage`; most web pages are shorter."""


class _Ready:
    """A rule made ready to be called: options bound, wake-up fields at hand."""

    __slots__ = ("call", "name", "stable", "waits", "wake")

    def __init__(self, rule: Rule) -> None:
        self.name = rule.name
        chosen = {name: _same(value) if isinstance(value, frozenset) else value for name, value in rule.chosen.items()}
        self.call: Find = partial(rule.find, **chosen) if chosen else rule.find
        self.waits = rule.is_called
        self.stable = rule.stable
        self.wake = rule.bound(rule.wake) if rule.wake else None


@cache
def _same(value: frozenset[Any]) -> frozenset[Any]:
    """One set for all that are equal: the caches of rules, keyed by sets of phrases, tell them apart at a glance."""
    return value


class _Stage(NamedTuple):
    """The rules of one stage."""

    name: str
    rules: Sequence[_Ready]
    waits: bool
    """Whether one of them waits for a phrase or literal."""


class _Calls:
    """Which rules the phrases and literals of a document call."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._triggered = [rule for rule in rules if rule.triggers]
        self._quiet = frozenset(rule.name for rule in rules if rule.is_called)
        self._by_phrase: dict[str, list[tuple[str, int]]] = {}
        for rule in rules:
            options = rule.options
            for names, longest in ((rule.phrases, SHORT), (rule.openings, sys.maxsize)):
                for phrase in frozenset[str]().union(*(options[name] for name in names)):
                    self._by_phrase.setdefault(phrase, []).append((rule.name, longest))
        self.phrases = Phrases(frozenset(self._by_phrase))

    def quiet(self, doc: Document) -> Set[str]:
        """Names of the rules that wait for a phrase or literal and are not called."""
        doc.triggers = self._triggers(doc)
        called = {name for trigger in doc.triggers for name in self.by_trigger[trigger]}
        if doc.callers is None and doc.openings_before is not None:
            doc.callers = self._callers(doc.openings_before)
        if doc.callers is not None:
            called |= {rule for rule, texts in doc.callers.items() if not doc.row_set.isdisjoint(texts)}
            return self._quiet - called
        for phrase, texts in doc.openings.items() if self._by_phrase else ():
            shortest = min(map(len, texts))
            for rule, longest in self._by_phrase[phrase]:
                if shortest <= longest:
                    called.add(rule)
        return self._quiet - called

    def _callers(self, openings: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
        """The texts that call each rule by how they open."""
        out: dict[str, list[str]] = {}
        long = {text for texts in openings.values() for text in texts if len(text) > SHORT}
        for phrase, texts in openings.items():
            short = texts if long.isdisjoint(texts) else [text for text in texts if text not in long]
            for rule, longest in self._by_phrase[phrase]:
                if some := short if longest == SHORT else texts:
                    out.setdefault(rule, []).extend(some)
        return out

    def _triggers(self, doc: Document) -> Set[str]:
        """The literals that stand in the text. Where only lines went, new ones have a line feed."""
        if len(self.by_trigger) <= FEW_TRIGGERS:
            return {trigger for trigger in self.by_trigger if trigger in doc.text}
        if doc.seams is None:
            return self._found(doc.utf8)
        before, seams = doc.seams
        text, reach = doc.text, self._reach
        some = "\0".join([text[max(0, at - reach) : at + reach] for at in seams]) if reach else ""
        return {trigger for trigger in before | self._found(some.encode("utf-8", "surrogatepass")) if trigger in text}

    def _found(self, raw: bytes) -> Set[str]:
        ordered, find = self._automaton
        return {ordered[number] for number, _, _ in find(raw, overlapping=True)}

    @cached_property
    def _reach(self) -> int:
        """The length of the longest literal that has a line feed; 0 if there is none."""
        return max((len(trigger) for trigger in self.by_trigger if "\n" in trigger), default=0)

    @cached_property
    def by_trigger(self) -> dict[str, list[str]]:
        """The names of the rules that wait for each literal. Raises ConfigError for triggers that are none."""
        out: dict[str, list[str]] = {}
        for rule in self._triggered:
            try:
                literals = [*map(str.__str__, rule.literals)]
            except Exception as error:
                raise ConfigError(f"{rule.name}: no triggers to be had, {type(error).__name__}: {error}") from error
            for trigger in literals:
                out.setdefault(trigger, []).append(rule.name)
        return out

    @cached_property
    def _automaton(self) -> tuple[list[str], Callable[..., list[tuple[int, int, int]]]]:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        ordered = sorted(self.by_trigger)
        literals = [trigger.encode("utf-8", "surrogatepass") for trigger in ordered]
        # The fastest kind takes 256 times as much memory as the literals.
        kind = Implementation.DFA if sum(map(len, literals)) <= LARGE else Implementation.ContiguousNFA
        return ordered, BytesAhoCorasick(literals, implementation=kind).find_matches_as_indexes


class Pipeline:
    """Applies rules to documents and keeps the ledger.

    The stages run in the order of `STAGES`. Within a stage all rules see the same document; their edits are settled,
    applied, and the stage looks again until its rules are content. A later stage may wake an earlier one, so the
    whole is repeated until a pass changes nothing: cleaning a cleaned text changes nothing. A document that has not
    come to rest after `PASSES` passes is given back as the repair stage left it, and `Result.problems` says so.

    A pipeline keeps nothing between documents and pickles; it cannot be unpickled where the same rules would give
    another output. ``seconds`` is the time one rule may take on one document for each started million characters; a
    rule that overruns it or raises is left out for that document and reported in `Result.problems`. ``budget`` is the
    share of its running text that a document may lose in one stage, 1 for no limit (see `cleantext.budget`); a stage
    that would take more is left out and reported in `Result.refused`.

    Raises ConfigError for two rules of one name, and for seconds or a budget that make no sense.
    """

    def __init__(self, rules: Sequence[Rule], *, seconds: float = 10.0, budget: float = 1.0) -> None:
        names = [rule.name for rule in rules]
        if len(set(names)) < len(names):
            twice = sorted({n for n in names if names.count(n) > 1})
            raise ConfigError(f"two rules have the same name: {', '.join(twice)}")
        if not (seconds > 0 and 0 <= budget <= 1):
            raise ConfigError(f"seconds are more than 0 and a budget is from 0 to 1, not {seconds:g} and {budget:g}")
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (STAGES.index(r.stage), r.name)))
        self.seconds = seconds
        self.budget = budget
        self._foreign = not all(rule.find.__module__.startswith("cleantext.rules.") for rule in self.rules)
        self._stages = [
            _Stage(stage, [_Ready(rule) for rule in rules], any(rule.is_called for rule in rules))
            for stage, rules in ((stage, [*rules]) for stage, rules in groupby(self.rules, lambda rule: rule.stage))
        ]
        self._calls = _Calls(self.rules)
        if self._foreign:
            self._calls.by_trigger  # noqa: B018  what a rule of another project raises here is better raised now

    @classmethod
    def default(
        cls,
        *,
        preset: str = "default",
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        packs: Iterable[str | Path] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> "Pipeline":
        """The rules that come with cleantext, as chosen.

        ``select`` means only these rules or stages, ``ignore`` all but these; ``options`` are options of rules, as
        ``{rule: {option: value}}``; ``packs`` are paths of TOML files with phrases of your own (see `packs`).

        Raises ConfigError for a name, option or value that does not exist, with the nearest one that does.
        """
        from cleantext.registry import choose

        rules = choose(preset=preset, select=select, ignore=ignore, packs=packs, options=options or {})
        return cls(rules, budget=body.BUDGET if preset == "default" else 1.0)

    @classmethod
    def from_config(cls, path: str | Path) -> "Pipeline":
        """The pipeline that a ``cleantext.toml`` or the table ``[tool.cleantext]`` of a ``pyproject.toml`` describes.

        Raises ConfigError, with the file's name, for anything in it that cannot be used.
        """
        from cleantext.config import load

        arguments = load(Path(path))
        try:
            return cls.default(**arguments)
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from None

    def clean(self, text: str, *, title: str | None = None, language: str | None = None, url: str | None = None) -> str:
        """The clean text; the same object if there is nothing to change. The hints are optional (see `Hints`)."""
        raw = _checked(text)
        with _no_garbage(raw):
            return self._run(raw, Hints(title, language, url), None, [], [])[0]

    def run(
        self, text: str, *, title: str | None = None, language: str | None = None, url: str | None = None
    ) -> Result:
        """The clean text with the ledger of all changes."""
        raw = _checked(text)
        problems: list[Problem] = []
        refused: list[Refused] = []
        with _no_garbage(raw):
            clean, ledger = self._run(raw, Hints(title, language, url), Ledger(), problems, refused)
            changes = ledger.changes(raw, clean) if ledger else ()
        return Result(raw, clean, changes, problems, refused)

    def stream(self, texts: Iterable[str | tuple[str, Hints | Mapping[str, str | None]]]) -> Iterator[Result]:
        """`run` for each text, one after the other; an item may be a pair of text and hints."""
        for item in texts:
            match item:
                case str() if not isinstance(texts, str):
                    yield self.run(item)
                case [text, Hints() as hints]:
                    yield self.run(text, **hints._asdict())
                case [text, Mapping() as hints]:
                    yield self.run(text, **hints)
                case _:
                    raise TypeError(f"stream() takes texts and pairs of text and hints, not {item!r:.80}")

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that decides the output: core, rules, versions, options with phrases, ftfy's version."""
        from importlib.metadata import version

        rules = [(r.name, r.version, sorted(r.options.items())) for r in self.rules]
        canonical = json.dumps([CORE, version("ftfy"), self.budget, rules], default=_canonical, ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def __repr__(self) -> str:
        return f"Pipeline([{', '.join(rule.name for rule in self.rules)}])"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.rules, self.seconds, self.budget, self.fingerprint)

    def _run(
        self, raw: str, hints: Hints, ledger: Ledger | None, problems: list[Problem], refused: list[Refused]
    ) -> tuple[str, Ledger | None]:
        """Clean ``raw``; a rule that fails is left out and the document is done again without it."""
        skip: set[str] = set()
        seconds = self.seconds * (1 + len(raw) // 1_000_000)
        with Deadline(seconds, timer=self._foreign or len(raw) > SHORT_TEXT) as deadline:
            while True:
                try:
                    doc = Document(raw, hints)
                    doc.phrases = self._calls.phrases
                    refused.clear()
                    return self._settle_all(doc, ledger, skip, deadline, refused)
                except _RuleFailedError as failed:
                    skip.add(failed.problem.rule)
                    problems.append(failed.problem)
                except RuleTimeout:
                    skip.add(deadline.rule)
                    problems.append(Problem(deadline.rule, f"took longer than {deadline.seconds:g} s"))
                except _RestlessError as restless:
                    problems.append(Problem("", f"the document did not come to rest in {PASSES} passes; only repaired"))
                    return restless.repaired

    def _settle_all(
        self,
        doc: Document,
        ledger: Ledger | None,
        skip: set[str],
        deadline: Deadline,
        refused: list[Refused],
    ) -> tuple[str, Ledger | None]:
        """Run the stages until a pass changes nothing."""
        repaired = doc.text, ledger
        content: list[Document | None] = [None] * len(self._stages)  # the document each stage had nothing to say to
        for number_of_pass in range(PASSES):
            before = doc
            for number, stage in enumerate(self._stages):
                if content[number] is doc:
                    continue
                at_start = doc, ledger
                made: list[Sequence[Settled]] = []
                refused[:] = [one for one in refused if one.stage != stage.name]
                for _ in range(ROUNDS):
                    edits, rested = self._look(stage, doc, skip, deadline)
                    if not edits:
                        content[number] = doc
                        break
                    doc = doc.changed(edits)
                    doc.rested = rested
                    ledger = ledger and ledger.recorded(edits)
                    made.append(edits)
                if made and self._takes_too_much(stage, at_start[0], doc):
                    rules = {name for edits in made for edit in edits for name in edit.rules}
                    refused.append(Refused(stage.name, tuple(sorted(rules)), body.lost_share(at_start[0], doc)))
                    doc, ledger = at_start
                    content[number] = doc
                if stage.name == "repair" and number_of_pass == 0 and content[number] is doc:
                    repaired = doc.text, ledger
            if doc is before:
                return doc.text, ledger
        raise _RestlessError(repaired)

    def _takes_too_much(self, stage: _Stage, before: Document, after: Document) -> bool:
        """Whether the stage has taken more of the running text than the budget allows."""
        if self.budget >= 1 or stage.name not in body.STAGES:
            return False
        taken = len(before.text) - len(after.text)
        limit = body.limit(stage.name, self.budget)
        # Most stages take so little that nothing need be counted.
        return taken > limit * FEW * len(before.text) and body.lost_share(before, after) > limit

    def _look(
        self, stage: _Stage, doc: Document, skip: set[str], deadline: Deadline
    ) -> tuple[list[Settled], str | None]:
        """One round: what the rules of a stage want changed, settled; and the rule, if any, that is content with it."""
        proposals: list[tuple[str, Edit]] = []
        authors: list[_Ready] = []
        if stage.waits and doc.quiet is None:
            doc.quiet = self._calls.quiet(doc)
        quiet, rules = doc.quiet or (), stage.rules
        if skip or doc.rested:
            rules = [rule for rule in rules if rule.name not in skip and rule.name != doc.rested]
        for rule in rules:
            name, wake = rule.name, rule.wake
            called = name not in quiet if rule.waits else wake is None
            if not called and wake is None:
                continue
            if deadline.watches:
                deadline.start(name)
            try:
                if called or (wake and wake(doc)):
                    edits = deadline.drain(rule.call(doc)) if deadline.watches else list(rule.call(doc))
                    if edits:
                        if self._foreign:
                            check(edits, len(doc.text))
                        authors.append(rule)
                        proposals += [(name, edit) for edit in edits]
            except Exception as error:
                raise _RuleFailedError(Problem(name, f"{type(error).__name__}: {error}")) from error
        deadline.stop()
        if not proposals:
            return [], None
        rested = authors[0].name if len(authors) == 1 and authors[0].stable else None
        return settle(doc.text, proposals, lambda: doc.lines), rested


def _no_garbage(text: str) -> AbstractContextManager[None]:
    """Keep the garbage collector still for a long text: it makes lines and edits by the million, and no cycles.

    The collector would look at all of them again and again.
    """
    return _still() if len(text) > SHORT_TEXT and gc.isenabled() else nullcontext()


@contextmanager
def _still() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _RuleFailedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _RestlessError(Exception):
    def __init__(self, repaired: tuple[str, Ledger | None]) -> None:
        self.repaired = repaired


def _checked(text: str) -> str:
    if type(text) is str:
        return text
    if isinstance(text, str):
        return str.__str__(text)
    raise TypeError(f"a str is wanted, not {type(text).__name__}" + ("; decode it first" * isinstance(text, bytes)))


def _rebuild(rules: tuple[Rule, ...], seconds: float, budget: float, fingerprint: str) -> Pipeline:
    """Raises ConfigError where the same rules would give another output than where the pipeline was pickled."""
    pipeline = Pipeline(rules, seconds=seconds, budget=budget)
    if pipeline.fingerprint != fingerprint:
        raise ConfigError(
            f"this pipeline was pickled with the fingerprint {fingerprint} and has {pipeline.fingerprint} here: "
            "another version of cleantext-toolkit or ftfy is installed; all machines of a job need the same"
        )
    return pipeline


def _canonical(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value, key=repr)
    return repr(value)
