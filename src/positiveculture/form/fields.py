"""The fields of an assessment as a fragment of HTML, topic by topic, filled in and with problems where they are.

Every text is escaped by htpy, which comes with the extra `report`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from positiveculture.assessment import EVIDENCE_KINDS
from positiveculture.award_requirements import topics_by_award
from positiveculture.documents.form import applies_words, choice_labels, field_labels, script_words, shared_words
from positiveculture.documents.labels import evidence_kinds, requirement_words, topic_label
from positiveculture.errors import Problem
from positiveculture.escaping import escape_controls
from positiveculture.extras import extra
from positiveculture.field_types import require_each, with_types
from positiveculture.form.posted import DATES, LINES, NOT_APPLICABLE, ROWS, field_name
from positiveculture.framework import Framework
from positiveculture.topics import Statement, Topic

with extra("report", "a form", ("htpy", "markupsafe")):
    import htpy as h

    from positiveculture.render.html import heading

#: The fields that hold a day.
DAYS = frozenset({"assessed_on", "dated", "lapses_on", "by_when", "done_on", *DATES})

#: The fields of a row that has nothing in it yet stand for its topic and its place in the template of a row.
ANY_TOPIC, ANY_PLACE = "TOPIC", "PLACE"


@with_types
def fields(  # noqa: PLR0913 - a form, and what it shows
    framework: Framework,
    answers: Mapping[str, Any] | None = None,
    *,
    problems: Iterable[Problem] = (),
    level: int = 2,
    spare: int = 1,
    fixed: Collection[str] = (),
) -> h.Element:
    """Return the fields of an assessment, for a `form` of a page of an app's own; templates take it as it is.

    It has the templates of a row too, from which the script of a form adds more.

    Args:
        framework: The framework that is answered.
        answers: What is filled in already: what `assessment_to_dict` returns, or `payload` of what was posted, which
            may be wrong.
        problems: What is wrong with it, shown at the fields that `field_name` says.
        level: The level of the headings of groups of topics among the page's headings, 1 to 5.
        spare: How many empty rows for evidence and actions each topic has.
        fixed: What the app knows, of `service`, `assessed_on` and `assessed_by`: shown, and not to be changed.
    """
    return _Form(
        framework, answers or {}, tuple(require_each(problems, Problem)), level, spare, require_each(fixed, str)
    ).element()


def row(topic: str, kind: str, place: int | str, entry: Mapping[str, Any], problems: Mapping[str, str]) -> h.Element:
    """Return the row of one piece of evidence, or of one action."""
    labels, name = field_labels(), f"responses.{topic}.{kind}.{place}"
    number = place + 1 if isinstance(place, int) else place
    legend = script_words()[f"{'action' if kind == 'actions' else kind}_row"].format(number=number)
    return h.fieldset(".row")[
        h.legend[legend],
        (labelled_field(f"{name}.{field}", labels[field], entry.get(field), problems) for field in ROWS[kind]),
        h.button(".remove", type="button", hidden=True)[choice_labels()["remove"]],
    ]


def dates(topic: str, given: Mapping[str, Any], problems: Mapping[str, str]) -> h.Element:
    """Return the fields of a rating that is carried over, or is to be looked at again."""
    labels, named = field_labels(), [(f"responses.{topic}.{field}", field) for field in DATES]
    return h.div(".days")[(labelled_field(name, labels[each], given.get(each), problems) for name, each in named)]


def labelled_field(  # noqa: PLR0913 - a field, and what it shows
    name: str, label: str, value: object, problems: Mapping[str, str], *, required: bool = False, fixed: bool = False
) -> h.Element:
    """Return a field with its label, filled in, and what is wrong with it; what it is, its name says."""
    field = name.rpartition(".")[2]
    shown, problem = _text(value), problems.get(name)
    known: dict[str, Any] = {"id": name, "name": name}
    if problem is not None:
        known |= {"aria-invalid": "true", "aria-describedby": f"{name}.problem"}
    known |= {"required": True} if required else {}
    known |= {"readonly": True} if fixed else {}
    control: h.Node
    if field == "kind":
        kinds = evidence_kinds()
        options = ((kind, kinds[kind]) for kind in EVIDENCE_KINDS)
        control = h.select(known)[_options(options, shown or EVIDENCE_KINDS[0])]
    elif field in DAYS:
        control = h.input(known, type="date", value=shown or None)
    elif field in LINES:
        control = h.div(".lines")[h.textarea(known, rows="2")["\n", shown]]  # the first line break is none of the text
    else:
        control = h.div(".line")[h.input(known, type="text", value=shown or None)]
    return h.div(class_=f"field {field}")[h.label(for_=name)[label], control, problem_at(name, problem)]


def _options(options: Iterable[tuple[str, str]], chosen: str) -> Iterator[h.Element]:
    yield from (h.option(value=value, selected=value == chosen)[title] for value, title in options)


def _text(value: object) -> str:
    """Return a value as a field holds it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def problem_at(name: str, message: str | None) -> h.Node:
    """Return what is wrong with a field, where anything is."""
    return h.p(".problem", id=f"{name}.problem")[message] if message else None


