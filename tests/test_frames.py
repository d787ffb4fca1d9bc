"""Frames: words that together tell what a line is for."""

import pytest

from cleantext.frames import frames_of

FRAMES = frozenset(
    {"free article/free stor + left/remain + you$/this month", "版权/版權 + 授权/授權", "ваш$ + браузер"}
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You have 2 free articles left.", "free article, left, you"),
        ("Free stories remaining this month: 2", "free stor, remain, this month"),
        ("未经授权，版权归本站", "版权, 授权"),
        ("Браузер ваш устарел", "ваш, браузер"),
    ],
)
def test_the_words_may_stand_in_any_order(text: str, words: str) -> None:
    [fit] = frames_of(FRAMES).of([text])[text]
    assert fit.words == words


@pytest.mark.parametrize(
    "text",
    [
        "Free articles are what the young left",  # `you$` is a whole word
        "You have articles left",
        "A carefree article left you cold",  # an alternative begins where a word begins
        "«Free articles», you say, and left",
        "Ваша карта и браузер",
    ],
)
def test_all_the_words_are_needed(text: str) -> None:
    assert not frames_of(FRAMES).of([text])


def test_a_sign_of_an_address_is_a_word() -> None:
    frames = frames_of(frozenset({"letters to the editor + @/€"}))
    assert not frames.of(["She wrote three letters to the editor."])
    assert frames.of(["Letters to the editor: letters@bay.example"])


def test_what_tells_one_term_does_not_tell_another() -> None:
    frames = frames_of(frozenset({"registered + register"}))
    assert not frames.of(["Registered since May"])
    assert frames.of(["Registered? Register here"])


def test_each_set_has_its_number_and_each_line_its_own_fits() -> None:
    frames = frames_of(frozenset({"inbox + your"}), frozenset({"rights + reserved"}))
    found = frames.of(["All rights reserved", "An old house", "In your inbox"])
    assert {text: [fit.group for fit in fits] for text, fits in found.items()} == {
        "All rights reserved": [1],
        "In your inbox": [0],
    }
