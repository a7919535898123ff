"""The command that shows the portal: it makes invented services, people and assessments, and serves them."""

from argparse import ArgumentParser
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from typing import Any

import attrs
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from waitress.server import create_server

import positiveculture as pc
from portal.models import Organisation, Person, Record, Service, add
from portal.wsgi import application

#: The examples of the library; every service in them is invented.
EXAMPLES = Path(__file__).parents[4]
ASSESSMENTS = ("rivington-2025", "rivington-2026", "cqc-rivington-2026")
REFLECTIONS = ("wales-cwm-aderyn-2025", "wales-cwm-aderyn-2026")
COUNCIL = "Merrowdale Council"
LIKE_RIVINGTON = ("Elm House", "Larkbeck Lodge", "Winter Hill", "The Brambles")


class Command(BaseCommand):
    """Makes the demo once; then it goes on with what is there."""

    help = "Show the portal with invented services, on this machine alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where, and by which password."""
        parser.add_argument("--port", type=int, default=8000, help="0: any that is free")
        parser.add_argument("--password", default="", help="of everybody; invented otherwise")

    def handle(self, *, port: int, password: str, **_: Any) -> None:
        """Migrate, make the demo where there is none, and serve."""
        call_command("migrate", verbosity=0)
        password = password or token_urlsafe(9)
        with transaction.atomic():
            if not Person.objects.exists():
                make()
            elif not Organisation.objects.filter(name=COUNCIL).exists():
                raise CommandError("This database is not the demo's, so nobody's password is changed.")
            for person in Person.objects.all():
                person.set_password(password)
                person.save()
        names = ", ".join(person.username for person in Person.objects.order_by("pk"))
        self.stdout.write(f"Log in as one of {names}, with the password {password}")
        bounds = {"max_request_body_size": 9 * 1024**2, "threads": 8, "ident": None}
        server = create_server(application, host="127.0.0.1", port=port, **bounds)
        self.stdout.write(f"http://127.0.0.1:{server.effective_port}/")
        self.stdout.flush()
        server.run()


def make() -> None:
    """Make two organisations, their services and people, and what was assessed."""
    council, other = (Organisation.objects.create(name=name) for name in (COUNCIL, "Fellside Homes"))
    assessments = [pc.read_assessment(EXAMPLES / f"{name}.toml") for name in ASSESSMENTS + REFLECTIONS]
    assessments += [changed(assessments[1], name, Random(name)) for name in LIKE_RIVINGTON]  # noqa: S311 - the same each time
    names = dict.fromkeys(each.service for each in assessments)
    services = {name: Service.objects.create(name=name, organisation=council) for name in names}
    services["Fell View"] = Service.objects.create(name="Fell View", organisation=other)
    roles = Person.Role
    manager, deputy, elsewhere = (
        Person.objects.create(username=name, role=roles.MANAGER) for name in ("manager", "deputy", "elsewhere")
    )
    for person in (manager, deputy):
        person.services.set(services[name] for name in ("Rivington Home Care", "Elm House", "Cwm Aderyn Care Home"))
    elsewhere.services.set([services["Fell View"]])
    Person.objects.create(username="commissioner", role=roles.COMMISSIONER, organisation=council)
    Person.objects.create(username="admin", role=roles.ADMIN)
    for each in assessments:
        data = pc.assessment_to_dict(each)
        add(services[each.service], Record.Kind.ASSESSMENT, each.framework, each.assessed_on, data, 0, manager)
    plan = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
    add(services[plan.service], Record.Kind.PLAN, plan.framework, plan.assessed_on, pc.plan_to_dict(plan), 0, manager)


def changed(like: pc.Assessment, service: str, draw: Random) -> pc.Assessment:
    """Return an assessment of another service, some levels one up or down, some questions open."""
    levels = {topic: min(5, max(1, level + draw.choice((-1, 0, 0, 0, 1)))) for topic, level in like.levels.items()}
    kept = {topic: level for topic, level in levels.items() if draw.random() > draw.choice((0, 0.1))}
    return attrs.evolve(like, service=service, responses=kept, note="")
