"""The types of the public names: checked by mypy, never run."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, assert_type

import positiveculture as pc
from positiveculture.formats.coverage import Coverage
from positiveculture.formats.crosswalk import crosswalk_to_dict, find_crosswalk
from positiveculture.formats.history import AwardChange, Change, Movement
from positiveculture.formats.panel import read_panel
from positiveculture.formats.wording import MissingText, in_language, missing_texts, read_wording
from positiveculture.plugins.registry import LoadReport, PluginSource

registry = pc.registry()
assert_type(registry, pc.Registry)
assert_type(registry.names(), tuple[str, ...])
assert_type(registry.sources("wigan-progress"), tuple[PluginSource, ...])
assert_type(registry.get("wigan-progress"), pc.Framework)
assert_type(registry.load_all(), LoadReport)
assert_type(registry.load_all().failed, Mapping[str, pc.RegistryError])
assert_type(registry.with_frameworks(replace=True), pc.Registry)
assert_type(list(registry), list[str])
with pc.use_registry(registry) as used:
    assert_type(used, pc.Registry)

wigan = pc.get_framework("wigan-progress")
assert_type(wigan, pc.Framework)
assert_type(pc.get_framework(wigan), pc.Framework)
assert_type(wigan.id, str)
assert_type(wigan.source, pc.Source)
assert_type(wigan.topics, tuple[pc.Topic, ...])
assert_type(wigan.awards, tuple[pc.Award, ...])
assert_type(wigan.topic("dignity"), pc.Topic)
assert_type(wigan.topic(1).scale, pc.Scale | None)
assert_type(wigan.award("gold").rule, pc.Rule)
assert_type(wigan.topic(1).statement(5), pc.Statement | None)
assert_type(wigan.award("gold").includes, tuple[str, ...])

a = pc.read_assessment("rivington-2026.toml")
assert_type(a, pc.Assessment)
assert_type(pc.read_assessment("rivington-2026.toml", framework=wigan), pc.Assessment)
assert_type(a.assessed_on, date)
responses: Mapping[str, pc.Response] = a.responses
assert_type(responses["dignity"], pc.Response)
assert_type(a.levels, Mapping[str, int])
assert_type(a.evidence("dignity"), tuple[pc.Evidence, ...])

outcome = pc.evaluate(wigan, a)
assert_type(outcome, pc.Outcome)
assert_type(outcome.award, str | None)
assert_type(outcome["gold"], pc.Verdict)
assert_type(outcome["gold"].state, pc.State)
assert_type(outcome["gold"].progress, Fraction)
assert_type(outcome["gold"].award, pc.Award)
assert_type(outcome["gold"].only_lower_awards_missing, bool)
assert_type([blocker.kind for blocker in outcome["gold"].blockers], list[str])
assert_type(list(outcome), list[pc.Verdict])
assert_type(outcome.next_statements, dict[str, pc.Statement])
assert_type(outcome.unanswered, tuple[str, ...])

explanation = pc.explain(outcome)
assert_type(explanation, pc.Explanation)
assert_type(explanation.decided_by, str)
assert_type(explanation["gold"], pc.Clause)
assert_type(outcome.coverage, Coverage)
assert_type(outcome.coverage.without_response, tuple[pc.Topic, ...])

way = pc.route(outcome, "gold", effort={"dignity": 2})
assert_type(way, pc.Route)
assert_type(way.steps, tuple[pc.Step, ...])
assert_type(way.effort, Fraction)
assert_type(way.steps[0].statement, pc.Statement | None)
assert_type(way.steps[0].from_level, int | None)

plan = pc.draft_plan(outcome, "silver")
assert_type(plan, pc.ActionPlan)
assert_type(plan.actions, tuple[pc.Action, ...])
assert_type(plan.priorities, tuple[pc.Priority, ...])
assert_type(plan.actions[0].by_when, date | None)
assert_type(pc.read_plan("plan.json"), pc.ActionPlan)

history = pc.History([a, a])
assert_type(history.changes, tuple[Change, ...])
assert_type(history.award_changes(wigan), tuple[AwardChange, ...])
assert_type(history.changes[0].rose, bool)

assert_type(history.movements(wigan), tuple[Movement, ...])

assert_type(pc.read_framework("framework.toml", language="cy"), pc.Framework)
assert_type(in_language("wigan-progress", "cy"), pc.Framework)
assert_type(missing_texts(wigan, read_wording("wording.cy.toml")), tuple[MissingText, ...])
assert_type(read_panel(["replies"], by="folder"), pc.Panel)

for told in (
    pc.assessment_to_dict(a),
    pc.framework_to_dict(wigan),
    pc.history_to_dict(pc.History([a], framework=wigan)),
    pc.outcome_to_dict(outcome),
    pc.plan_to_dict(plan),
    pc.route_to_dict(way),
    pc.assessment_schema(wigan),
    crosswalk_to_dict(find_crosswalk("wigan-progress", wigan)),
):
    assert_type(told, dict[str, Any])
assert_type(pc.assessment_from_dict({}), pc.Assessment)
assert_type(pc.assessment_from_dict({}, wigan), pc.Assessment)
assert_type(pc.plan_from_dict({}, "wigan-progress"), pc.ActionPlan)
assert_type(pc.framework_from_dict({}), pc.Framework)

made = pc.Assessment(
    framework="wigan-progress",
    edition="2017",
    service="Seal Sands at Home",
    assessed_on=date(2026, 3, 31),
    responses={"dignity": 5, "communication": pc.Rating(4, note="Better."), "meetings": pc.NotApplicable("None yet.")},
)
assert_type(made.not_applicable, frozenset[str])

rules: list[pc.Rule] = [
    pc.AtLeast("dignity", 5),
    pc.Every(2, ["dignity"]),
    pc.Share(63, rounding=pc.Rounding.HALF_UP),
    pc.Evidenced(["dignity"]),
    pc.Holds("bronze"),
    pc.All([pc.AnyOf([pc.AtLeast("dignity", 5)]), pc.AtLeastOf(1, [pc.Holds("silver")])]),
]

error: Exception = pc.InvalidAssessment("it", (pc.Problem("empty", ("service",), {}, "`service`"),))
if isinstance(error, pc.Invalid):
    assert_type(error.problems, tuple[pc.Problem, ...])
    problem_with_a_value_error: ValueError = error
if isinstance(error, pc.FileTrouble):
    missing: OSError = error
