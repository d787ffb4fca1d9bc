"""Families of texts that bring a careless rule to its knees, each in any size.

A family repeats or counts up one thing, mostly something that a rule looks for or that a regular expression may try
to match in many ways. It stands before an article, between its paragraphs and behind it: most rules do nothing
without running text, and many look only at one of these places.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Family = Callable[[int], str]
"""Makes the text of about so many bytes of UTF-8."""

_LEAD = "The night ferry will cross the bay from the first of May on, the harbour office said on Friday morning."
_END = "Some sixty passengers were on board when it left the quay for the first time, and all of them came back."


def _repeated(unit: str, first: str = "", last: str = "") -> Family:
    """The unit again and again, with what stands before and behind it once."""
    return lambda size: first + unit * (size // len(unit.encode())) + last


def _counted(make: Callable[[int], str]) -> Family:
    """Units that differ, made of the numbers from 0 on."""

    def family(size: int) -> str:
        units: list[str] = []
        length = 0
        while length < size:
            units.append(make(len(units)))
            length += len(units[-1].encode())
        return "".join(units)

    return family


def _around_an_article(family: Family) -> Family:
    def around(size: int) -> str:
        part = family(size // 3)
        return f"{part}\n{_LEAD}\n{part}\n{_END}\n{part}"

    return around


def _letters(number: int) -> str:
    """The number written with letters, as a syllable or two."""
    out = ""
    for digit in str(number):
        out += "bdfgklmnrt"[int(digit)] + "aeiou"[int(digit) % 5]
    return out


_ALONE: Mapping[str, Family] = {
    # one line
    "one line of words": _repeated("the ferry left at noon and came back at night, "),
    "one letter": _repeated("a"),
    "one space": _repeated(" "),
    "one newline": _repeated("\n"),
    "one dot": _repeated("."),
    "one hyphen": _repeated("-"),
    "one ideograph": _repeated("船"),
    "word and a long space": _repeated(" ", "word", "word"),
    "word and long spaces": _repeated("word" + 30 * " "),
    "word and tab": _repeated("word\t"),
    "spaced dots": _repeated(". "),
    "words and ellipses": _repeated("well ... "),
    "spaced bars": _repeated("Home | "),
    "open brackets": _repeated("("),
    "open quotation marks": _repeated("“so "),
    "straight quotation mark": _repeated("so ", '"'),
    "chained names": _repeated("Kim-"),
    "spaced names": _repeated("Kim Jong-un Kim Jong Un "),
    "hyphens and letters": _repeated("a-"),
    "one line of dates": _repeated("June 30, 2025 22:35, "),
    "one line of share words": _repeated("Share Facebook "),
    "one line of a tag cloud": _repeated("Coburg (111) Gesellschaft (31) ", "Kategorien "),
    "nested entities": _repeated("amp;", "&"),
    "alternating combining marks": _repeated("\u0301\u0323", "a"),
    "zero-width spaces": _repeated("\u200b"),
    "letters and soft hyphens": _repeated("a\u00ad"),
    "letters and joiners": _repeated("a\u200d"),
    "direction marks": _repeated("\u200e\u200f"),
    "direction marks and one Hebrew letter": _repeated("a\u200e", "", "ש"),
    "flags without end": _repeated("\U0001f3f4\U000e0067"),
    "emoji": _repeated("\U0001f600\u200d"),
    # many lines
    "200,000 short lines": _counted(lambda n: f"line number {n:06}\n"),
    "one-letter lines": _repeated("a\n"),
    "equal short lines": _repeated("The night ferry\n"),
    "equal long lines": _repeated(_LEAD + "\n"),
    "equal long lines that ask": _repeated(
        "Which of the two ferries would you have taken on that night in May, and why?\n"
    ),
    "equal captions": _repeated(2 * "The night ferry on its first trip across the bay in May " + "\n"),
    "long lines that begin alike": _counted(lambda n: f"{_LEAD[:-1]}, for the {n}th time.\n"),
    "captions and credits": _counted(lambda n: f"{_LEAD[:60]}{n}\n{_LEAD[:60]}{n} (Photo: Lee)\n"),
    "caption and a long credit": _repeated("- ", _LEAD + "\n" + _LEAD),
    "each line one letter longer": _counted(lambda n: "b" * n + "\n"),
    "each line one word longer": _counted(lambda n: "The night " + "ferry " * n + "\n"),
    "alternating titles": _repeated("Ferry to run at night\n\nFerry to stay in the harbour\n\n"),
    "titles with a site's name": _repeated("Ferry to run at night - The Bay Herald\nFerry to run at night\n"),
    "title with many bars": _repeated(" | Bay", "Ferry to run at night"),
    "lines of spaces": _repeated("   \n"),
    "words and blank lines": _repeated("word\n\n\n\n"),
    "carriage returns": _repeated("word\r\n"),
    "columns": _repeated("name      points    rank\n"),
    "prose with wide gaps": _repeated("The ferry  left at   noon with all of its  passengers on board, he said.  \n"),
    "tag clouds": _repeated("Kategorien Coburg (111) Gesellschaft (31) Kultur (8)\n"),
    "share bars": _repeated("Facebook Twitter Share Print\n"),
    "share buttons": _repeated("Facebook\nShare\n"),
    "counters": _counted(lambda n: f"{n} shares\n"),
    "furniture": _repeated("Tags\nBack\nTop\n"),
    "larger images": _repeated("view larger image\n"),
    "time lines": _repeated("22:35 June 30, 2025\n"),
    "bylines": _repeated("By Ann Lee and Tom van Dyck | Updated 4 May 2024, 10:15\n"),
    "names without end": _repeated("Ann Lee, ", "By "),
    "remarks": _repeated("haha told u so ... so sad ... waste of money!!\n"),
    "different names": _counted(
        lambda n: f"Kim {_letters(n).title()}-{_letters(n + 7)} and Kim {_letters(n).title()} "
    ),
    "a spelling in each line": _repeated("Kim Jong-un said that of the ferry. Kim Jong Un said it to the press.\n"),
}

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {name: _around_an_article(family) for name, family in _ALONE.items()}
    | {f"nothing but {name}": _ALONE[name] for name in ("one letter", "one space", "one newline", "lines of spaces")}
)
"""All families by name."""
