"""An invented framework of two awards, and assessments of an invented service against it."""

from datetime import date
from typing import Any

import attrs

from positiveculture import (
    All,
    Assessment,
    AtLeast,
    Award,
    Every,
    Evidenced,
    Framework,
    Holds,
    Level,
    Principle,
    Rule,
    Scale,
    Source,
    Statement,
    Topic,
)
from positiveculture.formats.framework import Option, Tool, Variant
from positiveculture.framework import PlanTemplate
from positiveculture.topics import Aspect, Reference, Role

DAY = date(2026, 3, 31)
FOUR = Scale("four", (Level(1, "Begun"), Level(2, "Some"), Level(3, "Most"), Level(4, "All")))
SOURCE = Source(title="Kindness at Work", publisher="The Invented Press", rights="Our own words")

LISTENING = Topic(
    id="listening",
    title="Listening",
    number=1,
    principle="people",
    scale=FOUR,
    statements=(
        Statement(1, "We mean to listen."),
        Statement(2, "Some of us listen.", (Variant("teams", "Some of the team listen."),)),
        Statement(3, "Most of us listen."),
    ),
    tools=("round",),
    references=("care-act",),
    aspects=(Aspect("signals", ("People are asked first.",)),),
)
RESPECT = Topic(id="respect", title="Respect", number=2, scale=FOUR, allows_not_applicable=True)
STORIES = Topic(
    id="stories",
    title="Stories",
    number=3,
    parts=(Topic(id="stories-told", title="Stories told", scale=FOUR),),
    allows_not_applicable=True,
)
COPPER = Award(id="copper", title="Copper", rule=All((AtLeast("listening", 2), AtLeast("respect", 3))))
BRASS = Award(id="brass", title="Brass", rule=All((Holds("copper"), Every(3), Evidenced(("stories",)))))

KINDNESS = Framework(
    id="kindness",
    edition="2025",
    title="Kindness at Work",
    source=SOURCE,
    topics=(LISTENING, RESPECT, STORIES),
    awards=(BRASS, COPPER),
    principles=(Principle("people", "People first"),),
    tools=(Tool("round", "A round"),),
    references=(Reference("care-act", "An act"),),
    roles=(Role("manager", "Manager"),),
    aspects=(Option("signals", "Signals"),),
    modes=(Option("alone", "By yourself"),),
    service_models=(Option("teams", "In teams"),),
    plan=PlanTemplate((2, 3), (("seen", "What will be seen?"),)),
)


def kindness(**changes: Any) -> Framework:
    """Return the framework with some of it changed."""
    return attrs.evolve(KINDNESS, **changes)


def ruled(rule: Rule, **changes: Any) -> Framework:
    """Return the framework with one award, `copper`, of the given rule."""
    return kindness(awards=(attrs.evolve(COPPER, rule=rule),), **changes)


def assessed(responses: dict[str, Any] | None = None, **changes: Any) -> Assessment:
    """Return an assessment of an invented service."""
    given = {"framework": "kindness", "edition": "2025", "service": "Rivington Home Care", "assessed_on": DAY}
    return Assessment(**{**given, "responses": responses or {}, **changes})
