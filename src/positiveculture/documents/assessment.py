"""An assessment as it can be shown: by its outcome, by what was reflected on, or as it was written down."""

from positiveculture.assessment import Assessment
from positiveculture.documents.blocks import Document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.record import record_document
from positiveculture.field_types import with_types
from positiveculture.formats.record import known_titles
from positiveculture.outcome import Outcome


@with_types
def assessment_document(judged: Outcome | Assessment) -> Document:
    """Return what there is to show of what `judge_record` returns.

    Args:
        judged: An outcome; or an assessment whose edition is not installed, which is shown as it was written down.
    """
    if not isinstance(judged, Outcome):
        return record_document(judged, known_titles(judged))
    return outcome_document(judged) if judged.framework.awards else coverage_document(judged)
