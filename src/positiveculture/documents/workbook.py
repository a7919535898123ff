"""The sentences of a workbook: its labels, what is wrong with a cell, what a rule asks and what stands in the way.

Some are templates that a formula fills in: they have named places, and name them once each.
"""

from collections.abc import Mapping
from typing import Any

from positiveculture.documents.english import capitalised, plural
from positiveculture.documents.labels import state_words
from positiveculture.documents.verdict_templates import blocker_templates, points_templates
from positiveculture.gettext import gettext
from positiveculture.outcome import State
from positiveculture.rules.blockers import MOST_NAMED
from positiveculture.sentences import listed

#: How many signs say in a line which topics are counted.
LONGEST = 120


def labels() -> dict[str, str]:
    """Return the labels over the cells of a workbook and next to them, by short names."""
    return {
        "number": gettext("No."),
        "topic": gettext("Topic"),
        "statements": gettext("What each level says"),
        "framework_says": gettext("What the framework says"),
        "answer": gettext("Answer"),
        "reason": gettext("Why it is not applicable"),
        "note": gettext("Note"),
        "wrong": gettext("Put right"),
        "key": gettext("Id"),
        "title": gettext("Evidence"),
        "kind": gettext("Kind"),
        "dated": gettext("Dated"),
        "lapses_on": gettext("Lapses on"),
        "reference": gettext("Where it is kept"),
        "service": gettext("Service"),
        "assessed_on": gettext("Assessed on"),
        "assessed_by": gettext("Assessed by"),
        "mode": gettext("How"),
        "service_model": gettext("Service model"),
        "not_applicable": gettext("not applicable"),
        "reflected": gettext("reflected on"),
        "award": gettext("Award"),
        "state": gettext("State"),
        "progress": gettext("How far"),
        "answered": gettext("Answered"),
        "framework": gettext("Framework"),
        "edition": gettext("Edition"),
        "publisher": gettext("Publisher"),
        "source": gettext("Source"),
        "rights": gettext("Rights"),
        "notice": gettext("Notice"),
        "fingerprint": gettext("Fingerprint"),
        "made_from": gettext("Made from"),
        "not_held": gettext("Kept in that file alone"),
        "form": gettext("Form of this workbook"),
        "least": gettext("At the lowest"),
        "best": gettext("At the highest"),
        "most": gettext("Most possible"),
    }


def column_labels() -> dict[str, str]:
    """Return what is over the columns of the sheets Rules and Working, by their names."""
    return {
        "asked": gettext("What is asked"),
        "state": gettext("State"),
        "parent": gettext("Part of row"),
        "is_award": gettext("An award"),
        "nothing": gettext("Nothing to judge"),
        "blocked": gettext("Not met yet"),
        "certain": gettext("For certain"),
        "progress": gettext("How far"),
        "size": gettext("Requirements"),
        "weighted": gettext("How far, times requirements"),
        "product": gettext("Times awards"),
        "rank": gettext("Rank among options"),
        "has": gettext("Has"),
        "needs": gettext("Needs"),
        "could_be": gettext("Could be"),
        "listed": gettext("Shown"),
        "line": gettext("Lines so far"),
        "depth": gettext("Set in"),
        "words": gettext("What stands in the way"),
        "least": gettext("Points at the lowest; options needed"),
        "best": gettext("Points at the highest; options met"),
        "most": gettext("Most possible; options open"),
        "id": gettext("Id"),
        "label": gettext("Topic"),
        "not_applicable": gettext("Not applicable"),
        "rated": gettext("Rated"),
        "level": gettext("Level"),
        "answered": gettext("Answered"),
        "pieces": gettext("Pieces of evidence"),
        "is_rated": gettext("Has levels"),
        "is_counted": gettext("Counted"),
        "of_topic": gettext("Row of its topic"),
        "counts": gettext("Has not lapsed"),
        "kind": gettext("Kind"),
        "filled": gettext("Cells filled in"),
    }


def more_is_said(source: str) -> str:
    """Return the sentence for a row that cannot show all that a framework says of a topic."""
    return gettext("Not all that {source} says of this has room here.").format(source=source)


def instructions() -> dict[str, str]:
    """Return what is at the top of each sheet."""
    return {
        "Answers": gettext(
            "Fill in the light cells: choose an answer for each topic, and write a note where it helps. "
            "The sheet Result shows what the answers indicate as you go."
        ),
        "Evidence": gettext("One row for each piece of evidence: choose the topic, and say what it is."),
        "Rules": gettext(
            "How the result is worked out, row by row: what each award asks, and how far the answers go. "
            "Nothing is to be filled in here."
        ),
        "Points": gettext("The points that the answers bring, where an award asks for a share of them."),
        "About": gettext(
            "Save the workbook and read it back with: positiveculture read-workbook FILE --out ASSESSMENT.toml"
        ),
    }


