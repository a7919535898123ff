"""Counts of a judged table: how many at each award, what stands in the way most often, what would tip it over."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from positiveculture.framework import Framework
from positiveculture.rules.kinds import Node
from positiveculture.tables import engines, reasons
from positiveculture.tables.columns import ASIDE, EVIDENCED, evidence_column
from positiveculture.tables.levels import Expr, Namespace, TopicColumns, any_bad
from positiveculture.tables.points import share_words
from positiveculture.tables.reading import Options, PreparedTable
from positiveculture.tables.stages import StagedExpr
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


def tallied(native: Any, asked: Options) -> Tally:
    """Return the counts of a table, but for what would tip the scales; of a lazy one, only counts are fetched."""
    read = PreparedTable.of(native, asked, CountExprs.of)
    counted: CountExprs = read.plan.built
    w, flags = read.w, counted.flags
    eager = isinstance(read.frame, pl.DataFrame)
    worked = read.judge.stages.apply(read.frame.lazy() if eager else read.frame)
    worked = (
        worked.select(w.lit(1, w.Int64).alias("rows"), *flags)
        if not eager
        else worked.select(w.len().alias("rows"), *(each.sum() for each in flags))
    )
    summed = worked if eager else worked.select(w.col("rows").sum(), *(w.col(f"{n}").sum() for n in range(len(flags))))
    sums = engines.collected(summed)[0]
    counts = iter([int(sums[f"{n}"] or 0) for n in range(len(flags))])
    rows, fine = int(sums["rows"] or 0), next(counts)
    awards = Counter[str | None]({award.id: next(counts) for award in asked.framework.awards})
    awards[None] = fine - sum(awards.values())
    found = Tally(rows, rows - fine, awards)
    found.states.update({state: next(counts) for state in counted.states})
    found.obstacles.update({obstacle: next(counts) for obstacle in counted.obstacles})
    return found


@attrs.frozen
class CountExprs:
    """What is counted: sound rows, the highest award, then states and obstacles, in this order."""

    flags: Sequence[Expr]
    states: Sequence[tuple[str, str]]
    obstacles: Sequence[ObstacleKey]

    @staticmethod
    def of(judge: TableJudge) -> "CountExprs":
        """Return what is counted by a judge."""
        w, framework = judge.w, judge.framework
        wrong = any_bad(judge.said.values())
        fine = judge.yes if wrong is None else w.when(wrong).then(judge.no).otherwise(judge.yes)
        sound = judge.stages.materialise(StagedExpr(fine)).expr
        states: dict[tuple[str, str], Expr] = {}
        obstacles: dict[ObstacleKey, Expr] = {}
        for award in framework.awards:
            standing = judge.award(award.id)
            verdict = standing.verdict.expr
            states[award.id, "met"] = w.when(verdict).then(judge.yes).otherwise(judge.no)
            states[award.id, "not-met"] = w.when(~verdict).then(judge.yes).otherwise(judge.no)
            states[award.id, "undecided"] = verdict.is_null()
            for reason in reasons.reasons(judge, award.id):
                obstacle = award.id, *_named(reason.node, framework)
                known = obstacles.get(obstacle)
                obstacles[obstacle] = reason.where if known is None else known | reason.where
        highest = {award.id: states[award.id, "met"] for award in framework.awards}
        asked_for = [sound, *_tops(highest), *states.values(), *obstacles.values()]
        flags = [_number(sound & flag, w).alias(f"{n}") for n, flag in enumerate(asked_for)]
        return CountExprs(flags, tuple(states), tuple(obstacles))


def _number(flag: Expr, w: Namespace) -> Expr:
    """Return what is summed to count a flag: Polars sums flags, and passes by null."""
    return flag if w is pl else w.when(flag).then(w.lit(1, w.Int64)).otherwise(w.lit(0, w.Int64))


def _tops(met: Mapping[str, Expr]) -> Iterable[Expr]:
    """Yield, for each award, whether it is the highest that is met."""
    for name in met:
        above = list(met)[list(met).index(name) + 1 :]
        flag = met[name]
        for other in above:
            flag = flag & ~met[other]
        yield flag


def _named(node: Node, framework: Framework) -> tuple[str, str]:
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


def tipped(native: Any, asked: Options) -> Tally:
    """Return, for each topic, how many rows would gain an award if it alone were one level higher.

    A row gains an award where the highest that it meets is higher than before.  An unanswered topic is taken to the
    lowest level; one that is not applicable, or at the highest level, stays where it is.  Invalid rows are left out.  A
    row that gains none where all topics are raised at once gains none by one of them: those are not looked at again.
    """
    read = PreparedTable.of(native, asked, _plain)
    sound, plain = read.plan.built
    rows = read.frame.lazy().filter(sound).select(plain).collect()
    rank = _rank(rows, asked.framework)
    raised = {topic: _raised(said, rows) for topic, said in read.said.items() if topic in rows.columns}
    now, best = rank(rows), rank(rows.with_columns(raised.values()))
    likely, before = rows.filter(best > now), now.filter(best > now)
    found = Tally(tipped=rows.height)
    for topic, higher in raised.items():
        found.tipping[topic] = int((rank(likely.with_columns(higher)) > before).sum())
    return found


def _raised(said: TopicColumns, rows: pl.DataFrame) -> pl.Expr:
    """Return a topic's column with each level one higher."""
    id_, scale = said.topic.id, said.topic.scale
    lowest, highest = (scale.lowest, scale.highest) if scale else (0, 0)
    level, kind = pl.col(id_), rows.schema[id_]
    higher = pl.when(level < highest).then(level + 1).otherwise(level)
    open_ = level.is_null() & ~pl.col(id_ + ASIDE) if id_ + ASIDE in rows.columns else level.is_null()
    return pl.when(open_).then(pl.lit(lowest, kind)).otherwise(higher).alias(id_)


