"""Who sees which services, and what was saved about them: records, which are only ever added."""

import json
import unicodedata
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction

import positiveculture as pc


def spelling(name: str) -> str:
    """Return what the spellings of a name have in common, as the library tells services apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Named(models.Model):
    """What has a name of its own, however that is spelt."""

    name = models.CharField(max_length=200, unique=True, validators=[RegexValidator(r"\w", "Give it a name to read.")])

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that differs from another in capitals or spaces alone: their records would be one's."""
        for name in type(self).objects.exclude(pk=self.pk).values_list("name", flat=True):
            if name != self.name and spelling(name) == spelling(self.name):
                raise ValidationError({"name": f"There is one of this name already: {name}."})


class Organisation(Named):
    """A council, or a group of homes, with services."""


class Service(Named):
    """A service that is assessed. Its name is in its records, and stays as it is."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)

    class Meta:
        ordering = ("name",)


class People(BaseUserManager["Person"]):
    """Makes people."""

    def create_superuser(self, username: str, password: str) -> "Person":
        """Make an administrator, as `manage.py createsuperuser` asks for."""
        person = self.model(username=username, role=Person.Role.ADMIN)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with a role; nothing is kept of them but what they log in with."""

    class Role(models.TextChoices):
        """What somebody may do."""

        MANAGER = "manager", "Manager: sees their services, and fills in"
        COMMISSIONER = "commissioner", "Commissioner: sees all services of an organisation"
        ADMIN = "admin", "Administrator: sees everything, and says who may see what"

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    is_active = models.BooleanField(default=True)
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    services = models.ManyToManyField(Service, blank=True)

    USERNAME_FIELD = "username"
    objects = People()

    @property
    def seen(self) -> models.QuerySet[Service]:
        """The services that they may see; all others are not there for them."""
        if self.role == self.Role.ADMIN:
            return Service.objects.all()
        if self.role == self.Role.COMMISSIONER:
            return Service.objects.filter(organisation=self.organisation_id)
        return Service.objects.filter(person=self)

    @property
    def fills_in(self) -> bool:
        """Whether they may save anything."""
        return self.role == self.Role.MANAGER

    @property
    def administers(self) -> bool:
        """Whether they say who may see what."""
        return self.role == self.Role.ADMIN


class SavedMeanwhile(Exception):
    """Somebody else has saved since the record that was gone on from; nothing was written."""


class Records(models.QuerySet["Record"]):
    """Records that are looked for."""

    def newest(self) -> "Records":
        """Return the last record of each assessment, plan or survey."""
        same = {name: models.OuterRef(name) for name in ("service", "kind", "framework", "day")}
        return self.exclude(models.Exists(Record.objects.filter(**same, number__gt=models.OuterRef("number"))))


class Record(models.Model):
    """What was saved, whole, once. The database refuses to change or to delete one: see the first migration."""

    class Kind(models.TextChoices):
        """What a record is."""

        ASSESSMENT = "assessment", "assessment"
        PLAN = "plan", "plan"
        SURVEY = "survey", "survey"

    service = models.ForeignKey(Service, models.PROTECT)
    kind = models.CharField(max_length=20, choices=Kind)
    framework = models.CharField(max_length=200)
    #: The day of the assessment, the survey, or the assessment that a plan begins at.
    day = models.DateField()
    number = models.PositiveIntegerField()
    saved_by = models.ForeignKey(Person, models.PROTECT)
    saved_at = models.DateTimeField(auto_now_add=True)
    #: The version of the library that wrote it.
    library = models.CharField(max_length=50)
    text = models.TextField()

    objects = Records.as_manager()

    class Meta:
        ordering = ("-day", "-number")
        constraints = (
            # Two people cannot both have a number, so neither saves over the other unseen.
            models.UniqueConstraint(fields=("service", "kind", "framework", "day", "number"), name="one_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.service}: {self.kind} {self.framework} of {self.day}, {self.number}"

    @property
    def data(self) -> dict[str, Any]:
        """What was saved, as the library's functions `..._from_dict` read it."""
        found: dict[str, Any] = json.loads(self.text)
        return found


def add(service: Service, kind: str, framework: str, day: date, data: dict[str, Any], last: int, by: Person) -> Record:
    """Add the record that follows number `last`.

    Raises:
        SavedMeanwhile: Somebody else has added it.
    """
    of = {"service": service, "kind": kind, "framework": framework, "day": day}
    try:
        with transaction.atomic():
            newest = Record.objects.filter(**of).aggregate(models.Max("number", default=0))["number__max"]
            if newest != last:
                raise SavedMeanwhile
            text = json.dumps(data, ensure_ascii=False)
            return Record.objects.create(**of, number=last + 1, saved_by=by, library=pc.__version__, text=text)
    except IntegrityError:
        raise SavedMeanwhile from None
