"""Prints while it is loaded, which would spoil what a command prints."""

from positiveculture import Framework, Source, Topic


def framework() -> Framework:
    """Return a framework of one topic."""
    print("North is that way!")
    return Framework(
        id="compass-prints",
        edition="1",
        title="A compass",
        source=Source(title="A compass", publisher="Nobody", rights="None"),
        topics=[Topic(id="north", title="North")],
    )
