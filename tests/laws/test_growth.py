"""Laws of growth: four times the file takes about four times the work, whatever is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import positiveculture as pc
from positiveculture.formats.crosswalk import read_crosswalk
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.linting import lint_rules, pinning
from positiveculture.formats.parsing import read_payload

Work = Callable[[], object]

#: How much longer four times as much may take: n log n, and what a busy machine adds.
TIMES = 8
#: Seconds of the processor that are too few to compare: squared growth, which took many, is far above.
LEAST = 0.05

LEVELS = {"l": {"levels": {"1": "low", "2": "mid", "3": "high"}}}


def tiny(topics: int, awards: list[Any]) -> dict[str, Any]:
    """Return a framework as a file would hold it."""
    return {
        "id": "tiny",
        "edition": "1",
        "title": "Tiny",
        "source": {"title": "t", "publisher": "p", "rights": "r"},
        "scales": LEVELS,
        "topics": [{"id": f"t{n}", "title": f"T {n}", "scale": "l"} for n in range(topics)],
        "awards": awards,
    }


def award(number: int, rule: dict[str, Any], *below: str) -> dict[str, Any]:
    """Return an award that includes others."""
    both = rule | ({"includes": list(below)} if below else {})
    return {"id": f"a{number}", "title": f"A {number}", "rank": number, "rule": both}


def refused(read: Callable[[Any], object], given: Any) -> Work:
    """Return the work of reading what is wrong."""

    def work() -> None:
        with pytest.raises(pc.Invalid):
            read(given)

    return work


def unknown_names(n: int, _: Path) -> Work:
    """As many topics as a rule names that there are not."""
    return refused(framework_from_dict, tiny(n, [award(0, {"minimum": {f"u{k}": 2 for k in range(n)}})]))


def unknown_topics(n: int, _: Path) -> Work:
    """An assessment that answers what is not asked."""
    data = {"framework": "tiny", "edition": "1", "service": "s", "assessed_on": "2026-03-31"}
    found = framework_from_dict(tiny(n, []))
    given = data | {"responses": {f"u{k}": 2 for k in range(n)}}
    return refused(lambda payload: pc.assessment_from_dict(payload, found), given)


def columns(n: int, folder: Path) -> Work:
    """An SSSOM table of many columns."""
    path = folder / f"{n}.tsv"
    path.write_text("\n".join("\t".join(f"{sign}{k}" for k in range(n)) for sign in "cx"), encoding="utf-8")
    return refused(read_crosswalk, path)


def open_list(n: int, folder: Path) -> Work:
    """A list of many lines that nobody closes."""
    path = folder / f"{n}.toml"
    path.write_text("a = [\n" + "1,\n" * n, encoding="utf-8")
    return refused(read_payload, path)


def deep_slips(n: int, folder: Path) -> Work:
    """Tables within one another, and ten times as many lines with a slip, that nobody closes."""
    path = folder / f"{n}.json"
    path.write_text('{"a":' * (n // 10) + "[\n" + "x,\n" * n, encoding="utf-8")
    return refused(read_payload, path)


def layers(n: int, _: Path) -> Work:
    """Layers of two awards, each of which includes both below, read and evaluated."""
    given = [
        award(
            k,
            {"minimum": {f"t{k // 2}": 2 + k % 2}},
            *(f"a{below}" for below in (k // 2 * 2 - 2, k // 2 * 2 - 1) if k > 1),
        )
        for k in range(2 * n)
    ]

    def work() -> None:
        found = framework_from_dict(tiny(n, given))
        said = {
            "framework": "tiny",
            "edition": "1",
            "service": "s",
            "assessed_on": "2026-03-31",
            "responses": {"t0": 1},
        }
        pc.explain(pc.evaluate(found, pc.assessment_from_dict(said, found)))

    return work


def linted(rule: dict[str, Any]) -> Callable[[int, Path], Work]:
    """A framework with a rule over all of its topics, looked through."""

    def work(n: int, _: Path) -> Work:
        found = framework_from_dict(tiny(n, [award(0, rule)]))
        return lambda: lint_rules(found)

    return work


def principled(n: int, _: Path) -> Work:
    """As many topics under the last of fifty principles, each within the one before."""
    chain = {f"p{k}": {"title": "P", **({"within": f"p{k - 1}"} if k else {})} for k in range(50)}
    given = tiny(n, [award(0, {"every": 2, "principle": "p0"})]) | {"principles": chain}
    given["topics"] = [topic | {"principle": "p49"} for topic in given["topics"]]
    return lambda: framework_from_dict(given)


def pointed(n: int, _: Path) -> Work:
    """A share of a topic with as many levels, each with its points, as a program."""
    numbers = {str(k): k for k in range(n)}
    scale = {"levels": dict.fromkeys(numbers, "level"), "points": numbers}
    given = tiny(1, [award(0, {"share": 50})]) | {"scales": {"l": scale}}
    return lambda: framework_from_dict(given).program


@pytest.mark.parametrize("rule", [{"every": 2}, {"share": 80}])
def test_looking_through_plain_rules_grows_with_their_topics(rule: dict[str, Any], tmp_path: Path) -> None:
    """Of four times as many topics, rules over all of them take at most eight times as long to look through."""
    test_four_times_the_file_takes_four_times_as_long(linted(rule), 1_000, tmp_path)


@pytest.mark.parametrize(
    ("work", "n"),
    [
        (unknown_names, 2_000),
        (unknown_topics, 4_000),
        (columns, 20_000),
        (open_list, 4_000),
        (deep_slips, 2_000),
        (layers, 30),
        (principled, 1_000),
        (pointed, 4_000),
    ],
)
def test_four_times_the_file_takes_four_times_as_long(
    work: Callable[[int, Path], Work], n: int, tmp_path: Path
) -> None:
    """No reader or rule is worse than n log n: of four times as much, the least of three takes at most eight times."""
    once, four = (min(map(timed, [work(size, tmp_path)] * 3)) for size in (n, 4 * n))
    assert four < TIMES * max(once, LEAST)


def timed(work: Work) -> float:
    """Return the processor time of some work, in seconds."""
    before = process_time()
    work()
    return process_time() - before


@pytest.mark.parametrize("n", [120, 1_000])
def test_linting_ends_however_large_rules_are(n: int) -> None:
    """A chain of awards, each of which includes the one below, is looked through, or said to be too large, soon."""
    chain = [award(k, {"minimum": {f"t{k}": 2}}, *([f"a{k - 1}"] if k else [])) for k in range(n)]
    found = framework_from_dict(tiny(n, chain))
    assert timed(lambda: lint_rules(found)) < 5


def test_pinning_says_where_rules_are_too_large() -> None:
    """Of a rule on very many topics, what no case pins is told as far as was looked, and that there may be more."""
    small, large = (
        framework_from_dict(tiny(n, [award(0, {"minimum": {f"t{k}": 2 for k in range(n)}})])) for n in (9, 900)
    )
    assert not pinning(small).cut
    assert pinning(large).cut
