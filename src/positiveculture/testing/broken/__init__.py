"""A zoo of broken frameworks: for every conformance check one that fails it, and no other.

They show what a check is for, and keep the kit itself honest: a check that catches nothing is none.

    from positiveculture.testing.broken import SPECIMENS

    for specimen in SPECIMENS:
        with specimen.shown(folder) as target: ...
"""

from positiveculture.testing.broken.editions import EDITIONS
from positiveculture.testing.broken.handmade import HANDMADE
from positiveculture.testing.broken.misworded import MISWORDED
from positiveculture.testing.broken.plugins import PLUGINS
from positiveculture.testing.broken.specimen import Specimen
from positiveculture.testing.broken.tampered import TAMPERED

__all__ = ["SPECIMENS", "Specimen"]

SPECIMENS: tuple[Specimen, ...] = (*PLUGINS, *MISWORDED, *HANDMADE, *TAMPERED, *EDITIONS)