def problem_texts(problems: Iterable[Problem], shown_at: Callable[[Problem], tuple[str, bool]]) -> dict[str, str]:
    """Return what is wrong, by the name of what it is shown at; several problems of one in one text.

    Args:
        problems: What is wrong.
        shown_at: Returns that name, and whether it is that of the very field, so that the message needs no place.
    """
    texts: dict[str, list[str]] = {}
    for problem in problems:
        name, is_own = shown_at(problem)
        texts.setdefault(name, []).append(problem.message if is_own else str(problem))
    return {name: escape_controls("; ".join(dict.fromkeys(words))) for name, words in texts.items()}


@attrs.frozen(slots=False)
class _Form:
    framework: Framework
    answers: Mapping[str, Any]
    given_problems: tuple[Problem, ...]
    level: int
    spare: int
    fixed: Collection[str]

    @cached_property
    def problems(self) -> dict[str, str]:
        """What is wrong, by the field that it stands at; several of one field in one text."""

        def shown_at(problem: Problem) -> tuple[str, bool]:
            named = field_name(problem.path).removesuffix(".level")
            name = self._nearest(named)
            return name, bool(name) and name == named

        return problem_texts(self.given_problems, shown_at)

    def _nearest(self, name: str) -> str:
        """Return the field of a name; where the form has none, that of its topic, or "", the whole."""
        if not name.startswith("responses."):
            return name if self.framework.choices.get(name, True) else ""
        _, id_, *inside = name.split(".")
        topic = self.framework.topics_by_id.get(id_)
        if topic is None:
            return ""
        only = {
            "not_applicable": topic.allows_not_applicable,
            "roles": topic.scale is None and self.framework.roles,
            "actions": topic.scale is None,
            **dict.fromkeys(DATES, topic.scale is not None),
        }
        return name if not inside or only.get(inside[0], True) else f"responses.{id_}"

    @cached_property
    def responses(self) -> Mapping[str, Any]:
        given = self.answers.get("responses")
        return given if isinstance(given, Mapping) else {}

    @cached_property
    def labels(self) -> dict[str, str]:
        return field_labels()

    @cached_property
    def choices(self) -> dict[str, str]:
        return choice_labels()

    def element(self) -> h.Element:
        """Return all fields."""
        return h.div(".fields")[
            self._whole(),
            h.input(type="hidden", name="framework", value=self.framework.id),
            h.input(type="hidden", name="edition", value=self.framework.edition),
            self._head(),
            (self._group(title, topics) for title, topics in topics_by_award(self.framework)),
            (h.template(id=f"positiveculture-{kind}")[row(ANY_TOPIC, kind, ANY_PLACE, {}, {})] for kind in ROWS),
            h.template(id="positiveculture-days")[dates(ANY_TOPIC, {}, {})],
        ]

    def _whole(self) -> h.Node:
        return h.p(".problem", role="alert")[self.problems[""]] if "" in self.problems else None

    def _head(self) -> h.Element:
        return h.div(".head")[
            self._plain("service", required=True),
            self._plain("assessed_on", required=True),
            self._plain("assessed_by"),
            self._choice("mode"),
            self._choice("service_model"),
            self._plain("note"),
        ]

    def _plain(self, name: str, *, required: bool = False) -> h.Element:
        fixed = name in self.fixed
        given, label = self.answers.get(name), self.labels[name]
        return labelled_field(name, label, given, self.problems, required=required, fixed=fixed)

    def _choice(self, name: str) -> h.Node:
        options = self.framework.choices[name]
        if not options:
            return None
        offered = [("", self.choices["no_choice"]), *((id_, escape_controls(title)) for id_, title in options.items())]
        select = h.select(id=name, name=name)[_options(offered, _text(self.answers.get(name)))]
        return h.div(".field")[h.label(for_=name)[self.labels[name]], select, problem_at(name, self.problems.get(name))]

    def _group(self, title: str, topics: list[Topic]) -> h.Element:
        shown = (self._topic(topic) for topic in topics)
        return h.section(".group")[heading(self.level)[escape_controls(title)], shown]

    def _topic(self, topic: Topic) -> h.Element:
        name, given = f"responses.{topic.id}", self._given_fields(topic)
        problem = self.problems.get(name)
        described = {"aria-describedby": f"{name}.problem"} if problem else {}
        requirements = "; ".join(requirement_words(topic, self.framework))
        about = (topic.description, requirements, applies_words(topic), *shared_words(topic))
        kind = "topic" if topic in self.framework.topics else "topic part"
        return h.fieldset(described, id=name, class_=kind, data_topic=topic.id)[
            h.legend[heading(self.level + 1)[escape_controls(topic_label(topic))]],
            (h.p[escape_controls(text)] for text in about if text),
            self._aspects(topic),
            problem_at(name, problem),
            self._answers(topic, given),
            self._reason(topic, given),
            self._written(topic, given),
        ]

    def _given_fields(self, topic: Topic) -> Mapping[str, Any]:
        given = self.responses.get(topic.id)
        if given is None and topic.number is not None:
            given = self.responses.get(str(topic.number))
        if isinstance(given, Mapping):
            return given
        return {} if given is None else {"level": given}

    def _aspects(self, topic: Topic) -> Iterator[h.Node]:
        """Yield what the framework says of a topic besides levels; its prompts to reflect on are open to see."""
        titles = {aspect.id: aspect.title for aspect in self.framework.aspects}
        for aspect in topic.aspects:
            listing = h.ul[(h.li[escape_controls(entry)] for entry in aspect.entries)]
            is_open = topic.scale is None and aspect.aspect == "prompts"
            yield h.details(open=is_open)[h.summary[escape_controls(titles[aspect.aspect])], listing]

    def _answers(self, topic: Topic, given: Mapping[str, Any]) -> Iterator[h.Node]:
        excluded = "not_applicable" in given
        level = None if excluded else given.get("level")
        if topic.scale is not None:
            yield self._answer(topic, "", self.choices["unanswered"], chosen=level is None and not excluded)
            for option in topic.scale.levels:
                label: list[h.Node] = [h.b[str(option.number)], " ", escape_controls(option.label)]
                words = self._statement(topic.statement(option.number))
                chosen = type(level) is int and level == option.number
                yield self._answer(topic, str(option.number), label, *words, chosen=chosen)
        elif topic.allows_not_applicable:
            yield self._answer(topic, "", self.choices["reflect"], chosen=not excluded)
        if topic.allows_not_applicable:
            yield self._answer(topic, NOT_APPLICABLE, self.choices["not_applicable"], chosen=excluded)

    def _answer(self, topic: Topic, value: str, label: h.Node, *words: h.Node, chosen: bool) -> h.Element:
        radio = h.input(type="radio", name=f"responses.{topic.id}.level", value=value, checked=chosen)
        return h.label(".answer")[radio, h.span[label, words]]

    def _statement(self, statement: Statement | None) -> Iterator[h.Node]:
        """Yield a statement, in its words for each service model; only those of the one that is chosen are shown."""
        if statement is None:
            return
        chosen = self.answers.get("service_model")
        own = {variant.service_model: variant.text for variant in statement.variants}
        shown = chosen if chosen in own else ""
        for model, text in {"": statement.text, **own}.items():
            names = model or " ".join(own)
            known: dict[str, str | bool] = {"data-model": names, "data-general": not model} if own else {}
            yield h.span(".statement", known, hidden=model != shown)[escape_controls(text)]

    def _reason(self, topic: Topic, given: Mapping[str, Any]) -> h.Node:
        if not topic.allows_not_applicable:
            return None
        return h.div(".reason")[self._field(topic, "not_applicable", given)]

    def _field(self, topic: Topic, field: str, given: Mapping[str, Any], label: str = "") -> h.Element:
        name = f"responses.{topic.id}.{field}"
        return labelled_field(name, self.labels[label or field], given.get(field), self.problems)

    def _written(self, topic: Topic, given: Mapping[str, Any]) -> Iterator[h.Node]:
        """Yield what is written of a topic: a note and evidence, and of a reflection its roles and actions too."""
        if topic.scale is None:
            yield self._field(topic, "note", given, "reflection")
            yield self._roles(topic, given)
            yield self._rows(topic, "evidence", given)
            yield self._rows(topic, "actions", given)
            return
        dated = any(key in given for key in DATES)
        is_open = dated or any(key in given for key in ("note", "evidence"))
        summary = f"{self.labels['note']}, {self.labels['evidence'].lower()}"
        yield h.details(".written", open=is_open)[
            h.summary[summary],
            self._field(topic, "note", given),
            self._rows(topic, "evidence", given),
            dates(topic.id, given, self.problems) if dated else None,
        ]

    def _roles(self, topic: Topic, given: Mapping[str, Any]) -> h.Node:
        if not self.framework.roles:
            return None
        name, chosen = f"responses.{topic.id}.roles", given.get("roles", ())
        boxes = []
        for role in self.framework.roles:
            box = h.input(type="checkbox", name=name, value=role.id, checked=role.id in chosen)
            boxes.append(h.label(".role")[box, " ", h.span[escape_controls(role.title)]])
        wrong = problem_at(name, self.problems.get(name))
        return h.details(".roles", open=bool(chosen))[h.summary[self.labels["roles"]], boxes, wrong]

    def _rows(self, topic: Topic, kind: str, given: Mapping[str, Any]) -> h.Element:
        rows = given.get(kind, ())
        entries = [each if isinstance(each, Mapping) else {} for each in rows if rows] + [{}] * self.spare
        add = self.choices["add_action" if kind == "actions" else "add_evidence"]
        return h.div(".rows", data_rows=kind)[
            (row(topic.id, kind, place, entry, self.problems) for place, entry in enumerate(entries)),
            h.button(".add", type="button", hidden=True)[add],
        ]
