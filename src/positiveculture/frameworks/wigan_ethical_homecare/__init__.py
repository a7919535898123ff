"""The key elements of Wigan's Ethical Homecare Partnership: 18 checks under the Deal's five design principles."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
