"""Plug-ins that cannot be loaded as they should, or that do something to who asks for them."""

from positiveculture.testing.broken.specimen import FRAMEWORK, NAME, InstalledDistribution, Specimen

MODULE = "harbour_plugin"
TARGET = f"{MODULE}:framework"

#: A plug-in that does nothing wrong; each specimen puts something before, into or behind it.
SOUND = FRAMEWORK.replace("TOPICS", '["mooring", "pilots", "quay", "tide", "wharf", "light"]')

PRINTS = SOUND.replace("    return Framework", '    print("Ahoy")\n    return Framework')
LEAVES_A_MARK = SOUND.replace("    return Framework", '    os.environ["HARBOUR"] = "open"\n    return Framework')
COUNTS = SOUND.replace('title="Harbour",\n        aliases', 'title=f"Harbour {next(count)}",\n        aliases')
CHANGES = (
    SOUND.replace("def framework", "def made")
    + """

kept = made()


def framework():
    object.__setattr__(kept, "title", kept.title + "!")
    return kept
"""
)
UNORDERED = SOUND.replace('in ["mooring"', 'in {"mooring"').replace('"light"]', '"light"}')
TAKEN = SOUND.replace("aliases=[]", 'aliases=["wigan-progress"]')


def _plugin(text: str = SOUND, **more: str) -> InstalledDistribution:
    return InstalledDistribution({NAME: TARGET}, {MODULE: text, **more})


PLUGINS = (
    Specimen.installed(
        "registry_declared",
        "a plug-in whose entry point is misspelt",
        InstalledDistribution({"harbor": TARGET}, {MODULE: SOUND}),
    ),
    Specimen.installed(
        "registry_one_claimant",
        "two distributions with one name",
        _plugin(),
        InstalledDistribution({NAME: TARGET}, {}, "other-harbour"),
    ),
    Specimen.installed(
        "registry_loads",
        "a plug-in that needs what is not installed",
        _plugin("import a_package_that_nobody_has\n" + SOUND),
    ),
    Specimen.installed(
        "registry_provenance",
        "a distribution without a version",
        InstalledDistribution({NAME: TARGET}, {MODULE: SOUND}, version=""),
    ),
    Specimen.installed(
        "registry_listing",
        "a plug-in that is imported whenever Python starts",
        _plugin(sitecustomize=f"import {MODULE}\n"),
    ),
    Specimen.installed("registry_quiet", "a plug-in that prints", _plugin(PRINTS)),
    Specimen.installed(
        "registry_light", "a plug-in that brings a test tool along", _plugin("import hypothesis\n" + SOUND)
    ),
    Specimen.installed(
        "registry_tidy", "a plug-in that writes into the environment", _plugin("import os\n" + LEAVES_A_MARK)
    ),
    Specimen.installed(
        "registry_repeatable",
        "a plug-in that counts how often it is asked",
        _plugin("import itertools\ncount = itertools.count(1)\n" + COUNTS),
    ),
    Specimen.installed("registry_kept", "a plug-in that changes what it has handed out", _plugin(CHANGES)),
    Specimen.installed("registry_everywhere", "a plug-in whose topics come from a set", _plugin(UNORDERED)),
    Specimen.installed("registry_aliases", "a plug-in that also goes by another framework's name", _plugin(TAKEN)),
)
