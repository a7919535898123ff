"""Sessions for those who work on the library: `nox -l` lists them, docs/development/index.md describes them."""

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["style", "types", "tests"]

MUTATE = "tests/mutation/mutate.py"
PYPROJECT = nox.project.load_toml("pyproject.toml")


def install(session: nox.Session, group: str) -> None:
    """Install this library and what a dependency group names; it needs no newer pip."""
    session.install("-e", ".", *nox.project.dependency_groups(PYPROJECT, group))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, and every code block in the documents; arguments go to pytest."""
    install(session, "test")
    session.run("pytest", *(session.posargs or ["-n", "auto"]))


@nox.session
def style(session: nox.Session) -> None:
    """Look at form and style."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "style"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    install(session, "types")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Make the site of the documentation in `site/`, warnings as errors."""
    install(session, "docs")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "site", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Mutate the domain, room by room; arguments name rooms, `--fresh` begins anew. Takes ten minutes."""
    install(session, "mutation")
    session.run("python", MUTATE, *session.posargs)


@nox.session(name="mutation-smoke")
def mutation_smoke(session: nox.Session) -> None:
    """Mutate one small module, to see that the machinery works."""
    install(session, "mutation")
    session.run("python", MUTATE, "--smoke")
