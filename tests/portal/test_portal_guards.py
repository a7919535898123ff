"""What the portal does with what no page of it sends, with a form that is sent too late, and with people who leave."""

import re
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from portal_server import MANAGE, PASSWORD, SIZES, Portal, environment, follow, look, save, token

pytest_plugins = ["chromium", "portal_databases"]


def asked(portal: Portal, method: str, path: str) -> tuple[int, bytes]:
    """Return the status and all bytes that follow the headers of an answer, until the connection is closed."""
    connection = HTTPConnection(portal.address.removeprefix("http://"), timeout=60)
    cookies = "; ".join(f"{each.name}={each.value}" for each in portal.client("manager").cookies.jar)
    connection.request(method, path, headers={"Cookie": cookies, "Connection": "close"})
    assert connection.sock
    received = b""
    while piece := connection.sock.recv(65536):
        received += piece
    connection.close()
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


@pytest.mark.parametrize("end", ["", "report.pdf", "assessment/records/1.json", "nowhere/"])
def test_an_answer_to_head_has_no_body(portal: Portal, end: str) -> None:
    """A server in front that keeps its connection would take the body for the answer to somebody else."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-03-31/{end}"
    status, body = asked(portal, "HEAD", path)
    assert body == b""
    assert asked(portal, "GET", path)[0] == status


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "NONE"])
def test_other_methods_are_refused(portal: Portal, method: str) -> None:
    """Pages are asked for and forms are sent; all else ends in status 405."""
    assert asked(portal, method, "/")[0] == httpx.codes.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Cookie": r'sessionid="aaaaaaaaaa\000aaaaaaaaaa"'}, None, 400),
        ({"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"}, b"a=b", 400),
        ({"Content-Type": "multipart/form-data"}, b"a=b", 400),
        (
            {"Content-Type": "application/x-www-form-urlencoded"},
            b"&".join(b"%d=" % place for place in range(10_001)),
            400,
        ),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}, b"a=b", 403),
        ({}, b"a=b", 403),
    ],
)
def test_what_no_browser_sends_is_refused(
    portal: Portal, headers: dict[str, str], content: bytes | None, status: int
) -> None:
    """It ends in our own page with its policy, never in status 500 or in a page of Django's."""
    with httpx.Client(base_url=portal.address, timeout=60) as client:
        if content:
            client.get("/account/login/")  # which gives the cookie that is looked at first
        answered = client.request("POST" if content else "GET", "/account/login/", headers=headers, content=content)
    assert answered.status_code == status
    assert "This cannot be taken" in answered.text
    assert "default-src 'none'" in answered.headers["Content-Security-Policy"]


