"""Where public names are: those that a package lists in its stub, and those that were once at the front door."""

from importlib.machinery import ModuleSpec
from itertools import pairwise
from typing import Any

from positiveculture.sentences import nearest


def homes(spec: ModuleSpec) -> dict[str, str]:
    """Return each name that the stub of a package imports as itself, with the module that it is imported from."""
    loader: Any = spec.loader  # by the loader, for the package may lie in a zip
    names, home = {}, ""
    stub = str(spec.origin).rpartition(".")[0] + ".pyi"  # next to a compiled file too
    for line in loader.get_data(stub).decode().splitlines():
        words = line.partition("#")[0].replace(",", " ").split()
        if words[:1] == ["from"]:
            home = words[1]
        names.update({name: home for as_, name in pairwise(words) if as_ == "as"})
    return names


def unknown(name: str, listed: list[str]) -> str:
    """Return where a name that was once at the front door has moved to, else what comes nearest to it."""
    if name in MOVED:
        return f"pc.{name} {MOVED[name]}"
    return f"module 'positiveculture' has no attribute {name!r}; {nearest(name, listed)}"


#: Public module to the names that are imported from it now.
HOMES = {
    "positiveculture.errors": (
        "FrameworkConflict FrameworkLoadError IncompatibleFramework InvalidCrosswalk InvalidEffort InvalidFeedback "
        "InvalidFile InvalidHistory InvalidPanel InvalidPlan InvalidTable InvalidTriangulation InvalidWording "
        "MissingExtra NotAveraged UnknownAward UnknownCrosswalk UnknownTopic UnknownWording UnusableName"
    ),
    "positiveculture.formats.assessment": "Suspension",
    "positiveculture.formats.coverage": "Coverage TopicCoverage",
    "positiveculture.formats.crosswalk": (
        "Crosswalk Link Overuse Proposal Relation crosswalk_names find_crosswalk read_crosswalk write_crosswalk"
    ),
    "positiveculture.formats.feedback": "FeedbackLog Measures Stage Suggestion read_feedback write_feedback",
    "positiveculture.formats.framework": "Aspect Option PlanTemplate Reference Role Tool Variant",
    "positiveculture.formats.history": "AwardChange Change Movement",
    "positiveculture.formats.linting": "RuleWarning lint_rules",
    "positiveculture.formats.panel": "Comparison Difference Distribution Shares Summary read_panel",
    "positiveculture.formats.plan": "Success",
    "positiveculture.formats.sssom": "from_sssom read_sssom to_sssom",
    "positiveculture.formats.triangulation": (
        "Development Finding Implication Implied Instrument Polarity Progress Recommendation Standing Theme "
        "Triangulation Verb read_triangulation write_triangulation"
    ),
    "positiveculture.formats.wording": ("Wording find_wordings in_language read_wording wording_names write_wording"),
    "positiveculture.plugins.registry": "PluginSource",
}

#: What to write instead of a name that is imported no longer.
INSTEAD = {
    "Carried": "EvidenceProposals of positiveculture.formats.crosswalk",
    "Doubt": "RuleWarning of positiveculture.formats.linting",
    "End": "Endpoint of positiveculture.formats.crosswalk",
    "FrameworkSource": "PluginSource of positiveculture.plugins.registry",
    "Gap": "MissingText of positiveculture.formats.wording",
    "Withheld": "Suppressed of positiveculture.formats.panel",
    "carry": "propose_evidence of positiveculture.formats.crosswalk",
    "cover": "outcome.coverage",
    "decided_by": "explain(outcome).decided_by",
    "markdown": 'render(triangulation_document(report), ".md")',
    "missing_words": "missing_texts of positiveculture.formats.wording",
    "scrutinise": "lint_rules of positiveculture.formats.linting",
    "worded": "apply_wording of positiveculture.formats.wording",
}

#: Each name with what became of it.
MOVED = {name: f"is now {now}" for name, now in INSTEAD.items()} | {
    name: f"has moved: from {home} import {name}" for home, names in HOMES.items() for name in names.split()
}
