"""Law: the script of a form judges, in Node, as `evaluate` does, and words it as documents do."""

import itertools
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import getitem
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from small import LADDERS, award, framework, small_cases, topic

import positiveculture
import positiveculture as pc
from positiveculture import Assessment, Framework, Outcome, Share, evaluate, get_framework, outcome_to_dict
from positiveculture.documents.blocker_items import nothing
from positiveculture.documents.blocks import Bars, Document, Heading, Item, Listing, Paragraph
from positiveculture.documents.form import script_words
from positiveculture.documents.outcome import in_the_way, outcome_document
from positiveculture.form import form_data
from positiveculture.form.data import titles
from positiveculture.render.prepared import prepare
from positiveculture.testing import strategies as pcs
from positiveculture.testing.laws.judges import answers_of

NODE = next(filter(None, map(shutil.which, ("node", "nodejs"))), None)
SCRIPTS = Path(positiveculture.__file__).parent / "form"
NAMES = ("judge.js", "reasons.js", "file.js")
HARNESS = Path(__file__).with_name("in_node.js")
WORDS = script_words()

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed: apt-get install nodejs")

Json = dict[str, Any]
Case = tuple[Framework, Assessment]


def drawn(cases: st.SearchStrategy[Case], count: int) -> list[Outcome]:
    """Return the outcomes of so many drawn cases, the same each time."""
    found: list[Outcome] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def collect(case: Case) -> None:
        found.append(evaluate(*case))

    collect()
    return found


def of(name: str) -> st.SearchStrategy[Case]:
    """Return half-filled cases of an installed framework."""
    framework = get_framework(name)
    return st.tuples(st.just(framework), pcs.strategies_for(framework).half_filled(min_open=0, max_open=5))


#: Half of the points are there, and ever so little more is asked: near 1, and not 1.
NEARLY = framework(
    [topic("t1", LADDERS[1]), topic("t2", LADDERS[1])], award("a1", Share("50.00000000000000000001", ["t1", "t2"]))
)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """At least a thousand cases: frameworks of every kind of rule, nested, with parts, and those that are shipped."""
    nearly = Assessment(
        framework="f1", edition="1", service="A", assessed_on=date(2026, 3, 31), responses={"t1": 2, "t2": 0}
    )
    small, ours = drawn(small_cases(), 900), ("wigan-progress", "cqc-style-well-led")
    return [*small, *(outcome for name in ours for outcome in drawn(of(name), 100)), evaluate(NEARLY, nearly)]


@pytest.fixture(scope="module")
def cases(outcomes: list[Outcome]) -> list[Json]:
    """What each is judged by."""
    return list(map(bare, outcomes))


@pytest.fixture(scope="module")
def awards(outcomes: list[Outcome]) -> list[Any]:
    """What `outcome_to_dict` says of the awards of each, as JSON."""
    return [json.loads(json.dumps(outcome_to_dict(outcome)["awards"])) for outcome in outcomes]


def in_node(scripts: Sequence[Path], cases: Iterable[Json]) -> list[Json]:
    """Return what the scripts say of each case, in one process."""
    lines = "".join(json.dumps(each) + "\n" for each in (WORDS, *cases))
    assert NODE is not None
    node = subprocess.run([NODE, HARNESS, *scripts], input=lines, capture_output=True, encoding="utf-8", check=True)
    return [json.loads(each) for each in node.stdout.split("\n")[:-1]]


def bare(outcome: Outcome) -> Json:
    """Return what the scripts judge by: the program, and plain answers."""
    return {"program": outcome.framework.program, "answers": answers_of(outcome.assessment)}


def whole(outcome: Outcome) -> Json:
    """Return what the scripts are given: what they judge by, and what things are called."""
    floor = outcome.framework.floor
    return bare(outcome) | {
        "titles": titles(outcome.framework),
        "floor": None if floor is None else {"id": floor.id, "title": floor.title},
        "basis": outcome.assessment.basis,
    }


