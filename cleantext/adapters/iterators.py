"""Plain Python: texts or records from any iterable, one at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Unpack

from cleantext.adapters.core import Cleaner, Fields, Rules


def clean_texts(texts: Iterable[str | None], pipeline: Rules = None) -> Iterator[str | None]:
    """The clean texts, one for each text."""
    return map(Cleaner(pipeline).text, texts)


def clean_records(
    records: Iterable[Mapping[str, Any]], pipeline: Rules = None, **fields: Unpack[Fields]
) -> Iterator[dict[str, Any]]:
    """The records with clean texts, one new dict for each record."""
    cleaner = Cleaner(pipeline, **fields)
    return ({**record, **cleaner.record(record)} for record in records)
