"""The portal as people use it, in a browser and by several at once, on SQLite and on PostgreSQL."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from portal_server import PASSWORD, SIZES, Portal, follow, look, save, token

import positiveculture as pc

WIGAN = pc.get_framework("wigan-progress")
BRONZE = {topic.id: level for topic in WIGAN.topics[:10] for level in [5]}
pytest_plugins = ["chromium", "portal_databases"]

PDFTOTEXT = shutil.which("pdftotext")


def choose(page: Page, topic: str, level: int | str) -> None:
    """Choose an answer."""
    page.check(f'input[name="responses.{topic}.level"][value="{level}"]')


def recorded(portal: Portal, path: str, number: int) -> dict[str, Any]:
    """Return what a record holds."""
    client = portal.client("admin")
    found: dict[str, Any] = client.get(f"{path}assessment/records/{number}.json").json()
    return found


def test_half_filled_is_gone_on_with_until_bronze_and_printed(portal: Portal, page: Page, tmp_path: Path) -> None:
    """A manager fills in half, a deputy goes on another time, Bronze is indicated, and it is printed and had as PDF."""
    service = portal.service("Elm House")
    portal.log_in(page, "manager", service)
    page.get_by_label("Framework").select_option("wigan-progress")
    page.get_by_label("Day of the assessment").fill("2025-05-04")
    follow(page.get_by_role("button", name="Fill in"))
    for topic in list(BRONZE)[:5]:
        choose(page, topic, 5)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.locator("main")).to_contain_text("Indicated by this self-assessment: no award yet")
    expect(page.locator("main")).to_contain_text("5 of 25 topics")
    follow(page.get_by_role("button", name="Log out"))

    portal.log_in(page, "deputy", service)
    follow(page.get_by_role("link", name="4 May 2025"))
    follow(page.get_by_role("link", name="Go on filling in"))
    assert page.is_checked('input[name="responses.dignity.level"][value="5"]')
    for topic in list(BRONZE)[5:]:
        choose(page, topic, 5)
    expect(page.locator(".result h3").first).to_have_text("Silver is undecided")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="Indicated by this self-assessment: Bronze")).to_be_visible()

    with page.expect_download() as saved:
        page.get_by_role("link", name="Report as PDF").click()
    saved.value.save_as(tmp_path / "report.pdf")
    follow(page.get_by_role("link", name="Report", exact=True))
    (tmp_path / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    assert PDFTOTEXT, "apt-get install poppler-utils"
    for name in ("report.pdf", "page.pdf"):
        shown = subprocess.run([PDFTOTEXT, tmp_path / name, "-"], capture_output=True, text=True, check=True).stdout
        assert "Indicated by this self-assessment: Bronze" in shown
        assert "Log out" not in shown
        assert "Go on filling in" not in shown
    follow(page.get_by_role("link", name="Who saved what"))
    assert page.locator("tbody tr td:nth-child(3)").all_inner_texts() == ["deputy", "manager"]


def test_a_wrong_value_is_shown_at_its_field_and_nothing_is_saved(portal: Portal, page: Page) -> None:
    """Evidence of a day to come is refused at its field; what was filled in is still there, and is saved once right."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-05-05/"
    portal.open(page, "manager", f"{path}fill-in/")
    choose(page, "meetings", 4)
    topic = page.locator('[id="responses.meetings"]')
    topic.get_by_text("Note, evidence").click()
    topic.get_by_role("button", name="Add evidence").click()
    page.fill('[id="responses.meetings.evidence.1.title"]', "Minutes")
    page.fill('[id="responses.meetings.evidence.1.dated"]', "2026-05-06")
    follow(page.get_by_role("button", name="Save"))

    field = page.locator('[id="responses.meetings.evidence.0.dated"]')
    assert field.get_attribute("aria-invalid") == "true"
    said = page.inner_text(f'[id="{field.get_attribute("aria-describedby")}"]')
    assert said == "is 2026-05-06, after the assessment of 2026-05-05"
    assert "Nothing is saved yet: 1 answer needs putting right" in page.inner_text("[role=alert]")
    client = portal.client("manager")
    assert client.get(path).status_code == httpx.codes.NOT_FOUND
    assert page.input_value('[id="responses.meetings.evidence.0.title"]') == "Minutes"
    field.fill("2026-05-05")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Saved.")
    response = recorded(portal, path, 1)["responses"]["meetings"]
    assert response == {"level": 4, "evidence": [{"title": "Minutes", "dated": "2026-05-05"}]}


