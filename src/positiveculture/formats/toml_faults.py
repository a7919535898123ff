"""Every line of a TOML text that cannot be read, in words for people who do not know TOML."""

import tomllib
from typing import Any

from positiveculture.errors import Problem
from positiveculture.formats.toml_slips import slips
from positiveculture.formats.toml_statements import HEADING, TomlStatement, parse_error, place_of, statements
from positiveculture.problems import MOST, place
from positiveculture.sentences import named

#: The largest text that is looked through, in characters: more than people write. Of a larger one the first
#: fault is reported.
LARGEST = 128 * 1024


def toml_problems(text: str, error: tomllib.TOMLDecodeError) -> tuple[list[Problem], int]:
    """Return a problem for each line of `text` that cannot be read, and how many more there are than `MOST`.

    Each has its line, its topic, and how to put it right.

    Args:
        text: What the standard library's parser refused.
        error: Its own error, which is reported where nothing plainer can be.
    """
    text = text.replace("\r\n", "\n")
    first = max(place_of(error)[0], 1)
    if text.lstrip().startswith("{"):
        return [problem_on_line("toml-braces-first", 1)], 0
    if len(text) > LARGEST:
        line = text.split("\n")[first - 1]
        statement = TomlStatement(first, line, "", 0, is_wrong=parse_error(line) is not None)
        return _faults(statement) or [problem_on_line("toml-value", first)], 0
    problems: list[Problem] = []
    more = 0
    every = list(statements(text.split("\n")))
    problems += _repeats(every)
    for statement in every:
        if len(problems) < MOST:
            problems += _faults(statement)
        else:
            more += statement.is_wrong
    problems = problems or _contradictions(text, every)
    problems = sorted(dict.fromkeys(problems), key=lambda each: each.path)
    return problems[:MOST], more + len(problems[MOST:])


def problem_on_line(
    code: str, line: int, keys: tuple[str, ...] = (), *, column: tuple[int, ...] = (), **params: object
) -> Problem:
    """Return a problem on a line; its place names the column, where one is given, and what `keys` lead to."""
    where = [named("line", line), *(named("column", each) for each in column), *([place(keys, {})] if keys else [])]
    return Problem(code, (line, *column), {**params, "line": line}, ", ".join(where))


def _problem(code: str, line: int, statement: TomlStatement | None, **params: Any) -> Problem:
    """Return a problem on a line of a statement."""
    keys = tuple(filter(None, (statement.heading, statement.key))) if statement and statement.key else ()
    return problem_on_line(code, line, keys, **params)


def _faults(statement: TomlStatement) -> list[Problem]:
    """Return a problem for each slip in a statement."""
    problems = []
    for slip in slips(statement.text) if statement.is_wrong else ():
        line = statement.line + slip.line
        params = {} if slip.key is None else {"key": slip.key, "first": line}
        problems.append(_problem(slip.code, line, statement, **params))
    return problems


def _repeats(every: list[TomlStatement]) -> list[Problem]:
    """Return a problem for each statement that gives what one before it gives, under the same heading."""
    first: dict[tuple[int, str], int] = {}
    problems = []
    for each in every:
        begun = HEADING.fullmatch(each.text)
        if begun and each.text.lstrip().startswith("[["):
            continue
        key = f"[{begun[1]}]" if begun else each.key
        line = first.setdefault((0 if begun else each.under, key), each.line)
        if key and line < each.line:
            problems.append(_problem("slip-twice", each.line, each, key=key, first=line))
    return problems


def _contradictions(text: str, every: list[TomlStatement]) -> list[Problem]:
    """Return what statements say against one another, each of which can be read by itself."""
    error = parse_error(text)
    line = max(place_of(error)[0] if error else 0, 1)
    statement = next((each for each in reversed(every) if each.line <= line), None)
    return [_problem("toml-given-above", line, statement)]
