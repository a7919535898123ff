"""A self-contained page: the form, the verdict next to it, a file to save to and to load; no request, no storage."""

import json

from positiveculture.assessment import Assessment
from positiveculture.documents.about import source_words
from positiveculture.documents.form import choice_labels, page_sentences
from positiveculture.escaping import escape_controls
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.form.data import form_data
from positiveculture.form.fields import fields
from positiveculture.form.scripts import SCRIPT, STYLE
from positiveculture.framework import Framework
from positiveculture.render.prepared import language_of

with extra("report", "a form", ("htpy", "markupsafe")):
    import htpy as h
    from markupsafe import Markup

    from positiveculture.render.html import heading, policy, whole_page


#: Nothing is loaded or sent, and of scripts and styles there is only our own.
POLICY = policy(STYLE, SCRIPT)


@with_types
def page(framework: Framework, assessment: Assessment | None = None) -> str:
    """Return a page that stands alone, to fill in an assessment, see what it indicates, save it to a file and print it.

    Args:
        framework: The framework that is answered.
        assessment: What is filled in already; what the page does not show of it is kept in the file that it saves.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
    """
    title = escape_controls(framework.title)
    main = h.main(".positiveculture.form")[
        h.h1[title],
        _introduction(framework),
        _bar(framework),
        h.div(".columns")[h.form(novalidate=True, autocomplete="off")[fields(framework, spare=0)], result(framework)],
        _about(framework),
    ]
    script = h.script[Markup(SCRIPT)]  # noqa: S704 - our own files
    language = language_of(framework.language)
    return whole_page(title, language, POLICY, STYLE, main, data_element(framework, assessment), script)


@with_types
def data_element(framework: Framework, assessment: Assessment | None = None) -> h.Element:
    """Return the element that holds what the script of a form is given.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
    """
    text = json.dumps(form_data(framework, assessment), ensure_ascii=False, separators=(",", ":"))
    safe = Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no text in it can end the element
    return h.script(type="application/json", id="positiveculture-data")[safe]


@with_types
def result(framework: Framework, *, level: int = 2) -> h.Element:
    """Return where the script of a form shows how far each award has come, and what stands in the way.

    Args:
        framework: The framework that is answered.
        level: The level of its heading among the page's headings, 1 to 5.
    """
    labels, sentences = choice_labels(), page_sentences(framework)
    title = labels["bars" if framework.awards else "coverage"]
    after = sentences["awarded_by"] if framework.awards else sentences["unscored"]
    return h.section(
        ".result", id="positiveculture-result", aria_labelledby="positiveculture-result-title", tabindex="0"
    )[
        heading(level)(id="positiveculture-result-title")[title],
        h.div(".wrong", data_level=str(min(level + 1, 6))),
        h.div(".bars"),
        h.div(".way", data_level=str(min(level + 1, 6))),
        h.p(".notice")[escape_controls(after)] if after else None,
    ]


def _introduction(framework: Framework) -> h.Node:
    sentences = page_sentences(framework)
    return h.div(".introduction")[
        h.p[escape_controls(framework.summary)] if framework.summary else None,
        h.p(".notice")[escape_controls(framework.notice)] if framework.notice else None,
        h.p[sentences["privacy"]],
        h.noscript[h.p(".notice")[sentences["script"]]],
    ]


def _bar(framework: Framework) -> h.Element:
    """Return the bar that stays in sight: the verdict, and what can be done with the answers."""
    labels = choice_labels()
    to_result = labels["result" if framework.awards else "coverage"]
    return h.div(".bar")[
        h.p(".verdict", role="status"),
        h.div(".actions")[
            h.button(".next", type="button")[labels["next"]],
            h.button(".save", type="button")[labels["save"]],
            h.label(".load", for_="positiveculture-load")[labels["load"]],
            h.input(id="positiveculture-load", type="file", accept=".json,application/json"),
            h.button(".print", type="button")[labels["print"]],
            h.a(href="#positiveculture-result")[to_result],
        ],
        h.div(".message", role="alert"),
    ]


def _about(framework: Framework) -> h.Element:
    edition = page_sentences(framework)["edition"]
    return h.footer[
        h.h2[choice_labels()["about"]],
        (h.p[escape_controls(text)] for text in (edition, source_words(framework), framework.source.rights)),
    ]
