"""Apache Spark: a transformation of data frames, and a function on columns."""

from collections.abc import Callable, Iterator
from typing import Any, Unpack

from cleantext.adapters.core import Cleaner, Fields, Rules, needs

with needs("spark"):
    from pyspark.sql import DataFrame
    from pyspark.sql.functions import udf
    from pyspark.sql.types import ArrayType, LongType, StringType, StructType

    from cleantext.adapters.arrow import CleanTable

CHANGES = ArrayType(
    StructType()
    .add("start", LongType())
    .add("end", LongType())
    .add("before", StringType())
    .add("after", StringType())
    .add("rules", ArrayType(StringType()))
    .add("whys", ArrayType(StringType()))
)
"""The type of a column of changes."""


def clean_table(pipeline: Rules = None, **fields: Unpack[Fields]) -> Callable[[DataFrame], DataFrame]:
    """``df.transform(clean_table())``: the rows with clean texts, by ``mapInArrow``."""
    clean = CleanTable(pipeline, **fields)

    def batches(rows: Iterator[Any]) -> Iterator[Any]:
        return map(clean, rows)

    def transform(df: DataFrame) -> DataFrame:
        schema = StructType(list(df.schema))
        return df.mapInArrow(batches, schema.add(clean.changes_field, CHANGES) if clean.changes_field else schema)

    return transform


def clean_column(pipeline: Rules = None) -> Any:
    """A function on string columns: ``df.withColumn("text", clean_column()("text"))``, or in SQL when registered."""
    return udf(Cleaner(pipeline).text, StringType())
