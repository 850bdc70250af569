"""Arrivals behind the wall of measures: who sees who is under a measure sees who came."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.arrivals.terms
from gridward.kernel.rows import MEASURES, Walled


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("measures", "0002_rules_move"),
        ("register", "0012_told_in_order"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
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
                (
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="arrivals"
                    ),
                ),
                (
                    "stays",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="arrivals"
                    ),
                ),
                ("arrived_on", models.DateField()),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("train", "train"),
                            ("flight", "flight"),
                            ("coach", "coach"),
                            ("car", "car"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("trip", models.CharField(blank=True, max_length=40)),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("self", "self"),
                            ("worker", "worker"),
                            ("gate", "gate"),
                            ("list", "list"),
                        ],
                        max_length=8,
                    ),
                ),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("judged_on", models.DateField()),
                (
                    "judged",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="arrivals"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close_contact", "close_contact"),
                            ("secondary_contact", "secondary_contact"),
                            ("general_contact", "general_contact"),
                            ("stayed_high", "stayed_high"),
                            ("stayed_medium", "stayed_medium"),
                            ("stayed_county", "stayed_county"),
                            ("other_province", "other_province"),
                            ("inbound", "inbound"),
                            ("sealed_resident", "sealed_resident"),
                            ("discharged", "discharged"),
                            ("asymptomatic", "asymptomatic"),
                            ("fever", "fever"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "person_class",
                    models.CharField(
                        choices=[
                            ("", ""),
                            ("risk_area", "risk_area"),
                            ("city_key_area", "city_key_area"),
                            ("other_returnee", "other_returnee"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("measure", "measure"), ("none", "none")],
                        default=gridward.work.arrivals.terms.ArrivalState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("decider_name", models.CharField(blank=True, max_length=80)),
                (
                    "reason",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="arrivals"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="measures.measure",
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
            options={
                "indexes": [
                    models.Index(fields=["grid", "-arrived_on", "-id"], name="arrivals_by_grid")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resident__isnull", False)),
                        fields=("resident", "arrived_on"),
                        name="arrivals_once_a_resident_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resident__isnull", False), ("person__isnull", False), _connector="OR"
                        ),
                        name="arrivals_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("reason", None),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="arrivals_a_person_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "none"), _negated=True),
                            ("reason__isnull", False),
                            _connector="OR",
                        ),
                        name="arrivals_nothing_for_a_reason",
                    ),
                ],
            },
        ),
        Walled("arrivals_arrival", within=MEASURES),
    ]
