"""Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next.

Every public name is had from here, and imported from its home on first use: `import positiveculture` alone costs
next to nothing, and the edges (files, plug-ins) are paid for only by who uses them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from positiveculture.assessment import (
        Assessment as Assessment,
        Commitment as Commitment,
        Evidence as Evidence,
        NotApplicable as NotApplicable,
        Rating as Rating,
        Reflection as Reflection,
        Response as Response,
    )
    from positiveculture.awards import (
        Award as Award,
    )
    from positiveculture.coverage import (
        Coverage as Coverage,
        TopicCoverage as TopicCoverage,
        coverage as coverage,
    )
    from positiveculture.crosswalk import (
        Carried as Carried,
        Crosswalk as Crosswalk,
        End as End,
        Link as Link,
        Proposal as Proposal,
        Relation as Relation,
        carry as carry,
    )
    from positiveculture.errors import (
        FileTrouble as FileTrouble,
        FrameworkConflict as FrameworkConflict,
        FrameworkLoadError as FrameworkLoadError,
        IncompatibleFramework as IncompatibleFramework,
        Invalid as Invalid,
        InvalidAssessment as InvalidAssessment,
        InvalidCrosswalk as InvalidCrosswalk,
        InvalidFeedback as InvalidFeedback,
        InvalidFile as InvalidFile,
        InvalidFramework as InvalidFramework,
        InvalidHistory as InvalidHistory,
        InvalidPanel as InvalidPanel,
        InvalidPlan as InvalidPlan,
        InvalidTriangulation as InvalidTriangulation,
        NoRoute as NoRoute,
        NotAveraged as NotAveraged,
        NotScored as NotScored,
        PositiveCultureError as PositiveCultureError,
        Problem as Problem,
        RegistryError as RegistryError,
        Unknown as Unknown,
        UnknownAward as UnknownAward,
        UnknownFramework as UnknownFramework,
        UnknownTopic as UnknownTopic,
    )
    from positiveculture.explanation import (
        Clause as Clause,
        explain as explain,
    )
    from positiveculture.feedback import (
        FeedbackLog as FeedbackLog,
        Measures as Measures,
        Stage as Stage,
        Suggestion as Suggestion,
    )
    from positiveculture.files import (
        read_assessment as read_assessment,
        read_framework as read_framework,
        read_plan as read_plan,
        write_assessment as write_assessment,
        write_framework as write_framework,
        write_plan as write_plan,
    )
    from positiveculture.framework import (
        Framework as Framework,
        PlanTemplate as PlanTemplate,
        Source as Source,
    )
    from positiveculture.history import (
        AwardChange as AwardChange,
        Change as Change,
        History as History,
    )
    from positiveculture.outcome import (
        Outcome as Outcome,
        State as State,
        Verdict as Verdict,
        evaluate as evaluate,
    )
    from positiveculture.panel import (
        Distribution as Distribution,
        Panel as Panel,
        Summary as Summary,
    )
    from positiveculture.plan import (
        Action as Action,
        ActionPlan as ActionPlan,
        Priority as Priority,
        Success as Success,
        draft_plan as draft_plan,
    )
    from positiveculture.plugins import (
        FrameworkSource as FrameworkSource,
        Registry as Registry,
        get_framework as get_framework,
        registry as registry,
        use_registry as use_registry,
    )
    from positiveculture.protection import (
        Withheld as Withheld,
    )
    from positiveculture.routes import (
        Route as Route,
        Step as Step,
        route as route,
    )
    from positiveculture.rules import (
        All as All,
        AnyOf as AnyOf,
        AtLeast as AtLeast,
        AtLeastOf as AtLeastOf,
        Every as Every,
        Evidenced as Evidenced,
        Holds as Holds,
        Rounding as Rounding,
        Rule as Rule,
        Share as Share,
    )
    from positiveculture.topics import (
        Aspect as Aspect,
        Level as Level,
        Option as Option,
        Principle as Principle,
        Reference as Reference,
        Role as Role,
        Scale as Scale,
        Statement as Statement,
        Tool as Tool,
        Topic as Topic,
        Variant as Variant,
    )
    from positiveculture.triangulation import (
        Finding as Finding,
        Implication as Implication,
        Instrument as Instrument,
        Polarity as Polarity,
        Recommendation as Recommendation,
        Standing as Standing,
        Theme as Theme,
        Triangulation as Triangulation,
        Verb as Verb,
    )

#: Where each public name lives.
_HOMES = {
    "assessment": ("Assessment", "Commitment", "Evidence", "NotApplicable", "Rating", "Reflection", "Response"),
    "awards": ("Award",),
    "coverage": ("Coverage", "TopicCoverage", "coverage"),
    "crosswalk": ("Carried", "Crosswalk", "End", "Link", "Proposal", "Relation", "carry"),
    "errors": (
        "FileTrouble",
        "FrameworkConflict",
        "FrameworkLoadError",
        "IncompatibleFramework",
        "Invalid",
        "InvalidAssessment",
        "InvalidCrosswalk",
        "InvalidFeedback",
        "InvalidFile",
        "InvalidFramework",
        "InvalidHistory",
        "InvalidPanel",
        "InvalidPlan",
        "InvalidTriangulation",
        "NoRoute",
        "NotAveraged",
        "NotScored",
        "PositiveCultureError",
        "Problem",
        "RegistryError",
        "Unknown",
        "UnknownAward",
        "UnknownFramework",
        "UnknownTopic",
    ),
    "explanation": ("Clause", "explain"),
    "feedback": ("FeedbackLog", "Measures", "Stage", "Suggestion"),
    "files": ("read_assessment", "read_framework", "read_plan", "write_assessment", "write_framework", "write_plan"),
    "framework": ("Framework", "PlanTemplate", "Source"),
    "history": ("AwardChange", "Change", "History"),
    "outcome": ("Outcome", "State", "Verdict", "evaluate"),
    "panel": ("Distribution", "Panel", "Summary"),
    "plan": ("Action", "ActionPlan", "Priority", "Success", "draft_plan"),
    "plugins": ("FrameworkSource", "Registry", "get_framework", "registry", "use_registry"),
    "protection": ("Withheld",),
    "routes": ("Route", "Step", "route"),
    "rules": ("All", "AnyOf", "AtLeast", "AtLeastOf", "Every", "Evidenced", "Holds", "Rounding", "Rule", "Share"),
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
    "triangulation": (
        "Finding",
        "Implication",
        "Instrument",
        "Polarity",
        "Recommendation",
        "Standing",
        "Theme",
        "Triangulation",
        "Verb",
    ),
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
