"""A framework invented for one rule, so that the rule can be tried without a framework of its own."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, TypeGuard, cast

import attrs
from hypothesis.errors import InvalidArgument

from positiveculture.assessment import Assessment
from positiveculture.awards import Award
from positiveculture.errors import Invalid
from positiveculture.framework import Framework, Source
from positiveculture.rules.blockers import Blocker
from positiveculture.rules.kinds import KINDS, Answered, AtLeast, Every, Evidenced, Holds, Rule, Share, walk
from positiveculture.testing.strategies.arguments import shown
from positiveculture.topics import Level, Principle, Scale, Topic, many


class OwnRule(Protocol):
    """A rule of your own: it has laws to keep, and no place in a framework."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Return what stands in the way: () where it is met, None where nothing is left to judge."""

    def progress(self, assessment: Assessment) -> Fraction:
        """Return how far it has come, from 0 to 1."""


#: A rule of one of the nine kinds, or of your own.
AnyRule: TypeAlias = Rule | OwnRule

#: The topics that are invented where a rule asks about every rated topic, and names none.
UNNAMED = ("t1", "t2")

#: The highest level of a scale that is invented, where no rule asks for it or for a higher one.
HIGHEST = 3


@attrs.frozen
class RuleReferences:
    """What rules ask of topics and awards."""

    #: Topic to the levels that are asked of it; none, where it only counts towards a share.
    levels: dict[str, list[int]]
    #: The topics of which only evidence is asked.
    shown: list[str]
    awards: list[str]
    #: Principle to the topic that is invented for it.
    principles: dict[str, str]


def framework_for(
    rule: AnyRule, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), award: str = "award"
) -> Framework:
    """Return a framework with one award that asks for `rule`, and topics that fit what the rule names.

    Each topic has a scale that begins at 1, or below the lowest level that is asked of it, and ends above the highest.
    An award that the rule holds, and that is not given, asks for a topic of its own.  A framework takes no rule of
    your own: in place of one, the award asks for a single step on the first topic.

    Args:
        rule: One of the nine kinds, or an object that has `blockers` and `progress`, as `OwnRule` says.
        topics: The topics that the rule speaks of; by default, they are invented.
        awards: The awards that the rule holds; by default, they are invented.
        award: The id of the award that asks for the rule.

    Raises:
        InvalidArgument: It is no rule, its topics are not known, or it does not fit them.
    """
    refuse_no_rule(rule, "framework_for takes")
    given = many(awards)
    held = _asked([rule, *(each.rule for each in given)]).awards
    lower = [*given, *_missing(held, [each.id for each in given])]
    asked = _asked([rule, *(each.rule for each in lower)])
    if topics is None and not asked.levels and not asked.shown:
        if is_own(rule):
            raise InvalidArgument(f"the topics of {shown(rule)} are not known: give them, as in topics=[Topic(...)]")
        asked.levels.update({topic: [] for topic in UNNAMED})
    found = None if topics is None else many(topics)
    problems = ""
    # Where the lowest levels alone would reach a share, the scales begin at 0, so that the rule can fail.
    for lowest in (1, 0):
        spoken_of = _topics(asked, lowest) if found is None else found
        try:
            return _built(spoken_of, [*lower, Award(id=award, title=award, rule=_fitting(rule, spoken_of))])
        except Invalid as error:
            problems = problems or "; ".join(map(str, error.problems))
    raise InvalidArgument(f"the rule does not fit its topics: {problems}")


def is_own(rule: object) -> TypeGuard[OwnRule]:
    """Return whether a rule is none of the nine kinds."""
    return type(rule) not in KINDS


def _fitting(rule: AnyRule, topics: Iterable[Topic]) -> Rule:
    """Return what a framework can ask for: the rule, or one step on the first topic in place of one of your own."""
    if type(rule) in KINDS:
        return cast(Rule, rule)
    first = next(iter(topics))
    return Evidenced([first.id]) if first.scale is None else AtLeast(first.id, first.scale.lowest + 1)


