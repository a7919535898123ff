"""The documents of what was checked, and of judged tables: each by its name, with what has words of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.check import check_document, conformance_page
from positiveculture.documents.judged_table import judged_table_document
from positiveculture.formats.check import Checked
from positiveculture.formats.crosswalk import find_crosswalk
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.linting import OneOff, RuleWarning, lint_rules, pinning
from positiveculture.formats.migration import read_migration
from positiveculture.formats.panel import read_panel
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.formats.wording import MissingText
from positiveculture.panel.panel_report import released

EXAMPLES = Path(__file__).parents[2] / "examples"

WIGAN, CQC = pc.get_framework("wigan-progress"), pc.get_framework("cqc-style-well-led")

#: A framework whose rule asks for something twice, without a reference case.
SHED = framework_from_dict(
    {
        "id": "shed",
        "edition": "1",
        "title": "Shed",
        "source": {"title": "Shed", "publisher": "Press", "rights": "None."},
        "scales": {"two": {"levels": {1: "No", 2: "Yes"}}},
        "topics": [
            {"id": "spade", "title": "Spade", "scale": "two"},
            {"id": "rake", "title": "Rake <b>", "scale": "two"},
            {"id": "fork", "title": "Fork", "scale": "two", "parts": [{"id": "tines", "title": "T", "scale": "two"}]},
        ],
        "awards": [
            {
                "id": "tidy",
                "title": "Tidy",
                "rule": {"all": [{"every": 2, "topics": ["spade", "rake", "fork"]}, {"minimum": {"spade": 2}}]},
            }
        ],
    }
)

MIGRATION = read_migration(EXAMPLES / "editions" / "cqc-style-draft" / "migration.toml")


def result(status: str, message: str = "", reason: str = "", name: str = "rules_total") -> dict[str, Any]:
    """Return what came of one conformance check, as a report has it."""
    return {"id": name, "code": "PC-R001", "status": status, "message": message, "reason": reason, "seconds": 0.0}


def conformance(*results: dict[str, Any], judged: int) -> dict[str, Any]:
    """Return a conformance report with these results."""
    failed = any(each["status"] == "failed" for each in results)
    return {"target": "shed", "level": "0.2", "ok": not failed, "judged": judged, "results": list(results)}


FAILING = conformance(
    result("failed", "[PC-R001 rules_total] Rxls brxk.\n  sxpzd = 1"),
    result("passed"),
    result("passed"),
    result("not-run", reason="Hypxthxsxs"),
    result("inapplicable"),
    result("inapplicable"),
    result("blocked"),
    result("advisory", "Nxw.\nmxrx"),
    result("advisory", "nxvxr shown", name="rules_as_meant"),
    judged=4,
)
ONE = conformance(result("passed"), result("inapplicable"), result("blocked"), result("blocked"), judged=1)

TEAM = read_panel([EXAMPLES / "team-rivington-2026"], by="assessed_by")
RELEASE = released(TEAM, TEAM.summary(WIGAN), by="folder")

#: What was checked, by the name of its document.
FOUND = {
    "framework": Checked(
        "shed.toml",
        "framework",
        content=SHED,
        framework=SHED,
        warnings=lint_rules(SHED),
        pinning=pinning(SHED),
        conformance=FAILING,
        examples=20,
    ),
    "framework that conforms": Checked(
        WIGAN.id, "framework", content=WIGAN, framework=WIGAN, pinning=pinning(WIGAN), conformance=ONE, examples=1
    ),
    "assessment": Checked(
        "a.toml", "assessment", content=pc.read_assessment(EXAMPLES / "rivington-2026.toml"), framework=WIGAN
    ),
    "action plan": Checked(
        "p.toml", "action plan", content=pc.read_plan(EXAMPLES / "plan-rivington-2026.toml"), framework=WIGAN
    ),
    "feedback log": Checked(
        "f.toml", "feedback log", content=read_feedback(EXAMPLES / "feedback-merrowdale-east-2026.toml")
    ),
    "triangulation": Checked(
        "t.toml", "triangulation", content=read_triangulation(EXAMPLES / "triangulation-merrowdale-2026.toml")
    ),
    "crosswalk": Checked("c.tsv", "crosswalk", content=find_crosswalk(WIGAN.id, CQC.id)),
    "migration": Checked("m.toml", "migration", content=MIGRATION),
    "release": Checked("r.toml", "release", content=RELEASE),
    "wording": Checked("w.toml", "wording", framework=WIGAN, missing=(MissingText("`title`", "*Txt*"),)),
    "whole wording": Checked("w.toml", "wording", framework=WIGAN, missing=()),
}

AWARDS = ("bronze", "silver", "gold")

#: What came of tables, with the framework of each.
TABLES: dict[str, tuple[dict[str, Any], pc.Framework]] = {
    "table": (
        {
            "rows": 1200,
            "judged": 1199,
            "rejected": 1,
            "rejects": "jdgd.rjcts.csv",
            "unknown_columns": ['clmn "dgntty"'],
            "none": 1199,
            "awards": [
                {"id": each, "highest": 0, "met": 0, "not_met": 1, "undecided": 1}
                for each in ("bronze", "silver", "gold")
            ],
            "blockers": [
                {"award": "bronze", "kind": "level", "what": "dignity at 5", "rows": 1100},
                {"award": "bronze", "kind": "evidence", "what": "dignity", "rows": 2},
                {"award": "bronze", "kind": "unanswered", "what": "dignity", "rows": 2},
                {"award": "gold", "kind": "nothing-to-judge", "what": "", "rows": 1},
                {"award": "gold", "kind": "award", "what": "silver", "rows": 1},
                {"award": "gold", "kind": "share", "what": "nvr shwn", "rows": 1},
            ],
            "tipping": {"rows": 1000, "topics": [{"topic": "dignity", "gains": 7}]},
        },
        WIGAN,
    ),
    "table of one row": (
        {
            "rows": 1,
            "judged": 1,
            "rejected": 0,
            "rejects": None,
            "unknown_columns": [],
            "none": 0,
            "awards": [],
            "blockers": [{"award": "good", "kind": "share", "what": "thr qrtrs", "rows": 1}],
            "tipping": {"rows": 1, "topics": []},
        },
        CQC,
    ),
}


def _own(warning: RuleWarning) -> tuple[str, ...]:
    """Return the words of a warning, made before a document is: its clause with a capital, and its example."""
    example = "" if warning.example is None else warning.example.describe(SHED)
    return warning.clause.capitalize(), warning.text.capitalize(), example


def _unpinned(found: Checked) -> tuple[OneOff, ...]:
    return () if found.pinning is None else found.pinning.unpinned


#: Each document with how it is made, and what has words of its own in it.
CHECKED: dict[str, tuple[Callable[[], Document], tuple[Any, ...]]] = {
    **{
        f"check {name}": (
            partial(check_document, found),
            (found, [_own(each) for each in found.warnings or ()], [each.clause.title() for each in _unpinned(found)]),
        )
        for name, found in FOUND.items()
    },
    "check --explain": (partial(conformance_page, "PC-R003", "rls", [("", "Trth."), ("Why.", "Bcs.")]), ("Why",)),
    **{name: (partial(judged_table_document, *found), found) for name, found in TABLES.items()},
}
