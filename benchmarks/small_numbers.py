"""Measures what ways to protect small numbers cost and what an attacker gets, on drawn homes and teams.

Homes: two waves of 20 to 150 staff, of whom 3 or 10 % are replaced between them; on each of ten topics of five levels
the answers rise by half a level, or not at all.  A manager sees a rise where the published means of a topic differ by a
quarter of a level or more.  The attacker knows the procedure, all sizes and what everybody but one joiner answered, and
has the joiner's answer for certain where what is published leaves one possibility.

Teams: four of 7 to 16 people who mostly agree, with a minimum of 10.  The attacker knows the procedure, all sizes and
what is published, and has a suppressed team for certain where only one way to have answered fits.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from itertools import product
from random import Random

from positiveculture.panel.counting import add_counts
from positiveculture.panel.noise import fitted, noisy
from positiveculture.panel.protection import MINIMUM, Counts, Group, rests

LEVELS = 5
SIZES, TURNOVER = (20, 40, 80, 150), (0.03, 0.10)
#: How far two published means are apart, where a manager sees a rise.
SEEN = 0.25

ANY = Random(0)  # noqa: S311 - nothing is drawn from it

#: What publishes counts.
Publish = Callable[[Counts, Random], Counts]
#: Whether what was published could be of these counts.
Fits = Callable[[Counts, Counts], bool]


def exact(counts: Counts, _: Random) -> Counts:
    """Publish as it is."""
    return counts


def tenths(counts: Counts, _: Random) -> Counts:
    """Publish shares rounded to ten per cent."""
    n = sum(counts)
    return tuple((20 * count + n) // (2 * n) for count in counts)


def to_base(base: int) -> tuple[Publish, Fits]:
    """Return what publishes each count rounded to a multiple of `base` by chance, keeping it on average."""

    def publish(counts: Counts, random: Random) -> Counts:
        return tuple(base * (count // base + (random.random() < count % base / base)) for count in counts)

    def fits(counts: Counts, published: Counts) -> bool:
        return all(abs(count - each) < base for count, each in zip(counts, published, strict=True))

    return publish, fits


def with_noise(ratio: int) -> tuple[Publish, Fits]:
    """Return what publishes counts with noise whose steps are each so many times less likely than the last."""

    def steps(random: Random) -> int:
        found = 0
        while random.random() < 1 / ratio:
            found += 1
        return found

    def publish(counts: Counts, random: Random) -> Counts:
        if ratio == 3:  # as the library does
            return noisy({(): counts}, random.randbytes(16), "")[()]
        values = [count + steps(random) - steps(random) for count in counts]
        return fitted(values, sum(counts), [random.getrandbits(32) for _ in counts])

    return publish, lambda *_: True


#: Each way: what publishes, and whether what is published could be of some counts.
WAYS: dict[str, tuple[Publish, Fits]] = {
    "exact": (exact, lambda counts, published: counts == published),
    "shares in tenths": (tenths, lambda counts, published: tenths(counts, ANY) == published),
    "random rounding to 3": to_base(3),
    "random rounding to 5": to_base(5),
    "noise, ratio 2": with_noise(2),
    "noise, ratio 3": with_noise(3),
    "noise, ratio 4": with_noise(4),
}


def counted(levels: Sequence[int]) -> Counts:
    """Return how many gave each level."""
    return tuple(levels.count(level) for level in range(1, LEVELS + 1))


def mean(counts: Counts) -> float:
    """Return the mean level."""
    return sum(level * count for level, count in enumerate(counts, 1)) / max(sum(counts), 1)


def answer(random: Random, usual: float) -> int:
    """Return one person's level."""
    return min(LEVELS, max(1, round(random.gauss(usual, 0.9))))


