"""Counts of a judged table: how many at each award, what stands in the way most often, what would tip it over."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from positiveculture.framework import Framework
from positiveculture.rules.kinds import Node
from positiveculture.tables import engines, reasons
from positiveculture.tables.columns import EVIDENCED, NOT_APPLICABLE, evidence_column
from positiveculture.tables.levels import Expr, Namespace, TopicColumns, any_invalid
from positiveculture.tables.points import share_words
from positiveculture.tables.reading import Options, PreparedTable
from positiveculture.tables.states import TableJudge

#: What stands in the way: the award, the kind of blocker, and the topic, award or share that it speaks of.
ObstacleKey = tuple[str, str, str]


@attrs.define
class Tally:
    """Counts that can be added up, batch by batch."""

    rows: int = 0
    #: How many are invalid, and were not judged.
    rejected: int = 0
    #: The highest award that is met, None for none, to the number of rows.
    awards: Counter[str | None] = attrs.field(factory=Counter)
    #: Award and "met", "not-met" or "undecided" to the number of rows.
    states: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    obstacles: Counter[ObstacleKey] = attrs.field(factory=Counter)
    #: Topic to the number of rows that would gain an award if it alone were one level higher.
    tipping: Counter[str] = attrs.field(factory=Counter)
    #: How many rows were looked at for that.
    tipped: int = 0

    def add(self, other: "Tally") -> None:
        """Take in the counts of another batch."""
        self.rows += other.rows
        self.rejected += other.rejected
        self.tipped += other.tipped
        for name in ("awards", "states", "obstacles", "tipping"):
            getattr(self, name).update(getattr(other, name))


def tally_states(native: Any, options: Options) -> Tally:
    """Return the counts of a table, but for what would tip the scales; of a lazy one, only counts are fetched."""
    table = PreparedTable.of(native, options, CountExprs.of)
    exprs: CountExprs = table.plan.built
    ns, flags = table.ns, exprs.flags
    eager = isinstance(table.frame, pl.DataFrame)
    staged = table.judge.stages.apply(table.frame.lazy() if eager else table.frame)
    if eager:
        summed = staged.select(ns.len().alias("rows"), *(each.sum() for each in flags))
    else:
        ones = staged.select(ns.lit(1, ns.Int64).alias("rows"), *flags)
        summed = ones.select(ns.col("rows").sum(), *(ns.col(f"{n}").sum() for n in range(len(flags))))
    sums = engines.collect_rows(summed)[0]
    counts = iter([int(sums[f"{n}"] or 0) for n in range(len(flags))])
    rows, valid = int(sums["rows"] or 0), next(counts)
    awards = Counter[str | None]({award.id: next(counts) for award in options.framework.awards})
    awards[None] = valid - sum(awards.values())
    tally = Tally(rows, rows - valid, awards)
    tally.states.update({state: next(counts) for state in exprs.states})
    tally.obstacles.update({obstacle: next(counts) for obstacle in exprs.obstacles})
    return tally


@attrs.frozen
class CountExprs:
    """What is counted: sound rows, the highest award, then states and obstacles, in this order."""

    flags: Sequence[Expr]
    states: Sequence[tuple[str, str]]
    obstacles: Sequence[ObstacleKey]

    @staticmethod
    def of(judge: TableJudge) -> "CountExprs":
        """Return what is counted, in the judge's expressions."""
        ns, framework = judge.ns, judge.framework
        sound = judge.sound()
        states: dict[tuple[str, str], Expr] = {}
        obstacles: dict[ObstacleKey, Expr] = {}
        for award in framework.awards:
            standing = judge.award(award.id)
            verdict = standing.verdict.expr
            states[award.id, "met"] = ns.when(verdict).then(judge.yes).otherwise(judge.no)
            states[award.id, "not-met"] = ns.when(~verdict).then(judge.yes).otherwise(judge.no)
            states[award.id, "undecided"] = verdict.is_null()
            for reason in reasons.reasons(judge, award.id):
                obstacle = award.id, *_obstacle(reason.node, framework)
                known = obstacles.get(obstacle)
                obstacles[obstacle] = reason.where if known is None else known | reason.where
        highest = {award.id: states[award.id, "met"] for award in framework.awards}
        asked_for = [sound, *_is_highest(highest), *states.values(), *obstacles.values()]
        flags = [_number(sound & flag, ns).alias(f"{n}") for n, flag in enumerate(asked_for)]
        return CountExprs(flags, tuple(states), tuple(obstacles))


def _number(flag: Expr, ns: Namespace) -> Expr:
    """Return what is summed to count a flag: Polars sums flags, and passes by null."""
    return flag if ns is pl else ns.when(flag).then(ns.lit(1, ns.Int64)).otherwise(ns.lit(0, ns.Int64))


