"""Supporting positive cultures, Wales: five principles and what supports them, to reflect on; without any levels."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
