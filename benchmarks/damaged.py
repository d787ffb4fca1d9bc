"""Generated strings with damage that ftfy repairs, and with what only looks like it."""

import random
from collections.abc import Iterator

from ftfy.badness import MOJIBAKE_CATEGORIES
from ftfy.chardata import CHARMAP_ENCODINGS

SUSPECTS = [char for char in "".join(MOJIBAKE_CATEGORIES.values()) if char != "-"]
"""The characters of which ftfy's test for mojibake speaks."""

WORDS = ["the", "bridge", "café", "naïve", "’s", "“quoted”", "„unten“", "мост", "γέφυρα", "橋", "다리", "Straße"]
WORDS += ["l’été", "œuf", "…", "–", "€ 5", "10\u00a0000", "°C", "½", "§ 4", "é”x", "à", "Ã ", "Â "]
STYLES = ["ﬁn", "Ｆ", "，", "！", "ｶﾅ", "\u02bc", "‛", "‟"]
MARKS = ["e\u0301", "a\u0323\u0302", "\u0344", "ᄒ", "ᅡ", "ᆫ", "\u212b", "\u2126", "\uf900", "\u0958", "\u1e9b\u0323"]
ODD = ["\U0001f600", "\ud83d\ude00", "\ud83d", "\udca9", "\u200b", "\ufeff", "\ufffc", "\ufffd", "\u206a", "\u3000"]
ODD += ["\x85", "\x91", "\x1b[31m", "\x00", "\x7f"]
BREAKS = ["\u2028", "\u2029", "\r", "\r\n", "\n", "\t", " ", "<", "<b>", ">"]
ENTITIES = ["&amp;", "&amp;amp;", "&lt;", "&eacute;", "&EACUTE;", "&#39;", "&#x2019;", "&#10;", "&#0;", "&none;", "&"]
ENTITIES += ["&#38;amp;lt;"]
PIECES = [*WORDS, *STYLES, *MARKS, *ODD, *BREAKS, *ENTITIES]


def misread(rnd: random.Random, text: str) -> str:
    """The text as UTF-8 that was read in other encodings, once or several times."""
    for _ in range(rnd.choice([1, 1, 1, 2, 3])):
        try:
            text = text.encode("utf-8", "surrogatepass").decode(rnd.choice(CHARMAP_ENCODINGS), "replace")
        except UnicodeError:
            break
    return text


def damaged(seed: int | str, count: int) -> Iterator[str]:
    """So many texts, the same for the same seed: mostly some dozens of characters, now and then several lines."""
    rnd = random.Random(seed)
    for _ in range(count):
        if rnd.random() < 0.05:
            yield rnd.choice(["\n", "\n\n", " "]).join([_string(rnd) for _ in range(rnd.randrange(2, 25))])
        else:
            yield _string(rnd)


def _string(rnd: random.Random) -> str:
    parts = []
    for _ in range(rnd.randrange(1, 12)):
        kind = rnd.random()
        if kind < 0.45:
            parts.append(rnd.choice(PIECES))
        elif kind < 0.7:
            parts.append(misread(rnd, "".join(rnd.choices(PIECES, k=rnd.choice([1, 3])))))
        elif kind < 0.85:
            parts.append("".join(rnd.choices(SUSPECTS, k=rnd.randrange(1, 4))))
        else:
            parts.append(chr(rnd.choice([rnd.randrange(0x250), rnd.randrange(0x250, 0x3000), rnd.randrange(0x110000)])))
        parts.append(rnd.choice(["", "", " ", "\n"]))
    text = "".join(parts)
    return misread(rnd, text) if rnd.random() < 0.15 else text
