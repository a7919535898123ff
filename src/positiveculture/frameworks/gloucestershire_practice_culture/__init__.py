"""What sustains brave, defensible, person-led practice, after Gloucestershire: reflections, and no score."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
