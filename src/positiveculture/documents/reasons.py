"""What stands in the way of an award, as the items of a listing."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from positiveculture.documents.blocks import Item
from positiveculture.documents.english import plural
from positiveculture.documents.labels import evidence_kinds, topic_label
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.rules import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
    decimal,
)


def blocker_items(blockers: Iterable[Blocker], outcome: Outcome, *, statements: bool) -> Iterator[Item]:
    """Yield an item for each blocker.

    Args:
        blockers: What stands in the way.
        outcome: What it stands in the way in.
        statements: Whether the next statement of a topic is beneath what is said of it.
    """
    for blocker in blockers:
        match blocker:
            case Alternatives():
                options = (_option(option, outcome, statements=statements) for option in blocker.options)
                yield Item(_needed(blocker), options)
            case Below():
                yield Item(_below(blocker, outcome), _next_statement(blocker, outcome) if statements else ())
            case Unanswered():
                yield Item(_unanswered(blocker, outcome))
            case NeedsEvidence():
                yield Item(_evidence(blocker, outcome))
            case ShareBelow():
                yield Item(_share(blocker))
            case AwardMissing():
                yield Item(_missing(blocker, outcome))
            case NothingToJudge():
                yield Item(gettext("Nothing is left to judge: every topic that it asks about is not applicable"))
            case _:
                assert_never(blocker)


def _option(option: tuple[Blocker, ...], outcome: Outcome, *, statements: bool) -> Item:
    """Return one of several ways: what it needs, or a list of all that it needs."""
    items = list(blocker_items(option, outcome, statements=statements))
    return items[0] if len(items) == 1 else Item(gettext("All of these:"), items)


def _needed(blocker: Alternatives) -> str:
    return plural(blocker.needs, "One of these has to be met:", "{count} of these have to be met:")


def _below(blocker: Below, outcome: Outcome) -> str:
    topic = topic_label(outcome.framework.topic(blocker.topic))
    return gettext("{topic}: has {has}, needs {needs}").format(topic=topic, has=blocker.has, needs=blocker.needs)


def _next_statement(blocker: Below, outcome: Outcome) -> Iterator[Item]:
    statement = outcome.next_statement(outcome.framework.topic(blocker.topic))
    if statement is not None:
        words = statement.words(outcome.assessment.service_model)
        yield Item(gettext("Next, at {level}: {words}").format(level=statement.level, words=words))


def _unanswered(blocker: Unanswered, outcome: Outcome) -> str:
    topic = topic_label(outcome.framework.topic(blocker.topic))
    if blocker.needs is None:
        return gettext("{topic}: not answered yet").format(topic=topic)
    return gettext("{topic}: not answered yet, needs {needs}").format(topic=topic, needs=blocker.needs)


def _evidence(blocker: NeedsEvidence, outcome: Outcome) -> str:
    topic = topic_label(outcome.framework.topic(blocker.topic))
    if not blocker.of_kind:
        return gettext("{topic}: needs evidence that has not lapsed").format(topic=topic)
    kind = evidence_kinds()[blocker.of_kind]
    return gettext("{topic}: needs evidence of the kind {kind} that has not lapsed").format(topic=topic, kind=kind)


def _share(blocker: ShareBelow) -> str:
    has, needs, could_be = (decimal(share) for share in (blocker.has, blocker.needs, blocker.could_be))
    if blocker.could_be == blocker.has:
        return gettext("The points come to {has} %, and {needs} % are needed").format(has=has, needs=needs)
    return gettext(
        "The points come to {has} %, and {needs} % are needed; open questions could bring them to {could_be} %"
    ).format(has=has, needs=needs, could_be=could_be)


def _missing(blocker: AwardMissing, outcome: Outcome) -> str:
    award = outcome.framework.award(blocker.award).title
    if blocker.certain:
        return gettext("{award} is needed first").format(award=award)
    return gettext("{award} is needed first, and is not decided yet").format(award=award)
