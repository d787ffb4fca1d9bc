"""``cleantext run`` on all kinds of files: what comes out, and what bad input does."""

import base64
import csv
import gzip
import hashlib
import io
import json
import random
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleantext.corpus.errors import RunError
from cleantext.corpus.limits import Limits
from cleantext.corpus.rows import Fields
from cleantext.corpus.undo import undo
from tests.corpora import PIPELINE, RULES, clean_into, cleaned, jsonl, notes, texts, tree

clean = PIPELINE.clean


def zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd
    return pytest.importorskip("backports.zstd")


def pack(data: bytes, compression: str) -> bytes:
    if not compression:
        return data
    if compression == ".gz":
        return gzip.compress(data, mtime=0)
    library = zstd()
    packed: bytes = library.compress(data, options={library.CompressionParameter.checksum_flag: 1})
    return packed


def unpack(data: bytes, compression: str) -> bytes:
    if not compression:
        return data
    plain: bytes = gzip.decompress(data) if compression == ".gz" else zstd().decompress(data)
    return plain


# The same data in every kind of file, written and read here by other means than those that are tested


class Document(NamedTuple):
    id: str
    text: str


def documents(count: int) -> list[Document]:
    return [Document(f"n{n}", text.rstrip("\r")) for n, text in enumerate(texts(count))]


def write_jsonl(rows: Sequence[Document]) -> bytes:
    return jsonl([row.text for row in rows])


def read_jsonl(data: bytes) -> list[Document]:
    return [Document(row["id"], row["text"]) for row in map(json.loads, data.splitlines())]


def write_csv(rows: Sequence[Document], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(("id", "text", "n"))
    writer.writerows((row.id, row.text, n) for n, row in enumerate(rows))
    return out.getvalue().encode()


def read_csv(data: bytes, delimiter: str = ",") -> list[Document]:
    reader = csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    return [Document(row["id"], row["text"]) for row in reader]


def warc_record(kind: str, id: str, body: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(body).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{id}>\r\nWARC-Target-URI: https://x.example/{id}\r\n"
        f"WARC-Block-Digest: sha1:{digest}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def write_warc(rows: Sequence[Document]) -> bytes:
    info = warc_record("warcinfo", "info", b"robots: no  \r\n")
    return info + b"".join(warc_record("conversion", row.id, row.text.encode()) for row in rows)


def read_warc(data: bytes) -> list[Document]:
    out = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines()[1:])
        size = int(headers["Content-Length"])
        body, data = rest[:size], rest[size + 4 :]
        assert rest[size : size + 4] == b"\r\n\r\n"
        digest = base64.b32encode(hashlib.sha1(body).digest()).decode()
        if headers["WARC-Block-Digest"] != f"sha1:{digest}":
            body += b" (damaged)"
        if headers["WARC-Type"] == "conversion":
            out.append(Document(headers["WARC-Record-ID"][5:-1], body.decode()))
    return out


def write_parquet(rows: Sequence[Document]) -> bytes:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.table({"id": [row.id for row in rows], "text": [row.text for row in rows], "n": list(range(len(rows)))})
    out = io.BytesIO()
    parquet.write_table(
        table, out, row_group_size=40, compression="zstd", use_dictionary=False, write_page_checksum=True
    )
    return out.getvalue()


def read_parquet(data: bytes) -> list[Document]:
    from pyarrow import parquet

    rows = parquet.read_table(io.BytesIO(data)).to_pylist()
    return [Document(row["id"], row["text"]) for row in rows]


class Format(NamedTuple):
    write: Callable[[Sequence[Document]], bytes]
    read: Callable[[bytes], list[Document]]


FORMATS = {
    "jsonl": Format(write_jsonl, read_jsonl),
    "csv": Format(write_csv, read_csv),
    "tsv": Format(lambda rows: write_csv(rows, "\t"), lambda data: read_csv(data, "\t")),
    "warc": Format(write_warc, read_warc),
    "parquet": Format(write_parquet, read_parquet),
}
NAMES = [f"{kind}{packed}" for kind in ("jsonl", "csv", "tsv", "warc") for packed in ("", ".gz", ".zst")] + ["parquet"]


def split(name: str) -> tuple[Format, str]:
    kind, dot, packed = name.partition(".")
    return FORMATS[kind], dot + packed


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_file(tmp_path: Path, name: str) -> None:
    format, packed = split(name)
    rows = documents(100)
    data = pack(format.write(rows), packed)
    (tmp_path / f"a.{name}").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}", changes=True)
    found = format.read(unpack((tmp_path / f"out/a.{name}").read_bytes(), packed))
    assert found == [Document(row.id, clean(row.text)) for row in rows]
    counts = outcome.manifest.counts
    assert (counts.rows, counts.quarantined, counts.changed) == (100, 0, 50)
    assert outcome.manifest.inputs[0].sha256 == hashlib.sha256(data).hexdigest()
    undo(tmp_path / "out", tmp_path / "raw")
    raw = unpack((tmp_path / f"raw/a.{name}").read_bytes(), packed)
    if name == "parquet":
        assert read_parquet(raw) == rows
    else:
        assert raw == format.write(rows)


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_text_files(tmp_path: Path, packed: str) -> None:
    (tmp_path / "in").mkdir()
    for n, text in enumerate(texts(10)):
        (tmp_path / f"in/{n}.txt{packed}").write_bytes(pack(text.encode(), packed))
    clean_into(tmp_path / "out", tmp_path / "in", changes=True)
    for n, text in enumerate(texts(10)):
        assert unpack((tmp_path / f"out/{n}.txt{packed}").read_bytes(), packed) == clean(text).encode()
    undo(tmp_path / "out", tmp_path / "raw")
    for n, text in enumerate(texts(10)):
        assert unpack((tmp_path / f"raw/{n}.txt{packed}").read_bytes(), packed) == text.encode()


