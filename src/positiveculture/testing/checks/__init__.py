"""Every conformance check, in the order in which they are shown."""

from positiveculture.testing.checks.awards import AWARDS
from positiveculture.testing.checks.cases import CASES
from positiveculture.testing.checks.editions import EDITIONS
from positiveculture.testing.checks.plans import PLANS
from positiveculture.testing.checks.registry import REGISTRY
from positiveculture.testing.checks.routes import ROUTES
from positiveculture.testing.checks.rules import MEANT, RULES
from positiveculture.testing.checks.serialisation import SERIALISATION
from positiveculture.testing.checks.structure import STRUCTURE
from positiveculture.testing.checks.wording import WORDING

__all__ = ["CHECKS"]

CHECKS = (*REGISTRY, *STRUCTURE, *RULES, *AWARDS, *MEANT, *ROUTES, *PLANS, *SERIALISATION, *WORDING, *CASES, *EDITIONS)
