"""The command line: commands, inputs, outputs, exit codes."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cleantext import Document, Edit, Rule, __version__, fixes, revert
from cleantext.cli import COMMANDS, main
from cleantext.ledger import Change

ROOT = Path(__file__).parent.parent
DIRTY = "The tailor  opened her shop again on Monday,  after a long winter.\n\n\n\nShe sells coats.\n"
CLEAN = "The tailor opened her shop again on Monday, after a long winter.\n\nShe sells coats.\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, input: str | bytes = "", code: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments, input=input)
        assert result.exit_code == code, result.output
        return result

    return run


def process(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    """The program in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cleantext", *arguments]
    pipe = subprocess.PIPE
    # A test run in the background ignores SIGINT, and so would its children.
    start = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **options}
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, **start)  # type: ignore[call-overload,no-any-return]


def write(name: str, data: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# Text in, text out


@pytest.mark.parametrize("arguments", [("clean",), ("clean", "-")])
def test_standard_input(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, input=DIRTY).stdout_bytes == CLEAN.encode()


@pytest.mark.parametrize("text", ["", "one line", "one line\n", "two\nlines", "été"])
def test_no_line_break_is_added_or_lost(run: Run, text: str) -> None:
    write("a.txt", text)
    result = run("clean", "a.txt")
    assert result.stdout_bytes == text.encode()
    assert result.stderr == ""


def test_a_byte_order_mark_is_a_character(run: Run) -> None:
    write("a.txt", b"\xef\xbb\xbfone line\n")
    assert run("clean", "a.txt").stdout_bytes == b"one line\n"
    assert run("clean", "a.txt", "--select", "tidy").stdout_bytes == b"\xef\xbb\xbfone line\n"


def test_several_texts_are_told_apart(run: Run) -> None:
    write("a.txt", "one")
    write("b.txt", "two\n")
    write("c.txt", "")
    expected = "==> a.txt <==\none\n==> b.txt <==\ntwo\n==> c.txt <==\n==> a.txt <==\none"
    assert run("clean", "a.txt", "b.txt", "c.txt", "a.txt").stdout == expected


def test_a_folder_stands_for_its_texts(run: Run) -> None:
    for name in ("b.txt", "a/z.TXT", "a/b/y.txt", "note.md", ".venv/x.txt", ".x.txt", "r.jsonl"):
        write(f"in/{name}", f"{name}\n" if name != "r.jsonl" else '{"text": "r"}\n')
    out = run("clean", "in").stdout
    names = [str(Path("in", name)) for name in ("b.txt", "a/z.TXT", "a/b/y.txt")]
    assert re.findall("==> (.*) <==", out) == names
    assert run("clean", "in", "--format", "jsonl").stdout == '{"text": "r"}\n'
    assert "==>" not in run("clean", "in/a/b").stdout


def test_a_folder_without_texts_is_an_error(run: Run) -> None:
    write("in/r.jsonl", "{}\n")
    assert "no .txt file in this folder; for .jsonl files say --format jsonl" in run("check", "in", code=2).stderr


# Inputs that cannot be used


def test_the_other_inputs_are_done(run: Run) -> None:
    write("bad.txt", b"one\ntwo \xe9t\xe9\n")
    write("good.txt", DIRTY)
    result = run("clean", "missing.txt", "bad.txt", "good.txt", code=2)
    assert result.stdout == f"==> good.txt <==\n{CLEAN}"
    assert result.stderr.splitlines() == [
        "cleantext: missing.txt: No such file or directory",
        "cleantext: bad.txt:2: byte 0xE9 at offset 8 is not UTF-8 (invalid continuation byte); "
        "convert it first, say: iconv -f WINDOWS-1252 -t UTF-8",
    ]


@pytest.mark.parametrize(
    ("data", "mend"),
    [("so it is".encode("utf-16"), "iconv -f UTF-16 -t UTF-8"), (b"\x7fELF\0\xd0", "this is no text")],
)
def test_what_to_do_with_a_file_that_is_not_utf8(run: Run, data: bytes, mend: str) -> None:
    write("bad.txt", data)
    assert run("clean", "bad.txt", code=2).stderr.endswith(f"{mend}\n")


@pytest.mark.parametrize("command", ["diff", "check"])
def test_an_error_outweighs_a_change(run: Run, command: str) -> None:
    write("good.txt", DIRTY)
    result = run(command, "missing.txt", "good.txt", code=2)
    assert "good.txt:" in result.stdout


def test_an_unusable_input_leaves_the_output_alone(run: Run) -> None:
    write("bad.txt", b"\xff")
    write("out.txt", "before")
    run("clean", "bad.txt", "-o", "out.txt", code=2)
    assert Path("out.txt").read_text() == "before"
    run("clean", "bad.txt", "--in-place", code=2)
    assert sorted(p.name for p in Path().iterdir()) == ["bad.txt", "out.txt"]


# Where results go


def test_output_to_a_file(run: Run) -> None:
    write("a.txt", DIRTY)
    assert run("clean", "a.txt", "-o", "out.txt").stdout == ""
    assert Path("out.txt").read_bytes() == CLEAN.encode()
    run("clean", "a.txt", "-o", "a.txt")
    assert Path("a.txt").read_bytes() == CLEAN.encode()
    assert run("clean", "-", "-o", "-", input=DIRTY).stdout == CLEAN


def test_output_to_a_folder(run: Run) -> None:
    write("in/a.txt", DIRTY)
    write("in/deep/b.txt", "two\n")
    write("c.txt", "three\n")
    run("clean", "in", "c.txt", "-o", "out")
    found = {str(p.relative_to("out")): p.read_text() for p in Path("out").rglob("*.txt")}
    assert found == {"a.txt": CLEAN, str(Path("deep/b.txt")): "two\n", "c.txt": "three\n"}
    run("clean", "c.txt", "-o", "out/")
    run("clean", "c.txt", "-o", "new/")
    assert Path("new/c.txt").is_file()


def test_output_that_cannot_be(run: Run) -> None:
    write("in/a.txt", "one\n")
    write("a.txt", "two\n")
    assert "would both be written to" in run("clean", "in", "a.txt", "-o", "out", code=2).stderr
    assert "is a file" in run("clean", "in", "-o", "a.txt", code=2).stderr
    assert "standard input has no name" in run("clean", "-", "a.txt", "-o", "out", code=2).stderr
    assert "No such file" in run("clean", "a.txt", "-o", "no/folder.txt", code=2).stderr
    assert not Path("out").exists()


def test_in_place(run: Run) -> None:
    a, b = write("a.txt", DIRTY), write("b.txt", CLEAN)
    a.chmod(0o640)
    before = b.stat()
    assert run("clean", "--in-place", "a.txt", "b.txt").output == ""
    assert a.read_bytes() == CLEAN.encode()
    assert stat.S_IMODE(a.stat().st_mode) == 0o640
    assert (b.stat().st_ino, b.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(p.name for p in Path().iterdir()) == ["a.txt", "b.txt"]


def test_in_place_follows_links(run: Run) -> None:
    write("real/a.txt", DIRTY)
    Path("link.txt").symlink_to("real/a.txt")
    run("clean", "--in-place", "link.txt")
    assert Path("link.txt").is_symlink()
    assert Path("real/a.txt").read_text() == CLEAN


def test_a_failure_leaves_the_file_and_nothing_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    write("a.txt", DIRTY)
    monkeypatch.setattr(os, "fsync", full)
    assert "a.txt: No space left on device" in run("clean", "--in-place", "a.txt", code=2).stderr
    assert [p.name for p in Path().iterdir()] == ["a.txt"]
    assert Path("a.txt").read_text() == DIRTY


def test_a_new_file_has_the_usual_permissions(run: Run) -> None:
    write("a.txt", "one\n")
    run("clean", "a.txt", "-o", "out.txt")
    assert Path("out.txt").stat().st_mode == Path("a.txt").stat().st_mode


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="needs a device file")
def test_a_device_is_not_replaced(run: Run) -> None:
    write("a.txt", "one\n")
    run("clean", "a.txt", "-o", os.devnull)
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "--in-place"),
        ("clean", "--in-place", "-"),
        ("clean", "a.txt", "--in-place", "-o", "b.txt"),
        ("clean", "a.txt", "--in-place", "--check"),
        ("clean", "a.txt", "--diff", "-o", "b.txt"),
        ("clean", "a.txt", "--with-changes"),
        ("clean", "a.jsonl", "--with-changes", "--diff"),
        ("clean", "a.txt", "--format", "html"),
        ("clean", "a.txt", "--select", "spacing,,mojibake"),
        ("clean", "a.txt", "--option", "profile=ftfy"),
        ("explain",),
        ("cleen",),
    ],
)
def test_usage_errors(run: Run, arguments: tuple[str, ...]) -> None:
    write("a.txt", DIRTY)
    assert "Usage:" in run(*arguments, code=2).stderr
    assert [p.name for p in Path().iterdir()] == ["a.txt"]


