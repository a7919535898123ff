"""The portal as its host runs it: killed in the middle, and with the settings of a server; and what it is made of."""

import ast
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
from portal_server import MANAGE, ROOT, Portal, environment, save, token

pytest_plugins = ["portal_databases"]

CODE = [MANAGE, *sorted((MANAGE.parent / "portal").rglob("*.py"))]


def test_nothing_is_lost_when_the_server_is_killed(portal: Portal) -> None:
    """Of 200 saves, each that was answered is on record, whole, however often the server is killed in the middle."""
    path, saved, unsure = f"{portal.service('Winter Hill')}wigan-progress/2026-05-01/", 0, 0
    portal.run(
        "one = Person.objects.get(username='manager'); one.services.add(Service.objects.get(name='Winter Hill'))"
    )
    notes: dict[int, str] = {}
    while saved < 200:
        client = portal.client("manager")
        key, until = token(client, f"{path}fill-in/"), saved + 67
        while saved < min(until, 200):
            note = f"{saved}, {unsure} " + "x" * 2_000
            answered = save(client, f"{path}fill-in/", saved, {"note": note}, key)
            assert answered.status_code == httpx.codes.FOUND, answered.text
            saved += 1
            notes[saved] = note
        if saved < 200:
            saved, unsure = cut_off(portal, client, path, saved, key), unsure + 1
    found = "{each.number: each.data['note'] for each in Record.objects.filter(day='2026-05-01')}"
    code = f"import json; print(json.dumps({found}))"
    there = {int(number): note for number, note in json.loads(portal.run(code).stdout).items()}
    assert {number: there.get(number) for number in notes} == notes
    assert [there[number] for number in there.keys() - notes.keys()] == ["cut"] * (200 - len(notes))
    assert (max(there), unsure) == (200, 2)


def cut_off(portal: Portal, client: httpx.Client, path: str, saved: int, key: str) -> int:
    """Kill the server while it saves, start it again, and return how many records there are: one more, or none."""
    code = (
        "import httpx, sys\n"
        "httpx.post(sys.argv[1], data={'csrfmiddlewaretoken': sys.argv[2], 'last': sys.argv[3], 'note': 'cut'},"
        " cookies=dict(each.split('=', 1) for each in sys.argv[4:]))"
    )
    cookies = [f"{name}={value}" for name, value in client.cookies.items()]
    line = [sys.executable, "-c", code, f"{portal.address}{path}fill-in/", key, str(saved), *cookies]
    with subprocess.Popen(line, stderr=subprocess.DEVNULL, env=portal.untraced) as sender:
        last = 0.0
        while sender.poll() is None and last < 20:
            last += 1
            client.get(f"{path}assessment/records/{saved}.json")
        portal.kill()
        sender.wait()
    portal.start()
    there = portal.client("manager").get(f"{path}assessment/records/{saved + 1}.json")
    if there.status_code == httpx.codes.NOT_FOUND:
        return saved
    assert there.json()["note"] == "cut"
    return saved + 1


def test_a_server_for_all_has_the_usual_settings_on(tmp_path: Path, untraced: dict[str, str]) -> None:
    """`check --deploy` has no complaint; without a key of its own nothing starts; only https is answered."""
    if find_spec("django") is None:
        pytest.skip("Django is not installed: pip install --group portal")
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
