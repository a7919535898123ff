"""Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next.

Every public name is had from here, and imported from its home on first use: `import positiveculture` alone costs
next to nothing, and the edges (files, plug-ins) are paid for only by who uses them.
"""

from importlib import import_module
from typing import Any

#: Where each public name lives.
_HOMES = {
    "assessment": ("Assessment", "Commitment", "Evidence", "NotApplicable", "Rating", "Reflection", "Response"),
    "awards": ("Award",),
    "cases": ("ReferenceCase",),
    "certificates": ("Certificate", "Suspension"),
    "convert": ("missing_words", "worded"),
    "coverage": ("Coverage", "TopicCoverage", "cover"),
    "crosswalk": ("Carried", "Crosswalk", "End", "Link", "Overuse", "Proposal", "Relation", "carry"),
    "errors": (
        "FileTrouble",
        "FrameworkConflict",
        "FrameworkLoadError",
        "IncompatibleFramework",
        "Invalid",
        "InvalidAssessment",
        "InvalidCrosswalk",
        "InvalidEffort",
        "InvalidFeedback",
        "InvalidFile",
        "InvalidFramework",
        "InvalidHistory",
        "InvalidPanel",
        "InvalidPlan",
        "InvalidTable",
        "InvalidTriangulation",
        "InvalidWording",
        "MissingExtra",
        "NoRoute",
        "NotAveraged",
        "NotScored",
        "PositiveCultureError",
        "Problem",
        "RegistryError",
        "Unknown",
        "UnknownAward",
        "UnknownCrosswalk",
        "UnknownFramework",
        "UnknownTopic",
        "UnknownWording",
        "UnusableName",
    ),
    "explanation": ("Clause", "decided_by", "explain"),
    "feedback": ("FeedbackLog", "Measures", "Stage", "Suggestion"),
    "files": (
        "find_wordings",
        "in_language",
        "read_assessment",
        "read_crosswalk",
        "read_feedback",
        "read_framework",
        "read_panel",
        "read_plan",
        "read_triangulation",
        "read_wording",
        "write_assessment",
        "write_crosswalk",
        "write_feedback",
        "write_framework",
        "write_plan",
        "write_triangulation",
        "write_wording",
    ),
    "framework": ("Framework", "PlanTemplate", "Source"),
    "history": ("AwardChange", "Change", "History"),
    "movement": ("Movement",),
    "outcome": ("Outcome", "State", "Verdict", "evaluate"),
    "panel": ("Panel",),
    "panel.comparison": ("Comparison", "Difference"),
    "panel.distributions": ("Distribution", "Shares"),
    "panel.protection": ("Withheld",),
    "panel.summary": ("Summary",),
    "plan": ("Action", "ActionPlan", "Priority", "Success", "draft_plan"),
    "plugins": ("FrameworkSource", "Registry", "get_framework", "registry", "use_registry"),
    "plugins.crosswalks": ("crosswalk_names", "find_crosswalk"),
    "plugins.wordings": ("wording_names",),
    "routes": ("Route", "Step", "route"),
    "rules": ("All", "AnyOf", "AtLeast", "AtLeastOf", "Every", "Evidenced", "Holds", "Rounding", "Rule", "Share"),
    "scrutiny": ("Doubt", "scrutinise"),
    "sssom": ("from_sssom", "read_sssom", "to_sssom"),
    "topics": (
        "Aspect",
        "Level",
        "Option",
        "Principle",
        "Reference",
        "Role",
        "Scale",
        "Statement",
        "Tool",
        "Topic",
        "Variant",
    ),
    "triangulation": ("Finding", "Instrument", "Polarity", "Standing", "Theme", "Triangulation"),
    "triangulation.consequences": ("Development", "Implication", "Implied", "Progress", "Recommendation", "Verb"),
    "triangulation.report": ("markdown",),
    "wording": ("Gap", "Wording"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("positiveculture")
    if name in _HOME:
        found = globals()[name] = getattr(import_module(f"positiveculture.{_HOME[name]}"), name)  # asked for once
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(_HOME)
