"""datatrove's filters, in datatrove's own environment: a process of its own that knows nothing of cleantext.

Each line of standard input is a JSON array of a language and a text; each line of standard output is a JSON object
with each filter's reason to drop that text, empty where it passes, or ``null`` where datatrove cannot split the
language into words without more packages.
"""

import json
import sys
from functools import cache
from typing import Any


@cache
def filters(language: str) -> dict[str, Any] | None:
    """The filters as FineWeb uses them.

    Gopher's list of stop words is English; other languages would all be dropped by it, so there it is not asked for.
    """
    from datatrove.pipeline.filters import FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
    from datatrove.utils.word_tokenizers import load_word_tokenizer

    try:
        load_word_tokenizer(language).word_tokenize("a b")
    except (ImportError, ValueError):
        return None
    quality = {} if language == "en" else {"min_stop_words": None}
    return {
        "Gopher quality": GopherQualityFilter(language=language, **quality),
        "Gopher repetition": GopherRepetitionFilter(language=language),
        "FineWeb quality": FineWebQualityFilter(language=language),
    }


def reasons(language: str, text: str) -> dict[str, str] | None:
    """Why each filter drops a text."""
    from datatrove.data import Document

    loaded = filters(language)
    if loaded is None:
        return None
    if not text.strip():
        return dict.fromkeys(loaded, "empty")
    answers = {name: step.filter(Document(text=text, id="")) for name, step in loaded.items()}
    return {name: "" if answer is True else answer[1] for name, answer in answers.items()}


def main() -> None:
    """Answer until the input ends."""
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        print(json.dumps(reasons(*json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