def _is_highest(met: Mapping[str, Expr]) -> Iterable[Expr]:
    """Yield, for each award, whether it is the highest that is met."""
    for name in met:
        above = list(met)[list(met).index(name) + 1 :]
        flag = met[name]
        for other in above:
            flag = flag & ~met[other]
        yield flag


def _obstacle(node: Node, framework: Framework) -> tuple[str, str]:
    """Return the kind of a blocker and what it speaks of; below its level and unanswered are one obstacle."""
    match node:
        case {"level": level, "of": topic}:
            return "level", f"{topic} at {level}"
        case {"answered": topic}:
            return "answer", topic
        case {"evidence": topic}:
            return "evidence", topic
        case {"award": award}:
            return "award", award
        case {"share": _}:
            return "share", share_words(node, framework)
        case _:
            return "nothing-to-judge", ""


def tally_tipping(native: Any, options: Options) -> Tally:
    """Return, for each topic, how many rows would gain an award if it alone were one level higher.

    A row gains an award where the highest that it meets is higher than before.  An unanswered topic is taken to the
    lowest level; one that is not applicable, or at the highest level, stays where it is.  Invalid rows are left out.  A
    row that gains none where all topics are raised at once gains none by one of them: those are not looked at again.
    """
    table = PreparedTable.of(native, options, _answer_columns)
    sound, plain = table.plan.built
    rows = table.frame.lazy().filter(sound).select(plain).collect()
    rank = _rank(rows, options.framework)
    raised = {topic: _one_higher(answer, rows) for topic, answer in table.answers.items() if topic in rows.columns}
    tally = Tally(tipped=rows.height, tipping=Counter(dict.fromkeys(raised, 0)))
    if rows.is_empty():
        return tally
    now, best = rank(rows), rank(rows.with_columns(raised.values()))
    likely, before = rows.filter(best > now), now.filter(best > now)
    for topic, higher in raised.items() if likely.height else ():
        tally.tipping[topic] = int((rank(likely.with_columns(higher)) > before).sum())
    return tally


def _one_higher(answer: TopicColumns, rows: pl.DataFrame) -> pl.Expr:
    """Return a topic's column with each level one higher."""
    topic, scale = answer.topic.id, answer.topic.scale
    lowest, highest = (scale.lowest, scale.highest) if scale else (0, 0)
    level, dtype = pl.col(topic), rows.schema[topic]
    higher = pl.when(level < highest).then(level + 1).otherwise(level)
    unanswered, excluded = level.is_null(), topic + NOT_APPLICABLE
    unanswered = unanswered & ~pl.col(excluded) if excluded in rows.columns else unanswered
    return pl.when(unanswered).then(pl.lit(lowest, dtype)).otherwise(higher).alias(topic)


def _answer_columns(judge: TableJudge) -> tuple[Any, list[Any]]:
    """Return which rows are sound, and what the table says, each under its default name."""
    ns, wrong = judge.ns, any_invalid(judge.answers.values())
    columns = [ns.lit(0, ns.Int8).alias("which")]
    for topic, answer in judge.answers.items():
        if answer.level is not None:
            scale = answer.topic.scale
            small = scale is not None and -100 < scale.lowest <= scale.highest < 100  # noqa: PLR2004 - a byte, one more
            columns.append(answer.level.cast(ns.Int8 if small else ns.Int64).alias(topic))
        if answer.not_applicable is not None:
            columns.append(answer.not_applicable.alias(topic + NOT_APPLICABLE))
        if answer.evidenced is not None:
            proof, stated = answer.evidenced
            columns.append(ns.when(stated).then(proof).alias(topic + EVIDENCED))
        # That there is none of a kind is no answer; the column of any evidence tells whether there is one.
        for kind, proof in answer.kinds.items():
            columns.append(ns.when(proof).then(proof).alias(evidence_column(topic, kind)))
    return judge.yes if wrong is None else ~wrong.fill_null(value=False), columns


def _rank_expr(judge: TableJudge) -> Any:
    """Return the place of the highest award that a row meets, from 1; 0: none."""
    ns = judge.ns
    rank = ns.lit(0, ns.Int8)
    for place, award in enumerate(judge.framework.awards, 1):
        rank = ns.when(judge.award(award.id).verdict.expr).then(ns.lit(place, ns.Int8)).otherwise(rank)
    return rank


def _rank(rows: pl.DataFrame, framework: Framework) -> Callable[[pl.DataFrame], pl.Series]:
    """Return a function of tables with these columns: the place of the highest award that each row meets."""
    plan = PreparedTable.of(rows.clear(), Options(framework=framework, missing="unanswered"), _rank_expr).plan
    apply, rank = plan.judge.stages.apply, plan.built.alias("rank")
    return lambda table: apply(table.lazy()).select(rank, pl.col("which")).collect()["rank"]
