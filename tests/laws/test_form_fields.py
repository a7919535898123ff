"""Law: what the fields of a form post, filled in with an assessment, reads back as that assessment."""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.strategies import DrawFn
from small import small_frameworks

import positiveculture as pc
from positiveculture.escaping import escape_controls
from positiveculture.form import field_name, fields, payload, plan_fields, plan_payload
from positiveculture.testing import strategies as pcs


@attrs.define
class Field:
    """A field with what it holds."""

    name: str
    value: str


class Posted(HTMLParser):
    """What a browser posts of a form: what is filled in and chosen, in the order of the form."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[Field] = []
        self.named: list[str] = []
        self._select = ""
        self._area = False
        self._templates = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take a field; one in a template is none yet."""
        self._templates += tag == "template"
        if self._templates:
            return
        given = dict(attributes)
        name = given.get("name") or ""
        if name:
            self.named.append(name)
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            one_line = (given.get("value") or "").replace("\r", "").replace("\n", "")
            self.fields.append(Field(name, one_line))
        if tag == "select":
            self._select = name
        if tag == "option" and "selected" in given:
            self.fields.append(Field(self._select, given.get("value") or ""))
        if tag == "textarea":
            self._area = True
            self.fields.append(Field(name, ""))

    def handle_data(self, data: str) -> None:
        """Take what is in a field of several lines."""
        if self._area:
            self.fields[-1].value += data

    def handle_endtag(self, tag: str) -> None:
        """End a field of several lines; a line break at its beginning is none of it."""
        self._templates -= tag == "template"
        if tag == "textarea" and not self._templates:
            self._area = False
            text = self.fields[-1].value.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")
            self.fields[-1].value = text.replace("\n", "\r\n")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((field.name, field.value) for field in self.fields)


@st.composite
def cases(draw: DrawFn) -> tuple[pc.Framework, pc.Assessment]:
    """Frameworks with levels, with parts, with roles and without levels, and assessments of all that files can hold."""
    names = ("wales-positive-cultures", "cqc-style-well-led", "wigan-progress", "gloucestershire-practice-culture")
    framework = draw(st.sampled_from(names).map(pc.get_framework) | small_frameworks())
    return framework, draw(pcs.strategies_for(framework).assessments())


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 2))
def test_what_is_posted_reads_back(case: tuple[pc.Framework, pc.Assessment], spare: int) -> None:
    """An assessment of any kind, filled in and posted unchanged, is equal to itself, whatever a form does not show."""
    framework, assessment = case
    before = pc.assessment_to_dict(assessment)
    posted = Posted(str(fields(framework, before, spare=spare)))

    assert pc.assessment_from_dict(payload(posted, before), framework) == assessment


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_field_is_the_field_of_its_path(case: tuple[pc.Framework, pc.Assessment]) -> None:
    """The name of each field is the path of a problem with it, with dots between."""
    framework, assessment = case
    posted = Posted(str(fields(framework, pc.assessment_to_dict(assessment))))
    own = [name for name in posted.named if name not in ("framework", "edition")]

    assert [field_name(int(step) if step.isdecimal() else step for step in name.split(".")) for name in own] == own


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(small_frameworks() | st.just(pc.get_framework("wigan-progress")), st.data())
def test_a_plan_that_is_posted_reads_back(framework: pc.Framework, data: st.DataObject) -> None:
    """A plan, filled in and posted unchanged, is equal to itself, whatever a form does not show."""
    plan = data.draw(pcs.strategies_for(framework).plans())
    posted = Posted(str(plan_fields(framework, plan)))

    assert pc.plan_from_dict(plan_payload(posted, pc.plan_to_dict(plan)), framework) == plan


#: What may stand anywhere in answers, and what keys they may have.
WRONG = st.sampled_from(
    ["", "x", 9, -1, True, 1.5, "2026-02-30", [], ["x"], {}, {"title": ""}, [{"title": ""}], [{"what": ""}]]
)
KEYS = ("level", "note", "evidence", "actions", "roles", "not_applicable", "carried_from", "review_on", "levle")
HEAD = ("service", "assessed_on", "assessed_by", "mode", "service_model", "note", "language", "certificates", "x")


@st.composite
def wrong_answers(draw: DrawFn) -> tuple[pc.Framework, dict[str, Any]]:
    """Frameworks of every kind, and answers with anything in any place."""
    framework, assessment = draw(cases())
    answers = pc.assessment_to_dict(assessment) | draw(st.dictionaries(st.sampled_from(HEAD), WRONG, max_size=3))
    topics = st.sampled_from([*framework.topics_by_id, "nowhere"])
    responses = st.dictionaries(topics, st.dictionaries(st.sampled_from(KEYS), WRONG, max_size=4) | WRONG, max_size=4)
    return framework, answers | {"responses": answers["responses"] | draw(responses)}


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(wrong_answers())
def test_no_problem_is_lost(case: tuple[pc.Framework, dict[str, Any]]) -> None:
    """Whatever is refused is said on the form: at its field, else at its topic, else above all of them."""
    framework, answers = case
    sent = payload(flat(answers))
    problems: tuple[pc.Problem, ...] = ()
    try:
        pc.assessment_from_dict(sent, framework)
    except pc.InvalidAssessment as error:
        problems = error.problems
    shown = unescape(str(fields(framework, sent, problems=problems)))

    assert [each for each in problems if escape_controls(each.message) not in shown] == []
    assert ('class="problem"' in shown) == bool(problems)


def flat(answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield answers as a form might post them, as far as they are text."""
    for key, value in answers.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{name}", text) for name, text in flat(value))
        elif isinstance(value, list):
            yield from ((f"{key}.{name}", text) for name, text in flat({str(n): each for n, each in enumerate(value)}))
        else:
            yield key, str(value)


@pytest.mark.parametrize("digits", ["9" * 5000, "-" + "9" * 19, "٣", "--3", "-"])
def test_a_level_that_is_none_is_refused_at_its_place(digits: str) -> None:
    """A posted level that is no number, or one of thousands of digits, ends in a problem of its topic, as all do."""
    wigan = pc.get_framework("wigan-progress")
    head = [("framework", wigan.id), ("edition", wigan.edition), ("service", "A"), ("assessed_on", "2026-03-31")]
    posted = payload([*head, ("responses.dignity.level", digits), (f"actions.{digits}.who", "B")], {"actions": [{}]})

    assert posted["responses"] == {"dignity": digits}
    with pytest.raises(pc.InvalidAssessment) as refused:
        pc.assessment_from_dict({key: value for key, value in posted.items() if key != "actions"})
    assert [problem.path for problem in refused.value.problems] == [("responses", "dignity")]
