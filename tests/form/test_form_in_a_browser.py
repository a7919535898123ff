"""The page of a form in a real browser, opened from disk: filled in, saved, loaded, read by everybody, and inert."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import attrs
import pytest
from accessibility import violations
from playwright.sync_api import Dialog, Page, expect

import positiveculture as pc
from positiveculture.errors import Problem
from positiveculture.form import SCRIPT, STYLE, data_element, fields, page as form_page, payload, result
from positiveculture.formats.assessment import Suspension

PDFTOTEXT, PDFINFO = map(shutil.which, ("pdftotext", "pdfinfo"))
EXAMPLES = Path(__file__).parents[2] / "examples"

pytest_plugins = ["chromium"]

#: 320 px is also what a screen of 1280 px shows at 400 %, which leaves 256 px of its height.
SIZES = ((1280, 1024), (320, 256))

WIGAN = pc.get_framework("wigan-progress")
CQC = pc.get_framework("cqc-style-well-led")
WALES = pc.get_framework("wales-positive-cultures")
HOSTILE = "</script></textarea><img src=x onerror=alert(1)>{award}\u202e"
DAY = date(2026, 3, 31)


@attrs.frozen
class Form:
    """A form that is open in a browser."""

    page: Page
    folder: Path
    #: What the browser asked for and complained of, and what it asked people.
    heard: list[str]

    def load(self, content: object) -> None:
        """Load a file."""
        file = self.folder / "given.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        self.page.eval_on_selector(".message", "told => told.replaceChildren()")
        self.page.set_input_files("#positiveculture-load", file)
        expect(self.page.locator(".message")).not_to_have_text("")

    def save(self) -> Path:
        """Save to a file, and return it."""
        with self.page.expect_download() as saved:
            self.page.click(".save")
        file = self.folder / "saved.json"
        saved.value.save_as(file)
        return file

    def text(self, selector: str) -> str:
        """Return what is shown in an element."""
        return self.page.inner_text(selector)

    def choose(self, topic: str, level: str) -> None:
        """Choose an answer."""
        self.page.check(f'input[name="responses.{topic}.level"][value="{level}"]')

    def messages(self) -> list[str]:
        """Return why a file was not loaded."""
        return self.page.locator(".message li").all_inner_texts()


def agree(dialog: Dialog, heard: list[str]) -> None:
    """Say yes to what the page asks."""
    heard.append(dialog.message)
    dialog.accept()


def opened(
    page: Page,
    folder: Path,
    framework: pc.Framework,
    assessment: pc.Assessment | None = None,
    size: tuple[int, int] = SIZES[0],
) -> Form:
    """Open the form of a framework from a file."""
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: agree(dialog, heard))
    file = folder / "form.html"
    file.write_text(form_page(framework, assessment), encoding="utf-8")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(file.as_uri())
    return Form(page, folder, heard)


def everything() -> pc.Assessment:
    """Return an assessment with all that a page does not show, and texts that its fields cannot hold as they are."""
    evidence = pc.Evidence("Two\nlines", "link", DAY, date(2027, 1, 1), "https://example.org/a", "a\r\nb\rc")
    return pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Elm\u2028House\n",
        assessed_on=DAY,
        assessed_by="The\rteam",
        basis="reviewed",
        note="\nFirst line empty\r\n",
        language="en",
        organisation="provider",
        jurisdiction="England",
        certificates=[
            pc.Certificate(award="bronze", awarded_on=DAY, suspensions=[Suspension(date(2026, 5, 1), reason="Why")])
        ],
        responses={
            "dignity": pc.Rating(5, "Note", [evidence], carried_from=date(2025, 3, 31), review_on=date(2026, 9, 1)),
            "meetings": pc.Rating(2, evidence=[pc.Evidence("A"), evidence]),
            "supervision": 1,
        },
    )


def reflections() -> pc.Assessment:
    """Return reflections with all that they can hold."""
    action = pc.Commitment("Ask\nthem", "Deputy manager", date(2026, 6, 1), date(2026, 5, 1))
    said = pc.Reflection("Note", [pc.Evidence("A", "other")], [action], ["leaders", "lived-experience"], "Why?", "cy")
    return pc.Assessment(
        framework="wales-positive-cultures",
        edition="2025",
        service="Cwm Aderyn",
        assessed_on=DAY,
        responses={"culture-as-a-whole": said, "rights-at-work": pc.Reflection(prompt="Who sits here?")},
    )


def examples() -> dict[str, pc.Assessment]:
    """Return an assessment of each kind."""
    names = ("rivington-2026", "halfway-2026", "cqc-held-back-2026", "wales-cwm-aderyn-2026", "ethical-rivington-2026")
    found = {name: pc.read_assessment(EXAMPLES / f"{name}.toml") for name in names}
    return found | {"everything": everything(), "reflections": reflections()}


ASSESSMENTS = examples()

#: As if every field had been changed, and changed back.
TOUCH = """for (const field of document.querySelectorAll(".fields input, .fields select, .fields textarea"))
    field.dispatchEvent(new Event("input", {bubbles: true}));"""


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_what_is_loaded_is_saved(name: str, page: Page, tmp_path: Path) -> None:
    """A file that is loaded and saved reads back equal, its fields touched or not: what is not shown is kept."""
    assessment = ASSESSMENTS[name]
    form = opened(page, tmp_path, pc.get_framework(assessment.framework))
    form.load(pc.assessment_to_dict(assessment))
    assert "is loaded" in form.text(".message")
    assert pc.read_assessment(form.save()) == assessment
    page.evaluate(TOUCH)
    assert pc.read_assessment(form.save()) == assessment
    assert form.heard[0] == (tmp_path / "form.html").as_uri()
    assert [each for each in form.heard[1:] if not each.startswith("blob:")] == []


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_page_goes_on_with_an_assessment(name: str, page: Page, tmp_path: Path) -> None:
    """A page that is made of an assessment begins with it, and saves it."""
    assessment = ASSESSMENTS[name]
    form = opened(page, tmp_path, pc.get_framework(assessment.framework), assessment)
    assert pc.read_assessment(form.save()) == assessment


def test_the_verdict_is_seen_as_answers_are_given(page: Page, tmp_path: Path) -> None:
    """Two levels more are Silver, with what stands in the way of Gold; the file that is saved is judged the same."""
    form = opened(page, tmp_path, WIGAN, ASSESSMENTS["rivington-2026"])
    assert form.text(".verdict") == "Indicated by this self-assessment: Bronze\n25 of 25 topics answered"
    assert form.text(".way li").startswith("13 Knowledge and skills in person-centred practices: has 3, needs 4")
    form.choose("person-centred-skills", "4")
    form.choose("team-purpose", "4")
    assert form.text(".verdict strong") == "Indicated by this self-assessment: Silver"
    assert form.text(".way h3") == "What stands in the way of Gold"
    assert pc.evaluate(WIGAN, pc.read_assessment(form.save())).award == "silver"


def test_a_topic_that_is_not_applicable_needs_its_reason(page: Page, tmp_path: Path) -> None:
    """Until the reason is given, no verdict is shown, and the field is named; then the topic is left out."""
    form = opened(page, tmp_path, CQC, ASSESSMENTS["cqc-held-back-2026"])
    topic = "environmental-sustainability"
    form.choose(topic, "not-applicable")
    assert form.text(".verdict strong") == "Put 1 answer right first"
    assert "why it is not applicable has to be said" in form.text(".wrong")
    assert page.get_attribute(f'[id="responses.{topic}.not_applicable"]', "aria-invalid") == "true"
    page.fill(f'[id="responses.{topic}.not_applicable"]', "Another company owns the building.")
    assert "1 not applicable" in form.text(".verdict")
    said = pc.read_assessment(form.save())
    assert said.responses[topic] == pc.NotApplicable("Another company owns the building.")


def test_evidence_counts_while_it_has_not_lapsed(page: Page, tmp_path: Path) -> None:
    """A rule that asks for evidence is met by what is filled in, until the day on which it lapses."""
    scale = pc.Scale("s", [pc.Level(1, "No"), pc.Level(2, "Yes")])
    found = pc.Framework(
        id="tiny",
        edition="1",
        title="Tiny",
        source=pc.Source(title="t", publisher="p", rights="r"),
        topics=[pc.Topic(id="calm", title="Calm", scale=scale)],
        awards=[pc.Award(id="one", title="One", rule=pc.All([pc.AtLeast("calm", 2), pc.Evidenced(["calm"], "link")]))],
    )
    form = opened(page, tmp_path, found)
    page.fill("#assessed_on", "2026-03-31")
    page.fill("#service", "Elm House")
    form.choose("calm", "2")
    assert form.text(".way li") == "Calm: needs evidence of the kind link that has not lapsed"
    page.click("details.written summary")
    page.click(".add")
    below = "responses.calm.evidence.0"
    page.fill(f'[id="{below}.title"]', "Survey")
    page.select_option(f'[id="{below}.kind"]', "link")
    assert "a link needs its address" in form.text(".wrong")
    page.fill(f'[id="{below}.reference"]', "https://example.org")
    assert form.text(".verdict strong") == "Indicated by this self-assessment: One"
    page.fill(f'[id="{below}.lapses_on"]', "2026-03-31")
    assert form.text(".verdict strong") == "Indicated by this self-assessment: no award yet"
    page.click(".remove")
    assert pc.read_assessment(form.save(), framework=found).responses == {"calm": pc.Rating(2)}


def test_a_guide_without_scores_takes_reflections(page: Page, tmp_path: Path) -> None:
    """Notes, roles, evidence and actions are filled in, no level is offered, and what is covered is counted."""
    form = opened(page, tmp_path, WALES)
    page.fill("#service", "Cwm Aderyn")
    page.fill("#assessed_on", "2026-03-31")
    assert page.locator("input[type=radio]").count() == 0
    topic = page.locator('[id="responses.rights-at-work"]')
    topic.get_by_label("Reflection").fill("Night staff hear last.")
    topic.get_by_text("Who took part").click()
    topic.get_by_text("Leaders").click()
    topic.get_by_text("Add an action").click()
    page.keyboard.type("Tell them first")
    assert form.text(".verdict") == "1 of 19 topics answered"
    said = pc.read_assessment(form.save())
    assert said.responses == {
        "rights-at-work": pc.Reflection("Night staff hear last.", (), [pc.Commitment("Tell them first")], ["leaders"])
    }


def test_it_is_filled_in_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    """Name, answers, a note, a piece of evidence and a file: no mouse is needed, and what has the focus is in sight."""
    form = opened(page, tmp_path, WIGAN)
    page.focus("#service")
    page.keyboard.type("Elm House")
    reach(page, ".next", "Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "responses.dignity.level"
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen on a walk round.")
    reach(page, ".add")
    page.keyboard.press("Enter")
    page.keyboard.type("Notes of the walk")
    assert page.evaluate(IN_SIGHT)
    with page.expect_download() as saved:
        page.keyboard.press("Control+s")
    file = tmp_path / "saved.json"
    saved.value.save_as(file)
    found = pc.read_assessment(file)
    assert (found.service, dict(found.responses)) == (
        "Elm House",
        {"dignity": pc.Rating(5, "Seen on a walk round.", [pc.Evidence("Notes of the walk")])},
    )
    assert form.heard[1:] == [each for each in form.heard[1:] if each.startswith("blob:")]


#: Whether what has the focus is the topmost thing where it is.
IN_SIGHT = """(() => {
    const field = document.activeElement;
    const shown = field.type === "file" ? field.labels[0] : field;
    const box = shown.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return shown.contains(top) || top.contains(shown) && top.matches("label");
})()"""


def reach(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until an element has the focus."""
    for _ in range(20):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["wigan", "cqc", "wales", "wrong", "hostile"])
