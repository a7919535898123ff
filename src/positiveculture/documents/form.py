"""What a form says: at its fields, and, by its script, of the answers as they are given."""

from typing import Any

from positiveculture.documents.about import who_awards
from positiveculture.documents.labels import evidence_kinds, indicated_words, partnership, state_words
from positiveculture.documents.verdict_templates import (
    bar_templates,
    blocker_templates,
    points_templates,
    share_templates,
    summary_templates,
)
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import State
from positiveculture.topics import Topic


def script_words() -> dict[str, Any]:
    """Return the templates that the script of a form fills in; those of a verdict are the ones of other documents."""
    return {**_verdict_words(), **_bar_words(), **_page_words(), "problems": _problem_words()}


def _verdict_words() -> dict[str, Any]:
    return {
        **blocker_templates(),
        "kinds": evidence_kinds(),
        "and": gettext("{others} and {last}"),
        **share_templates(),
        **summary_templates(),
        "no_award": gettext("no award yet"),
        "indicated": indicated_words(),
    }


def _bar_words() -> dict[str, Any]:
    return {
        **points_templates(),
        "states": {state.value: state_words(state) for state in State},
        "percent": gettext("{number} %"),
        **bar_templates(),
    }


def _page_words() -> dict[str, str]:
    return {
        "one_answered": gettext("{answered} of {topics} topic answered"),
        "answered": gettext("{answered} of {topics} topics answered"),
        "not_applicable": gettext("{count} not applicable"),
        "one_wrong": gettext("Put {count} answer right first"),
        "several_wrong": gettext("Put {count} answers right first"),
        "evidence_row": gettext("Evidence {number}"),
        "action_row": gettext("Action {number}"),
        "saved": gettext("Saved as {name}, in the folder for downloads."),
        "saved_wrong": gettext(
            "Saved as {name}. It can be loaded here again; nobody else can read it before it is right."
        ),
        "loaded": gettext("{name} is loaded."),
        "not_loaded": gettext("{name} cannot be loaded, and nothing here has changed:"),
        "replace": gettext(
            "What you have filled in since it was last saved is lost if another file is loaded. Load it?"
        ),
        "all_answered": gettext("Every topic is answered."),
        "one_more": gettext("and {count} more"),
        "to_be_put_right": gettext("To be put right"),
    }


def _problem_words() -> dict[str, str]:
    """Return the sentence for each problem that a form finds by itself; each follows the name of what it is about."""
    return {
        "missing": gettext("has to be filled in"),
        "level_missing": gettext("a level has to be chosen: a note or evidence alone is no answer"),
        "reason_missing": gettext("why it is not applicable has to be said"),
        "beside_not_applicable": gettext("a note or evidence cannot be given with it: move it into the reason"),
        "after_assessment": gettext("is after the day of the assessment"),
        "not_before_assessment": gettext("has to be before the day of the assessment"),
        "not_after_assessment": gettext("has to be after the day of the assessment"),
        "not_after_dated": gettext("has to be after the day of the evidence"),
        "not_an_address": gettext("a link needs its address, which begins with http:// or https://"),
        "not_json": gettext("it is not a JSON file as this page saves it"),
        "not_an_assessment": gettext("it is no assessment"),
        "other_framework": gettext("it is an assessment against {name}, and this page is for {expected}"),
        "other_edition": gettext("it is an assessment against edition {name}, and this page is for edition {expected}"),
        "unknown_topic": gettext("{name}: this framework has no such topic"),
        "unknown_key": gettext("{given} is no part of it"),
        "answered_twice": gettext("it is answered twice, by its name and by its number"),
        "not_a_response": gettext("{given} is no answer to it"),
        "not_text": gettext("{given} is not text"),
        "not_a_day": gettext("{given} is not a day such as 2026-03-31"),
        "not_a_choice": gettext("{given} is none of its choices"),
        "not_a_list": gettext("{given} is not a list"),
        "too_large": gettext("it is larger than {most} MiB, the most that is read"),
    }


def field_labels() -> dict[str, str]:
    """Return what stands at the fields of a form, by the name of the field."""
    return {
        "service": gettext("Name of the service"),
        "assessed_on": gettext("Day of the assessment"),
        "assessed_by": gettext("Who assesses: a role or a group, not a person's name"),
        "mode": gettext("How"),
        "service_model": gettext("Service model"),
        "note": gettext("Note"),
        "reflection": gettext("Reflection"),
        "not_applicable": gettext("Why it is not applicable"),
        "evidence": gettext("Evidence"),
        "actions": gettext("Actions"),
        "roles": gettext("Who took part"),
        "carried_from": gettext("Carried over from the assessment of"),
        "review_on": gettext("To be looked at again on"),
        "title": gettext("What it is"),
        "kind": gettext("Kind"),
        "dated": gettext("Its day"),
        "lapses_on": gettext("First day on which it counts no longer"),
        "reference": gettext("Where it is kept; of a link, its address"),
        "what": gettext("What will be done"),
        "who": gettext("Who does it"),
        "by_when": gettext("By when"),
        "done_on": gettext("Done on"),
    }


def choice_labels() -> dict[str, str]:
    """Return what the choices and buttons of a form are called."""
    return {
        "no_choice": gettext("Not stated"),
        "unanswered": gettext("Not answered yet"),
        "reflect": gettext("It applies"),
        "not_applicable": gettext("Not applicable"),
        "add_evidence": gettext("Add evidence"),
        "add_action": gettext("Add an action"),
        "remove": gettext("Remove"),
        "save": gettext("Save to a file"),
        "load": gettext("Load a file"),
        "print": gettext("Print"),
        "next": gettext("Next open question"),
        "result": gettext("What stands in the way"),
        "bars": gettext("How far each award has come"),
        "coverage": gettext("How much is filled in"),
        "about": gettext("About the framework"),
    }


def page_sentences(framework: Framework) -> dict[str, str]:
    """Return the sentences of the page that a form of `framework` stands on."""
    return {
        "edition": gettext("Edition: {edition}").format(edition=framework.edition),
        "privacy": gettext(
            "What you fill in stays on this device: this page sends nothing and keeps nothing. "
            "Save it to a file before you close the page, and load that file to go on."
        ),
        "script": gettext("This page needs JavaScript, which is switched off here: it can be printed, and not saved."),
        "awarded_by": who_awards(framework).text,
        "unscored": framework.unscored,
    }


def shared_words(topic: Topic) -> list[str]:
    """Return who else has to take part in bringing a topic to which levels, a sentence for each of them."""
    levels_by_partner: dict[str, list[int]] = {}
    for level, who in topic.scale.shared_with if topic.scale is not None else ():
        levels_by_partner.setdefault(who, []).append(level)
    return partnership(levels_by_partner)


def applies_words(topic: Topic) -> str:
    """Return when a topic applies; "" where it always does."""
    return gettext("Applies when: {when}").format(when=topic.applies_when) if topic.applies_when else ""
