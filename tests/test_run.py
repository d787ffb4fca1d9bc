"""``cleantext run``: nothing lost, nothing doubled, nothing silently skipped."""

import base64
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleantext.cli import main
from cleantext.corpus.errors import RunError, TooManyErrors
from cleantext.corpus.limits import Bound, Limits
from cleantext.corpus.undo import undo
from tests.corpora import (
    DEADLY,
    DIRTY,
    HANGING,
    PIPELINE,
    POISON,
    RULES,
    STUCK,
    clean_into,
    cleaned,
    jsonl,
    notes,
    slices,
    texts,
    tree,
)
from tests.test_budget import MANY

__all__ = ["slices"]
ROOT = Path(__file__).parent.parent
Slices = Callable[[int], None]


def command(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == code, result.output
    return result


# What comes out


def test_jsonl_in_slices(tmp_path: Path, slices: Slices) -> None:
    data = jsonl(texts(200), more={"text": "not this  one", "n": 1})
    (tmp_path / "a.jsonl").write_bytes(data)
    slices(5_000)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", workers=2)
    assert tree(tmp_path / "out") == {"a.jsonl": cleaned(data)}
    assert (outcome.manifest.counts.rows, outcome.manifest.counts.changed) == (200, 100)
    assert outcome.manifest.counts.rules["mojibake"] == 100


@pytest.mark.parametrize("size", [7, 30, 80, 1000])
def test_each_line_belongs_to_one_slice(tmp_path: Path, slices: Slices, size: int) -> None:
    """Lines of all lengths, blank ones, Windows ends, no last line break: every slice size gives the same."""
    lines = [b"\xef\xbb\xbf" + jsonl(["a b  "]), b"\n", jsonl([""]).replace(b"\n", b"\r\n"), b"  \r\n"]
    lines += [jsonl(["c" * n + " d  "]) for n in range(12)]
    data = b"".join(lines)[:-1]
    (tmp_path / "a.jsonl").write_bytes(data)
    slices(size)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True)
    assert (tmp_path / "out" / "a.jsonl").read_bytes() == data.replace(b" d  ", b" d").replace(b"a b  ", b"a b")
    assert outcome.manifest.counts.rows == 14
    undone = undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw" / "a.jsonl").read_bytes() == data
    assert undone.verified == 1


def test_a_folder_with_all_kinds_of_names(tmp_path: Path) -> None:
    files = {
        "in/a.txt": b"a b  ",
        "in/deep/er/b.txt": b"\xef\xbb\xbfc  d\r\n",
        "in/empty.txt": b"",
        "in/empty.jsonl": b"",
        "in/naïve ☃.jsonl": jsonl(["e f  "]),
        "in/UPPER.TXT": b"g h  ",
        "in/.hidden.txt": b"no",
        "in/_notes.txt": b"no",
        "in/.git/a.txt": b"no",
        "in/readme.md": b"no",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    outcome = clean_into(tmp_path / "out", tmp_path / "in", changes=True)
    assert tree(tmp_path / "out").keys() - {"_changes/texts-00000.jsonl", "_changes/naïve ☃.jsonl.jsonl"} == {
        "a.txt", "deep/er/b.txt", "empty.txt", "empty.jsonl", "naïve ☃.jsonl", "UPPER.TXT",
    }  # fmt: skip
    assert (tmp_path / "out/a.txt").read_bytes() == b"a b"
    assert outcome.manifest.counts.rows == 5
    undo(tmp_path / "out", tmp_path / "raw")
    for name, content in tree(tmp_path / "raw").items():
        assert content == files[f"in/{name}"]
    assert len(tree(tmp_path / "raw")) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="such names are not allowed everywhere")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jsonl"))
    path.write_bytes(jsonl(["a b  "]) + b"bad\n")
    clean_into(tmp_path / "out", tmp_path, changes=True)
    assert (tmp_path / "out" / path.name).read_bytes() == jsonl(["a b"])
    assert clean_into(tmp_path / "out", tmp_path, changes=True).idle
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw" / path.name).read_bytes() == path.read_bytes()


