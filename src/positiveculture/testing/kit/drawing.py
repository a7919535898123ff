"""How examples are drawn: the same each time, with nothing kept, and shrunk to the least that shows what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeAlias

from positiveculture.framework import Framework
from positiveculture.testing.kit.standings import Standing, answers, edges, raises, worked_out

#: Returns how a truth is broken by drawn values, or None where it holds.
Law: TypeAlias = Callable[..., str | None]

#: The drawn values, by name.
Values: TypeAlias = Mapping[str, Standing]

#: What has to be done where Hypothesis is missing.
MISSING = 'it draws examples, and needs Hypothesis: pip install "positiveculture[testing]"'

#: The most topics of a known standing that are changed in one example.
MOST_CHANGES = 4


def can_draw() -> bool:
    """Return whether Hypothesis is installed."""
    return find_spec("hypothesis") is not None


def broken_by(law: Law, framework: Framework, draws: str, max_examples: int) -> tuple[Values, str] | None:
    """Return the smallest values found that break `law`, and how; None where none were found.

    Every reference case of the framework is tried too.
    """
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings  # noqa: PLC0415 - only who draws needs it

    known = list(_known(framework, draws))
    for values in known:
        text = law(**values)
        if text:
            return values, text
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
    @given(_strategy(framework, draws))
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
    return found[-1] if found else None


def _known(framework: Framework, draws: str) -> Iterable[Values]:
    for said in worked_out(framework):
        yield {"said": said} if draws == "said" else {"weaker": said, "stronger": said}


def _strategy(framework: Framework, draws: str) -> Any:
    from hypothesis import strategies as st  # noqa: PLC0415 - only who draws needs it

    topics = {topic.id: topic for topic in framework.every_topic}
    bases = st.sampled_from(list(edges(framework)))
    options = {id_: answers(topic) for id_, topic in topics.items()}
    changed = st.sampled_from(list(topics)).flatmap(lambda id_: st.tuples(st.just(id_), st.sampled_from(options[id_])))
    near = st.tuples(bases, st.lists(changed, max_size=MOST_CHANGES)).map(partial(_with, list(topics)))
    anywhere = st.tuples(*map(st.sampled_from, options.values())).map(lambda said: _answered(topics, said))
    said = near | anywhere
    if draws == "said":
        return st.fixed_dictionaries({"said": said})

    def raised(weaker: Standing) -> Any:
        more = {id_: raises(topic, weaker.get(id_)) for id_, topic in topics.items()}
        few = st.sampled_from(list(topics)).flatmap(lambda id_: st.tuples(st.just(id_), st.sampled_from(more[id_])))
        some = st.lists(few, max_size=MOST_CHANGES).map(lambda changes: _with(list(topics), (weaker, changes)))
        most = st.tuples(*map(st.sampled_from, more.values())).map(lambda said: _answered(topics, said))
        return st.fixed_dictionaries({"weaker": st.just(weaker), "stronger": some | most})

    return said.flatmap(raised)


def _answered(topics: Iterable[str], said: Iterable[object]) -> Standing:
    return {topic: one for topic, one in zip(topics, said, strict=True) if one is not None}


def _with(topics: list[str], drawn: tuple[Standing, list[tuple[str, object]]]) -> Standing:
    said = {**drawn[0], **dict(drawn[1])}
    return {topic: said[topic] for topic in topics if said.get(topic) is not None}