def refuse_no_rule(value: object, takes: str) -> None:
    """Refuse what is no rule; `takes` is how the sentence begins that says so.

    Raises:
        InvalidArgument: It is a class, or is of no kind of rule and has no `blockers` or no `progress`.
    """
    own = all(callable(getattr(value, name, None)) for name in ("blockers", "progress"))
    if isinstance(value, type) or not (own or type(value) in KINDS):
        raise InvalidArgument(
            f'{takes} a rule, such as AtLeast("dignity", 3), or an object with `blockers` and `progress`, '
            f"not {shown(value)}"
        )


def _built(topics: Iterable[Topic], awards: Iterable[Award]) -> Framework:
    source = Source(title="Invented", publisher="Nobody", rights="None")
    # The rule's own award comes last, and so stands highest, whatever it holds.
    ranked = [attrs.evolve(award, rank=place) for place, award in enumerate(awards)]
    topics = many(topics)
    principles = [Principle(id_, id_) for id_ in dict.fromkeys(topic.principle for topic in topics) if id_]
    return Framework(
        id="invented",
        edition="1",
        title="Invented",
        source=source,
        topics=topics,
        awards=ranked,
        principles=principles,
    )


def _missing(held: Iterable[str], known: Iterable[str]) -> Iterator[Award]:
    """Yield an award for each that is held and not known: it asks for a topic of its own."""
    for name in dict.fromkeys(held):
        if name not in known:
            yield Award(id=name, title=name, rule=AtLeast(f"for-{name}", 2))


def _asked(rules: Iterable[AnyRule]) -> RuleReferences:
    asked = RuleReferences({}, [], [], {})
    whole = [each for rule in rules for each in walk(cast(Rule, rule))]
    for one in whole:
        _note(one, asked)
    unnamed = [one for one in whole if isinstance(one, Every | Share) and not one.topics]
    for one in unnamed:
        if one.principle is not None:
            topic = asked.principles.setdefault(one.principle, f"of-{one.principle}")
            asked.levels.setdefault(topic, [])
    if unnamed and not asked.levels:
        asked.levels.update({topic: [] for topic in UNNAMED})
    for levels in asked.levels.values():
        levels.extend(one.level for one in unnamed if isinstance(one, Every))
    return asked


def _note(rule: Any, asked: RuleReferences) -> None:
    """Note what one rule asks; of an object of another kind, what its `topic`, `topics` and `level` say."""
    if isinstance(rule, Answered | Evidenced):
        asked.shown.extend(rule.topics)
    elif isinstance(rule, Holds):
        asked.awards.append(rule.award)
    else:
        level = getattr(rule, "level", None)
        weighed = [topic for topic, _ in rule.weights] if isinstance(rule, Share) else []
        for topic in (getattr(rule, "topic", None), *_several(getattr(rule, "topics", ())), *weighed):
            if isinstance(topic, str):
                asked.levels.setdefault(topic, []).extend([level] if type(level) is int else [])


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else ()


def _topics(asked: RuleReferences, lowest: int) -> list[Topic]:
    under = {topic: principle for principle, topic in asked.principles.items()}
    found = [
        Topic(id=id_, title=id_, principle=under.get(id_), scale=_scale(levels, lowest), allows_not_applicable=True)
        for id_, levels in asked.levels.items()
    ]
    bare = dict.fromkeys(id_ for id_ in asked.shown if id_ not in asked.levels)
    return [*found, *(Topic(id=id_, title=id_, allows_not_applicable=True) for id_ in bare)]


def _scale(levels: Iterable[int], lowest: int) -> Scale:
    """Return a scale that begins at `lowest` or below all `levels`, and ends above them."""
    first = min([lowest, *(level - 1 for level in levels)])
    last = max([HIGHEST, *(level + 1 for level in levels)])
    name = f"from-{first}-to-{last}".replace("--", "-minus-")
    return Scale(name, [Level(number, str(number)) for number in range(first, last + 1)])
