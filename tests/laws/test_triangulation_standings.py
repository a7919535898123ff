"""Findings are weighed, never pooled: what they come to does not hang on their order, or on small numbers."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from voices import reports, words

from positiveculture.documents.triangulation import triangulation_document
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.toml import toml_text
from positiveculture.formats.triangulation import (
    Finding,
    Instrument,
    Standing,
    Theme,
    Triangulation,
    themes_to_dict,
    triangulation_from_dict,
    triangulation_to_dict,
)
from positiveculture.formats.writing import json_text
from positiveculture.render.text import text as as_text
from positiveculture.triangulation import publishable_n

minimums = st.integers(1, 40)


def standings(report: Triangulation, minimum: int) -> dict[str, Standing]:
    """Return what each theme comes to."""
    return {theme.name: theme.standing for theme in report.themes(minimum=minimum)}


def adding(report: Triangulation, finding: Finding) -> Triangulation:
    """Return `report` with one finding more."""
    return attrs.evolve(report, findings=(*report.findings, finding))


@given(reports(), minimums, st.randoms(use_true_random=False))
def test_the_order_of_findings_changes_no_standing(report: Triangulation, minimum: int, random: Any) -> None:
    """However the findings and the instruments are ordered, each theme comes to the same."""
    findings, instruments = list(report.findings), list(report.instruments)
    random.shuffle(findings)
    random.shuffle(instruments)
    turned = attrs.evolve(report, findings=findings, instruments=instruments)

    assert standings(report, minimum) == standings(turned, minimum)


@given(reports(), minimums)
def test_what_agrees_still_agrees_when_it_is_said_again(report: Triangulation, minimum: int) -> None:
    """A finding of an instrument, polarity and number that a theme has already leaves its standing as it is."""
    before = standings(report, minimum)
    for finding in report.findings:
        assert before == standings(adding(report, attrs.evolve(finding, text="Again")), minimum)


@given(reports(), minimums, st.data())
def test_a_conflict_stays_a_conflict(report: Triangulation, minimum: int, data: st.DataObject) -> None:
    """Whatever finding is added to a theme in conflict, it stays in conflict."""
    for theme in report.themes(minimum=minimum):
        if theme.standing is Standing.CONFLICT:
            other = data.draw(st.sampled_from(report.findings))
            more = adding(report, attrs.evolve(other, theme=theme.name))

            assert standings(more, minimum)[theme.name] is Standing.CONFLICT


@given(reports(), minimums)
def test_too_few_never_count(report: Triangulation, minimum: int) -> None:
    """A theme comes to what it would without the findings behind which too few stand."""
    for theme in report.themes(minimum=minimum):
        numbers = [report.n(finding) for finding in theme.weighed]
        alone = attrs.evolve(report, findings=theme.weighed)

        assert [n for n in numbers if n is not None and n < minimum] == []
        assert (theme.standing is Standing.TOO_FEW) == (not theme.weighed)
        assert standings(alone, minimum) == ({theme.name: theme.standing} if theme.weighed else {})


@given(reports(), minimums)
def test_standings_say_what_the_findings_say(report: Triangulation, minimum: int) -> None:
    """Agreement is two instruments that point one way, a conflict points two ways, a single source is one alone."""
    for theme in report.themes(minimum=minimum):
        ways = {str(finding.polarity) for finding in theme.weighed}
        expected = {
            Standing.AGREE: len(theme.instruments) > 1 and len(ways) == 1 and ways != {"mixed"},
            Standing.SINGLE_SOURCE: len(theme.instruments) == 1 and len(ways) == 1 and ways != {"mixed"},
            Standing.CONFLICT: len(ways) > 1 or ways == {"mixed"},
            Standing.TOO_FEW: not ways,
        }

        assert [theme.standing] == [standing for standing, holds in expected.items() if holds]


@given(reports())
def test_every_finding_stands_in_one_theme(report: Triangulation) -> None:
    """No finding is lost, and none is in two themes."""
    found = [finding for theme in report.themes() for finding in theme.findings]

    assert sorted(map(repr, report.findings)) == sorted(map(repr, found))


def numbers(payload: object) -> Iterator[int]:
    """Yield every number in a payload."""
    if isinstance(payload, dict):
        for value in payload.values():
            yield from numbers(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from numbers(value)
    elif isinstance(payload, int) and not isinstance(payload, bool):
        yield payload


@given(reports(), minimums)
def test_json_tells_no_small_number(report: Triangulation, minimum: int) -> None:
    """No number below the minimum is in the JSON, nor one that shows how few do not stand behind a finding."""
    told = themes_to_dict(report.themes(minimum=minimum))
    answered = {instrument["id"]: instrument["n"] for instrument in told["instruments"]}
    findings = [finding for theme in told["themes"] for finding in theme["findings"]]
    others = [
        answered[finding["instrument"]] - finding["n"]
        for finding in findings
        if finding["n"] is not None and answered[finding["instrument"]] is not None
    ]

    assert min(numbers(told)) >= minimum
    assert [number for number in others if 0 < number < minimum] == []


@given(reports(), st.integers(2, 12), st.data())
def test_no_small_number_near_the_bounds_is_published(report: Triangulation, minimum: int, data: st.DataObject) -> None:
    """Where numbers are about the minimum, and findings are about as large as their instrument, it is all the same."""
    sizes = {each.id: data.draw(st.integers(1, 3 * minimum)) for each in report.instruments}
    near = attrs.evolve(
        report,
        instruments=[attrs.evolve(each, n=sizes[each.id], invited=None) for each in report.instruments],
        findings=[
            attrs.evolve(each, n=max(0, sizes[each.instrument] - data.draw(st.integers(0, minimum + 1))))
            for each in report.findings
        ],
    )
    themes = near.themes(minimum=minimum)
    payload, text = themes_to_dict(themes), as_text(triangulation_document(near, minimum=minimum), width=100_000)
    for theme, shape in zip(themes, payload["themes"], strict=True):
        for finding, shown in zip(theme.findings, shape["findings"], strict=True):
            size, n = sizes[finding.instrument], finding.n or 0
            safe = n >= minimum and (n == size or size - n >= minimum)
            assert shown["n"] == (n if safe else None)
            assert (f"{n} people are behind it" in text) or not safe
    for size, shape in zip(sizes.values(), payload["instruments"], strict=True):
        assert shape["n"] == (size if size >= minimum else None)


@pytest.mark.parametrize("minimum", [1, 2, 3, 10])
def test_what_is_publishable(minimum: int) -> None:
    """Of all findings and instruments up to three times the minimum: enough are behind it, and nobody or enough not."""
    for size in range(3 * minimum + 1):
        for n in range(size + 1):
            instrument = Instrument(id="a", title="A", kind="survey", n=size)
            finding = Finding(instrument="a", theme="T", text="A.", polarity="mixed", n=n)
            enough = n >= minimum and size - n not in range(1, minimum)
            assert publishable_n(finding, instrument, minimum) == (n if enough else None)
            unknown = attrs.evolve(instrument, n=None)
            assert publishable_n(finding, unknown, minimum) == (n if n >= minimum else None)


@given(reports(texts=words.filter(lambda text: "\x00" not in text)))
def test_a_report_reads_back_equal(report: Triangulation) -> None:
    """What is written as a payload, as TOML or as JSON reads back equal."""
    payload = triangulation_to_dict(report)

    assert report == triangulation_from_dict(payload)
    assert report == triangulation_from_dict(PARSERS[".toml"](toml_text(payload)))
    assert report == triangulation_from_dict(PARSERS[".json"](json_text(payload)))


def test_a_theme_without_findings_is_none() -> None:
    """A theme exists by its findings alone."""
    assert Theme("A", Standing.TOO_FEW, (), ()).instruments == ()
