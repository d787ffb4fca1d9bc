"""How much is too much."""

from typing import NamedTuple


class Limits(NamedTuple):
    """What a document may not exceed without being passed through untouched."""

    chars: int = 1_000_000
    seconds: float = 30.0
    """CPU time."""


class Bound(NamedTuple):
    """How many rows may be quarantined."""

    number: float
    percent: bool = False

    def exceeded(self, quarantined: int, rows: int) -> bool:
        return quarantined > (rows * self.number / 100 if self.percent else self.number)

    def __str__(self) -> str:
        return f"{self.number:g}%" if self.percent else f"{self.number:g}"
