"""The parts of a form: how large its page is, what it says, and what is posted."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture.form import SCRIPT, STYLE, field_name, fields, page, payload
from positiveculture.gettext import use_catalogue

EXAMPLES = Path(__file__).parents[2] / "examples"

#: How many bytes the page of a framework that is shipped has at most.
MOST = 150_000


@pytest.mark.parametrize("name", pc.registry().names())
def test_a_page_is_small(name: str) -> None:
    """The page of every framework that is shipped is one file under 150 kB, so that it can be sent by e-mail."""
    assert len(page(pc.get_framework(name)).encode()) < MOST


@pytest.mark.parametrize("name", ["rivington-2026", "cqc-held-back-2026", "wales-cwm-aderyn-2026"])
def test_a_page_with_an_assessment_is_small_too(name: str) -> None:
    """So is one that goes on with an assessment."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    assert len(page(pc.get_framework(assessment.framework), assessment).encode()) < MOST


def test_a_page_is_the_same_each_time() -> None:
    """It has no clock and no chance in it: the same framework gives the same bytes."""
    assert page(pc.get_framework("wigan-progress")) == page(pc.get_framework("wigan-progress"))


def test_a_page_names_no_other_place() -> None:
    """The script and the style know no address, keep nothing and send nothing."""
    for word in (
        "fetch",
        "XMLHttpRequest",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "cookie",
        "innerHTML",
        "eval(",
    ):
        assert word not in SCRIPT
    assert "url(" not in STYLE


def test_every_word_can_be_translated() -> None:
    """Every sentence of a page goes through the one function: in another language no English of ours is left."""
    framework = pc.Framework(
        id="f",
        edition="1",
        title="T",
        source=pc.Source(title="T", publisher="T", rights="T"),
        topics=[pc.Topic(id="t", title="T", scale=pc.Scale("s", [pc.Level(1, "T"), pc.Level(2, "T")]))],
        awards=[pc.Award(id="a", title="T", rule=pc.AtLeast("t", 2))],
        roles=(),
    )
    with use_catalogue(lambda template: re.sub(r"(\{\w+\})|[a-zA-Z]", lambda found: found[1] or "x", template)):
        text = page(framework)
    words = text.split("<main", 1)[1].split("<script>")[0]
    for english in ("Note", "Evidence", "Not answered yet", "Save", "Indicated", "asks for", "Print"):
        assert english not in words


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("service",), "service"),
        (("responses", "dignity"), "responses.dignity"),
        (("responses", "dignity", "level"), "responses.dignity.level"),
        (("responses", "dignity", "evidence", 0, "dated"), "responses.dignity.evidence.0.dated"),
        (("responses", "dignity", "evidence", 0), "responses.dignity"),
        (("responses", "dignity", "evidence", 0, "colour"), "responses.dignity"),
        (("responses", "rights", "roles", 1), "responses.rights.roles"),
        (("responses",), ""),
        (("certificates", 0, "award"), ""),
        ((), ""),
    ],
)
def test_where_a_problem_stands(path: tuple[str | int, ...], name: str) -> None:
    """A problem stands at the field of its path, else at the topic that it is of, else at the whole."""
    assert field_name(path) == name


def test_what_is_posted_and_is_no_field_is_left_out() -> None:
    """An app's own fields, and what somebody made up, are no part of an assessment; nothing is guessed of a level."""
    posted = [
        ("csrf", "x"),
        ("service", "Elm"),
        ("mode", ""),
        ("responses.dignity.level", "five"),
        ("responses.meetings.level", "-1"),
        ("responses.appraisal-and-development-plans.level", "9" * 5000),
        (f"responses.positive-risk.evidence.{'9' * 5000}.title", "Log"),
        ("responses.supervision.colour", "red"),
        ("responses.supervision.evidence.0.colour", "red"),
        ("responses.communication.level", ""),
        ("responses.communication.evidence.0.kind", "record"),
        ("responses.family-information.level", "not-applicable"),
        ("responses.family-information.note", "Why"),
        ("responses", "x"),
    ]
    before = {"responses": {"positive-risk": {"level": 5, "evidence": [{"title": "Notes"}]}}}
    assert payload(posted, before) == {
        "service": "Elm",
        "responses": {
            "dignity": "five",
            "meetings": -1,
            "appraisal-and-development-plans": "9" * 5000,
            "positive-risk": {"evidence": [{"title": "Log"}]},
            "family-information": {"not_applicable": "", "note": "Why"},
        },
    }


