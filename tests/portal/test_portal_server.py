"""The portal as its host runs it: killed in the middle, and with the settings of a server; and what it is made of."""

import ast
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import httpx
import pytest
from portal_server import MANAGE, ROOT, Portal, environment, save, token

pytest_plugins = ["portal_databases"]

CODE = [MANAGE, *sorted((MANAGE.parent / "portal").rglob("*.py"))]


def test_nothing_is_lost_when_the_server_is_killed(portal: Portal) -> None:
    """Of 200 saves, each that was answered is on record, whole, and none is half there, whenever it is killed."""
    form, notes, saved = f"{portal.service('Winter Hill')}wigan-progress/2026-05-01/fill-in/", {}, 0
    given = "services.add(Service.objects.get(name='Winter Hill'))"
    assert portal.run(f"Person.objects.get(username='manager').{given}").returncode == 0
    for delay in (0.002, 0.01, 0.03, 0.06):
        client = portal.client("manager")
        key = token(client, form)
        for _ in range(49):
            saved += 1
            notes[saved] = f"{saved} " + "x" * 2_000
            answered = save(client, form, saved - 1, {"note": notes[saved]}, key)
            assert answered.status_code == httpx.codes.FOUND, answered.text
        with ThreadPoolExecutor(1) as pool:
            cut = pool.submit(save, client, form, saved, {"note": "cut off"}, key)
            time.sleep(delay)
            portal.kill()
        portal.start()
        last = re.search(r'name="last" value="(\d+)"', portal.client("manager").get(form).text)
        assert last
        assert int(last[1]) in (saved, saved + 1)
        if cut.exception() is None and cut.result().status_code == httpx.codes.FOUND:
            assert int(last[1]) == saved + 1
        notes |= dict.fromkeys(range(saved + 1, int(last[1]) + 1), "cut off")
        saved = int(last[1])
    found = "{each.number: each.data['note'] for each in Record.objects.filter(day='2026-05-01')}"
    there = json.loads(portal.run(f"import json; print(json.dumps({found}))").stdout)
    assert {int(number): note for number, note in there.items()} == notes


@pytest.mark.usefixtures("django")
def test_a_server_for_all_has_the_usual_settings_on(tmp_path: Path, untraced: dict[str, str]) -> None:
    """`check --deploy` has no complaint; without a key of its own nothing starts; only https is answered."""
    variables = environment(untraced, str(tmp_path / "portal.sqlite3"), PORTAL_HOSTS="portal.example.org")
    asked = (
        "from django.core.management import call_command\n"
        "from django.test import Client\n"
        "call_command('check', deploy=True, fail_level='INFO')\n"
        "client = Client(SERVER_NAME='portal.example.org', enforce_csrf_checks=True)\n"
        "print(client.get('/account/login/').headers['Location'])\n"
        "answer = client.get('/account/login/', secure=True)\n"
        "print(dict(answer.headers), {name: dict(each) for name, each in answer.cookies.items()})"
    )
    line = [sys.executable, str(MANAGE), "shell", "--no-imports", "-c", asked]
    told = subprocess.run(line, env=variables, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    checked, moved, answered = told.stdout.splitlines()
    assert checked == "System check identified no issues (0 silenced)."
    assert moved == "https://portal.example.org/account/login/"
    for said in (
        "default-src 'none'; script-src 'self'; style-src 'self'",
        "frame-ancestors 'none'",
        "'Strict-Transport-Security': 'max-age=31536000; includeSubDomains; preload'",
        "'X-Content-Type-Options': 'nosniff'",
        "'X-Frame-Options': 'DENY'",
        "'Cache-Control': ",
        "'secure': True",
        "'samesite': 'Strict'",
    ):
        assert said in answered
    refused = subprocess.run(
        line, env=variables | {"PORTAL_SECRET_KEY": ""}, capture_output=True, text=True, check=False
    )
    assert "PORTAL_SECRET_KEY is not set" in refused.stderr


def test_it_stands_on_the_public_front_door() -> None:
    """It imports only what the documents name: modules and names of them; it is short, and opens no file of ours."""
    documents = "".join(
        (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("api", "documents", "form", "survey")
    )
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("positiveculture.")):
                continue
            module = str(node.module)
            below = re.sub(r"^positiveculture\.(documents|render)\.", "", module)
            assert module in documents or f"{below}." in documents, (file.name, module)
            for alias in node.names:
                assert hasattr(import_module(module), alias.name)
                assert re.search(rf"\b{alias.name}\b", documents), (file.name, module, alias.name)


def test_it_is_short() -> None:
    """Its code has at most 1,200 lines."""
    assert sum(len(file.read_text("utf-8").splitlines()) for file in CODE) <= 1200


def test_its_readme_says_how_it_is_started(untraced: dict[str, str]) -> None:
    """The second command of its README is the one that tests start, and what it names is there."""
    readme = (MANAGE.parent / "README.md").read_text("utf-8")
    commands = re.findall(r"(?m)^(?:python3|\.venv/bin/\S+) .*", readme)
    assert "--group portal" in commands[0]
    assert commands[1].endswith(f"{MANAGE.relative_to(ROOT).as_posix()} demo")
    for name in set(re.findall(r"PORTAL_\w+", readme)):
        assert any(name in file.read_text("utf-8") for file in CODE), name
    assert os.environ.get("PORTAL_DEMO") is None
    assert untraced.get("PORTAL_DEMO") is None
