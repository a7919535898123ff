"""What a workbook was made of, as short texts that change where it does."""

import json
from hashlib import sha256
from typing import Any

from positiveculture.assessment import Assessment
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.framework import Framework

#: How many signs of the digest are kept: enough to tell any two apart, and short enough to read out.
SIGNS = 32


def framework_fingerprint(framework: Framework) -> str:
    """Return what changes where the questions or the rules of a framework do; its words may."""
    topics = [[topic.id, topic.allows_not_applicable] for topic in framework.every_topic]
    choices = {field: list(ids) for field, ids in framework.choices.items()}
    return _digest([framework.program, topics, choices])


def assessment_fingerprint(assessment: Assessment) -> str:
    """Return what changes where anything in an assessment does."""
    return _digest(assessment_to_dict(assessment))


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:SIGNS]
