"""The portal on each database: SQLite, and PostgreSQL, which is started in a folder of its own."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from portal_server import Portal, find_postgresql, owner


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty database of PostgreSQL, reached by a socket in a folder and by nothing else."""
    programs = find_postgresql()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if owner():
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    made: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--no-locale",
        "--encoding=UTF8",
        "-N",
    ]
    subprocess.run(made, check=True, capture_output=True, **owner())
    line: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    with (folder / "log").open("w") as log, subprocess.Popen(line, stdout=log, stderr=log, **owner()) as server:
        try:
            ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder]
            for _ in range(600):
                if subprocess.run(ready, check=False).returncode == 0:
                    break
                time.sleep(0.1)
            subprocess.run([programs / "createdb", "-h", folder, "-U", "postgres", "portal"], check=True)
            yield f"postgresql://postgres@/portal?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # ends at once, whoever is connected
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def django() -> None:
    """What the portal is made of; where it is not installed, nothing of it is tested."""
    if find_spec("django") is None or find_spec("waitress") is None:
        pytest.skip("Django is not installed: pip install --group portal")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def portal(
    django: None,  # noqa: ARG001 - is installed
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    untraced: dict[str, str],
) -> Iterator[Portal]:
    """The portal with its demo, on a database of its own."""
    database = str(tmp_path_factory.mktemp("portal") / "portal.sqlite3")
    if request.param == "postgresql":
        database = request.getfixturevalue("postgresql")
    found = Portal(database, untraced)
    found.start()
    yield found
    found.kill()