def expected(outcome: Outcome) -> Json:
    """Return the same of an outcome, from the library's own JSON and document."""
    blocks = prepare(outcome_document(outcome, full=False)).blocks
    bars = next(block for block in blocks if isinstance(block, Bars))
    heading = next(each for each in blocks if isinstance(each, Heading) and each.text.startswith("Indicated by"))
    way = prepare(Document("", in_the_way(outcome, full=False, beneath=nothing))).blocks
    return {
        "awards": json.loads(json.dumps(outcome_to_dict(outcome)["awards"])),
        "way": list(ways(way)),
        "bars": [(bar.share, bar.figures, bar.words, bar.needs) for bar in bars.bars],
        "indicated": heading.text,
    }


def ways(blocks: Sequence[object]) -> Iterator[Json]:
    """Yield what stands in the way of each award, from a document."""
    for heading, below in itertools.pairwise(blocks):
        match heading, below:
            case Heading(), Listing():
                yield {"heading": heading.text, "items": [item_of(each) for each in below.items]}
            case Heading(), Paragraph():
                yield {"heading": heading.text, "sentence": below.text}
            case _:
                continue


def item_of(item: Item) -> Json:
    """Return an item of a listing, with those below it."""
    return {"text": item.text, "items": [item_of(each) for each in item.items]}


def plain(told: Json) -> Json:
    """Return what the scripts say with fractions, and without which topic an item of a listing leads to."""
    bars = [(exact(bar["share"]), bar["figures"], bar["words"], exact(bar.get("needs"))) for bar in told["bars"]]
    return {**told, "way": [without_topics(each) for each in told["way"]], "bars": bars}


def exact(fraction: Any) -> Fraction | None:
    """Return a fraction as it is in Python."""
    return None if fraction is None else Fraction(int(fraction["up"]), int(fraction["down"]))


def without_topics(way: Json) -> Json:
    """Return an item without its topic, and those below it too."""
    items = {"items": [without_topics(each) for each in way["items"]]} if "items" in way else {}
    return {key: value for key, value in way.items() if key != "topic"} | items


def test_the_script_judges_and_words_as_the_library_does(outcomes: list[Outcome]) -> None:
    """State, blockers, progress to the last bit, and every sentence are those of `outcome_to_dict` and of documents."""
    told = in_node([SCRIPTS / name for name in NAMES], map(whole, outcomes))

    assert len(told) == len(outcomes) >= 1000
    for outcome, each in zip(outcomes, told, strict=True):
        assert plain(each) == expected(outcome)


