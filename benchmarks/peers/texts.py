"""The texts that the tools are given: pages of `benchmarks.corpus`, about 8 KB each."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from benchmarks.corpus import Batch, Page, pages

SETS: Mapping[str, str] = MappingProxyType(
    {
        "English": "clean English news with typographic quotes and dashes",
        "ASCII": "the same with straight ones: nothing but ASCII",
        "multilingual": "clean news in ten languages",
        "dirty": "English and multilingual pages with headlines twice, share bars, tags, wide gaps and so on",
        "mojibake": "the same pages, clean but for 2 % wrongly decoded lines, 5 % with entities, and CRLF in some",
    }
)
"""What the sets of texts are."""


@cache
def texts(name: str) -> list[str]:
    """The texts of a set."""
    if name == "English":
        return [typographic(page.raw) for page in english("clean")]
    if name == "ASCII":
        return [page.raw for page in english("clean")]
    if name == "multilingual":
        return [page.raw for page in pages(Batch("clean", "multilingual", "8KB"))]
    return [page.raw for script in ("english", "multilingual") for page in pages(Batch(name, script, "8KB"))]


def english(kind: str) -> tuple[Page, ...]:
    """The English pages of a kind."""
    return pages(Batch(kind, "english", "8KB"))


def typographic(text: str) -> str:
    """The text as a newspaper sets it: curly quotes, apostrophes, and dashes."""
    text = re.sub(r'(?<!\S)"|(?<=\()"', "“", text).replace('"', "”")
    return text.replace("'", "’").replace(" - ", " – ")
