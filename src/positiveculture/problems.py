"""Collects what is wrong while the rest is still looked at, and says where it is as a person would.

A collector keeps the first `MOST` problems and counts the others: thousands of mistakes of one kind cost no time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from positiveculture.errors import Invalid, Path, Problem
from positiveculture.gettext import gettext
from positiveculture.sentences import LONGEST, named, numbered, printable, quoted, shown, suggestions

T = TypeVar("T")

#: Metadata of a field: its key in files, where that is not its name.
KEY = "key"

#: How many problems are kept, and for how many of them the nearest names are looked for.
MOST, HINTED = 100, 10

#: What one entry of a list or table is called, where that is not the singular of its key; None: it has no entries.
ENTRIES: dict[str, str | None] = {
    "aliases": "alias",
    "all": "rule",
    "any": "rule",
    "evidence": "evidence",
    "kept": "edition",
    "means": None,
    "meant": "warning",
    "minimum": "topic",
    "of": "rule",
    "points": "level",
    "responses": "topic",
    "retired": "topic",
    "shared_with": "level",
    "states": "award",
    "weights": "topic",
}

#: The fields that identify an entry of a list, the first that it has; those of entries that hold another's name.
NAMES = ("id", "topic", "title", "name", "award", "edition")
NAMES_OF: dict[str, tuple[str, ...]] = {"case": ("name",), "warning": ()}


@attrs.frozen
class Fault:
    """A problem before it is known what its path leads through."""

    code: str
    path: Path
    params: Mapping[str, Any]
    #: The names of what exists, where the problem is a name of what does not.
    known: Iterable[str] | None = None
    place: str | None = None

    def problem(self, subject: object, *, hinted: bool) -> Problem:
        """Return the problem, its path leading into `subject`."""
        params = dict(self.params)
        if self.known is not None and hinted:
            params |= suggestions(str(params["name"]), map(str, self.known))
        where = place(self.path, subject) if self.place is None else self.place
        return Problem(self.code, self.path, params, where)


@attrs.frozen
class Faults(Exception):
    """What is wrong with a value, each with its path below it."""

    found: tuple[Fault, ...]
    more: int = 0
    #: What was read in spite of it, with something that fits in place of what is wrong: the rest can be looked at.
    partial: Any = None


def fault(code: str, *path: str | int, known: Iterable[str] | None = None, **params: object) -> Faults:
    """Return the error that says one thing of the value at `path`; arguments as for `Problems.report`."""
    return Faults((Fault(code, path, _plain(params), known),))


class Problems:
    """Collects what is wrong with one thing."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = 0

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def typed(self) -> bool:
        """Whether every value is of the right type, as far as was looked, so that it can be compared with others."""
        return not self.more and all(found.code == "empty" for found in self.found)

    def report(self, code: str, *path: str | int, known: Iterable[str] | None = None, **params: object) -> None:
        """Take in one thing that is wrong with the value at `path`.

        Args:
            code: One of `positiveculture.messages`.
            path: Keys and indices.
            known: The names of what exists; the parameter `name` is the one that does not.
            params: What the message says; `given` may be any value, and is kept as it is shown.
        """
        if len(self.found) < MOST:
            self.found.append(Fault(code, path, _plain(params), known))
        else:
            self.more += 1

    def add(self, *problems: Problem) -> None:
        """Take in problems that have their places already."""
        self.collect(Invalid("", problems))

    def attempt(self, read: Callable[..., T], *args: Any, at: Path = ()) -> T | None:
        """Return what `read` makes of `args`; None where it raises `Faults`, which are reported at a place."""
        try:
            return read(*args)
        except Faults as faults:
            self.collect(faults, *at)
            return None

    def collect(self, error: "Faults | Invalid | Problems", *path: str | int) -> None:
        """Take in everything that was reported below `path`."""
        reported = error.problems if isinstance(error, Invalid) else error.found
        room = max(MOST - len(self.found), 0)
        self.found += [_below(each, path) for each in reported[:room]]
        self.more += len(reported[room:]) + error.more

    def follow_up(self, reported: "Problems", subject: Any) -> None:
        """Take in what was reported of `subject`, where something that fits was put for what is wrong by now.

        What is of such a place, or below it, is left out; so is what is missing where a key is unknown, and may be it.
        """
        wrong = {each.path for each in self.found}
        misspelt = {each.path[:-1] for each in self.found if each.code == "unknown-key"}
        for each in reported.found:
            path = each.path
            below = any(path[:length] in wrong for length in range(len(path) + 1))
            if not below and not (path and path[:-1] in misspelt and _reach(subject, path) is None):
                self.collect(Faults((each,)))
        self.more += reported.more

    def are_none_at(self, *path: str | int) -> bool:
        """Return whether nothing at `path` or below it is known to be reported."""
        return not self.more and all(each.path[: len(path)] != path for each in self.found)

    def clear_entries(self, value: object, field: str) -> list[tuple[int, Any]]:
        """Return each entry of a list of `value` with its place, but those of which something is reported."""
        entries = getattr(value, field)
        places = enumerate(entries if isinstance(entries, tuple) else ())
        return [(place, entry) for place, entry in places if self.are_none_at(field, place)]

    def collect_from(self, reported: "Problems", subject: object, place: str, *path: str | int) -> None:
        """Take in what was reported of `subject`, which is at `path`, and called `place` by people."""
        below = tuple(problem.below(place, *path) for problem in reported.located(subject))
        self.collect(Invalid("", below, reported.more))

    def move(self, to: Callable[[Path], Path]) -> None:
        """Replace each path by what `to` returns for it: the thing that was looked at was made of another one."""
        self.found = [attrs.evolve(each, path=to(each.path)) for each in self.found]

    def report_repeats(self, values: Iterable[tuple[Path, object]]) -> None:
        """Take in each value that is the same as an earlier one, given with its path, and how often it is given."""
        values = list(values)
        counts = Counter(value for _, value in values)
        seen: set[object] = set()
        for path, value in values:
            if value in seen:
                self.report("not-unique", *path, count=counts[value])
            seen.add(value)

    def raise_if_any(self, partial: object = None) -> None:
        """Raise what was reported, if anything was; `partial` is what was read in spite of it.

        Raises:
            Faults: Everything, each with its path.
        """
        if self.found:
            raise Faults(tuple(self.found), self.more, partial)

    def located(self, subject: object) -> tuple[Problem, ...]:
        """Return everything that is kept, each once, with its place in `subject`, a payload or an object."""
        hints = [fault for fault in self.found if fault.known is not None][:HINTED]
        located = (fault.problem(subject, hinted=any(fault is each for each in hints)) for fault in self.found)
        return tuple(dict.fromkeys(located))

    def refuse(self, error: type[Invalid], what: str, subject: object) -> None:
        """Raise `error`, if anything was reported.

        Raises:
            Invalid: Everything, each with its place in `subject`.
        """
        if self.found:
            raise error(what, self.located(subject), self.more)


