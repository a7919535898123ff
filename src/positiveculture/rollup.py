"""Many services against one framework: what each indicates, what stands in the way most, and who has moved.

Nothing is averaged and no service is ranked: services are in the order in which they are given, or by name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from operator import gt, lt
from typing import Literal, NamedTuple, TypeAlias, assert_never

import attrs

from positiveculture.assessment import BASES, Assessment
from positiveculture.errors import InvalidRollup
from positiveculture.field_types import require_each
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.history import Change, between
from positiveculture.outcome import Outcome, evaluate
from positiveculture.problems import Problems
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
from positiveculture.sentences import counted, decimal, normal_form

#: What an obstacle asks for: a level or an answer on a topic, evidence of it, points, or anything that can be judged.
ObstacleKind: TypeAlias = Literal["level", "answer", "evidence", "points", "nothing-to-judge"]


@attrs.frozen
class Obstacle:
    """A requirement of an award, and in the way of how many services it stands."""

    award: str
    kind: ObstacleKind
    #: None: it is of no single topic.
    topic: str | None
    #: The level, the kind of evidence or the percentage that is asked for; "": any.
    needs: int | str
    services: int
    #: How many of them have not answered the topic.
    unanswered: int


@attrs.frozen(slots=False)
class ServiceOutcome:
    """The latest outcome of one service, and the one before by the same kind of judgement, where there is one."""

    outcome: Outcome
    earlier: Outcome | None = None

    @property
    def service(self) -> str:
        """The name of the service, as it was last given."""
        return self.outcome.assessment.service

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of a level since the assessment before."""
        return () if self.earlier is None else between(self.earlier.assessment, self.outcome.assessment)

    @property
    def higher(self) -> int:
        """How many topics are at a higher level than at the assessment before."""
        return self._moves(gt)

    @property
    def lower(self) -> int:
        """How many topics are at a lower level than at the assessment before."""
        return self._moves(lt)

    @property
    def moved(self) -> bool:
        """Whether a level, or what is indicated, is not what it was."""
        before, now = self.earlier, self.outcome
        return before is not None and (
            before.assessment.levels != now.assessment.levels or before.indicated != now.indicated
        )

    def _moves(self, compares: Callable[[int, int], bool]) -> int:
        """Return of how many topics the level now compares so with the level then, of those that have both."""
        then = {} if self.earlier is None else self.earlier.assessment.levels
        now = self.outcome.assessment.levels.items()
        return sum([compares(level, then[topic]) for topic, level in now if topic in then])