@pytest.mark.parametrize(
    "sent",
    [
        {"responses.dignity.level": "9"},
        {"responses.dignity.level": "five"},
        {"responses.nothing.level": "1"},
        {"mode": "nobody"},
    ],
)
def test_what_no_form_sends_is_refused(portal: Portal, sent: dict[str, str]) -> None:
    """A level, a topic or a choice that is none is refused with status 422, and nothing is saved."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-05-06/"
    client = portal.client("manager")
    answered = save(client, f"{path}fill-in/", 0, sent)
    assert answered.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert 'class="problem"' in answered.text
    assert client.get(path).status_code == httpx.codes.NOT_FOUND


def test_of_two_who_save_at_once_the_second_is_told(portal: Portal, browser: Browser) -> None:
    """Neither saves over the other: the second sees both, and what both changed; each record stays as it was saved."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-05-07/"
    manager, deputy = browser.new_context().new_page(), browser.new_context().new_page()
    portal.open(manager, "manager", f"{path}fill-in/")
    choose(manager, "meetings", 3)
    follow(manager.get_by_role("button", name="Save"))
    for page, name in ((manager, "manager"), (deputy, "deputy")):
        portal.open(page, name, f"{path}fill-in/")
    choose(manager, "dignity", 5)
    choose(manager, "supervision", 4)
    follow(manager.get_by_role("button", name="Save"))
    expect(manager.get_by_role("status")).to_have_text("Saved.")
    choose(deputy, "dignity", 2)
    choose(deputy, "life-history", 4)
    follow(deputy.get_by_role("button", name="Save"))

    told = deputy.get_by_role("alert")
    expect(told).to_contain_text("manager saved this assessment while you were filling in")
    assert told.get_by_role("listitem").all_inner_texts() == ["1 Dignity, respect and appreciation"]
    assert recorded(portal, path, 2)["responses"] == {"meetings": 3, "dignity": 5, "supervision": 4}
    follow(deputy.get_by_role("button", name="Save"))
    expect(deputy.get_by_role("status")).to_have_text("Saved.")
    assert recorded(portal, path, 2)["responses"] == {"meetings": 3, "dignity": 5, "supervision": 4}
    both = {"meetings": 3, "dignity": 2, "supervision": 4, "life-history": 4}
    assert recorded(portal, path, 3)["responses"] == both
    for page in (manager, deputy):
        page.context.close()


