"""How examples are drawn: the same each time, with nothing kept, and shrunk to the least that shows what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeAlias

from positiveculture.framework import Framework
from positiveculture.testing.kit.standings import Standing, answers, raised, staircase, worked_out
from positiveculture.topics import Topic

#: Returns how a truth is broken by drawn values, or None where it holds.
Law: TypeAlias = Callable[..., str | None]

#: The drawn values, by name.
Values: TypeAlias = Mapping[str, Standing]

#: What is said anew of some topics.
Changes: TypeAlias = Sequence[tuple[str, object]]

#: What has to be done where Hypothesis is missing.
MISSING = 'it draws examples, and needs Hypothesis: pip install "positiveculture[testing]"'

#: The most topics of a known standing that are changed in one example.
MOST_CHANGES = 4


def can_draw() -> bool:
    """Return whether Hypothesis is installed."""
    return find_spec("hypothesis") is not None


def broken_by(
    law: Law, framework: Framework, draws: str, max_examples: int, bases: Sequence[Standing]
) -> tuple[Values, str] | None:
    """Return the smallest values found that break `law`, and how; None where none were found.

    Examples are drawn around `bases`. Every reference case of the framework is tried too, and for pairs each step up.
    """
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings  # noqa: PLC0415 - only who draws needs it

    if told := _first(law, _known(framework, draws)):
        return told
    found: list[tuple[Values, str]] = []

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=max_examples,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
        print_blob=False,
        report_multiple_bugs=False,
    )
    @given(_strategy(framework, draws, bases))
    def example(values: Values) -> None:
        text = law(**values)
        if text:
            found.append((values, text))
            raise AssertionError

    try:
        example()
    except Exception:
        if not found:
            raise
    if found:
        return found[-1]
    steps = ({"weaker": weaker, "stronger": stronger} for weaker, stronger in staircase(framework))
    return _first(law, steps if draws == "pair" else ())


def _first(law: Law, known: Iterable[Values]) -> tuple[Values, str] | None:
    """Return the first of `known` that breaks `law`, and how."""
    told = ((values, text) for values in known if (text := law(**values)))
    return next(told, None)


def _known(framework: Framework, draws: str) -> Iterable[Values]:
    for said in worked_out(framework):
        yield {"said": said} if draws == "said" else {"weaker": said, "stronger": said}


def _strategy(framework: Framework, draws: str, bases: Sequence[Standing]) -> Any:
    from hypothesis import strategies as st  # noqa: PLC0415 - only who draws needs it

    topics = framework.every_topic
    single = st.lists(st.sampled_from([(t.id, one) for t in topics for one in answers(t)]), max_size=MOST_CHANGES)
    whole = st.tuples(*(st.sampled_from(answers(topic)) for topic in topics))
    everywhere = whole.map(lambda said: list(zip([topic.id for topic in topics], said, strict=True)))
    changes = single | everywhere
    said = st.tuples(st.sampled_from(bases), changes).map(partial(_changed, topics))
    if draws == "said":
        return said.map(lambda drawn: {"said": drawn})
    return st.tuples(said, changes).map(lambda drawn: {"weaker": drawn[0], "stronger": _changed(topics, drawn, raised)})


def _changed(
    topics: Sequence[Topic], drawn: tuple[Standing, Changes], how: Callable[[object, object], object] = lambda _, to: to
) -> Standing:
    """Return a standing with each change made, in the order of the topics."""
    said = dict(drawn[0])
    for topic, to in drawn[1]:
        said[topic] = how(said.get(topic), to)
    return {topic.id: said[topic.id] for topic in topics if said.get(topic.id) is not None}