# What else is in the files stays


def test_csv_cells_stay_as_they_are(tmp_path: Path) -> None:
    data = (
        "\ufeffid,text,a,b\r\n"
        '1,"so it is, he said.  ",,""\r\n'
        '"2",it is so.  ,"x ""y"" z",007\r\n'
        '3,"two\nlines  \nhere","1,5",\r\n'
        "\r\n"
        '4,plain,"",\r\n'
        "5,no change,,"
    ).encode()
    (tmp_path / "a.csv").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.csv", changes=True)
    assert (tmp_path / "out/a.csv").read_bytes() == (
        data.replace(b'said.  "', b'said."').replace(b"so.  ", b"so.").replace(b"lines  ", b"lines")
    )
    assert outcome.manifest.counts.rows == 5
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.csv").read_bytes() == data


def test_a_cell_that_becomes_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text\n  \nb\n")
    clean_into(tmp_path / "out", tmp_path / "a.csv")
    assert (tmp_path / "out/a.csv").read_bytes() == b'text\n""\nb\n'


def test_parquet_types_stay_as_they_are(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from datetime import UTC, date, datetime
    from decimal import Decimal

    from pyarrow import parquet

    schema = pa.schema(
        [
            pa.field("text", pa.large_string(), metadata={"note": "kept"}),
            pa.field("when", pa.timestamp("us", "UTC")),
            pa.field("day", pa.date32()),
            pa.field("price", pa.decimal128(20, 4)),
            pa.field("small", pa.int8(), nullable=False),
            pa.field("tags", pa.list_(pa.string())),
            pa.field("meta", pa.struct([("a", pa.float32()), ("b", pa.binary())])),
        ],
        metadata={"pandas": "{}", "who": "me"},
    )

    row = {
        "text": "So it is.  ",
        "when": datetime(2024, 5, 1, 3, 4, 5, 678901, UTC),
        "day": date(2024, 5, 1),
        "price": Decimal("12.3400"),
        "small": 3,
        "tags": ["x", "y", "x"],
        "meta": {"a": 0.5, "b": b"\x00\xff"},
    }
    table = pa.Table.from_pylist([row, {**row, "text": "clean", "tags": None}] * 30, schema=schema)
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=25, compression={"text": "gzip", "day": "snappy"})
    before = parquet.ParquetFile(tmp_path / "a.parquet")
    clean_into(tmp_path / "out", tmp_path / "a.parquet", changes=True)
    after = parquet.ParquetFile(tmp_path / "out/a.parquet")
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.read().drop(["text"]).equals(before.read().drop(["text"]))
    assert after.read()["text"].to_pylist() == ["So it is.", "clean"] * 30
    assert after.metadata.num_row_groups == before.metadata.num_row_groups
    for n in range(after.metadata.num_columns):
        columns = [file.metadata.row_group(0).column(n) for file in (before, after)]
        assert columns[0].compression == columns[1].compression
    undo(tmp_path / "out", tmp_path / "raw")
    assert parquet.ParquetFile(tmp_path / "raw/a.parquet").read().equals(before.read())


