"""What a judged table comes to: how many at each award, what stands in the way most often, what would tip it over."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from positiveculture.framework import Framework
from positiveculture.rules.kinds import Node
from positiveculture.tables import engines, reasons
from positiveculture.tables.columns import ASIDE, EVIDENCED
from positiveculture.tables.levels import NO, YES, any_bad
from positiveculture.tables.reading import Options, PreparedTable
from positiveculture.tables.stages import StagedExpr
from positiveculture.tables.states import share_words

#: What stands in the way: the award, the kind of blocker, and the topic, award or share that it speaks of.
Obstacle = tuple[str, str, str]


@attrs.define
class Tally:
    """Counts that can be added up, batch by batch."""

    rows: int = 0
    #: invalid rows, and were not judged.
    rejected: int = 0
    #: The highest award that is met, None for none, to the number of rows.
    awards: Counter[str | None] = attrs.field(factory=Counter)
    #: Award and "met", "not-met" or "undecided" to the number of rows.
    states: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    obstacles: Counter[Obstacle] = attrs.field(factory=Counter)
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
    """Return what a table comes to, but for what would tip the scales; of a lazy one, only counts are fetched."""
    read = PreparedTable.of(native, asked)
    judge, framework = read.judge, asked.framework
    wrong = any_bad(read.said.values())
    sound = judge.stages.materialise(StagedExpr(YES if wrong is None else nw.when(wrong).then(NO).otherwise(YES))).expr
    one, zero = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    states: dict[tuple[str, str], nw.Expr] = {}
    obstacles: dict[Obstacle, nw.Expr] = {}
    for award in framework.awards:
        standing = judge.award(award.id)
        met, closed = standing.unmet.expr == 0, nw.when(standing.closed.expr).then(YES).otherwise(NO)
        states[award.id, "met"] = met
        states[award.id, "not-met"] = closed
        states[award.id, "undecided"] = ~met & ~closed
        for reason in reasons.reasons(judge, award.id):
            obstacle = award.id, *_named(reason.node, framework)
            known = obstacles.get(obstacle)
            obstacles[obstacle] = reason.where if known is None else known | reason.where
    highest = {award.id: states[award.id, "met"] for award in framework.awards}
    asked_for = [sound, *_tops(highest), *states.values(), *obstacles.values()]
    flags = [nw.when(sound & flag).then(one).otherwise(zero).alias(f"{n}") for n, flag in enumerate(asked_for)]
    worked = judge.stages.apply(read.frame).select(one.alias("rows"), *flags)
    sums = engines.collected(worked.select(nw.col("rows").sum(), *(nw.col(f"{n}").sum() for n in range(len(flags)))))[0]
    counts = iter([int(sums[f"{n}"] or 0) for n in range(len(flags))])
    rows, fine = int(sums["rows"] or 0), next(counts)
    awards = Counter[str | None]({award: next(counts) for award in highest})
    awards[None] = fine - sum(awards.values())
    found = Tally(rows, rows - fine, awards)
    found.states.update({state: next(counts) for state in states})
    found.obstacles.update({obstacle: next(counts) for obstacle in obstacles})
    return found


def _tops(met: Mapping[str, nw.Expr]) -> Iterable[nw.Expr]:
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
    lowest level; one that is set aside, or at the highest level, stays where it is.  invalid rows are left
    out.
    """
    read = PreparedTable.of(native, asked)
    wrong = any_bad(read.said.values())
    plain = read.frame if wrong is None else read.frame.filter(nw.when(wrong).then(NO).otherwise(YES))
    plain = plain.select(*_plain(read))
    rank = _rank(plain, asked.framework)
    now = rank(plain)
    found = Tally(tipped=plain.shape[0])
    for topic, said in read.said.items():
        scale = said.topic.scale
        if scale is None or said.level is None:
            continue
        level, top = nw.col(topic), scale.highest
        higher = nw.when(level < top).then(level + 1).otherwise(level)
        open_ = level.is_null() if said.aside is None else level.is_null() & ~nw.col(topic + ASIDE)
        raised = plain.with_columns(nw.when(open_).then(nw.lit(scale.lowest, nw.Int64)).otherwise(higher).alias(topic))
        found.tipping[topic] = int((rank(raised) > now).sum())
    return found


def _plain(read: PreparedTable) -> Iterable[nw.Expr]:
    """Yield what the table says, each under the name that it has where nothing else is said."""
    yield nw.lit(0, nw.Int8).alias("which")
    for topic, said in read.said.items():
        if said.level is not None:
            yield said.level.cast(nw.Int64).alias(topic)
        if said.aside is not None:
            yield said.aside.alias(topic + ASIDE)
        if said.evidenced is not None:
            proof, told = said.evidenced
            yield nw.when(told).then(proof).alias(topic + EVIDENCED)


def _rank(plain: Any, framework: Framework) -> Callable[[Any], Any]:
    """Return what tells of tables like this the place of the highest award that each row meets, from 1; 0: none."""
    judge = PreparedTable.of(nw.to_native(plain), Options(framework=framework, missing="unanswered")).judge
    rank = nw.lit(0, nw.Int8)
    for place, award in enumerate(framework.awards, 1):
        rank = nw.when(judge.award(award.id).unmet.expr == 0).then(nw.lit(place, nw.Int8)).otherwise(rank)
    return lambda table: judge.stages.apply(table).select(rank.alias("rank"), nw.col("which"))["rank"]