@pytest.mark.parametrize("lost", ["session", "token"])
def test_a_form_that_is_sent_too_late_is_not_lost(portal: Portal, browser: Browser, lost: str) -> None:
    """Whoever was logged out while they filled in logs in and sends it again; so does who logged in again elsewhere."""
    context = browser.new_context()
    page = context.new_page()
    path = f"{portal.service('Elm House')}wigan-progress/2026-06-0{1 + (lost == 'token')}/"
    portal.log_in(page, "manager", f"{path}fill-in/")
    page.check('input[name="responses.dignity.level"][value="4"]')
    page.locator('[id="responses.dignity"]').get_by_text("Note, evidence").click()
    page.fill('[id="responses.dignity.note"]', 'Two lines,\n"both" of <them> & more')
    if lost == "session":
        context.clear_cookies(name="sessionid")
    else:
        other = context.new_page()
        context.clear_cookies(name="sessionid")
        portal.log_in(other, "manager")
    follow(page.get_by_role("button", name="Save"))
    if lost == "session":
        expect(page.get_by_role("alert")).to_contain_text("what you sent is not saved yet")
        look(page, SIZES[0])
        page.get_by_label("Username").fill("manager")
        page.get_by_label("Password").fill("a wrong one")
        follow(page.get_by_role("button", name="Log in"))
        expect(page.get_by_role("alert").first).to_contain_text("what you sent is not saved yet")
        page.get_by_label("Username").fill("manager")
        page.get_by_label("Password").fill(PASSWORD)
        follow(page.get_by_role("button", name="Log in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    look(page, SIZES[0])
    assert portal.client("manager").get(path).status_code == httpx.codes.NOT_FOUND
    follow(page.get_by_role("button", name="Send it again"))
    expect(page.get_by_role("status")).to_have_text("Saved.")
    kept = portal.client("manager").get(f"{path}assessment/records/1.json").json()
    assert kept["responses"] == {"dignity": {"level": 4, "note": 'Two lines,\n"both" of <them> & more'}}
    context.close()


def test_a_form_from_elsewhere_is_not_kept(portal: Portal) -> None:
    """What another site sends in somebody's name is not shown to them as theirs, and no password is sent back."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-06-03/fill-in/"
    client = portal.client("manager")
    foreign = client.post(path, data={"note": "forged"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == httpx.codes.FORBIDDEN
    assert "forged" not in foreign.text
    ours = {"Sec-Fetch-Site": "same-origin"}
    data = {"person-password1": "a secret of theirs", "person-username": "somebody"}
    shown = portal.client("admin").post("/people/", data=data, headers=ours)
    assert shown.status_code == httpx.codes.FORBIDDEN
    assert "somebody" in shown.text
    assert "a secret of theirs" not in shown.text


def test_whoever_leaves_sees_nothing_any_more(portal: Portal, page: Page) -> None:
    """An administrator takes a service from somebody, then lets them in no more; that holds from the next page on."""
    made = (
        "person = Person.objects.create(username='leaver', role='manager')\n"
        f"person.set_password('{PASSWORD}'); person.save()\n"
        "person.services.set(Service.objects.filter(name='Elm House'))"
    )
    assert portal.run(made).returncode == 0
    leaver, service = portal.client("leaver"), portal.service("Elm House")
    assert leaver.get(service).status_code == httpx.codes.OK
    portal.log_in(page, "admin", "/people/")
    follow(page.get_by_role("link", name="leaver"))
    page.get_by_label("Services").select_option("Fell View")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Changed.")
    assert leaver.get(service).status_code == httpx.codes.NOT_FOUND
    follow(page.get_by_role("link", name="leaver"))
    page.get_by_label("May log in").uncheck()
    follow(page.get_by_role("button", name="Save"))
    assert "leaver manager, may not log in" in " ".join(page.inner_text("table").split())
    assert leaver.get("/").headers["location"].startswith("/account/login/")


def test_a_new_password_ends_every_session(portal: Portal) -> None:
    """An administrator gives somebody a new password: one that is easy to guess is refused; the old one is no use."""
    made = "person = Person.objects.create(username='forgets', role='admin'); person.set_password('{}'); person.save()"
    assert portal.run(made.format(PASSWORD)).returncode == 0
    forgets, admin = portal.client("forgets"), portal.client("admin")
    pk = portal.run("print(Person.objects.get(username='forgets').pk)").stdout.strip()
    page = f"/people/{pk}/"
    data = {"role": "admin", "is_active": "on", "csrfmiddlewaretoken": token(admin, page)}
    refused = admin.post(page, data=data | {"new_password": "password"})
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "too common" in refused.text
    assert forgets.get("/").status_code == httpx.codes.OK
    assert admin.post(page, data=data | {"new_password": "quite-another-one"}).status_code == httpx.codes.FOUND
    assert forgets.get("/").status_code == httpx.codes.FOUND


def test_nobody_takes_anything_from_themselves(portal: Portal) -> None:
    """An administrator is always left; and nobody else has such a page."""
    pk = portal.run("print(Person.objects.get(username='admin').pk)").stdout.strip()
    for name in ("admin", "manager", "commissioner"):
        assert portal.client(name).get(f"/people/{pk}/").status_code == httpx.codes.NOT_FOUND


def test_names_can_be_read_and_days_have_been(portal: Portal) -> None:
    """What cannot be seen is no name; a day to come is refused, since what is saved stays the last one until then."""
    admin, manager, service = portal.client("admin"), portal.client("manager"), portal.service("Elm House")
    data = {"add": "organisation", "organisation-name": "\u200b\u202e", "csrfmiddlewaretoken": token(admin, "/people/")}
    refused = admin.post("/people/", data=data)
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "Give it a name to read." in refused.text
    begun = {"framework": "wigan-progress", "day": "9999-01-01", "csrfmiddlewaretoken": token(manager, service)}
    assert "This day is still to come." in manager.post(service, data=begun).text


@pytest.mark.parametrize("name", ["ELM  house", "elm house", "Elm House", "\uff25lm House"])
def test_a_name_is_given_once_however_it_is_spelt(portal: Portal, name: str) -> None:
    """Two services whose records the library would take for one's are not added, and the page says which is there."""
    admin = portal.client("admin")
    page = admin.get("/people/").text
    organisation = re.search(r'<option value="(\d+)">Fellside Homes', page)
    assert organisation
    data = {"add": "service", "service-name": name, "service-organisation": organisation[1]}
    refused = admin.post("/people/", data=data | {"csrfmiddlewaretoken": token(admin, "/people/")})
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "There is one of this name already: Elm House." in refused.text or "already exists" in refused.text


def test_the_list_of_topics_in_an_overview_is_close(portal: Portal, page: Page) -> None:
    """The form's style, which is in the same file, does not draw apart what a document has in columns."""
    portal.open(page, "commissioner", "/overview/wigan-progress/")
    listed = page.locator("ul.columns")
    assert listed.evaluate("each => getComputedStyle(each).display") == "block"


@pytest.mark.usefixtures("django")
def test_the_demo_changes_nobody_of_another_database(tmp_path: Path, untraced: dict[str, str]) -> None:
    """Where people are who are not the demo's, it ends, and their passwords are as they were."""
    variables = environment(untraced, str(tmp_path / "portal.sqlite3"), PORTAL_DEMO="1")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, str(MANAGE), *arguments]
        return subprocess.run(line, env=variables, capture_output=True, text=True, check=False, timeout=120)

    assert run("migrate").returncode == 0
    people = "from portal.models import Person\n"
    made = f"{people}Person.objects.create_superuser('somebody', '{PASSWORD}')"
    assert run("shell", "--no-imports", "-c", made).returncode == 0
    told = run("demo", "--port", "0")
    assert told.returncode == 1
    assert "This database is not the demo's" in told.stderr
    asked = f"{people}print(Person.objects.get().check_password('{PASSWORD}'))"
    assert run("shell", "--no-imports", "-c", asked).stdout == "True\n"


@pytest.mark.usefixtures("django")
def test_what_goes_wrong_is_logged(tmp_path: Path, untraced: dict[str, str]) -> None:
    """Status 500 is our own page, and what happened is on standard error, for whoever runs it."""
    variables = environment(untraced, str(tmp_path / "portal.sqlite3"), PORTAL_DEMO="1")
    ask = (
        "import portal.wsgi\n"
        "from django.test import Client\n"
        "client = Client(SERVER_NAME='localhost', raise_request_exception=False)\n"
        "client.cookies['sessionid'] = 'a' * 32\n"
        "answer = client.get('/account/login/')\n"
        "print(answer.status_code, 'Something went wrong' in answer.text, 'portal.css' in answer.text)"
    )
    line = [sys.executable, str(MANAGE), "shell", "--no-imports", "-c", ask]
    told = subprocess.run(line, env=variables, capture_output=True, text=True, check=False)
    assert told.stdout == "500 True True\n", told.stderr
    assert "no such table: django_session" in told.stderr


@pytest.mark.usefixtures("django")
def test_it_is_served_behind_a_proxy_as_its_readme_says(tmp_path: Path, untraced: dict[str, str]) -> None:
    """The command for a server of all answers what came by https, moves on what came by http, and has no other host."""
    database = str(tmp_path / "portal.sqlite3")
    variables = environment(untraced, database, PORTAL_HOSTS="portal.example.org", PORTAL_BEHIND_PROXY="1")
    migrate = [sys.executable, str(MANAGE), "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=variables, check=True)
    found = re.search(r"(?m)^waitress-serve (.*)$", (MANAGE.parent / "README.md").read_text("utf-8"))
    assert found
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    line = [sys.executable, "-m", "waitress", *found[1].replace("8000", port).split()]
    with subprocess.Popen(line, cwd=MANAGE.parent, env=variables, stderr=subprocess.DEVNULL) as server:
        client = httpx.Client(
            transport=httpx.HTTPTransport(retries=12), base_url=f"http://127.0.0.1:{port}", timeout=60
        )
        page, ours = "/account/login/", {"Host": "portal.example.org"}
        try:
            shown = client.get(page, headers=ours | {"X-Forwarded-Proto": "https"})
            moved = client.get(page, headers=ours)
            strange = client.get(page, headers={"Host": "evil.example"})
        finally:
            client.close()
            server.terminate()
    assert (shown.status_code, moved.status_code, strange.status_code) == (200, 301, 400)
    assert "; Secure" in shown.headers["Set-Cookie"]
    assert moved.headers["Location"] == "https://portal.example.org/account/login/"


def test_a_record_that_nobody_has_seen_is_not_saved_over(portal: Portal) -> None:
    """A number that no record has yet, or none at all, is told as somebody else's save is, and writes nothing."""
    path = f"{portal.service('Elm House')}wigan-progress/2026-06-04/"
    client = portal.client("manager")
    assert save(client, f"{path}fill-in/", 0, {"note": "first"}).status_code == httpx.codes.FOUND
    for last in (0, 7, -1):
        assert save(client, f"{path}fill-in/", last, {"note": "other"}).status_code == httpx.codes.CONFLICT
    assert client.get(f"{path}assessment/records/2.json").status_code == httpx.codes.NOT_FOUND
