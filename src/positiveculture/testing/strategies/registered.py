"""What `hypothesis.strategies.from_type` draws for our types, and so `builds` and `given` for arguments of them."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from positiveculture.assessment import (
    Assessment,
    Certificate,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Suspension,
)
from positiveculture.awards import Award
from positiveculture.coverage import Coverage
from positiveculture.crosswalk import Crosswalk, EvidenceProposals, Link, Overuse, propose_evidence
from positiveculture.errors import Problem
from positiveculture.explanation import Clause, Explanation, explain
from positiveculture.feedback import FeedbackLog, Measures, Suggestion
from positiveculture.formats.migrated_files import MovableFile
from positiveculture.formats.panel_files import LoadedPanel
from positiveculture.formats.wording import Wording
from positiveculture.framework import Framework, PlanTemplate, Source
from positiveculture.history import AwardChange, Change, History
from positiveculture.kept import Kept
from positiveculture.linting import Example, Meant, RuleWarning, WarningKind
from positiveculture.linting.pinning import Pinning
from positiveculture.linting.steps import OneOff
from positiveculture.meant import MARKABLE
from positiveculture.migration.preview import Preview, preview
from positiveculture.migration.values import Migration, TopicMigration, TopicSource
from positiveculture.outcome import Outcome, Verdict, evaluate
from positiveculture.panel import Panel
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.release import Release
from positiveculture.panel.summary import Summary
from positiveculture.plan import Action, ActionPlan, KeptPlan, Priority
from positiveculture.report import Report
from positiveculture.rollup import Rollup, ServiceOutcome, roll_up
from positiveculture.routes import Route, Step, route
from positiveculture.rules.blockers import Alternatives, Below, ShareBelow, Unanswered
from positiveculture.rules.kinds import All, Answered, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Holds, Share
from positiveculture.testing.strategies import answers, asking, drawn, editions, moving, published, rated, voices
from positiveculture.testing.strategies.against import strategies_for
from positiveculture.testing.strategies.words import texts
from positiveculture.topics import (
    Aspect,
    Level,
    Option,
    Principle,
    Reference,
    Role,
    Scale,
    Statement,
    Tool,
    Topic,
    Variant,
)
from positiveculture.triangulation import Finding, Instrument, Triangulation
from positiveculture.triangulation.consequences import Development, Implication, Recommendation, Verb

T = TypeVar("T")

#: Makes a strategy, once a type is asked for.
Maker: TypeAlias = Callable[[], SearchStrategy[Any]]


def strategy_of(thing: object) -> SearchStrategy[Any] | None:
    """Return what is drawn for a type; None: Hypothesis finds out for itself, by the types of its fields."""
    try:
        make = MAKERS.get(thing)  # type: ignore[call-overload]  # what cannot be looked up is none of ours
    except TypeError:
        return None
    return None if make is None else make()


def _words() -> SearchStrategy[str]:
    return texts(min_size=1)


def _dates() -> SearchStrategy[Any]:
    return st.integers(0, answers.LONGEST).map(lambda days: answers.DAY + timedelta(days))


@cache
def _scored() -> SearchStrategy[Outcome]:
    return drawn.assessed(published.frameworks(min_awards=1)).map(lambda pair: evaluate(*pair))


def _outcomes() -> SearchStrategy[Outcome]:
    return drawn.assessed().map(lambda pair: evaluate(*pair))


def _verdicts() -> SearchStrategy[Verdict]:
    return _scored().flatmap(lambda outcome: st.sampled_from(list(outcome)))


def _rollups() -> SearchStrategy[Rollup]:
    """Rollups of a few services against one framework, some with an assessment before."""
    return published.frameworks().flatmap(
        lambda framework: st.lists(strategies_for(framework).histories(max_size=2), min_size=1, max_size=3).map(
            lambda found: roll_up(
                framework,
                (
                    attrs.evolve(each, service=f"S{place}")
                    for place, history in enumerate(found)
                    for each in history.assessments
                ),
            )
        )
    )


@st.composite
def _summaries(draw: st.DrawFn, fewest: int = 1) -> Summary:
    framework = draw(published.frameworks())
    panel = draw(moving.panels_of(framework, 1, 6))
    # The noise is drawn too: a test has to see the same again.
    secret = draw(st.binary(min_size=16, max_size=16))
    return panel.summary(framework, min_respondents=draw(st.integers(fewest, 3)), secret=secret)


def _releases() -> SearchStrategy[Release]:
    days = st.just((answers.DAY, answers.DAY))
    return st.builds(Release, summary=_summaries(2), services=st.just(("A",)), assessed_on=days)


def _loaded_panels() -> SearchStrategy[LoadedPanel]:
    """Draw a panel with a file for each of its assessments."""
    return _outcomes().flatmap(
        lambda outcome: st.builds(
            LoadedPanel,
            panel=st.just(Panel([outcome.assessment])),
            framework=st.just(outcome.framework),
            files=st.just((Path("replies", "reply-1.toml"),)),
            left_out=st.just(()),
        )
    )


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    since, on = sorted(draw(st.lists(_dates(), min_size=2, max_size=2, unique=True)))
    before, now = draw(st.lists(st.none() | st.integers(1, 5), min_size=2, max_size=2, unique=True))
    return Change("t1", since, on, before, now)


@st.composite
def _award_changes(draw: st.DrawFn) -> AwardChange:
    since, on = sorted(draw(st.lists(_dates(), min_size=2, max_size=2, unique=True)))
    return AwardChange("a1", since, on, draw(st.booleans()))


@st.composite
def _some_of(draw: st.DrawFn) -> AtLeastOf:
    rules = draw(_members())
    return AtLeastOf(draw(st.integers(1, len(rules))), rules)


def _members() -> SearchStrategy[list[Any]]:
    return st.lists(asking.rules(max_depth=1), min_size=1, max_size=3)


@st.composite
def _alternatives(draw: st.DrawFn) -> Alternatives:
    single = st.builds(Below, _words(), st.just(3), st.integers(1, 2)) | st.builds(Unanswered, _words(), st.just(3))
    option = st.lists(single, min_size=1, max_size=2).map(tuple)
    options = draw(st.lists(option, min_size=1, max_size=3).map(tuple))
    return Alternatives(draw(st.integers(1, len(options))), options)


def _shares_below() -> SearchStrategy[ShareBelow]:
    percent = st.integers(0, 100).map(Fraction)
    return st.builds(ShareBelow, percent, percent, percent, st.just(("t1",)), st.integers(0, 3), st.just(3))


def _one_off() -> SearchStrategy[OneOff]:
    return st.builds(OneOff, st.just("a1"), _words(), _words(), st.just({"kind": "every", "level": 1}))


def _awards() -> SearchStrategy[Award]:
    return st.builds(
        Award,
        id=st.just("a1"),
        title=_words(),
        rule=asking.rules(),
        rank=st.none() | st.integers(0, 3),
        plan_optional=st.booleans(),
    )


def _routes() -> SearchStrategy[Route]:
    # From nothing answered there is always a way, and rules so shallow are never too large to solve.
    frameworks = published.frameworks(min_awards=1, max_awards=2, max_depth=1)
    return frameworks.flatmap(answers.no_answers).map(lambda pair: route(evaluate(*pair), pair[0].awards[-1].id))


@st.composite
def _carried(draw: st.DrawFn) -> EvidenceProposals:
    crosswalk = draw(voices.crosswalks())
    responses = draw(st.dictionaries(st.sampled_from(["t1", "t2", "t3", "t4"]), answers.ratings(1, 5)))
    ours = Assessment(framework="f1", edition="1", service="A", assessed_on=answers.DAY, responses=responses)
    return propose_evidence(ours, crosswalk, most_uses=draw(st.integers(1, 3)))


def _suspensions(certificate: Certificate) -> SearchStrategy[Suspension]:
    until = st.none() | st.integers(1, 100).map(lambda days: certificate.awarded_on + timedelta(days))
    return st.builds(Suspension, st.just(certificate.awarded_on), until, texts())


def _wordings() -> SearchStrategy[Wording]:
    words = st.dictionaries(st.sampled_from(["title", "summary", "notice"]), _words())
    languages = st.sampled_from(["cy", "en-easy-read"])
    return st.builds(Wording, framework=st.just("f1"), edition=_words(), language=languages, words=words)


def _examples() -> SearchStrategy[Example]:
    levels = st.integers(1, 5).map(lambda level: (("t1", level),))
    met = st.lists(st.just("a1"), max_size=1)
    return st.builds(Example, levels, st.just(()), met, st.none() | st.booleans())


def _warnings() -> SearchStrategy[RuleWarning]:
    award, topics = st.none() | st.just("a1"), st.just(("t1",))
    return st.builds(
        RuleWarning, st.sampled_from(WarningKind), _words(), award, topics=topics, example=st.none() | _examples()
    )


def _one(value: T) -> tuple[T]:
    return (value,)


def _findings() -> SearchStrategy[Finding]:
    return voices.instruments().flatmap(lambda instrument: voices.findings([instrument], ["A", "B"], _words()))


#: What is drawn for each type. A type that is not here has a constructor that takes whatever its fields allow.
MAKERS: dict[type, Maker] = {
    Level: lambda: st.builds(Level, st.integers(-1, 5), _words()),
    Scale: rated.scales,
    Option: lambda: published.named(Option, "option-1"),
    Tool: lambda: published.named(Tool, "tool-1"),
    Principle: lambda: published.named(Principle, "p1"),
    Reference: lambda: published.named(Reference, "law-1"),
    Role: lambda: published.named(Role, "role-1"),
    Aspect: lambda: st.builds(Aspect, st.just("aspect-1"), st.lists(_words(), min_size=1, max_size=2)),
    Variant: lambda: st.builds(Variant, st.just("model-1"), _words()),
    Statement: lambda: st.builds(Statement, st.integers(1, 5), _words()),
    Topic: rated.topics,
    AtLeast: lambda: asking.single(AtLeast),
    Every: lambda: asking.single(Every),
    Share: lambda: asking.single(Share),
    Answered: lambda: asking.single(Answered),
    Evidenced: lambda: asking.single(Evidenced),
    Holds: lambda: st.sampled_from(["a1", "a2"]).map(Holds),
    All: lambda: _members().map(All),
    AnyOf: lambda: _members().map(AnyOf),
    AtLeastOf: _some_of,
    Award: _awards,
    Source: published.sources,
    PlanTemplate: published.templates,
    Framework: published.frameworks,
    Evidence: answers.evidence,
    Rating: lambda: answers.ratings(1, 5),
    Reflection: answers.reflections,
    NotApplicable: answers.set_aside,
    Commitment: answers.commitments,
    Suspension: lambda: answers.certificates().flatmap(_suspensions),
    Certificate: answers.certificates,
    Kept: answers.kept,
    Assessment: drawn.assessments,
    Outcome: _outcomes,
    Verdict: _verdicts,
    Alternatives: _alternatives,
    ShareBelow: _shares_below,
    OneOff: _one_off,
    Pinning: lambda: st.builds(Pinning, st.integers(1, 9), st.lists(_one_off(), max_size=2).map(tuple), st.just(())),
    Clause: lambda: _scored().map(lambda outcome: explain(outcome)[outcome.framework.awards[-1].id]),
    Explanation: lambda: _scored().map(explain),
    Coverage: lambda: _outcomes().map(lambda outcome: outcome.coverage),
    Route: _routes,
    Step: lambda: _routes().flatmap(lambda found: st.sampled_from(found.steps)),
    Priority: lambda: st.builds(Priority, st.just("t1"), texts()),
    Action: lambda: rated.topics().flatmap(moving.actions),
    ActionPlan: drawn.plans,
    KeptPlan: lambda: st.builds(KeptPlan, edition=_words(), actions=rated.topics().flatmap(moving.actions).map(_one)),
    History: drawn.histories,
    Change: _changes,
    AwardChange: _award_changes,
    Panel: drawn.panels,
    Rollup: _rollups,
    ServiceOutcome: lambda: _rollups().map(lambda found: found.services[0]),
    Summary: _summaries,
    LoadedPanel: _loaded_panels,
    Release: _releases,
    Report: lambda: _outcomes().map(Report),
    Comparison: lambda: _summaries().map(lambda summary: Comparison(summary, summary)),
    Link: voices.links,
    Crosswalk: voices.crosswalks,
    Overuse: lambda: st.builds(Overuse, answers.evidence(), st.just(("t1", "t2"))),
    EvidenceProposals: _carried,
    Suggestion: voices.suggestions,
    Measures: lambda: voices.feedback_logs().flatmap(lambda log: voices.days.map(log.measures)),
    FeedbackLog: voices.feedback_logs,
    Instrument: voices.instruments,
    Finding: _findings,
    Development: lambda: voices.developments(_words()),
    Implication: lambda: voices.implications(_words()),
    Recommendation: lambda: st.builds(Recommendation, st.sampled_from(Verb), _words()),
    Triangulation: voices.triangulations,
    Wording: _wordings,
    Migration: editions.migrations,
    TopicMigration: lambda: editions.migrations().flatmap(lambda found: st.sampled_from(found.topics)),
    TopicSource: lambda: st.builds(TopicSource, st.just("t1"), st.none() | st.just({1: 1, 2: 1, 3: 2})),
    MovableFile: lambda: editions.migrated_cases().map(lambda case: MovableFile(Path("a.toml"), case[1], (case[0],))),
    Preview: lambda: editions.migrated_cases().map(lambda case: preview([case[0]], case[1])),
    Problem: lambda: st.builds(Problem, st.sampled_from(["missing", "empty"]), st.tuples(texts()), place=_words()),
    Example: _examples,
    RuleWarning: _warnings,
    Meant: lambda: st.builds(Meant, st.sampled_from(MARKABLE), _words()),
}
