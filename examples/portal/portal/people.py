"""The page on which an administrator says who may see what."""

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import UserCreationForm
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.models import Organisation, Person, Service


class PersonForm(UserCreationForm):
    """A new person; a manager has services, a commissioner an organisation."""

    class Meta(UserCreationForm.Meta):
        model = Person
        fields = ("username", "role", "organisation", "services")

    def clean(self) -> None:
        """Refuse a role that would see nothing."""
        super().clean()
        needs = {"manager": "services", "commissioner": "organisation"}.get(self.cleaned_data.get("role", ""))
        if needs and not self.cleaned_data.get(needs):
            self.add_error(needs, ValidationError("Somebody of this role sees nothing without it."))


class ServiceForm(forms.ModelForm):
    """A new service."""

    class Meta:
        model = Service
        fields = ("name", "organisation")


class OrganisationForm(forms.ModelForm):
    """A new organisation."""

    class Meta:
        model = Organisation
        fields = ("name",)


FORMS = {"person": PersonForm, "service": ServiceForm, "organisation": OrganisationForm}


def people(request: HttpRequest) -> HttpResponse:
    """Show who there is, and add a person, a service or an organisation."""
    if not request.user.administers:
        raise Http404
    sent = request.POST.get("add")
    forms_ = {
        name: form(request.POST if name == sent else None, prefix=name, use_required_attribute=False)
        for name, form in FORMS.items()
    }
    if sent in forms_ and forms_[sent].is_valid():
        forms_[sent].save()
        messages.success(request, "Added.")
        return redirect("people")
    persons = Person.objects.select_related("organisation").prefetch_related("services").order_by("username")
    return render(request, "portal/people.html", {"persons": persons, "forms": forms_})