def test_globs_and_single_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("x/a.jsonl", "y/a.jsonl", "b.jsonl", "z.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(jsonl(["a b  "]))
    clean_into(Path("out"), "*/a.jsonl", "b.jsonl")
    assert tree(Path("out")).keys() == {"x/a.jsonl", "y/a.jsonl", "b.jsonl"}
    with pytest.raises(RunError, match=r"would both be written to a\.jsonl"):
        clean_into(Path("out2"), "x/a.jsonl", "y/a.jsonl")
    with pytest.raises(RunError, match=r"nope\.jsonl: No such file"):
        clean_into(Path("out2"), "nope.jsonl")
    with pytest.raises(RunError, match=r"q\*: there is no file"):
        clean_into(Path("out2"), "q*")
    with pytest.raises(RunError, match="lies in the output folder"):
        clean_into(Path("out"), "out/b.jsonl", overwrite=True)
    assert not Path("out2").exists()
    assert tree(Path("out")).keys() == {"x/a.jsonl", "y/a.jsonl", "b.jsonl"}


def test_links_to_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.txt").write_text(DIRTY)
    (tmp_path / "in/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "in")
    (tmp_path / "in/up").symlink_to(tmp_path)
    clean_into(tmp_path / "out", tmp_path / "in")
    assert list(tree(tmp_path / "out")) == ["link/a.txt"]


@pytest.mark.parametrize("name", ["_quarantine.jsonl", "_manifest.json", "_changes.txt"])
def test_names_that_the_run_needs_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(jsonl([DIRTY]))
    with pytest.raises(RunError, match="rename it"):
        clean_into(tmp_path / "out", tmp_path / name, kind="jsonl")
    assert not (tmp_path / "out").exists()


def test_no_text_is_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "in/a").mkdir(parents=True)
    (tmp_path / "in/a.jsonl").write_bytes(jsonl(["one"]))
    (tmp_path / "in/a/000000001.txt").write_text("two")
    with pytest.raises(RunError, match="would both be written"):
        clean_into(tmp_path / "out", tmp_path / "in", to="txt")


def test_overwrite_removes_nothing_if_the_run_cannot_begin(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(["one"]))
    (tmp_path / "a.csv").write_text("text\none\n")
    clean_into(tmp_path / "out", tmp_path / "a.jsonl")
    before = tree(tmp_path / "out")
    with pytest.raises(RunError, match="would both be written"):
        clean_into(tmp_path / "out", tmp_path / "a.jsonl", tmp_path / "a.csv", to="jsonl", overwrite=True)
    assert tree(tmp_path / "out") == before


def test_standard_input(tmp_path: Path) -> None:
    data = gzip.compress(jsonl(["a b  "] * 3))
    arguments = ["run", "-", "--format", "jsonl", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments, input=data)
    assert result.exit_code == 0, result.output
    assert gzip.decompress((tmp_path / "out/stdin.jsonl.gz").read_bytes()) == jsonl(["a b"] * 3)
    again = CliRunner().invoke(main, arguments, input=data)
    assert "all of it was done already" in again.stderr
    other = CliRunner().invoke(main, arguments, input=gzip.compress(b""))
    assert other.exit_code == 2
    assert "the input stdin.jsonl.gz has changed" in other.stderr


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_gives_the_same(tmp_path: Path, slices: Slices, workers: int) -> None:
    slices(3_000)
    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(50)) + b"{broken}\n" + jsonl(texts(60)))
    (tmp_path / "b.txt").write_text(DIRTY)
    clean_into(tmp_path / "one", tmp_path / "a.jsonl", tmp_path / "b.txt", changes=True)
    clean_into(tmp_path / "out", tmp_path / "b.txt", tmp_path / "a.jsonl", changes=True, workers=workers)
    assert tree(tmp_path / "one") == tree(tmp_path / "out")
    assert [note["row"] for note in notes(tmp_path / "out/_quarantine.jsonl")] == [51]


def test_hash_seed_and_locale_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "ä.jsonl").write_bytes(jsonl(texts(40)))
    trees = []
    for n, more in enumerate(({"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"})):
        out = tmp_path / f"out{n}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
        arguments = [sys.executable, "-m", "cleantext", "run", str(tmp_path / "ä.jsonl"), "--changes", "-o", str(out)]
        subprocess.run(arguments, env=environment, check=True, capture_output=True, timeout=100)
        trees.append(tree(out))
    assert trees[0] == trees[1]


