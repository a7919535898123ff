"""Written for a plug-in API that is not there yet."""

from positiveculture import Framework, Source, Topic


def framework() -> Framework:
    """Return a framework of one topic."""
    return Framework(
        id="compass-spec",
        edition="1",
        title="A compass",
        source=Source(title="A compass", publisher="Nobody", rights="None"),
        topics=[Topic(id="north", title="North")],
        spec=99,
    )
