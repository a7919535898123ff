"""Laws that every award rule keeps, to hold of a rule of your own, or of all the awards of a framework.

    from positiveculture import All, AtLeast
    from positiveculture.testing import assert_lawful

    def test_my_rule():
        assert_lawful(All([AtLeast("dignity", 3), AtLeast("rights", 2)]))

Each is tried on drawn examples, the same ones each time, and says the smallest example that breaks it.
"""

from collections.abc import Iterable

from positiveculture.awards import Award
from positiveculture.testing.laws.exact import assert_exact_when_half_filled, assert_progress_tells_the_truth
from positiveculture.testing.laws.judges import assert_judge_agrees
from positiveculture.testing.laws.reasons import assert_reasons_are_complete
from positiveculture.testing.laws.round_trips import assert_round_trips
from positiveculture.testing.laws.routes import assert_route_exact
from positiveculture.testing.laws.steady import assert_monotone, assert_order_free, assert_repeatable
from positiveculture.testing.laws.subjects import Lawful, subject_of
from positiveculture.topics import Topic

__all__ = [
    "assert_exact_when_half_filled",
    "assert_judge_agrees",
    "assert_lawful",
    "assert_monotone",
    "assert_order_free",
    "assert_progress_tells_the_truth",
    "assert_reasons_are_complete",
    "assert_repeatable",
    "assert_round_trips",
    "assert_route_exact",
]

#: The laws of every rule, of whatever kind.
LAWS = (
    assert_repeatable,
    assert_order_free,
    assert_monotone,
    assert_progress_tells_the_truth,
    assert_exact_when_half_filled,
    assert_reasons_are_complete,
)


def assert_lawful(
    rule: Lawful,
    *,
    topics: Iterable[Topic] | None = None,
    awards: Iterable[Award] = (),
    max_examples: int | None = None,
) -> None:
    """Hold every law that applies to a rule, or to all the awards of a framework.

    That a rule round-trips, and that its routes are exact, is held of the nine kinds alone.  By default, each law is
    tried on as many examples as on its own; other arguments and errors are those of `assert_monotone`.
    """
    topics, awards = None if topics is None else tuple(topics), tuple(awards)
    subject = subject_of(rule, topics, awards, "assert_lawful")
    laws = [*LAWS]
    if subject.own is None:
        laws += [assert_round_trips, assert_route_exact]
    for law in laws:
        if max_examples is None:
            law(rule, topics=topics, awards=awards)
        else:
            law(rule, topics=topics, awards=awards, max_examples=max_examples)
