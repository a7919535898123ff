"""The pages of services: which there are, what is kept of each, and every record of it."""

from collections import defaultdict
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

import positiveculture as pc
from portal.models import Record, Service
from positiveculture.documents.services import award_title
from positiveculture.formats.record import judge_record


def seen(request: HttpRequest, service: int) -> Service:
    """Return a service; whoever may not see it is told that there is none."""
    return get_object_or_404(request.user.seen.select_related("organisation"), pk=service)


def records_of(request: HttpRequest, service: int, kind: str, framework: str, day: date) -> Any:
    """Return every record of one assessment, plan or survey of a service that may be seen, the last one first."""
    services = request.user.seen.filter(pk=service)
    found = Record.objects.select_related("service").filter(service__in=services)
    return found.filter(kind=kind, framework=framework, day=day).order_by("-number")


def last_seen(request: HttpRequest) -> int:
    """Return the number of the record that a form was filled in after; 0: there was none."""
    sent = request.POST.get("last", "")
    return int(sent) if sent.isdecimal() and sent.isascii() and len(sent) < 10 else 0  # noqa: PLR2004 - what a number has


def framework_of(framework: str, edition: str | None = None) -> pc.Framework:
    """Return a framework; of one that is not installed, there is no page."""
    try:
        return pc.get_framework(framework, edition=edition)
    except (pc.UnknownFramework, pc.RegistryError) as error:
        raise Http404(str(error)) from None


def title_of(framework: str) -> str:
    """Return what a framework is called; one that is not installed any more, by its id."""
    try:
        return pc.get_framework(framework).title
    except (pc.UnknownFramework, pc.RegistryError):
        return framework


def frameworks(*, scored: bool = False) -> list[tuple[str, str]]:
    """Return the id and the title of each framework that can be chosen, or of those that give scores."""
    loaded = [each for each in pc.registry().load_all().loaded.values() if not (scored and each.unscored)]
    return sorted({each.id: each.title for each in loaded}.items(), key=lambda pair: pair[1])


def day_field(label: str) -> forms.DateField:
    """Return the field of a day. A record stays, so one of a day to come would be the last for long."""
    not_to_come = MaxValueValidator(localdate, "This day is still to come.")
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), validators=[not_to_come])


class Begin(forms.Form):
    """What is assessed, and of which day it is."""

    framework = forms.ChoiceField(choices=frameworks)
    day = day_field("Day of the assessment")


def home(request: HttpRequest) -> HttpResponse:
    """Show the services that somebody may see, each with what was assessed last."""
    last = defaultdict(list)
    for record in Record.objects.filter(service__in=request.user.seen, kind="assessment").newest():
        last[record.service_id].append(record)
    services = request.user.seen.select_related("organisation")
    shown = [(each, [row_of(record) for record in last[each.pk][:3]]) for each in services]
    return render(request, "portal/home.html", {"services": shown})


def row_of(record: Record) -> dict[str, Any]:
    """Return a record with what is to be said of it in a list."""
    row = {"record": record, "title": title_of(record.framework), "indicated": ""}
    found = judge_record(record.data) if record.kind == Record.Kind.ASSESSMENT else None
    if isinstance(found, pc.Outcome):
        row["indicated"] = award_title(found.indicated, found.framework) if found.framework.awards else ""
        row["answered"] = f"{found.coverage.reflected} of {len(found.coverage.questions)}"
    return row


def service(request: HttpRequest, service: int) -> HttpResponse:
    """Show what is kept of a service; begin an assessment, or go on with the one of that day."""
    found = seen(request, service)
    form = Begin(request.POST or None, initial={"day": localdate()})
    if request.method == "POST" and request.user.fills_in and form.is_valid():
        return redirect("fill-in", found.pk, form.cleaned_data["framework"], form.cleaned_data["day"])
    kept = [row_of(each) for each in Record.objects.filter(service=found).newest()]
    lists = {kind: [row for row in kept if row["record"].kind == kind] for kind in Record.Kind.values}
    return render(request, "portal/service.html", {"service": found, "form": form, **lists})


def records(request: HttpRequest, service: int, framework: str, day: date, kind: str) -> HttpResponse:
    """Show who saved what, and when."""
    found = list(records_of(request, service, kind, framework, day).select_related("saved_by"))
    if not found:
        raise Http404
    context = {"service": found[0].service, "records": found, "title": title_of(framework), "kind": kind, "day": day}
    return render(request, "portal/records.html", context)


def record(request: HttpRequest, service: int, framework: str, day: date, kind: str, number: int) -> HttpResponse:
    """Answer with a record as it was saved: a file that the library's commands read."""
    found = get_object_or_404(records_of(request, service, kind, framework, day), number=number)
    name = f"{framework}-{day}-{kind}-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(found.data, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})
