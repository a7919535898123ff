"""What a table comes to is what its rows come to, counted one by one."""

from collections import Counter

import attrs
import polars as pl
from hypothesis import given, settings
from test_table_judging import tables

from positiveculture import All, Answered, AnyOf, Assessment, AtLeast, Evidenced, Framework, Rating, evaluate
from positiveculture.tables import from_assessments
from positiveculture.tables.reading import Options
from positiveculture.tables.tally import tally_states, tally_tipping
from positiveculture.testing import strategies as pcs


def rank(framework: Framework, assessment: Assessment) -> int:
    """Return the place of the highest award that is met, from 1; 0: none."""
    award = evaluate(framework, assessment).award
    return 0 if award is None else [each.id for each in framework.awards].index(award) + 1


@settings(max_examples=15, deadline=None)
@given(tables())
def test_a_tally_counts_what_evaluate_says(drawn: tuple[Framework, list[Assessment]]) -> None:
    """Awards and states are counted as the outcomes of the rows are; a topic tips what one level more would lift."""
    framework, assessments = drawn
    table = from_assessments(assessments, framework)
    outcomes = [evaluate(framework, each) for each in assessments]
    found = tally_states(table, Options(framework=framework))
    lifted: Counter[str] = Counter()
    for each in assessments:
        for topic in framework.every_topic:
            if topic.scale is None or topic.id in each.not_applicable:
                continue
            level = each.levels.get(topic.id)
            higher = topic.scale.lowest if level is None else min(level + 1, topic.scale.highest)
            response = Rating(higher, "", each.evidence(topic.id))
            raised = attrs.evolve(each, responses={**each.responses, topic.id: response})
            lifted[topic.id] += rank(framework, raised) > rank(framework, each)

    assert (found.rows, found.rejected) == (len(assessments), 0)
    assert +Counter(outcome.award for outcome in outcomes) == +found.awards
    assert +found.states == Counter((each.award.id, str(each.state)) for outcome in outcomes for each in outcome)
    assert +lifted == +tally_tipping(table, Options(framework=framework)).tipping


def test_no_evidence_of_a_kind_is_no_answer() -> None:
    """A first answer tips a rule that asks for any, though the table says of no kind of evidence that there is some."""
    framework = pcs.framework_for(AnyOf([Answered(["t1"]), All([AtLeast("t1", 3), Evidenced(["t1"], "link")])]))
    table = pl.DataFrame({"t1": pl.Series([None], dtype=pl.Int64), "t1_evidenced": [None], "t1_evidenced_link": [None]})

    assert tally_tipping(table, Options(framework=framework)).tipping["t1"] == 1
