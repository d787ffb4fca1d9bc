"""Environments for the tools, and the processes that run in them."""

import hashlib
import json
import pickle
import re
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.tools import ROOT, TOOLS, Kind, Tool
from benchmarks.peers.worker import Failure

CACHE = Path(".benchmarks") / "peers"
"""Where the environments are unless told otherwise; git ignores it."""

INSTALLING = 600.0
"""Seconds after which pip is given up."""
ANSWERING = 120.0
"""Seconds after which a tool is given up that does not answer."""

_START = "import sys; sys.path.append(sys.argv[1]); from benchmarks.peers.worker import main; main(sys.argv[2])"
# The root is the last place to look for modules: another tool is called cleantext, too.


class Unusable(Exception):
    """A tool cannot be run; the text says why."""


def prepare(name: str, cache: Path) -> Path:
    """The interpreter of the tool's environment, which is made if it is not there or out of date.

    Raises Unusable.
    """
    tool = TOOLS[name]
    folder = cache.absolute() / re.sub(r"\W+", "-", name).strip("-")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = folder / "made-for.json"
    wanted = json.dumps([sys.version, tool.requirements, _state(tool)])
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unusable(f"no environment could be made: {error}") from error
    own = [
        argument for need in tool.requirements for argument in (["-e", need] if need.startswith(str(ROOT)) else [need])
    ]
    command = [str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *own]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLING)
    except subprocess.TimeoutExpired:
        raise Unusable(f"pip took longer than {INSTALLING:.0f} s") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.lower().startswith("error")]
        raise Unusable(f"pip could not install it: {(errors or done.stderr.splitlines() or ['no reason given'])[-1]}")
    stamp.write_text(wanted, "utf-8")
    return python


def _state(tool: Tool) -> str:
    """A digest of what decides the dependencies of this repository's own package; its code is not copied."""
    if not tool.requirements[0].startswith(str(ROOT)):
        return ""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


class Process:
    """A tool that runs in its own process and environment. Raises Unusable wherever it does not answer."""

    def __init__(self, name: str, python: Path, *, limit: float = ANSWERING) -> None:
        self.name = name
        self.limit = limit
        log = python.parent.parent / "log.txt"
        with log.open("w") as errors:
            self._process = subprocess.Popen(
                [str(python), "-I", "-c", _START, str(ROOT), name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        answer = self._answer()
        self.kinds: dict[str, Kind] = answer[0]
        """What its subjects do, by their names."""
        self.versions: dict[str, str] = answer[1]

    def store(self, key: str, texts: Sequence[str]) -> None:
        """Give the tool texts under a name."""
        self._ask("store", key, [text.encode("utf-8", "surrogatepass") for text in texts])

    def outputs(self, subject: str, key: str) -> list[str | Failure]:
        """What a subject makes of each text."""
        out: list[str | Failure] = self._ask("outputs", subject, key)
        return out

    def time(self, subject: str, key: str, number: int, copies: int = 1) -> tuple[float, int]:
        """CPU seconds that a subject takes for new copies of all texts, and the bytes they have."""
        out: tuple[float, int] = self._ask("time", subject, key, number, copies)
        return out

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, *request: Any) -> Any:
        assert self._process.stdin
        try:
            pickle.dump(request, self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            raise Unusable("its process has ended") from None
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(self.limit, give_up)
        timer.start()
        try:
            answer = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            code = self._process.wait()
            why = f"no answer in {self.limit:.0f} s" if late.is_set() else f"its process ended with code {code}"
            raise Unusable(why) from None
        finally:
            timer.cancel()
        if isinstance(answer, Failure):
            raise Unusable(answer.reason)
        return answer
