"""The documents of what people said and promised, and of frameworks: each by its name, made of the examples."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.crosswalk import crosswalk_document, proposals_document
from positiveculture.documents.feedback import feedback_document
from positiveculture.documents.framework import framework_document, topic_document
from positiveculture.documents.installed import frameworks_document, matching_document, plugins_document
from positiveculture.documents.migration import migration_document
from positiveculture.documents.panel import panel_document
from positiveculture.documents.plan import actions_document, plan_document
from positiveculture.documents.record import record_document
from positiveculture.documents.services import services_document
from positiveculture.documents.triangulation import triangulation_document
from positiveculture.formats.crosswalk import EvidenceProposals, find_crosswalk, propose_evidence
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.installed import load_installed
from positiveculture.formats.panel import read_panel
from positiveculture.formats.plan import PlanStatus
from positiveculture.formats.record import known_titles
from positiveculture.formats.rollup import Rollup, read_rollup
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.migration.preview import preview
from positiveculture.panel.panel_report import PanelReport, released

EXAMPLES = Path(__file__).parents[2] / "examples"

WIGAN = pc.get_framework("wigan-progress")
PLAN = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")


def drafted(name: str, award: str | None = None) -> pc.ActionPlan:
    """Return a plan that is drafted from an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.draft_plan(pc.evaluate(pc.get_framework(assessment.framework), assessment), award)


def rolled_up(*names: str) -> Rollup:
    """Return the rollup of some examples."""
    return read_rollup([EXAMPLES / f"{name}.toml" for name in names])


SERVICES = rolled_up("rivington-2025", "rivington-2026", "halfway-2026")
RATED = rolled_up("cqc-rivington-2026", "cqc-held-back-2026")
GUIDED = rolled_up("wales-cwm-aderyn-2025", "wales-cwm-aderyn-2026")


def framework_documents() -> Iterator[tuple[str, tuple[Callable[[], Document], tuple[Any, ...]]]]:
    """Yield the document of each framework, and of one of its topics with what only some topics have."""
    for name in pc.registry().names():
        found = pc.get_framework(name)
        yield f"framework {name}", (partial(framework_document, found, 3), (found,))
        topic = max(found.every_topic, key=lambda each: (bool(each.parts), bool(each.tools), len(each.aspects)))
        yield f"topic {name}", (partial(topic_document, found, topic), (found,))
    supervision = WIGAN.topic("supervision")
    yield "topic for any model", (partial(topic_document, WIGAN, supervision), (WIGAN,))
    yield "topic for one model", (partial(topic_document, WIGAN, supervision, "traditional"), (WIGAN,))


def proposed(target: str, most_uses: int = 3) -> EvidenceProposals:
    """Return what the evidence of an example proposes for another framework."""
    assessment = pc.read_assessment(EXAMPLES / "rivington-2026.toml")
    return propose_evidence(assessment, find_crosswalk("wigan-progress", target), most_uses=most_uses)


SURVEY = pc.get_framework("leicester-healthy-workplace")


def replies(*sizes: int, year: int = 2026) -> pc.Panel:
    """Return the replies to a survey of groups of these sizes, each person with answers of their own."""
    groups = [(name,) for name, size in zip(("North", "South", "Nights"), sizes, strict=False) for _ in range(size)]
    found = [
        pc.Assessment(
            framework=SURVEY.id,
            edition=SURVEY.edition,
            service="Kelderwick City Council",
            assessed_on=date(year, 5, 14),
            responses={
                topic.id: 1 + (number * 7 + place * 3 + year) % 5 for place, topic in enumerate(SURVEY.every_topic)
            },
        )
        for number in range(sum(sizes))
    ]
    return pc.Panel(found, groups=groups, people=[f"p{number}" for number in range(len(found))])


def panel_report(panel: pc.Panel, framework: pc.Framework, before: pc.Panel | None = None) -> PanelReport:
    """Return the report of a panel, beside the wave before where there is one."""
    since = () if before is None else (released(before, before.summary(framework), by="folder"),)
    summary = panel.summary(framework, invited={(): 60})
    return PanelReport(release=released(panel, summary, by="folder", since=since), since=since)


TEAM = panel_report(read_panel([EXAMPLES / "team-rivington-2026"], by="assessed_by"), WIGAN)
FEW = panel_report(replies(4), SURVEY)
WAVES = panel_report(replies(16, 14, 3), SURVEY, replies(16, 14, 3, year=2025))

