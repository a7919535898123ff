"""Which crosswalks are installed, joined where several link the same two frameworks.

A plug-in declares an entry point in the group `positiveculture.crosswalks`: its name is the ids of the two frameworks
with two hyphens between, its value a callable without arguments that returns a `Crosswalk`, or a `Crosswalk`, or a
package that holds `<name>.toml` or `crosswalk.toml`.  Several may declare the same pair, in either direction: that is
no conflict, for links of several sources combine.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import TypeAlias

from positiveculture.crosswalk import Crosswalk, End
from positiveculture.errors import InvalidCrosswalk, UnknownCrosswalk
from positiveculture.formats.crosswalk import CROSSWALK
from positiveculture.framework import Framework
from positiveculture.plugins.entry_points import PluginKind, PluginSource
from positiveculture.plugins.registry import get_framework, registry
from positiveculture.sentences import quoted

CROSSWALKS = PluginKind(
    noun="crosswalk",
    group="positiveculture.crosswalks",
    cls=Crosswalk,
    error=InvalidCrosswalk,
    name_of=lambda crosswalk: crosswalk.name,
    files=lambda name: (f"{name}.toml", "crosswalk.toml"),
    read=lambda file, _: CROSSWALK.read(file),
)

#: What is installed, as for `Registry`.
Sources: TypeAlias = Callable[[], Iterable[PluginSource]]


def crosswalk_names(sources: Sources = CROSSWALKS.installed) -> tuple[str, ...]:
    """Return the name of every crosswalk that is installed and allowed, sorted. Imports nothing."""
    return tuple(sorted({source.name for source in sources() if registry().allows(source)}))


def find_crosswalk(
    here: str | Framework, there: str | Framework, *, sources: Sources = CROSSWALKS.installed
) -> Crosswalk:
    """Return every link that is installed between two frameworks, told from the side of the first.

    Raises:
        UnknownCrosswalk: Nothing that is installed and allowed joins these editions of them.
        FrameworkLoadError: A plug-in failed.
        InvalidCrosswalk: What a plug-in gives does not hold together, or does not fit the frameworks.
        UnknownFramework, RegistryError: As for `get_framework`.
    """
    left, right = get_framework(here), get_framework(there)
    wanted = (f"{left.id}--{right.id}", f"{right.id}--{left.id}")
    known = sorted(set(sources()))
    named = [source for source in known if source.name in wanted]
    loaded = [_checked(source, left, right) for source in named if registry().allows(source)]
    found = [crosswalk for crosswalk in loaded if crosswalk is not None]
    if not found:
        hint = f"there is none of the editions {left.edition} and {right.edition}" if named else ""
        names = sorted({source.name for source in known if registry().allows(source)} - set(wanted))
        raise UnknownCrosswalk("crosswalk", wanted[0], tuple(names), hint)
    return reduce(or_, found)


def _checked(source: PluginSource, left: Framework, right: Framework) -> Crosswalk | None:
    """Return what `source` declares, from left to right; None where it links other editions."""
    crosswalk = CROSSWALKS.load(source)
    ends = (End.of(left), End.of(right))
    turned = next((each for each in (crosswalk, crosswalk.inverse) if (each.here, each.there) == ends), None)
    problems = tuple(turned.problems(left, right)) if turned else ()
    if problems:
        raise InvalidCrosswalk(f"crosswalk {quoted(source.name)} from {source}", problems)
    return turned
