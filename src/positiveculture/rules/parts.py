"""The parts of a compiled program: each node as two functions of what an assessment says.

One says what stands in the way, the other how far the node has come.  A topic that is not applicable is passed by; a
part with nothing left to judge says None.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import prod
from typing import Any, TypeAlias

import attrs

from positiveculture.rules.blockers import Alternatives, AwardMissing, Blocker, ShareBelow, closed
from positiveculture.rules.kinds import Rounding, Rule, members as rules_in
from positiveculture.rules.lookups import NOT_APPLICABLE, Case, Code, Key, LookUps, SummedPoints

#: How many sums of points a share keeps what stands in the way for.
MOST_KEPT = 10_000

#: What stands in the way: () where it is met, None where nothing is left to judge.
Blockers: TypeAlias = tuple[Blocker, ...] | None
#: How many requirements of a part are met, those that are met in part too, and of how many; None where none is left.
PartProgress: TypeAlias = tuple[Fraction | int, int] | None


#: What stands in the way of each award that is judged already, and how far each has come.
Found: TypeAlias = dict[str, tuple[Blocker, ...]]
ProgressByAward: TypeAlias = dict[str, Fraction]


def _no_points(_: Case) -> tuple[int, int, int]:
    raise TypeError("counts no points")


@attrs.frozen(eq=False)
class Part:
    """A node of the program, compiled."""

    blockers: Callable[[Case, Found], Blockers]
    progress: Callable[[Case, ProgressByAward], PartProgress]
    #: The parts that it is made of.
    members: tuple["Part", ...] = ()
    #: Of single requirements that all have to be met: the places of their look-ups.
    run: range = range(0)
    #: Of a share: its points at the lowest and at the highest of what is open, and the most possible.
    points: Callable[[Case], tuple[int, int, int]] = _no_points
    #: Of another award that has to be met: its id.
    award: str | None = None
    #: Whether all members have to be met.
    every: bool = False

    @property
    def own(self) -> tuple["Part", ...]:
        """All that has to be met, but for other awards."""
        return tuple(part for part in (self.members if self.every else (self,)) if part.award is None)


attrs.resolve_types(Part)


def inside(rule: Rule, part: Part) -> Iterator[tuple[Rule, Part]]:
    """Return the rules that a rule is made of, each with what it comes down to."""
    return zip(rules_in(rule), part.members, strict=False)  # of `every`, a part a topic and no rule


def single(key: Key, results: Mapping[Code, Any], lookups: LookUps) -> Part:
    """Return a single requirement: what is looked up, and the result of each answer that is applicable."""
    cells = {**results, NOT_APPLICABLE: NOT_APPLICABLE}

    def blockers(case: Case, _: Found) -> Blockers:
        cell = cells[case.answers.get(key)]
        return None if cell is NOT_APPLICABLE else () if cell is None else (cell,)

    def progress(case: Case, _: ProgressByAward) -> PartProgress:
        cell = cells[case.answers.get(key)]
        return None if cell is NOT_APPLICABLE else (int(cell is None), 1)

    return Part(blockers, progress, run=lookups.add((key, cells)))


def requirements(run: range, lookups: LookUps) -> Callable[[Case, Found], Blockers]:
    """Return what stands in the way of single requirements that all have to be met."""
    number, each = lookups.number(run, tuple), lookups.each[run.start : run.stop]

    def blockers(case: Case, _: Found) -> Blockers:
        unmet: Blockers = case.runs[number]
        return unmet if unmet or not case.sets_aside or is_any_left(case) else None

    def is_any_left(case: Case) -> bool:
        return any(cells[case.answers.get(key)] is not NOT_APPLICABLE for key, cells in each)

    return blockers


def share(percent: Fraction, rounding: Rounding, summed: SummedPoints, lookups: LookUps) -> Part:
    """Return a share of points."""
    number = lookups.number(summed.run, sum)

    kept = dict[int, Blockers]()

    def blockers(case: Case, _: Found) -> Blockers:
        try:
            return kept[case.runs[number]]
        except KeyError:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[case.runs[number]] = below(case.runs[number])
            return found

    def below(total: int) -> Blockers:
        least, best, most = summed.unpacked(total)
        if not most:
            return None
        has, could_be = (rounding.applied(Fraction(100 * points, most)) for points in (least, best))
        if has >= percent:
            return ()
        return (ShareBelow(percent, has, could_be, summed.counted(total), least, most),)

    def points(case: Case) -> tuple[int, int, int]:
        return summed.unpacked(case.runs[number])

    def progress(case: Case, _: ProgressByAward) -> PartProgress:
        unmet, (least, _best, most) = blockers(case, {}), points(case)
        return None if unmet is None else (Fraction(100 * least, most) / percent if unmet else 1, 1)

    return Part(blockers, progress, points=points)


def held(award: str) -> Part:
    """Return that another award, which is judged before, is met."""
    missing: tuple[tuple[Blocker, ...], ...] = (AwardMissing(award, certain=False),), (AwardMissing(award),)

    def blockers(_: Case, found: Found) -> Blockers:
        others = found[award]
        return missing[closed(others)] if others else ()

    def progress(_: Case, of_awards: ProgressByAward) -> PartProgress:
        return of_awards[award], 1

    return Part(blockers, progress, award=award)


def every(members: Sequence[Part], lookups: LookUps) -> Part:
    """Return that all of `members` are met; single requirements that follow one another are judged together."""
    finds = list(_finds(members, lookups))
    runs = [part.run for part in members]
    run = range(runs[0].start, runs[-1].stop) if runs and all(runs) else range(0)
    own = [part for part in members if part.award is None]
    awards = [part.award for part in members if part.award is not None]

    def blockers(case: Case, found: Found) -> Blockers:
        blockers: tuple[Blocker, ...] = ()
        nothing = 0
        for find in finds:
            more = find(case, found)
            if more is None:
                nothing += 1
            else:
                blockers += more
        return None if nothing and nothing == len(finds) - len(awards) else blockers

    def progress(case: Case, of_awards: ProgressByAward) -> PartProgress:
        total = total_progress(own, case, of_awards)
        if total is None:
            return None
        met, size = total if own else (1, 1)
        return prod([of_awards[award] for award in awards], start=met), size

    return Part(finds[0] if len(finds) == 1 else blockers, progress, tuple(members), run, every=True)


def _finds(members: Sequence[Part], lookups: LookUps) -> Iterator[Callable[[Case, Found], Blockers]]:
    """Yield what says what stands in the way of `members`: their look-ups follow one another as they do."""
    for is_run, group in groupby(members, lambda part: bool(part.run)):
        parts = list(group)
        if is_run:
            yield requirements(range(parts[0].run.start, parts[-1].run.stop), lookups)
        else:
            yield from (part.blockers for part in parts)


def total_progress(parts: Sequence[Part], case: Case, of_awards: ProgressByAward) -> PartProgress:
    """Return how far all of `parts` together have come."""
    reached = [progress for part in parts if (progress := part.progress(case, of_awards)) is not None]
    if parts and not reached:
        return None
    return sum(met for met, _ in reached), sum(size for _, size in reached)


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
        best = sorted((Fraction(*each) for each in reached), reverse=True)[:n]
        return (Fraction(sum(best), len(best)), 1) if best else None

    return Part(blockers, progress, tuple(members))