def _below(problem: Fault | Problem, path: Path) -> Fault:
    if isinstance(problem, Problem):
        return Fault(problem.code, (*path, *problem.path), problem.params, None, problem.place)
    return attrs.evolve(problem, path=(*path, *problem.path)) if path else problem


def _plain(params: Mapping[str, object]) -> dict[str, Any]:
    """Return parameters as plain values."""
    return {name: shown(value) if name == "given" else _value(value) for name, value in params.items()}


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def place(path: Path, subject: object) -> str:
    """Return `path` as a person would say it: ``topic "dignity", evidence "Care plan audit", `dated` ``."""
    parts: list[str] = []
    steps = list(path)
    while steps:
        step = steps.pop(0)
        container = _at(subject, step)
        entry = _entry_name(step) if steps else None
        if entry is None:
            parts.append(_step(str(step) if isinstance(subject, Mapping) else step))
            subject = container
        else:
            parts.append(_entry(entry, steps[0], container))
            subject = _at(container, steps.pop(0))
    return ", ".join(parts)


def _entry_name(key: str | int) -> str | None:
    """Return what one entry is called of the list or table at `key`; None where `key` is no plural."""
    if not isinstance(key, str) or key in ENTRIES or not key.endswith("s") or key.endswith(("ss", "is", "us")):
        return ENTRIES.get(str(key))
    return (f"{key[:-3]}y" if key.endswith("ies") else key[:-1]).replace("_", " ")


def _entry(kind: str, step: str | int, container: object) -> str:
    if isinstance(step, str) or isinstance(container, Mapping):
        return named(kind, step[:LONGEST] if isinstance(step, str) else step)
    entry = _at(container, step)
    here, there = _at(entry, "here"), _at(entry, "there")
    if isinstance(here, str) and isinstance(there, str):
        words = gettext("{kind} {source} to {target}")
        return words.format(kind=gettext(kind), source=quoted(here[:LONGEST]), target=quoted(there[:LONGEST]))
    names = (_at(entry, name) for name in NAMES_OF.get(kind, NAMES))
    name = next((name for name in names if isinstance(name, str) and name.strip()), None)
    return numbered(kind, int(step)) if name is None else named(kind, name[:LONGEST])


def _step(step: str | int) -> str:
    if isinstance(step, str):
        return f"`{printable(step[:LONGEST])}`"
    return gettext("no. {number}").format(number=step + 1)


def _reach(subject: Any, path: Path) -> Any:
    """Return what is at `path` in a payload; None where nothing is."""
    for step in path:
        subject = _at(subject, step)
    return subject


def file_key(field: "attrs.Attribute[Any]") -> str:
    """Return the key that a field has in files."""
    key: str = field.metadata.get(KEY, field.name)
    return key


def _at(subject: object, step: str | int) -> Any:
    """Return what is one step down, in a table, a list or an object; None where nothing is."""
    if isinstance(subject, Mapping):
        return subject.get(step)
    if isinstance(subject, list | tuple):
        return subject[step] if isinstance(step, int) and 0 <= step < len(subject) else None
    kind: type[Any] = type(subject)
    if not attrs.has(kind):
        return None
    names = {file_key(field): field.name for field in attrs.fields(kind)}
    return getattr(subject, names.get(str(step), str(step)), None)
