"""Law: an assessment goes to FHIR R4 and comes back equal, and what is written is valid."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, assume, given, settings, strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft6Validator
from small import small_frameworks

import positiveculture as pc
from positiveculture.fhir import assessment_from_fhir, questionnaire, questionnaire_response
from positiveculture.testing import strategies as pcs


def _patterns(held: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a schema with its pattern in FHIR's terms, those of XML Schema: white space is that of ASCII."""
    return held | {"pattern": f"(?a){held['pattern']}"} if isinstance(held.get("pattern"), str) else held


#: HL7's own schema of each kind of resource that is written here.
R4 = json.loads(Path(__file__).with_name("fhir-r4.schema.json").read_text(encoding="utf-8"), object_hook=_patterns)[
    "definitions"
]


def validate(resource: dict[str, Any]) -> None:
    """Refuse a resource that HL7's schema, or fhir.resources, does not take."""
    kind = resource["resourceType"]
    model: Any = {"Questionnaire": Questionnaire, "QuestionnaireResponse": QuestionnaireResponse}[kind]
    Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": R4}).validate(resource)
    model.model_validate(resource)


@st.composite
def cases(draw: DrawFn) -> tuple[pc.Framework, pc.Assessment]:
    """Frameworks with levels, with parts, with roles and without levels, and assessments of all that files can hold."""
    names = ("wales-positive-cultures", "cqc-style-well-led", "wigan-progress")
    framework = draw(st.sampled_from(names).map(pc.get_framework) | small_frameworks())
    return framework, draw(pcs.strategies_for(framework).assessments())


def is_held(value: Any) -> bool:
    """Return whether FHIR can hold every text in plain values."""
    if isinstance(value, str):
        return bool(value.strip()) and all(ord(sign) >= 32 or sign in "\t\r\n" for sign in value)
    return (
        all(map(is_held, value.values() if isinstance(value, dict) else value))
        if isinstance(value, dict | list)
        else True
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(cases())
def test_it_comes_back_equal(case: tuple[pc.Framework, pc.Assessment]) -> None:
    """Levels, reasons, evidence, reflections and awards on record: all that an assessment holds."""
    framework, assessment = case
    if not is_held(pc.assessment_to_dict(assessment) | {"kept": []}):
        with pytest.raises(pc.InvalidAssessment) as refused:
            questionnaire_response(assessment, framework)
        assert {problem.code for problem in refused.value.problems} == {"fhir-text"}
        return
    sent = json.dumps(questionnaire_response(assessment, framework))
    assert assessment_from_fhir(json.loads(sent), framework) == assessment


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_is_written_is_valid(case: tuple[pc.Framework, pc.Assessment]) -> None:
    """HL7's schema and fhir.resources take both; a response names its questionnaire and asks nothing else."""
    framework, assessment = case
    assume(is_held(pc.assessment_to_dict(assessment) | {"kept": []}))
    asked, answered = questionnaire(framework), questionnaire_response(assessment, framework)
    validate(asked)
    validate(answered)
    links = list(linked(asked))
    responses = assessment.responses

    assert len(links) == len(set(links))
    assert set(linked(answered)) <= set(links)
    assert set(framework.topics_by_id) <= set(links)
    assert answered["questionnaire"].startswith(f"{asked['url']}|")
    assert (answered["status"] == "completed") == all(topic.id in responses for topic in framework.topics)
    assert f"{asked['url']}|{asked['version']}" == answered["questionnaire"] or "%" in answered["questionnaire"]


def linked(resource: dict[str, Any]) -> list[str]:
    """Return the `linkId` of every item, as often as it stands there; of repeated groups once."""
    found: list[str] = []
    for item in resource.get("item", ()):
        found += [item["linkId"], *linked(item)]
    return found


@pytest.mark.parametrize("name", pc.registry().names())
def test_every_framework_has_a_questionnaire(name: str) -> None:
    """So has every framework that is shipped; each level is a code with its place in the order."""
    framework = pc.get_framework(name)
    asked = questionnaire(framework)
    validate(asked)
    inside = {each["linkId"]: each for item in asked["item"] for each in item["item"]}
    for topic in framework.every_topic:
        options = [option["valueCoding"] for option in inside[topic.id].get("answerOption", ())]
        levels = [code["extension"][0]["valueDecimal"] for code in options if "extension" in code]
        assert levels == ([level.number for level in topic.scale.levels] if topic.scale else [])
        assert (len(options) > len(levels)) == (topic.allows_not_applicable and topic.scale is not None)


def response(**parts: Any) -> dict[str, Any]:
    """Return a response to CQC-style with these parts."""
    whole = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "urn:positiveculture:framework:cqc-style-well-led|saf-2024",
        "subject": {"display": "Elm House"},
        "authored": "2026-03-31T10:00:00+01:00",
        "item": [],
    }
    return whole | parts


def refused(data: object) -> list[str]:
    """Return why a response is refused."""
    with pytest.raises(pc.InvalidAssessment) as error:
        assessment_from_fhir(data)
    return [f"{'.'.join(map(str, problem.path))}: {problem.message}" for problem in error.value.problems]


def question(topic: str, *answers: object, **more: Any) -> dict[str, Any]:
    """Return the item of a topic with these answers."""
    return {"linkId": f"{topic}.response", "item": [{"linkId": topic, "answer": list(answers), **more}]}