def test_everybody_can_fill_it_in(name: str, size: tuple[int, int], page: Page, tmp_path: Path) -> None:
    """axe-core finds no violation, wide and at 400 %, and nobody has to scroll sideways, whatever words there are."""
    pages = {
        "wigan": (WIGAN, ASSESSMENTS["everything"]),
        "cqc": (CQC, ASSESSMENTS["cqc-held-back-2026"]),
        "wales": (WALES, ASSESSMENTS["reflections"]),
        "wrong": (CQC, None),
        "hostile": (hostile(), None),
    }
    framework, assessment = pages[name]
    form = opened(page, tmp_path, framework, assessment, size)
    if name == "wrong":
        form.choose("environmental-sustainability", "not-applicable")
        form.load("{")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_what_has_the_focus_is_in_sight_at_400_per_cent(page: Page, tmp_path: Path) -> None:
    """On a small screen nothing covers what has the focus."""
    opened(page, tmp_path, WIGAN, ASSESSMENTS["everything"], SIZES[1])
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_SIGHT)


def hostile() -> pc.Framework:
    """Return a framework whose every text wants to be markup, script or a template, or is one long word."""
    scale = pc.Scale("s", [pc.Level(1, HOSTILE), pc.Level(2, "x" * 200)])
    topics = [
        pc.Topic(
            id="constructor",
            title=HOSTILE,
            scale=scale,
            number="1" * 100,
            description=HOSTILE,
            statements=[pc.Statement(1, HOSTILE)],
            allows_not_applicable=True,
        ),
        pc.Topic(id="calm", title="{topic}", scale=scale),
    ]
    return pc.Framework(
        id="hostile",
        edition="<1>",
        title=HOSTILE,
        summary=HOSTILE,
        notice=HOSTILE,
        awarded_by=HOSTILE,
        source=pc.Source(title=HOSTILE, publisher=HOSTILE, rights=HOSTILE),
        topics=topics,
        awards=[pc.Award(id="one", title=HOSTILE, rule=pc.AtLeast("constructor", 2))],
    )