def test_of_many_who_save_at_once_nothing_is_lost(portal: Portal) -> None:
    """Of sixteen saves after one record exactly one is the next; all others are told, and none has written anything."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-05-08/"
    one, other = portal.client("manager"), portal.client("deputy")
    clients = [one, other] * 8
    keys = {client: token(client, f"{path}fill-in/") for client in (one, other)}
    for last in range(3):

        def send(place: int, last: int = last) -> int:
            client, answers = clients[place], {"note": f"{last}, {place}"}
            return save(client, f"{path}fill-in/", last, answers, keys[client]).status_code

        with ThreadPoolExecutor(16) as pool:
            statuses = sorted(pool.map(send, range(16)))
        assert statuses == [httpx.codes.FOUND, *[httpx.codes.CONFLICT] * 15]
    notes = [recorded(portal, path, number)["note"] for number in (1, 2, 3)]
    assert [note[:2] for note in notes] == ["0,", "1,", "2,"]
    assert one.get(f"{path}assessment/records/4.json").status_code == httpx.codes.NOT_FOUND


def test_records_are_only_added(portal: Portal) -> None:
    """The database refuses to change or to delete a record, whoever asks."""
    for asked in ("update(text='{}')", "all().delete()"):
        refused = portal.run(f"Record.objects.{asked}")
        assert refused.returncode == 1
        assert "records are only added" in refused.stderr


def paths_of(service: str) -> list[str]:
    """Return the address of every page of a service."""
    below = ("", "fill-in/", "report/", "report.pdf", "plan/", "plan.ics", "survey/")
    records = [f"{kind}/records/{end}" for kind in ("assessment", "plan", "survey") for end in ("", "1.json")]
    return [service, f"{service}survey/", *(f"{service}wigan-progress/2026-03-31/{end}" for end in (*below, *records))]


@pytest.mark.parametrize("name", ["manager", "commissioner"])
def test_anothers_service_is_not_there(portal: Portal, name: str) -> None:
    """Whoever asks for a service that is not theirs is told that there is none, and never sees its name."""
    theirs = portal.service("Fell View")
    path, elsewhere = f"{theirs}wigan-progress/2026-03-31/", portal.client("elsewhere")
    if elsewhere.get(path).status_code == httpx.codes.NOT_FOUND:
        assert save(elsewhere, f"{path}fill-in/", 0, {}).status_code == httpx.codes.FOUND
    client = portal.client(name)
    key = token(client, "/")
    for path in paths_of(theirs):
        for answered in (client.get(path), client.post(path, data={"csrfmiddlewaretoken": key, "last": 1})):
            assert answered.status_code == httpx.codes.NOT_FOUND, path
            assert "Fell View" not in answered.text
    for path in ("/", "/overview/wigan-progress/"):
        assert "Fell View" not in client.get(path).text
    assert recorded(portal, f"{theirs}wigan-progress/2026-03-31/", 1)["service"] == "Fell View"


def test_whoever_is_not_logged_in_sees_nothing(portal: Portal) -> None:
    """Every page asks to log in first."""
    with httpx.Client(base_url=portal.address) as client:
        for path in ("/", "/overview/", "/people/", *paths_of(portal.service("Elm House"))):
            answered = client.get(path)
            assert answered.status_code == httpx.codes.FOUND, path
            assert answered.headers["location"].startswith("/account/login/")


def test_a_commissioner_reads_and_does_not_write(portal: Portal) -> None:
    """A commissioner sees every service of the council, and can save nothing; only an administrator sees people."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-03-31/"
    client = portal.client("commissioner")
    assert client.get(path).status_code == httpx.codes.OK
    key = token(client, "/")
    answered = client.post(f"{path}fill-in/", data={"csrfmiddlewaretoken": key, "last": 1, "note": "Mine"})
    assert answered.status_code == httpx.codes.FORBIDDEN
    assert client.get(f"{path}fill-in/").status_code == httpx.codes.FORBIDDEN
    assert client.get("/people/").status_code == httpx.codes.NOT_FOUND
    assert "Winter Hill" in client.get("/overview/wigan-progress/").text


