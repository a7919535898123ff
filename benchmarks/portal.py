"""Times the outcome page of the portal beside an empty view of it with one query, and the library's fragment alone.

Both pages go through all of Django's middleware, log-in and session included, on a file of SQLite, by processor time.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from sidebyside import figure, held, smoke, timed

import positiveculture as pc
from positiveculture.documents.outcome import outcome_document
from positiveculture.render.html import fragment

EXAMPLES = Path(__file__).parents[1] / "examples"

#: How many times the fragment's own time the page may add to an empty one.
BOUND = 1.5


def set_up(folder: str) -> Any:
    """Return somebody who is logged in to a portal in which one service was assessed."""
    os.environ |= {"PORTAL_DEMO": "1", "PORTAL_DATABASE": f"{folder}/portal.sqlite3"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    sys.path.insert(0, str(EXAMPLES / "portal"))
    import django  # noqa: PLC0415 - once its settings are known

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from portal.models import Organisation, Person, Service, add  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = __name__
    call_command("migrate", verbosity=0)
    service = Service.objects.create(
        name="Rivington Home Care", organisation=Organisation.objects.create(name="Council")
    )
    person = Person.objects.create(username="manager", role=Person.Role.MANAGER)
    person.services.add(service)
    said = pc.read_assessment(EXAMPLES / "rivington-2026.toml")
    add(service, "assessment", said.framework, said.assessed_on, pc.assessment_to_dict(said), 0, person)
    client = Client()
    client.force_login(person)
    return client


def __getattr__(name: str) -> Any:  # Django asks for the addresses of the pages, once it is set up
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415
    from portal.models import Record  # noqa: PLC0415
    from portal.urls import urlpatterns  # noqa: PLC0415

    def empty(_: HttpRequest) -> HttpResponse:
        Record.objects.filter(day=date(2026, 3, 31)).first()
        return HttpResponse()

    return [path("empty/", empty), *urlpatterns]


def main() -> int:
    """Print the times; return 1 where the bound does not hold."""
    rounds = 5 if smoke(__doc__) else 201
    with tempfile.TemporaryDirectory() as folder:
        client = set_up(folder)
        outcome = pc.evaluate(pc.get_framework("wigan-progress"), pc.read_assessment(EXAMPLES / "rivington-2026.toml"))

        def get(path: str) -> None:
            if client.get(path).status_code != 200:
                raise SystemExit(f"{path} is not answered")

        times = timed(
            {
                "an empty view, one query": lambda: get("/empty/"),
                "the fragment alone": lambda: str(fragment(outcome_document(outcome), level=1)),
                "the outcome page": lambda: get("/services/1/wigan-progress/2026-03-31/"),
            },
            rounds,
            process_time,
        )
    for name, spent in times.items():
        print(f"{name:28}{figure(min(spent)):>10}")
    empty, alone, page = map(sorted, times.values())
    middle, best = ((page[at] - empty[at]) / alone[at] for at in (rounds // 2, 0))
    return 0 if held("what the page adds to an empty one, in fragments", middle, BOUND, best) else 1


if __name__ == "__main__":
    sys.exit(main())
