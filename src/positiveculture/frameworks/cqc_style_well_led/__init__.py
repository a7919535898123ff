"""Well-led, in the style of CQC's single assessment framework: eight statements scored 1 to 4, and rating bands."""

from pathlib import Path

from positiveculture.files import read_framework
from positiveculture.framework import Framework


def framework() -> Framework:
    """Return the framework."""
    return read_framework(Path(__file__).with_name("framework.toml"))
