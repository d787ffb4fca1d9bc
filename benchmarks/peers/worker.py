"""What runs in a tool's own environment: it keeps texts, gives them to the tool, and says how long that took.

Requests come as pickles on standard input, ``(operation, *arguments)``, and each gets one answer on standard output.
Whatever the tool prints goes to standard error.
"""

import gc
import os
import pickle
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from benchmarks.peers.tools import TOOLS, Subject


class Failure(NamedTuple):
    """A text that a tool could not take."""

    reason: str


class Worker:
    """A loaded tool and the texts that it was given."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self.subjects = subjects
        self.texts: dict[str, list[bytes]] = {}
        self.failed: dict[tuple[str, str], set[int]] = {}

    def store(self, key: str, texts: Sequence[bytes]) -> None:
        """Keep texts (UTF-8, surrogates passed) under a name."""
        self.texts[key] = list(texts)

    def outputs(self, subject: str, key: str) -> list[str | Failure]:
        """What the tool makes of each text. Texts it cannot take are left out of the timing from then on."""
        out: list[str | Failure] = []
        for raw in self.texts[key]:
            try:
                out.append(self.subjects[subject].call(_decoded(raw)))
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic of Rust is no Exception
                out.append(Failure(_named(error)))
        self.failed[subject, key] = {at for at, text in enumerate(out) if isinstance(text, Failure)}
        return out

    def time(self, subject: str, key: str, number: int, copies: int) -> tuple[float, int]:
        """CPU seconds for some copies of all texts, and the bytes they had.

        No two of the strings that the tool ever gets here are equal, so nothing it might remember can help it.
        """
        call = self.subjects[subject].call
        left_out = self.failed.get((subject, key), ())
        raws = [raw for at, raw in enumerate(self.texts[key]) if at not in left_out]
        fresh = [_decoded(marked(raw, f"{number}.{copy}".encode())) for copy in range(copies) for raw in raws]
        size = sum(map(len, raws)) * copies
        gc.collect()
        begin = time.process_time()
        for text in fresh:
            call(text)
        return time.process_time() - begin, size


def marked(raw: bytes, mark: bytes) -> bytes:
    """The text with a mark before the last character of its longest line, where it means least to any tool."""
    line = max(raw.split(b"\n"), key=len).rstrip(b"\r")
    at = raw.index(line) + max(0, len(line) - 1)
    while at and raw[at : at + 1] and 0x80 <= raw[at] < 0xC0:  # inside a character
        at -= 1
    return raw[:at] + b" (" + mark + b")" + raw[at:]


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]


def _versions(requirements: Sequence[str]) -> dict[str, str]:
    out = {}
    for requirement in requirements:
        name = "cleantext-toolkit" if os.sep in requirement else requirement.split(">")[0].split("[")[0]
        try:
            out[name] = version(name)
        except PackageNotFoundError:
            out[name] = "unknown"
    return out


def main(name: str) -> None:
    """Serve until the input ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def answer(value: Any) -> None:
        pickle.dump(value, answers)
        answers.flush()

    tool = TOOLS[name]
    try:
        worker = Worker(tool.load())
    except Exception as error:
        answer(Failure(_named(error)))
        return
    kinds = {subject: kind for subject, (_, kind) in worker.subjects.items()}
    answer((kinds, _versions(tool.requirements)))
    while True:
        try:
            operation, *arguments = pickle.load(requests)
        except EOFError:
            return
        try:
            answer(getattr(worker, operation)(*arguments))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of Rust is no Exception
            answer(Failure(_named(error)))
