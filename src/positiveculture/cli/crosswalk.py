"""The commands `crosswalk` and `carry`: how the topics of two frameworks are linked, and evidence carried along."""

from pathlib import Path

import click

from positiveculture.cli.inputs import id_or_file
from positiveculture.cli.named import FrameworkChoice, framework_of
from positiveculture.cli.options import (
    against,
    argument,
    assessment_file,
    at_least_one,
    command,
    documented,
    flag,
    output,
    rationale,
    to_read,
)
from positiveculture.cli.output import Output, json_document, table_document
from positiveculture.crosswalk import propose_evidence
from positiveculture.documents.crosswalk import crosswalk_document, proposals_document
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.crosswalk import (
    crosswalk_to_dict,
    evidence_proposals_to_dict,
    find_crosswalk,
    gaps_to_dict,
    read_crosswalk,
)
from positiveculture.formats.paths import Readable
from positiveculture.formats.plain import notice
from positiveculture.formats.sssom.vocabulary import UNSPECIFIED
from positiveculture.formats.sssom.writer import to_sssom
from positiveculture.formats.toml import toml_text
from positiveculture.gettext import gettext


@command("crosswalk")
@argument("source", metavar="FROM", type=id_or_file, about="The id of a framework, or its file.")
@argument("target", metavar="TO", type=id_or_file, about="The id of another, or its file.")
@to_read("--links", help="Show the links in this file, not the installed ones.")
@rationale
@flag("--sssom", help="Print an SSSOM table, for other mapping tools.")
@click.option("--license", "license_", metavar="URL", default=UNSPECIFIED, help="The licence that the table names.")
@output(".toml, .json, .tsv (SSSOM), .html, .md, .pdf or .txt")
def crosswalk(
    source: str, target: str, links: Readable | None, rationale: str, sssom: bool, license_: str, output: Output
) -> None:
    """Show how the topics of two frameworks are linked.

    Each link with why it holds, and the topics on either side that nothing is linked to.
    """
    if sssom and output.as_json:
        raise click.BadParameter(gettext("is given together with --json"), param_hint="--sssom")
    left, right = framework_of(source), framework_of(target)
    if links is None:
        between = find_crosswalk(left, right)
    else:
        between = read_crosswalk(links, source=left, target=right, rationale=rationale)
    payload, table = crosswalk_to_dict(between), to_sssom(between, left, right, license_=license_)
    if sssom:
        printed = table_document(table) if output.file is None else table
        output.write({".tsv": printed}, payload, gettext("an SSSOM table"))
        return
    own = {".toml": toml_text(payload), ".tsv": table, ".json": json_document(payload)}
    output.show(
        lambda: crosswalk_document(between, left, right),
        lambda: payload | {"gaps": gaps_to_dict(between.gaps(left, right))},
        own=own,
    )


@command("carry")
@assessment_file
@click.option(
    "--to", metavar="FRAMEWORK", type=id_or_file, required=True, help="The id of the other framework, or its file."
)
@against
@at_least_one("--most-uses", default=3, help="Warn of evidence proposed for more topics.")
@documented
def carry(file: Path, to: str, choice: FrameworkChoice, most_uses: int, output: Output) -> None:
    """Propose an assessment's evidence for another framework.

    Each piece with where it comes from. No score carries over.
    """
    assessment = read_assessment(file, framework=choice.named)
    left, right = choice.of(assessment), framework_of(to)
    proposed = propose_evidence(assessment, find_crosswalk(left, right), most_uses=most_uses)
    output.show(
        lambda: proposals_document(proposed, left, right), lambda: evidence_proposals_to_dict(proposed) | notice(right)
    )
