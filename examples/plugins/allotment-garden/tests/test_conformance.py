from positiveculture.testing import conformance

test_conformance = conformance("allotment-garden")
