# The public names and their homes.  Type checkers read this file, and so does `__init__.py`, which imports each name
# from its home on first use: one list, not two.

from positiveculture.assessment import Assessment as Assessment, Certificate as Certificate, Suspension as Suspension
from positiveculture.awards import Award as Award, ReferenceCase as ReferenceCase
from positiveculture.coverage import Coverage as Coverage, TopicCoverage as TopicCoverage, cover as cover
from positiveculture.crosswalk import (
    Carried as Carried,
    Crosswalk as Crosswalk,
    End as End,
    Link as Link,
    Overuse as Overuse,
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
    InvalidEffort as InvalidEffort,
    InvalidFeedback as InvalidFeedback,
    InvalidFile as InvalidFile,
    InvalidFramework as InvalidFramework,
    InvalidHistory as InvalidHistory,
    InvalidPanel as InvalidPanel,
    InvalidPlan as InvalidPlan,
    InvalidTable as InvalidTable,
    InvalidTriangulation as InvalidTriangulation,
    InvalidWording as InvalidWording,
    MissingExtra as MissingExtra,
    NoRoute as NoRoute,
    NotAveraged as NotAveraged,
    NotScored as NotScored,
    PositiveCultureError as PositiveCultureError,
    Problem as Problem,
    RegistryError as RegistryError,
    Unknown as Unknown,
    UnknownAward as UnknownAward,
    UnknownCrosswalk as UnknownCrosswalk,
    UnknownFramework as UnknownFramework,
    UnknownTopic as UnknownTopic,
    UnknownWording as UnknownWording,
    UnusableName as UnusableName,
)
from positiveculture.explanation import Clause as Clause, decided_by as decided_by, explain as explain
from positiveculture.feedback import (
    FeedbackLog as FeedbackLog,
    Measures as Measures,
    Stage as Stage,
    Suggestion as Suggestion,
)
from positiveculture.formats.assessment import read_assessment as read_assessment, write_assessment as write_assessment
from positiveculture.formats.crosswalk import read_crosswalk as read_crosswalk, write_crosswalk as write_crosswalk
from positiveculture.formats.feedback import read_feedback as read_feedback, write_feedback as write_feedback
from positiveculture.formats.framework import read_framework as read_framework, write_framework as write_framework
from positiveculture.formats.panel import read_panel as read_panel
from positiveculture.formats.plan import read_plan as read_plan, write_plan as write_plan
from positiveculture.formats.sssom.parser import from_sssom as from_sssom, read_sssom as read_sssom
from positiveculture.formats.sssom.writer import to_sssom as to_sssom
from positiveculture.formats.triangulation import (
    read_triangulation as read_triangulation,
    write_triangulation as write_triangulation,
)
from positiveculture.formats.wording import (
    Gap as Gap,
    Wording as Wording,
    missing_words as missing_words,
    read_wording as read_wording,
    worded as worded,
    write_wording as write_wording,
)
from positiveculture.framework import Framework as Framework, PlanTemplate as PlanTemplate, Source as Source
from positiveculture.history import (
    AwardChange as AwardChange,
    Change as Change,
    History as History,
    Movement as Movement,
)
from positiveculture.outcome import Outcome as Outcome, State as State, Verdict as Verdict, evaluate as evaluate
from positiveculture.panel import Panel as Panel
from positiveculture.panel.comparison import Comparison as Comparison, Difference as Difference
from positiveculture.panel.distributions import Distribution as Distribution, Shares as Shares
from positiveculture.panel.protection import Withheld as Withheld
from positiveculture.panel.summary import Summary as Summary
from positiveculture.plan import (
    Action as Action,
    ActionPlan as ActionPlan,
    Priority as Priority,
    Success as Success,
    draft_plan as draft_plan,
)
from positiveculture.plugins.crosswalks import crosswalk_names as crosswalk_names, find_crosswalk as find_crosswalk
from positiveculture.plugins.entry_points import PluginSource as PluginSource
from positiveculture.plugins.registry import (
    Registry as Registry,
    get_framework as get_framework,
    registry as registry,
    use_registry as use_registry,
)
from positiveculture.plugins.wordings import (
    find_wordings as find_wordings,
    in_language as in_language,
    wording_names as wording_names,
)
from positiveculture.responses import (
    Commitment as Commitment,
    Evidence as Evidence,
    NotApplicable as NotApplicable,
    Rating as Rating,
    Reflection as Reflection,
    Response as Response,
)
from positiveculture.routes import Route as Route, Step as Step, route as route
from positiveculture.rules.kinds import (
    All as All,
    Answered as Answered,
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
from positiveculture.scrutiny import scrutinise as scrutinise
from positiveculture.scrutiny.doubts import Doubt as Doubt
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
    Instrument as Instrument,
    Polarity as Polarity,
    Standing as Standing,
    Theme as Theme,
    Triangulation as Triangulation,
)
from positiveculture.triangulation.consequences import (
    Development as Development,
    Implication as Implication,
    Implied as Implied,
    Progress as Progress,
    Recommendation as Recommendation,
    Verb as Verb,
)
from positiveculture.triangulation.report import markdown as markdown

__version__: str
