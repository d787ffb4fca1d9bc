"""``cleantext run`` held against its targets.

::

    python -m benchmarks.run campaign       kill it at random times, resume it, and compare what comes out
    python -m benchmarks.run throughput     two workers against one, and one against cleaning in memory
    python -m benchmarks.run memory         most memory of a worker on a large file, and on one huge line

Each exits with 1 if a target is missed. All make their corpora in a temporary folder, from `benchmarks.corpus`.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Batch, pages
from cleantext import Pipeline
from cleantext.corpus import units
from cleantext.corpus.clerk import Rules
from cleantext.corpus.runner import Request, run

WORKERS_TARGET, OVERHEAD_TARGET, MEMORY_TARGET = 1.6, 0.6, 300
CORES = 2


# The campaign


class Trial(NamedTuple):
    """What one trial saw."""

    kills: int
    """Signals that were sent while the run was going on."""
    commands: int
    """Times that the command was given until it was done."""
    faults: tuple[str, ...]


def campaign(folder: Path, trials: int, seed: int = 0) -> Iterator[Trial]:
    """Run, kill, resume: each trial kills the whole process group or one worker at random times.

    After each end, every file that is there under its final name must be the one that a run gives that nobody
    disturbs; in the end, all files must, and the manifest's counts.
    """
    source = folder / "in"
    _small_corpus(source)
    start = time.monotonic()
    assert _command(source, folder / "reference").wait() == 0
    length = time.monotonic() - start
    reference, counts = _hashes(folder / "reference"), _counts(folder / "reference")
    for number in range(trials):
        trial = _trial(source, folder / f"out{number}", reference, counts, length, random.Random(f"{seed} {number}"))
        if not trial.kills:
            length *= 0.7  # the machine has become faster: it was done before its time had come
        yield trial


def _trial(
    source: Path, out: Path, reference: dict[str, str], counts: object, length: float, dice: random.Random
) -> Trial:
    faults: list[str] = []
    kills = commands = 0
    wanted = dice.randint(1, 3)
    while True:
        commands += 1
        process = _command(source, out)
        while kills < wanted:
            try:
                process.wait(dice.uniform(0, length))
                break
            except subprocess.TimeoutExpired:
                kills += _kill(process, dice.random() < 0.5)
        code = process.wait()
        for name, digest in _hashes(out).items():
            if reference.get(name) != digest:
                faults.append(f"{name} is not what it should be after {kills} kills")
        if code == 0:
            break
        if code != -signal.SIGKILL:
            faults.append(f"exit code {code} after {kills} kills")
            break
    if _hashes(out) != reference:
        faults.append(f"files are missing: {reference.keys() - _hashes(out).keys()}")
    elif _counts(out) != counts:
        faults.append("the counts differ")
    return Trial(kills, commands, tuple(faults))


def _command(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    """The run, in a process group of its own, with slices small enough for a small corpus."""
    line = [sys.executable, "-m", "benchmarks.run", "once", str(source), str(out)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(line, start_new_session=True, stdout=quiet, stderr=quiet)


def _once(source: str, out: str) -> None:
    units.SLICE, units.GROUP = 20_000, 5
    run(Request([source], Path(out), Rules(Pipeline.default()), changes=True, workers=CORES))


def _kill(process: "subprocess.Popen[bytes]", group: bool) -> bool:
    """Kill a run, or one of its workers; whether there was something to kill."""
    if group:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
            return True
        return False
    for pid in random.sample(children := _children(process.pid), len(children)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def _children(pid: int) -> list[int]:
    """The workers of a run."""
    with suppress(OSError):
        pids = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return []


def _small_corpus(folder: Path) -> None:
    """Some files of several kinds, with bad rows and good ones."""
    folder.mkdir(parents=True)
    texts = [page.raw for kind in ("clean", "dirty") for page in pages(Batch(kind, "english", "1KB"))]
    lines = [json.dumps({"id": n, "text": text}).encode() + b"\n" for n, text in enumerate(texts)]
    lines[30] = lines[170] = b'{"text": null}\n'
    (folder / "a.jsonl").write_bytes(b"".join(lines))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[80:120]))[:-9])
    (folder / "c.csv").write_text("id,text\n" + "".join(f'{n},"{n}  lines"\n' for n in range(200)), "utf-8")
    for n, text in enumerate(texts[90:110]):
        (folder / f"{n}.txt").write_text(text, "utf-8")


def _hashes(out: Path) -> dict[str, str]:
    """The files under their final names, but for the manifest, which knows the time."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
        and not path.is_relative_to(out / "_work")
        and path.name[0] != "."
        and path.name != "_manifest.json"
    }


def _counts(out: Path) -> object:
    return json.loads((out / "_manifest.json").read_bytes())["counts"]


# Speed


def write_jsonl(path: Path, size: int) -> None:
    """A JSONL file of about this size: pages of 1 and 8 KB, half of them dirty, with the usual other fields."""
    texts = [
        page.raw
        for kind in ("clean", "dirty")
        for script in ("english", "multilingual")
        for length in ("1KB", "8KB")
        for page in pages(Batch(kind, script, length))
    ]
    random.Random(0).shuffle(texts)
    lines = [
        json.dumps(
            {"id": f"doc-{n}", "url": f"https://news.example/{n}", "text": text, "meta": {"n": n, "score": 0.5}},
            ensure_ascii=False,
        ).encode()
        + b"\n"
        for n, text in enumerate(texts)
    ]
    block = b"".join(lines)
    with path.open("wb") as file:
        for _ in range(max(1, round(size / len(block)))):
            file.write(block)