def test_hints_come_from_the_fields(tmp_path: Path) -> None:
    title = "Ferry Line Opens on Sunday"
    text = f"{title}\n\nSomething else stands here.\n\n{title}\n"
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"body": text, "head": title}).encode())
    command("run", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--text-field", "body", "--title-field", "head")
    record = json.loads((tmp_path / "out/a.jsonl").read_bytes())
    from cleantext import clean

    assert record == {"body": clean(text, title=title), "head": title}


# What cannot be read


BAD_LINES = [
    (b'{"text": "cut', "broken JSON"),
    (b'{"text": null}', "the field 'text' is no text"),
    (b'{"text": 12}', "the field 'text' is no text"),
    (b'{"body": "x"}', "there is no field 'text'"),
    (b'{"text": "caf\xe9"}', "byte 0xE9 at offset"),
    (b'{"text": "\xe2\x82"}', "is not UTF-8"),
    (b'{"text": "a", "text": "b"}', "stands there twice"),
    (b"[1]", "broken JSON"),
    (b"\xff\xfe", "byte 0xFF"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_is_set_aside(tmp_path: Path, slices: Slices, line: bytes, reason: str) -> None:
    before, after = jsonl(texts(20)), jsonl(texts(30))
    (tmp_path / "a.jsonl").write_bytes(before + line + b"\n" + after)
    slices(1_000)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True)
    assert (tmp_path / "out/a.jsonl").read_bytes() == cleaned(before) + cleaned(after)
    assert (outcome.manifest.counts.rows, outcome.manifest.counts.quarantined) == (51, 1)
    (note,) = notes(tmp_path / "out/_quarantine.jsonl")
    assert (note["file"], note["row"], note["offset"], note["length"]) == ("a.jsonl", 21, len(before), len(line) + 1)
    assert base64.b64decode(note["bytes"]) == line + b"\n"
    assert reason in note["reason"]
    undone = undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.jsonl").read_bytes() == before + line + b"\n" + after
    assert (undone.returned, undone.verified) == (1, 1)


def test_a_lone_surrogate_is_a_good_row(tmp_path: Path) -> None:
    data = rb'{"text": "a \ud800 b", "id": "\udfff"}' + b"\n"
    (tmp_path / "a.jsonl").write_bytes(data)
    clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True)
    assert (tmp_path / "out/a.jsonl").read_bytes() == data.replace(rb"\ud800", rb"\ufffd")
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.jsonl").read_bytes() == data


def test_escapes_come_back(tmp_path: Path) -> None:
    """However the raw text was escaped, undo gives the same bytes."""
    data = b"".join(
        b'{"a" :1.10,"text":"' + text + b'"  , "b":1e400}\n'
        for text in (
            rb"a\/b c  ",
            rb"\u0061 \u00e9  ",
            "é \\u00e9  ".encode(),
            rb"\t  x y  ",
            "é ü  ".encode(),
            rb"\ud83d\ude00 x  ",
        )
    )
    (tmp_path / "a.jsonl").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True)
    assert outcome.manifest.counts.changed >= 5
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.jsonl").read_bytes() == data


def test_a_text_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "in/b.txt").write_bytes(b"a b  ")
    outcome = clean_into(tmp_path / "out", tmp_path / "in", changes=True)
    assert (outcome.manifest.counts.out, outcome.manifest.counts.quarantined) == (1, 1)
    assert not (tmp_path / "out/a.txt").exists()
    assert notes(tmp_path / "out/_quarantine.jsonl")[0]["file"] == "a.txt"
    undo(tmp_path / "out", tmp_path / "raw")
    assert tree(tmp_path / "raw") == tree(tmp_path / "in")


def test_what_is_too_long_goes_out_as_it_came(tmp_path: Path) -> None:
    limits = RULES._replace(limits=Limits(chars=100))
    lines = [jsonl(["a b  "]), jsonl(["c d  " * 30]), jsonl(["e f  " * 300]), b"x" * 900 + b"\n", jsonl(["g h  "])]
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "b.txt").write_bytes(b"i j  " * 200)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", tmp_path / "b.txt", rules=limits, changes=True)
    assert (tmp_path / "out/a.jsonl").read_bytes() == jsonl(["a b"]) + b"".join(lines[1:4]) + jsonl(["g h"])
    assert (tmp_path / "out/b.txt").read_bytes() == b"i j  " * 200
    assert (outcome.manifest.counts.untouched, outcome.manifest.counts.out) == (4, 6)
    untouched = notes(tmp_path / "out/_untouched.jsonl")
    assert [(note["file"], note["row"]) for note in untouched] == [
        ("b.txt", 1), ("a.jsonl", 2), ("a.jsonl", 3), ("a.jsonl", 4),
    ]  # fmt: skip
    assert not any("bytes" in note for note in untouched)
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.jsonl").read_bytes() == b"".join(lines)