def test_hostile_texts_are_inert(page: Page, tmp_path: Path) -> None:
    """Titles, and what is loaded, that want to be markup or script are text: nothing runs, nothing is asked for."""
    framework = hostile()
    form = opened(page, tmp_path, framework)
    form.choose("constructor", "1")
    assert "<img src=x onerror=alert(1)>" in form.text(".way li")
    note = {"level": 1, "note": HOSTILE, "evidence": [{"title": HOSTILE, "kind": "link", "reference": HOSTILE}]}
    form.load({"framework": "hostile", "edition": "<1>", "service": HOSTILE, "responses": {"constructor": note}})
    assert "<img src=x onerror=alert(1)>" in form.text(".wrong")
    form.load({"framework": HOSTILE, "edition": "1"})
    assert page.locator("img").count() == 0
    assert form.heard[1:] == [
        "What you have filled in since it was last saved is lost if another file is loaded. Load it?"
    ]


def test_the_policy_stops_what_is_not_ours(page: Page, tmp_path: Path) -> None:
    """Had somebody found a way to put markup into a page, it would run nothing, load nothing and send nothing."""
    bad = (
        "<main class=x><script>document.title = 'run'</script><img src='https://example.org/x.png'>"
        "<form id=out action='https://example.org/'><input name=a></form>"
    )
    file = tmp_path / "page.html"
    file.write_text(form_page(WIGAN).replace("<main ", f"{bad}</main><main ", 1), encoding="utf-8")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.failure or ""))
    page.goto(file.as_uri())
    page.evaluate("document.getElementById('out').submit()")
    assert page.title() != "run"
    assert failed == ["csp"]
    assert page.url == file.as_uri()
    assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'stopped')") == "stopped"


