"""The recipes of docs/scale.md, as they stand there. What is not installed is skipped."""

import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext import Pipeline

# What the tools do on import is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")
BIN = Path(sys.executable).parent


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, **more}


def recipe(name: str, folder: Path) -> Path:
    """The file of this name as the docs have it."""
    found = re.search(rf"<!-- file: {re.escape(name)} -->\n```\w+\n(.*?\n)```", PAGE, re.DOTALL)
    assert found, name
    (folder / name).write_text(found[1])
    return folder / name


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    done = subprocess.run(command, cwd=cwd, env=environment(**more), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pages(files: int, rows: int) -> Iterator[list[dict[str, str]]]:
    """Files of JSON records, made of the texts in tests/corpus."""
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "tests" / "corpus").rglob("*.txt"))]
    dice = random.Random(7)
    for file in range(files):
        yield [{"id": f"{file}-{row}", "text": dice.choice(texts)} for row in range(rows)]


def write(folder: Path, files: int, rows: int) -> dict[str, str]:
    """The texts that must come out, by id."""
    folder.mkdir()
    clean: dict[str, str] = {}
    pipeline = Pipeline.default()
    cleaned: dict[str, str] = {}
    for number, records in enumerate(pages(files, rows)):
        (folder / f"{number}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        for record in records:
            text = record["text"]
            if text not in cleaned:
                cleaned[text] = pipeline.clean(text)
            clean[record["id"]] = cleaned[text]
    return clean


def read_jsonl(paths: Iterator[Path]) -> list[tuple[str, str]]:
    rows = []
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows += [json.loads(line) for line in data.splitlines()]
    return [(row["id"], row["text"]) for row in rows]


def read_parquet(folder: Path) -> list[tuple[str, str]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(folder, columns=["id", "text"]).to_pylist()
    return [(row["id"], row["text"]) for row in rows]


def same(rows: list[tuple[str, str]], expected: dict[str, str]) -> None:
    """All rows, once, with the right text."""
    assert len(rows) == len(expected)
    assert dict(rows) == expected


# ---- datatrove ----


def test_datatrove_on_one_machine(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    expected = write(tmp_path / "raw", files=4, rows=40)
    script = recipe("clean_datatrove.py", tmp_path)
    for _ in range(2):  # the second time there is nothing to do
        run(sys.executable, script, "raw", "clean", cwd=tmp_path)
        same(read_jsonl((tmp_path / "clean").glob("*.gz")), expected)
    [logs] = (tmp_path / "clean").glob("logs-*")
    assert logs.name == f"logs-{Pipeline.default().fingerprint}"
    [step] = [step for step in json.loads((logs / "stats.json").read_text()) if "cleantext" in step["name"]]
    assert step["stats"]["total"] == len(expected)


def test_datatrove_with_slurm(tmp_path: Path) -> None:
    """Slurm is played by three scripts: what is tested is that the pickled pipeline does its work in each task."""
    pytest.importorskip("datatrove")
    expected = write(tmp_path / "raw", files=4, rows=40)
    script = recipe("clean_datatrove.py", tmp_path)
    slurm = tmp_path / "slurm"
    slurm.mkdir()
    commands = {
        "sbatch": 'file="${@: -1}"\n'
        "last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' \"$file\")\n"
        "for task in $(seq 0 $last); do\n"
        '  SLURM_ARRAY_TASK_ID=$task SLURM_NODELIST=here bash "$file" >> sbatch.log 2>&1 || exit 1\n'
        "done\n"
        "echo Submitted batch job 1\n",
        "srun": '[ "$1 $2 $3" = "-l -n 1" ] && exec "${@:4}"\n',
        "scontrol": "echo here\n",
    }
    for name, command in commands.items():
        (slurm / name).write_text(f"#!/bin/bash\n{command}")
        (slurm / name).chmod(0o755)
    path = f"{slurm}:{BIN}:{os.environ['PATH']}"
    run(sys.executable, script, "raw", "clean", "cpu", cwd=tmp_path, PATH=path)
    [logs] = (tmp_path / "clean").glob("logs-*")
    assert len(list((logs / "completions").iterdir())) == 4
    same(read_jsonl((tmp_path / "clean").glob("*.gz")), expected)


# ---- Slurm array ----


def test_slurm_array(tmp_path: Path) -> None:
    expected = write(tmp_path / "raw", files=3, rows=40)
    script = recipe("clean.sbatch", tmp_path)
    [(first, last)] = re.findall(r"--array=(\d+)-(\d+)", script.read_text())
    assert (first, last) == ("0", "99")
    (tmp_path / "srun").write_text(f'#!/bin/bash\nshift\nexec "{sys.executable}" -m cleantext "$@"\n')
    (tmp_path / "srun").chmod(0o755)
    for task in ("2", "0", "1", "1"):  # in any order, and once more after a failure
        array = {"SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "0"}
        run("bash", script, cwd=tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}", **array)
    same(read_jsonl((tmp_path / "clean").glob("*.jsonl")), expected)


# ---- Spark ----

java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java for Spark")


@java
def test_spark_keeps_a_line_that_is_no_json(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    expected = write(tmp_path / "raw", files=2, rows=20)
    with (tmp_path / "raw" / "0.jsonl").open("a") as file:
        file.write('{"id": "broken", "text": "cut in the mid\n')
    submit(tmp_path, "local[2]").wait(timeout=300)
    rows = read_parquet(tmp_path / "clean")
    assert len(rows) == len(expected) + 1
    assert {id: text for id, text in rows if text is not None} == expected


@java
@pytest.mark.parametrize("trial", range(5))
def test_spark_loses_and_doubles_nothing_when_an_executor_is_killed(trial: int, tmp_path: Path) -> None:
    """Two executors, one of them killed by SIGKILL after some tasks have written their part."""
    pytest.importorskip("pyspark")
    files = 16
    expected = write(tmp_path / "raw", files=files, rows=600)
    job = submit(tmp_path, "local-cluster[2,1,1024]")
    try:
        wanted = random.Random(trial).randrange(1, files // 2)
        deadline = time.monotonic() + 300
        while len(list((tmp_path / "clean").glob("_temporary/0/task_*"))) < wanted:
            assert job.poll() is None, "the job ended before an executor could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        executors = descendants(job.pid, "CoarseGrainedExecutorBackend")
        assert len(executors) == 2
        assert not (tmp_path / "clean" / "_SUCCESS").exists(), "the job is still at work"
        os.kill(random.Random(trial).choice(executors), signal.SIGKILL)
        assert job.wait(timeout=300) == 0
    finally:
        job.kill()
    assert "Lost executor" in (tmp_path / "log").read_text(), "Spark has noticed"
    same(read_parquet(tmp_path / "clean"), expected)


def submit(folder: Path, master: str) -> "subprocess.Popen[bytes]":
    script = recipe("clean_spark.py", folder)
    options = ["--master", master, "--conf", "spark.sql.files.maxPartitionBytes=1m", "--conf", "spark.ui.enabled=false"]
    command = [str(BIN / "spark-submit"), *options, str(script), "raw", "clean"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=log)


def descendants(pid: int, name: str) -> list[int]:
    """Processes below ``pid`` with this in their command line."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    return [child for child in sorted(below) if name in command_line(child)]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


# ---- Ray ----


def test_ray(tmp_path: Path) -> None:
    pytest.importorskip("ray.data")
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    expected: dict[str, str] = {}
    (tmp_path / "raw").mkdir()
    for number, records in enumerate(pages(files=4, rows=100)):
        parquet.write_table(pa.Table.from_pylist(records), tmp_path / "raw" / f"{number}.parquet")
        expected |= {record["id"]: Pipeline.default().clean(record["text"]) for record in records}
    run(sys.executable, recipe("clean_ray.py", tmp_path), "raw", "clean", cwd=tmp_path)
    same(read_parquet(tmp_path / "clean"), expected)
