"""How examples are drawn: the same each time, with nothing kept, and shrunk to the least that shows what is wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from positiveculture.framework import Framework
from positiveculture.testing.kit.answers import Answers, answers, raised, staircase, top, worked_out
from positiveculture.topics import Topic

#: Returns how a truth is broken by drawn values, or None where it holds.
Law: TypeAlias = Callable[..., str | None]

#: The drawn values, by name.
Values: TypeAlias = Mapping[str, Answers]

#: New responses to some topics.
Changes: TypeAlias = Sequence[tuple[str, object]]

#: What has to be done where Hypothesis is missing.
MISSING = 'it draws examples, and needs Hypothesis: pip install "positiveculture[testing]"'

#: The most topics of known answers that are changed in one example.
MOST_CHANGES = 4


def can_draw() -> bool:
    """Return whether Hypothesis is installed."""
    return find_spec("hypothesis") is not None


def broken_by(
    law: Law, framework: Framework, draws: str, max_examples: int, bases: Sequence[Answers]
) -> tuple[Values, str] | None:
    """Return the smallest values found that break `law`, and how; None where none were found.

    Examples are drawn around `bases`. Every reference case of the framework is tried too, and for pairs each step up.
    """
    from hypothesis import given  # noqa: PLC0415 - only who draws needs it

    from positiveculture.testing.laws.trying import steady  # noqa: PLC0415 - which needs it too

    if failure := _first(law, _known(framework, draws)):
        return failure
    found: list[tuple[Values, str]] = []

    @steady(max_examples)
    @given(_strategy(framework, draws, bases))
    def example(values: Values) -> None:
        text = law(**values)
        if text:
            found.append((values, text))
            raise AssertionError

    try:
        with _nothing_kept():
            example()
    except Exception:
        if not found:
            raise
    if found:
        return found[-1]
    steps = ({"weaker": weaker, "stronger": stronger} for weaker, stronger in staircase(framework))
    return _first(law, steps if draws == "pair" else ())


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Have Hypothesis keep its notes where they are thrown away: who checks a framework asked for no folder."""
    from hypothesis import configuration  # noqa: PLC0415 - only who draws needs it

    home = getattr(configuration, "__hypothesis_home_directory", None)
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(home)


def _first(law: Law, known: Iterable[Values]) -> tuple[Values, str] | None:
    """Return the first of `known` that breaks `law`, and how."""
    failures = ((values, text) for values in known if (text := law(**values)))
    return next(failures, None)


def _known(framework: Framework, draws: str) -> Iterable[Values]:
    best = list(top(framework).items())
    for responses in worked_out(framework):
        if draws == "responses":
            yield {"responses": responses}
        else:
            yield {"weaker": responses, "stronger": _changed(framework.every_topic, (responses, best), raised)}


def _strategy(framework: Framework, draws: str, bases: Sequence[Answers]) -> Any:
    from hypothesis import strategies as st  # noqa: PLC0415 - only who draws needs it

    topics = framework.every_topic
    single = st.lists(st.sampled_from([(t.id, one) for t in topics for one in answers(t)]), max_size=MOST_CHANGES)
    whole = st.tuples(*(st.sampled_from(answers(topic)) for topic in topics))
    everywhere = whole.map(lambda responses: list(zip([topic.id for topic in topics], responses, strict=True)))
    changes = single | everywhere
    responses = st.tuples(st.sampled_from(bases), changes).map(partial(_changed, topics))
    if draws == "responses":
        return responses.map(lambda drawn: {"responses": drawn})
    return st.tuples(responses, changes).map(
        lambda drawn: {"weaker": drawn[0], "stronger": _changed(topics, drawn, raised)}
    )


def _changed(
    topics: Sequence[Topic], drawn: tuple[Answers, Changes], how: Callable[[object, object], object] = lambda _, to: to
) -> Answers:
    """Return the answers with each change made, in the order of the topics."""
    responses = dict(drawn[0])
    for topic, to in drawn[1]:
        responses[topic] = how(responses.get(topic), to)
    return {topic.id: responses[topic.id] for topic in topics if responses.get(topic.id) is not None}
