"""Frameworks and assessments as FHIR R4: a Questionnaire and a QuestionnaireResponse, as plain dicts, and back.

A topic's question has the topic's id as its `linkId`; a response names the questionnaire with the edition, as
``url|version``.  What is not answered is left out, and a response is in progress until every topic has an answer.
"""

from positiveculture.fhir.export import questionnaire, questionnaire_response
from positiveculture.fhir.parse import assessment_from_fhir

__all__ = ["assessment_from_fhir", "questionnaire", "questionnaire_response"]
