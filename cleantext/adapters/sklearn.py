"""scikit-learn: a transformer of texts, to stand before a vectorizer."""

from collections.abc import Iterable
from typing import Any

from cleantext.adapters.core import Cleaner, Rules, needs

with needs("sklearn"):
    from sklearn.base import BaseEstimator, TransformerMixin


class TextCleaner(TransformerMixin, BaseEstimator):
    """``make_pipeline(TextCleaner(), TfidfVectorizer())``. There is nothing to fit.

    ``pipeline``: the rules; a dict of arguments of `Pipeline.default` can be searched over.
    """

    def __init__(self, pipeline: Rules = None) -> None:
        self.pipeline = pipeline

    def fit(self, X: Any, y: Any = None) -> "TextCleaner":
        return self

    def transform(self, X: Iterable[str | None]) -> list[str | None]:
        """The clean texts, a list. Raises ValueError for a single text or a table."""
        if isinstance(X, str) or getattr(X, "ndim", 1) != 1:
            raise ValueError("TextCleaner takes a list or column of texts; of a table, select 'text' and not ['text']")
        return list(map(Cleaner(self.pipeline).text, X))

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        return tags
