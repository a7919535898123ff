"""What stands in the way of each award in each row: as a list in a column, or as a table of its own, one row each."""

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any

import attrs

from positiveculture.rules.kinds import Node
from positiveculture.tables.levels import Expr, TopicColumns
from positiveculture.tables.points import share_words
from positiveculture.tables.states import NodeState, TableJudge

#: What separates reasons while they are one text.
BETWEEN = "; "

#: The columns of the long table, after those that say which row it is.
LONG = ("award", "kind", "topic", "needs", "has", "certain", "asks")


@attrs.frozen
class Reason:
    """One reason that may stand in the way of an award: where it does, and what it says."""

    where: Expr
    certain: Expr
    #: What is asked: a node that is no group; empty where nothing is left to judge.
    node: Node
    #: What the table says of its topic.
    said: TopicColumns | None = None


def reasons(judge: TableJudge, award: str) -> Iterator[Reason]:
    """Yield every reason that there can be, in the order of the blockers."""
    found = judge.award(award)
    if found.empty is not None:
        yield Reason(found.empty.expr, judge.no, {})
    for state, where in _leaves(found, []):
        # An award with nothing left to judge has that one reason alone.
        here = where if found.empty is None else [*where, ~found.empty.expr]
        topic = topic_of(state.node)
        certain = judge.w.when(~state.verdict.expr).then(judge.yes).otherwise(judge.no)
        yield Reason(reduce(and_, here), certain, state.node, judge.said.get(topic or ""))


def topic_of(node: Node) -> str | None:
    """Return the one topic that a node asks about; None where there is none, or are several."""
    topic: str | None = node.get("of") or node.get("answered") or node.get("evidence")
    return topic


def _leaves(found: NodeState, above: list[Expr]) -> Iterator[tuple[NodeState, list[Expr]]]:
    """Yield each single requirement with all that must be open for it to be listed: itself, and what it is part of."""
    here = [*above, found.unmet.expr > 0]
    if not found.members:
        yield found, here
    for each in found.members:
        yield from _leaves(each, here)


def listed(judge: TableJudge, award: str) -> Expr:
    """Return the reasons in one text, null where there are none."""
    texts = [judge.w.when(each.where).then(_words(judge, each)) for each in reasons(judge, award)]
    text = judge.w.concat_str(*texts, separator=BETWEEN, ignore_nulls=True)
    return judge.w.when(judge.award(award).unmet.expr > 0).then(text)


def _words(judge: TableJudge, reason: Reason) -> Expr:
    node, topic = reason.node, topic_of(reason.node)
    match node:
        case {"level": level}:
            unanswered = judge.w.lit(f"{topic}: unanswered, needs {level}")
            if reason.said is None or reason.said.level is None:
                return unanswered
            found = unanswered
            for low in range(judge.framework.program["scales"][topic][0], level):
                has = judge.w.lit(f"{topic}: has {low}, needs {level}")
                found = judge.w.when(reason.said.level == low).then(has).otherwise(found)
            return found
        case {"answered": _}:
            return judge.w.lit(f"{topic}: unanswered")
        case {"evidence": _}:
            return judge.w.lit(f"{topic}: needs evidence")
        case {"award": award}:
            return judge.w.lit(f"{award} is not held")
        case {"share": _}:
            return judge.w.lit(share_words(node, judge.framework).replace(BETWEEN, ", "))
        case _:
            return judge.w.lit("nothing is left to judge")


def long(frame: Any, judge: TableJudge, ids: list[str]) -> Any:
    """Return a table of the reasons of each row, one row each, told apart by the columns `ids`."""
    parts = [
        frame.filter(each.where).select(*[judge.w.col(name) for name in ids], *_row(judge, award.id, each))
        for award in judge.framework.awards
        for each in reasons(judge, award.id)
    ]
    return judge.w.concat(parts, how="vertical")


def _row(judge: TableJudge, award: str, reason: Reason) -> list[Expr]:
    no, level = judge.w.lit(None, judge.w.String), judge.w.lit(None, judge.w.Int64)
    topic = topic_of(reason.node)
    kind, needs, has, asks = judge.w.lit("nothing-to-judge"), level, level, no
    match reason.node:
        case {"level": needed}:
            needs, kind = judge.w.lit(needed, judge.w.Int64), judge.w.lit("unanswered")
            given = reason.said.level if reason.said else None
            if given is not None:
                has = given.cast(judge.w.Int64)
                kind = judge.w.when(given.is_null()).then(kind).otherwise(judge.w.lit("below"))
        case {"answered": _}:
            kind = judge.w.lit("unanswered")
        case {"evidence": _}:
            kind = judge.w.lit("needs-evidence")
        case {"share": _}:
            kind, asks = judge.w.lit("share-below"), judge.w.lit(share_words(reason.node, judge.framework))
        case {"award": held}:
            kind, asks = judge.w.lit("award-missing"), judge.w.lit(held)
        case _:
            pass
    values = (judge.w.lit(award), kind, judge.w.lit(topic, judge.w.String), needs, has, reason.certain, asks)
    return [value.alias(name) for name, value in zip(LONG, values, strict=True)]
