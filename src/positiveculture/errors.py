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


@attrs.frozen(str=False)
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


class InvalidFile(Invalid):
    """A file's bytes are not the TOML or JSON that its name promises."""


@attrs.frozen(str=False)
class FileTrouble(PositiveCultureError, OSError):
    """A file cannot be opened, or may not be written."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@attrs.frozen(str=False)
class Unknown(PositiveCultureError, LookupError):
    """Something was asked for by a name that nothing has."""

    kind: str
    name: object
    known: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        parts = [f"no {self.kind} {quoted(self.name)}", nearest(str(self.name), self.known), self.hint]
        return "; ".join(part for part in parts if part)


class UnknownTopic(Unknown):
    """The framework has no such topic."""


class UnknownAward(Unknown):
    """The framework has no such award."""


class UnknownFramework(Unknown):
    """No installed framework has this name."""


@attrs.frozen(str=False)
class NoRoute(PositiveCultureError, ValueError):
    """No route can be given: nothing is left to judge, or the rules are too large to solve exactly."""

    award: str
    reason: str

    def __str__(self) -> str:
        return f"no route to {quoted(self.award)}: {self.reason}"


class RegistryError(PositiveCultureError):
    """A framework is installed, but cannot be had."""


class InvalidFramework(Invalid, RegistryError):
    """A framework contradicts itself, or is not one."""


@attrs.frozen(str=False)
class FrameworkConflict(RegistryError):
    """Two distributions claim one framework name; neither wins by luck."""

    name: str
    claimants: tuple[str, ...]
    distributions: tuple[str, ...]

    def __str__(self) -> str:
        claims = "; ".join(self.claimants)
        choice = "{" + f"{self.name!r}: {self.distributions[0]!r}" + "}"
        return f"framework {quoted(self.name)} is claimed more than once: {claims}; choose one with prefer={choice}"


@attrs.frozen(str=False)
class FrameworkLoadError(RegistryError):
    """A plug-in failed while its framework was loaded."""

    name: str
    source: str
    reason: str

    def __str__(self) -> str:
        return f"framework {quoted(self.name)} from {self.source} could not be loaded: {self.reason}"


@attrs.frozen(str=False)
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
    return (
        '"' + value.encode("unicode_escape").decode().replace('"', r"\"") + '"'
        if isinstance(value, str)
        else repr(value)
    )


def shown(value: object) -> str:
    """Return `value` as Python writes it, cut short where it is long."""
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what exists: the nearest names, or the first few."""
    known = list(known)
    close = get_close_matches(name, known, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(map(quoted, close)) + "?"
    if not known:
        return ""
    shown = ", ".join(map(quoted, known[:MOST]))
    return f"there are: {shown}" + (f" and {len(known) - MOST} more" if len(known) > MOST else "")