# Which rules run


def test_select_and_ignore(run: Run) -> None:
    blank, spaces = CLEAN.replace("tailor ", "tailor  ").replace("Monday, ", "Monday,  "), DIRTY.replace("  ", " ")
    assert run("clean", "--select", "blank-lines", input=DIRTY).stdout == blank
    assert run("clean", "--select", "spacing , mojibake", input=DIRTY).stdout == spaces
    assert run("clean", "--select", "tidy", "--ignore", "blank_lines", input=DIRTY).stdout == spaces
    assert run("clean", "--ignore", "tidy", input=DIRTY).stdout == DIRTY


def test_options_of_rules(run: Run) -> None:
    arguments = "clean", "--select", "mojibake"
    assert run(*arguments, input="“Yes”").stdout == "“Yes”"
    assert run(*arguments, "--option", "mojibake.profile=ftfy", input="“Yes”").stdout == '"Yes"'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "blank_line"), "unknown rule or stage 'blank_line'; did you mean 'blank_lines'?"),
        (("--ignore", "mojibak"), "did you mean 'mojibake'?"),
        (("--option", "mojibake.profil=ftfy"), "did you mean 'profile'?"),
        (("--option", "mojibake.profile=fast"), "mojibake.profile"),
        (("--config", "no.toml"), "no.toml: No such file or directory"),
        (("--pack", "no.toml"), "no.toml: No such file or directory"),
    ],
)
def test_errors_in_the_choice_of_rules(run: Run, arguments: tuple[str, ...], message: str) -> None:
    stderr = run("clean", *arguments, code=2).stderr
    assert message in stderr
    assert stderr.startswith("cleantext: ")
    assert stderr.count("\n") == 1


