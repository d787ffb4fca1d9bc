"""The body-loss budget: a stage that would take too much of the running text is left out, all or nothing."""

import pickle

from cleantext import Pipeline
from cleantext.adapters.core import counts_of

BODY = [
    "The bridge over the harbour was opened again on Monday morning, eleven months after a crack had been found in it.",
    "About ten thousand people cross it on a working day; most of them come by bicycle, some by the number 7 tram.",
    "The repairs cost 3.5 million crowns, 0.4 million less than the council had set aside for them two years ago.",
]
REMARK = "I have crossed that bridge every day since I was a child, and nobody ever told me that there was a crack, {}."
FORM = ["Leave a Reply", "Name (required)"]
NOTE = "Ann Lee is a reporter at the Bay Herald who writes about ships, harbours and the people who live by them."
FEW = "\n".join([*BODY, *FORM, REMARK.format(1)])
SEVERAL = "\n".join([*BODY, *FORM, *[REMARK.format(n) for n in range(9)]])
MANY = "\n".join([*BODY, *FORM, *[REMARK.format(n) for n in range(99)]])


def test_within_the_budget_nothing_is_refused() -> None:
    result = Pipeline.default().run(FEW)
    assert result.text == "\n".join(BODY)
    assert result.refused == ()


def test_comments_may_be_longer_than_the_text() -> None:
    result = Pipeline.default().run(SEVERAL)
    assert result.text == "\n".join(BODY)
    assert result.refused == ()


def test_beyond_it_the_whole_stage_is_refused_and_reported() -> None:
    result = Pipeline.default().run(MANY)
    assert result.text == MANY
    assert result.changes == ()
    (refused,) = result.refused
    assert refused.stage == "cut"
    assert refused.rules == ("comment_section",)
    assert 0.9 < refused.share < 1
    assert result.to_dict()["refused"][0]["rules"] == list(refused.rules)
    assert counts_of(result) == {"refused/cut": 1}


def test_other_stages_go_on_and_a_second_run_decides_alike() -> None:
    dirty = MANY.replace("Monday morning", "Monday  morning") + "\n\n\n\n"
    first = Pipeline.default().run(dirty)
    assert first.text == MANY + "\n"
    second = Pipeline.default().run(first.text)
    assert second.text == first.text
    assert second.refused == first.refused
    assert first.undo() == dirty


def test_a_pipeline_of_ones_own_has_no_budget_unless_it_is_given_one() -> None:
    rules = Pipeline.default().rules
    assert Pipeline(rules).run(MANY).text == "\n".join(BODY)
    strict = Pipeline(rules, budget=0.1)
    (refused,) = strict.run("\n".join([*BODY, NOTE])).refused
    assert refused.stage == "strip"
    assert not strict.run(FEW).refused, "comments are cut off in a stage that may take more"
    assert pickle.loads(pickle.dumps(strict)).budget == 0.1
    assert strict.fingerprint != Pipeline(rules).fingerprint
