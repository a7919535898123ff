"""What the words of an SSSOM table are, and what spreadsheets make of them."""

import re

from positiveculture.crosswalk import Relation

#: SKOS says what the right is to the left, and `Relation` what the left is to the right: so two of them cross over.
PREDICATES = {
    Relation.EXACT: "skos:exactMatch",
    Relation.CLOSE: "skos:closeMatch",
    Relation.BROADER: "skos:narrowMatch",
    Relation.NARROWER: "skos:broadMatch",
    Relation.RELATED: "skos:relatedMatch",
}
RELATIONS = {predicate: relation for relation, predicate in PREDICATES.items()}

#: In the order of the SSSOM model.  Of other columns that a table may have, nothing is kept.
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "comment",
)
NEEDED = ("subject_id", "predicate_id", "object_id", "comment")
JUSTIFICATION = "semapv:ManualMappingCuration"
#: What SSSOM says where nobody has stated a licence.
UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
#: Names that nobody has to host.  Topic ids are never reused between editions, so they are named without one.
OURS = "positiveculture"
#: `urn` means itself: strict readers take the id of the whole table for a name with a prefix.
VOCABULARIES = {
    OURS: "urn:positiveculture:",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "urn": "urn:",
}

#: What is written for a topic where the other side has none that fits.
NO_MATCH = "sssom:NoTermFound"

#: What a spreadsheet may take for a formula, or for the way to one; wide signs work as narrow ones do.
FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
