# What type checkers see of the roof: every public name. `__init__.py` says where each lives at run time.

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
from positiveculture.cases import (
    ReferenceCase as ReferenceCase,
)
from positiveculture.certificates import (
    Certificate as Certificate,
    Suspension as Suspension,
)
from positiveculture.convert import (
    missing_words as missing_words,
    worded as worded,
)
from positiveculture.coverage import (
    Coverage as Coverage,
    TopicCoverage as TopicCoverage,
    cover as cover,
)
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
from positiveculture.explanation import (
    Clause as Clause,
    decided_by as decided_by,
    explain as explain,
)
from positiveculture.feedback import (
    FeedbackLog as FeedbackLog,
    Measures as Measures,
    Stage as Stage,
    Suggestion as Suggestion,
)
from positiveculture.files import (
    find_wordings as find_wordings,
    in_language as in_language,
    read_assessment as read_assessment,
    read_crosswalk as read_crosswalk,
    read_feedback as read_feedback,
    read_framework as read_framework,
    read_panel as read_panel,
    read_plan as read_plan,
    read_triangulation as read_triangulation,
    read_wording as read_wording,
    write_assessment as write_assessment,
    write_crosswalk as write_crosswalk,
    write_feedback as write_feedback,
    write_framework as write_framework,
    write_plan as write_plan,
    write_triangulation as write_triangulation,
    write_wording as write_wording,
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
from positiveculture.movement import (
    Movement as Movement,
)
from positiveculture.outcome import (
    Outcome as Outcome,
    State as State,
    Verdict as Verdict,
    evaluate as evaluate,
)
from positiveculture.panel import (
    Panel as Panel,
)
from positiveculture.panel.comparison import (
    Comparison as Comparison,
    Difference as Difference,
)
from positiveculture.panel.distributions import (
    Distribution as Distribution,
    Shares as Shares,
)
from positiveculture.panel.protection import (
    Withheld as Withheld,
)
from positiveculture.panel.summary import (
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
from positiveculture.plugins.crosswalks import (
    crosswalk_names as crosswalk_names,
    find_crosswalk as find_crosswalk,
)
from positiveculture.plugins.wordings import (
    wording_names as wording_names,
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
from positiveculture.scrutiny import (
    Doubt as Doubt,
    scrutinise as scrutinise,
)
from positiveculture.sssom import (
    from_sssom as from_sssom,
    read_sssom as read_sssom,
    to_sssom as to_sssom,
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
from positiveculture.triangulation.report import (
    markdown as markdown,
)
from positiveculture.wording import (
    Gap as Gap,
    Wording as Wording,
)

__version__: str
