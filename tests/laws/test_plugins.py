"""Which framework a name finds never depends on the order in which plug-ins are found."""

from hypothesis import given, strategies as st

from positiveculture import Registry, UnknownFramework
from positiveculture.errors import FrameworkConflict, FrameworkLoadError
from positiveculture.plugins.registry import PluginSource

names = st.sampled_from(["harbour", "inland", "moor"])
distributions = st.sampled_from(["one", "two_plugin", "Two.Plugin", "three"])
sources = st.lists(st.builds(PluginSource, names, distributions, st.just("1.0"), st.just("nobody.has:it")), max_size=6)


def finding(registry: Registry, name: str) -> str:
    """Return what comes of asking for `name`: no plug-in here can be loaded."""
    try:
        registry.get(name)
    except (UnknownFramework, FrameworkConflict, FrameworkLoadError) as error:
        return f"{type(error).__name__}: {error}"
    return "found"


@given(found=sources, order=st.randoms(use_true_random=False), name=names, deny=st.sets(distributions))
def test_the_order_of_discovery_changes_nothing(
    found: list[PluginSource], order: object, name: str, deny: set[str]
) -> None:
    """Whatever the order, and however often a source is found, a name is unknown, in conflict, or one source's."""
    shuffled = [*found, *found]
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random, by whichever name Hypothesis gives it
    first, second = Registry(lambda: found, deny=deny), Registry(lambda: shuffled, deny=deny)
    claimed = {source for source in found if source.name == name and first.allows(source)}

    told = finding(first, name)

    assert told == finding(second, name)
    assert told.startswith(
        ("UnknownFramework", "FrameworkLoadError")[len(claimed)] if len(claimed) < 2 else "FrameworkConflict"
    )
    assert first.names() == second.names() == tuple(sorted(first))
