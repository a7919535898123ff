"""The command `rollup`: many services together, for commissioners and groups."""

import attrs

from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against_in_words, command, documented, flag, input_files
from positiveculture.cli.output import Output
from positiveculture.documents.services import services_document
from positiveculture.formats.paths import File
from positiveculture.formats.rollup import read_rollup, rollup_to_dict


@command("rollup")
@input_files("FILES...", "Assessments, or folders of them.")
@flag("--by-name", help="Sort the services by name; else they are in the order given.")
@against_in_words
@documented
def rollup(files: tuple[File, ...], by_name: bool, choice: FrameworkChoice, output: Output) -> None:
    """Show many services together.

    What is indicated, which requirements stand in the way most, who has moved since last time, and the level of every
    topic in a grid. No levels are averaged, and no service is ranked.
    """
    services = read_rollup(files, framework=choice.named, by_name=by_name)
    shown = attrs.evolve(services, framework=choice.worded(services.framework))
    output.show(lambda: services_document(shown), lambda: rollup_to_dict(shown))