def test_a_rule_that_hangs(tmp_path: Path) -> None:
    data = jsonl([DIRTY, POISON, DIRTY])
    (tmp_path / "a.jsonl").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", rules=HANGING)
    assert (tmp_path / "out/a.jsonl").read_bytes() == cleaned(data)
    assert outcome.manifest.counts.untouched == 1
    (note,) = notes(tmp_path / "out/_untouched.jsonl")
    assert (note["row"], note["reason"]) == (2, "took more than 0.5 s")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs Unix")
def test_a_worker_that_cannot_be_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleantext.corpus.crew.GRACE", 1.0)
    data = jsonl([DIRTY, POISON, DIRTY])
    (tmp_path / "a.jsonl").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", rules=STUCK)
    assert (tmp_path / "out/a.jsonl").read_bytes() == cleaned(data)
    assert (outcome.manifest.counts.untouched, outcome.manifest.replaced) == (1, 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs Unix")
def test_poison_is_found_and_set_aside(tmp_path: Path, slices: Slices) -> None:
    texts_ = texts(60)
    texts_[10] = texts_[40] = texts_[41] = POISON
    data = jsonl(texts_)
    (tmp_path / "a.jsonl").write_bytes(data)
    slices(4_000)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", rules=DEADLY, workers=2, changes=True)
    good = b"".join(line for line in data.splitlines(keepends=True) if POISON.encode() not in line)
    assert (tmp_path / "out/a.jsonl").read_bytes() == cleaned(good)
    assert [note["row"] for note in notes(tmp_path / "out/_quarantine.jsonl")] == [11, 41, 42]
    assert outcome.manifest.counts.quarantined == outcome.manifest.replaced == 3
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.jsonl").read_bytes() == data


def test_max_errors(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(7)) + b"x\n" * 3)
    clean_into(tmp_path / "out", tmp_path / "a.jsonl", max_errors=Bound(3))
    clean_into(tmp_path / "out2", tmp_path / "a.jsonl", max_errors=Bound(30, percent=True))
    with pytest.raises(TooManyErrors, match="3 of 10 rows are quarantined; at most 2 may be"):
        clean_into(tmp_path / "out3", tmp_path / "a.jsonl", max_errors=Bound(2))
    with pytest.raises(TooManyErrors):
        clean_into(tmp_path / "out4", tmp_path / "a.jsonl", max_errors=Bound(29.9, percent=True))
    result = command("run", tmp_path / "a.jsonl", "-o", tmp_path / "out5", "--max-errors", "10%", code=3)
    assert "at most 10% may be" in result.stderr
    command("run", tmp_path / "a.jsonl", "-o", tmp_path / "out5", "--max-errors", "x", code=2)


# Part of it


def test_limit_and_sample(tmp_path: Path, slices: Slices) -> None:
    data = jsonl(texts(300))
    (tmp_path / "a.jsonl").write_bytes(data)
    slices(2_000)
    lines = cleaned(data).splitlines(keepends=True)
    clean_into(tmp_path / "limit", tmp_path / "a.jsonl", limit=77, workers=2)
    assert (tmp_path / "limit/a.jsonl").read_bytes() == b"".join(lines[:77])
    outcome = clean_into(tmp_path / "sample", tmp_path / "a.jsonl", sample=0.2, workers=2, changes=True)
    found = (tmp_path / "sample/a.jsonl").read_bytes().splitlines(keepends=True)
    assert [line for line in lines if line in found] == found
    assert 30 < len(found) < 90
    assert outcome.manifest.counts.skipped == 300 - len(found)
    undo(tmp_path / "sample", tmp_path / "raw")
    raw = (tmp_path / "raw/a.jsonl").read_bytes().splitlines(keepends=True)
    wanted = [line for line, clean in zip(data.splitlines(keepends=True), lines, strict=True) if clean in found]
    assert list(map(json.loads, raw)) == list(map(json.loads, wanted))


