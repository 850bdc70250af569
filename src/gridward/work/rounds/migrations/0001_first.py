"""Rounds, their targets and visits, what is known of doors, photographs; behind the wall of rows."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.ground.register.terms.people
import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.rounds.terms
from gridward.kernel.rows import Walled


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0009_organisations_by_address"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Photo",
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
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="photo"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("visit_id", models.UUIDField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                ("name", models.CharField(max_length=80)),
                ("basis", models.CharField(blank=True, max_length=300)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("household", "household"), ("organisation", "organisation")],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("questions", models.JSONField(default=list)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("every_days", models.PositiveSmallIntegerField(default=0)),
                ("valid_days", models.PositiveSmallIntegerField()),
                ("tries", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("open", "open"), ("closed", "closed")],
                        default=gridward.work.rounds.terms.RoundState["DRAFT"],
                        max_length=8,
                    ),
                ),
                ("cycle_began_on", models.DateField(blank=True, null=True)),
                ("made_by", models.CharField(max_length=80)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=80)),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CycleCount",
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
                ("began_on", models.DateField()),
                ("ended_on", models.DateField()),
                ("counts", models.JSONField()),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cycles",
                        to="rounds.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoundGrid",
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
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grids",
                        to="rounds.round",
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
            name="Target",
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
                    "kind",
                    models.CharField(
                        choices=[("household", "household"), ("organisation", "organisation")],
                        max_length=12,
                    ),
                ),
                ("late_added", models.BooleanField(default=False)),
                ("persons", models.PositiveSmallIntegerField(default=0)),
                ("persons_met", models.PositiveSmallIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "met"),
                            ("no_answer", "no_answer"),
                            ("refused", "refused"),
                            ("away", "away"),
                            ("moved_out", "moved_out"),
                            ("empty", "empty"),
                            ("wrong_address", "wrong_address"),
                            ("new_people", "new_people"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                ("outcome_by", models.UUIDField(blank=True, null=True)),
                ("settled", models.BooleanField(default=False)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("visits", models.PositiveIntegerField(default=0)),
                ("asked_again", models.PositiveIntegerField(default=0)),
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
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="rounds.round",
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
            name="Visit",
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
                ("household_id", models.UUIDField(blank=True, null=True)),
                ("organisation_id", models.UUIDField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("met", "met"),
                            ("no_answer", "no_answer"),
                            ("refused", "refused"),
                            ("away", "away"),
                            ("moved_out", "moved_out"),
                            ("empty", "empty"),
                            ("wrong_address", "wrong_address"),
                            ("new_people", "new_people"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "in_person"),
                            ("telephone", "telephone"),
                            ("paper", "paper"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "away",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "none"),
                            ("district", "district"),
                            ("city", "city"),
                            ("province", "province"),
                        ],
                        default=gridward.ground.register.terms.people.Away["NONE"],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField()),
                ("unchanged", models.BooleanField(default=False)),
                ("persons_met", models.PositiveSmallIntegerField(default=0)),
                ("asked_again", models.PositiveSmallIntegerField(default=0)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="survey"
                    ),
                ),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("member_id", models.UUIDField(blank=True, null=True)),
                ("by", models.CharField(max_length=80)),
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
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rounds.target",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KnownAnswers",
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
                    "answers",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="survey"
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
                    "household",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household", None), ("organisation__isnull", False)),
                            models.Q(("household__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="rounds_known_of_one_thing",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="rounds_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclecount",
            constraint=models.UniqueConstraint(
                fields=("round", "grid", "began_on"), name="rounds_one_count_a_cycle"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundgrid",
            constraint=models.UniqueConstraint(
                fields=("round", "grid"), name="rounds_one_row_a_grid"
            ),
        ),
        migrations.AddIndex(
            model_name="target",
            index=models.Index(fields=["round", "grid", "settled", "id"], name="rounds_target_due"),
        ),
        migrations.AddIndex(
            model_name="target",
            index=models.Index(fields=["grid"], name="rounds_target_by_grid"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("household__isnull", False),
                        ("kind", gridward.work.rounds.terms.TargetKind["HOUSEHOLD"]),
                        ("organisation", None),
                    ),
                    models.Q(
                        ("household", None),
                        ("kind", gridward.work.rounds.terms.TargetKind["ORGANISATION"]),
                        ("organisation__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rounds_target_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled", False), models.Q(("outcome", ""), _negated=True), _connector="OR"
                ),
                name="rounds_settled_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("round", "household"), name="rounds_one_a_household"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("round", "organisation"), name="rounds_one_an_organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["target", "-at"], name="rounds_visit_by_target"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["household_id"], name="rounds_visit_by_household"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["organisation_id"], name="rounds_visit_by_shop"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["grid", "at"], name="rounds_visit_by_day"),
        ),
        # No personal data: where a round is walked is known to everybody of the service.
        Walled("rounds_round", "rounds_roundgrid", by_grid=False),
        Walled(
            "rounds_target",
            "rounds_visit",
            "rounds_knownanswers",
            "rounds_photo",
            "rounds_cyclecount",
        ),
    ]
