"""What stands in the way of each award in each row: as a list in a column, or as a table of its own, one row each."""

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from positiveculture.rules import Answered, AtLeast, Evidenced, Holds, Share
from positiveculture.tables.levels import NO, YES, TopicColumns
from positiveculture.tables.standing import Judge, Standing

#: What separates reasons while they are one text.
BETWEEN = "; "

#: The columns of the long table, after those that say which row it is.
LONG = ("award", "kind", "topic", "needs", "has", "certain", "asks")


@attrs.frozen
class Reason:
    """One reason that may stand in the way of an award: where it does, and what it says."""

    where: nw.Expr
    certain: nw.Expr
    #: What is asked: a rule, or None where nothing is left to judge.
    rule: AtLeast | Answered | Evidenced | Share | Holds | None
    #: What the table says of its topic.
    said: TopicColumns | None = None


def reasons(judge: Judge, award: str) -> Iterator[Reason]:
    """Yield every reason that there can be, in the order of the blockers."""
    found = judge.award(award)
    if found.empty is not None:
        yield Reason(found.empty.expr, NO, None)
    for standing, where in _leaves(found, []):
        # An award with nothing left to judge has that one reason alone.
        here = where if found.empty is None else [*where, ~found.empty.expr]
        rule = standing.rule
        if isinstance(rule, AtLeast | Answered | Evidenced | Share | Holds):
            several = rule.topics if isinstance(rule, Answered | Evidenced) else (None,)
            topic = rule.topic if isinstance(rule, AtLeast) else several[0]
            certain = nw.when(standing.closed.expr).then(YES).otherwise(NO)
            yield Reason(reduce(and_, here), certain, rule, judge.said.get(topic or ""))


def _leaves(found: Standing, above: list[nw.Expr]) -> Iterator[tuple[Standing, list[nw.Expr]]]:
    """Yield each single requirement with all that must stand open for it to be told: itself, and what it is part of."""
    here = [*above, found.unmet.expr > 0]
    if not found.inside:
        yield found, here
    for each in found.inside:
        yield from _leaves(each, here)


def listed(judge: Judge, award: str) -> nw.Expr:
    """Return the reasons in one text, null where there are none."""
    texts = [nw.when(each.where).then(_words(judge, each)) for each in reasons(judge, award)]
    text = nw.concat_str(*texts, separator=BETWEEN, ignore_nulls=True)
    return nw.when(judge.award(award).unmet.expr > 0).then(text)


def _words(judge: Judge, reason: Reason) -> nw.Expr:
    match reason.rule:
        case None:
            return nw.lit("nothing is left to judge")
        case AtLeast(topic, level):
            if reason.said is None or reason.said.level is None:
                return nw.lit(f"{topic}: unanswered, needs {level}")
            scale = judge.framework.scope.scale(topic)
            found = nw.lit(f"{topic}: unanswered, needs {level}")
            for low in range(scale.lowest, level):
                has = nw.lit(f"{topic}: has {low}, needs {level}")
                found = nw.when(reason.said.level == low).then(has).otherwise(found)
            return found
        case Answered((topic,)):
            return nw.lit(f"{topic}: unanswered")
        case Evidenced((topic,)):
            return nw.lit(f"{topic}: needs evidence")
        case Holds(award):
            return nw.lit(f"{award} is not held")
        case rule:
            return nw.lit(rule.describe(judge.framework).replace(BETWEEN, ", "))


def long(frame: Any, judge: Judge, ids: list[str]) -> Any:
    """Return a table of the reasons of each row, one row each, told apart by the columns `ids`."""
    parts = [
        frame.filter(each.where).select(*[nw.col(name) for name in ids], *_row(judge, award.id, each))
        for award in judge.framework.awards
        for each in reasons(judge, award.id)
    ]
    return nw.concat(parts, how="vertical")


def _row(judge: Judge, award: str, reason: Reason) -> list[nw.Expr]:
    rule, no = reason.rule, nw.lit(None, nw.String)
    level = nw.lit(None, nw.Int64)
    kind, topic, needs, has, asks = nw.lit("nothing-to-judge"), no, level, level, no
    match rule:
        case AtLeast(topic_id, needed):
            topic, needs = nw.lit(topic_id), nw.lit(needed, nw.Int64)
            given = reason.said.level if reason.said else None
            kind = nw.lit("unanswered")
            if given is not None:
                has = given.cast(nw.Int64)
                kind = nw.when(given.is_null()).then(kind).otherwise(nw.lit("below"))
        case Answered((topic_id,)):
            kind, topic = nw.lit("unanswered"), nw.lit(topic_id)
        case Evidenced((topic_id,)):
            kind, topic = nw.lit("needs-evidence"), nw.lit(topic_id)
        case Share():
            kind, asks = nw.lit("share-below"), nw.lit(rule.describe(judge.framework))
        case Holds(held):
            kind, asks = nw.lit("award-missing"), nw.lit(held)
        case _:
            pass
    values = (nw.lit(award), kind, topic, needs, has, reason.certain, asks)
    return [value.alias(name) for name, value in zip(LONG, values, strict=True)]
