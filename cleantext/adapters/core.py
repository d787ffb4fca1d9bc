"""What the adapters share: the rules, the fields of a record, and what becomes of a text that is missing."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from cleantext.document import Hints
from cleantext.pipeline import Pipeline
from cleantext.result import Result

Rules = Pipeline | Mapping[str, Any] | str | Path | None
"""Which rules an adapter runs: a pipeline, the arguments of `Pipeline.default` (for hosts that keep their settings as
JSON or TOML), the path of a ``cleantext.toml``, or None for the default rules."""


class Notes(TypedDict, total=False):
    """Where metadata beside a text keep what (see `Cleaner`)."""

    changes_field: str | None
    title_field: str | None
    language_field: str | None
    url_field: str | None


class Fields(Notes, total=False):
    """Where a record keeps what (see `Cleaner`)."""

    text_field: str


class Cleaner:
    """Cleans texts, records and columns. It keeps nothing between documents and pickles.

    ``text_field`` is the name of the field (column, key) with the text, ``changes_field`` that of a new one for the
    changes, in the shape of `Result.to_dict`; without it, the changes are not kept. ``title_field``,
    ``language_field`` and ``url_field`` name fields with hints (see `Hints`).
    """

    def __init__(
        self,
        pipeline: Rules = None,
        *,
        text_field: str = "text",
        changes_field: str | None = None,
        title_field: str | None = None,
        language_field: str | None = None,
        url_field: str | None = None,
    ) -> None:
        self.pipeline = pipeline_of(pipeline)
        self.text_field = text_field
        self.changes_field = changes_field
        self.hint_fields = {
            hint: field
            for hint, field in zip(Hints._fields, (title_field, language_field, url_field), strict=True)
            if field is not None
        }

    def text(self, text: str | None) -> str | None:
        """The clean text; None for None. Raises TypeError for anything else."""
        return None if text is None else self.pipeline.clean(text)

    def changes(self, text: str | None) -> list[dict[str, Any]] | None:
        """The changes that lead from the text to the clean one; None for None."""
        return None if text is None else changes_of(self.pipeline.run(text))

    def run(self, text: str, fields: Mapping[str, Any]) -> Result:
        """`Pipeline.run` with the hints that stand in the fields. Raises TypeError where the text is none."""
        return self.pipeline.run(self._checked(text), **self._hints(fields))

    def noted(self, result: Result, fields: Collection[str]) -> dict[str, Any]:
        """The changes under the name of their field; empty if none are wanted.

        Raises ValueError if there is such a field already.
        """
        if self.changes_field is None:
            return {}
        self._check_free(fields)
        return {self.changes_field: changes_of(result)}

    def record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of the record that get another value: the text and, if wanted, the changes.

        Raises KeyError where there is no such text field, ValueError where there is a field for changes already,
        TypeError where the text is none.
        """
        if self.text_field not in record:
            raise KeyError(f"no field {self.text_field!r}; there are: {', '.join(map(repr, record))}")
        self._check_free(record)
        return self._record(record[self.text_field], record)

    def columns(self, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The columns that get other values, as `record` does it for each row.

        The columns with hints must be there: a column that is missing is a name misspelled.
        """
        needed = {self.text_field, *self.hint_fields.values()}
        if not needed <= columns.keys():
            missing = ", ".join(map(repr, sorted(needed - columns.keys())))
            raise KeyError(f"no column {missing}; there are: {', '.join(map(repr, columns))}")
        self._check_free(columns)
        needed_columns = [columns[name] for name in needed]
        rows = [dict(zip(needed, values, strict=True)) for values in zip(*needed_columns, strict=True)]
        cleaned = [self._record(row[self.text_field], row) for row in rows]
        return {name: [row[name] for row in cleaned] for name in (self.text_field, self.changes_field) if name}

    def _record(self, text: str | None, record: Mapping[str, Any]) -> dict[str, Any]:
        if text is None:
            return {name: None for name in (self.text_field, self.changes_field) if name}
        if not self.changes_field:
            return {self.text_field: self.pipeline.clean(self._checked(text), **self._hints(record))}
        result = self.run(text, record)
        return {self.text_field: result.text, self.changes_field: changes_of(result)}

    def _checked(self, text: Any) -> str:
        if not isinstance(text, str):
            raise TypeError(f"the field {self.text_field!r} holds no text but a value of type {type(text).__name__}")
        return text

    def _hints(self, fields: Mapping[str, Any]) -> dict[str, str]:
        values = ((hint, fields.get(field)) for hint, field in self.hint_fields.items())
        return {hint: value for hint, value in values if isinstance(value, str)}

    def _check_free(self, fields: Collection[str]) -> None:
        if self.changes_field in fields:
            raise ValueError(f"there is a field {self.changes_field!r} already; name another one for the changes")


def changes_of(result: Result) -> list[dict[str, Any]]:
    """The changes as JSON has them."""
    changes: list[dict[str, Any]] = result.to_dict()["changes"]
    return changes


def counts_of(result: Result) -> Counter[str]:
    """What statistics count: ``changed`` documents, changes by rule, documents in which a rule failed, and those in
    which a stage was left out because it would have taken too much of the text."""
    counts = Counter(f"rule/{rule}" for change in result.changes for rule in change.rules)
    counts.update(f"problem/{problem.rule or 'restless'}" for problem in result.problems)
    counts.update(f"refused/{refused.stage}" for refused in result.refused)
    counts["changed"] = int(result.text != result.raw)
    return +counts


def pipeline_of(rules: Rules) -> Pipeline:
    """Raises ConfigError for rules or a file that cannot be used."""
    if isinstance(rules, Pipeline):
        return rules
    if isinstance(rules, str | Path):
        return Pipeline.from_config(rules)
    return Pipeline.default(**rules) if rules else _default()


@cache
def _default() -> Pipeline:
    return Pipeline.default()


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Say how to get a tool that is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{error}; install what is missing with: pip install 'cleantext-toolkit[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None
