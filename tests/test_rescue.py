"""The counting of `benchmarks.rescue`, with a filter of our own in the place of datatrove's."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.rescue.__main__ import Asked, Filters, Reasons, Text, ask, given, report
from cleantext import Pipeline

PROSE = "The ferry across the bay will also run at night from May on, the harbour office said on Friday."
DIRTY = f"{PROSE}\n\nAdvertisement\n\nSixty people will find a seat, and cars stay ashore for now."


class Stub(Filters):
    """Drops what has an advertisement in it, and cannot split Japanese."""

    def __init__(self) -> None:
        pass

    def reasons(self, language: str, text: str) -> Reasons | None:
        return None if language == "ja" else {"no ads": "ad" * ("Advertisement" in text), "any": ""}


def test_ask_and_report(capsys: pytest.CaptureFixture[str]) -> None:
    texts = [Text("here", "1", "en", DIRTY), Text("here", "2", "en", PROSE), Text("here", "3", "ja", PROSE)]
    answers = list(ask(texts, Pipeline.default(), Stub()))
    assert answers[2] == texts[2], "left out"
    asked = [answer for answer in answers if isinstance(answer, Asked)]
    assert [(one.before["no ads"], one.after["no ads"]) for one in asked] == [("ad", ""), ("", "")]
    report("here", asked)
    rows = [row.split() for row in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["here", "2", "no", "ads", "1", "0", "1", "0"], "texts, filter, dropped, then, rescued, newly"
    assert rows[2][-4:] == ["1", "0", "1", "0"]


def test_given_files(tmp_path: Path) -> None:
    plain, lines, packed = tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "c.jsonl.gz"
    plain.write_text(PROSE, "utf-8")
    lines.write_text(json.dumps({"body": DIRTY, "language": "de"}) + "\n\n" + json.dumps({"body": PROSE}), "utf-8")
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    assert list(given(plain, "body", "fr")) == [("text files", "a.txt", "fr", PROSE)]
    assert [(text.language, text.text) for text in given(lines, "body", "fr")] == [("de", DIRTY), ("fr", PROSE)]
    assert [text.text for text in given(packed, "body", "fr")] == [DIRTY, PROSE]
    with pytest.raises(ValueError, match=r"b\.jsonl:1: no text in the field 'text'"):
        list(given(lines, "text", "fr"))
