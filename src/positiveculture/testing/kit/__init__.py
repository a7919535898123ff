"""The conformance kit: what is checked is in `positiveculture.testing.checks`, how it is run is here."""