def test_a_stage_that_would_take_too_much_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MANY)
    result = command("run", tmp_path / "a.txt", "--dry-run", "--workers", "1")
    assert "1 × the stage cut was left out: it would have taken too much of the running text\n" in result.stdout


def test_dry_run(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(20)) + b"x\n")
    result = command("run", tmp_path / "a.jsonl", "--dry-run", "--workers", "1")
    assert result.stdout.startswith("21 rows in, 20 out, 1 quarantined\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    assert "say where to write" in command("run", tmp_path / "a.jsonl", code=2).stderr


def test_shards_make_up_the_whole(tmp_path: Path, slices: Slices, monkeypatch: pytest.MonkeyPatch) -> None:
    data = jsonl(texts(50)) + b"bad\n" + jsonl(texts(50))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_bytes(data)
    for n in range(7):
        (tmp_path / f"in/{n}.txt").write_text(f"{n}  {DIRTY}")
    slices(3_000)
    for index in range(3):
        clean_into(tmp_path / "out", tmp_path / "in", shard=(index, 3), changes=True)
    assert clean_into(tmp_path / "out", tmp_path / "in", shard=(1, 3), changes=True).idle
    found = tree(tmp_path / "out")
    parts = sorted(name for name in found if name.startswith("a-0"))
    assert len(parts) > 3
    good = data.replace(b"bad\n", b"")
    assert b"".join(found[name] for name in parts) == cleaned(good)
    assert len([name for name in found if name.endswith(".txt")]) == 7
    assert "in           108" in command("stats", tmp_path / "out").stdout
    undo(tmp_path / "out", tmp_path / "raw")
    raw = tree(tmp_path / "raw")
    assert b"".join(raw[name] for name in parts) == data
    with pytest.raises(RunError, match="other shards"):
        clean_into(tmp_path / "out", tmp_path / "in", shard=(0, 4))
    with pytest.raises(RunError, match="other shards"):
        clean_into(tmp_path / "out", tmp_path / "in")


def test_a_slurm_array_is_a_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_bytes(jsonl(["x"]))
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "4")
    monkeypatch.setenv("SLURM_ARRAY_TASK_MIN", "3")
    monkeypatch.setenv("SLURM_ARRAY_TASK_COUNT", "2")
    command("run", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "-o", tmp_path / "out")
    assert tree(tmp_path / "out").keys() == {"b.jsonl"}
    command("run", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "-o", tmp_path / "out", "--shard", "0/2")
    assert tree(tmp_path / "out").keys() == {"a.jsonl", "b.jsonl"}
    assert "counted from 0" in command("run", tmp_path, "-o", tmp_path / "x", "--shard", "2/2", code=2).stderr


# Again


def test_the_same_command_again_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(10)))
    clean_into(tmp_path / "out", tmp_path / "a.jsonl")
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    os.utime(tmp_path / "a.jsonl")  # touched, not changed
    assert clean_into(tmp_path / "out", tmp_path / "a.jsonl").idle
    assert first == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}


def test_what_is_not_the_same_is_refused(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_bytes(jsonl(texts(10)))
    clean_into(out, source)
    before = tree(out)
    with pytest.raises(RunError, match="changes was false, is true"):
        clean_into(out, source, changes=True)
    with pytest.raises(RunError, match="rules was"):
        clean_into(out, source, rules=RULES._replace(pipeline=type(PIPELINE).default(select=["spacing"])))
    (tmp_path / "b.txt").write_text("more")
    with pytest.raises(RunError, match=r"the input b\.txt is new"):
        clean_into(out, source, tmp_path / "b.txt")
    source.write_bytes(jsonl(texts(9)) + jsonl(texts(10)))
    with pytest.raises(RunError, match=r"the input a\.jsonl has changed"):
        clean_into(out, source)
    assert tree(out) == before
    clean_into(out, source, tmp_path / "b.txt", overwrite=True)
    assert tree(out).keys() == {"a.jsonl", "b.txt"}
    clean_into(out, tmp_path / "b.txt", overwrite=True)
    assert tree(out).keys() == {"b.txt"}
    (out / "b.txt").write_text("someone else's")
    with pytest.raises(RunError, match="is not what the run wrote"):
        clean_into(out, tmp_path / "b.txt")


def test_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(RunError, match="is not empty"):
            clean_into(tmp_path / "out", tmp_path / "a.jsonl", overwrite=overwrite)
    assert tree(tmp_path / "out") == {"thesis.txt": b"mine"}
    with pytest.raises(RunError, match="is not a folder"):
        clean_into(tmp_path / "a.jsonl", tmp_path / "a.jsonl")


def test_resuming_keeps_what_is_done(tmp_path: Path, slices: Slices) -> None:
    """A run that breaks off has done some units; the next one does the others only."""
    data = jsonl(texts(60)) + b"broken\n" + jsonl(texts(60))
    (tmp_path / "a.jsonl").write_bytes(data)
    slices(2_000)
    clean_into(tmp_path / "whole", tmp_path / "a.jsonl", changes=True)
    with pytest.raises(TooManyErrors):
        clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True, max_errors=Bound(0))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_work"]
    with pytest.raises(RunError, match="changes was true"):
        clean_into(tmp_path / "out", tmp_path / "a.jsonl")
    outcome = clean_into(tmp_path / "out", tmp_path / "a.jsonl", changes=True)
    assert outcome.resumed > 3
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