@pytest.mark.parametrize("kind", ["dictionary", "string_view"])
def test_parquet_text_of_other_string_types(tmp_path: Path, kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    type_ = pa.dictionary(pa.int32(), pa.string()) if kind == "dictionary" else pa.string_view()
    table = pa.table({"text": pa.array(["So it is.  ", "x", "So it is.  "]).cast(type_)})
    parquet.write_table(table, tmp_path / "a.parquet")
    clean_into(tmp_path / "out", tmp_path / "a.parquet")
    after = parquet.read_table(tmp_path / "out/a.parquet")
    assert after["text"].to_pylist() == ["So it is.", "x", "So it is."]
    assert after.schema.equals(parquet.read_table(tmp_path / "a.parquet").schema)


def test_an_empty_parquet_table_is_a_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        pa.table({"text": pa.array([], pa.string()), "n": pa.array([], pa.int8())}), tmp_path / "a.parquet"
    )
    clean_into(tmp_path / "out", tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "out/a.parquet").schema.names == ["text", "n"]


def test_wet_members_are_compressed_alone(tmp_path: Path) -> None:
    rows = documents(5)
    (tmp_path / "a.warc.wet.gz").write_bytes(pack(write_warc(rows), ".gz"))
    clean_into(tmp_path / "out", tmp_path / "a.warc.wet.gz")
    data, members = (tmp_path / "out/a.warc.wet.gz").read_bytes(), 0
    while data:
        inflate = zlib.decompressobj(wbits=31)
        assert inflate.decompress(data).startswith(b"WARC/1.0\r\n")
        data, members = inflate.unused_data, members + 1
    assert members == 6


# Other kinds


@pytest.mark.parametrize("to", ["jsonl", "parquet", "txt"])
@pytest.mark.parametrize("name", ["jsonl", "csv", "warc.gz", "parquet", "txt"])
def test_conversions(tmp_path: Path, name: str, to: Any) -> None:
    if "parquet" in (name, to):
        pytest.importorskip("pyarrow")
    rows = documents(50)
    (tmp_path / "in").mkdir()
    if name == "txt":
        rows = [Document(f"{row.id}.txt", row.text) for row in sorted(rows)]
        for row in rows:
            (tmp_path / "in" / row.id).write_bytes(row.text.encode())
    else:
        format, packed = split(name)
        (tmp_path / f"in/a.{name}").write_bytes(pack(format.write(rows), packed))
    out, raw = tmp_path / "out", tmp_path / "raw"
    outcome = clean_into(out, tmp_path / "in", to=to, changes=True)
    assert outcome.manifest.counts.out == 50
    undo(out, raw)
    for folder, wanted in ((out, [Document(row.id, clean(row.text)) for row in rows]), (raw, rows)):
        found = {path: data for path, data in tree(folder).items() if not path.startswith("_")}
        if to == "txt":
            assert [data.decode() for data in found.values()] == [row.text for row in wanted]
            continue
        ((path, data),) = found.items()
        assert path.startswith("texts-00000." if name == "txt" else "a.")
        if path.endswith(".gz"):
            data = gzip.decompress(data)
        got = FORMATS[to].read(data)
        assert [row.text for row in got] == [row.text for row in wanted]
        assert [row.id.removeprefix("<urn:").removesuffix(">") for row in got] == [row.id for row in wanted]


