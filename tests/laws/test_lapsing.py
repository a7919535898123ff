"""Law of evidence: on the day on which it lapses it is as if it were not there, and the day before it is."""

from datetime import date, timedelta

import attrs
from hypothesis import given, settings, strategies as st
from small import small_cases, verdicts

import positiveculture as pc
from positiveculture import Assessment, Framework, NoRoute, Response, Step, evaluate, route
from positiveculture.assessment import NotApplicable
from positiveculture.testing import strategies as pcs


def lasting(assessment: Assessment, on: date) -> Assessment:
    """Return an assessment without the evidence that has lapsed on a day; what it alone answered stays answered."""
    responses: dict[str, Response] = {}
    for topic, response in assessment.responses.items():
        if isinstance(response, NotApplicable) or not response.evidence:
            responses[topic] = response
        else:
            left = [each for each in response.evidence if each.lapses_on is None or each.lapses_on > on]
            responses[topic] = attrs.evolve(response, evidence=left, note=response.note or "Shown then.")
    return attrs.evolve(assessment, responses=responses)


def steps(framework: Framework, assessment: Assessment, award: str, on: date) -> tuple[Step, ...] | None:
    """Return the steps to an award; None where there is no route."""
    try:
        return route(evaluate(framework, assessment, on=on), award).steps
    except NoRoute:
        return None


@settings(deadline=None, max_examples=50)
@given(small_cases(), st.data())
def test_lapsed_is_not_there(case: tuple[Framework, Assessment], data: st.DataObject) -> None:
    """Verdicts, reasons and routes on a day are those without what has lapsed; and no award is gained by waiting."""
    framework, assessment = case
    ends = [e.lapses_on for topic in assessment.responses for e in assessment.evidence(topic) if e.lapses_on]
    edges = [end + timedelta(days) for end in ends for days in (-1, 0, 1)]
    day, later = sorted(data.draw(st.tuples(*[st.sampled_from([pcs.DAY, *edges])] * 2)))
    met = []
    for on in (day, later):
        outcome, bare = evaluate(framework, assessment, on=on), evaluate(framework, lasting(assessment, on), on=day)

        assert verdicts(outcome) == verdicts(bare)
        for award in framework.awards:
            assert steps(framework, assessment, award.id, on) == steps(framework, lasting(assessment, on), award.id, on)
        met.append({verdict.award.id for verdict in outcome if not verdict.blockers})

    assert met[1] <= met[0]


def test_an_answer_stays_one_when_its_evidence_lapses() -> None:
    """A reflection that holds nothing but evidence answers its topic, and still does once that has lapsed."""
    rules: dict[str, pc.Rule] = {"said": pc.Answered(["welcome"]), "shown": pc.Evidenced(["welcome"])}
    framework = Framework(
        id="door",
        edition="1",
        title="A door",
        source=pc.Source(title="A door", publisher="The street", rights="Our own words."),
        topics=[pc.Topic(id="welcome", title="Welcome")],
        awards=[pc.Award(id=name, title=name, rule=rule, rank=rank) for rank, (name, rule) in enumerate(rules.items())],
    )
    shown = pc.Reflection(evidence=[pc.Evidence("A photograph", lapses_on=date(2026, 5, 1))])
    assessment = Assessment(
        framework="door", edition="1", service="Ash", assessed_on=date(2026, 3, 31), responses={"welcome": shown}
    )

    for on, met in ((date(2026, 4, 30), {"said", "shown"}), (date(2026, 5, 1), {"said"})):
        assert {verdict.award.id for verdict in evaluate(framework, assessment, on=on) if not verdict.blockers} == met
