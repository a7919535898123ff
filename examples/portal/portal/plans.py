"""The pages of an action plan: drafted from an outcome, filled in, saved, and what of it is due."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

import positiveculture as pc
from portal.assessments import judged
from portal.models import Record, SavedMeanwhile, add
from portal.services import framework_of, last_seen, records_of, seen
from positiveculture.documents.plan import actions_document
from positiveculture.errors import InvalidPlan
from positiveculture.form import plan_fields, plan_payload
from positiveculture.formats.plan import PlanStatus
from positiveculture.ical import plan_calendar
from positiveculture.render.html import fragment

PLAN = Record.Kind.PLAN


def _draft(request: HttpRequest, service: int, framework: str, day: date) -> tuple[pc.ActionPlan, pc.Framework]:
    """Return a plan towards the award that is asked for, else the lowest that is not met; it is not saved."""
    _, outcome = judged(request, service, framework, day)
    if not isinstance(outcome, pc.Outcome):
        raise Http404
    unmet = [verdict.award.id for verdict in outcome if verdict.state is not pc.State.MET]
    awards = [award.id for award in outcome.framework.awards]
    asked = request.POST.get("award") or request.GET.get("award")
    award = asked if asked in awards else next(iter([*unmet, *awards[-1:]]), None)
    return pc.draft_plan(outcome, award), outcome.framework


def plan(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Show a plan and what of it is due, its form to those who fill in, and save what is sent."""
    found = seen(request, service)
    saved = records_of(request, service, PLAN, framework, day)
    last = saved.first()
    if last is None:
        try:
            now, judged_by = _draft(request, service, framework, day)
        except pc.NoRoute as error:
            return render(request, "portal/plan.html", {"service": found, "sentence": str(error)})
    else:
        judged_by = framework_of(framework, last.data["edition"])
        now = pc.plan_from_dict(last.data, judged_by)
    of = {"service": found, "framework": judged_by, "day": day, "plan": now, "last": last}
    return _save(request, of) if request.method == "POST" else _page(request, of)


def _save(request: HttpRequest, of: dict[str, Any]) -> HttpResponse:
    service, framework, day, now = of["service"], of["framework"], of["day"], of["plan"]
    if not request.user.fills_in:
        raise PermissionDenied
    answers = plan_payload(request.POST.items(), pc.plan_to_dict(now))
    try:
        changed = pc.plan_from_dict(answers, framework)
    except InvalidPlan as error:
        return _page(request, {**of, "problems": error.problems}, answers, 422)
    try:
        add(service, PLAN, framework.id, day, pc.plan_to_dict(changed), last_seen(request), request.user)
    except SavedMeanwhile:
        last = records_of(request, service.pk, PLAN, framework.id, day).first()
        return _page(request, {**of, "last": last, "theirs": last}, answers, 409)
    messages.success(request, "Saved.")
    return redirect("plan", service.pk, framework.id, day)


def _page(
    request: HttpRequest, of: dict[str, Any], answers: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    framework, now = of["framework"], of["plan"]
    parts = {
        "document": fragment(actions_document(PlanStatus(now, localdate()), framework), level=1),
        "fields": plan_fields(framework, now, answers, problems=of.get("problems", ())),
        "dated": of["last"] is not None and any(action.by_when for action in now.actions),
    }
    return render(request, "portal/plan.html", {**of, **parts}, status=status)


def calendar(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Answer with the actions that have a day, as a file for calendars."""
    record = records_of(request, service, PLAN, framework, day).first()
    if record is None:
        raise Http404
    judged_by = framework_of(framework, record.data["edition"])
    try:
        made = plan_calendar(pc.plan_from_dict(record.data, judged_by), judged_by, on=localdate())
    except InvalidPlan as error:
        raise Http404(str(error)) from None
    headers = {"Content-Disposition": f'attachment; filename="plan-{service}-{day}.ics"'}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)
