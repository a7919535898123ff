"""Whatever becomes of suggestions, the measures count them as anybody would by hand."""

from datetime import date, timedelta
from fractions import Fraction
from statistics import median_low
from typing import Any

import pytest
from hypothesis import given, strategies as st
from voices import days, fields_of, logs, suggestions, words

from positiveculture.errors import InvalidFeedback
from positiveculture.formats.feedback import FeedbackLog, Stage, Suggestion, feedback_from_dict, feedback_to_dict
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.toml import toml_text
from positiveculture.formats.writing import json_text


@given(suggestions(), st.sampled_from(["", " ", "\n\t"]), days, st.dictionaries(st.sampled_from(["note"]), words))
def test_a_decline_without_a_reason_is_refused(one: Suggestion, reason: str, day: date, more: dict[str, str]) -> None:
    """A decline without a reason is refused, whatever else is said of the suggestion."""
    declined = Suggestion(**{**fields_of(one), "declined_on": day, "reason": reason})
    with pytest.raises(InvalidFeedback) as caught:
        FeedbackLog(service="A", suggestions=[declined], **more)
    told = [problem.message for problem in caught.value.problems]

    assert "is declined without a reason: the person has to be told why" in told


def naive(log: FeedbackLog, on: date) -> dict[str, Any]:
    """Return the measures, counted from the dates alone."""
    raised = [s for s in log.suggestions if s.raised_on <= on]
    adopted = [s for s in raised if s.adopted_on and s.adopted_on <= on]
    declined = [s for s in raised if s.declined_on and s.declined_on <= on]
    answered = [s for s in raised if s.told_on and s.told_on <= on]
    took = [(s.told_on - s.raised_on).days for s in answered if s.told_on]
    return {
        "raised": len(raised),
        "heard": len([s for s in raised if s.heard_on and s.heard_on <= on]),
        "adopted": len(adopted),
        "declined": len(declined),
        "answered": len(answered),
        "share_answered": Fraction(len(answered), len(raised)) if raised else None,
        "share_adopted": Fraction(len(adopted), len(adopted + declined)) if adopted + declined else None,
        "median_days_to_answer": median_low(took) if took else None,
        "longest_days_to_answer": max(took, default=None),
        "open": {s.id for s in raised} - {s.id for s in answered},
    }


@given(logs(), days)
def test_measures_agree_with_a_recount(log: FeedbackLog, on: date) -> None:
    """Every measure is what a count of the dates up to the day gives."""
    found = log.measures(on)
    open_ = {suggestion.id for suggestion in found.open_longest}

    assert naive(log, on) == {name: open_ if name == "open" else getattr(found, name) for name in naive(log, on)}


@given(logs(), days)
def test_measures_lie_in_their_ranges(log: FeedbackLog, on: date) -> None:
    """Counts nest, shares lie between 0 and 1, and nobody waits for less than no time."""
    found = log.measures(on)

    assert 0 <= found.answered <= found.adopted + found.declined <= found.heard <= found.raised
    assert all(share is None or 0 <= share <= 1 for share in (found.share_answered, found.share_adopted))
    assert found.untold >= 0
    assert 0 <= (found.median_days_to_answer or 0) <= (found.longest_days_to_answer or 0)
    waits = [found.days_open(suggestion) for suggestion in found.open_longest]
    assert waits == sorted(waits, reverse=True)
    assert min(waits, default=0) >= 0


@given(logs(), days, st.integers(0, 60))
def test_a_later_day_never_takes_an_answer_back(log: FeedbackLog, on: date, later: int) -> None:
    """What is heard, decided or answered on a day is so on every later day, and is not open again."""
    before, after = log.measures(on), log.measures(on + timedelta(later))
    opened = {suggestion.id for suggestion in before.open_longest}
    seen = {suggestion.id for suggestion in log.suggestions if suggestion.raised_on <= on}

    for name in ("raised", "heard", "adopted", "declined", "answered", "longest_days_to_answer"):
        assert (getattr(before, name) or 0) <= (getattr(after, name) or 0)
    assert {suggestion.id for suggestion in after.open_longest} & seen <= opened


@given(logs(), days, st.randoms(use_true_random=False))
def test_the_order_of_suggestions_never_matters(log: FeedbackLog, on: date, random: Any) -> None:
    """However the suggestions are ordered, the measures are the same."""
    turned = list(log.suggestions)
    random.shuffle(turned)

    assert log.measures(on) == FeedbackLog(service=log.service, suggestions=turned).measures(on)


@given(suggestions(), days)
def test_a_past_day_knows_nothing_of_what_came_later(one: Suggestion, on: date) -> None:
    """As it was known on a day, a suggestion is sound, and says nothing of what happened after that day."""
    known = Suggestion(**{**fields_of(one), "raised_on": min(one.raised_on, on)}).known_on(on)
    happened = [known.heard_on, known.adopted_on, known.declined_on, known.told_on]

    assert FeedbackLog(service="A", suggestions=[known]).problems() == ()
    assert [day for day in happened if day is not None and day > on] == []
    assert one.stage in {known.stage, Stage.HEARD, Stage.ADOPTED, Stage.DECLINED}


@given(logs(texts=words.filter(lambda text: "\x00" not in text)))
def test_a_log_reads_back_equal(log: FeedbackLog) -> None:
    """What is written as a payload, as TOML or as JSON reads back equal."""
    payload = feedback_to_dict(log)

    assert log == feedback_from_dict(payload)
    assert log == feedback_from_dict(PARSERS[".toml"](toml_text(payload)))
    assert log == feedback_from_dict(PARSERS[".json"](json_text(payload)))
