"""Plain words for what the library finds: days, counts, requirements and what stands in the way."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from positiveculture.assessment import Assessment
from positiveculture.awards import Award
from positiveculture.cli.terminal import visible
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome, Verdict
from positiveculture.rules import (
    All,
    Alternatives,
    AtLeast,
    AwardMissing,
    Blocker,
    Every,
    Holds,
    Rule,
    Scope,
    walk,
)
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Topic

INDICATED = {
    "self": "Indicated by this self-assessment",
    "reviewed": "Indicated by this reviewed assessment",
    "awarded": "Indicated by this assessment, recorded as the awarding body's",
}


def day(on: date) -> str:
    """Return a day as it is written in a letter: 31 March 2026."""
    return f"{on.day} {on:%B %Y}"


def count(number: int, thing: str) -> str:
    """Return how many there are of a thing: 1 topic, 2 topics."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def hundredths(number: Fraction) -> str:
    """Return a number of 0 or more with two decimals, rounded half up."""
    whole, rest = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return f"{whole}.{rest:02}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def title(thing: str | None) -> str:
    """Return text from a file as it may be shown, or nothing."""
    return visible(thing or "")


def topic_title(topic: Topic) -> str:
    """Return a topic's title after its printed number, where it has one."""
    return visible(topic.title if topic.number is None else f"{topic.number} {topic.title}")


def edition(framework: Framework) -> str:
    """Return which framework this is, with its edition."""
    return visible(f"{framework.title}, edition {framework.edition}")


def in_force(framework: Framework) -> str:
    """Return from when to when an edition is in force, as far as that is known."""
    begins, ends = framework.in_force_from, framework.in_force_until
    told = [f"in force from {day(begins)}"] if begins else []
    return " ".join([*told, *([f"{'' if told else 'in force '}until the day before {day(ends)}"] if ends else [])])


def indicated(outcome: Outcome) -> str:
    """Return the title of what is indicated: an award, the floor below all of them, or that there is none yet."""
    framework, found = outcome.framework, outcome.indicated
    if framework.floor is not None and found == framework.floor.id:
        return title(framework.floor.title)
    return "no award yet" if found is None else title(framework.award(found).title)


def circumstances(framework: Framework, assessment: Assessment) -> str:
    """Return how and by whom an assessment was made."""
    modes = {mode.id: mode.title for mode in framework.modes}
    models = {model.id: model.title for model in framework.service_models}
    said = (modes.get(assessment.mode or ""), assessment.assessed_by, models.get(assessment.service_model or ""))
    return visible("; ".join(filter(None, said)))


def minimums(award: Award, scope: Scope) -> dict[str, int]:
    """Return each topic's lowest level that `award` surely asks for; alternatives and shares ask for none."""
    found: dict[str, int] = {}
    for rule in _surely(award.rule):
        for one in rule.each(scope) if isinstance(rule, Every) else [rule] if isinstance(rule, AtLeast) else []:
            found[one.topic] = max(one.level, found.get(one.topic, one.level))
    return found


def beyond_minimums(award: Award, framework: Framework) -> str:
    """Return in a sentence what `award` asks for beside minimums and other awards, or nothing."""
    rest = tuple(rule for rule in _surely(award.rule) if not isinstance(rule, AtLeast | Every | Holds))
    return visible(All(rest).describe(framework)) if rest else ""


def _surely(rule: Rule) -> Iterable[Rule]:
    return [each for member in rule.rules for each in _surely(member)] if isinstance(rule, All) else [rule]


def asks(topic: Topic, framework: Framework) -> list[tuple[Award, int]]:
    """Return each award that asks for a level of `topic`, with the level."""
    levels = ((award, minimums(award, framework.scope).get(topic.id)) for award in framework.awards)
    return [(award, level) for award, level in levels if level is not None]


def shared(topic: Topic, level: int | None) -> str:
    """Return in a sentence who else has to take part in bringing a topic to a level, or nothing."""
    who = topic.scale.needs_too(level) if topic.scale is not None and level is not None else ""
    return visible(f"{level} rests with {who} as well") if who else ""


def tiers(framework: Framework) -> list[tuple[str, list[Topic]]]:
    """Return every topic in groups: by the lowest award that names it, else by principle; parts with their topic."""
    groups: dict[str, list[Topic]] = {award.title: [] for award in framework.awards}
    principles = {principle.id: principle.title for principle in framework.principles}
    named = {id_: award.title for award in reversed(framework.awards) for id_ in _named(award)}
    for topic in framework.topics:
        other = "Other topics" if any(groups.values()) else "Topics"
        group = named.get(topic.id) or principles.get(topic.principle or "", other)
        for each in every_topic([topic]):
            groups.setdefault(named.get(each.id, group), []).append(each)
    return [(visible(group), topics) for group, topics in groups.items() if topics]


def _named(award: Award) -> set[str]:
    rules = list(walk(award.rule))
    single = {rule.topic for rule in rules if isinstance(rule, AtLeast)}
    return single.union(*(rule.topics for rule in rules if isinstance(rule, Every)))


def tally(verdict: Verdict, outcome: Outcome) -> str:
    """Return how many of its own requirements an award has met, and which award it still waits for."""
    measure = verdict.own
    words = []
    if measure is not None and measure[1] > 1 and (measure[0] * measure[1]).denominator == 1:
        words.append(f"{measure[0] * measure[1]} of {measure[1]}")
    missing = [outcome.framework.award(b.award).title for b in verdict.blockers if isinstance(b, AwardMissing)]
    if missing:
        words.append(f"{listed(missing)} needed too")
    return visible("; ".join(words))


def in_the_way(blocker: Blocker, framework: Framework) -> str:
    """Return a single blocker in a sentence that names its topic or award; of alternatives, how many there are."""
    if isinstance(blocker, Alternatives):
        return f"{blocker.needs} of {count(len(blocker.options), 'alternative')}"
    return visible(blocker.sentence(framework))