def pages(portal: Portal) -> dict[str, list[str]]:
    """Return the pages of each person."""
    rivington, aderyn = portal.service("Rivington Home Care"), portal.service("Cwm Aderyn Care Home")
    day, reflected = f"{rivington}wigan-progress/2026-03-31/", f"{aderyn}wales-positive-cultures/2026-04-22/"
    below = ("", "fill-in/", "report/", "assessment/records/")
    return {
        "manager": [
            *("/", rivington, f"{rivington}survey/", "/account/password/"),
            *(f"{day}{end}" for end in (*below, "plan/", "plan/records/")),
            *(f"{reflected}{end}" for end in ("", "fill-in/", "plan/")),
            f"{rivington}cqc-style-well-led/2026-04-14/plan/",
        ],
        "commissioner": [
            f"{day}plan/",
            "/overview/wigan-progress/",
            "/overview/cqc-style-well-led/",
            "/overview/wales-positive-cultures/",
            day,
            f"{day}fill-in/",
        ],
        "admin": ["/", "/people/", "/people/1/", "/nowhere/"],
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["manager", "commissioner", "admin"])
def test_everybody_can_use_every_page(portal: Portal, page: Page, name: str, size: tuple[int, int]) -> None:
    """axe-core finds no violation, wide and at 400 %; nobody scrolls sideways; no policy stops anything of ours."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{portal.address}/account/login/")
    look(page, size)
    portal.open(page, name)
    for path in pages(portal)[name]:
        page.goto(f"{portal.address}{path}")
        look(page, size)
    assert [each for each in complaints if "the server responded with a status of 40" not in each] == []


def test_the_keyboard_is_enough(portal: Portal, page: Page) -> None:
    """Somebody logs in, skips to the content, opens a service and begins an assessment without a mouse."""
    page.goto(f"{portal.address}/account/login/")
    page.focus("#id_username")
    for text, key in (("manager", "Tab"), (PASSWORD, "Enter")):
        page.keyboard.type(text)
        page.keyboard.press(key)
    page.wait_for_url(f"{portal.address}/")
    for key in ("Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/services/*/")
    page.focus("#id_framework")
    page.keyboard.type("Progress for W")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Fill in":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/wigan-progress/*/fill-in/")
    page.focus('input[name="responses.dignity.level"]')
    page.keyboard.press("ArrowDown")
    assert page.is_checked('input[name="responses.dignity.level"][value="1"]')


def test_people_are_given_what_they_may_see(portal: Portal, page: Page) -> None:
    """An administrator adds a service and its manager, who then sees that service and no other."""
    portal.log_in(page, "admin", "/people/")
    page.fill("#id_service-name", "Harbour Lights")
    page.select_option("#id_service-organisation", label="Fellside Homes")
    follow(page.get_by_role("button", name="Add the service"))
    expect(page.get_by_role("status")).to_have_text("Added.")
    page.fill("#id_person-username", "harbour")
    for field in ("password1", "password2"):
        page.fill(f"#id_person-{field}", PASSWORD)
    page.select_option("#id_person-role", "manager")
    follow(page.get_by_role("button", name="Add the person"))
    assert "sees nothing without it" in page.inner_text("form:has(#id_person-username)")
    page.select_option("#id_person-services", label="Harbour Lights")
    for field in ("password1", "password2"):
        page.fill(f"#id_person-{field}", PASSWORD)
    follow(page.get_by_role("button", name="Add the person"))
    expect(page.get_by_role("status")).to_have_text("Added.")
    follow(page.get_by_role("button", name="Log out"))
    portal.log_in(page, "harbour")
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Harbour Lights"]


def test_hostile_words_stay_words(portal: Portal, page: Page) -> None:
    """What people write is shown as they wrote it, on every page, and runs nothing; a null character harms nothing."""
    hostile = "</script><img src=x onerror=alert(1)>{{ 7|add:7 }}{% now %}\0\u202e"
    path = f"{portal.service('Elm House')}wigan-progress/2026-05-09/"
    client = portal.client("manager")
    answered = save(client, f"{path}fill-in/", 0, {"responses.dignity.level": "3", "responses.dignity.note": hostile})
    assert answered.status_code == httpx.codes.FOUND
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    portal.open(page, "manager", path)
    for end in ("", "report/", "fill-in/"):
        page.goto(f"{portal.address}{path}{end}")
        assert page.locator("img[src=x]").count() == 0
        if end != "fill-in/":
            assert "</script><img src=x onerror=alert(1)>{{ 7|add:7 }}{% now %}" in page.inner_text("main")
    assert recorded(portal, path, 1)["responses"]["dignity"]["note"] == hostile


def test_addresses_and_numbers_that_nobody_has(portal: Portal) -> None:
    """A day, a service, a framework or a number that there is not is not found, or told: the server never fails."""
    service, client = portal.service("Elm House"), portal.client("manager")
    for path in (
        f"{service}wigan-progress/2026-02-30/",
        f"{service}wigan-progress/0000-00-00/fill-in/",
        f"{service}no-such-framework/2026-03-31/fill-in/",
        f"{service}wigan-progress/2026-03-31/nothing/records/",
        f"{service}wigan-progress/2026-03-31/assessment/records/{'9' * 30}.json",
        f"/services/{'9' * 30}/",
        "/overview/no-such-framework/",
        "/assets/nothing/portal.css",
    ):
        assert client.get(path).status_code == httpx.codes.NOT_FOUND, path
    path = f"{service}wigan-progress/2026-05-11/fill-in/"
    key = token(client, path)
    for last in ("x", "-1", "9" * 30, "7"):
        answered = client.post(path, data={"csrfmiddlewaretoken": key, "last": last, "note": "x"})
        assert answered.status_code in (httpx.codes.FOUND, httpx.codes.CONFLICT), last
    assert client.post(path, data={"last": "1"}).status_code == httpx.codes.FORBIDDEN


def test_too_much_is_refused(portal: Portal) -> None:
    """A form of more than four megabytes, or a file of more than eight, is refused before anything is made of it."""
    service = portal.service("Elm House")
    client = portal.client("manager")
    answered = save(client, f"{service}wigan-progress/2026-05-10/fill-in/", 0, {"note": "x" * 5 * 1024**2})
    assert answered.status_code == httpx.codes.BAD_REQUEST
    key = token(client, f"{service}survey/")
    file = {"file": ("answers.csv", b"x" * 9 * 1024**2)}
    refused = client.post(f"{service}survey/", data={"csrfmiddlewaretoken": key}, files=file)
    assert refused.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.REQUEST_ENTITY_TOO_LARGE)


def test_a_plan_is_drafted_filled_in_and_due(portal: Portal, page: Page) -> None:
    """A plan has an action for what stands in the way; a wrong day is told at its field; what is due is seen by all."""
    path = f"{portal.service('Rivington Home Care')}wigan-progress/2025-03-28/"
    portal.open(page, "manager", path)
    follow(page.get_by_role("link", name="Action plan"))
    follow(page.get_by_role("link", name="Towards Bronze"))
    assert "Nothing of it is saved yet" in page.inner_text("main")
    page.fill('[id="actions.0.first_step"]', "Ask the families")
    page.fill('[id="actions.0.by_when"]', "2025-03-01")
    follow(page.get_by_role("button", name="Save"))
    assert "before the assessment of 2025-03-28" in page.inner_text('[id="actions.0.by_when.problem"]')
    page.fill('[id="actions.0.by_when"]', "2025-06-30")
    page.fill('[id="success.seen"]', "Families in the lounge")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("heading", name="Overdue: 1 action")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Calendar").click()
    assert b"SUMMARY:Ask the families (Rivington Home Care)" in saved.value.path().read_bytes()
    kept = portal.client("admin").get(f"{path}plan/records/1.json").json()
    assert (kept["award"], kept["success"]["seen"]) == ("bronze", "Families in the lounge")
    assert pc.plan_from_dict(kept).actions[0].topic == kept["actions"][0]["topic"]
    assert "Ask the families" in portal.client("commissioner").get(f"{path}report/").text


def test_of_two_plans_saved_at_once_the_second_is_told(portal: Portal) -> None:
    """Neither saves over the other, and what the second wrote is still in the form."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-03-31/plan/"
    manager, deputy = portal.client("manager"), portal.client("deputy")
    assert save(manager, path, 0, {"note": "First"}).status_code == httpx.codes.FOUND
    told = save(deputy, path, 0, {"note": "Second"})
    assert told.status_code == httpx.codes.CONFLICT
    assert "manager saved this plan while you were filling in" in told.text
    assert "Second</textarea>" in told.text
    assert 'name="last" value="1"' in told.text
    assert save(deputy, path, 1, {"note": "Second"}).status_code == httpx.codes.FOUND
    notes = [manager.get(f"{path}records/{number}.json").json()["note"] for number in (1, 2)]
    assert notes == ["First", "Second"]


