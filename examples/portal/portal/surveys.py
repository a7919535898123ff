"""The pages of surveys: replies are uploaded, and what is published of them, protected, is all that is kept."""

from datetime import date
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

import positiveculture as pc
from portal.models import Record, SavedMeanwhile, Service, add
from portal.services import day_field, framework_of, frameworks, records_of, seen
from positiveculture.documents.panel import panel_document
from positiveculture.errors import InvalidFile
from positiveculture.formats.panel import PanelReport, Release, release_from_dict, release_to_dict, released
from positiveculture.render.html import fragment
from positiveculture.sheets import SheetOptions, Upload, read_replies, reading_notes

SURVEY = Record.Kind.SURVEY


class Survey(forms.Form):
    """Replies as a forms tool exports them, and what is said of them."""

    framework = forms.ChoiceField(label="What was asked", choices=partial(frameworks, scored=True))
    day = day_field("Day of the replies")
    file = forms.FileField(
        label="The replies: .csv, .xlsx or .ods",
        validators=[FileExtensionValidator(("csv", "tsv", "xlsx", "ods"))],
        help_text="Names, addresses and times in it are not read, and the file is not kept.",
    )
    by = forms.CharField(label="The column that groups people, such as their team", required=False)
    unread = forms.CharField(
        label="Columns that are not read, a heading a line", required=False, widget=forms.Textarea({"rows": 3})
    )


def publish(request: HttpRequest, service: int) -> HttpResponse:
    """Read replies, and keep what is published of them; replies themselves are not kept."""
    found = seen(request, service)
    if not request.user.fills_in:
        raise PermissionDenied
    form = Survey(request.POST or None, request.FILES or None, initial={"day": localdate()})
    context = {"service": found, "form": form}
    if not form.is_valid():
        return render(request, "portal/publish.html", context, status=422 if form.is_bound else 200)
    try:
        release, notes = _released(found, form.cleaned_data)
        key = (release.summary.framework.id, release.assessed_on[1])
        add(found, SURVEY, *key, release_to_dict(release), 0, request.user)
    except (pc.Invalid, InvalidFile) as error:
        unknown = [str(each.path[-1]) for each in error.problems if each.code == "unknown-heading"]
        form.data = form.data.copy()
        form.data["unread"] = "\n".join([form.data["unread"].strip(), *unknown]).strip()
        context |= {"problems": error.problems, "more": error.more, "unknown": unknown}
    except SavedMeanwhile:
        form.add_error("day", "A survey of this day is published already. Each is published once.")
    else:
        for note in notes:
            messages.info(request, note)
        return redirect("survey", found.pk, *key)
    return render(request, "portal/publish.html", context, status=422)


def _released(service: Service, given: dict[str, object]) -> tuple[Release, list[str]]:
    """Return what is published of replies, beside what was published before, and what was not read of them."""
    framework = pc.get_framework(given["framework"])
    unread = dict.fromkeys(filter(None, map(str.strip, given["unread"].splitlines())), False)
    options = SheetOptions(
        on=given["day"], service=service.name, by=given["by"] or None, columns=unread, other_columns=True
    )
    replies = read_replies([Upload(given["file"].name, given["file"].read())], framework, options)
    since = tuple(each for each in _before(service, framework) if each.assessed_on[1] < given["day"])
    release = released(replies.panel, replies.panel.summary(framework), by=options.by, since=since)
    return release, list(reading_notes(replies))


def _before(service: Service, framework: pc.Framework) -> list[Release]:
    """Return what was published of a service by the same edition, in any order."""
    kept = Record.objects.filter(service=service, kind=SURVEY, framework=framework.id).newest()
    return [release_from_dict(each.data, framework) for each in kept if each.data["edition"] == framework.edition]


def survey(request: HttpRequest, service: int, framework: str, day: date) -> HttpResponse:
    """Show what many people said together, as it was published, beside the waves before."""
    record = records_of(request, service, SURVEY, framework, day).first()
    if record is None:
        raise Http404
    judged_by = framework_of(framework, record.data["edition"])
    release = release_from_dict(record.data, judged_by)
    since = tuple(each for each in _before(record.service, judged_by) if each.assessed_on in release.since)
    document = fragment(panel_document(PanelReport(release=release, since=since)), level=1)
    return render(request, "portal/survey.html", {"record": record, "service": record.service, "document": document})
