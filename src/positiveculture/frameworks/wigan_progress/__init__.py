"""Progress for Wigan Ethical Homecare Providers: 25 topics on a ladder of five levels, and Bronze, Silver and Gold."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
