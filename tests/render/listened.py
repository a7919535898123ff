"""The documents of what people said and promised, and of frameworks: each by its name, made of the examples."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.plan import actions_document, plan_document
from positiveculture.formats.plan import PlanStatus

EXAMPLES = Path(__file__).parents[2] / "examples"

WIGAN = pc.get_framework("wigan-progress")
PLAN = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")


def drafted(name: str, award: str | None = None) -> pc.ActionPlan:
    """Return a plan that is drafted from an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.draft_plan(pc.evaluate(pc.get_framework(assessment.framework), assessment), award)


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
}
