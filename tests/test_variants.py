"""`cleantext variants`: what a corpus spells in several ways, the file, the review, and what follows from answers."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from cleantext import ConfigError, Pipeline
from cleantext.cli import main
from cleantext.names.answers import Question, accepted, dumped, load, updated
from cleantext.names.variants import CONTEXTS, Surfaces, Variant

Run = Callable[..., Result]


def sentence(name: str, number: int = 0) -> str:
    return f"On day {number} the spokesman said that {name} was in the hall of the town and that the talks went on.\n"


TEXTS = [
    *[sentence("Kang Dae-sob", n) for n in range(5)],
    *[sentence("Kang Dae Sob", n) for n in range(2)],
    *[sentence("Muhammad Orlovi", n) for n in range(4)],
    *[sentence("Mohamed Orlovi", n) for n in range(2)],
    *[sentence("Margit Sandvik", n) for n in range(3)],
    sentence("Margot Sandvik") + sentence("Margit Sandvik"),
    *[sentence("Joana Peña", n) for n in range(2)],
    sentence("Joana Pena"),
    *[sentence("the Vice-President", n) + sentence("the Vice President", n) for n in range(3)],
    *[sentence("KANG DAE SOB", n) for n in range(3)],
]


def found(texts: list[str], **options: Any) -> dict[str, Variant]:
    surfaces = Surfaces()
    for text in texts:
        surfaces.add(text)
    return {variant.canonical: variant for variant in surfaces.variants(**options)}


# ---- what is found ----


def test_names_that_are_spelled_in_several_ways() -> None:
    variants = found(TEXTS)
    assert list(variants) == ["Kang Dae-sob", "Joana Peña", "Muhammad Orlovi", "Margit Sandvik"]
    kang, pena, orlovi, sandvik = variants.values()
    assert kang.spellings == {"Kang Dae-sob": 5, "Kang Dae Sob": 2}
    assert (kang.status, kang.why, kang.risks) == ("proposed", "hyphen, space or case", ())
    assert (pena.status, pena.why) == ("proposed", "accents")
    assert "two names" in pena.risks[0]
    assert orlovi.spellings == {"Muhammad Orlovi": 4, "Mohamed Orlovi": 2}
    assert (orlovi.status, orlovi.why) == ("unsure", "the same sounds")
    assert (sandvik.status, sandvik.why, sandvik.risks) == ("unsure", "the same sounds", ("both in one document",))


def test_contexts_show_where_the_names_stand() -> None:
    [kang, *_] = found(TEXTS).values()
    assert len(kang.contexts) == 2 * CONTEXTS
    assert all("spokesman said that Kang Dae" in context for context in kang.contexts)


@pytest.mark.parametrize(
    ("one", "other", "risk"),
    [
        ("Henrik Orlovi II", "Henrik Orlovi III", "a numeral"),
        ("Henrik Orlovi Jr", "Henrik Orlovi Sr", "a numeral"),
        ("Sam Kent Jr.", "Sam Kent Sr.", "a numeral"),
        ("Henrik Orlovi III", "Hendrik Orlovi III", ""),
        ("Henrik Orlovi", "Fenrik Orlovi", "initials"),
        ("Henrik Orlovi", "Henrik Orlovis", "a plural"),
        ("Henrik Sandvik", "Hendrik Sandvik", ""),
        ("Jon Sandvik", "John Sandvik", ""),
        ("Ann Sandvik", "Anne Sandvik", ""),
    ],
)
def test_risks(one: str, other: str, risk: str) -> None:
    [variant] = found([sentence(one), sentence(one), sentence(other)]).values()
    assert variant.status == "unsure"
    assert [bool(risk) and risk in some for some in variant.risks] == [True] * bool(risk)


def test_any_two_spellings_may_stand_in_one_document() -> None:
    names = ["Muhammad Orlovi", "Mohamed Orlovi", "Mohammed Orlovi"]
    texts = [sentence(name, n) for number, name in enumerate(names) for n in range(3 - number)]
    [variant] = found(texts).values()
    assert list(variant.spellings) == names and variant.risks == ()
    for one, other in ((0, 1), (0, 2), (1, 2)):
        [variant] = found([*texts, sentence(names[one]) + sentence(names[other])]).values()
        assert variant.risks == ("both in one document",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roy Sandvik", "Ron Sandvik"),
        ("Kang Dae Sob", "Kan Dae Sob"),
        ("Kang Min Ji", "Kang Min Jin"),
        ("Louis XIV", "Louis XV"),
        ("Kang Dae Sob", "Kang Dae Sun"),
        ("Prime-Minister", "Prime Minister"),
        ("Long-Term Sandvik", "Long Term Sandvik"),
        ("Henrik Sandvik", "Henrik Sandvik Lund"),
    ],
)
def test_what_is_not_even_asked(one: str, other: str) -> None:
    assert not found([sentence(one), sentence(one), sentence(other), sentence(other)])


def test_rare_names_are_left_out_if_wanted() -> None:
    texts = [sentence("Kang Dae-sob"), sentence("Kang Dae Sob")]
    assert found(texts) and found(texts, documents=2) and not found(texts, documents=3)


def test_a_document_counts_once() -> None:
    [kang] = found([sentence("Kang Dae-sob") * 9, sentence("Kang Dae Sob")]).values()
    assert kang.spellings == {"Kang Dae-sob": 1, "Kang Dae Sob": 1} or kang.canonical == "Kang Dae Sob"


def test_memory_is_bounded() -> None:
    surfaces = Surfaces(limit=100)
    letters = "abcdefghijklmnopqrst"
    for n in range(1000):
        name = "".join(letters[int(digit)] for digit in str(1000 + n))
        surfaces.add(sentence("Kang Dae-sob", n) + sentence(f"Q{name} Z{name}"))
        assert len(surfaces) <= 102
    assert surfaces.forgotten > 800
    assert surfaces.count("Kang Dae-sob") == 1000


# ---- the file and the answers ----


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, input: str | None = None, code: int = 0) -> Result:
        done = CliRunner().invoke(main, ["variants", *arguments], input=input)
        assert done.exit_code == code, done.output
        return done

    return invoke


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return folder


def test_the_file_is_toml_and_says_what_to_do(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("corpus", "-o", "variants.toml")
    assert re.search(r"\d+ documents, \d+ names; 4 to judge, 0 judged before", done.stderr)
    data = tomllib.loads((tmp_path / "variants.toml").read_text("utf-8"))
    assert data["rule"] == "name_spelling"
    assert [table["canonical"] for table in data["variants"]] == list(found(TEXTS))
    assert all(table["accept"] is False and table["distinct"] is False for table in data["variants"])
    assert "accept = true" in (tmp_path / "variants.toml").read_text("utf-8").partition("[[")[0]


def test_files_jsonl_and_standard_input_are_taken(run: Run, corpus: Path, tmp_path: Path) -> None:
    from_folder = run("find", "corpus").stdout
    assert run(*[str(path) for path in sorted(corpus.iterdir())]).stdout == from_folder
    lines = "".join(json.dumps({"body": text}) + "\n" for text in TEXTS)
    (tmp_path / "corpus.jsonl").write_text(lines, "utf-8")
    assert run("corpus.jsonl", "--text-field", "body").stdout == from_folder
    assert run("--format", "jsonl", "--text-field", "body", "-", input=lines).stdout == from_folder
    assert {path.read_text("utf-8") for path in corpus.iterdir()} == set(TEXTS), "nothing is edited"


def test_a_folder_stands_for_its_files_of_all_kinds(run: Run, corpus: Path, tmp_path: Path) -> None:
    alone = run("corpus").stdout
    for number in range(2):
        record = {"text": sentence("Orlov-Petri Ostin") + sentence("Orlov Petri Ostin", number)}
        (corpus / f"more{number}.JSONL").write_text(json.dumps(record) + "\n", "utf-8")
    for name in ("a.md", "b.md", "c.csv", "LICENSE", ".hidden.md"):
        (corpus / name).write_text("", "utf-8")
    done = run("corpus", "-o", "variants.toml")
    assert "corpus: files that were left out: 2 .md, 1 without a suffix, 1 .csv" in done.stderr
    assert len(load(tmp_path / "variants.toml")) == 5
    assert run("corpus", "--format", "text").stdout == alone
    (tmp_path / "empty").mkdir()
    assert "no .txt or .jsonl file in this folder" in run("empty", code=2).stderr
    path = tmp_path / "variants.toml"
    path.write_text(path.read_text("utf-8").replace("accept = false", "accept = true"), "utf-8")
    run("corpus", "--apply", "variants.toml", "-o", "out/")
    assert len(list((tmp_path / "out").iterdir())) == len(TEXTS) + 2
    written = (tmp_path / "out" / "more0.JSONL").read_text("utf-8")
    assert json.loads(written)["text"].count("Orlov-Petri Ostin") in (0, 2)


def test_an_input_that_cannot_be_read_is_told_and_the_rest_is_done(run: Run, corpus: Path) -> None:
    done = run("corpus", "nowhere.txt", code=2)
    assert "nowhere.txt" in done.stderr and "Kang Dae-sob" in done.stdout


def test_answers_are_kept_and_not_asked_again(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("corpus", "-o", "variants.toml")
    path = tmp_path / "variants.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("accept = false", "accept = true", 1), "utf-8")
    run("review", "variants.toml", input="r")
    before = {question.canonical: question for question in load(path)}
    assert [question.accept for question in before.values()] == [True, False, False, False]
    (corpus / "more.txt").write_text(sentence("Kang Dae Sob") + sentence("Kang Dae-Sob"), "utf-8")
    assert "2 judged before" in run("corpus", "-o", "variants.toml").stderr
    after = {question.canonical: question for question in load(path)}
    assert after["Joana Peña"].distinct is True
    old = next(question for question in load(path) if question.accept)
    assert old.spellings == {"Kang Dae-sob": 5, "Kang Dae Sob": 3}
    [new] = [question for question in load(path) if "Kang Dae-Sob" in question.spellings]
    assert new.spellings == {"Kang Dae-sob": 5, "Kang Dae-Sob": 1}, "only the new spelling is asked"
    run("corpus", "-o", "variants.toml")
    assert len(load(path)) == len(after) + 1


def test_only_accepted_names_count(tmp_path: Path) -> None:
    path = tmp_path / "variants.toml"
    questions = [
        Question(
            "Kang Dae-sob",
            {"Kang Dae-sob": 5, "Kang Dea-sob": 2, "Kang Dae-sol": 1},
            accept=True,
            distinct=("Kang Dae-sol",),
        ),
        Question("Margit Sandvik", {"Margit Sandvik": 3, "Margot Sandvik": 1}, distinct=True),
        Question("Muhammad Orlovi", {"Muhammad Orlovi": 3, "Mohamed Orlovi": 2}),
    ]
    path.write_text(dumped(questions), "utf-8")
    assert load(path) == questions
    entries = {name.canonical: name for name in accepted(str(path), questions)}
    assert set(entries) == {"Kang Dae-sob", "Kang Dae-sol", "Margit Sandvik", "Margot Sandvik"}
    name = entries["Kang Dae-sob"]
    assert name.variants == ("Kang Dea-sob",) and name.distinct[0] == "Kang Dae-sol"
    names = [
        "Kang Dae-sob",
        "Kang Dea-sob",
        "Kang Dae-sol",
        "Margit Sandvik",
        "Margot Sandvik",
        "Mohamed Orlovi",
        "Muhammad Orlovi",
    ]
    text = "".join(map(sentence, names))
    assert Pipeline.default(select=["name_spelling"], packs=[path]).clean(text) == text.replace("Dea-sob", "Dae-sob")
    alone = sentence("Kang Dea-sob")
    assert Pipeline.default(packs=[path]).clean(alone) == alone, "a document with one spelling stays"
    corpus = {"name_spelling": {"style": "corpus"}}
    assert Pipeline.default(packs=[path], options=corpus).clean(alone) == sentence("Kang Dae-sob")


def test_accepted_spellings_are_set_in_a_corpus(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("corpus", "-o", "variants.toml")
    run("review", "variants.toml", input="aq")
    run("corpus", "--apply", "variants.toml", "-o", "out/")
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "out").iterdir())]
    assert texts == [text.replace("Kang Dae Sob", "Kang Dae-sob") for text in TEXTS]


def test_what_was_accepted_counts_in_any_language(run: Run, tmp_path: Path) -> None:
    german = "Am Montag kam Margot Sandvik in die Stadt und sprach mit den Leuten.\n"
    (tmp_path / "text.txt").write_text(german, "utf-8")
    question = Question("Margit Sandvik", {"Margit Sandvik": 3, "Margot Sandvik": 1}, accept=True)
    (tmp_path / "variants.toml").write_text(dumped([question]), "utf-8")
    assert run("text.txt", "--apply", "variants.toml").stdout == german.replace("Margot", "Margit")


def test_any_text_can_be_written_and_read_again(tmp_path: Path) -> None:
    odd = ('A"B\\ C\t', "İß\x7f\u2028 Kö", "x" * 200)
    question = Question("A B", {"A B": 1, 'A "C" \\ D': 2}, "proposed", "why", odd, odd, False, ("A B",))
    path = tmp_path / "variants.toml"
    path.write_text(dumped([question]), "utf-8")
    assert load(path) == [question]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[[variants]]\n", "number 1.*canonical"),
        ('[[variants]]\ncanonical = "A B"\n', "'A B'.*spellings"),
        ('[[variants]]\ncanonical = "A B"\nspellings = ["A B"]\n', "'A B'.*spellings"),
        ('[[variants]]\ncanonical = "A B"\nspellings = { "A B" = 1 }\nacept = true\n', "'A B'.*did you mean 'accept'"),
        ('[[variants]]\ncanonical = "A B"\nspellings = { "A B" = 1 }\naccept = "yes"\n', "'A B'.*accept"),
        ('[[variants]]\ncanonical = "A B"\nspellings = { "A B" = 1 }\naccept = true\ndistinct = true\n', "'A B'.*both"),
        ('[[variants]]\ncanonical = "A B"\nspellings = { "A B" = 1, "" = 1 }\n', "'A B'.*empty"),
        (
            '[[variants]]\ncanonical = "A B"\nspellings = { "A B" = 1, "A B C" = 1 }\naccept = true\n',
            "'A B'.*a part of",
        ),
        (
            '[[variants]]\ncanonical = "A Bee"\nspellings = { "A Bee" = 1, "A Bea" = 1 }\ndistinct = ["A Beo"]\n',
            "'A Bee'.*'distinct'.*'A Beo'.*did you mean 'A Be[ae]'",
        ),
        ("variants = 1\n", "variants"),
        ("[[names]]\n", "no file of cleantext variants"),
    ],
)
def test_a_wrong_file_is_told_with_the_entry(run: Run, tmp_path: Path, body: str, words: str) -> None:
    path = tmp_path / "variants.toml"
    path.write_text('rule = "name_spelling"\n' + body, "utf-8")
    with pytest.raises(ConfigError, match=f"(?s)variants.toml.*{words}"):
        load(path)
    assert re.search(words, run("review", "variants.toml", code=2).stderr)


def test_updated_keeps_names_apart() -> None:
    old = [Question("A Bee", {"A Bee": 2, "A Bea": 1}, distinct=True)]
    new = [Variant("unsure", "A Bee", {"A Bee": 4, "A Bea": 3}, "", (), ())]
    assert updated(old, new, lambda name: 7) == [Question("A Bee", {"A Bee": 7, "A Bea": 7}, distinct=True)]


# ---- the review ----


def test_review_asks_one_by_one_and_saves_each_answer(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("corpus", "-o", "variants.toml")
    path = tmp_path / "variants.toml"
    done = run("review", "variants.toml", input="a2rs")
    assert "1 of 4" in done.stdout and "Kang Dae Sob" in done.stdout and "both in one document" in done.stdout
    assert "3 judged, 1 left" in done.stdout
    by_name = {min(question.spellings): question for question in load(path)}
    assert by_name["Kang Dae Sob"].accept and by_name["Kang Dae Sob"].canonical == "Kang Dae-sob"
    assert by_name["Joana Pena"].accept and by_name["Joana Pena"].canonical == "Joana Pena"
    assert by_name["Mohamed Orlovi"].distinct is True
    assert not by_name["Margit Sandvik"].is_answered
    assert "1 of 1" in run("review", "variants.toml", input="q").stdout, "only what is open is asked"


def test_review_takes_an_answer_back(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("corpus", "-o", "variants.toml")
    done = run("review", "variants.toml", input="uaxu\nrq")
    assert "nothing to undo" in done.stdout
    first, *rest = load(tmp_path / "variants.toml")
    assert first.distinct is True and not first.accept
    assert not any(question.is_answered for question in rest)


def test_review_ends_with_its_input(run: Run, corpus: Path) -> None:
    run("corpus", "-o", "variants.toml")
    assert "0 judged, 4 left" in run("review", "variants.toml", input="").stdout


def test_help_tells_of_both_commands(run: Run) -> None:
    assert re.search(r"(?s)find .*review ", run("--help").stdout)
    assert "--apply" in run("find", "--help").stdout


def test_a_spelling_accepted_for_two_names_is_an_error(run: Run, corpus: Path, tmp_path: Path) -> None:
    one = Question("Kang Dae-sob", {"Kang Dae-sob": 3, "Kang Dea-sob": 1}, accept=True)
    other = Question("Kang Dea-sob", {"Kang Dea-sob": 3, "Kang Dea-sop": 1}, accept=True)
    path = tmp_path / "variants.toml"
    path.write_text(dumped([one, other]), "utf-8")
    assert load(path) == [one, other], "it can be mended with review or by hand"
    with pytest.raises(ConfigError, match="'Kang Dea-sob' is accepted for 'Kang Dae-sob', too"):
        Pipeline.default(packs=[path])
    result = run("corpus", "--apply", "variants.toml", "-o", "out/", code=2)
    assert "accepted for 'Kang Dae-sob'" in result.output


def test_accepted_questions_of_one_canonical_spelling_are_one_name() -> None:
    one = Question("Kang Dae-sob", {"Kang Dae-sob": 3, "Kang Dea-sob": 1}, accept=True)
    other = Question("Kang Dae-sob", {"Kang Dae-sob": 3, "Kang Dae-sop": 1}, accept=True)
    [name] = accepted("variants.toml", [one, other])
    assert name.variants == ("Kang Dea-sob", "Kang Dae-sop")


JAN = Question("Jan-Erik Groß", {"Jan-Erik Groß": 3, "Jan Erik Groß": 2}, "proposed")


@pytest.mark.parametrize("distinct", [True, ("Jan Erik Groß",), ("Jan-Erik Groß",)])
def test_what_was_declared_different_is_an_entry_of_its_own(distinct: bool | tuple[str, ...]) -> None:
    question = replace(JAN, distinct=distinct)
    if distinct == ("Jan-Erik Groß",):
        question = replace(question, canonical="Jan Erik Groß")
    entries = accepted("variants.toml", [question])
    assert {name.forms for name in entries} == {("Jan-Erik Groß",), ("Jan Erik Groß",)}


def test_only_the_spellings_of_the_list_are_declared_different() -> None:
    question = Question("A Bee", {"A Bee": 3, "A Bea": 2, "A Beo": 1}, distinct=("A Beo",))
    assert {name.forms for name in accepted("variants.toml", [question])} == {("A Bee",), ("A Beo",)}
    assert accepted("variants.toml", [replace(question, distinct=())]) == frozenset()


def test_an_accepted_spelling_is_no_entry_of_its_own() -> None:
    one = Question("Kang Dae-sob", {"Kang Dae-sob": 3, "Kang Dea-sob": 1}, accept=True)
    other = Question("Kang Dea-sob", {"Kang Dea-sob": 1, "Kang Tea-sob": 1}, distinct=True)
    forms = {name.forms for name in accepted("variants.toml", [one, other])}
    assert forms == {("Kang Dae-sob", "Kang Dea-sob"), ("Kang Tea-sob",)}


E = "".join(
    f"On day {n} the spokesman was in the hall of the town, and the talks went on for a week. " for n in range(3)
)


@pytest.mark.parametrize("distinct", [True, ("Jan Erik Groß",)])
def test_what_was_declared_different_is_never_united(tmp_path: Path, distinct: bool | tuple[str, ...]) -> None:
    text = (
        E
        + "Jan-Erik Groß was in the town. The other man, Jan Erik Groß, said that it was not. Jan-Erik Groß left. "
        + E
    )
    two = E + "\n".join(map(sentence, ("Jan-Erik Groß", "Jan Erik Groß", "Jan-Erik Groß")))
    assert Pipeline.default(select=["name_spelling"]).clean(two) != two
    path = tmp_path / "variants.toml"
    path.write_text(dumped([replace(JAN, distinct=distinct)]), "utf-8")
    for options in ({}, {"name_spelling": {"style": "corpus"}}):
        pipeline = Pipeline.default(select=["name_spelling"], packs=[path], options=options)
        assert pipeline.clean(text) == text
        assert pipeline.clean(two) == two


def test_nobody_has_said_that_near_spellings_of_a_different_name_are_one(tmp_path: Path) -> None:
    question = Question("Jan-Erik Groß", {"Jan-Erik Groß": 3, "Jan-Erek Groß": 2}, distinct=True)
    path = tmp_path / "variants.toml"
    path.write_text(dumped([question]), "utf-8")
    text = "".join(map(sentence, ("Jan-Erik Groß", "Jan Erik Groß", "Jan-Erik Groß")))
    corpus = {"name_spelling": {"style": "corpus"}}
    assert Pipeline.default(select=["name_spelling"], packs=[path], options=corpus).clean(text) == text


@pytest.mark.parametrize("answer", [{"accept": True}, {"distinct": True}, {"distinct": ("Orlov-Petri Ostin",)}])
@pytest.mark.parametrize("leader", ["Orlov Petri Ostin", "Orlov-petri Ostin", "Orlov-Petri Ostin"])
def test_what_was_answered_is_not_asked_again_when_another_spelling_leads(answer: Any, leader: str) -> None:
    old = Question("Orlov-Petri Ostyn", {"Orlov-Petri Ostyn": 3, "Orlov-Petri Ostin": 2}, "unsure", **answer)
    new = Variant("unsure", leader, {leader: 5, "Orlov Petri Ostyn": 4}, "", (), ())
    assert [question.spellings.keys() for question in updated([old], [new], lambda _: 1)] == [old.spellings.keys()]
    third = Variant("unsure", leader, {leader: 5, "Orlov Petri Ostyn": 4, "Orlov Petri Ostun": 1}, "", (), ())
    fresh, _ = updated([old], [third], lambda _: 1)
    assert fresh.spellings.keys() == {"Orlov Petri Ostyn", "Orlov Petri Ostun"}, "only what is new"
    hyphen = Variant("proposed", leader, {leader: 5, "Orlov-PETRI Ostin": 1}, "", (), ())
    assert len(updated([old], [hyphen], lambda _: 1)) == 2, "the hyphen is another question"


def test_nothing_but_what_was_accepted_is_set_in_a_corpus(run: Run, tmp_path: Path) -> None:
    names = ["Gaddafi", "Qaddafi", "Moon Jae-in", "Moon Jae In", "Moon Jae-in", "Kang Dae Sob", "Kang Dea-sob"]
    texts = {"one.txt": "".join(map(sentence, names)), "other.txt": sentence("Al Qaeda") + sentence("Kim Jong Un")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    question = Question("Kang Dae-sob", {"Kang Dae-sob": 5, "Kang Dea-sob": 2}, accept=True)
    (tmp_path / "variants.toml").write_text(dumped([question]), "utf-8")
    done = run(*texts, "--apply", "variants.toml", "-o", "out/")
    assert done.stderr == ""
    out = {name: (tmp_path / "out" / name).read_text("utf-8") for name in texts}
    assert out == texts | {"one.txt": texts["one.txt"].replace("Dea-sob", "Dae-sob")}
    (tmp_path / "variants.toml").write_text(dumped([replace(question, accept=False)]), "utf-8")
    done = run("one.txt", "--apply", "variants.toml")
    assert done.stdout == texts["one.txt"] and "nothing is accepted" in done.stderr
