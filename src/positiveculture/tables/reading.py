"""A given table, read: which columns say what, and how its rows will be judged."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw
import polars as pl

from positiveculture.errors import Problem
from positiveculture.framework import Framework
from positiveculture.gettext import current_catalogue
from positiveculture.rules.program import all_leaves
from positiveculture.tables import columns as naming, engines
from positiveculture.tables.columns import Columns
from positiveculture.tables.levels import Namespace, Sentinel, TopicColumns, read, sentinel
from positiveculture.tables.stages import WORKING, Stages
from positiveculture.tables.states import TableJudge

Missing: TypeAlias = Literal["refuse", "unanswered"]
#: Topic, by its id or printed number, to its column: pandas has whole numbers and more for names too.
ColumnNames: TypeAlias = Mapping[str | int, Hashable]


@attrs.frozen(kw_only=True)
class Options:
    """What is asked of every table that is read."""

    framework: Framework
    columns: ColumnNames | None = None
    not_applicable: Sentinel = attrs.field(default=None, converter=sentinel)
    missing: Missing = "refuse"
    #: The columns that tell rows apart, where a new table is made of them.
    ids: Sequence[str] = ()
    #: Whether rows are told apart by their number too.
    numbered: bool = False


#: Works out what is asked of a judge, once for all tables with the same columns; two that are equal do the same.
Build: TypeAlias = Callable[[TableJudge], Any]


@attrs.frozen
class PlanKey:
    """What a plan depends on: tables that have it in common share the plan."""

    columns: Columns
    schema: tuple[tuple[str, nw.dtypes.DType], ...]
    sentinel: Sentinel
    ns: Namespace = attrs.field(eq=id)
    language: object

    @classmethod
    def of(cls, where: Columns, schema: Mapping[str, nw.dtypes.DType], options: Options, ns: Namespace) -> "PlanKey":
        """Return what the plan for a table with these columns depends on."""
        types = tuple((name, schema[name]) for name in where.used)
        return cls(where, types, options.not_applicable, ns, current_catalogue())


@attrs.frozen
class JudgingPlan:
    """How rows are judged."""

    answers: Mapping[str, TopicColumns]
    judge: TableJudge
    #: What was built of it.
    built: Any


@lru_cache(maxsize=128)
def _plan(key: PlanKey, build: Build) -> JudgingPlan:
    framework = key.columns.framework
    answers = read(key.columns, dict(key.schema), key.sentinel, key.ns)
    most = sum(1 for _ in all_leaves(framework.program))
    # Sums of so few fit in a byte; what is wider takes longer, on every engine.
    width = key.ns.Int8 if most <= 100 else key.ns.Int32  # noqa: PLR2004 - well below 127
    judge = TableJudge(framework, answers, Stages(width, key.ns))
    return JudgingPlan(answers, judge, build(judge))


def nothing(_: TableJudge) -> None:
    """Work out nothing but what the columns say."""


@attrs.frozen
class PreparedTable:
    """A table, read."""

    #: The table as given, as Narwhals sees it.
    original: Any
    #: What is worked on: a Polars table, where one is made at no cost, and then in Polars' own words; else `original`.
    frame: Any
    where: Columns
    plan: JudgingPlan

    @classmethod
    def of(cls, native: Any, options: Options, build: Build = nothing, ns: Namespace = None) -> "PreparedTable":
        """Read a table; with the namespace of Narwhals, it is worked on through Narwhals whatever it is.

        Raises:
            InvalidTable: It cannot be judged; every problem at once.
        """
        original = engines.as_narwhals(native)
        schema = original.collect_schema()
        where = naming.find_columns(options.framework, schema, options.columns, missing=options.missing)
        naming.refuse(_name_problems(schema, options))
        levels = [name for name in where.levels.values() if name not in options.ids]
        frame = engines.in_polars(original, list(dict.fromkeys([*where.used, *options.ids])), levels)
        if frame is None:
            return cls(original, original, where, _plan(PlanKey.of(where, schema, options, nw), build))
        opened = nw.from_native(frame)
        plan = _plan(PlanKey.of(where, opened.collect_schema(), options, ns or pl), build)
        return cls(original, opened if ns else frame, where, plan)

    @property
    def answers(self) -> Mapping[str, TopicColumns]:
        """What the table says of each topic."""
        return self.plan.answers

    @property
    def judge(self) -> TableJudge:
        """How its rows are judged."""
        return self.plan.judge

    @property
    def ns(self) -> Namespace:
        """What expressions over `frame` are made of."""
        return self.judge.ns

    @property
    def columns(self) -> list[str]:
        """The names of the columns of the table as given."""
        return list(self.original.collect_schema().names())

    @property
    def engine(self) -> str:
        """The name of the table's engine."""
        return engines.engine_of(self.original)

    @property
    def lazy(self) -> bool:
        """Whether the table waits until results are asked for."""
        return isinstance(self.original, nw.LazyFrame)

    def reason(self, topic: str) -> str:
        """Return the column that says why a topic is not applicable; "" where there is none."""
        column = self.where.not_applicable.get(topic, "")
        return column if column and isinstance(self.original.collect_schema()[column], nw.String | nw.Object) else ""

    def back(self, frame: Any) -> Any:
        """Return a new table on the engine of the given one."""
        return engines.to_engine(self.engine, frame)


def _name_problems(schema: Mapping[str, nw.dtypes.DType], options: Options) -> list[Problem]:
    taken = [name for name in schema if str(name).startswith(WORKING)]
    unknown = [name for name in options.ids if name not in schema]
    return [
        *(naming.in_column("column-reserved", name) for name in taken),
        *(naming.no_column(name, schema, "ids") for name in unknown),
    ]
