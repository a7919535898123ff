# The public names and their homes; docs/api.md has them in groups.  Type checkers read this file, and so does
# `__init__.py`, which imports each name from its home on first use: one list, not two.  What is special lives in the
# public module of its noun, such as `positiveculture.formats.crosswalk`.

from positiveculture.assessment import Assessment as Assessment, Certificate as Certificate
from positiveculture.awards import Award as Award, ReferenceCase as ReferenceCase
from positiveculture.drafting import draft_plan as draft_plan
from positiveculture.errors import (
    FileTrouble as FileTrouble,
    Invalid as Invalid,
    InvalidAssessment as InvalidAssessment,
    InvalidFramework as InvalidFramework,
    NoRoute as NoRoute,
    NotScored as NotScored,
    PositiveCultureError as PositiveCultureError,
    Problem as Problem,
    RegistryError as RegistryError,
    Unknown as Unknown,
    UnknownFramework as UnknownFramework,
)
from positiveculture.explanation import Clause as Clause, Explanation as Explanation, explain as explain
from positiveculture.formats.assessment import (
    assessment_from_dict as assessment_from_dict,
    assessment_to_dict as assessment_to_dict,
    read_assessment as read_assessment,
    write_assessment as write_assessment,
)
from positiveculture.formats.framework import (
    framework_from_dict as framework_from_dict,
    framework_to_dict as framework_to_dict,
    read_framework as read_framework,
    write_framework as write_framework,
)
from positiveculture.formats.history import history_to_dict as history_to_dict
from positiveculture.formats.migration import read_migration as read_migration
from positiveculture.formats.outcome import outcome_to_dict as outcome_to_dict
from positiveculture.formats.plan import (
    plan_from_dict as plan_from_dict,
    plan_to_dict as plan_to_dict,
    read_plan as read_plan,
    write_plan as write_plan,
)
from positiveculture.formats.record import read_record as read_record
from positiveculture.formats.route import route_to_dict as route_to_dict
from positiveculture.formats.schemas.assessment import assessment_schema as assessment_schema
from positiveculture.framework import Framework as Framework, Source as Source
from positiveculture.history import History as History
from positiveculture.migration.moving import migrate as migrate
from positiveculture.migration.values import Migration as Migration
from positiveculture.outcome import Outcome as Outcome, State as State, Verdict as Verdict, evaluate as evaluate
from positiveculture.panel import Panel as Panel
from positiveculture.plan import (
    Action as Action,
    ActionPlan as ActionPlan,
    Priority as Priority,
)
from positiveculture.plugins.registry import (
    Registry as Registry,
    get_framework as get_framework,
    registry as registry,
    use_registry as use_registry,
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
from positiveculture.rules.blockers import (
    Alternatives as Alternatives,
    AwardMissing as AwardMissing,
    Below as Below,
    Blocker as Blocker,
    NeedsEvidence as NeedsEvidence,
    NothingToJudge as NothingToJudge,
    ShareBelow as ShareBelow,
    Unanswered as Unanswered,
)
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
from positiveculture.topics import (
    Level as Level,
    Principle as Principle,
    Scale as Scale,
    Statement as Statement,
    Topic as Topic,
)

__version__: str
