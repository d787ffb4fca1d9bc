"""pandas: an accessor of series. Importing this module registers it."""

from cleantext.adapters.core import Cleaner, Rules, needs

with needs("pandas"):
    import pandas as pd


@pd.api.extensions.register_series_accessor("cleantext")
class CleantextAccessor:
    """``df["text"].cleantext.clean()``; missing values stay as they are."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def clean(self, pipeline: Rules = None) -> pd.Series:
        """The clean texts; text dtypes stay what they are."""
        clean = self._series.map(Cleaner(pipeline).text, na_action="ignore")
        return clean if isinstance(self._series.dtype, pd.CategoricalDtype) else clean.astype(self._series.dtype)

    def changes(self, pipeline: Rules = None) -> pd.Series:
        """The changes of each text, as a list of dicts."""
        return self._series.astype(object).map(Cleaner(pipeline).changes, na_action="ignore")
