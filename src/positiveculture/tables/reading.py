"""A table that was handed over, read: which columns say what, and how its rows will be judged."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from positiveculture.errors import Problem
from positiveculture.framework import Framework
from positiveculture.tables import columns as naming, engines
from positiveculture.tables.columns import Columns
from positiveculture.tables.levels import Sentinel, TopicColumns, read
from positiveculture.tables.stages import WORKING, Stages
from positiveculture.tables.states import Judge, count

Missing: TypeAlias = Literal["refuse", "unanswered"]
Named: TypeAlias = Mapping[str | int, str]


@attrs.frozen(kw_only=True)
class Options:
    """What is asked of every table that is read."""

    framework: Framework
    columns: Named | None = None
    not_applicable: Sentinel = None
    missing: Missing = "refuse"
    #: The columns that tell rows apart, where what comes of it is a table of its own.
    ids: Sequence[str] = ()
    #: Whether rows are told apart by their number too.
    numbered: bool = False


@attrs.frozen
class PreparedTable:
    """A table, read."""

    #: What was handed over, as Narwhals sees it, and what is worked on: of a pandas frame, its columns in Polars.
    given: Any
    frame: Any
    where: Columns
    said: Mapping[str, TopicColumns]
    judge: Judge

    @classmethod
    def of(cls, native: Any, asked: Options) -> "PreparedTable":
        """Read a table.

        Raises:
            InvalidTable: It cannot be judged; every problem at once.
        """
        given = worked = engines.as_narwhals(native)
        schema = given.collect_schema()
        where = naming.found(asked.framework, schema, asked.columns, missing=asked.missing)
        naming.refuse(_name_problems(schema, asked))
        if engines.is_pandas(native):
            worked = engines.to_polars(given, list(dict.fromkeys([*where.used, *asked.ids])))
            schema = worked.collect_schema()
        said = read(where, schema, asked.not_applicable)
        most = sum(count(award["rule"]) for award in asked.framework.program["awards"])
        # Sums of so few fit in a byte; what is wider takes longer, on every engine.
        stages = Stages(nw.Int8 if most <= 100 else nw.Int32)  # noqa: PLR2004 - well below 127
        return cls(given, worked, where, said, Judge(asked.framework, said, stages))

    @property
    def engine(self) -> str:
        """The name of the table's engine."""
        return engines.engine_of(self.given)

    @property
    def lazy(self) -> bool:
        """Whether the table waits until results are asked for."""
        return isinstance(self.frame, nw.LazyFrame)

    def reason(self, topic: str) -> str:
        """Return the column that says why a topic is set aside; "" where there is none."""
        column = self.where.aside.get(topic, "")
        return column if isinstance(self.frame.collect_schema().get(column), nw.String) else ""

    def back(self, frame: Any) -> Any:
        """Return a new table on the engine of the one that was handed over."""
        return nw.to_native(frame) if self.given is self.frame else engines.to_pandas(frame)


def _name_problems(schema: Mapping[str, nw.dtypes.DType], asked: Options) -> list[Problem]:
    taken = [name for name in schema if str(name).startswith(WORKING)]
    unknown = [name for name in asked.ids if name not in schema]
    return [
        *(naming.in_column("column-reserved", name) for name in taken),
        *(naming.no_column(name, schema, "ids") for name in unknown),
    ]
