"""The conformance kit: what is checked stands in `positiveculture.testing.checks`, how it is run stands here."""
