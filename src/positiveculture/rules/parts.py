"""The parts of a compiled program: each node as two functions of what an assessment says.

One says what stands in the way, the other how far the node has come.  A topic that is not applicable is passed by; a
part with nothing left to judge says None.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, dropwhile, groupby
from math import prod
from typing import TypeAlias

import attrs

from positiveculture.rules.blockers import Alternatives, AwardMissing, Blocker, closed
from positiveculture.rules.cells import NOTHING, Case
from positiveculture.rules.points import Shares

ONE = Fraction(1)

#: What stands in the way: () where it is met, None where nothing is left to judge.
Blockers: TypeAlias = tuple[Blocker, ...] | None
#: How far a part has come, in [0, 1], and how many requirements that speaks of; None where nothing is left to judge.
PartProgress: TypeAlias = tuple[Fraction, int] | None

#: What stands in the way of each award that is judged already, and how far each has come.
Found: TypeAlias = dict[str, tuple[Blocker, ...]]
ProgressByAward: TypeAlias = dict[str, Fraction]

FindsBlockers: TypeAlias = Callable[[Case, Found], Blockers]
FindsProgress: TypeAlias = Callable[[Case, ProgressByAward], PartProgress]


@attrs.frozen(eq=False)
class Part:
    """A node of the program, compiled."""

    blockers: FindsBlockers
    progress: FindsProgress
    #: The parts that it is made of.
    members: tuple["Part", ...] = ()
    #: Of single requirements that all have to be met: the places of their look-ups.
    run: slice | None = None
    #: Of a share: its table.
    shares: Shares | None = None
    #: Of another award that has to be met: its id.
    award: str | None = None
    #: Of several that all have to be met: the same, in as few parts as possible.
    joined: tuple["Part", ...] | None = None

    @property
    def own(self) -> tuple["Part", ...]:
        """All that has to be met, but for other awards."""
        return tuple(part for part in ((self,) if self.joined is None else self.joined) if part.award is None)

    def points(self, case: Case) -> tuple[int, int, int]:
        """Return a share's points at the lowest and at the highest of what is open, and the most possible."""
        if self.shares is None:
            raise TypeError("counts no points")
        return self.shares.sums.unpacked(sum(case.cells[self.run or slice(0)]))


attrs.resolve_types(Part)


def requirements(run: slice) -> Part:
    """Return single requirements, one look-up each, all of which have to be met."""

    def blockers(case: Case, _: Found) -> Blockers:
        cells = case.cells[run]
        if not case.sets_aside:
            return tuple(filter(None, cells))
        left = [cell for cell in cells if cell is not NOTHING]
        return tuple(filter(None, left)) if left else None

    def progress(case: Case, _: ProgressByAward) -> PartProgress:
        left = [cell for cell in case.cells[run] if cell is not NOTHING]
        return (Fraction(left.count(None), len(left)), len(left)) if left else None

    return Part(blockers, progress, run=run)


def share(run: slice, shares: Shares) -> Part:
    """Return a share of the points that are looked up at the places of `run`."""

    def blockers(case: Case, _: Found) -> Blockers:
        return shares[sum(case.cells[run])]

    def progress(case: Case, _: ProgressByAward) -> PartProgress:
        key = sum(case.cells[run])
        least, _best, most = shares.sums.unpacked(key)
        if not most:
            return None
        return (ONE if shares[key] == () else Fraction(100 * least, most) / shares.percent), 1

    return Part(blockers, progress, run=run, shares=shares)


def held(award: str) -> Part:
    """Return that another award, which is judged before, is met."""
    missing = _missing(award)

    def blockers(_: Case, found: Found) -> Blockers:
        others = found[award]
        return missing[closed(others)] if others else ()

    def progress(_: Case, of_awards: ProgressByAward) -> PartProgress:
        return of_awards[award], 1

    return Part(blockers, progress, award=award)


def _missing(award: str) -> tuple[tuple[Blocker, ...], tuple[Blocker, ...]]:
    """Return what stands in the way while an award is undecided, and once it is surely not met."""
    return (AwardMissing(award, certain=False),), (AwardMissing(award),)


def every(members: Sequence[Part]) -> Part:
    """Return that all of `members` are met; judged in as few parts as possible."""
    flat = (each.joined if each.joined and each.joined == each.own else (each,) for each in members)
    parts = tuple(_joined(chain.from_iterable(flat)))
    own = tuple(part for part in parts if part.award is None)
    awards = [part.award for part in parts if part.award is not None]
    rest = tuple(dropwhile(lambda part: part.award is not None, parts))
    first = [(award, _missing(award)) for award in awards[: len(parts) - len(rest)]]
    # What most rules begin with is done here itself, which takes half as long.
    run = rest[0].run if rest and rest[0].shares is None else None
    finds = [part.blockers for part in (rest if run is None else rest[1:])]

    def blockers(case: Case, found: Found) -> Blockers:
        if case.sets_aside:
            each = [(part.award, part.blockers(case, found)) for part in parts]
            if own and all(blockers is None for award, blockers in each if award is None):
                return None
            return tuple(chain.from_iterable(blockers or () for _, blockers in each))
        blockers: tuple[Blocker, ...] = ()
        for award, missing in first:
            if below := found[award]:
                blockers += missing[closed(below)]
        if run is not None:
            blockers += tuple(filter(None, case.cells[run]))
        for find in finds:
            blockers += find(case, found) or ()
        return blockers

    def progress(case: Case, of_awards: ProgressByAward) -> PartProgress:
        own_progress = mean_progress(own, case, of_awards)
        if own_progress is None:
            return None
        return prod([of_awards[award] for award in awards], start=own_progress[0]), own_progress[1] or 1

    return Part(blockers, progress, tuple(members), joined=parts)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield `parts`, with single requirements that follow one another as one part: their look-ups do so too."""
    for is_run, group in groupby(parts, lambda part: part.run is not None and part.shares is None):
        if is_run:
            runs = [part.run for part in group if part.run is not None]
            yield requirements(slice(runs[0].start, runs[-1].stop))
        else:
            yield from group


def mean_progress(parts: Sequence[Part], case: Case, of_awards: ProgressByAward) -> PartProgress:
    """Return how far all of `parts` together have come: the mean over their requirements; 1 where there are none."""
    reached = [progress for part in parts if (progress := part.progress(case, of_awards)) is not None]
    if parts and not reached:
        return None
    size = sum(size for _, size in reached)
    return (sum(part * size for part, size in reached) / Fraction(size) if size else ONE), size


def some(n: int, members: Sequence[Part]) -> Part:
    """Return that at least `n` of `members` are met, or all that are left where there are fewer."""
    finds = [member.blockers for member in members]

    def blockers(case: Case, found: Found) -> Blockers:
        unmet, met = [], 0
        for find in finds:
            blockers = find(case, found)
            if blockers:
                unmet.append(blockers)
            elif blockers is not None:
                met += 1
                if met == n:
                    return ()
        if not unmet and not met:
            return None
        missing = min(n, len(unmet) + met) - met
        return (Alternatives(missing, tuple(unmet)),) if missing else ()

    def progress(case: Case, of_awards: ProgressByAward) -> PartProgress:
        reached = [progress for member in members if (progress := member.progress(case, of_awards)) is not None]
        best = sorted((part for part, _ in reached), reverse=True)[:n]
        return (sum(best) / Fraction(len(best)), 1) if best else None

    return Part(blockers, progress, tuple(members))
