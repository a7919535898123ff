"""What the environment says of plug-ins: which distributions the default registry may load, and which it prefers."""

from collections.abc import Mapping

#: Set to 1: the default registry finds no plug-in, the built-in frameworks of this library apart.
DISABLE = "POSITIVECULTURE_DISABLE_PLUGINS"
#: The distributions that the default registry allows, separated by commas; absent = all.
ALLOW = "POSITIVECULTURE_PLUGINS"
#: What the default registry prefers where several distributions claim a framework: "id=distribution", with commas.
PREFER = "POSITIVECULTURE_PREFER"

OWN_DISTRIBUTION = "positiveculture"


def allowed_distributions(environment: Mapping[str, str]) -> set[str] | None:
    """Return the distributions that the default registry may load in an `environment`; None = all."""
    if environment.get(DISABLE, "") not in ("", "0"):
        return {OWN_DISTRIBUTION}
    named = environment.get(ALLOW)
    return None if named is None else {OWN_DISTRIBUTION, *filter(None, map(str.strip, named.split(",")))}


def preferred_distributions(environment: Mapping[str, str]) -> dict[str, str]:
    """Return framework name to the distribution that the default registry prefers in an `environment`."""
    pairs = (each.partition("=") for each in environment.get(PREFER, "").split(","))
    return {name.strip(): distribution.strip() for name, sign, distribution in pairs if sign}
