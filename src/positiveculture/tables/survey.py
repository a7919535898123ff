"""A survey in a table: one row a respondent, one column an item; counted where it lies, and published as panels are.

Only counts leave the engine: how many of each group gave each answer, and, of those who left out some of a theme's
items, how many gave just the same.  What is published of them is decided where it is for every panel.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, and_
from typing import Any, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidPanel, InvalidTable, Problem
from positiveculture.framework import Framework
from positiveculture.panel.counting import Count, Levels, Theme, report_numbers, themes
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import MINIMUM, Group, Suppressed, with_those_above
from positiveculture.panel.release import Release
from positiveculture.panel.summary import Summary
from positiveculture.problems import Problems
from positiveculture.sentences import quoted, suggestions
from positiveculture.tables import columns as naming, engines, trouble
from positiveculture.tables.columns import Columns
from positiveculture.tables.levels import NO, YES, TopicColumns, any_bad, read

Named: TypeAlias = Mapping[str | int, str]

ONE, NONE = nw.lit(1, nw.Int8), nw.lit(0, nw.Int8)

#: The columns on the way: how many replied, and how often an answer was given.
REPLIED, TIMES = "replied", "times"


def summarise_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: Any,
    framework: Framework,
    *,
    groups: Sequence[str] = (),
    minimum: int = MINIMUM,
    invited: Mapping[Group, int] | None = None,
    missing_allowed: int = 0,
    columns: Named | None = None,
    on_invalid: Literal["raise", "skip"] = "raise",
) -> Summary:
    """Return what the respondents in a table say, with small numbers protected: the figures that `Panel.summary` gives.

    Args:
        frame: A table of any engine, one row a respondent; only counts are fetched of a lazy one.
        framework: The survey.
        groups: The columns that say which group somebody is in, from the top down; null: in none further down.
        minimum: How many have to stand behind every figure and behind all that could be worked out; 1 = show all.
        invited: How many were asked in each group, for the response rate.
        missing_allowed: How many unanswered topics a person's theme score may have.
        columns: Topic, by its id or printed number, to its column; by default a topic's column has its id for a name.
        on_invalid: What becomes of respondents with an invalid answer: "raise" refuses the table, "skip" leaves them
            out, as if they had not replied.

    Raises:
        InvalidTable: The table cannot be counted, or has invalid rows.
        InvalidPanel: What is asked for does not fit.
    """
    answers = _answers(frame, framework, groups, columns, on_invalid)
    averaged = themes(framework, missing_allowed) if framework.averages else ()
    counts = _counts(answers, averaged)
    problems = Problems()
    report_numbers(counts, minimum, invited or {}, missing_allowed, problems)
    problems.refuse(InvalidPanel, "the panel", None)
    every = with_those_above((*counts, *(invited or {})))
    return Release(framework, averaged, counts, tuple(every), minimum, None, {}).summary(invited or {})


@attrs.frozen
class Answers:
    """The answers in a table."""

    framework: Framework
    frame: Any
    groups: Sequence[str]
    #: Topic to its level as a number, for each topic that has a column.
    levels: Mapping[str, nw.Expr]

    def counted(self, *counts: nw.Expr, by: Sequence[nw.Expr] = (), names: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the sums of `counts` in each group, and for each value of `by`, called `names`."""
        keys = [f"group {place}" for place in range(len(self.groups))]
        there = [nw.col(name).cast(nw.String).alias(key) for key, name in zip(keys, self.groups, strict=True)]
        asked = self.frame.select(*there, *by, *counts)
        summed = [nw.col(each).sum() for each in asked.collect_schema().names() if each not in (*keys, *names)]
        if keys or names:
            return engines.collected(asked.group_by(*keys, *names).agg(*summed))
        return engines.collected(asked.select(*summed))

    def group(self, row: Mapping[str, Any]) -> Group:
        """Return the group of a row of counts: as far down as it says."""
        path = [row[f"group {place}"] for place in range(len(self.groups))]
        length = next((place for place, name in enumerate(path) if name is None), len(path))
        return tuple(path[:length])