def wrong_cells() -> dict[str, str]:
    """Return the sentences that are shown next to cells that are wrong, by short names."""
    return {
        "error": gettext("A cell shows an error: type the value"),
        "level": gettext("Choose an answer from the list"),
        "missing": gettext("Choose an answer too, or empty the row"),
        "reason": gettext("Say why it is not applicable"),
        "idle": gettext("A reason is for not applicable alone"),
        "beside": gettext("Not applicable takes a reason alone: no note and no evidence"),
        "service": gettext("Give the name of the service"),
        "day": gettext("Give a day, such as 2026-03-31"),
        "choice": gettext("Choose from the list, or leave it empty"),
        "topic": gettext("Choose the topic from the list"),
        "title": gettext("Say what the evidence is"),
        "kind": gettext("Choose the kind from the list, or leave it empty"),
        "dates": gettext("Dates: dated no later than the assessment, and lapsing after that"),
        "link": gettext("A link needs its address, which begins with http:// or https://"),
        "answer": gettext("Choose a level for this topic on the sheet Answers first"),
    }


def result_texts() -> dict[str, str]:
    """Return what the sheets Result and Rules say."""
    return {
        "none": gettext("no award yet"),
        "wrong": gettext("Put right first, on the sheets Answers and Evidence: {count}"),
        **{state.value: state_words(state) for state in State},
        "nothing": gettext("nothing to judge"),
        "answered": gettext("{answered} of {topics} topics"),
        "aside": gettext("; {count} not applicable"),
        **points_templates(),
        "unscored": gettext("This framework publishes no awards, and none is worked out here."),
    }


def cell_templates() -> dict[str, str]:
    """Return what stands in the way, as templates for formulas."""
    words = blocker_templates()
    return {
        **words,
        "nothing": capitalised(words["nothing"]),
        "share": gettext("The points{of} come to {has} %, {points} of {most}, and {needs} % are needed"),
        "share_open": gettext(
            "; open questions count as the lowest level in that, and could bring them to {could_be} %"
        ),
    }


def level_words(number: int, label: str, statement: str) -> str:
    """Return a level with its label and what describes it, as far as it has them."""
    template = gettext("{number}  {label}: {statement}") if statement else gettext("{number}  {label}")
    return template.format(number=number, label=label, statement=statement)


def asked(node: Mapping[str, Any], titles: Mapping[str, str], needs: str = "") -> str:
    """Return what a node of a program asks, without what its members ask.

    Args:
        node: A node of the program.
        titles: Topic or award to what it is called.
        needs: Of a share, the per cent that are asked for.
    """
    match node:
        case {"level": level, "of": topic}:
            return gettext("{topic}: level {level} or more").format(topic=titles[topic], level=level)
        case {"answered": topic}:
            return gettext("{topic}: any answer").format(topic=titles[topic])
        case {"evidence": topic, "kind": kind}:
            template = gettext("{topic}: evidence of the kind {kind}") if kind else gettext("{topic}: evidence")
            return template.format(topic=titles[topic], kind=kind)
        case {"share": _, "points": points, "half_up": half_up}:
            exact = gettext("{needs} % of the points of {topics}")
            rounded = gettext("{needs} % of the points of {topics}, rounded to whole per cent")
            topics = several([titles[topic] for topic in points])
            return (rounded if half_up else exact).format(needs=needs, topics=topics)
        case {"award": award}:
            return titles[award]
        case {"all": _}:
            return gettext("All of these")
        case {"some": n, "of": of}:
            return gettext("At least {n} of these {count}").format(n=n, count=len(of))
        case _:
            return ""


def several(titles: list[str]) -> str:
    """Return titles as a list, of which the first few are named and the rest are counted."""
    if len(titles) <= MOST_NAMED:
        return listed(titles)
    rest = len(titles) - MOST_NAMED + 1
    more = plural(rest, "{count} more", "{count} more")
    return listed([*titles[: MOST_NAMED - 1], more])


def of_topics(topics: list[str]) -> str:
    """Return which topics' points are counted, to stand after the word points."""
    named = several(topics)
    return gettext(" of {topics}").format(topics=named if len(named) <= LONGEST else f"{named[: LONGEST - 1]}…")
