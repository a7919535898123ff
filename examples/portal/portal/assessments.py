"""The pages of an assessment: filled in, saved, what it indicates, and the report as a page and as PDF."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

import positiveculture as pc
from portal.models import Record, SavedMeanwhile, add
from portal.services import framework_of, last_seen, records_of, seen
from positiveculture.documents.assessment import assessment_document
from positiveculture.documents.blocks import Document
from positiveculture.documents.report import report_document
from positiveculture.form import data_element, field_name, fields, merged, payload, result
from positiveculture.formats.record import judge_record
from positiveculture.formats.report import Report
from positiveculture.render.forms import render as render_as
from positiveculture.render.html import fragment

ASSESSMENT = Record.Kind.ASSESSMENT


def fill_in(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Show the form of an assessment as it was saved last, and save what is sent."""
    found = seen(request, service)
    if not request.user.fills_in:
        raise PermissionDenied
    saved = records_of(request, service, ASSESSMENT, framework, day)
    last = saved.first()
    judged_by = framework_of(framework, None if last is None else last.data["edition"])
    of = {"service": found, "framework": judged_by, "day": day}
    fixed = {"service": found.name, "assessed_on": day.isoformat()}
    if request.method != "POST":
        answers = fixed if last is None else last.data
        return _form(request, of, answers, 0 if last is None else last.number)
    number = last_seen(request)
    before = next((each.data for each in saved if each.number == number), {})
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    answers = payload(posted, before) | {"framework": judged_by.id, "edition": judged_by.edition, **fixed}
    try:
        assessment = pc.assessment_from_dict(answers, judged_by)
    except pc.InvalidAssessment as error:
        return _form(request, of, answers, number, 422, problems=error.problems)
    try:
        add(found, ASSESSMENT, framework, day, pc.assessment_to_dict(assessment), number, request.user)
    except SavedMeanwhile:
        theirs = saved.all()[0]
        both, paths = merged(before, theirs.data, pc.assessment_to_dict(assessment))
        titles = {topic.id: judged_by.numbered_title(topic.id) for topic in judged_by.every_topic}
        conflicts = [(field_name(path), titles.get(path[-1], path[-1])) for path in paths]
        return _form(request, of, both, theirs.number, 409, theirs=theirs, conflicts=conflicts)
    messages.success(request, "Saved.")
    return redirect("outcome", service, framework, day)


def _form(
    request: HttpRequest, of: dict[str, Any], answers: dict[str, Any], last: int, status: int = 200, **told: Any
) -> HttpResponse:
    framework, problems = of["framework"], told.get("problems", ())
    parts = {
        "fields": fields(framework, answers, problems=problems, fixed=("service", "assessed_on")),
        "result": result(framework),
        "data": data_element(framework),
    }
    return render(request, "portal/fill_in.html", {**of, "last": last, **parts, **told}, status=status)


def judged(request: HttpRequest, service: int, framework: str, day: date) -> tuple[Record, pc.Outcome | pc.Assessment]:
    """Return what was saved last, and its outcome; where its edition is not installed any more, what it says."""
    record = records_of(request, service, ASSESSMENT, framework, day).first()
    if record is None:
        raise Http404
    return record, judge_record(record.data)


def outcome(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Show what an assessment indicates, how far each award has come, and what stands in the way."""
    record, found = judged(request, service, framework, day)
    return _shown(request, record, assessment_document(found))


def _shown(request: HttpRequest, record: Record, document: Document) -> HttpResponse:
    context = {"record": record, "service": record.service, "document": fragment(document, level=1)}
    return render(request, "portal/outcome.html", context)


def _report(request: HttpRequest, service: int, framework: str, day: date) -> tuple[Record, Document]:
    """Return the report, with the assessment before and the plan, where there are such of the same edition."""
    record, found = judged(request, service, framework, day)
    if not isinstance(found, pc.Outcome):
        raise Http404
    of = Record.objects.filter(service=record.service, framework=framework).newest().order_by("-day")
    edition = found.framework.edition
    earlier = next((each for each in of.filter(kind=ASSESSMENT, day__lt=day) if each.data["edition"] == edition), None)
    plan = next((each for each in of.filter(kind=Record.Kind.PLAN, day=day) if each.data["edition"] == edition), None)
    whole = Report(
        found,
        None if earlier is None else pc.assessment_from_dict(earlier.data, found.framework),
        plan=None if plan is None else pc.plan_from_dict(plan.data, found.framework),
    )
    return record, report_document(whole)


def report(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Show the board's page: what moved and what comes next, too."""
    return _shown(request, *_report(request, service, framework, day))


def pdf(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Answer with the same as a file to print."""
    record, document = _report(request, service, framework, day)
    name = f"{framework}-{record.service_id}-{day}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(render_as(document, ".pdf"), content_type="application/pdf", headers=headers)
