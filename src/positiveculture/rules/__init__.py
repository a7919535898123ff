"""Award rules: the closed set of kinds, the program that they come down to, and the blockers that it finds."""

from positiveculture.rules.blockers import (
    Alternatives as Alternatives,
    AwardMissing as AwardMissing,
    Below as Below,
    Blocker as Blocker,
    NeedsEvidence as NeedsEvidence,
    NothingToJudge as NothingToJudge,
    ShareBelow as ShareBelow,
    Unanswered as Unanswered,
    decimal as decimal,
    flatten as flatten,
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
    answered_topics as answered_topics,
    members as members,
    walk as walk,
)
from positiveculture.rules.scope import Scope as Scope