EMPTY = {"framework": "wigan-progress", "edition": "2017", "responses": {}}

BAD: dict[str, tuple[object, list[str]]] = {
    "no JSON": ("[responses]\ndignity = 5\n", ["it is not a JSON file as this page saves it"]),
    "a list": ([], ["it is no assessment"]),
    "a plan": ({"award": "silver", "actions": []}, ["it is no assessment"]),
    "another framework": (
        {"framework": "cqc-style-well-led", "edition": "saf-2024"},
        ["it is an assessment against cqc-style-well-led, and this page is for wigan-progress"],
    ),
    "another edition": (
        {"framework": "wigan-progress", "edition": "2027"},
        ["it is an assessment against edition 2027, and this page is for edition 2017"],
    ),
    "everything wrong": (
        {
            "framework": "wigan-progress",
            "edition": "2017",
            "service": 3,
            "assessed_on": "31/03/2026",
            "mode": "alone-ish",
            "responses": {
                "dignity": 9,
                "2": "5",
                "life-history": 3,
                "constructor": 1,
                "meetings": {"level": 4, "note": [], "evidence": [{"dated": "2026-02-31", "kind": "hearsay"}, 3]},
                "supervision": {"not_applicable": "Why"},
            },
        },
        [
            "Name of the service: 3 is not text",
            'Day of the assessment: "31/03/2026" is not a day such as 2026-03-31',
            'How: "alone-ish" is none of its choices',
            '2 Understanding and respecting life history: "5" is no answer to it',
            "1 Dignity, respect and appreciation: 9 is no answer to it",
            "2 Understanding and respecting life history: it is answered twice, by its name and by its number",
            '"constructor": this framework has no such topic',
            "25 Positive, productive meetings, Note: [] is not text",
            '25 Positive, productive meetings: "2026-02-31" is not a day such as 2026-03-31',
            '25 Positive, productive meetings: "hearsay" is none of its choices',
            "25 Positive, productive meetings: 3 is no answer to it",
            '23 Person-centred staff support and supervision: {"not_applicable":"Why"} is no answer to it',
        ],
    ),
    "too large": (" " * (8 * 2**20 + 1), ["it is larger than 8 MiB, the most that is read"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_does_not_fit_changes_nothing(name: str, page: Page, tmp_path: Path) -> None:
    """What cannot be shown is refused, every problem at once with its place; what was filled in stays."""
    content, problems = BAD[name]
    form = opened(page, tmp_path, WIGAN, ASSESSMENTS["halfway-2026"])
    form.load(content)
    assert form.messages() == problems
    assert pc.read_assessment(form.save()) == ASSESSMENTS["halfway-2026"]


def test_nothing_is_lost_by_accident(page: Page, tmp_path: Path) -> None:
    """With answers that are not saved, loading a file asks first, and leaves them where the answer is no."""
    form = opened(page, tmp_path, WIGAN, ASSESSMENTS["halfway-2026"])
    page.evaluate("window.confirm = () => false")
    form.choose("dignity", "1")
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.set_input_files(
        "#positiveculture-load", {"name": "a.json", "mimeType": "", "buffer": json.dumps(EMPTY).encode()}
    )
    said = pc.read_assessment(form.save())
    assert said.responses == {**ASSESSMENTS["halfway-2026"].responses, "dignity": pc.Rating(1)}
    assert page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")


#: Milliseconds from a change until the page has been laid out anew, for each of so many changes.
TIMED = """count => {
    const radios = [...document.querySelectorAll('input[type=radio][value="3"], input[type=radio][value="4"]')];
    return Array.from({length: count}, (_, place) => {
        const radio = radios[place % radios.length];
        const start = performance.now();
        radio.checked = true;
        radio.dispatchEvent(new Event("input", {bubbles: true}));
        document.querySelector(".way").getBoundingClientRect();
        return performance.now() - start;
    });
}"""


def large(count: int) -> pc.Framework:
    """Return a framework of so many topics, with a share, levels and alternatives over all of them."""
    scale = pc.Scale("s", [pc.Level(number, f"Level {number}") for number in range(1, 6)])
    topics = [
        pc.Topic(id=f"t{n}", title=f"Topic {n}", number=n, scale=scale, allows_not_applicable=True)
        for n in range(1, count + 1)
    ]
    ids = [topic.id for topic in topics]
    awards = [
        pc.Award(id="a1", title="First", rank=1, rule=pc.Every(3)),
        pc.Award(id="a2", title="Second", rank=2, rule=pc.All([pc.Holds("a1"), pc.AnyOf([pc.Share(75), pc.Every(4)])])),
        pc.Award(id="a3", title="Third", rank=3, rule=pc.AtLeastOf(count // 2, [pc.AtLeast(id_, 5) for id_ in ids])),
    ]
    source = pc.Source(title="t", publisher="p", rights="r")
    return pc.Framework(id="large", edition="1", title="Large", source=source, topics=topics, awards=awards)


def test_130_topics_are_usable(page: Page, tmp_path: Path) -> None:
    """Of 130 topics, a change is judged and shown within a frame, 1/60 of a second; the next open one is a key away."""
    form = opened(page, tmp_path, large(130))
    times: list[float] = page.evaluate(TIMED, 60)
    assert min(times) < 1000 / 60, sorted(times)
    assert "30 of 130 topics answered" in form.text(".verdict")
    page.click(".next")
    assert page.evaluate("document.activeElement.name") == "responses.t31.level"


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: apt-get install poppler-utils"
)
def test_it_prints_all_that_is_written(page: Page, tmp_path: Path) -> None:
    """On A4, with the whole of a long note, and of an answered topic only the statement that was chosen."""
    long = " ".join(f"word{n}" for n in range(400))
    said = pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Elm House",
        assessed_on=DAY,
        responses={"dignity": pc.Rating(2, long, [pc.Evidence(long)])},
    )
    opened(page, tmp_path, WIGAN, said)
    assert PDFTOTEXT
    assert PDFINFO
    file = tmp_path / "form.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True))
    told = subprocess.run([PDFTOTEXT, "-layout", file, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    assert told.count("word399") == 2
    assert told.count("Not answered yet") == len(WIGAN.topics) - 1
    assert "First day on which it counts no longer" not in told
    assert "Save to a file" not in told
    size = subprocess.run([PDFINFO, file], capture_output=True, encoding="utf-8", check=True).stdout
    assert "(A4)" in size


def in_an_app(page: Page, answers: dict[str, Any], problems: tuple[Problem, ...] = ()) -> None:
    """Show the parts of a form on a page of an app's own."""
    page.set_content(
        f"<!doctype html><html lang=en><title>App</title><style>{STYLE}</style>"
        f"<main class=positiveculture><h1>App</h1>"
        f"<form method=post>{fields(WIGAN, answers, problems=problems)}<button>Send</button></form>"
        f"{result(WIGAN)}</main>"
        f"{data_element(WIGAN)}<script>{SCRIPT}</script>"
    )


def test_the_parts_work_on_a_page_of_an_app(page: Page) -> None:
    """The fields post what reads back equal, the script shows what stands in the way, and axe-core has no complaint."""
    assessment = ASSESSMENTS["rivington-2026"]
    before = pc.assessment_to_dict(assessment)
    in_an_app(page, before)
    posted = page.evaluate("String(new URLSearchParams(new FormData(document.querySelector('form'))))")
    assert pc.assessment_from_dict(payload(parse_qsl(posted, keep_blank_values=True), before)) == assessment
    assert page.inner_text(".way h3") == "What stands in the way of Silver"
    page.check('input[name="responses.dignity.level"][value="4"]')
    assert page.inner_text(".way h3") == "What stands in the way of Bronze"
    assert violations(page) == []


def test_problems_stand_at_their_fields(page: Page) -> None:
    """What reading refuses is shown at the field of its path, and a screen reader is told."""
    posted = [
        ("framework", "wigan-progress"),
        ("edition", "2017"),
        ("service", " "),
        ("assessed_on", "2026-03-31"),
        ("responses.dignity.level", "9"),
        ("responses.meetings.level", "4"),
        ("responses.meetings.evidence.0.title", "Notes"),
        ("responses.meetings.evidence.0.dated", "2026-04-01"),
    ]
    answers = payload(posted)
    with pytest.raises(pc.InvalidAssessment) as refused:
        pc.assessment_from_dict(answers)
    in_an_app(page, answers, refused.value.problems)
    for name, words in {
        "service": "is empty",
        "responses.dignity": "level 9 is not on its scale",
        "responses.meetings.evidence.0.dated": "after the assessment",
    }.items():
        place = page.locator(f'[id="{name}"]')
        assert words in page.inner_text(f'[id="{place.get_attribute("aria-describedby")}"]')
    assert violations(page) == []