def test_fields_of_any_kind_find_a_place_in_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    records: list[dict[str, Any]] = [
        {"text": "x", "n": n, "s": str(n), "f": n / 2, "o": {"a": [n]}} for n in range(1200)
    ]
    records[1100] |= {"n": "no number", "new": True, "s": None}
    records[1101] |= {"n": 10**30, "f": 3}
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    clean_into(tmp_path / "out", tmp_path / "a.jsonl", to="parquet")
    rows = parquet.read_table(tmp_path / "out/a.parquet").to_pylist()
    assert rows[7] == {"text": "x", "n": 7, "s": "7", "f": 3.5, "o": '{"a":[7]}', "_rest": None}
    assert (rows[1100]["n"], rows[1100]["s"]) == (None, None)
    assert json.loads(rows[1100]["_rest"]) == {"n": "no number", "new": True}
    assert (rows[1101]["f"], json.loads(rows[1101]["_rest"])) == (3.0, {"n": 10**30})


# Bad input: eight corruptions, in every kind of file that can show them. The run ends, all rows that can be read go
# out, each that cannot is addressed.


def bad_at(data: bytes, row: bytes, bad: bytes) -> bytes:
    assert data.count(row) == 1
    return data.replace(row, bad)


MARK = "This is row fifty."
ROWS = documents(100)
ROWS[50] = Document("n50", MARK)
GOOD = [Document(row.id, clean(row.text)) for row in ROWS if row.text != MARK]


def check(
    folder: Path, name: str, data: bytes, *, lost: int, quarantined: int = 1, format: Format
) -> list[dict[str, Any]]:
    """Run on damaged data: all rows but ``lost`` that are not the marked one must come out."""
    packed = split(name)[1]
    (folder / f"a.{name}").write_bytes(data)
    outcome = clean_into(folder / "out", folder / f"a.{name}")
    path = folder / f"out/a.{name}"
    found = format.read(unpack(path.read_bytes(), packed)) if path.exists() else []
    assert found == GOOD[: len(GOOD) - lost]
    counts = outcome.manifest.counts
    assert counts.quarantined == quarantined
    assert counts.rows == len(found) + quarantined
    noted = notes(folder / "out/_quarantine.jsonl")
    assert all(note["file"] == f"a.{name}" and note["reason"] for note in noted)
    return noted


@pytest.mark.parametrize("name", NAMES)
def test_a_latin_1_byte(tmp_path: Path, name: str) -> None:
    format, packed = split(name)
    data = format.write(ROWS)
    if name == "parquet":
        data = parquet_with(lambda text: text.encode("latin-1") if text == MARK else text.encode())
    else:
        data = bad_at(data, MARK.encode(), MARK.encode().replace(b"f", b"\xe9"))
    (note,) = check(tmp_path, name, pack(data, packed), lost=0, format=format)
    assert "UTF-8" in note["reason"]
    if not name.startswith(("csv", "tsv")):  # where the texts before have several lines
        assert note["row"] == (52 if name.startswith("warc") else 51)


@pytest.mark.parametrize("name", NAMES)
def test_a_character_cut_in_two(tmp_path: Path, name: str) -> None:
    format, packed = split(name)
    if name == "parquet":
        data = parquet_with(lambda text: text.encode() + b"\xe2\x82" if text == MARK else text.encode())
    else:
        # The length stays, as WARC says how long a record is.
        data = bad_at(format.write(ROWS), MARK.encode(), MARK.encode()[:-2] + b"\xe2\x82")
    (note,) = check(tmp_path, name, pack(data, packed), lost=0, format=format)
    assert "UTF-8" in note["reason"]


