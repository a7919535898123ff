"""What strategies refuse, before anything is drawn: arguments that no value could be drawn from."""

from collections.abc import Iterable

from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from positiveculture.framework import Framework
from positiveculture.sentences import LONGEST, nearest, quoted
from positiveculture.topics import Topic


def shown(value: object) -> str:
    """Return `value` as Python writes it, for whoever writes tests; cut short where it is long."""
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def strategy(name: str, value: object) -> None:
    """Refuse what is neither a strategy nor None.

    Raises:
        InvalidArgument: It is something else, such as a bare value.
    """
    if value is not None and not isinstance(value, SearchStrategy):
        raise InvalidArgument(
            f"`{name}` takes a strategy, not {shown(value)}: for one fixed value, give hypothesis.strategies.just(it)"
        )


def ranges(*, least: int = 0, **bounds: tuple[int, int]) -> None:
    """Refuse a range that nothing lies in; each is named for what it bounds, as in `topics=(min_topics, max_topics)`.

    Raises:
        InvalidArgument: An end is no whole number, is below `least`, or the two ends are the wrong way round.
    """
    for name, (low, high) in bounds.items():
        for end, value in (("min", low), ("max", high)):
            if type(value) is not int or value < least:
                raise InvalidArgument(f"`{end}_{name}` takes a whole number of {least} or more, not {shown(value)}")
        if low > high:
            raise InvalidArgument(f"`min_{name}` is {low}, more than `max_{name}`, which is {high}")


def whole(**numbers: int) -> None:
    """Refuse what is not a whole number of 0 or more.

    Raises:
        InvalidArgument: A number is something else.
    """
    for name, value in numbers.items():
        if type(value) is not int or value < 0:
            raise InvalidArgument(f"`{name}` takes a whole number of 0 or more, not {shown(value)}")


def framework(value: object, what: str) -> Framework:
    """Return a framework, which `value` must be.

    Raises:
        InvalidArgument: It is something else.
    """
    if not isinstance(value, Framework):
        raise InvalidArgument(f"{what} takes a Framework, not {shown(value)}; get_framework(name) returns one")
    return value


def one_of(kind: str, value: object, known: Iterable[str]) -> None:
    """Refuse a name that nothing has.

    Raises:
        InvalidArgument: `known` does not have it.
    """
    known = list(known)
    if value not in known:
        name = quoted(value) if isinstance(value, str) else shown(value)
        raise InvalidArgument(f"no {kind} {name}; {nearest(str(value), known)}")


def rated(topic: object) -> Topic:
    """Return a topic that is rated, which `topic` must be.

    Raises:
        InvalidArgument: It is something else, or takes reflections.
    """
    if not isinstance(topic, Topic):
        raise InvalidArgument(f"ratings are of a Topic, not of {shown(topic)}; framework.topic(id) returns one")
    if topic.scale is None:
        raise InvalidArgument(f"topic {quoted(topic.id)} has no scale: it takes reflections, never a rating")
    return topic
