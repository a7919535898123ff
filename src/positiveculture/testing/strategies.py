"""Hypothesis strategies for everything in a framework and everything said about a service.

What is drawn is valid by construction.  Ranges are keyword-only, and everything shrinks to the smallest thing that
still says something: one topic with two levels, ids such as `t1`, texts such as "A".

    from hypothesis import given
    from positiveculture.testing import strategies as pcs

    @given(pcs.frameworks())
    def test_every_framework_can_be_shown(framework): ...

For one given framework, `strategies_for` returns what can be said against it:

    ours = pcs.strategies_for(pc.get_framework("wigan-progress"))

    @given(ours.ordered_pairs())
    def test_more_is_never_less(pair): ...
"""

from positiveculture.testing.answers import DAY, Strategies, evidence, strategies_for
from positiveculture.testing.asking import plain_rules, rules
from positiveculture.testing.published import assessed, awards, frameworks
from positiveculture.testing.rated import scales, statements, topics
from positiveculture.testing.words import texts

__all__ = [
    "DAY",
    "Strategies",
    "assessed",
    "awards",
    "evidence",
    "frameworks",
    "plain_rules",
    "rules",
    "scales",
    "statements",
    "strategies_for",
    "texts",
    "topics",
]
