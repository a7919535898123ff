"""Plain dicts to objects and back: strict, with every problem at once, each at its place.

A payload is what TOML and JSON hold: dicts, lists, text, whole numbers, true and false, and dates.
"""

from positiveculture.convert.assessments import assessment_from_dict, assessment_to_dict, plan_from_dict, plan_to_dict
from positiveculture.convert.coverage import coverage_to_dict
from positiveculture.convert.crosswalks import carried_to_dict, crosswalk_from_dict, crosswalk_to_dict
from positiveculture.convert.doubts import doubt_to_dict
from positiveculture.convert.explanation import clause_to_dict, explanation_to_dict
from positiveculture.convert.feedback import feedback_from_dict, feedback_to_dict, measures_to_dict
from positiveculture.convert.frameworks import framework_from_dict, framework_to_dict
from positiveculture.convert.outcomes import blocker_to_dict, outcome_to_dict
from positiveculture.convert.panels import comparison_to_dict, summary_to_dict
from positiveculture.convert.triangulation import themes_to_dict, triangulation_from_dict, triangulation_to_dict
from positiveculture.convert.worded import count_texts, missing_words, worded, wording_from_dict, wording_to_dict

__all__ = [
    "assessment_from_dict",
    "assessment_to_dict",
    "blocker_to_dict",
    "carried_to_dict",
    "clause_to_dict",
    "comparison_to_dict",
    "count_texts",
    "coverage_to_dict",
    "crosswalk_from_dict",
    "crosswalk_to_dict",
    "doubt_to_dict",
    "explanation_to_dict",
    "feedback_from_dict",
    "feedback_to_dict",
    "framework_from_dict",
    "framework_to_dict",
    "measures_to_dict",
    "missing_words",
    "outcome_to_dict",
    "plan_from_dict",
    "plan_to_dict",
    "summary_to_dict",
    "themes_to_dict",
    "triangulation_from_dict",
    "triangulation_to_dict",
    "worded",
    "wording_from_dict",
    "wording_to_dict",
]