def replies(*, above: int = 0) -> bytes:
    """Return invented replies of three teams, the smallest of six people, as a forms tool exports them."""
    survey = pc.get_framework("leicester-healthy-workplace")
    rows = ["ID,Email,Which team?,Anything else?," + ",".join(f"{each.number}. {each.title}" for each in survey.topics)]
    teams = ["North"] * 14 + ["South"] * 16 + ["Nights"] * 6
    for number, team in enumerate(teams):
        levels = (str(min(5, 1 + above + (number * place) % 4)) for place, _ in enumerate(survey.topics, 1))
        rows.append(f"{number},anonymous,{team},a secret of {number},{','.join(levels)}")
    return "\n".join(rows).encode()


def test_a_survey_is_published_protected_and_only_the_release_is_kept(portal: Portal, page: Page) -> None:
    """What is unclear is told, and put right with a second click; small teams are withheld; no reply is kept."""
    service = portal.service("Cwm Aderyn Care Home")
    portal.open(page, "manager", service)
    for day, above in (("2024-10-01", 0), ("2025-10-01", 1)):
        page.goto(f"{portal.address}{service}survey/")
        page.get_by_label("What was asked").select_option("leicester-healthy-workplace")
        page.get_by_label("Day of the replies").fill(day)
        page.get_by_label("The column that groups people").fill("Which team?")
        file: FilePayload = {"name": "answers.csv", "mimeType": "text/csv", "buffer": replies(above=above)}
        page.locator("#id_file").set_input_files(file)
        follow(page.get_by_role("button", name="Publish"))
        assert 'answers.csv, column "Anything else?": no topic is called so' in page.inner_text("[role=alert]")
        page.locator("#id_file").set_input_files(file)
        follow(page.get_by_role("button", name="Publish"))
        expect(page.get_by_role("heading", name="what people say together")).to_be_visible()
    shown = page.inner_text("main")
    assert "What has moved most since 1 October 2024" in shown
    assert "Withheld: 2 groups" in shown
    look(page, SIZES[0])
    path = f"{service}leicester-healthy-workplace/2025-10-01/survey/"
    assert portal.client("commissioner").get(path).status_code == httpx.codes.OK
    kept = portal.client("manager").get(f"{path}records/1.json")
    assert {each["replied"] for each in kept.json()["published"]} == {36, 16, "would-reveal"}
    searched = portal.run("print(sum('a secret' in each.text for each in Record.objects.all()))")
    assert searched.stdout == "0\n"

    client = portal.client("manager")
    given = {"framework": "leicester-healthy-workplace", "day": "2025-10-01", "unread": "Anything else?\nWhich team?"}
    data = given | {"csrfmiddlewaretoken": token(client, f"{service}survey/")}
    again = client.post(f"{service}survey/", data=data, files={"file": ("answers.csv", replies())})
    assert again.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "is published already" in again.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("answers.csv", b"a,b\n1,2\n", "column &quot;a&quot;: no topic is called so"),
        ("answers.xlsx", b"no zip at all", "answers.xlsx: cannot be read as a spreadsheet"),
        ("answers.exe", b"MZ", "File extension"),
        ("answers.csv", b"", "The submitted file is empty"),
    ],
)
def test_what_is_no_survey_is_told(portal: Portal, name: str, content: bytes, said: str) -> None:
    """A file that cannot be read is told in a sentence, with its own name and no path of the server's."""
    service, client = portal.service("Elm House"), portal.client("manager")
    given = {"framework": "leicester-healthy-workplace", "day": "2025-10-01", "unread": "", "by": ""}
    data = given | {"csrfmiddlewaretoken": token(client, f"{service}survey/")}
    answered = client.post(f"{service}survey/", data=data, files={"file": (name, content)})
    assert answered.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert said in answered.text
    assert "/tmp/" not in answered.text  # noqa: S108 - of the server's disk
