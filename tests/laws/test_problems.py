"""Laws of problems: each has a code that a real input yields, a path to its field, and a sentence; few are kept."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any

import attrs
import pytest
from every_form import accented
from payloads import HARBOUR
from problem_samples import OTHERS, PAYLOADS

import positiveculture as pc
from positiveculture.errors import Path as Steps
from positiveculture.formats.assessment import assessment_from_dict
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.problems import problem_to_dict
from positiveculture.gettext import use_catalogue
from positiveculture.messages import MESSAGES

ROOT = Path(__file__).parents[2]


def problems(do: Any, given: Any) -> tuple[pc.Problem, ...]:
    """Return the problems that reading, or doing, ends in."""
    with pytest.raises(pc.Invalid) as caught:
        do(given)
    return caught.value.problems


def check(code: str, found: tuple[pc.Problem, ...], path: Steps) -> None:
    """Hold a problem to what an app relies on."""
    mine = [problem for problem in found if problem.code == code]
    assert mine, found
    assert path in [tuple(Path(step).name if isinstance(step, str) else step for step in one.path) for one in mine]
    for problem in mine:
        assert problem_to_dict(problem) == json.loads(json.dumps(problem_to_dict(problem)))
        assert problem.message
        assert len(str(problem).splitlines()) == 1
        assert not re.search(r"None|True|False|datetime|<class|\bcannot be so\b|\{\w+(!s)?\}", str(problem)), problem
        assert hash(problem) == hash(attrs.evolve(problem))


@pytest.mark.parametrize("code", PAYLOADS)
def test_each_code_of_a_payload_leads_to_its_field(code: str) -> None:
    """A payload with this mistake yields the code, with a path that leads to the field by keys and indices alone."""
    read, payload, path = PAYLOADS[code]

    check(code, problems(read, payload), path)
    where = payload if path[:1] != ("wordings",) else {"wordings": [payload]}
    for step in path[:-1]:
        where = where[step]
    assert isinstance(where, Mapping | list)


@pytest.mark.parametrize("code", OTHERS)
def test_each_other_code_says_where(code: str, tmp_path: Path) -> None:
    """What is wrong with a file, a table, an argument or several assessments yields its code, with its path."""
    do, path = OTHERS[code]

    check(code, problems(do, tmp_path), path)


#: Codes whose reason is what a parser, an engine or the system says.
FOREIGN = frozenset(
    [
        "column-mixed",
        "not-json",
        "row-not-json",
        "unreadable",
        "unreadable-table",
    ]
)

#: What is in quotation marks or backticks, ids of several parts, files, options, and what has a capital: names.
NAME = r'"(?:[^"\\]|\\.)*"|`[^`]*`|[\w.]+(?:[-:.]\w+)+|--\w+|\b[A-Za-z]*[A-Z]\w*'

#: Other names in the samples: of frameworks, of a distribution, of a field, of types.
NAMES = {"harbour", "shore", "one", "two", "basis", "int", "link", "positiveculture"}


@pytest.mark.parametrize("code", [*PAYLOADS, *OTHERS])
def test_no_word_of_an_error_is_english_in_another_language(code: str, tmp_path: Path) -> None:
    """In a language of accents, what is wrong, its place and what has it hold no English but names, keys and values."""
    do, given = (PAYLOADS[code][0], PAYLOADS[code][1]) if code in PAYLOADS else (OTHERS[code][0], tmp_path)
    with use_catalogue(accented):
        with pytest.raises(pc.Invalid) as caught:
            do(given)
        whole = str(caught.value)
    for problem in caught.value.problems if code in FOREIGN else ():
        whole = whole.replace(problem.params.get("reason", " "), " ")
    whole = re.sub(rf"{re.escape(str(tmp_path))}[^ :,;]*|{NAME}", " ", whole)
    left = {word for word in re.findall(r"[^\W_]+", whole) if word.isascii() and re.search("[aeiou]", word)}

    assert left - NAMES == set(), whole


def test_every_code_is_yielded() -> None:
    """There is no code that nothing yields, and none is yielded that is not in the catalogue."""
    assert sorted(MESSAGES) == sorted({*PAYLOADS, *OTHERS})
    assert all(re.fullmatch(r"[a-z]+[a-z0-9-]*", code) for code in MESSAGES)


def test_the_page_lists_every_code() -> None:
    """`docs/problems.md` has each code with its sentence, as the catalogue has them, in its order."""
    _, page = (ROOT / "docs" / "problems.md").read_text("utf-8").split("## The codes")
    entries = re.findall(r"^- `([a-z0-9-]+)`: (.*)$", page, re.MULTILINE)

    assert entries == [(code, text.replace("!s}", "}")) for code, text in MESSAGES.items()]


def test_few_of_many_are_kept() -> None:
    """Sixty thousand mistakes cost neither seconds nor megabytes: a hundred are told, and how many more there are."""
    payload = {
        "framework": "wigan-progress",
        "edition": "2017",
        "service": "A",
        "assessed_on": "2026-03-31",
        "responses": {f"topic-{number}": 3 for number in range(60_000)},
    }
    wigan = pc.get_framework("wigan-progress")
    begun = process_time()
    with pytest.raises(pc.InvalidAssessment) as caught:
        assessment_from_dict(payload, wigan)
    text = str(caught.value)

    assert process_time() - begun < 2
    assert (len(caught.value.problems), caught.value.more) == (100, 59_900)
    assert text.startswith('assessment of "A" has 60,000 problems:')
    assert text.endswith("\n  and 59,900 more")
    assert len(text) < 20_000
    assert sum("; " in str(problem) for problem in caught.value.problems) == 10


def test_what_is_long_is_read_in_time() -> None:
    """Thousands of awards, and a chain of thousands of principles, are read in a second or two."""
    principles = {"p0": {"title": "P"}} | {f"p{n}": {"title": "P", "within": f"p{n - 1}"} for n in range(1, 2000)}
    awards = [
        {"id": f"a{n}", "title": "A", "rule": {"includes": [f"b{n}"], "minimum": {"mooring": 2}}} for n in range(4000)
    ]

    begun = process_time()
    framework_from_dict({**HARBOUR, "principles": HARBOUR.get("principles", {}) | principles})
    with pytest.raises(pc.InvalidFramework):
        framework_from_dict({**HARBOUR, "awards": awards, "cases": []})

    assert process_time() - begun < 4
