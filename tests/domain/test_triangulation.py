"""What findings come to together, and what a report from several instruments may not say."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from positiveculture import get_framework
from positiveculture.errors import InvalidTriangulation
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.triangulation import (
    Finding,
    Instrument,
    Standing,
    Triangulation,
    read_triangulation,
    themes_to_dict,
    triangulation_from_dict,
    triangulation_to_dict,
    write_triangulation,
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "triangulation-merrowdale-2026.toml"


def report(*findings: Finding, n: int | None = 50) -> Triangulation:
    """Return a report of a survey and a review."""
    return Triangulation(
        title="A",
        organisation="B",
        purpose="C",
        on=date(2026, 9, 8),
        instruments=[
            Instrument(id="survey", title="Survey", kind="survey", n=n),
            Instrument(id="review", title="Review", kind="peer review"),
        ],
        findings=findings,
    )


def finding(instrument: str, polarity: Any = "positive", **more: Any) -> Finding:
    """Return a finding on workload."""
    return Finding(**{"instrument": instrument, "theme": "Workload", "text": "D", "polarity": polarity, **more})


def standing(*findings: Finding, n: int | None = 50) -> Standing:
    """Return what findings on one theme come to."""
    (theme,) = report(*findings, n=n).themes()
    return theme.standing


def refused(payload: object) -> list[tuple[str, str]]:
    """Return the place and text of everything that is wrong with a payload."""
    with pytest.raises(InvalidTriangulation) as caught:
        triangulation_from_dict(payload)
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_standings() -> None:
    """Two instruments one way agree, two ways conflict, one way of one instrument is a single source."""
    assert standing(finding("survey"), finding("review")) is Standing.AGREE
    assert standing(finding("survey"), finding("review", "negative")) is Standing.CONFLICT
    assert standing(finding("survey"), finding("survey", "negative")) is Standing.CONFLICT
    assert standing(finding("survey", "mixed")) is Standing.CONFLICT
    assert standing(finding("survey"), finding("survey")) is Standing.SINGLE_SOURCE


def test_too_few_are_not_weighed() -> None:
    """Behind whom fewer than ten stand neither agrees nor conflicts; a review without a number is weighed."""
    assert standing(finding("survey"), n=9) is Standing.TOO_FEW
    assert standing(finding("survey"), n=10) is Standing.SINGLE_SOURCE
    assert standing(finding("survey"), finding("review"), n=9) is Standing.SINGLE_SOURCE
    assert standing(finding("survey", "negative", n=9), finding("review")) is Standing.SINGLE_SOURCE


def test_the_example_keeps_its_conflicts() -> None:
    """The example comes to agreements, conflicts, a single source and too few, in the order of its findings."""
    themes = {theme.name: str(theme.standing) for theme in read_triangulation(EXAMPLE).themes()}

    assert themes == {
        "Support from managers": "agree",
        "Workload": "conflict",
        "Being listened to": "conflict",
        "Learning and career": "agree",
        "Working from people's strengths": "conflict",
        "Choice in the work": "single-source",
        "Night and weekend cover": "too-few",
    }


def test_the_example_names_frameworks_that_are_installed() -> None:
    """Each instrument of the example is one of the frameworks."""
    named = [instrument.framework for instrument in read_triangulation(EXAMPLE).instruments]

    assert named == [get_framework(name or "").id for name in named]


WRONG: list[tuple[tuple[Any, ...], Any, str, str]] = [
    (("title",), " ", "`title`", "is empty"),
    (("titel",), "A", "`titel`", 'unknown key; did you mean "title"?'),
    (("on",), "soon", "`on`", 'must be a date such as 2026-03-31, not "soon"'),
    (("authors",), "A", "`authors`", 'must be a list, not "A"'),
    (("instruments",), {}, "`instruments`", "must be a list, not {}"),
    (("instruments", 1, "n"), 413, 'instrument "engagement", `n`', "413 answered, of 412 who were asked"),
    (("instruments", 1, "invited"), 0, 'instrument "engagement", `n`', "46 answered, of 0 who were asked"),
    (("instruments", 2, "n"), -1, 'instrument "peer-review", `n`', "is -1: fewer than nobody"),
    (("instruments", 2, "n"), "46", 'instrument "peer-review", `n`', 'must be a whole number, not "46"'),
    (("instruments", 3, "id"), "engagement", 'instrument "engagement", `id`', "is used 2 times"),
    (("instruments", 0, "kind"), "", 'instrument "healthy-workplace", `kind`', "is empty"),
    (
        ("instruments", 0, "peroid"),
        "A",
        'instrument "healthy-workplace", `peroid`',
        'unknown key; did you mean "period"?',
    ),
    (("findings", 2, "polarity"), "postive", "finding no. 3, `polarity`", 'no "postive"; did you mean "positive"?'),
    (("findings", 2, "text"), "", "finding no. 3, `text`", "is empty"),
    (("findings", 11, "n"), 47, "finding no. 12, `n`", '47 support it, but only 46 answered "engagement"'),
    (("findings", 11, "n"), -7, "finding no. 12, `n`", "is -7: fewer than nobody"),
    (
        ("findings", 1, "instrument"),
        "engagment",
        "finding no. 2, `instrument`",
        'no instrument "engagment"; did you mean "engagement"?',
    ),
    (
        ("findings", 1, "theme"),
        "Support  from Managers",
        "finding no. 2, `theme`",
        'the theme "Support  from Managers" is written "Support from managers" before: write it one way',
    ),
    (("developments", 0, "progress"), "doen", "development no. 1, `progress`", 'no "doen"; did you mean "done"?'),
    (
        ("developments", 0, "claimed_by"),
        " ",
        "development no. 1, `claimed_by`",
        "is missing: `claim` says an effect, and not who claims it",
    ),
    (
        ("recommendations", 3, "verb"),
        "considers",
        "recommendation no. 4, `verb`",
        'no "considers"; did you mean "consider"?',
    ),
    (("recommendations", 3, "text"), "", "recommendation no. 4, `text`", "is empty"),
    (
        ("implications", 0, "text"),
        "",
        "implication no. 1, `text`",
        "is missing: there are some, and it has to say which",
    ),
    (
        ("implications", 4, "text"),
        "Perhaps",
        "implication no. 5, `answer`",
        "is missing: the rest says something, and not whether there are any",
    ),
]


@pytest.mark.parametrize(("path", "value", "place", "text"), WRONG)
def test_one_thing_wrong_is_told_alone_at_its_place(
    path: tuple[Any, ...], value: object, place: str, text: str
) -> None:
    """One fault planted in the example is told alone, at its place, with what exists instead."""
    payload = triangulation_to_dict(read_triangulation(EXAMPLE))
    below: Any = payload
    for step in path[:-1]:
        below = below[step]
    below[path[-1]] = value
    gone = place.startswith("`instruments`") or "unused" in place

    found = refused(payload)

    assert (place, text) in found
    assert gone or path[-1] == "id" or [(place, text)] == found


def test_everything_wrong_is_told_at_once() -> None:
    """Faults of every list are told together, and an instrument that cannot be read is not called missing."""
    payload = triangulation_to_dict(read_triangulation(EXAMPLE))
    payload["instruments"][0]["n"] = "many"
    payload["findings"][4]["polarity"] = "good"
    payload["implications"][1]["answer"] = "nil"

    assert [place for place, _ in refused(payload)] == [
        'instrument "healthy-workplace", `n`',
        "finding no. 5, `polarity`",
        "implication no. 2, `answer`",
    ]


def test_a_report_made_in_python_is_refused_too() -> None:
    """What does not hold together is refused wherever a report is made."""
    with pytest.raises(InvalidTriangulation, match="`purpose`: is empty"):
        Triangulation(title="T", organisation="O", purpose=" ", on=date(2026, 1, 1), instruments=(), findings=())


def test_files_round_trip(tmp_path: Path) -> None:
    """A report that is written as TOML or as JSON reads back equal."""
    found = read_triangulation(EXAMPLE)
    for name in ("report.toml", "report.json"):
        write_triangulation(found, tmp_path / name)

        assert found == read_triangulation(tmp_path / name)
    assert found == triangulation_from_dict(read_payload(EXAMPLE))


def test_numbers_that_show_few_are_not_in_the_json() -> None:
    """A number is left out where few stand behind a finding, or where few do not."""
    told = themes_to_dict(report(finding("survey", n=7), finding("survey", n=45), finding("survey", n=30)).themes())

    assert [each["n"] for each in told["themes"][0]["findings"]] == [None, None, 30]
    assert [each["weighed"] for each in told["themes"][0]["findings"]] == [False, True, True]