def wave_after(first: Sequence[int], usual: float, rise: float, joined: int, random: Random) -> list[int]:
    """Return the second wave: the last ones of the first stay, those who joined come last; all rise on average."""
    could = [place for place, level in enumerate(first) if level < LEVELS]
    ups = set(random.sample(could, min(len(could), round(rise * len(first)))))
    stayed = [level + (place in ups) for place, level in enumerate(first)][joined:]
    return stayed + [answer(random, usual + rise) for _ in range(joined)]


def homes(way: str, size: int, turnover: float, number: int) -> tuple[float, float, float]:
    """Return how often a rise is seen, how often one is that is none, and how often the joiner's answer is known."""
    publish, fits = WAYS[way]
    random = Random(14)  # noqa: S311 - the same homes for every way
    seen = false = known = 0
    for _ in range(number):
        usual, joined = random.uniform(2.3, 3.9), max(1, round(turnover * size))
        for _ in range(10):
            here = usual + random.gauss(0, 0.4)
            first = [answer(random, here) for _ in range(size)]
            before = mean(publish(counted(first), random))
            higher = wave_after(first, here, 0.5, joined, random)
            seen += mean(publish(counted(higher), random)) - before >= SEEN
            # The same people in the same mood: those who joined give what those who left gave.
            same = [*first[joined:], *first[:joined]]
            published = publish(counted(same), random)
            false += abs(mean(published) - before) >= SEEN
            others = counted(same[:-1])
            worlds = [tuple(n + (place == mine) for place, n in enumerate(others)) for mine in range(LEVELS)]
            known += sum(fits(world, published) for world in worlds) == 1
    return seen / (10 * number), false / (10 * number), known / (10 * number)


def teams(number: int) -> tuple[int, int, int, int]:
    """Return how many suppressed cells there are, and how many are known where figures are exact.

    First where sizes alone decide; then where, besides, a topic is shown for the whole only if a team or what is left
    is all alike: whoever knows that asks which it can be.
    """
    random = Random(14)  # noqa: S311 - the same teams in every run
    cells = known = dropped = told = 0
    for _, _ in product(range(number), range(25)):
        own: dict[Group, int] = {(name,): random.randint(7, 16) for name in "abcd"}
        held, usual = rests(own, MINIMUM), random.choice((2, 3, 4))
        answers = {
            group: counted([usual if random.random() < 0.93 else random.randint(1, LEVELS) for _ in range(size)])
            for group, size in own.items()
        }
        parts = {
            rest: [group for group in own if held[group] == rest]
            for rest in dict.fromkeys(held[group] for group in own)
        }
        counts = {
            rest: tuple(map(sum, zip(*(answers[g] for g in groups), strict=True))) for rest, groups in parts.items()
        }
        hidden = [group for group in own if held[group] != group]
        cells += len(hidden)
        alike = [rest for rest, each in counts.items() if max(each) == sum(each)]
        known += sum(held[group] in alike for group in hidden)
        if alike:
            whole = add_counts(counts.values())
            can = [(r, level) for r, each in counts.items() for level in range(LEVELS) if whole[level] >= sum(each)]
            dropped += len(own)
            told += sum(len(can) == 1 for group in own if held[group] in alike)
    return cells, known, dropped, told


def main() -> int:
    """Print the tables; return 1 where the library's own way does not hold what its page says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few homes: shows that it runs")
    number = 10 if parser.parse_args().smoke else 200
    good = True
    for size, turnover in product(SIZES, TURNOVER):
        print(f"{size} staff, {turnover:.0%} replaced")
        for way in WAYS:
            seen, false, known = homes(way, size, turnover, number)
            print(f"    {way:21} rises seen {seen:4.0%}, where there is none {false:4.0%}, joiners known {known:4.0%}")
            if way == "noise, ratio 3":
                good &= known == 0 and (seen >= 0.8 or number < 200)
    cells, known, dropped, told = teams(number)
    print(f"{number} reports of four teams, 25 topics: {cells} cells suppressed from sizes")
    print(f"    exact figures, sizes alone decide: {known} known")
    print(f"    exact figures, unanimity topic by topic: {dropped} more suppressed, {told} known")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
