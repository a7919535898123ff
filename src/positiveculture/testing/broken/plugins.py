"""Plug-ins that cannot be loaded as they should, or that do something to who asks for them."""

from positiveculture.testing.broken.specimen import NAME, InstalledDistribution, Specimen

MODULE = "harbour_plugin"
TARGET = f"{MODULE}:framework"

#: A plug-in that does nothing wrong; each specimen puts something before, into or behind it.
SOUND = """
from positiveculture import Framework, Source, Topic


def framework():
    return Framework(
        id="harbour",
        edition="2026",
        title="Harbour",
        aliases=[],
        source=Source(title="Harbour", publisher="The Harbour Trust", rights="Our own words."),
        topics=[Topic(id=name, title=name.title()) for name in ["mooring", "pilots", "quay", "tide", "wharf", "light"]],
    )
"""

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
    Specimen(
        check="registry_declared",
        what="a plug-in whose entry point is misspelt",
        distributions=(InstalledDistribution({"harbor": TARGET}, {MODULE: SOUND}),),
    ),
    Specimen(
        check="registry_one_claimant",
        what="two distributions with one name",
        distributions=(_plugin(), InstalledDistribution({NAME: TARGET}, {}, "other-harbour")),
    ),
    Specimen(
        check="registry_loads",
        what="a plug-in that needs what is not installed",
        distributions=(_plugin("import a_package_that_nobody_has\n" + SOUND),),
    ),
    Specimen(
        check="registry_provenance",
        what="a distribution without a version",
        distributions=(InstalledDistribution({NAME: TARGET}, {MODULE: SOUND}, version=""),),
    ),
    Specimen(
        check="registry_listing",
        what="a plug-in that is imported whenever Python starts",
        distributions=(_plugin(sitecustomize=f"import {MODULE}\n"),),
    ),
    Specimen(check="registry_quiet", what="a plug-in that prints", distributions=(_plugin(PRINTS),)),
    Specimen(
        check="registry_light",
        what="a plug-in that brings a test tool along",
        distributions=(_plugin("import hypothesis\n" + SOUND),),
    ),
    Specimen(
        check="registry_tidy",
        what="a plug-in that writes into the environment",
        distributions=(_plugin("import os\n" + LEAVES_A_MARK),),
    ),
    Specimen(
        check="registry_repeatable",
        what="a plug-in that counts how often it is asked",
        distributions=(_plugin("import itertools\ncount = itertools.count(1)\n" + COUNTS),),
    ),
    Specimen(
        check="registry_kept",
        what="a plug-in that changes what it has handed out",
        distributions=(_plugin(CHANGES),),
    ),
    Specimen(
        check="registry_everywhere",
        what="a plug-in whose topics come from a set",
        distributions=(_plugin(UNORDERED),),
    ),
    Specimen(
        check="registry_aliases",
        what="a plug-in that also goes by another framework's name",
        distributions=(_plugin(TAKEN),),
    ),
)
