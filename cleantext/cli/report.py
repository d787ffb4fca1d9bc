"""What goes to standard error, and the exit code that follows from it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

LIMIT = 20
"""Messages about one input before the rest is only counted: a wrong ``--text-field`` concerns every record."""


class InputError(Exception):
    """An input that cannot be used as a whole. The message names the place."""


class Report:
    """Tells the user what went wrong with which input, and remembers it for the exit code."""

    def __init__(self) -> None:
        self._failed = False
        self._told: Counter[str] = Counter()

    def error(self, source: str, message: str) -> None:
        """Something about a source could not be done; the exit code will be 2. ``message`` starts with the place."""
        self._failed = True
        self._tell(source, message)

    def warn(self, source: str, message: str) -> None:
        """Something the user should know; the exit code stays."""
        self._tell(source, message)

    @contextmanager
    def guard(self, source: str) -> Iterator[None]:
        """Report what makes this one source fail, and go on with the next."""
        try:
            yield
        except BrokenPipeError:
            raise
        except InputError as error:
            self.error(source, str(error))
        except OSError as error:
            self.error(source, f"{_name(error.filename) or source}: {error.strerror or error}")
        if self._told[source] > LIMIT:
            click.echo(f"cleantext: {source}: … and {self._told[source] - LIMIT} more messages like these", err=True)

    def exit(self, changed: bool = False) -> NoReturn:
        """End the command: 2 after an error, else 1 where changes were looked for and found, else 0."""
        click.get_current_context().exit(2 if self._failed else int(changed))

    def _tell(self, source: str, message: str) -> None:
        self._told[source] += 1
        if self._told[source] <= LIMIT:
            click.echo(f"cleantext: {message}", err=True)


def _name(filename: object) -> str:
    return click.format_filename(filename) if isinstance(filename, str | bytes) else ""