# Killed, full, unwritable


def start(*arguments: str | Path, **options: Any) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "cleantext", "run", *map(str, arguments)]
    undo_ignore = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        line, env=environment, stdout=pipe, stderr=pipe, start_new_session=True, **{**undo_ignore, **options}
    )


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs Unix")
@pytest.mark.parametrize(("number", "code"), [("SIGINT", -signal.SIGINT), ("SIGTERM", 143)])
def test_a_signal_ends_it_at_a_clean_point(tmp_path: Path, number: str, code: int) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.jsonl").write_bytes(jsonl(texts(400)))
    process = start(tmp_path, "-o", tmp_path / "out", "--workers", "2")
    for _ in range(1000):
        if list((tmp_path / "out").glob("_work/done/*.json")):
            break
        time.sleep(0.02)
    if number == "SIGINT":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGTERM)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == code, stderr
    assert b"Traceback" not in stderr
    assert not list((tmp_path / "out/_work").glob("tmp-*"))
    done = list((tmp_path / "out").glob("*.jsonl"))
    assert 0 < len(done) < 40
    for path in done:
        assert path.read_bytes().count(b"\n") == 400
    again = start(tmp_path, "-o", tmp_path / "out", "--workers", "2")
    _, stderr = again.communicate(timeout=100)
    assert again.returncode == 0, stderr
    assert b"parts were done already" in stderr
    assert len(list((tmp_path / "out").glob("*.jsonl"))) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix")
def test_a_full_disk(tmp_path: Path) -> None:
    """RLIMIT_FSIZE: no file may become larger, as on a full disk."""
    import resource

    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(2000)))
    (tmp_path / "b.jsonl").write_bytes(jsonl(texts(10)))

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))

    process = start(tmp_path / "a.jsonl", tmp_path / "b.jsonl", "-o", tmp_path / "out", preexec_fn=limit)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"out: File too large; what is finished stays" in stderr
    assert b"Traceback" not in stderr
    assert not (tmp_path / "out/a.jsonl").exists()
    again = start(tmp_path / "a.jsonl", tmp_path / "b.jsonl", "-o", tmp_path / "out")
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert (tmp_path / "out/a.jsonl").read_bytes().count(b"\n") == 2000