def parquet_with(encode: Callable[[str], bytes]) -> bytes:
    """A Parquet file whose text column has any bytes."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    values = [encode(row.text) if row.text != MARK else encode(MARK).replace(b"f", b"\xe9") for row in ROWS]
    binary = pa.array(values, pa.binary())
    text = pa.StringArray.from_buffers(len(binary), binary.buffers()[1], binary.buffers()[2])
    out = io.BytesIO()
    parquet.write_table(pa.table({"id": [row.id for row in ROWS], "text": text}), out, row_group_size=40)
    return out.getvalue()


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("jsonl", "parquet"))])
@pytest.mark.parametrize("value", [None, 12])
def test_null_or_a_number_instead_of_text(tmp_path: Path, name: str, value: object) -> None:
    format, packed = split(name)
    if name == "parquet":
        if value is not None:
            pytest.skip("a column has one type")
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        table = parquet.read_table(io.BytesIO(format.write(ROWS)))
        column = pa.array([None if row.text == MARK else row.text for row in ROWS])
        out = io.BytesIO()
        parquet.write_table(table.set_column(1, "text", column), out, row_group_size=40)
        data = out.getvalue()
    else:
        data = bad_at(format.write(ROWS), json.dumps(MARK).encode(), json.dumps(value).encode())
    (note,) = check(tmp_path, name, pack(data, packed), lost=0, format=format)
    assert "null" in note["reason"] or "no text" in note["reason"]
    assert (note["row"], json.loads(base64.b64decode(note["bytes"]))["text"]) == (51, value)


def test_a_column_of_numbers(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": list(range(100))}), tmp_path / "a.parquet")
    outcome = clean_into(tmp_path / "out", tmp_path / "a.parquet")
    (note,) = notes(tmp_path / "out/_quarantine.jsonl")
    assert (note["rows"], outcome.manifest.counts.quarantined) == (100, 100)
    assert "int64, not text" in note["reason"]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("jsonl")])
def test_a_lone_surrogate(tmp_path: Path, name: str) -> None:
    data = bad_at(write_jsonl(ROWS), MARK.encode(), rb"This is \ud800 row fifty.")
    (tmp_path / f"a.{name}").write_bytes(pack(data, split(name)[1]))
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}")
    found = read_jsonl(unpack((tmp_path / f"out/a.{name}").read_bytes(), split(name)[1]))
    assert found[50].text == "This is \ufffd row fifty."
    assert outcome.manifest.counts.quarantined == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_huge_row(tmp_path: Path, name: str) -> None:
    format, packed = split(name)
    rows = [*ROWS[:50], Document("n50", "a  b  \n" * 5000), *ROWS[51:]]
    (tmp_path / f"a.{name}").write_bytes(pack(format.write(rows), packed))
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}", rules=RULES._replace(limits=Limits(chars=2000)))
    found = format.read(unpack((tmp_path / f"out/a.{name}").read_bytes(), packed))
    assert found == [*GOOD[:50], rows[50], *GOOD[50:]]
    assert outcome.manifest.counts.untouched == 1


@pytest.mark.parametrize("name", [*NAMES, "txt", "txt.gz"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / f"a.{name}").write_bytes(b"")
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}")
    counts = outcome.manifest.counts
    if name == "parquet":
        assert (counts.rows, counts.quarantined) == (1, 1)
        return
    assert (counts.rows, counts.quarantined) == ((1, 0) if name.startswith("txt") else (0, 0))
    assert unpack((tmp_path / f"out/a.{name}").read_bytes(), split_packed(name)) == b""


def split_packed(name: str) -> str:
    _, dot, packed = name.partition(".")
    return dot + packed


@pytest.mark.parametrize("name", [name for name in NAMES if "." in name])
@pytest.mark.parametrize("share", [0.3, 0.99])
def test_a_truncated_stream(tmp_path: Path, name: str, share: float) -> None:
    """All rows that can be decompressed come out; what follows is one record."""
    format, packed = split(name)
    data = random_rows(format)
    stored = pack(data, packed)
    stored = stored[: int(len(stored) * share)]
    (tmp_path / f"a.{name}").write_bytes(stored)
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}")
    readable = decompressible(stored, packed)
    found = format.read(unpack((tmp_path / f"out/a.{name}").read_bytes(), packed))
    expected = format.read(data)
    assert found == expected[: len(found)]
    rest = data[len(readable) :]
    assert 0 < len(rest) <= len(data)
    assert len(found) >= readable.count(b"#") - 2
    if name.startswith("jsonl"):
        assert len(found) == readable.count(b"}\n")
    (note,) = notes(tmp_path / "out/_quarantine.jsonl")
    assert outcome.manifest.counts.quarantined == 1
    assert note["offset"] <= len(readable)
    assert "end" in note["reason"]


def random_rows(format: Format) -> bytes:
    dice = random.Random(7)
    rows = [Document(f"n{n}", f"{dice.getrandbits(2000):x}\n#{dice.getrandbits(300):x}") for n in range(300)]
    return format.write(rows)


def decompressible(stored: bytes, packed: str) -> bytes:
    """What a decompressor gives byte by byte until it fails."""
    out = bytearray()
    decompressor = zlib.decompressobj(wbits=31) if packed == ".gz" else zstd().ZstdDecompressor()
    try:
        for n in range(len(stored)):
            out += decompressor.decompress(stored[n : n + 1])
    except Exception:
        pass
    return bytes(out)


@pytest.mark.parametrize("name", [name for name in NAMES if "." in name])
@pytest.mark.parametrize("seed", range(2))
def test_a_flipped_bit_in_a_stream(tmp_path: Path, name: str, seed: int) -> None:
    """Rows before the place come out as they are, what follows is set aside, and nothing is silent."""
    format, packed = split(name)
    data = random_rows(format)
    stored = bytearray(pack(data, packed))
    place = random.Random(seed).randrange(len(stored) // 4, len(stored) - 20)
    stored[place] ^= 1 << (seed % 8)
    (tmp_path / f"a.{name}").write_bytes(stored)
    outcome = clean_into(tmp_path / "out", tmp_path / f"a.{name}")
    before = decompressible(bytes(stored[:place]), packed)
    found = format.read(unpack((tmp_path / f"out/a.{name}").read_bytes(), packed))
    expected = format.read(data)
    intact = next((n for n, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), len(found))
    assert intact >= before.count(b"#") - 2
    assert outcome.manifest.counts.quarantined >= 1
    assert notes(tmp_path / "out/_quarantine.jsonl")


def test_a_flipped_bit_in_parquet(tmp_path: Path) -> None:
    """Row groups that can be read come out; of the damaged one, the rest is one record that counts its rows."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    data = bytearray(write_parquet(ROWS))
    column = parquet.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(1)
    data[column.data_page_offset + column.total_compressed_size // 2] ^= 0x10
    (tmp_path / "a.parquet").write_bytes(data)
    outcome = clean_into(tmp_path / "out", tmp_path / "a.parquet")
    found = read_parquet((tmp_path / "out/a.parquet").read_bytes())
    assert found == [Document(row.id, clean(row.text)) for row in [*ROWS[:40], *ROWS[80:]]]
    (note,) = notes(tmp_path / "out/_quarantine.jsonl")
    assert (note["row"], note["rows"], outcome.manifest.counts.quarantined) == (41, 40, 40)
    assert "row group 2" in note["reason"]


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(write_parquet(ROWS)[:-50])
    outcome = clean_into(tmp_path / "out", tmp_path / "a.parquet")
    (note,) = notes(tmp_path / "out/_quarantine.jsonl")
    assert outcome.manifest.counts.rows == 1
    assert "no Parquet file" in note["reason"]


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_broken_quotes(tmp_path: Path, kind: str) -> None:
    """A quotation mark that is not closed costs its row and no other."""
    mark = "\t" if kind == "tsv" else ","
    lines = [f"{n}{mark}text {n}{mark}{n}\n" for n in range(30)]
    lines[10] = f'10{mark}"not closed{mark}10\n'
    lines[20] = f'20{mark}"so"so{mark}20\n'
    lines[25] = f"25{mark}one cell more{mark}25{mark}26\n"
    lines[27] = "27\n"
    (tmp_path / f"a.{kind}").write_text(f"id{mark}text{mark}n\n" + "".join(lines))
    clean_into(tmp_path / "out", tmp_path / f"a.{kind}", changes=True)
    found = read_csv((tmp_path / f"out/a.{kind}").read_bytes(), mark)
    assert [row.id for row in found] == [str(n) for n in range(30) if n not in (10, 20, 25, 27)]
    noted = notes(tmp_path / "out/_quarantine.jsonl")
    assert [note["row"] for note in noted] == [12, 22, 27, 29]
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / f"raw/a.{kind}").read_bytes() == (tmp_path / f"a.{kind}").read_bytes()


