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
    answer: TopicColumns | None = None


def reasons(judge: TableJudge, award: str) -> Iterator[Reason]:
    """Yield every reason that there can be, in the order of the blockers."""
    award_state = judge.award(award)
    if award_state.empty is not None:
        yield Reason(award_state.empty.expr, judge.no, {})
    for state, where in _leaves(award_state, []):
        # An award with nothing left to judge has that one reason alone.
        flags = where if award_state.empty is None else [*where, ~award_state.empty.expr]
        topic = topic_of(state.node)
        certain = judge.ns.when(~state.verdict.expr).then(judge.yes).otherwise(judge.no)
        yield Reason(reduce(and_, flags), certain, state.node, judge.answers.get(topic or ""))


def topic_of(node: Node) -> str | None:
    """Return the one topic that a node asks about; None where there is none, or are several."""
    topic: str | None = node.get("of") or node.get("answered") or node.get("evidence")
    return topic


def _leaves(state: NodeState, above: list[Expr]) -> Iterator[tuple[NodeState, list[Expr]]]:
    """Yield each single requirement with all that must be open for it to be listed: itself, and what it is part of."""
    open_ = [*above, state.unmet.expr > 0]
    if not state.members:
        yield state, open_
    for member in state.members:
        yield from _leaves(member, open_)


def reason_list(judge: TableJudge, award: str) -> Expr:
    """Return the reasons in one text, null where there are none."""
    texts = [judge.ns.when(each.where).then(_words(judge, each)) for each in reasons(judge, award)]
    text = judge.ns.concat_str(*texts, separator=BETWEEN, ignore_nulls=True)
    return judge.ns.when(judge.award(award).unmet.expr > 0).then(text)


def _words(judge: TableJudge, reason: Reason) -> Expr:
    node, topic = reason.node, topic_of(reason.node)
    match node:
        case {"level": level}:
            unanswered = judge.ns.lit(f"{topic}: unanswered, needs {level}")
            if reason.answer is None or reason.answer.level is None:
                return unanswered
            text = unanswered
            for low in range(judge.framework.program["scales"][topic][0], level):
                has = judge.ns.lit(f"{topic}: has {low}, needs {level}")
                text = judge.ns.when(reason.answer.level == low).then(has).otherwise(text)
            return text
        case {"answered": _}:
            return judge.ns.lit(f"{topic}: unanswered")
        case {"evidence": _}:
            return judge.ns.lit(f"{topic}: needs evidence")
        case {"award": award}:
            return judge.ns.lit(f"{award} is not held")
        case {"share": _}:
            return judge.ns.lit(share_words(node, judge.framework).replace(BETWEEN, ", "))
        case _:
            return judge.ns.lit("nothing is left to judge")


def reason_rows(frame: Any, judge: TableJudge, ids: list[str]) -> Any:
    """Return a table of the reasons of each row, one row each, told apart by the columns `ids`."""
    parts = [
        frame.filter(each.where).select(*[judge.ns.col(name) for name in ids], *_row(judge, award.id, each))
        for award in judge.framework.awards
        for each in reasons(judge, award.id)
    ]
    return judge.ns.concat(parts, how="vertical")


def _row(judge: TableJudge, award: str, reason: Reason) -> list[Expr]:
    no_text, level = judge.ns.lit(None, judge.ns.String), judge.ns.lit(None, judge.ns.Int64)
    topic = topic_of(reason.node)
    kind, needs, has, asks = judge.ns.lit("nothing-to-judge"), level, level, no_text
    match reason.node:
        case {"level": needed}:
            needs, kind = judge.ns.lit(needed, judge.ns.Int64), judge.ns.lit("unanswered")
            answered_level = reason.answer.level if reason.answer else None
            if answered_level is not None:
                has = answered_level.cast(judge.ns.Int64)
                kind = judge.ns.when(answered_level.is_null()).then(kind).otherwise(judge.ns.lit("below"))
        case {"answered": _}:
            kind = judge.ns.lit("unanswered")
        case {"evidence": _}:
            kind = judge.ns.lit("needs-evidence")
        case {"share": _}:
            kind, asks = judge.ns.lit("share-below"), judge.ns.lit(share_words(reason.node, judge.framework))
        case {"award": held}:
            kind, asks = judge.ns.lit("award-missing"), judge.ns.lit(held)
        case _:
            pass
    values = (judge.ns.lit(award), kind, judge.ns.lit(topic, judge.ns.String), needs, has, reason.certain, asks)
    return [value.alias(name) for name, value in zip(LONG, values, strict=True)]
