"""What moved on each topic besides its level: what was newly reflected on, evidenced, promised and done, by whom."""

from collections.abc import Iterator
from datetime import date

import attrs

from positiveculture.assessment import Assessment, Commitment
from positiveculture.coverage import TopicCoverage, cover
from positiveculture.framework import Framework


@attrs.frozen(kw_only=True)
class Movement:
    """What is new on one topic, from one assessment to another."""

    topic: str
    since: date
    on: date
    #: Something is said of it, and was not; or the other way about.
    reflected: bool = False
    no_longer_reflected: bool = False
    #: It has evidence that counts on the day, and had none; or the other way about: it lapsed, or is not there.
    evidenced: bool = False
    no_longer_evidenced: bool = False
    #: Actions that were not there.
    promised: tuple[Commitment, ...] = ()
    #: Actions that are done, and were open or not there.
    done: tuple[Commitment, ...] = ()
    #: Actions that were open, and are told of no longer: neither done nor dropped, as far as anybody says.
    lost: tuple[Commitment, ...] = ()
    #: Ids of the roles that take part, and did not.
    joined: tuple[str, ...] = ()
    #: Why it is set aside, where it was not.
    set_aside: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything moved at all."""
        return self != Movement(topic=self.topic, since=self.since, on=self.on)


def movements(framework: Framework, earlier: Assessment, later: Assessment) -> tuple[Movement, ...]:
    """Return what moved on each topic on which something did, in framework order.

    Evidence has to count on the day of its assessment.  An action is the same where it says the same.

    Raises:
        InvalidAssessment: One of them does not fit the framework.
    """
    pairs = zip(cover(framework, earlier).topics, cover(framework, later).topics, strict=True)
    found = (_moved(before, now, earlier.assessed_on, later.assessed_on) for before, now in pairs)
    return tuple(each for each in found if each.any)


def _moved(before: TopicCoverage, now: TopicCoverage, since: date, on: date) -> Movement:
    then = {action.what: action for action in before.actions}
    here = {action.what for action in now.actions}
    open_then = [action for action in before.actions if action.done_on is None]
    return Movement(
        topic=now.topic.id,
        since=since,
        on=on,
        reflected=now.reflected and not before.reflected,
        no_longer_reflected=before.reflected and not now.reflected,
        evidenced=now.evidence > 0 and not before.evidence,
        no_longer_evidenced=before.evidence > 0 and not now.evidence,
        promised=tuple(action for action in now.actions if action.what not in then),
        done=tuple(_newly_done(now, then)),
        lost=tuple(action for action in open_then if action.what not in here),
        joined=tuple(role for role in now.roles if role not in before.roles),
        set_aside=now.not_applicable if before.not_applicable is None else None,
    )


def _newly_done(now: TopicCoverage, then: dict[str, Commitment]) -> Iterator[Commitment]:
    for action in now.actions:
        before = then.get(action.what)
        if action.done_on is not None and (before is None or before.done_on is None):
            yield action


def joined(framework: Framework, earlier: Assessment, later: Assessment) -> tuple[str, ...]:
    """Return the ids of the roles that take part somewhere, and took part nowhere before, in framework order."""
    before, now = cover(framework, earlier).roles, cover(framework, later).roles
    return tuple(role for role, topics in now.items() if topics and not before[role])
