"""The comparison of texts: what pytest says about two unequal texts of 1 MB takes minutes and cannot be read."""

from collections.abc import Iterable


def expect(got: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise AssertionError, with the place of the first difference, unless the texts are equal one by one."""
    for number, (text, right) in enumerate(zip(got, wanted, strict=True)):
        if text != right:
            pairs = enumerate(zip(text, right, strict=False))
            at = next((at for at, (one, other) in pairs if one != other), min(len(text), len(right)))
            here = slice(max(0, at - 30), at + 60)
            raise AssertionError(f"page {number}, character {at}: {text[here]!r} instead of {right[here]!r}")
