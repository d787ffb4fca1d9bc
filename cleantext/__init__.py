"""cleantext: turns text scraped from the web into the text a person wrote, and says exactly what it changed.

>>> import cleantext
>>> cleantext.clean("It cost 10 000 crowns.  He paid.   \\n\\n\\n\\nThen he left.")
'It cost 10 000 crowns. He paid.\\n\\nThen he left.'
"""

from functools import cache as _cache
from pathlib import Path as _Path

# The rules lie in `rules/` at the repository's top and are installed as `cleantext.rules`. In a bare checkout, or
# where such a checkout shadows the installed package, they are found there.
if not (_Path(__file__).parent / "rules").is_dir():
    __path__.append(str(_Path(__file__).parent.parent))

from cleantext.document import Document, Hints, Line
from cleantext.edits import Edit
from cleantext.errors import ConfigError
from cleantext.ledger import Change, Ledger, replay, revert
from cleantext.openings import line_key
from cleantext.packs import beside as phrases_beside
from cleantext.pipeline import Pipeline
from cleantext.result import Problem, Refused, Result
from cleantext.rule import Example, Rule, fixes, keeps

__version__ = "0.1.0"

__all__ = [
    "Change",
    "ConfigError",
    "Document",
    "Edit",
    "Example",
    "Hints",
    "Ledger",
    "Line",
    "Pipeline",
    "Problem",
    "Refused",
    "Result",
    "Rule",
    "clean",
    "fix_text",
    "fixes",
    "keeps",
    "line_key",
    "phrases_beside",
    "replay",
    "revert",
]


@_cache
def _default() -> Pipeline:
    return Pipeline.default()


def clean(text: str, *, title: str | None = None, language: str | None = None, url: str | None = None) -> str:
    """Clean a text with the default pipeline; the hints are optional knowledge about it (see `Hints`)."""
    return _default().clean(text, title=title, language=language, url=url)


def fix_text(text: str) -> str:
    """Repair a text exactly as ``ftfy.fix_text`` does with its default configuration."""
    from cleantext.repair import fix_text as fix

    return fix(text)
