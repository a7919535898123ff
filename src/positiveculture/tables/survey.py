"""A survey in a table: one row a respondent, one column an item; counted where it lies, and published as panels are.

Only counts leave the engine: how many of each group gave each answer, and, where nothing is protected, what the scores
add up to.  What is published of them is decided where it is for every panel.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any, Literal

import attrs
import narwhals.stable.v2 as nw
import polars as pl

from positiveculture.errors import InvalidTable, Problem
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel.counting import GroupTotals, ScoredPrinciple, scored_principles
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.groups import spellings
from positiveculture.panel.protection import MINIMUM, Group, Suppressed
from positiveculture.panel.publication import published
from positiveculture.panel.summary import Summary
from positiveculture.sentences import named, suggestions
from positiveculture.tables import columns as naming, engines, trouble
from positiveculture.tables.columns import Columns
from positiveculture.tables.levels import TopicColumns, any_invalid, read
from positiveculture.tables.reading import ColumnNames
from positiveculture.tables.survey_arrays import count_arrays, path_of
from positiveculture.topics import Topic

ONE, NONE = nw.lit(1, nw.Int8), nw.lit(0, nw.Int8)

#: The intermediate column that says how many replied.
REPLIED = "replied"


@with_types
def summarise_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: Any,
    framework: Framework,
    *,
    groups: Sequence[str] = (),
    min_respondents: int = MINIMUM,
    invited: Mapping[Group, int] | None = None,
    missing_allowed: int = 0,
    secret: bytes | None = None,
    columns: ColumnNames | None = None,
    on_invalid: Literal["raise", "skip"] = "raise",
) -> Summary:
    """Return what the respondents in a table say, with small numbers protected: the figures that `Panel.summary` gives.

    Args:
        frame: A table of any engine, one row a respondent; only counts are fetched of a lazy one.
        framework: The survey.
        groups: The columns that say which group somebody is in, from the top down; null: in none further down.
        min_respondents: How many have to stand behind every figure and behind all that could be worked out; 1 = show
            all as it was counted, without noise.
        invited: How many were asked in each group, for the response rate.
        missing_allowed: How many unanswered topics a person's theme score may have, where nothing is protected.
        secret: What the noise is drawn from, as for `Panel.summary`.
        columns: Topic, by its id or printed number, to its column; by default a topic's column has its id for a name.
        on_invalid: What becomes of respondents with an invalid answer: "raise" refuses the table, "skip" leaves them
            out: they count as not having replied.

    Raises:
        InvalidTable: The table cannot be counted, or has invalid rows.
        InvalidPanel: What is asked for does not fit.
    """
    scored = scored_principles(framework, missing_allowed) if framework.averages and min_respondents == 1 else ()
    table = engines.as_narwhals(frame)
    topic_columns = _columns(table, framework, groups, columns)
    plain = not (scored or topic_columns.not_applicable or on_invalid == "skip")
    eager = engines.is_pandas(frame) or isinstance(frame, pl.DataFrame)
    quick = count_arrays(frame, framework, topic_columns.levels, groups) if plain and eager else None
    counts = _united(quick or _counted(_answers(table, framework, groups, topic_columns), scored, on_invalid))
    return published(framework, counts, min_respondents, invited, missing_allowed, secret)


@attrs.frozen
class Survey:
    """The answers in a table."""

    framework: Framework
    frame: Any
    groups: Sequence[str]
    #: What the table says of each topic.
    topics: Mapping[str, TopicColumns]

    @property
    def levels(self) -> dict[str, nw.Expr]:
        """Topic to its level as a number, for each topic that has a column."""
        return {topic: each.level for topic, each in self.topics.items() if each.level is not None}

    def names(self, topic: str) -> tuple[str, ...]:
        """Return what the columns are called that count each level of a topic, lowest first."""
        return tuple(f"{level.number} of {topic}" for level in self.framework.scope.scale(topic).levels)

    def counted(self, *counts: nw.Expr) -> list[dict[str, Any]]:
        """Return the sums of `counts`, of columns that are called as the topics are, in each group."""
        keys = self.keys
        group_columns = [nw.col(name).cast(nw.String).alias(key) for key, name in zip(keys, self.groups, strict=True)]
        levels = [level.alias(topic) for topic, level in self.levels.items()]
        answered = self.frame.select(*group_columns, *levels).select(*keys, *counts)
        summed = [nw.col(each).sum() for each in answered.collect_schema().names() if each not in keys]
        return engines.collect_rows(answered.group_by(*keys).agg(*summed) if keys else answered.select(*summed))

    @property
    def keys(self) -> list[str]:
        """What the columns are called that say the group, from the top down."""
        return [f"group {place}" for place in range(len(self.groups))]


def _columns(frame: Any, framework: Framework, groups: Sequence[str], columns: ColumnNames | None) -> Columns:
    """Return the columns of the topics, all of which have to be there, as do those of the groups."""
    schema = frame.collect_schema()
    topic_columns = naming.find_columns(framework, schema, columns, missing="unanswered")
    rated = {topic.id for topic in framework.every_topic if topic.scale is not None}
    absent = [topic for topic in rated if topic not in topic_columns.levels]
    naming.refuse(
        [
            *(
                Problem(
                    "missing-column",
                    (topic,),
                    {"name": topic, **suggestions(topic, map(str, schema))},
                    named("topic", topic),
                )
                for topic in sorted(absent)
            ),
            *(naming.no_column(name, schema, "groups") for name in groups if name not in schema),
        ]
    )
    _refuse_nested(schema, groups)
    return topic_columns


def _answers(frame: Any, framework: Framework, groups: Sequence[str], topic_columns: Columns) -> Survey:
    native = engines.in_polars(frame, list(dict.fromkeys([*topic_columns.used, *groups])), ())
    frame = frame if native is None else nw.from_native(native)
    schema = frame.collect_schema()
    _refuse_nested(schema, groups)
    columns = attrs.evolve(topic_columns, evidenced={}, kinds={})
    return Survey(framework, frame, groups, read(columns, schema))


def _refuse_nested(schema: Mapping[str, nw.dtypes.DType], groups: Sequence[str]) -> None:
    words = gettext("holds {kind}, and a group has one name")
    naming.refuse(
        naming.in_column("column-type", name, reason=words.format(kind=schema[name]))
        for name in groups
        if schema[name].is_nested()
    )


def _valid_rows(frame: Any, answers: Sequence[TopicColumns], on_invalid: str) -> Any:
    """Return the valid rows; refuse the table where there are others, unless they are to be left out."""
    wrong = any_invalid(answers)
    if wrong is None:
        return frame
    if on_invalid == "skip":
        return frame.filter(nw.when(wrong).then(nw.lit(value=False)).otherwise(nw.lit(value=True)))
    if not isinstance(frame, nw.LazyFrame):
        trouble.refuse_invalid(frame, answers)
        return frame
    one = nw.when(wrong).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    count = int(engines.collect_rows(frame.select(one.alias("bad").sum()))[0]["bad"] or 0)
    if count:
        raise InvalidTable(gettext("the table"), (Problem("invalid-rows", (), {"count": count, "option": "skip"}),))
    return frame


def _counted_by_polars(answers: Survey) -> list[tuple[Group, GroupTotals]] | None:
    """Return what was answered in each group, in Polars' own words; None where that takes a closer look.

    It does on other engines, where a column is not of numbers, and where something in the table is no answer.
    """
    frame, schema = answers.frame, answers.frame.collect_schema()
    topics = {topic: each for topic, each in answers.topics.items() if each.level is not None}
    plain = all(len(each.invalid) == 1 and schema[each.column].is_numeric() for each in topics.values())
    if engines.engine_of(frame) != "polars" or not plain:
        return None
    sums = [pl.len().alias(REPLIED)]
    answered = []
    for topic, each in topics.items():
        column = pl.col(each.column)
        levels = answers.framework.scope.scale(topic).levels
        sums += [
            (column == level.number).sum().alias(name) for level, name in zip(levels, answers.names(topic), strict=True)
        ]
        answers_given = column.is_not_nan().sum() if schema[each.column].is_float() else column.count()
        answered.append(answers_given.alias(topic))
    pairs = zip(answers.groups, answers.keys, strict=True)
    keys = [pl.col(name).cast(pl.String).alias(key) for name, key in pairs]
    native = frame.to_native().lazy()
    counted = (native.group_by(keys).agg(*sums, *answered) if keys else native.select(*sums, *answered)).collect()
    totals = counted.drop(answers.keys).sum().row(0, named=True)
    if any(totals[topic] != sum(totals[name] for name in answers.names(topic)) for topic in topics):
        return None
    # Of each row: its group, how many replied, and the counts of each topic, one after the other.
    start = len(keys) + 1
    places = {}
    for topic in topics:
        places[topic] = slice(start, start := start + len(answers.names(topic)))
    return [
        (path_of(row[: len(keys)]), GroupTotals(row[len(keys)], {topic: row[place] for topic, place in places.items()}))
        for row in counted.rows()
        if row[len(keys)]
    ]


def _counted(answers: Survey, scored: Sequence[ScoredPrinciple], on_invalid: str) -> list[tuple[Group, GroupTotals]]:
    """Return what was answered in each group, as it is spelled."""
    quick = None if scored or on_invalid == "skip" else _counted_by_polars(answers)
    if quick is not None:
        return quick
    answers = attrs.evolve(answers, frame=_valid_rows(answers.frame, list(answers.topics.values()), on_invalid))
    names = {topic: answers.names(topic) for topic in answers.levels}
    return [
        (
            path_of([row[key] for key in answers.keys]),
            GroupTotals(
                int(row[REPLIED]),
                {topic: tuple([int(row[name]) for name in each]) for topic, each in names.items()},
                {theme.id: _scores(theme, row) for theme in scored},
            ),
        )
        for row in answers.counted(*_sums(answers, scored))
        if row[REPLIED]
    ]


def _united(counts: Sequence[tuple[Group, GroupTotals]]) -> dict[Group, GroupTotals]:
    """Return what was answered in each group: one that is spelled in two ways is one."""
    written: Counter[Group] = Counter()
    for group, totals in counts:
        written[group] += totals.replied
    groups = spellings(written)
    together: dict[Group, GroupTotals] = {}
    for spelled, totals in counts:
        group = groups[spelled]
        together[group] = together[group] + totals if group in together else totals
    return together


def _sums(answers: Survey, scored: Sequence[ScoredPrinciple]) -> Iterator[nw.Expr]:
    """Yield what is added up in each group, out of columns that are called as the topics are."""
    yield nw.lit(1, nw.Int64).alias(REPLIED)
    for topic in answers.levels:
        levels = answers.framework.scope.scale(topic).levels
        for level, name in zip(levels, answers.names(topic), strict=True):
            # Never a cast of flags, which Dask refuses where they have a null; the sum is as wide as it needs.
            yield nw.when(nw.col(topic) == level.number).then(ONE).otherwise(NONE).alias(name)
    for theme in scored:
        yield from _score_sums(theme)


def _score_sums(theme: ScoredPrinciple) -> Iterator[nw.Expr]:
    """Yield, for each number of items that may be answered, how many answered so many, and the sum of their scores."""
    one, zero = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    levels = {item: nw.col(item.id) for item in theme.items}
    answered = reduce(add, [nw.when(level.is_null()).then(zero).otherwise(one) for level in levels.values()])
    points = reduce(add, [_score(item, level) for item, level in levels.items()])
    for number in _numbers(theme):
        so_many = answered == number
        yield nw.when(so_many).then(one).otherwise(zero).alias(f"scored {theme.id} {number}")
        yield nw.when(so_many).then(points).otherwise(zero).alias(f"points {theme.id} {number}")


def _numbers(theme: ScoredPrinciple) -> range:
    """Return how many items of a theme a person who is scored may have answered."""
    return range(max(1, len(theme.items) - theme.missing_allowed), len(theme.items) + 1)


def _score(item: Topic, level: nw.Expr) -> nw.Expr:
    """Return the points of an item, 0 where it is unanswered; filled before the cast, since Dask casts no null."""
    zero, unanswered = nw.lit(0, nw.Int64), level.is_null()
    number = nw.when(unanswered).then(zero).otherwise(level).cast(nw.Int64)
    if not item.reverse_scored:
        return number
    both = item.scale.lowest + item.scale.highest if item.scale else 0
    return nw.when(unanswered).then(zero).otherwise(both - number)


def _scores(theme: ScoredPrinciple, row: Mapping[str, Any]) -> tuple[int, Fraction]:
    sums = [
        (number, int(row[f"scored {theme.id} {number}"]), row[f"points {theme.id} {number}"])
        for number in _numbers(theme)
    ]
    total = sum((Fraction(int(points), number) for number, _, points in sums), start=Fraction(0))
    return sum(n for _, n, _ in sums), total


@with_types
def summary_table(summary: Summary, *, backend: Any = "polars") -> Any:
    """Return a summary as a table, one row for each group and each topic or theme.

    Its columns are `group` (the path, with " / " between), `kind` ("topic" or "theme"), `id`, `n`, `median_low`,
    `median_high`, `agreement`, `very_negative`, `positive`, `mean` and `withheld`: why the figures are null, where they
    are.  Shares, agreement and means are floats.
    """
    rows = [
        {"group": " / ".join(group), **row}
        for group in summary.groups
        for row in (*(_topic(summary, id_, group) for id_ in summary.topics), *_themes(summary, group))
    ]
    columns = {name: [row.get(name) for row in rows] for name in KINDS}
    return engines.make_table(columns, KINDS, backend)


#: The columns of a summary as a table.
KINDS: Mapping[str, engines.DType] = {
    **dict.fromkeys(("group", "kind", "id"), nw.String),
    **dict.fromkeys(("n", "median_low", "median_high"), nw.Int64),
    **dict.fromkeys(("agreement", "very_negative", "positive", "mean"), nw.Float64),
    "withheld": nw.String,
}


def _topic(summary: Summary, id_: str, group: Group) -> dict[str, Any]:
    figure = summary.figure(id_, group)
    if not isinstance(figure, Distribution):
        return {"kind": "topic", "id": id_, "withheld": str(figure)}
    low, high = figure.median
    shape = {"kind": "topic", "id": id_, "n": figure.n, "median_low": low, "median_high": high}
    shape |= {name: float(getattr(figure, name)) for name in ("agreement", "very_negative", "positive")}
    if summary.framework.averages:
        mean = summary.item_mean(id_, group)
        shape["mean"] = None if isinstance(mean, Suppressed) else float(mean)
    return shape


def _themes(summary: Summary, group: Group) -> list[dict[str, Any]]:
    shapes = []
    for id_ in summary.themes:
        shares = summary.shares(id_, group)
        shape: dict[str, Any] = {"kind": "theme", "id": id_}
        if isinstance(shares, Suppressed):
            shape["withheld"] = str(shares)
        else:
            shape |= {"very_negative": float(shares.very_negative), "positive": float(shares.positive)}
        if summary.framework.averages:
            mean = summary.mean(id_, group)
            shape |= {"withheld": str(mean)} if isinstance(mean, Suppressed) else {"mean": float(mean)}
        shapes.append(shape)
    return shapes
