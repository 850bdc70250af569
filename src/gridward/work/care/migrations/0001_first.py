"""Plans, contacts and counts: behind a wall of their own; rows of the register take their plans along.

Whoever deletes or moves a household need not see that it has a plan, and Django deletes and moves what it sees. So the
keys to the register are the database's own, with ON DELETE CASCADE, and triggers move plans as the owner of the tables.
"""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.counting import after_statements
from gridward.kernel.rows import CARE, Walled

KEYS = (
    ("careplan", "household", "register_household"),
    ("careplan", "resident", "register_resident"),
    ("carecontact", "plan", "care_careplan"),
)
ADD = "".join(
    f"ALTER TABLE care_{table} ADD CONSTRAINT care_{table}_of_{column} FOREIGN KEY ({column}_id)"
    f" REFERENCES {other} (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;\n"
    for table, column, other in KEYS
)
DROP = "".join(
    f"ALTER TABLE care_{table} DROP CONSTRAINT care_{table}_of_{column};\n"
    for table, column, other in KEYS
)

OF_RESIDENT = "p.resident_id = c.id AND (p.household_id, p.grid_id) <> (c.household_id, c.grid_id)"
OF_HOUSEHOLD = "p.household_id = c.id AND p.resident_id IS NULL AND p.grid_id <> c.grid_id"


def following(home: str, which: str) -> str:
    """Plans go where whoever they are of has gone, with their contacts."""
    return f"""
    WITH moved AS (
        UPDATE care_careplan p SET household_id = {home}, grid_id = c.grid_id, street_id = c.street_id,
            version = p.version + 1, updated_at = now()
        FROM changed c WHERE {which} RETURNING p.id, p.grid_id, p.street_id
    )
    UPDATE care_carecontact k SET grid_id = m.grid_id, street_id = m.street_id
    FROM moved m WHERE k.plan_id = m.id;"""


FOLLOW = [
    statement
    for table, home, which in (
        ("register_resident", "c.household_id", OF_RESIDENT),
        ("register_household", "c.id", OF_HOUSEHOLD),
    )
    for statement in after_statements(
        f"care_follow_{table}",
        table,
        "UPDATE",
        "NEW TABLE AS changed",
        following(home, which),
    )
]
STAY = [
    f"DROP FUNCTION care_follow_{table}() CASCADE"
    for table in ("register_resident", "register_household")
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CarePlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("kind", models.CharField(max_length=24)),
                (
                    "consent_by",
                    models.CharField(
                        choices=[
                            ("oneself", "oneself"),
                            ("guardian", "guardian"),
                            ("family", "family"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent_way",
                    models.CharField(
                        choices=[
                            ("written", "written"),
                            ("spoken", "spoken"),
                            ("called", "called"),
                        ],
                        max_length=10,
                    ),
                ),
                ("consent_on", models.DateField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="care"
                    ),
                ),
                ("every", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "day"), ("week", "week"), ("month", "month")], max_length=6
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("telephone", "telephone"), ("visit", "visit")], max_length=10
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("street_patron", "street_patron"),
                            ("street_grid_chief", "street_grid_chief"),
                            ("street_command", "street_command"),
                            ("discipline_officer", "discipline_officer"),
                            ("privacy_officer", "privacy_officer"),
                            ("first_grid_leader", "first_grid_leader"),
                            ("community_grid_leader", "community_grid_leader"),
                            ("health_liaison", "health_liaison"),
                            ("grid_police", "grid_police"),
                            ("grid_manager", "grid_manager"),
                            ("grid_supervisor", "grid_supervisor"),
                        ],
                        max_length=24,
                    ),
                ),
                ("began_on", models.DateField()),
                ("next_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("last_on", models.DateField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="register.resident",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CareContact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "way",
                    models.CharField(
                        choices=[("telephone", "telephone"), ("visit", "visit")], max_length=10
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("fine", "fine"),
                            ("needs", "needs"),
                            ("not_reached", "not_reached"),
                            ("moved", "moved"),
                            ("declined", "declined"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="care"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="contacts",
                        to="care.careplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CareTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=24)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                            ("gone", "gone"),
                            ("no_need", "no_need"),
                        ],
                        max_length=10,
                    ),
                ),
                ("plans", models.PositiveIntegerField(default=0)),
                ("contacts", models.PositiveIntegerField(default=0)),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="careplan",
            index=models.Index(fields=["grid", "next_on", "id"], name="care_plan_by_next"),
        ),
        migrations.AddIndex(
            model_name="careplan",
            index=models.Index(fields=["next_on"], name="care_plan_by_day"),
        ),
        migrations.AddConstraint(
            model_name="careplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resident__isnull", False)),
                fields=("resident", "kind"),
                name="care_one_plan_a_resident_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="careplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resident", None)),
                fields=("household", "kind"),
                name="care_one_plan_a_household_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="careplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("began_on"))),
                name="care_plan_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="carecontact",
            index=models.Index(fields=["plan", "-at", "-id"], name="care_contact_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="caretally",
            constraint=models.UniqueConstraint(
                fields=("street", "year", "kind", "reason"), name="care_one_tally_a_kind_and_reason"
            ),
        ),
        Walled("care_careplan", "care_carecontact", within=CARE),
        Walled("care_caretally", by_grid=False, within=CARE),
        migrations.RunSQL(ADD, DROP),
        migrations.RunSQL(FOLLOW, STAY),
    ]