@pytest.mark.parametrize("what", ["fsync", "replace"])
def test_whatever_step_fails_nothing_is_half_done(
    tmp_path: Path, slices: Slices, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The disk is full at the first, second, … step that gives a file its name: no file is wrong, and it goes on."""
    import errno

    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(20)) + b"bad\n")
    (tmp_path / "b.txt").write_text(DIRTY)
    slices(1_000)
    sources = (tmp_path / "a.jsonl", tmp_path / "b.txt")
    clean_into(tmp_path / "whole", *sources, changes=True)
    whole = tree(tmp_path / "whole")
    place: Any = os if what == "fsync" else Path
    real, steps, failed = getattr(place, what), 0, 0

    def failing(*arguments: Any) -> Any:
        nonlocal steps
        steps += 1
        if steps == fatal:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    for fatal in range(1, 100, 2):
        out, steps = tmp_path / f"out{fatal}", 0
        monkeypatch.setattr(place, what, failing)
        try:
            clean_into(out, *sources, changes=True)
        except RunError as error:
            assert "No space left on device; what is finished stays" in str(error)
            failed += 1
        monkeypatch.setattr(place, what, real)
        for name, data in tree(out).items() if out.exists() else ():
            assert name.startswith("_work") or whole[name] == data, name
        clean_into(out, *sources, changes=True)
        assert tree(out) == whole
        if steps < fatal:
            break
    assert failed > 2


def test_an_unwritable_folder(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    (tmp_path / "file").write_text("in the way")
    result = command("run", tmp_path / "a.jsonl", "-o", tmp_path / "file/out", code=2)
    assert "file" in result.stderr
    assert "Traceback" not in result.stderr


def test_two_runs_at_once(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    from cleantext.corpus.files import locked

    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    (tmp_path / "out/_work").mkdir(parents=True)
    with locked(tmp_path / "out/_work/lock"), pytest.raises(RunError, match="another run is writing here"):
        clean_into(tmp_path / "out", tmp_path / "a.jsonl")


def test_an_input_that_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleantext.corpus import runner, units

    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    divide = units.divide

    def changing(*arguments: Any) -> Any:
        (tmp_path / "a.jsonl").write_bytes(jsonl(["x", "y"]))
        return divide(*arguments)

    monkeypatch.setattr(runner, "divide", changing)
    with pytest.raises(RunError, match="has changed since the run began"):
        clean_into(tmp_path / "out", tmp_path / "a.jsonl")


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_killed_at_random_times(tmp_path: Path) -> None:
    """Twenty of the trials of ``python -m benchmarks.run campaign``."""
    from benchmarks.run import campaign

    trials = list(campaign(tmp_path, 20, seed=1))
    assert [trial.faults for trial in trials] == [()] * 20
    assert sum(trial.kills for trial in trials) >= 10


def test_a_script_that_cannot_start_workers(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    script = (
        "from pathlib import Path; from cleantext import Pipeline; from cleantext.corpus.clerk import Rules;"
        "from cleantext.corpus.runner import Request, run; run(Request(['a.jsonl'], Path('out'), Rules(Pipeline.default())))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-"]
    done = subprocess.run(
        arguments, input=script.encode(), cwd=tmp_path, env=environment, capture_output=True, timeout=100
    )
    assert b"the worker processes cannot start" in done.stderr


# How far it is


def test_progress_in_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(texts(300)) + b"bad\n")
    monkeypatch.setattr("cleantext.cli.progress.EVERY", 0.0)
    result = command("run", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--workers", "1")
    last = result.stderr.splitlines()[-1]
    pattern = r"cleantext: 100%, 301 documents, [\d,]+/s, [\d.]+ MB/s, 0:00 left, 1 quarantined"
    assert re.fullmatch(pattern, last), last


def test_the_program_in_the_docs(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "run.md").read_text("utf-8")
    (tmp_path / "program.py").write_text(page.partition("<!-- run -->\n```python\n")[2].partition("```")[0], "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "program.py"], cwd=tmp_path, env=environment, check=True, timeout=100)


# undo and stats


def test_undo_and_stats_on_the_command_line(tmp_path: Path) -> None:
    data = jsonl(texts(30))
    (tmp_path / "a.jsonl").write_bytes(data)
    command("run", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--changes", "--select", "spacing,blank-lines")
    result = command("undo", tmp_path / "out")
    assert result.stdout.startswith("1 files, 1 of them checked to be the input byte for byte\n")
    assert (tmp_path / "out-raw/a.jsonl").read_bytes() == data
    assert "is there already" in command("undo", tmp_path / "out", code=2).stderr
    stats = command("stats", tmp_path / "out").stdout
    assert "spacing      30" in stats
    assert json.loads(command("stats", tmp_path / "out", "--json").stdout)["rules"]["spacing"] == 30
    (tmp_path / "out/a.jsonl").write_bytes(b"".join(data.splitlines(keepends=True)[:0]))
    assert "is missing" in command("undo", tmp_path / "out", "-o", tmp_path / "raw2", code=2).stderr


def test_undo_needs_the_changes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(["x"]))
    clean_into(tmp_path / "out", tmp_path / "a.jsonl")
    with pytest.raises(RunError, match="without --changes"):
        undo(tmp_path / "out", tmp_path / "raw")
    with pytest.raises(RunError, match=r"there is no _manifest\.json"):
        undo(tmp_path, tmp_path / "raw")
