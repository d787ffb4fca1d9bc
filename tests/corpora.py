"""Small corpora for the tests of ``cleantext run``, and what must come out of them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from cleantext import Document, Edit, Pipeline, Rule, fixes, keeps
from cleantext.corpus import units
from cleantext.corpus.clerk import Rules
from cleantext.corpus.limits import Limits
from cleantext.corpus.runner import Outcome, Request, run

PIPELINE = Pipeline.default(select=["mojibake", "spacing", "blank_lines"])
RULES = Rules(PIPELINE)
DIRTY = "Tickets were  on sale at nine.\n\n\n\nBy ten  the hall was full, said the cafÃ© owner.\n"
POISON = "this text kills whoever reads it"


def texts(count: int) -> list[str]:
    """Texts of many sizes, half of them dirty."""
    return [f"Number {n} of the list.\n" * (n % 7 + 1) + ("" if n % 2 else DIRTY) + "é" * (n % 3) for n in range(count)]


def jsonl(texts: Sequence[str], **more: Any) -> bytes:
    """A record a line; every third in ASCII."""
    lines = [
        json.dumps({"id": f"n{n}", "text": text, "n": n, **more}, ensure_ascii=n % 3 == 0)
        for n, text in enumerate(texts)
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def cleaned(data: bytes) -> bytes:
    """The lines of a JSONL file with their texts cleaned."""
    out = []
    for line in data.decode().splitlines(keepends=True):
        record = json.loads(line)
        before = json.dumps(record["text"], ensure_ascii=False)
        ascii = before not in line
        before = json.dumps(record["text"]) if ascii else before
        assert line.count(before) == 1
        after = PIPELINE.clean(record["text"])
        out.append(line if after == record["text"] else line.replace(before, json.dumps(after, ensure_ascii=ascii)))
    return "".join(out).encode()


def clean_into(out: Path, *inputs: Path | str, **options: Any) -> Outcome:
    """A run with few rules."""
    arguments: dict[str, Any] = {"rules": RULES, **options}
    outcome = run(Request([str(one) for one in inputs], out, **arguments))
    counts = outcome.manifest.counts
    assert counts.rows == counts.out + counts.quarantined
    assert counts.out == sum(output.rows for output in outcome.manifest.outputs)
    return outcome


def notes(path: Path) -> list[dict[str, Any]]:
    """The lines of a quarantine."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the manifest, which knows the time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("_manifest")
    }


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make the slices of JSONL files as small as a test needs."""
    return lambda size: monkeypatch.setattr(units, "SLICE", size)


def _die(doc: Document) -> Iterator[Edit]:
    import os
    import signal

    if POISON in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return iter(())


def _hang(doc: Document) -> Iterator[Edit]:
    while POISON in doc.text:
        pass
    return iter(())


def _stick(doc: Document) -> Iterator[Edit]:
    """Hang as a library does that does not let Python have its turn."""
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF, signal.SIGALRM})
    return _hang(doc)


_EXAMPLES = (fixes("- a\n+ b"), keeps("a"), keeps("b"))
DEADLY = Rules(Pipeline([Rule("deadly", _die, stage="tidy", examples=_EXAMPLES), *PIPELINE.rules]))
HANGING = Rules(
    Pipeline([Rule("hanging", _hang, stage="tidy", examples=_EXAMPLES), *PIPELINE.rules]), limits=Limits(seconds=0.5)
)
STUCK = Rules(
    Pipeline([Rule("stuck", _stick, stage="tidy", examples=_EXAMPLES), *PIPELINE.rules]), limits=Limits(seconds=0.5)
)