WALES, CQC = pc.get_framework("wales-positive-cultures"), pc.get_framework("cqc-style-well-led")
LOG = read_feedback(EXAMPLES / "feedback-merrowdale-east-2026.toml")
REPORT = read_triangulation(EXAMPLES / "triangulation-merrowdale-2026.toml")

MIGRATION = pc.read_migration(EXAMPLES / "editions" / "cqc-style-draft" / "migration.toml")
RATED_BEFORE = [pc.read_assessment(EXAMPLES / f"cqc-{name}-2026.toml") for name in ("held-back", "rivington")]
MOVED = pc.migrate(MIGRATION, RATED_BEFORE[0])

INSTALLED = load_installed(pc.registry())

#: Each document with how it is made, and what has words of its own in it.
MADE: dict[str, tuple[Callable[[], Document], tuple[Any, ...]]] = {
    "plan": (lambda: plan_document(PLAN, WIGAN, PLAN.advice(WIGAN)), (PLAN, WIGAN)),
    "plan-drafted": (lambda: plan_document(drafted("halfway-2026", "gold"), WIGAN), (WIGAN, "Anglezarke Care at Home")),
    "plan-of-a-guide": (
        lambda: plan_document(drafted("wales-cwm-aderyn-2026"), pc.get_framework("wales-positive-cultures")),
        (drafted("wales-cwm-aderyn-2026"), pc.get_framework("wales-positive-cultures")),
    ),
    "actions": (lambda: actions_document(PlanStatus(PLAN, date(2026, 7, 6)), WIGAN), (PLAN, WIGAN)),
    "actions-none": (
        lambda: actions_document(PlanStatus(drafted("rivington-2026", "bronze"), date(2026, 7, 6)), WIGAN),
        (WIGAN, "Rivington Home Care"),
    ),
    **dict(framework_documents()),
    "frameworks": (lambda: frameworks_document(INSTALLED), (*INSTALLED.frameworks.values(), "positiveculture")),
    "frameworks beginning": (
        lambda: matching_document("wigan", [WIGAN, pc.get_framework("wigan-ethical-homecare")]),
        (WIGAN, pc.get_framework("wigan-ethical-homecare")),
    ),
    "plug-ins": (lambda: plugins_document(INSTALLED), (INSTALLED.plugins,)),
    "feedback": (
        lambda: feedback_document(LOG.measures(date(2026, 9, 30)), "Kept by the deputy manager."),
        (LOG, "Kept by the deputy manager"),
    ),
    "feedback before the first": (lambda: feedback_document(LOG.measures(date(2026, 1, 1))), (LOG,)),
    "triangulation": (lambda: triangulation_document(REPORT), (REPORT,)),
    "crosswalk": (
        lambda: crosswalk_document(find_crosswalk("wigan-progress", CQC.id), WIGAN, CQC),
        (WIGAN, CQC, find_crosswalk("wigan-progress", CQC.id)),
    ),
    "proposals": (lambda: proposals_document(proposed(WALES.id, 2), WIGAN, WALES), (WIGAN, WALES, proposed(WALES.id))),
    "proposals for CQC-style": (
        lambda: proposals_document(proposed(CQC.id), WIGAN, CQC),
        (WIGAN, CQC, proposed(CQC.id)),
    ),
    "panel of a team": (lambda: panel_document(TEAM), (WIGAN, TEAM.summary.groups, "Rivington Home Care")),
    "panel of too few": (lambda: panel_document(FEW), (SURVEY, FEW.summary.groups, "Kelderwick City Council")),
    "panel of two waves": (lambda: panel_document(WAVES), (SURVEY, WAVES.summary.groups, "Kelderwick City Council")),
    "migration": (
        lambda: migration_document([MIGRATION], [preview([MIGRATION], each) for each in RATED_BEFORE]),
        (MIGRATION, RATED_BEFORE),
    ),
    "migration that was written": (lambda: migration_document([MIGRATION], (), written=True), (MIGRATION,)),
    "record": (lambda: record_document(RATED_BEFORE[0], known_titles(RATED_BEFORE[0])), (RATED_BEFORE, CQC)),
    "record that was moved": (lambda: record_document(MOVED, known_titles(MOVED)), (MOVED, MIGRATION, CQC)),
    "record of a plan": (lambda: record_document(PLAN, known_titles(PLAN)), (PLAN, WIGAN)),
    "services": (lambda: services_document(SERVICES), (SERVICES, WIGAN)),
    "services-rated": (lambda: services_document(RATED), (RATED, RATED.framework)),
    "services-of-a-guide": (lambda: services_document(GUIDED), (GUIDED, GUIDED.framework)),
}