def test_config(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("cleantext.toml", 'select = ["tidy"]\nignore = ["spacing"]\n')
    write("other.toml", 'ignore = ["blank_lines"]\n[options.mojibake]\nprofile = "ftfy"\n')
    text = "“Yes  and no”,  said the old man at the end of the road.\n\n\n\nNo.\n"
    write("deep/a.txt", text)
    monkeypatch.chdir("deep")
    assert run("clean", "a.txt").stdout == text.replace("\n\n\n\n", "\n\n")
    assert run("clean", "a.txt", "--ignore", "blank-lines").stdout == text
    assert run("clean", "a.txt", "--select", "spacing").stdout == text.replace("  ", " ")
    assert run("clean", "a.txt", "--config", "../other.toml").stdout == text.replace("  ", " ").translate(
        {ord("“"): '"', ord("”"): '"'}
    )
    write("../cleantext.toml", "selekt = []\n")
    assert "unknown key 'selekt'; did you mean 'select'?" in run("clean", "a.txt", code=2).stderr


def test_rules_that_fail_are_warnings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleantext.registry.shipped", lambda: {"breaks": BREAKS})
    write("a.txt", "one\n")
    result = run("clean", "a.txt")
    assert result.stdout == "one\n"
    assert result.stderr == "cleantext: a.txt: warning: the rule breaks was left out: RuntimeError: no luck\n"
    write("a.jsonl", '\n{"text": "one"}\n')
    assert "a.jsonl:2: warning: the rule breaks was left out" in run("check", "a.jsonl").stderr


def test_hints(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleantext.registry.shipped", lambda: {"fills": FILLS})
    arguments = "clean", "--title", "T", "--language", "en", "--url", "http://u"
    assert run(*arguments, input="HINTS").stdout == "T en http://u"
    write("a.jsonl", '{"text": "HINTS", "head": "R"}\n{"text": "HINTS", "head": 1}\n{"text": "HINTS"}\n')
    texts = [json.loads(row)["text"] for row in run(*arguments, "a.jsonl", "--title-field", "head").stdout.splitlines()]
    assert texts == ["R en http://u", "T en http://u", "T en http://u"]


def _fills(doc: Document) -> list[Edit]:
    return [Edit(0, 5, " ".join(map(str, doc.hints)))] if doc.text == "HINTS" else []


FILLS = Rule("fills", _fills, stage="tidy", examples=(fixes("- a\n+ b"),))


def _breaks(doc: object) -> list[Edit]:
    raise RuntimeError("no luck")


BREAKS = Rule("breaks", _breaks, stage="tidy", examples=(fixes("- a\n+ b"),))


# JSONL


def test_only_the_text_of_a_record_is_written_anew(run: Run) -> None:
    lines = [
        b'{ "id" : 123456789012345678901234567890 , "x":1.10e+05,"text" : "one  and two went down the long road,  slowly." ,"k\\u00e9y": "\\ud83d caf\\u00e9 \xc3\xa9\xe2\x80\xa8" }\r\n',
        b'{"text": "clean \\u00e9\\/", "n": NaN}\n',
        b" \t\n",
        b'{"text":"caf\\u00e9\\n\\n\\n\\nend","z":[1,  {"a":-0.0}]}',
    ]
    expected = [
        lines[0].replace(b"one  and", b"one and").replace(b"road,  slowly", b"road, slowly"),
        lines[1],
        lines[2],
        lines[3].replace(b"\\n\\n\\n\\n", b"\\n\\n"),
    ]
    write("a.jsonl", b"".join(lines))
    result = run("clean", "a.jsonl")
    assert result.stdout_bytes == b"".join(expected)
    assert result.stderr == ""


def test_unicode_line_separators_end_no_record(run: Run) -> None:
    data = '{"text": "one\\u2028two", "x": "\u2028\u0085\x0b"}\n'.replace("\x0b", "\\u000b").encode()
    write("a.jsonl", data)
    assert run("clean", "a.jsonl", "--select", "tidy").stdout_bytes == data


def test_text_with_a_lone_surrogate(run: Run) -> None:
    line = '{"text": "half \\ud83d of a  pair, as seen  in the wild, and  the rest of it.", "é": 1}\n'
    write("a.jsonl", line)
    assert run("clean", "a.jsonl", "--select", "tidy").stdout == re.sub("  +", " ", line)
    assert json.loads(run("clean", "a.jsonl").stdout)["text"].startswith("half \ufffd of")
    assert "<U+D83D>" in run("diff", "a.jsonl", code=1).stdout
    assert "\\ud83d" in run("clean", "a.jsonl", "--with-changes").stdout


def test_text_and_title_fields(run: Run) -> None:
    write("a.jsonl", '{"text": 3, "body": "\\n\\n\\nBody\\n", "head": "Title"}\n{"body": "b", "head": null}\n')
    result = run("clean", "a.jsonl", "--text-field", "body", "--title-field", "head")
    assert result.stdout == '{"text": 3, "body": "Body\\n", "head": "Title"}\n{"body": "b", "head": null}\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "one"', "broken JSON: Expecting ',' at column 16"),
        ('{"text": one}', "broken JSON: Expecting value at column 10"),
        ('{"text": "one"} x', "broken JSON: Extra data at column 17"),
        ('{text: "one"}', "broken JSON: Expecting a field's name in double quotes at column 2"),
        ('{"text" "one"}', "broken JSON: Expecting ':' at column 9"),
        ('{"text": "one",}', "broken JSON: Expecting a field's name in double quotes at column 16"),
        ('["text"]', "broken JSON: Expecting '{' at column 1"),
        ('{"a": ' + "[" * 100_000 + "}", "the JSON is nested too deeply"),
        ("{}", "there is no field 'text'"),
        ('{"txt": "one"}', "there is no field 'text'"),
        ('{"text": null}', "the field 'text' is no text"),
        ('{"text": 12}', "the field 'text' is no text"),
        ('{"text": "one", "text": "two"}', "the field 'text' stands there twice"),
        (b'{"text": "\xe9"}', "byte 0xE9 at offset 25 is not UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_stays(run: Run, line: str | bytes, message: str) -> None:
    data = line.encode() if isinstance(line, str) else line
    write("a.jsonl", b'{"text": "  "}\n' + data + b'\n{"text": "  "}')
    result = run("clean", "a.jsonl", code=2)
    assert result.stdout_bytes == b'{"text": ""}\n' + data + b'\n{"text": ""}'
    assert message in result.stderr
    assert result.stderr.startswith("cleantext: a.jsonl:2: ")


def test_many_messages_are_counted(run: Run) -> None:
    write("a.jsonl", "{}\n" * 30)
    stderr = run("clean", "a.jsonl", code=2).stderr.splitlines()
    assert len(stderr) == 21
    assert stderr[-1] == "cleantext: a.jsonl: … and 10 more messages like these"


def test_a_byte_order_mark_before_the_first_record(run: Run) -> None:
    write("a.jsonl", b'\xef\xbb\xbf{"text": "  "}\n')
    assert run("clean", "a.jsonl").stdout_bytes == b'\xef\xbb\xbf{"text": ""}\n'


def test_changes_go_along(run: Run) -> None:
    write("a.jsonl", '{"text": "\\n\\n\\nÃ©tÃ©\\n", "n": 1.50 }\n{"text": "clean"}\n')
    result = run("clean", "a.jsonl", "--with-changes")
    first, second = result.stdout.splitlines()
    assert first.startswith('{"text": "été\\n", "n": 1.50, "changes": [{"start": 0, ')
    assert first.endswith("}] }")
    record = json.loads(first)
    changes = [Change(**change) for change in record["changes"]]
    assert revert(record["text"], changes) == "\n\n\nÃ©tÃ©\n"
    assert second == '{"text": "clean", "changes": []}'
    write("b.jsonl", result.stdout)
    assert "there is a field 'changes' already" in run("clean", "b.jsonl", "--with-changes", code=2).stderr


def test_jsonl_in_place(run: Run) -> None:
    head = b"".join(b'{"text": "clean %d"}\n' % i for i in range(1000))
    path = write("a.jsonl", head + b'{"text": "  "}\n{"text": "x"}')
    run("clean", "a.jsonl", "--in-place")
    assert path.read_bytes() == head + b'{"text": ""}\n{"text": "x"}'
    before = path.stat()
    run("clean", "a.jsonl", "--in-place")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# diff and check


def test_check(run: Run) -> None:
    write("a.txt", DIRTY)
    write("b.txt", CLEAN)
    write("c.jsonl", '{"text": "a\\n\\n\\n\\n"}\n{"text": "b"}\n')
    expected = "a.txt: 3 changes (spacing 2, blank_lines 1)\nc.jsonl: 1 change in 1 of 2 records (blank_lines 1)\n"
    assert run("check", "a.txt", "b.txt", "c.jsonl", code=1).stdout == expected
    assert run("clean", "--check", "a.txt", "b.txt", "c.jsonl", code=1).stdout == expected
    assert run("check", "b.txt").output == ""
    assert Path("a.txt").read_text() == DIRTY


DIFF = """\
a.txt:1  spacing: several spaces inside a sentence (×2)
- The tailor··opened her shop again on Monday,··after a long winter.
+ The tailor·opened her shop again on Monday,·after a long winter.

a.txt:2  blank_lines: more than one blank line
-
-
"""


def test_diff(run: Run) -> None:
    write("a.txt", DIRTY)
    write("b.txt", CLEAN)
    result = run("diff", "b.txt", "a.txt", code=1)
    assert result.stdout == DIFF
    assert result.stderr == ""
    assert run("clean", "--diff", "a.txt", code=1).stdout == DIFF
    assert run("clean", "--diff", "--check", "a.txt", code=1).stdout == DIFF
    assert run("diff", "b.txt").output == ""
    assert run("diff", input=DIRTY, code=1).stdout == DIFF.replace("a.txt", "<stdin>")


def test_diff_of_records(run: Run) -> None:
    write("a.jsonl", '{"text": "clean"}\n' + json.dumps({"text": DIRTY}))
    assert run("diff", "a.jsonl", code=1).stdout == DIFF.replace("a.txt:", "a.jsonl:2, line ")


def test_diff_in_colour(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    write("a.txt", DIRTY)
    out = run("diff", "a.txt", code=1).stdout
    assert "\x1b[31m" in out and "\x1b[32m" in out
    assert re.sub("\x1b\\[[0-9;]*m", "", out) == DIFF


# rules, explain, demo


def test_rules(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert lines[0].split() == ["rule", "stage", "default", "what", "it", "finds"]
    rows = {line.split()[0]: line for line in lines[1:]}
    assert re.match(r"spacing +tidy +yes +Spaces that mean nothing", rows["spacing"])
    assert list(rows).index("mojibake") < list(rows).index("blank_lines")


def test_rules_in_markdown(run: Run) -> None:
    lines = run("rules", "--markdown").stdout.splitlines()
    assert lines[:2] == ["| rule | stage | default | what it finds |", "| --- | --- | --- | --- |"]
    assert any(line.startswith("| `spacing` | tidy | yes | Spaces that mean nothing") for line in lines)


def test_rules_of_other_packages_are_marked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleantext.registry.installed", lambda: {"breaks": BREAKS})
    row = next(line for line in run("rules").stdout.splitlines() if line.startswith("breaks"))
    assert re.match(r"breaks +tidy +no .*\(from the package \w+\)", row)


def test_explain(run: Run) -> None:
    out = run("explain", "mojibake").stdout
    assert out.startswith("mojibake  stage repair, version ")
    assert "Options\n  profile  'repair' | 'ftfy'  default 'repair'\n" in out
    assert "is changed, with profile = 'ftfy':\n    - “Quite so,”" in out
    assert "  stays as it is:\n      AT&T" in out
    assert run("explain", "invisible-characters").stdout.startswith("invisible_characters  stage repair")
    assert "min<U+200B>ister" in run("explain", "invisible-characters").stdout
    assert "    - A short line.<U+00A0>\n" in run("explain", "spacing").stdout


def test_every_rule_can_be_explained(run: Run) -> None:
    for row in run("rules").stdout.splitlines()[1:]:
        name = row.split()[0]
        assert run("explain", name).stdout.startswith(f"{name}  stage")


def test_explain_an_unknown_rule(run: Run) -> None:
    assert run("explain", "blank-line", code=2).stderr == (
        "cleantext: unknown rule 'blank_line'; did you mean 'blank_lines'?\n"
    )


def test_demo(run: Run) -> None:
    write("cleantext.toml", 'select = ["mojibake"]\n')
    before, changes, after = re.split("^──── .*\n", run("demo").stdout, flags=re.M)[1:]
    assert "â€œ" in before and "â€œ" not in after
    assert "\n\n\n" in before and "\n\n\n" not in after
    assert "mojibake: wrong characters" in changes
    assert all(re.match(r"line \d+  \w+: ", hunk) for hunk in changes.strip().split("\n\n"))


@pytest.mark.parametrize("arguments", [("rules",), ("explain", "mojibake"), ("demo",)])
def test_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in run(*arguments).stdout


# The program


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    context = click.Context(main)
    assert main.list_commands(context) == list(COMMANDS)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None and command.help and command.get_short_help_str()
        assert f"\n## cleantext {name}\n" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name
                assert all(f"`{option}" in page for option in parameter.opts), parameter.opts


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout == f"cleantext, version {__version__}\n"
    assert all(name in run("-h").stdout for name in COMMANDS)
    assert "did you mean 'clean'?" in run("cleen", code=2).stderr


def test_an_internal_error_is_no_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cleantext.cli.check.list_changed", broken)
    stderr = run("check", code=2).stderr
    assert "internal error" in stderr and "ZeroDivisionError" in stderr


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_start_up_imports_only_what_is_needed(command: str) -> None:
    code = (
        "import sys\nfrom cleantext.cli import main\n"
        f"try: main(['{command}'])\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, text=True)
    heavy = {"ftfy", "rich", "regex", "rapidfuzz", "msgspec", "importlib.metadata", "cleantext.rules"}
    assert heavy.isdisjoint(done.stderr.split())


def test_cleaning_to_a_pipe_does_without_rich() -> None:
    code = (
        "import sys\nfrom cleantext.cli import main\ntry: main(['diff'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="plain\n", capture_output=True, cwd=ROOT, check=True, text=True
    )
    assert {"ftfy", "rich"}.isdisjoint(done.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="resource is of Unix")
def test_start_up_time() -> None:
    def cost(*command: str) -> float:
        """CPU seconds; of several runs the least, since all else is the machine's other work."""
        import resource

        times = []
        for _ in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(times)

    assert cost("-m", "cleantext", "--version") <= 2.5 * cost("-c", "import click")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of Unix")
def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    for command in ("clean", "diff"):
        with process(command, "-") as program:
            assert program.stdin and program.stdout and program.stderr
            program.stdout.close()
            program.stdin.write(DIRTY.encode() * 10_000)
            program.stdin.close()
            assert program.stderr.read() == b""
        assert program.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of Unix")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ready\n")
    with process("clean", "a.txt", "-", cwd=tmp_path) as program:
        assert program.stdout and program.stderr
        assert program.stdout.readline() == b"==> a.txt <==\n"
        time.sleep(0.1)  # it waits for standard input now
        program.send_signal(signal.SIGINT)
        assert program.stderr.read() == b""
    assert program.returncode == -signal.SIGINT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["clean", "rules", "--version"])
def test_a_full_disk_is_told(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cleantext", command], input=b"one\n", stdout=full, stderr=subprocess.PIPE, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr == b"cleantext: standard output: No space left on device\n"


def test_records_of_two_files_keep_lines_of_their_own(run: Run) -> None:
    write("x.jsonl", '{"text": "a"}')
    write("y.jsonl", '{"text": "b"}\n')
    assert run("clean", "x.jsonl", "y.jsonl").stdout == '{"text": "a"}\n{"text": "b"}\n'
    assert run("clean", "x.jsonl").stdout == '{"text": "a"}'


def test_unbuffered_output_is_written_in_full(tmp_path: Path) -> None:
    """A write to a pipe may take a part only; the reader here takes its time."""
    text = "The ferry runs at night, and sixty people find a seat on board.\n" * 20_000
    (tmp_path / "a.txt").write_text(text)
    command = [sys.executable, "-m", "cleantext", "clean", "a.txt"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=tmp_path) as program:
        assert program.stdout
        time.sleep(0.5)
        assert program.stdout.read().decode() == text
    assert program.returncode == 0
