"""What `evaluate` says of an assessment, in the words of a table."""

from typing import Any, assert_never

from positiveculture import Outcome, State, Verdict
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
    flatten,
)

MET = {State.MET: True, State.NOT_MET: False, State.UNDECIDED: None}


def row_of(outcome: Outcome) -> dict[str, Any]:
    """Return what a table has to say of an assessment."""
    found: dict[str, Any] = {}
    for verdict in outcome:
        found[f"{verdict.award.id}_met"] = MET[verdict.state]
        found[f"{verdict.award.id}_unmet"] = len(list(flatten(verdict.blockers)))
    return found | {"award": outcome.award}


def words_of(verdict: Verdict) -> list[str] | None:
    """Return the reasons as the list column has them; shares by kind alone."""
    return [_words(each) for each in flatten(verdict.blockers)] or None


def _words(blocker: Blocker) -> str:
    match blocker:
        case Below(topic, needs, has):
            return f"{topic}: has {has}, needs {needs}"
        case Unanswered(topic, needs):
            return f"{topic}: unanswered" + ("" if needs is None else f", needs {needs}")
        case NeedsEvidence(topic):
            return f"{topic}: needs evidence"
        case AwardMissing(award):
            return f"{award} is not held"
        case NothingToJudge():
            return "nothing is left to judge"
        case ShareBelow():
            return "share"
        case Alternatives():
            raise AssertionError(blocker)
        case _:
            assert_never(blocker)


def reason_of(award: str, blocker: Blocker) -> tuple[Any, ...]:
    """Return a reason as the table of blockers has it, but for what a share asks."""
    topic = getattr(blocker, "topic", None)
    needs = None if isinstance(blocker, ShareBelow) else getattr(blocker, "needs", None)
    has = None if isinstance(blocker, ShareBelow) else getattr(blocker, "has", None)
    return award, blocker.kind, topic, needs, has, blocker.certain
