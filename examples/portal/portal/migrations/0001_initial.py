"""What the database holds: records that are only ever added."""

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import migrations, models

#: The database itself refuses to change or to delete a record, whoever asks.
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER record_{what.lower()} BEFORE {what} ON portal_record "
        "BEGIN SELECT RAISE(ABORT, 'records are only added'); END"
        for what in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'records are only added'; END $$",
        "CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON portal_record "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ],
}


def create_triggers(_, schema_editor):
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
NAME = models.CharField(max_length=200, unique=True, validators=[RegexValidator(r"\w", "Give it a name to read.")])
ROLES = [
    ("manager", "Manager: sees their services, and fills in"),
    ("commissioner", "Commissioner: sees all services of an organisation"),
    ("admin", "Administrator: sees everything, and says who may see what"),
]
KINDS = [(kind, kind) for kind in ("assessment", "plan", "survey")]
UNIQUE = models.UniqueConstraint(fields=("service", "kind", "framework", "day", "number"), name="one_of_a_number")


def to(name, **given):
    return models.ForeignKey(f"portal.{name}", models.PROTECT, **given)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel("Organisation", [("id", ID), ("name", NAME)]),
        migrations.CreateModel(
            "Service",
            [("id", ID), ("name", NAME), ("organisation", to("organisation"))],
            {"ordering": ("name",)},
        ),
        migrations.CreateModel(
            "Person",
            [
                ("id", ID),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])),
                ("is_active", models.BooleanField(default=True)),
                ("role", models.CharField(choices=ROLES, max_length=20)),
                ("organisation", to("organisation", blank=True, null=True)),
                ("services", models.ManyToManyField("portal.service", blank=True)),
            ],
            {"abstract": False},
        ),
        migrations.CreateModel(
            "Record",
            [
                ("id", ID),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("framework", models.CharField(max_length=200)),
                ("day", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                ("library", models.CharField(max_length=50)),
                ("text", models.TextField()),
                ("saved_by", to("person")),
                ("service", to("service")),
            ],
            {"ordering": ("-day", "-number"), "constraints": [UNIQUE]},
        ),
        migrations.RunPython(create_triggers),
    ]
