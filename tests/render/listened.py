"""The documents of what people said and promised, and of frameworks: each by its name, made of the examples."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.framework import framework_document, topic_document
from positiveculture.documents.installed import frameworks_document, matching_document, plugins_document
from positiveculture.documents.plan import actions_document, plan_document
from positiveculture.documents.services import services_document
from positiveculture.formats.installed import load_installed
from positiveculture.formats.plan import PlanStatus
from positiveculture.formats.rollup import Rollup, read_rollup

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
    "services": (lambda: services_document(SERVICES), (SERVICES, WIGAN)),
    "services-rated": (lambda: services_document(RATED), (RATED, RATED.framework)),
    "services-of-a-guide": (lambda: services_document(GUIDED), (GUIDED, GUIDED.framework)),
}