def test_what_was_taken_out_of_a_reflection() -> None:
    """A reflection whose note is deleted is none any more, though a form does not show which prompt it answers."""
    before = {
        "responses": {
            "rights-at-work": {"note": "Night staff.", "prompt": "Who?"},
            "confident-teams": {"prompt": "Why?"},
        }
    }
    posted = [("responses.rights-at-work.note", ""), ("responses.confident-teams.note", "")]
    assert payload(posted, before)["responses"] == {"confident-teams": {"prompt": "Why?"}}


def test_wrong_answers_are_shown_as_they_are() -> None:
    """What was posted and is wrong does not break the fields; what is wrong with the whole stands before them."""
    wigan = pc.get_framework("wigan-progress")
    answers = {"service": 3, "responses": {"dignity": "five", "1": 2, "meetings": {"evidence": ["x"], "note": None}}}
    with pytest.raises(pc.InvalidAssessment) as refused:
        pc.assessment_from_dict({"framework": "wigan-progress", "edition": "2016", "responses": []}, wigan)
    shown = str(fields(wigan, answers, problems=refused.value.problems))
    assert 'role="alert"' in shown
    assert "no edition &#34;2016&#34;" in shown
    assert str(fields(wigan, {"responses": None})).count("checked") == len(wigan.topics)


def test_a_topic_by_its_printed_number() -> None:
    """An answer under a topic's printed number, which files may use, is shown at the topic."""
    wigan = pc.get_framework("wigan-progress")
    assert 'name="responses.dignity.level" value="2" checked' in str(fields(wigan, {"responses": {"1": 2}}))


def test_an_assessment_of_something_else_is_refused() -> None:
    """A page never begins with what does not fit its framework."""
    other = pc.read_assessment(EXAMPLES / "cqc-rivington-2026.toml")
    with pytest.raises(pc.InvalidAssessment):
        page(pc.get_framework("wigan-progress"), other)


def test_a_missing_package_is_named() -> None:
    """Without htpy, the error says which extra brings it."""
    code = "import sys; sys.modules['htpy'] = None\nimport positiveculture.form"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert run.stderr.splitlines()[-1].endswith(
        'needs htpy, which is not installed: pip install "positiveculture[report]"'
    )


def test_a_page_says_with_whom_levels_call_for_partnership() -> None:
    """At each topic stands what its source says of others who have a part in its levels, in the words of a route."""
    wigan = pc.get_framework("wigan-progress")
    sentence = "Levels 4 and 5 call for partnership with commissioners."

    assert page(wigan).count(sentence) == len(wigan.topics)


def test_a_problem_without_a_field_is_said_at_its_topic_or_above_all() -> None:
    """What the form of this framework has no field for is refused in sight: an unknown topic, a reason, actions."""
    framework = pc.get_framework("leicester-healthy-workplace")
    topic = framework.topics[0].id
    names = (
        "mode",
        "responses.nowhere.level",
        f"responses.{topic}.not_applicable",
        f"responses.{topic}.actions.0.what",
    )
    answers = payload([("service", "Elm House"), ("assessed_on", "2026-03-31"), *((name, "x") for name in names)])
    with pytest.raises(pc.InvalidAssessment) as refused:
        pc.assessment_from_dict(answers | {"framework": framework.id, "edition": framework.edition}, framework)
    shown = str(fields(framework, answers, problems=refused.value.problems))
    assert "no topic &#34;nowhere&#34;" in shown.partition("</p>")[0]
    assert f'id="responses.{topic}.problem"' in shown


def test_what_an_app_knows_is_shown_and_not_to_be_changed() -> None:
    """A fixed field is read only; the others are not."""
    shown = str(fields(pc.get_framework("wigan-progress"), {"service": "Elm House"}, fixed=("service",)))
    assert '<input id="service" name="service" required readonly type="text" value="Elm House">' in shown
    assert shown.count(" readonly") == 1
