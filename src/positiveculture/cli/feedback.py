"""The command `feedback`: how well suggestions are answered, and who is waiting."""

from datetime import date
from pathlib import Path

from positiveculture.cli.inputs import input_file
from positiveculture.cli.options import argument, command, documented, on_day
from positiveculture.cli.output import Output
from positiveculture.documents.feedback import feedback_document
from positiveculture.formats.feedback import measures_to_dict, read_feedback


@command("feedback")
@argument("file", metavar="FILE", type=input_file, about="A feedback log, as TOML or JSON.")
@on_day("As known on this day")
@documented
def feedback(file: Path, on: date, output: Output) -> None:
    """Show how well suggestions are answered."""
    log = read_feedback(file)
    measures = log.measures(on)
    output.show(lambda: feedback_document(measures, log.note), lambda: measures_to_dict(measures))
