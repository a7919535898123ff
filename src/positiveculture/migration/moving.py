"""Moving a record to another edition: nothing is guessed, and what has no place there is kept with it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from typing import Any, TypeVar

import attrs

from positiveculture.assessment import Assessment
from positiveculture.awards import ReferenceCase
from positiveculture.errors import WrongArgument
from positiveculture.field_types import require
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.kept import Kept
from positiveculture.migration.values import Migration
from positiveculture.plan import Action, ActionPlan, KeptPlan, Priority
from positiveculture.responses import Response, Responses
from positiveculture.sentences import shown

#: What an assessment chooses from what its edition offers.
CHOSEN = ("mode", "service_model")

R = TypeVar("R", Assessment, ActionPlan, ReferenceCase)


def migrate(migration: Migration, record: R) -> R:
    """Return `record` against the new edition: its day stays, and `migrated_from` names the edition of before.

    Responses of an assessment that do not go over as they are, such as ratings that are merged, are under `kept`.  A
    certificate stays with the edition that it was given under.  What a plan says of a topic goes to every topic that
    comes from it; its award is the one that takes the old one's place, else none.  A reference case says nothing of
    awards any more: the award that its answers support is for a person to work out.

    Raises:
        InvalidAssessment, InvalidPlan: It does not fit the old edition.
        WrongArgument: It is no record, or the first is no migration.
    """
    require(migration, Migration)
    move: Callable[[Migration, R], R] | None = MOVES.get(type(record))
    if move is None:
        raise WrongArgument(
            gettext("an Assessment, an ActionPlan or a ReferenceCase is needed, not {given}").format(
                given=shown(record)
            )
        )
    return move(migration, record)


def moved_on(assessment: Assessment, migrations: Iterable[Migration]) -> Assessment:
    """Return an assessment moved by each of `migrations` in turn; errors as for `migrate`."""
    return reduce(lambda moved, migration: migrate(migration, moved), migrations, assessment)


def migrate_for_rules(migration: Migration, assessment: Assessment) -> Assessment:
    """Return what `migrate` returns, but for all that no rule looks at: it takes a part of the time."""
    assessment.validate(migration.source)
    given, moves = assessment.responses, migration.moves
    return Assessment(
        framework=assessment.framework,
        edition=migration.target.edition,
        service=assessment.service,
        assessed_on=assessment.assessed_on,
        responses=moves.levels(given.levels) if given.bare else moves.responses(given.given),
        basis=assessment.basis,
        jurisdiction=assessment.jurisdiction,
    )


def _assessment(migration: Migration, assessment: Assessment) -> Assessment:
    source, target = migration.source, migration.target
    assessment.validate(source)
    responses = Responses(migration.moves.responses(assessment.responses.given))
    mode, service_model = (_unless_known(getattr(assessment, field), target.choices[field]) for field in CHOSEN)
    apart = dict(_not_carried_whole(migration, assessment.responses, responses))
    kept = Kept(
        edition=source.edition, responses=apart, titles=_titles(source, apart), mode=mode, service_model=service_model
    )
    whole = kept == Kept(edition=source.edition)
    return attrs.evolve(
        assessment,
        edition=target.edition,
        responses=responses,
        mode=assessment.mode if mode is None else None,
        service_model=assessment.service_model if service_model is None else None,
        certificates=[attrs.evolve(each, edition=each.edition or source.edition) for each in assessment.certificates],
        migrated_from=assessment.migrated_from or source.edition,
        kept=(*assessment.kept, *([] if whole else [kept])),
    )


def _unless_known(chosen: str | None, known: Collection[str]) -> str | None:
    """Return what was chosen, where the new edition does not offer it."""
    return None if chosen in known else chosen


def _not_carried_whole(migration: Migration, old: Responses, new: Responses) -> Iterator[tuple[str, Response]]:
    """Yield each old response that is not, word for word, that of a new topic."""
    for topic, response in old.items():
        if response not in (new.get(each) for each in migration.new_topics[topic]):
            yield topic, response


def _titles(framework: Framework, topics: Iterable[str]) -> dict[str, str]:
    return {topic: framework.topics_by_id[topic].title for topic in topics}


def _plan(migration: Migration, plan: ActionPlan) -> ActionPlan:
    source, target = migration.source, migration.target
    plan.validate(source)
    award = None if plan.award is None else migration.new_award[plan.award]
    topics = migration.new_topics
    actions = [(each, [_action(migration, each, new) for new in topics[each.topic]]) for each in plan.actions]
    kept = KeptPlan(
        edition=source.edition,
        award=plan.award if award is None else None,
        priorities=[each for each in plan.priorities if not topics[each.topic]],
        actions=[old for old, new in actions if not any(_same(old, each) for each in new)],
    )
    titles = _titles(source, [*(each.topic for each in kept.priorities), *(each.topic for each in kept.actions)])
    whole = kept == KeptPlan(edition=source.edition)
    return attrs.evolve(
        plan,
        edition=target.edition,
        award=award,
        priorities=dict.fromkeys(Priority(new, each.why) for each in plan.priorities for new in topics[each.topic]),
        actions=[each for _, new in actions for each in new],
        migrated_from=plan.migrated_from or source.edition,
        kept=(*plan.kept, *([] if whole else [attrs.evolve(kept, titles=titles)])),
    )


def _action(migration: Migration, action: Action, new: str) -> Action:
    """Return what is done about an old topic as what is done about a new one; its words stay."""
    move = migration.moves.by_topic[new]
    before, after = (
        move.mapped(action.topic, level) if level is not None and move.rated else None
        for level in (action.from_level, action.to_level)
    )
    return attrs.evolve(action, topic=new, from_level=before, to_level=after)


def _same(old: Action, new: Action) -> bool:
    """Return whether an action says the same, but for the topic's id."""
    return attrs.evolve(new, topic=old.topic) == old


def _case(migration: Migration, case: ReferenceCase) -> ReferenceCase:
    return attrs.evolve(case, responses=migration.moves.responses(dict(case.responses)), award=None, states=())


#: How each kind of record is moved.
MOVES: dict[type, Callable[[Migration, Any], Any]] = {Assessment: _assessment, ActionPlan: _plan, ReferenceCase: _case}
