"""Which crosswalks are installed: found as frameworks are, by entry points, and joined where several say something.

A plug-in declares an entry point in the group `positiveculture.crosswalks`: its name is the ids of the two frameworks
with two hyphens between, its value a callable without arguments that returns a `Crosswalk`, or a `Crosswalk`.  Several
may declare the same pair, in either direction: that is no conflict, for links of several sources combine.
"""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from operator import or_
from typing import TypeAlias

from positiveculture.crosswalk import Crosswalk, End
from positiveculture.errors import Invalid, InvalidCrosswalk, Problem, UnknownCrosswalk, quoted
from positiveculture.framework import Framework
from positiveculture.plugins import get_framework, registry
from positiveculture.plugins.sources import FrameworkSource, called, installed

GROUP = "positiveculture.crosswalks"

#: What is there to find, as for `Registry`.
Sources: TypeAlias = Callable[[], Iterable[FrameworkSource]]

installed_crosswalks = partial(installed, GROUP)


def crosswalk_names(sources: Sources = installed_crosswalks) -> tuple[str, ...]:
    """Return the name of every crosswalk that is installed and allowed, sorted. Imports nothing."""
    return tuple(sorted({source.name for source in sources() if registry().allows(source)}))


def find_crosswalk(
    here: str | Framework, there: str | Framework, *, sources: Sources = installed_crosswalks
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


def _checked(source: FrameworkSource, left: Framework, right: Framework) -> Crosswalk | None:
    """Return what `source` declares, from left to right; None where it is about other editions."""
    what = f"crosswalk {quoted(source.name)} from {source}"
    try:
        crosswalk = _loaded(source)
    except Invalid as error:
        raise InvalidCrosswalk(what, error.problems) from error
    ends = (End.of(left), End.of(right))
    turned = next((each for each in (crosswalk, crosswalk.inverse) if (each.here, each.there) == ends), None)
    problems = tuple(turned.problems(left, right)) if turned else ()
    if problems:
        raise InvalidCrosswalk(what, problems)
    return turned


def _loaded(source: FrameworkSource) -> Crosswalk:
    given = called(source, "crosswalk")
    if not isinstance(given, Crosswalk):
        text = f"{source.target} gave {type(given).__name__}, not a Crosswalk"
        raise InvalidCrosswalk(source.name, (Problem("", text),))
    if given.name != source.name:
        text = f"goes from {given.here} to {given.there}; its entry point has to be called {quoted(given.name)}"
        raise InvalidCrosswalk(source.name, (Problem("", text),))
    return given