def test_broken_warc_records(tmp_path: Path) -> None:
    """A wrong length, a header without one and what is no record cost themselves and no other."""
    records = [warc_record("conversion", f"n{n}", f"Text {n}.".encode()) for n in range(12)]
    records[2] = records[2].replace(b"Content-Length: 7", b"Content-Length: 70")
    records[4] = records[4].replace(b"Content-Length: 7", b"Content-Length: 3")
    records[6] = records[6].replace(b"Content-Length: 7\r\n", b"")
    records[8] = b"garbage\r\nmore\r\n"
    records[10] = b"WARC/1.0\r\nContent-Length: 9\r\n"
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    outcome = clean_into(tmp_path / "out", tmp_path / "a.warc")
    found = read_warc((tmp_path / "out/a.warc").read_bytes())
    assert [row.id for row in found] == [f"n{n}" for n in (0, 1, 3, 5, 7, 9, 11)]
    assert outcome.manifest.counts.quarantined == 5
    offsets = [note["offset"] for note in notes(tmp_path / "out/_quarantine.jsonl")]
    assert offsets == [len(b"".join(records[:n])) for n in (2, 4, 6, 8, 10)]


def test_missing_extras_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(RunError, match=r"cleantext-toolkit\[remote\]"):
        clean_into(tmp_path / "out", "s3://bucket/a.jsonl")


