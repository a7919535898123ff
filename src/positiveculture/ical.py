"""A plan in a calendar: its actions as events, or as tasks, by the icalendar library (extra `calendar`)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from positiveculture.errors import InvalidPlan, Problem
from positiveculture.escaping import escape_controls
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plan import Action, ActionPlan
from positiveculture.sentences import called

with extra("calendar", "a plan in a calendar", ("icalendar",)):
    from icalendar import Calendar, Event, Todo

__all__ = ["plan_calendar"]


@with_types
def plan_calendar(plan: ActionPlan, framework: Framework, *, on: date, tasks: bool = False) -> bytes:
    """Return the actions of a plan as an iCalendar file, each on the day by which it will be done.

    An action keeps its UID when it is put in words anew, moved to another day or done, so that a calendar which
    imports the file again changes the entry and adds none.  The same plan and day give the same bytes.
    Importing this module without the extra `calendar` ends in `MissingExtra`.

    Args:
        plan: The plan; it must fit `framework`.
        framework: The framework that it is against.
        on: The day on which the file is made.
        tasks: Whether to write tasks (VTODO), also of actions without a day. Many calendars ignore those, so events
            of a whole day (VEVENT) are written otherwise, of the actions that have a day.

    Raises:
        InvalidPlan: It does not fit the framework, or has nothing to put into a calendar.
    """
    plan.validate(framework)
    calendar = Calendar()
    calendar.add("prodid", "-//positiveculture//action plan//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(on, time(), UTC)
    seen: Counter[str] = Counter()
    for action in plan.actions:
        seen[action.topic] += 1
        entry = _task(action) if tasks else _event(action)
        if entry is not None:
            entry.add("uid", _uid(plan, action.topic, seen[action.topic]))
            entry.add("dtstamp", stamp)
            entry.add("summary", escape_controls(_summary(action, plan, framework)))
            entry.add("description", "\n".join(map(escape_controls, _lines(action, plan, framework))))
            calendar.add_component(entry)
    if not calendar.subcomponents:
        problem = Problem("nothing-in-calendar", ("actions",), {}, "`actions`")
        raise InvalidPlan(called("action plan of", plan.service), (problem,))
    made: bytes = calendar.to_ical()
    return made


def _event(action: Action) -> Event | None:
    """Return an event of the whole day, which takes nobody's time; None for an action without a day."""
    if action.by_when is None:
        return None
    event = Event()
    event.add("dtstart", action.by_when)
    if action.by_when < date.max:  # without an end it is as long: a day
        event.add("dtend", action.by_when + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _task(action: Action) -> Todo:
    task = Todo()
    if action.by_when is not None:
        task.add("due", action.by_when)
    task.add("status", "NEEDS-ACTION" if action.done_on is None else "COMPLETED")
    if action.done_on is not None:
        task.add("completed", datetime.combine(action.done_on, time(), UTC))
    return task


def _uid(plan: ActionPlan, topic: str, number: int) -> str:
    """Return the name of an action for ever, made of what does not change while a plan is carried out."""
    day = "" if plan.assessed_on is None else plan.assessed_on.isoformat()
    parts = (plan.framework, plan.edition, plan.service, plan.award or "", day, topic, str(number))
    return f"{sha256(repr(parts).encode()).hexdigest()[:40]}@positiveculture"


def _summary(action: Action, plan: ActionPlan, framework: Framework) -> str:
    what = action.first_step if action.first_step.strip() else framework.topic(action.topic).title
    if action.done_on is not None:
        return gettext("Done: {what} ({service})").format(what=what, service=plan.service)
    return gettext("{what} ({service})").format(what=what, service=plan.service)


def _lines(action: Action, plan: ActionPlan, framework: Framework) -> Iterator[str]:
    """Yield the description of an action, a line each."""
    lines = [
        gettext("Topic: {topic}").format(topic=framework.topic(action.topic).title),
        gettext("Who: {who}").format(who=action.who) if action.who.strip() else gettext("Nobody is named for it yet."),
        gettext("Working towards: {words}").format(words=action.towards) if action.towards.strip() else "",
        gettext("Part of the plan towards {award}.").format(award=framework.award(plan.award).title)
        if plan.award is not None
        else "",
    ]
    yield from filter(None, lines)
