"""A whole table of assessments, or of answers to a survey, at once, on the engine that holds it.

Award rules are a closed set and only ask for more, so each of them is an expression over columns: in Polars' words
for Polars, pandas and PyArrow, through Narwhals for DuckDB, Dask and PySpark.  What comes out is what `evaluate` says
of each row.

The packages come with the extra `tables`; where they are missing, importing this part says how to install them.
"""

from positiveculture.errors import MissingExtra
from positiveculture.gettext import gettext

try:
    from positiveculture.tables.evaluation import blockers_table, evaluate_table, problems_table
    from positiveculture.tables.exchange import from_assessments, to_assessments
    from positiveculture.tables.long import from_long, to_long
    from positiveculture.tables.survey import summarise_table, summary_table
except ModuleNotFoundError as error:
    package = (error.name or "").partition(".")[0]
    if package not in ("narwhals", "polars"):
        raise
    raise MissingExtra(gettext("positiveculture.tables"), package, "tables") from None

__all__ = [
    "blockers_table",
    "evaluate_table",
    "from_assessments",
    "from_long",
    "problems_table",
    "summarise_table",
    "summary_table",
    "to_assessments",
    "to_long",
]