def test_every_problem_is_told_at_once() -> None:
    """Codes that are none of ours, answers of the wrong kind, two answers, and items of another questionnaire."""
    stranger = {"valueCoding": {"code": "3", "system": "https://example.org"}}
    one, other = {"valueCoding": {"code": "2"}}, {"valueCoding": {"code": "3"}}
    items = [
        question("shared-direction-and-culture", stranger),
        question("freedom-to-speak-up", {"valueString": "3"}),
        question("governance-management-sustainability", one, other),
        question("partnerships-and-communities", {"valueCoding": {"code": "5"}}),
        "tea",
        question("tea"),
        question("freedom-to-speak-up"),
    ]
    scale = "urn:positiveculture:framework:cqc-style-well-led:scale:score"
    codes = '"1", "2", "3", "4", "not-applicable"'
    found = refused(response(item=items))
    assert found[:2] == [
        f'item.0.item.0.answer.0.valueCoding.system: is "https://example.org", and this code is of {scale}',
        'item.1.item.0.answer.0: must be a valueCoding, not {"valueString": "3"}',
    ]
    assert found[2].startswith('item.2.item.0.answer: must be one valueCoding, not [{"valueCoding"')
    assert found[3:5] == [
        f'item.3.item.0.answer.0.valueCoding.code: no code "5"; there are: {codes}',
        'item.4: must be an item with its linkId, not "tea"',
    ]
    assert found[5].startswith('item.5.linkId: no item "tea.response"; ')
    assert found[6:] == ['item.6.linkId: the item "freedom-to-speak-up.response" is given twice']


def test_another_resource_is_refused() -> None:
    """Neither another resource nor another questionnaire is read, nor one without its edition, nor what is none."""
    assert len(refused([])) == 2
    assert len(refused(response(resourceType="Bundle", questionnaire=None))) == 2
    assert len(refused(response(questionnaire="urn:positiveculture:framework:cqc-style-well-led"))) == 1
    with pytest.raises(pc.UnknownFramework, match="questionnaire"):
        assessment_from_fhir(response(questionnaire="urn:positiveculture:framework:cqc-style-well-laid|1"))
    with pytest.raises(pc.UnknownFramework):
        assessment_from_fhir(response(questionnaire="urn:positiveculture:framework:cqc-style-well-led|1999"))


def test_what_does_not_fit_the_framework_is_told_as_of_a_file() -> None:
    """Whoever is not applicable needs a reason, and a service its name: as everywhere."""
    aside = {"valueCoding": {"code": "not-applicable"}}
    assert refused(response(item=[question("freedom-to-speak-up", aside)], subject=None)) == [
        "responses.freedom-to-speak-up.not_applicable: is empty",
        "service: is missing",
    ]
    assert refused(response(authored=None)) == ["assessed_on: is missing"]


def test_what_a_migration_kept_is_json() -> None:
    """What another edition's topics said is JSON in one text; what is none is refused."""
    kept = {"linkId": "assessment.about.kept", "answer": [{"valueString": "tea"}]}
    about = {"linkId": "assessment.about", "item": [kept]}
    assert refused(response(item=[about])) == ['item: must be JSON under assessment.about.kept, not "tea"']


def test_what_turns_its_meaning_round_is_refused() -> None:
    """A response that was entered in error is no assessment, and a modifier is never passed by, wherever it is."""
    modified = question("freedom-to-speak-up") | {"modifierExtension": [{"url": "https://example.org/not"}]}
    assert refused(response(status="entered-in-error", implicitRules="https://example.org/rules")) == [
        'status: must be one of in-progress, completed, amended, stopped, not "entered-in-error"',
        "implicitRules: may turn round what the rest means, and is not understood here",
    ]
    assert len(refused(response(status="entered-in-error", item=[modified, "tea"]))) == 3
    assert refused(response(item=[modified])) == [
        "item.0.modifierExtension: may turn round what the rest means, and is not understood here"
    ]


def test_nothing_of_a_response_is_passed_by() -> None:
    """Answers to a group, and items within an answer's question, have no place here, and are not dropped unread."""
    answers = [{"valueString": "3"}]
    group = question("freedom-to-speak-up") | {"answer": answers}
    assert refused(response(item=[group])) == ['item.0.answer: must be left out, not [{"valueString": "3"}]']
    within = question("freedom-to-speak-up", item=[])
    assert refused(response(item=[within])) == ["item.0.item.0.item: must be left out, not []"]


def test_what_is_nested_too_deeply_is_no_json() -> None:
    """What no reader of JSON can hold is told as what is no JSON, and ends in nothing else."""
    kept = {"linkId": "assessment.about.kept", "answer": [{"valueString": "[" * 200_000}]}
    found = refused(response(item=[{"linkId": "assessment.about", "item": [kept]}]))
    assert [each.partition(",")[0] for each in found] == ["item: must be JSON under assessment.about.kept"]


def test_a_response_of_somebody_elses_making() -> None:
    """A system and a display may be left out, and a time of day is passed by."""
    found = assessment_from_fhir(response(item=[question("freedom-to-speak-up", {"valueCoding": {"code": "3"}})]))
    assert (found.service, found.assessed_on, found.levels) == (
        "Elm House",
        date(2026, 3, 31),
        {"freedom-to-speak-up": 3},
    )
