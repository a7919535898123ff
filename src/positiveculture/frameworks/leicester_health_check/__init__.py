"""Annual Health Check: the eight employer standards of 2014 and five questions, sense-checked; reflections only."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
