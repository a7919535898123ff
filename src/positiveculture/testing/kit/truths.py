"""What is true of every verdict: the laws of a rule hold it, and so do the checks of a framework."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from positiveculture.outcome import State, Verdict
from positiveculture.rules.blockers import Alternatives, Blocker, ShareBelow, flatten

if TYPE_CHECKING:
    from positiveculture.testing.laws.subjects import LawVerdict

#: A verdict on one award.
Judged: TypeAlias = "Verdict | LawVerdict"


def is_worse(more: Judged, less: Judged) -> bool:
    """Return whether more answers have lost an award, or lowered its progress."""
    return (less.state is State.MET and more.state is not State.MET) or more.progress < less.progress


def is_true_progress(verdict: Judged) -> bool:
    """Return whether progress is from 0 to 1, and 1 if and only if the award is met."""
    return 0 <= verdict.progress <= 1 and (verdict.progress == 1) == (verdict.state is State.MET)


def is_exact(half: State, whole: Collection[State], *, answered: bool) -> bool:
    """Return whether a half-filled assessment has its exact state.

    Args:
        half: Its state.
        whole: The states that the ways to answer the open questions have.
        answered: Whether no question is open that a rule asks any answer to: none may ever be given.
    """
    return half is exact(whole) or (not answered and half is State.UNDECIDED and exact(whole) is State.MET)


def exact(whole: Collection[State]) -> State:
    """Return the state that all ways to answer the open questions have; undecided where they differ."""
    return next(iter(whole)) if len(set(whole)) == 1 else State.UNDECIDED


def is_same(one: Judged, other: Judged) -> bool:
    """Return whether two verdicts say the same, whatever the order of what is in the way."""
    same = one.state is other.state and one.progress == other.progress
    return same and unordered(one.blockers) == unordered(other.blockers)


def unordered(blockers: Iterable[Blocker]) -> frozenset[tuple[object, int]]:
    """Return `blockers` without their order, those inside alternatives too."""
    return frozenset(Counter(_bare(blocker) for blocker in blockers).items())


def _bare(blocker: Blocker) -> object:
    if isinstance(blocker, ShareBelow):
        return attrs.evolve(blocker, topics=sorted(blocker.topics))
    if not isinstance(blocker, Alternatives):
        return blocker
    return blocker.needs, frozenset(Counter(unordered(option) for option in blocker.options).items())


def asked(blockers: Iterable[Blocker]) -> set[tuple[object, ...]]:
    """Return what each single blocker asks for, whatever kind says so: a level of a topic, a share, an award."""
    return {
        (getattr(b, "topic", None), getattr(b, "award", None), getattr(b, "needs", None)) for b in flatten(blockers)
    }
