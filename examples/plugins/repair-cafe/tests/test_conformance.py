from positiveculture.testing import conformance

test_conformance = conformance("repair-cafe")