def test_urls(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    data = jsonl(texts(30))
    for name in ("/corpus/a.jsonl", "/corpus/deep/b.jsonl"):
        with files.open(name, "wb") as file:
            file.write(data)
    # The memory file system is one process's own, so here is one that two processes share.
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.jsonl").write_bytes(data)
    from cleantext.corpus.inputs import expand

    found = expand(["memory://corpus"], kind=None, out=None, spool=None)
    assert [one.name for one in found] == ["a.jsonl", "deep/b.jsonl"]
    clean_into(tmp_path / "out", f"file://{tmp_path}/in")
    assert tree(tmp_path / "out") == {"deep/a.jsonl": cleaned(data)}
    assert clean_into(tmp_path / "out", f"file://{tmp_path}/in").idle


def test_parquet_values_that_python_does_not_have(tmp_path: Path) -> None:
    """Nanoseconds, and years beyond 9999, in the fields of a quarantined row and of one that is converted."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    times = pa.array([1, 2], pa.timestamp("ns"))
    table = pa.table(
        {
            "text": ["the cafÃ©", None],
            "when": times,
            "took": pa.array([3, 4], pa.duration("ns")),
            "far": pa.array([2**60, 2**60], pa.timestamp("us")),
            "deep": pa.StructArray.from_arrays([times], ["at"]),
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    clean_into(tmp_path / "out", tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "out/a.parquet").drop(["text"]) == table.slice(0, 1).drop(["text"])
    [note] = notes(tmp_path / "out/_quarantine.jsonl")
    assert json.loads(base64.b64decode(note["bytes"]))["when"] == "1970-01-01T00:00:00.000000002"
    clean_into(tmp_path / "converted", tmp_path / "a.parquet", to="jsonl")
    row = json.loads((tmp_path / "converted/a.jsonl").read_bytes())
    assert row["when"] == row["deep"]["at"] == "1970-01-01T00:00:00.000000001"
    assert row["took"] == "3 ns"
    assert row["far"] == str(2**60)


def test_parquet_views_with_a_row_in_the_quarantine(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    kind = pa.string_view()
    table = pa.table({"text": pa.array(["the cafÃ©", None, "three"], kind), "n": [1, 2, 3]})
    parquet.write_table(table, tmp_path / "a.parquet")
    clean_into(tmp_path / "out", tmp_path / "a.parquet")
    out = parquet.read_table(tmp_path / "out/a.parquet")
    assert out.schema.equals(parquet.read_table(tmp_path / "a.parquet").schema, check_metadata=True)
    assert out.to_pydict() == {"text": ["the café", "three"], "n": [1, 3]}


def test_parquet_lists_keep_the_name_of_their_elements(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.table({"text": ["the cafÃ©"], "list": [["a"]]})
    for name, compliant in (("old", False), ("new", True)):
        path = tmp_path / f"{name}.parquet"
        parquet.write_table(table, path, use_compliant_nested_type=compliant)
        clean_into(tmp_path / name, path)
        assert parquet.ParquetFile(tmp_path / name / path.name).schema.equals(parquet.ParquetFile(path).schema)


def test_a_quotation_mark_that_nothing_closes_in_a_long_table(tmp_path: Path) -> None:
    """Only its row is broken, even if more comes behind it than a row may have bytes."""
    rows = [f"{n},row  number {n}\n" for n in range(1_000)]
    rows[10] = rows[500] = '7,"open\n'
    data = "".join(["n,text\n", *rows]).encode()
    (tmp_path / "a.csv").write_bytes(data)
    rules = RULES._replace(limits=Limits(chars=1_000))
    outcome = clean_into(tmp_path / "out", tmp_path / "a.csv", rules=rules, changes=True)
    assert outcome.manifest.counts.rows >= 500
    clean_into(tmp_path / "one", *[_write(tmp_path / "b.csv", data.replace(b'7,"open\n', b"7,open\n", 1))], rules=rules)
    assert [note["row"] for note in notes(tmp_path / "one/_quarantine.jsonl")] == [502]
    assert (tmp_path / "one/b.csv").read_bytes().count(b"\n") == 1_000
    undo(tmp_path / "out", tmp_path / "raw")
    assert (tmp_path / "raw/a.csv").read_bytes() == data


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_columns_of_the_same_name(tmp_path: Path) -> None:
    data = "text,a,a\nthe cafÃ©,1,2\n".encode()
    _write(tmp_path / "a.csv", data)
    clean_into(tmp_path / "out", tmp_path / "a.csv", to="jsonl")
    assert json.loads((tmp_path / "out/a.jsonl").read_bytes()) == {"text": "the café", "a": "1", "a_2": "2"}
    _write(tmp_path / "b.csv", b"text,text\nx  y,x  y\n")
    clean_into(tmp_path / "twice", tmp_path / "b.csv", changes=True)
    assert "twice" in notes(tmp_path / "twice/_quarantine.jsonl")[0]["reason"]
    undo(tmp_path / "twice", tmp_path / "raw")
    assert (tmp_path / "raw/b.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_blank_lines_between_records_are_none(tmp_path: Path) -> None:
    one = warc_record("conversion", "1", "the cafÃ©".encode())
    _write(tmp_path / "a.wet", one + b"\r\n" + one)
    assert clean_into(tmp_path / "out", tmp_path / "a.wet").manifest.counts.quarantined == 0
    assert (tmp_path / "out/a.wet").read_bytes().count("\r\n\r\nthe café\r\n\r\n".encode()) == 2


def test_a_number_can_be_the_name_of_a_row(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    _write(tmp_path / "a.jsonl", '{"id": 12345678901234567890123, "text": "the cafÃ©"}\n'.encode())
    parquet.write_table(pa.table({"id": [7], "text": ["the cafÃ©"]}), tmp_path / "b.parquet")
    rules = RULES._replace(fields=Fields(id="id"))
    clean_into(tmp_path / "out", tmp_path / "a.jsonl", tmp_path / "b.parquet", rules=rules, changes=True)
    changes = sorted((tmp_path / "out/_changes").iterdir())
    assert [note["id"] for path in changes for note in notes(path)] == ["12345678901234567890123", "7"]
