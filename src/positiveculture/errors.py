"""Every error that positiveculture raises: one root, a builtin beside each that a caller would already catch."""

from collections.abc import Iterable
from difflib import get_close_matches

import attrs

#: How much of a wrong value a message shows, in characters, and how many names of what exists.
LONGEST, MOST = 60, 12


@attrs.frozen
class Problem:
    """One thing that is wrong, and where."""

    #: Where it stands, for a person: ``topic "dignity"``, ``award "silver"``, ``line 3``.
    place: str
    #: What is wrong, what was expected and, where it helps, what exists instead.
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class PositiveCultureError(Exception):
    """The root of every error that this library raises on purpose."""


@attrs.define(str=False)
class Invalid(PositiveCultureError, ValueError):
    """Something does not hold together; carries every problem at once."""

    what: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        return "\n".join([f"{self.what} has {count}:", *(f"  {problem}" for problem in self.problems)])


class InvalidAssessment(Invalid):
    """An assessment does not fit its framework."""


class InvalidPlan(Invalid):
    """An action plan does not hold together."""


class InvalidHistory(Invalid):
    """Assessments that cannot be read as one service's history."""


class InvalidPanel(Invalid):
    """Assessments that cannot be counted together."""


class InvalidFeedback(Invalid):
    """Suggestions that cannot be so."""


class InvalidCrosswalk(Invalid):
    """Links that do not fit their frameworks."""


class InvalidTriangulation(Invalid):
    """A report from several instruments that does not hold together."""


class InvalidEffort(Invalid):
    """An effort is not a positive int or Fraction."""


class InvalidWording(Invalid):
    """A wording does not fit its framework."""


class InvalidTable(Invalid):
    """A table cannot be judged, or holds what cannot be so."""


class InvalidFile(Invalid):
    """A file's bytes are not the TOML or JSON that its name promises."""


@attrs.define(str=False)
class MissingExtra(PositiveCultureError, ImportError):
    """A part of the library needs a package that is not installed."""

    part: str
    package: str
    extra: str

    def __str__(self) -> str:
        return f'{self.part} needs {self.package}, which is not installed: pip install "positiveculture[{self.extra}]"'


@attrs.define(str=False)
class FileTrouble(PositiveCultureError, OSError):
    """A file cannot be opened, or may not be written."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@attrs.define(str=False)
class UnusableName(PositiveCultureError, ValueError):
    """A new framework cannot be called so, or cannot have such a title or publisher."""

    what: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{quoted(self.name)} cannot be the {self.what} of a new plug-in: {self.reason}"


@attrs.define(str=False)
class Unknown(PositiveCultureError, LookupError):
    """Something was asked for by a name that nothing has."""

    kind: str
    name: object
    known: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        names = nearest(str(self.name), self.known) if self.known or not self.hint else ""
        parts = [f"no {self.kind} {quoted(self.name)}", names, self.hint]
        return "; ".join(part for part in parts if part)


class UnknownTopic(Unknown):
    """The framework has no such topic."""


class UnknownAward(Unknown):
    """The framework has no such award."""


def _why_not(reason: str) -> str:
    return reason or "it publishes no awards, and none is invented here"


@attrs.define(str=False)
class NotScored(PositiveCultureError, TypeError):
    """A score or an award was asked for, and the framework publishes none."""

    framework: str
    #: Why; where the framework gives no reason of its own, that it publishes no awards.
    reason: str = attrs.field(converter=_why_not)

    def __str__(self) -> str:
        return f"{self.framework} is not scored: {self.reason}"


class UnknownFramework(Unknown):
    """No installed framework has this name."""


class UnknownCrosswalk(Unknown):
    """No installed crosswalk joins these two frameworks."""


class UnknownWording(Unknown):
    """Nothing gives a framework words in this language."""


@attrs.define(str=False)
class NoRoute(PositiveCultureError, ValueError):
    """No route can be given: nothing is left to judge, or the rule's parts share too many topics to solve exactly."""

    award: str
    reason: str
    #: Whether there may be one: it was not found within a stated amount of work.
    unknown: bool = False

    def __str__(self) -> str:
        return f"no route to {quoted(self.award)}: {self.reason}"


@attrs.define(str=False)
class NotAveraged(PositiveCultureError, TypeError):
    """A mean was asked for, and the framework's levels are ordinal."""

    framework: str

    def __str__(self) -> str:
        return f"{self.framework} publishes no method that averages its levels: they are ordinal; take the median"


class RegistryError(PositiveCultureError):
    """A framework is installed, but cannot be had."""


class InvalidFramework(Invalid, RegistryError):
    """A framework contradicts itself, or is not one."""


@attrs.define(str=False)
class FrameworkConflict(RegistryError):
    """Several distributions, or frameworks, claim one framework name; none is preferred unless the user says so."""

    name: str
    claimants: tuple[str, ...]
    distributions: tuple[str, ...]

    def __str__(self) -> str:
        claims = f"framework {quoted(self.name)} is claimed more than once: {'; '.join(self.claimants)}"
        if not self.distributions:
            return claims
        return (
            f"{claims}; choose one: POSITIVECULTURE_PREFER={self.name}=DISTRIBUTION, or prefer={{...}} in Python; "
            "or name in POSITIVECULTURE_PLUGINS the distributions that may be loaded"
        )


@attrs.define(str=False)
class FrameworkLoadError(RegistryError):
    """A plug-in failed while its framework, or its crosswalk, was loaded."""

    name: str
    source: str
    reason: str
    kind: str = "framework"

    def __str__(self) -> str:
        return f"{self.kind} {quoted(self.name)} from {self.source} could not be loaded: {self.reason}"


@attrs.define(str=False)
class IncompatibleFramework(RegistryError):
    """A plug-in was written for another plug-in API than this library speaks."""

    name: str
    source: str
    found: object
    supported: tuple[int, ...]

    def __str__(self) -> str:
        newer = isinstance(self.found, int) and self.found > max(self.supported)
        upgrade = "upgrade positiveculture" if newer else "upgrade the plug-in"
        supported = ", ".join(map(str, self.supported))
        return (
            f"framework {quoted(self.name)} from {self.source} has spec {self.found!r}, "
            f"this library speaks {supported}: {upgrade}"
        )


def quoted(value: object) -> str:
    """Return `value` as it is shown in messages: names in double quotes, anything else as Python writes it."""
    return f'"{printable(value)}"' if isinstance(value, str) else repr(value)


def printable(text: str) -> str:
    """Return `text` on one line, with what cannot be seen, quotes and backslashes escaped; letters stay letters."""
    return "".join(
        "\\" + sign if sign in '"\\' else sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text
    )


def shown(value: object) -> str:
    """Return `value` as Python writes it, cut short where it is long."""
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # nested too deeply, or a whole number of too many digits
        return f"a value of type {type(value).__name__} that is too large to be shown"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what exists: the nearest names, or the first few."""
    known = list(known)
    close = get_close_matches(name, known, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(map(quoted, close)) + "?"
    if not known:
        return "there are none"
    shown = ", ".join(map(quoted, known[:MOST]))
    return f"there are: {shown}" + (f" and {len(known) - MOST} more" if len(known) > MOST else "")
