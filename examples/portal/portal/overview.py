"""The page over all services that somebody may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

import positiveculture as pc
from portal.models import Record
from portal.services import title_of
from positiveculture.documents.services import services_document
from positiveculture.formats.plan import ActionState, PlanStatus
from positiveculture.formats.record import judge_record, record_from_dict
from positiveculture.formats.rollup import roll_up
from positiveculture.render.html import fragment


def overview(request: HttpRequest, framework: str = "") -> HttpResponse:
    """Show what all services indicate, what stands in the way most, and which actions are late."""
    records = Record.objects.filter(service__in=request.user.seen).newest().select_related("service")
    kept = list(records.filter(kind=Record.Kind.ASSESSMENT))
    names = sorted({(title_of(each.framework), each.framework) for each in kept})
    if not framework and names:
        return redirect("overview", names[0][1])
    judged = [judge_record(each.data) for each in kept if each.framework == framework]
    outcomes = [each for each in judged if isinstance(each, pc.Outcome)]
    if framework and not outcomes:
        raise Http404
    context = {"names": names, "framework": framework, "late": _late(records.filter(kind=Record.Kind.PLAN))}
    if outcomes:
        editions = pc.registry().editions(framework)
        newest = max((each.framework for each in outcomes), key=lambda each: editions.index(each.edition))
        ours = [each.assessment for each in outcomes if each.framework is newest]
        context["document"] = fragment(services_document(roll_up(newest, ours, by_name=True)), level=1)
    services = dict.fromkeys(each.service for each in kept if each.framework == framework)
    return render(request, "portal/overview.html", context | {"services": sorted(services, key=str)})


def _late(plans: "list[Record]") -> list[tuple[Record, int, int]]:
    """Return each plan that has actions overdue or due, with how many; of a service and framework, the last plan."""
    last = {(each.service_id, each.framework): each for each in sorted(plans, key=lambda each: each.day)}
    found = []
    for record in last.values():
        status = PlanStatus(record_from_dict(record.data), localdate())
        counts = [len(status.actions(state)) for state in (ActionState.OVERDUE, ActionState.DUE)]
        if any(counts):
            found.append((record, *counts))
    return found