def _answers(
    native: Any, framework: Framework, groups: Sequence[str], columns: Named | None, on_invalid: str
) -> Answers:
    frame = engines.as_narwhals(native)
    schema = frame.collect_schema()
    where = naming.found(framework, schema, columns, missing="unanswered")
    rated = {topic.id for topic in framework.every_topic if topic.scale is not None}
    absent = [topic for topic in rated if topic not in where.levels]
    naming.refuse(
        [
            *(
                Problem(
                    "missing-column",
                    (topic,),
                    {"name": topic, **suggestions(topic, map(str, schema))},
                    f"topic {quoted(topic)}",
                )
                for topic in sorted(absent)
            ),
            *(naming.no_column(name, schema, "groups") for name in groups if name not in schema),
        ]
    )
    if engines.is_pandas(native):
        frame = engines.to_polars(frame, list(dict.fromkeys([*where.used, *groups])))
        schema = frame.collect_schema()
    said = read(Columns(framework, where.levels, {}, where.aside), schema)
    frame = _sound(frame, list(said.values()), on_invalid)
    levels = {topic: each.level for topic, each in said.items() if each.level is not None}
    return Answers(framework, frame, groups, levels)


def _sound(frame: Any, said: Sequence[TopicColumns], on_invalid: str) -> Any:
    """Return the rows that can be so; refuse the table where there are others, unless they are to be left out."""
    wrong = any_bad(said)
    if wrong is None:
        return frame
    if on_invalid == "skip":
        return frame.filter(nw.when(wrong).then(NO).otherwise(YES))
    if not isinstance(frame, nw.LazyFrame):
        trouble.refuse_bad(frame, said)
        return frame
    one = nw.when(wrong).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    bad = int(engines.collected(frame.select(one.alias("bad").sum()))[0]["bad"] or 0)
    if bad:
        raise InvalidTable("the table", (Problem("invalid-rows", (), {"count": bad, "option": "skip"}),))
    return frame


def _counts(answers: Answers, averaged: Sequence[Theme]) -> dict[Group, Count]:
    """Return what was answered in each group directly."""
    one, zero = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    asked: dict[str, tuple[str, int]] = {}
    sums = [one.alias(REPLIED)]
    for topic, level in answers.levels.items():
        for number in answers.framework.scope.scale(topic).levels:
            name = f"{len(asked)} of {topic}"
            asked[name] = topic, number.number
            # Never a cast of flags, which Dask refuses where they have a null; the sum is as wide as it needs.
            sums.append(nw.when(level == number.number).then(ONE).otherwise(NONE).alias(name))
    silent = {theme.id: _none_of(theme, answers) for theme in averaged}
    sums += [nw.when(nobody).then(one).otherwise(zero).alias(f"silent {id_}") for id_, nobody in silent.items()]
    partly = {theme.id: _partly(theme, answers) for theme in averaged}
    found: dict[Group, Count] = {}
    for row in answers.counted(*sums):
        if not row[REPLIED]:
            continue
        group = answers.group(row)
        given = {answer: int(row[name]) for name, answer in asked.items() if row[name]}
        some = {id_: each.get(group, []) for id_, each in partly.items()}
        found[group] = _added(
            found.get(group), Count(int(row[REPLIED]), given, some, {id_: int(row[f"silent {id_}"]) for id_ in silent})
        )
    return found


def _added(one: Count | None, other: Count) -> Count:
    """Return both counts of a group together: one that ends in null, and one that ends further up, are the same."""
    if one is None:
        return other
    answers = dict(one.answers)
    for answer, n in other.answers.items():
        answers[answer] = answers.get(answer, 0) + n
    silent = {id_: n + other.silent[id_] for id_, n in one.silent.items()}
    # What was left out in part is looked up by the group, and so is the same in both.
    return Count(one.replied + other.replied, answers, one.partly, silent)


def _none_of(theme: Theme, answers: Answers) -> nw.Expr:
    return reduce(and_, [answers.levels[item.id].is_null() for item in theme.items])


def _partly(theme: Theme, answers: Answers) -> dict[Group, list[tuple[Levels, int]]]:
    """Return the answers of those who left out some of a theme's items, with how many gave just these."""
    one, zero = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    ids = [item.id for item in theme.items]
    given = reduce(add, [nw.when(answers.levels[id_].is_null()).then(zero).otherwise(one) for id_ in ids])
    few = attrs.evolve(answers, frame=answers.frame.filter((given > 0) & (given < len(ids))))
    names = [f"item {place}" for place in range(len(ids))]
    by = [answers.levels[id_].alias(name) for id_, name in zip(ids, names, strict=True)]
    found: dict[Group, list[tuple[Levels, int]]] = {}
    for row in few.counted(one.alias(TIMES), by=by, names=names) if len(ids) > 1 else []:
        levels = {id_: int(row[name]) for id_, name in zip(ids, names, strict=True) if row[name] is not None}
        found.setdefault(answers.group(row), []).append((levels, int(row[TIMES])))
    return found


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
    return engines.made(columns, KINDS, backend)


#: The columns of a summary as a table.
KINDS: Mapping[str, engines.Kind] = {
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
    found = []
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
        found.append(shape)
    return found
