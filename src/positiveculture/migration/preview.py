"""What a migration does to the awards of a service, before anything is moved: kept, gained, open to loss, or lost."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs

from positiveculture.assessment import Assessment
from positiveculture.field_types import require, require_each
from positiveculture.migration.chains import new_awards, require_chain
from positiveculture.migration.moving import migrate_for_rules
from positiveculture.migration.values import Migration
from positiveculture.outcome import Outcome, State, evaluate, state_of
from positiveculture.rules.blockers import AwardMissing, NeedsEvidence, ShareBelow, Unanswered, flatten


class Effect(StrEnum):
    """What becomes of an award that a service meets, or is met where it was not."""

    KEEPS = "keeps"
    GAINS = "gains"
    #: It was met, and is undecided: answers to open questions decide it.
    MAY_LOSE = "may-lose"
    LOSES = "loses"
    #: It was met, and no award of the new edition takes its place.
    ENDS = "ends"


@attrs.frozen
class AwardEffect:
    """What becomes of one award for one service."""

    effect: Effect
    #: The old award. None: the new one takes the place of none.
    old: str | None
    #: The new award. None: none takes the place of the old one.
    new: str | None
    #: The topics of the new edition whose answers decide it, where it may be lost.
    questions: tuple[str, ...] = ()


@attrs.frozen
class Preview:
    """What migrations do to the awards of one service."""

    #: By the old edition.
    before: Outcome
    #: By the new one, as far as responses go over.
    after: Outcome
    #: Each award that is met before or after, old awards first, lowest first.
    effects: tuple[AwardEffect, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The topics of the new edition, parts too, that have no response yet."""
        answered = self.after.assessment.responses.given
        return tuple(topic for topic in self.after.framework.topics_by_id if topic not in answered)


def preview(migrations: Sequence[Migration], assessment: Assessment, *, on: date | None = None) -> Preview:
    """Return what becomes of a service's awards where `migrations` are applied one after another; nothing is moved.

    Args:
        migrations: At least one; each from the edition that the one before leads to.
        assessment: An assessment against the edition that the first is from.
        on: The day on which evidence has to count; by default that of the assessment.

    Raises:
        InvalidAssessment: It does not fit the edition that the first migration is from.
    """
    migrations, moved = require_chain(migrations), assessment
    require(assessment, Assessment)
    for migration in migrations:
        moved = migrate_for_rules(migration, moved)
    before = evaluate(migrations[0].source, assessment, on=on)
    after = evaluate(migrations[-1].target, moved, on=on)
    return Preview(before, after, tuple(_effects(migrations, before, after)))


def _effects(migrations: Sequence[Migration], before: Outcome, after: Outcome) -> Iterator[AwardEffect]:
    """Yield what becomes of each award that is met before or after."""
    taking = new_awards(migrations)
    met = {old for old, blockers in before.blockers.items() if not blockers}
    replaced = {new for old, new in taking.items() if old in met}
    for old, new in taking.items():
        if old in met:
            yield _effect(old, new, after)
        elif new is not None and new not in replaced and not after.blockers[new]:
            replaced.add(new)
            yield AwardEffect(Effect.GAINS, old, new)
    yield from (
        AwardEffect(Effect.GAINS, None, new)
        for new, blockers in after.blockers.items()
        if not blockers and new not in taking.values()
    )


def _effect(old: str, new: str | None, after: Outcome) -> AwardEffect:
    """Return what becomes of an award that is met."""
    if new is None:
        return AwardEffect(Effect.ENDS, old, None)
    effect = {State.MET: Effect.KEEPS, State.UNDECIDED: Effect.MAY_LOSE, State.NOT_MET: Effect.LOSES}
    kind = effect[state_of(after.blockers[new])]
    return AwardEffect(kind, old, new, _deciding(new, after) if kind is Effect.MAY_LOSE else ())


def _deciding(award: str, outcome: Outcome) -> tuple[str, ...]:
    """Return the open topics that stand in the way of an award, or of one that it includes, in framework order."""
    awards, topics = [award], set[str]()
    for id_ in awards:
        for blocker in flatten(outcome.blockers[id_]):
            if isinstance(blocker, AwardMissing):
                awards += [blocker.award] if blocker.award not in awards else []
            elif isinstance(blocker, ShareBelow):
                topics.update(blocker.topics)
            elif isinstance(blocker, Unanswered | NeedsEvidence):
                topics.add(blocker.topic)
    answered = outcome.assessment.responses.given
    return tuple(topic for topic in outcome.framework.topics_by_id if topic in topics and topic not in answered)


@attrs.frozen
class AwardTotals:
    """What becomes of one award over all services: how many services each effect is of."""

    old: str | None
    new: str | None
    counts: dict[Effect, int]


def totals(previews: Iterable[Preview]) -> tuple[AwardTotals, ...]:
    """Return how many services keep, gain, may lose or lose each award, old awards first, lowest first.

    An effect that no service has is not there.
    """
    counts_by_award: dict[tuple[str | None, str | None], dict[Effect, int]] = {}
    order: dict[str | None, int] = {}
    for each in require_each(previews, Preview):
        for award in each.before.blockers:
            order.setdefault(award, len(order))
        for one in each.effects:
            counts = counts_by_award.setdefault((one.old, one.new), {})
            counts[one.effect] = counts.get(one.effect, 0) + 1
    order[None] = len(order)  # a new award that takes the place of none comes last
    listed = sorted(counts_by_award.items(), key=lambda pair: order[pair[0][0]])
    return tuple(AwardTotals(old, new, counts) for (old, new), counts in listed)