CODE = (SCRIPTS / "judge.js").read_text(encoding="utf-8")
#: Each changes what is compared, or counted, in one place.
PLANTED = {
    "a level": ("has >= needs ?", "has > needs ?"),
    "a share": ("one.up * other.down >= other.up * one.down", "one.up * other.down > other.up * one.down"),
    "rounding": ("(200n * points + most)", "(200n * points)"),
    "alternatives": ("if (needs <= 0)", "if (needs < 0)"),
    "certainty": ("open < needs", "open <= needs"),
    "evidence": ('kind === ""', 'kind !== ""'),
    "an open question": ("[0] >= needs;", "[0] > needs;"),
    "not applicable": ("filter((topic) => !given.aside.has(topic))", "filter(() => true)"),
    "progress": ("1 - 2 ** -53", "1"),
    "a mean": ("sum + part.size", "sum + 1n"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_change_is_found_out(name: str, cases: list[Json], awards: list[Any], tmp_path: Path) -> None:
    """With one operator changed, the script judges at least one case otherwise."""
    old, new = PLANTED[name]
    assert CODE.count(old) == 1
    changed = tmp_path / "judge.js"
    changed.write_text(CODE.replace(old, new), encoding="utf-8")
    told = in_node([changed, *(SCRIPTS / name for name in NAMES[1:])], cases)

    assert [each["awards"] for each in told] != awards


#: What is planted: right in one place, wrong in another.
VALUES: list[Any] = [
    *(None, "", " ", "x", 0, 1, 4, 5, 9, -1, 1.5, True, [], {}, ["x"], ["leaders"], ["leaders", 3]),
    *("2026-03-31", "2020-01-01", "2030-01-01", "31/03/2026", "2026-02-30", "alone", "traditional"),
    *("link", "hearsay", "other", "https://example.org/a", "https:// x", "ftp://example.org"),
    *({"title": "A"}, [{"title": "A"}], [{"what": "B"}], [{"title": " "}], [{"what": ""}], {"level": 3}, {"note": "A"}),
    *({"title": "A", "colour": "red"}, {"level": 3, "roles": ["leaders"]}, {"note": "A", "review_on": "2026-09-01"}),
    *({"not_applicable": "Why"}, {"not_applicable": " "}, {"not_applicable": "Why", "note": "A"}, [3], {"level": None}),
]
EVIDENCE = {"title": "A", "kind": "link", "dated": "2026-03-01", "lapses_on": "2027-01-01", "reference": "https://a.b"}
ACTION = {"what": "A", "who": "B", "by_when": "2026-06-01", "done_on": "2026-05-01"}
RATING = {"level": 4, "note": "N", "carried_from": "2025-03-31", "review_on": "2026-09-01", "evidence": [EVIDENCE]}
REFLECTION = {"note": "N", "roles": ["leaders"], "evidence": [EVIDENCE], "actions": [ACTION]}
HEAD = {"service": "Elm", "assessed_on": "2026-03-31", "assessed_by": "B", "note": "C"}
WIGAN = {"framework": "wigan-progress", "edition": "2017", **HEAD, "mode": "alone", "service_model": "traditional"}
CQC = {"framework": "cqc-style-well-led", "edition": "saf-2024", **HEAD}
WALES = {"framework": "wales-positive-cultures", "edition": "2025", **HEAD}
FILES: list[Json] = [
    {**WIGAN, "responses": {"dignity": RATING, "2": 3, "meetings": 4}},
    {**CQC, "responses": {"freedom-to-speak-up": RATING, "environmental-sustainability": {"not_applicable": "Why"}}},
    {**WALES, "responses": {"rights-at-work": REFLECTION}},
]


def steps(value: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the path to everything in a payload but to its framework and edition."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        if key not in ("framework", "edition"):
            yield (key,)
            yield from ((key, *below) for below in steps(each))


def spoilt(count: int) -> Iterator[Json]:
    """Yield so many files of each kind, with one or two values in them planted, the same each time."""
    chance = Random(7)  # noqa: S311 - no secret
    for file in FILES:
        yield file
        for _ in range(count):
            found = deepcopy(file)
            for _ in range(chance.randint(1, 2)):
                *path, last = chance.choice(list(steps(found)))
                inside = reduce(getitem, path, found)
                inside[last] = deepcopy(chance.choice(VALUES))
            yield found


def reads(payload: Json) -> bool:
    """Return whether a file with this in it is read."""
    try:
        pc.assessment_from_dict(payload)
    except pc.InvalidAssessment:
        return False
    return True


def test_the_page_takes_what_is_read_and_only_that() -> None:
    """A file that reading refuses is refused by the page too, or has something to be put right; no other."""
    files = list(spoilt(500))
    data = {file["framework"]: form_data(get_framework(file["framework"])) for file in FILES}
    told = in_node(
        [SCRIPTS / name for name in NAMES], ({"payload": file, "data": data[file["framework"]]} for file in files)
    )
    fits = [reads(file) for file in files]

    assert 100 < sum(fits) < len(files) - 100
    assert [
        file for file, fit, each in zip(files, fits, told, strict=True) if fit == bool(each["misfits"] + each["wrong"])
    ] == []
