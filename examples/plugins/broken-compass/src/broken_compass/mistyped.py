"""Gives something else than a framework."""


def framework() -> dict[str, str]:
    """Return a table, as if it were a framework."""
    return {"id": "compass-type"}
