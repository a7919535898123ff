"""A form for an assessment: a page that stands alone, and its parts for the pages of an app.

A field's name is the path of a `Problem` with dots between: `responses.dignity.evidence.0.title`.
"""

from positiveculture.form.data import form_data
from positiveculture.form.fields import fields
from positiveculture.form.merging import merged
from positiveculture.form.page import data_element, page, result
from positiveculture.form.plans import plan_fields
from positiveculture.form.posted import field_name, payload, plan_payload
from positiveculture.form.scripts import JUDGE, SCRIPT, STYLE

__all__ = [
    "JUDGE",
    "SCRIPT",
    "STYLE",
    "data_element",
    "field_name",
    "fields",
    "form_data",
    "merged",
    "page",
    "payload",
    "plan_fields",
    "plan_payload",
    "result",
]
