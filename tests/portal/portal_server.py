"""Starts the portal as anybody would, on a database of its own, and talks to it by its pages."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import httpx
from accessibility import violations
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
MANAGE = ROOT / "examples" / "portal" / "manage.py"
#: 320 px is also what a screen of 1280 px shows at 400 %, which leaves 256 px of its height.
SIZES = ((1280, 1024), (320, 256))

PASSWORD = "a-password-of-tests"  # noqa: S105 - of invented people


def environment(untraced: dict[str, str], database: str, **others: str) -> dict[str, str]:
    """Return the environment of a portal."""
    known = {name: value for name, value in untraced.items() if not name.startswith(("PORTAL", "DJANGO"))}
    return known | {"PORTAL_DATABASE": database, "PORTAL_SECRET_KEY": "of-the-tests" * 5, **others}


@attrs.define
class Portal:
    """A portal that runs."""

    database: str
    untraced: dict[str, str]
    process: subprocess.Popen[str] | None = None
    address: str = ""
    clients: dict[str, httpx.Client] = attrs.field(factory=dict)

    def start(self) -> None:
        """Start the second command of its README; it answers once this returns."""
        line = [sys.executable, str(MANAGE), "demo", "--port", "0", "--password", PASSWORD]
        self.process = subprocess.Popen(
            line,
            env=environment(self.untraced, self.database),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        told = [self.process.stdout.readline() for _ in range(2)]
        assert told[-1].startswith("http://"), told
        self.address = told[-1].strip().rstrip("/")

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        assert self.process
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()
        for client in self.clients.values():
            client.close()
        self.clients.clear()

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run Python code beside it, with its models at hand."""
        line = [sys.executable, str(MANAGE), "shell", "--no-imports", "-c", f"from portal.models import *\n{code}"]
        variables = environment(self.untraced, self.database, PORTAL_DEMO="1")
        return subprocess.run(line, env=variables, capture_output=True, text=True, check=False)

    def client(self, name: str) -> httpx.Client:
        """Return somebody who is logged in, without a browser; the same one each time."""
        if name not in self.clients:
            client = self.clients[name] = httpx.Client(base_url=self.address, timeout=60)
            known = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token(client)}
            answered = client.post("/account/login/", data=known)
            assert answered.status_code == httpx.codes.FOUND, answered.text
        return self.clients[name]

    def open(self, page: Page, name: str, path: str = "/") -> None:
        """Open a page in a browser, as somebody who is logged in already."""
        cookies = self.client(name).cookies.jar
        page.context.add_cookies(
            [{"name": each.name, "value": each.value or "", "url": self.address} for each in cookies]
        )
        page.goto(f"{self.address}{path}")

    def log_in(self, page: Page, name: str, path: str = "/") -> None:
        """Log in as somebody in a browser, and so come to a page."""
        page.goto(f"{self.address}/account/login/?next={path}")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        follow(page.get_by_role("button", name="Log in"))
        page.wait_for_url(f"**{path}")

    def service(self, name: str) -> str:
        """Return the path of a service, as an administrator sees it."""
        found = re.search(rf'<a href="(/services/\d+/)">{name}</a>', self.client("admin").get("/").text)
        assert found, name
        return found[1]


def token(client: httpx.Client, path: str = "/account/login/") -> str:
    """Return what a form of a page has to send with it."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def follow(found: Locator) -> None:
    """Click what leads to another page, and wait until that page is there whole."""
    with found.page.expect_navigation():
        found.click()


def look(page: Page, size: tuple[int, int]) -> None:
    """Look at the page that is open: axe-core finds no violation, and nobody scrolls sideways."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], page.url


def save(client: httpx.Client, path: str, last: int, answers: dict[str, Any], key: str = "") -> httpx.Response:
    """Send the form of an assessment, as if filled in after record number `last`."""
    return client.post(path, data={"csrfmiddlewaretoken": key or token(client, path), "last": last, **answers})


def find_postgresql() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest that there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def owner() -> dict[str, Any]:
    """Return as whom PostgreSQL runs, which is never root."""
    return {"user": "postgres", "group": "postgres", "cwd": "/"} if os.geteuid() == 0 else {}