@attrs.frozen(slots=False)
class Rollup:
    """The outcomes of many services against one framework."""

    framework: Framework
    services: tuple[ServiceOutcome, ...] = attrs.field(repr=counted)

    @cached_property
    def indicated(self) -> dict[str | None, int]:
        """What is indicated, highest first, to how many services; None: no award yet. The floor comes before it."""
        counts = Counter(each.outcome.indicated for each in self.services)
        order = [award.id for award in reversed(self.framework.awards)]
        order += [self.framework.floor.id] if self.framework.floor else []
        return {award: counts[award] for award in (*order, None)}

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Every requirement that stands in the way of some service, those of most services first.

        A requirement within alternatives counts where its alternative is not met.  That an award needs a lower one
        first is no obstacle of its own: what stands in the way of that one is.
        """
        asked = {award.id: list[_Key]() for award in self.framework.awards}
        known: dict[int, tuple[_Key, ...]] = {}  # by identity: most blockers are made once, with the framework
        for each in self.services:
            for award, blockers in each.outcome.blockers.items():
                for blocker in blockers:
                    if id(blocker) not in known:
                        known[id(blocker)] = tuple(filter(None, map(_key, flatten([blocker]))))
                asked[award].extend({key for blocker in blockers for key in known[id(blocker)]})
        obstacles = list(_obstacles({award: Counter(keys) for award, keys in asked.items()}))
        awards = {award.id: place for place, award in enumerate(self.framework.awards)}
        topics: dict[str | None, int] = {id_: place for place, id_ in enumerate(self.framework.topics_by_id)}
        last = len(topics)

        def order(one: Obstacle) -> tuple[int, int, int, str]:
            return -one.services, awards[one.award], topics.get(one.topic, last), f"{one.kind} {one.needs}"

        return tuple(sorted(obstacles, key=order))

    @property
    def moved(self) -> tuple[ServiceOutcome, ...]:
        """The services of which something is not what it was, in the order of all."""
        return tuple(each for each in self.services if each.moved)


class _Key(NamedTuple):
    """What a blocker asks for; a tuple, which is quick to count."""

    kind: ObstacleKind
    topic: str | None
    needs: int | str
    unanswered: bool = False


def _key(blocker: Blocker) -> _Key | None:
    """Return what a single blocker asks for, whatever there is now; None where another award is what is missing."""
    match blocker:
        case Below():
            return _Key("level", blocker.topic, blocker.needs)
        case Unanswered():
            kind: ObstacleKind = "answer" if blocker.needs is None else "level"
            return _Key(kind, blocker.topic, "" if blocker.needs is None else blocker.needs, unanswered=True)
        case NeedsEvidence():
            return _Key("evidence", blocker.topic, blocker.of_kind)
        case ShareBelow():
            return _Key("points", None, decimal(blocker.needs))
        case NothingToJudge():
            return _Key("nothing-to-judge", None, "")
        case AwardMissing() | Alternatives():
            return None
        case _:
            assert_never(blocker)


def _obstacles(counts: Mapping[str, Mapping[_Key, int]]) -> Iterator[Obstacle]:
    """Yield each requirement once, whether a service is below it or has not answered."""
    for award, keys in counts.items():
        for kind, topic, needs in dict.fromkeys(key[:3] for key in keys):
            below, open_ = (keys.get(_Key(kind, topic, needs, unanswered), 0) for unanswered in (False, True))
            yield Obstacle(award, kind, topic, needs, below + open_, open_)


def roll_up(framework: Framework, assessments: Iterable[Assessment], *, by_name: bool = False) -> Rollup:
    """Return what many services indicate: each by its latest assessment, and since the one before.

    Args:
        framework: The framework that all of them are against.
        assessments: Of any number of services, each with one assessment or several.
        by_name: Whether services are sorted by name; else they are in the order in which each is first given.

    Raises:
        InvalidRollup: There is no assessment, or a service has two of the same day and the same kind of judgement;
            every problem at once.
        InvalidAssessment: An assessment does not fit the framework.
    """
    require_framework(framework)
    groups: dict[str, list[Outcome]] = {}
    for each in require_each(assessments, Assessment):
        outcome = evaluate(framework, each)
        groups.setdefault(normal_form(each.service), []).append(outcome)
    problems = Problems()
    if not groups:
        problems.report("no-assessments")
    services = [_latest(group, problems) for group in groups.values()]
    problems.refuse(InvalidRollup, gettext("the rollup"), None)
    return Rollup(framework, tuple(sorted(services, key=lambda one: normal_form(one.service)) if by_name else services))


def _latest(outcomes: list[Outcome], problems: Problems) -> ServiceOutcome:
    """Return the latest outcome of a service with the one before; two that cannot be told apart are reported."""
    if len(outcomes) == 1:
        return ServiceOutcome(outcomes[0])
    outcomes.sort(key=lambda each: (each.assessment.assessed_on, BASES.index(each.assessment.basis)))
    for earlier, later in pairwise(each.assessment for each in outcomes):
        if (earlier.assessed_on, earlier.basis) == (later.assessed_on, later.basis):
            problems.report("same-day", "services", later.service, "assessed_on", day=later.assessed_on)
    *others, last = outcomes
    same_basis = (each for each in reversed(others) if each.assessment.basis == last.assessment.basis)
    return ServiceOutcome(last, next(same_basis, None))
