"""Hypothesis strategies for everything in a framework and every record of a service.

What is drawn is valid by construction.  Ranges are keyword-only, and everything shrinks to the smallest thing that
still says something: one topic with two levels, ids such as `t1`, texts such as "A".

    from hypothesis import given
    from positiveculture.testing import strategies as pcs

    @given(pcs.frameworks())
    def test_every_framework_can_be_shown(framework): ...

For one given framework, `strategies_for` returns what can be recorded against it:

    ours = pcs.strategies_for(pc.get_framework("wigan-progress"))

    @given(ours.ordered_pairs())
    def test_more_is_never_less(pair): ...
"""

from positiveculture.testing.strategies.against import Strategies, strategies_for
from positiveculture.testing.strategies.answers import DAY, evidence
from positiveculture.testing.strategies.asking import plain_rules, rules
from positiveculture.testing.strategies.drawn import assessed, assessments, histories, panels, plans
from positiveculture.testing.strategies.editions import migrated_cases, migrated_plans, migrations
from positiveculture.testing.strategies.invented import framework_for
from positiveculture.testing.strategies.machine import assessment_machine
from positiveculture.testing.strategies.misses import NearMiss
from positiveculture.testing.strategies.payloads import FaultyPayload
from positiveculture.testing.strategies.published import awards, frameworks
from positiveculture.testing.strategies.rated import scales, statements, topics
from positiveculture.testing.strategies.thresholds import Boundary, Threshold
from positiveculture.testing.strategies.voices import crosswalks, feedback_logs, suggestions, triangulations
from positiveculture.testing.strategies.words import texts

__all__ = [
    "DAY",
    "Boundary",
    "FaultyPayload",
    "NearMiss",
    "Strategies",
    "Threshold",
    "assessed",
    "assessment_machine",
    "assessments",
    "awards",
    "crosswalks",
    "evidence",
    "feedback_logs",
    "framework_for",
    "frameworks",
    "histories",
    "migrated_cases",
    "migrated_plans",
    "migrations",
    "panels",
    "plain_rules",
    "plans",
    "rules",
    "scales",
    "statements",
    "strategies_for",
    "suggestions",
    "texts",
    "topics",
    "triangulations",
]
