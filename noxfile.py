"""Sessions for those who work on the library: `nox -l` lists them, docs/development/index.md tells of them."""

import nox

nox.options.sessions = ["style", "types", "tests"]

MUTATE = "tests/mutation/mutate.py"


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, and every code block in the documents; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def style(session: nox.Session) -> None:
    """Look at form and style."""
    session.install("ruff>=0.13")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-e", ".[test]", "mypy>=1.17")
    session.run("mypy")


@nox.session
def mutation(session: nox.Session) -> None:
    """Mutate the domain, room by room; arguments name rooms, `--fresh` begins anew. Takes ten minutes."""
    session.install("-e", ".[test]", "mutmut>=3.8")
    session.run("python", MUTATE, *session.posargs)


@nox.session(name="mutation-smoke")
def mutation_smoke(session: nox.Session) -> None:
    """Mutate one small module, to see that the machinery works."""
    session.install("-e", ".[test]", "mutmut>=3.8")
    session.run("python", MUTATE, "--smoke")
