"""For who tests with positiveculture: values of every kind, drawn by Hypothesis; needs the extra `testing`."""

from importlib import import_module

try:
    import_module("hypothesis")
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        'positiveculture.testing needs Hypothesis: pip install "positiveculture[testing]"', name=error.name
    ) from error
