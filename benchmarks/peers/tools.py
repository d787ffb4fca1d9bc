"""The tools that are compared, and how each is called.

This module is also imported in the environments of the tools themselves, so it needs nothing but the standard
library until a tool is loaded. Every call takes one text and gives one: a filter that rejects a document gives the
empty text.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

ROOT = Path(__file__).parent.parent.parent
"""The repository's root."""

Call = Callable[[str], str]
Kind = Literal["repair", "cleaner", "filter"]
"""What is done: characters are repaired as ``ftfy.fix_text`` does it; text is cleaned in other ways; whole documents
are rejected."""


class Subject(NamedTuple):
    """One thing that a tool does to a text."""

    call: Call
    kind: Kind = "cleaner"


class Tool(NamedTuple):
    """A tool with an environment of its own."""

    requirements: tuple[str, ...]
    """What pip installs; the first is the tool itself."""
    load: Callable[[], Mapping[str, Subject]]
    """Imports the tool and gives what it does, by the names used in the report."""
    large: bool = False
    """Whether it brings so much along (hundreds of megabytes) that it is not installed unless asked for."""


def _cleantext() -> Mapping[str, Subject]:
    import cleantext

    pipeline = cleantext.Pipeline.default()
    repair = cleantext.Pipeline.default(select=["mojibake"])

    def run(text: str) -> str:
        return pipeline.run(text).text

    return {
        "cleantext.fix_text": Subject(cleantext.fix_text, "repair"),
        "cleantext, rule mojibake alone": Subject(repair.clean),
        "cleantext, all rules": Subject(pipeline.clean),
        "cleantext, all rules, with the ledger": Subject(run),
    }


def _ftfy() -> Mapping[str, Subject]:
    import ftfy

    def encoding(text: str) -> str:
        return "\n".join([ftfy.fix_encoding(line) for line in text.split("\n")])

    return {
        "ftfy.fix_text": Subject(ftfy.fix_text, "repair"),
        "ftfy.fix_encoding, line by line": Subject(encoding),
    }


def _plsfix() -> Mapping[str, Subject]:
    import plsfix

    return {"plsfix.fix_text": Subject(plsfix.fix_text, "repair")}


def _clean_text() -> Mapping[str, Subject]:
    from cleantext import clean

    call: Any = clean  # in this environment the name belongs to clean-text

    def gentle(text: str) -> str:
        return str(call(text, to_ascii=False, lower=False))

    return {
        "clean-text clean()": Subject(call),
        "clean-text, neither ASCII nor lower case": Subject(gentle),
    }


def _textacy() -> Mapping[str, Subject]:
    from textacy.preprocessing import make_pipeline, normalize, remove, replace

    steps = (
        normalize.bullet_points,
        normalize.hyphenated_words,
        normalize.quotation_marks,
        normalize.unicode,
        normalize.whitespace,
        remove.html_tags,
    )
    masks = (replace.urls, replace.emails, replace.phone_numbers)
    return {
        "textacy normalize.*, remove.html_tags": Subject(make_pipeline(*steps)),
        "textacy, the same and replace.urls, emails, phone_numbers": Subject(make_pipeline(*steps, *masks)),
    }


def _unstructured() -> Mapping[str, Subject]:
    from unstructured.cleaners.core import clean, group_broken_paragraphs, replace_unicode_quotes

    def everything(text: str) -> str:
        text = clean(text, extra_whitespace=True, dashes=True, bullets=True, trailing_punctuation=True)
        return str(replace_unicode_quotes(text))

    return {
        "unstructured clean(), all options": Subject(everything),
        "unstructured group_broken_paragraphs": Subject(group_broken_paragraphs),
    }


def _sacremoses() -> Mapping[str, Subject]:
    from sacremoses import MosesPunctNormalizer

    normalize = MosesPunctNormalizer().normalize

    def lines(text: str) -> str:
        return "\n".join([normalize(line) for line in text.split("\n")])

    return {"sacremoses punctuation, line by line": Subject(lines)}


def _justext() -> Mapping[str, Subject]:
    import justext

    words = frozenset().union(*map(justext.get_stoplist, ("English", "German", "French", "Spanish", "Russian")))
    words |= frozenset().union(*map(justext.get_stoplist, ("Greek", "Korean", "Arabic", "Hindi")))

    def good(text: str) -> str:
        page = "".join([f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip()])
        return "\n".join([part.text for part in justext.justext(page, words) if not part.is_boilerplate])

    return {"jusText, each line a <p>": Subject(good)}


def _datatrove() -> Mapping[str, Subject]:
    from datatrove.pipeline.filters import C4QualityFilter
    from datatrove.pipeline.formatters import FTFYFormatter, PIIFormatter, SymbolLinesFormatter

    return {
        "datatrove FTFYFormatter": Subject(FTFYFormatter().format),
        "datatrove SymbolLinesFormatter": Subject(SymbolLinesFormatter().format),
        "datatrove PIIFormatter": Subject(PIIFormatter().format),
        "datatrove C4QualityFilter, no sentence count": Subject(_filtered(C4QualityFilter(min_num_sentences=-1))),
    }


def _datatrove_words() -> Mapping[str, Subject]:
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    return {
        "datatrove C4QualityFilter": Subject(_filtered(C4QualityFilter()), "filter"),
        "datatrove GopherQualityFilter": Subject(_filtered(GopherQualityFilter()), "filter"),
        "datatrove GopherRepetitionFilter": Subject(_filtered(GopherRepetitionFilter()), "filter"),
        "datatrove FineWebQualityFilter": Subject(_filtered(FineWebQualityFilter()), "filter"),
    }


def _filtered(step: Any) -> Call:
    """A filter of datatrove as a function of a text."""
    from datatrove.data import Document

    def call(text: str) -> str:
        document = Document(text=text, id="")
        answer = step.filter(document)
        return document.text if answer is True else ""

    return call


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        "ftfy": Tool(("ftfy>=6.3,<6.4",), _ftfy),
        "cleantext": Tool((str(ROOT),), _cleantext),
        "plsfix": Tool(("plsfix",), _plsfix),
        "clean-text": Tool(("clean-text[gpl]",), _clean_text),
        "sacremoses": Tool(("sacremoses",), _sacremoses),
        "jusText": Tool(("justext", "lxml_html_clean"), _justext),
        "datatrove": Tool(("datatrove", "ftfy", "regex"), _datatrove),
        "datatrove, filters that count words": Tool(("datatrove", "regex", "spacy"), _datatrove_words, large=True),
        "textacy": Tool(("textacy",), _textacy, large=True),
        "unstructured": Tool(("unstructured",), _unstructured, large=True),
    }
)
"""All tools by name."""

BASE = "ftfy.fix_text"
"""The subject that all are compared with."""


def names(tools: Iterable[str], everything: bool) -> list[str]:
    """The tools that were asked for: those named, or all, or all that are not large; with ftfy in any case.

    Raises ValueError for a name that is none.
    """
    wanted = set(tools)
    if unknown := wanted - set(TOOLS):
        raise ValueError(f"no such tool: {', '.join(sorted(unknown))}; there are: {', '.join(TOOLS)}")
    if not wanted:
        wanted = {name for name, tool in TOOLS.items() if everything or not tool.large}
    return [name for name in TOOLS if name in wanted | {"ftfy"}]
