"""The pages on which an administrator says who may see what."""

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.models import Organisation, Person, Service


class RoleForm(forms.ModelForm):
    """What somebody may see: a manager has services, a commissioner an organisation."""

    def clean(self) -> None:
        """Refuse a role that would see nothing."""
        super().clean()
        needs = {"manager": "services", "commissioner": "organisation"}.get(self.cleaned_data.get("role", ""))
        if needs and not self.cleaned_data.get(needs):
            self.add_error(needs, ValidationError("Somebody of this role sees nothing without it."))


class PersonForm(RoleForm, UserCreationForm):
    """A new person."""

    class Meta(UserCreationForm.Meta):
        model = Person
        fields = ("username", "role", "organisation", "services")


class ChangeForm(RoleForm):
    """Somebody whose role changes, who has forgotten their password, or who has left."""

    new_password = forms.CharField(
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        validators=[validate_password],
        required=False,
        help_text="Empty: it stays as it is.",
    )

    class Meta:
        model = Person
        fields = ("role", "organisation", "services", "is_active")
        labels = {"is_active": "May log in"}

    def save(self, commit: bool = True) -> Person:
        """Save what has changed; whoever has a new password or may not log in any more is logged out everywhere."""
        if self.cleaned_data["new_password"]:
            self.instance.set_password(self.cleaned_data["new_password"])
        return super().save(commit)


FORMS = {
    "person": PersonForm,
    "service": forms.modelform_factory(Service, fields=("name", "organisation")),
    "organisation": forms.modelform_factory(Organisation, fields=("name",)),
}


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
    forms_["person"].fields["username"].widget.attrs.pop("autofocus")  # it stands below the list
    persons = Person.objects.select_related("organisation").prefetch_related("services").order_by("username")
    context = {"persons": persons, "forms": forms_}
    return render(request, "portal/people.html", context, status=422 if sent else 200)


def person(request: HttpRequest, person: int) -> HttpResponse:
    """Change what somebody else may see; nobody can take it from themselves, so an administrator is always left."""
    if not request.user.administers:
        raise Http404
    found = get_object_or_404(Person.objects.exclude(pk=request.user.pk), pk=person)
    form = ChangeForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Changed.")
        return redirect("people")
    return render(request, "portal/person.html", {"person": found, "form": form}, status=422 if form.is_bound else 200)
