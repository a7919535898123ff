"""Healthy Workplace Survey: 35 items on the seven scales of HSE's Indicator Tool, answered by one member of staff."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
