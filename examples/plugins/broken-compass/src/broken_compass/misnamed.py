"""Its entry point has another name than the framework."""

from positiveculture import Framework, Source, Topic


def framework() -> Framework:
    """Return a framework of one topic."""
    return Framework(
        id="sextant",
        edition="1",
        title="A compass",
        source=Source(title="A compass", publisher="Nobody", rights="None"),
        topics=[Topic(id="north", title="North")],
    )
