"""The command that serves the portal, behind a proxy that speaks https."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from waitress.server import create_server

from portal.security import LARGEST
from portal.wsgi import application


class Command(BaseCommand):
    """Serves with waitress, by threads of one process."""

    help = "Serve the portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000, help="0: any that is free")
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *, host: str, port: int, threads: int, **_: Any) -> None:
        """Serve until it is stopped."""
        server = create_server(
            application, host=host, port=port, threads=threads, max_request_body_size=LARGEST + 1024**2, ident=None
        )
        self.stdout.write(f"http://{host}:{server.effective_port}/")
        self.stdout.flush()
        server.run()