def clean_pages(path: Path, size: int) -> None:
    """A JSONL file of about this size whose pages need no cleaning: then reading and writing weigh most."""
    texts = [page.raw for length in ("1KB", "8KB") for page in pages(Batch("clean", "english", length))]
    block = b"".join(
        json.dumps({"id": n, "text": text}, ensure_ascii=False).encode() + b"\n" for n, text in enumerate(texts)
    )
    with path.open("wb") as file:
        for _ in range(max(1, round(size / len(block)))):
            file.write(block)


def speedup(folder: Path, megabytes: int, rounds: int) -> float:
    """Wall time of one worker divided by that of two, as the median of some rounds."""
    source = folder / "speed.jsonl"
    clean_pages(source, megabytes * 1_000_000)  # of which what cannot be shared, reading and putting together, is most
    ratios = []
    for number in range(rounds):
        seconds = []
        for workers in (1, 2):
            out = folder / f"out-{number}-{workers}"
            start = time.monotonic()
            run(Request([str(source)], out, Rules(Pipeline.default()), workers=workers))
            seconds.append(time.monotonic() - start)
            (out / source.name).unlink()
        ratios.append(seconds[0] / seconds[1])
        size = source.stat().st_size / 1e6
        print(
            f"one worker {size / seconds[0]:.1f} MB/s, two {size / seconds[1]:.1f} MB/s: {ratios[-1]:.2f}", flush=True
        )
    return statistics.median(ratios)


def overhead(folder: Path, megabytes: int, rounds: int) -> float:
    """Throughput of one worker divided by that of cleaning the same texts in memory, by CPU time of the process."""
    source = folder / "overhead.jsonl"
    clean_pages(source, megabytes * 1_000_000)
    texts = [json.loads(line)["text"] for line in source.read_bytes().splitlines()]
    clean = Pipeline.default().clean
    ratios = []
    for number in range(rounds):
        start = time.process_time()
        for text in texts:
            clean(text)
        memory = time.process_time() - start
        before = _children_time()
        run(Request([str(source)], folder / f"over-{number}", Rules(Pipeline.default()), workers=1))
        worker = _children_time() - before
        ratios.append(memory / worker)
        size = sum(len(text.encode()) for text in texts) / 1e6
        print(
            f"in memory {size / memory:.1f} MB/s, file to file {size / worker:.1f} MB/s: {ratios[-1]:.2f}", flush=True
        )
    return statistics.median(ratios)


def _children_time() -> float:
    """CPU time, the kernel's part as well, of the worker processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


# Memory


def memory(source: Path, out: Path) -> int:
    """Most resident memory of a worker in MB, as the kernel has it (VmHWM)."""
    line = [sys.executable, "-m", "cleantext", "run", str(source), "-o", str(out), "--workers", "2", "--changes"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    most = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.05):
            for pid in _children(process.pid):
                with suppress(OSError, StopIteration):
                    status = Path(f"/proc/{pid}/status").read_text()
                    most = max(
                        most, int(next(row for row in status.splitlines() if row.startswith("VmHWM")).split()[1])
                    )

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    ended.set()
    watcher.join()
    assert code == 0
    return most // 1000


def huge_line(path: Path, megabytes: int) -> None:
    """A JSONL file with one line of so many MB between two others."""
    with path.open("wb") as file:
        file.write(b'{"text": "before  "}\n{"text": "')
        for _ in range(megabytes):
            file.write(b"all in one line " * 62_500)
        file.write(b'"}\n{"text": "behind  "}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["campaign", "throughput", "memory", "once"])
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--megabytes", type=int, default=200, help="size of the corpus (throughput, memory)")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.what == "once":
        _once(*arguments.paths)
        return
    with tempfile.TemporaryDirectory() as name:
        sys.exit(
            not {"campaign": _campaign, "throughput": _throughput, "memory": _memory}[arguments.what](
                Path(name), arguments
            )
        )


def _campaign(folder: Path, arguments: argparse.Namespace) -> bool:
    done = []
    for trial in campaign(folder, arguments.trials, arguments.seed):
        done.append(trial)
        for fault in trial.faults:
            print(f"trial {len(done)}: {fault}", flush=True)
    faulty = sum(bool(trial.faults) for trial in done)
    kills, commands = sum(trial.kills for trial in done), sum(trial.commands for trial in done)
    print(f"{len(done)} trials, {kills} kills, {commands} commands, {faulty} trials with a fault (target 0)")
    return not faulty


def _throughput(folder: Path, arguments: argparse.Namespace) -> bool:
    over = overhead(folder, max(10, arguments.megabytes // 4), arguments.rounds)
    print(f"JSONL to JSONL, one worker: {over:.2f} of the throughput in memory (target {OVERHEAD_TARGET})")
    speed = speedup(folder, arguments.megabytes, arguments.rounds)
    print(f"two workers: {speed:.2f} × one (target {WORKERS_TARGET}), {os.cpu_count()} cores")
    return over >= OVERHEAD_TARGET and speed >= WORKERS_TARGET


def _memory(folder: Path, arguments: argparse.Namespace) -> bool:
    huge_line(folder / "line.jsonl", 400)
    line = memory(folder / "line.jsonl", folder / "line")
    print(f"one line of 400 MB: {line} MB a worker (target {MEMORY_TARGET})", flush=True)
    # Mostly pages that need no cleaning, which is faster; the dirty ones at the end are what memory could grow with.
    write_jsonl(folder / "dirty.jsonl", 20_000_000)
    clean_pages(folder / "large.jsonl", arguments.megabytes * 1_000_000)
    with (folder / "large.jsonl").open("ab") as file:
        file.write((folder / "dirty.jsonl").read_bytes())
    large = memory(folder / "large.jsonl", folder / "large")
    print(f"a file of {arguments.megabytes} MB: {large} MB a worker (target {MEMORY_TARGET})")
    return max(line, large) <= MEMORY_TARGET


if __name__ == "__main__":
    main()