def _plain(judge: TableJudge) -> tuple[Any, list[Any]]:
    """Return which rows are sound, and what the table says, each under its default name."""
    w, wrong = judge.w, any_bad(judge.said.values())
    found = [w.lit(0, w.Int8).alias("which")]
    for topic, said in judge.said.items():
        if said.level is not None:
            small = said.topic.scale is not None and -100 < said.topic.scale.lowest <= said.topic.scale.highest < 100  # noqa: PLR2004
            found.append(said.level.cast(w.Int8 if small else w.Int64).alias(topic))
        if said.aside is not None:
            found.append(said.aside.alias(topic + ASIDE))
        if said.evidenced is not None:
            proof, told = said.evidenced
            found.append(w.when(told).then(proof).alias(topic + EVIDENCED))
        # That there is none of a kind is no answer; the column of any evidence tells whether there is one.
        found += [w.when(proof).then(proof).alias(evidence_column(topic, kind)) for kind, proof in said.kinds.items()]
    return judge.yes if wrong is None else ~wrong.fill_null(value=False), found


def _ranked(judge: TableJudge) -> Any:
    """Return the place of the highest award that a row meets, from 1; 0: none."""
    w = judge.w
    rank = w.lit(0, w.Int8)
    for place, award in enumerate(judge.framework.awards, 1):
        rank = w.when(judge.award(award.id).verdict.expr).then(w.lit(place, w.Int8)).otherwise(rank)
    return rank


def _rank(rows: pl.DataFrame, framework: Framework) -> Callable[[pl.DataFrame], pl.Series]:
    """Return what tells of tables like this the place of the highest award that each row meets."""
    plan = PreparedTable.of(rows.clear(), Options(framework=framework, missing="unanswered"), _ranked).plan
    apply, rank = plan.judge.stages.apply, plan.built.alias("rank")
    return lambda table: apply(table.lazy()).select(rank, pl.col("which")).collect()["rank"]
