"""Which wordings are installed: found as frameworks are, by entry points.

A plug-in declares an entry point in the group `positiveculture.wordings`: its name is the framework's id and the
language with two hyphens between, as in `wigan-progress--cy`, its value a callable without arguments that returns a
`Wording`, or a `Wording`.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

from positiveculture.errors import Invalid, InvalidWording, Problem, quoted
from positiveculture.plugins import registry
from positiveculture.plugins.sources import FrameworkSource, called, installed
from positiveculture.wording import Wording

GROUP = "positiveculture.wordings"

#: What is there to find, as for `Registry`.
Sources: TypeAlias = Callable[[], Iterable[FrameworkSource]]

installed_wordings = partial(installed, GROUP)


def wording_names(sources: Sources = installed_wordings) -> tuple[str, ...]:
    """Return the name of every wording that is installed and allowed, sorted. Imports nothing."""
    return tuple(sorted({source.name for source in sources() if registry().allows(source)}))


def installed_wording(framework: str, language: str, *, sources: Sources = installed_wordings) -> Wording | None:
    """Return the wording that is installed for a framework's id in a language; None where there is none.

    Raises:
        FrameworkLoadError: Its plug-in failed.
        InvalidWording: It is none, is called otherwise, or several distributions have one.
    """
    wanted = f"{framework}--{language}"
    found = [source for source in sorted(set(sources())) if source.name == wanted and registry().allows(source)]
    if len(found) > 1:
        text = f"more than one distribution has it: {'; '.join(map(str, found))}; choose one by its file"
        raise InvalidWording(f"wording {quoted(wanted)}", (Problem("", text),))
    return _loaded(found[0]) if found else None


def _loaded(source: FrameworkSource) -> Wording:
    what = f"wording {quoted(source.name)} from {source}"
    try:
        given = called(source, "wording")
    except Invalid as error:
        raise InvalidWording(what, error.problems) from error
    if not isinstance(given, Wording):
        raise InvalidWording(what, (Problem("", f"{source.target} gave {type(given).__name__}, not a Wording"),))
    if given.name != source.name:
        text = f"is for {given.framework} in {given.language}; its entry point has to be called {quoted(given.name)}"
        raise InvalidWording(what, (Problem("", text),))
    return given
