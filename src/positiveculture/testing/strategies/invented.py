"""A framework invented for one rule, so that the rule can be tried without a framework of its own."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, cast, get_args

import attrs
from hypothesis.errors import InvalidArgument

from positiveculture.awards import Award
from positiveculture.errors import Invalid
from positiveculture.framework import Framework, Source
from positiveculture.rules import AtLeast, Every, Evidenced, Holds, Rule, Share, walk
from positiveculture.rules.case import Judge
from positiveculture.testing.strategies.arguments import shown
from positiveculture.topics import Level, Scale, Topic, many

#: A rule of one of the eight kinds, or of your own.
AnyRule: TypeAlias = Rule | Judge

#: The eight kinds.
KINDS: tuple[type, ...] = get_args(Rule)

#: The topics that are invented where a rule asks about every rated topic, and names none.
UNNAMED = ("t1", "t2")

#: The highest level of a scale that is invented, where no rule asks for it or for a higher one.
HIGHEST = 3


@attrs.frozen
class Asked:
    """What rules ask of topics and awards."""

    #: Topic to the levels that are asked of it; none, where it only counts towards a share.
    levels: dict[str, list[int]]
    #: The topics of which only evidence is asked.
    shown: list[str]
    awards: list[str]


def framework_for(
    rule: AnyRule, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), award: str = "award"
) -> Framework:
    """Return a framework with one award that asks for `rule`, and topics that fit what the rule names.

    Each topic has a scale that begins at 1, or below the lowest level that is asked of it, and ends above the highest.
    An award that the rule holds, and that is not given, asks for a topic of its own.

    Args:
        rule: One of the eight kinds, or an object that has `finding` and `measure` as they have.
        topics: The topics that the rule speaks of; by default, they are invented.
        awards: The awards that the rule holds; by default, they are invented.
        award: The id of the award that asks for the rule.

    Raises:
        InvalidArgument: It is no rule, it cannot be told which topics it speaks of, or it does not fit them.
    """
    refuse_no_rule(rule, "framework_for takes")
    given = many(awards)
    held = _asked([rule, *(each.rule for each in given)]).awards
    lower = [*given, *_missing(held, [each.id for each in given])]
    asked = _asked([rule, *(each.rule for each in lower)])
    if topics is None and not asked.levels and not asked.shown:
        if not isinstance(rule, KINDS):
            raise InvalidArgument(
                f"it cannot be told which topics {shown(rule)} speaks of: give them, as in topics=[Topic(...)]"
            )
        asked.levels.update({topic: [] for topic in UNNAMED})
    found = None if topics is None else many(topics)
    problems = ""
    # Where the lowest levels alone would reach a share, the scales begin at 0, so that the rule can fail.
    for lowest in (1, 0):
        try:
            return _built(_topics(asked, lowest) if found is None else found, [*lower, _award(award, rule)])
        except Invalid as error:
            problems = problems or "; ".join(map(str, error.problems))
    raise InvalidArgument(f"the rule does not fit its topics: {problems}")


def refuse_no_rule(value: object, takes: str) -> None:
    """Refuse what is no rule; `takes` is how the sentence begins that says so.

    Raises:
        InvalidArgument: It is a class, or has no `finding` or no `measure`.
    """
    if isinstance(value, type) or not all(callable(getattr(value, name, None)) for name in ("finding", "measure")):
        raise InvalidArgument(
            f'{takes} a rule, such as AtLeast("dignity", 3), or an object with `finding` and `measure` as rules have, '
            f"not {shown(value)}"
        )


def _built(topics: Iterable[Topic], awards: Iterable[Award]) -> Framework:
    source = Source(title="Invented", publisher="Nobody", rights="None")
    # The rule's own award comes last, and so stands highest, whatever it holds.
    ranked = [attrs.evolve(award, rank=place) for place, award in enumerate(awards)]
    return Framework(id="invented", edition="1", title="Invented", source=source, topics=many(topics), awards=ranked)


def _award(id_: str, rule: AnyRule) -> Award:
    return Award(id=id_, title=id_, rule=cast(Rule, rule))


def _missing(held: Iterable[str], known: Iterable[str]) -> Iterator[Award]:
    """Yield an award for each that is held and not known: it asks for a topic of its own."""
    for name in dict.fromkeys(held):
        if name not in known:
            yield _award(name, AtLeast(f"for-{name}", 2))


def _asked(rules: Iterable[AnyRule]) -> Asked:
    asked = Asked({}, [], [])
    whole = [each for rule in rules for each in walk(cast(Rule, rule))]
    for one in whole:
        _note(one, asked)
    unnamed = [one for one in whole if isinstance(one, Every | Share) and not one.topics]
    if unnamed and not asked.levels:
        asked.levels.update({topic: [] for topic in UNNAMED})
    for levels in asked.levels.values():
        levels.extend(one.level for one in unnamed if isinstance(one, Every))
    return asked


def _note(rule: Any, asked: Asked) -> None:
    """Note what one rule asks; of an object of another kind, what its `topic`, `topics` and `level` say."""
    if isinstance(rule, Evidenced):
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


def _topics(asked: Asked, lowest: int) -> list[Topic]:
    found = [
        Topic(id=id_, title=id_, scale=_scale(levels, lowest), allows_not_applicable=True)
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
