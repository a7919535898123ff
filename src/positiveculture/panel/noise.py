"""Noise: every published count is a little off on purpose, so that no answer can be worked out of any figures.

To each count of a rest, a whole number is added that is 0 half of the time and as often above 0 as below: each further
step away from 0 is a third as likely (the two-sided geometric distribution).  Then the counts are made to fit again:
none below 0, together as many as there are.

Whoever compares two possible answers of one person compares two tables that differ by 1 in two counts.  Whatever is
published, it is at most 3 times as likely for each of the two counts under the one as under the other: `ODDS` together,
whatever else they know, and nothing is ever certain.  This is differential privacy, with an epsilon of ln 9 an answer
and release.

Sources: Ghosh, Roughgarden, Sundararajan, "Universally utility-maximizing privacy mechanisms" (2009), for the
distribution; Wang and others, "Locally differentially private frequency estimation with consistency" (2020), for the
fitting (`norm-sub`).  Statistical offices publish censuses in this manner (England and Wales 2021, Australia).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import shake_256
from operator import add
from secrets import token_bytes
from struct import unpack

from positiveculture.panel.protection import Counts, Group

#: How many times as likely each step towards the true count is.
RATIO = 3

#: How many times as likely whatever is published can be under one answer of a person as under another.
ODDS = RATIO**2

#: The mean square of the noise in a count.
VARIANCE = Fraction(2 * RATIO, (RATIO - 1) ** 2)

#: How many bytes a secret has at least.
SECRET = 16

#: How far a count can be from the true one: what is left out has a probability of 1 to 10 ** 19.
FARTHEST = 40

#: How many of all draws of 64 bits are that far below 0 or farther, the farthest first: 3/4 of 1 / RATIO ** k.
BELOW = [3 * 2**62 // RATIO**steps for steps in range(FARTHEST, 0, -1)]

#: The draws at which the noise becomes one more, from -FARTHEST on.
STEPS = [*BELOW, *(2**64 - below for below in reversed(BELOW))]


def new_secret() -> bytes:
    """Return bytes that nobody can guess, from the operating system."""
    return token_bytes(2 * SECRET)


def noisy(counts: Mapping[Group, Counts], secret: bytes, question: str) -> dict[Group, Counts]:
    """Return counts near `counts`, of each group none below 0 and together as many.

    Args:
        counts: How many of each group, no two of which share anybody, gave each answer to one question.
        secret: What the noise is drawn from.  The same secret, question and counts give the same result; where anything
            differs, all noise is independent.
        question: What was asked.
    """
    message = repr((question, tuple(counts.items()))).encode()
    number = sum(map(len, counts.values()))
    stream = shake_256(len(secret).to_bytes(8, "big") + secret + message).digest(12 * number)
    draws = unpack(f">{number}Q{number}I", stream)
    steps = [bisect_right(STEPS, draw) - FARTHEST for draw in draws[:number]]
    lots = draws[number:]
    noisy_counts, start = {}, 0
    for group, each in counts.items():
        end = start + len(each)
        noisy_counts[group] = fitted(list(map(add, each, steps[start:end])), sum(each), lots[start:end])
        start = end
    return noisy_counts


def fitted(values: Sequence[int], n: int, lots: Sequence[int]) -> Counts:
    """Return the whole numbers of 0 or more, `n` together, that are nearest to `values`.

    All that stay above 0 are moved by as much; what does not divide evenly goes to those with the smallest `lots`.
    """
    missing, least = n - sum(values), min(values, default=0)
    if missing == 0 and least >= 0:
        return tuple(values)
    kept: Sequence[int] = range(len(values))
    if least * len(values) + missing <= 0:
        order = sorted(kept, key=values.__getitem__, reverse=True)
        while order and values[order[-1]] * len(order) + missing <= 0:
            missing += values[order.pop()]
        kept = order
    whole = [0] * len(values)
    if kept:
        each, more = divmod(missing, len(kept))
        for place in kept:
            whole[place] = values[place] + each
        for place in sorted(kept, key=lots.__getitem__)[:more] if more else ():
            whole[place] += 1
    return tuple(whole)
