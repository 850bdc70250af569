"""Studies and their plans, behind the wall by their grid."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids
from gridward.kernel.rows import Walled


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="SitingStudy",
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
                ("name", models.CharField(max_length=60)),
                ("boundary", models.JSONField(blank=True, null=True)),
                ("roads", models.JSONField(blank=True, null=True)),
                ("roads_name", models.CharField(blank=True, default="", max_length=120)),
                ("roads_count", models.PositiveIntegerField(default=0)),
                ("roads_at", models.DateTimeField(blank=True, null=True)),
                ("openings", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("car", models.BooleanField(default=True)),
                ("whole", models.BooleanField(default=True)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "gates",
                    models.CharField(
                        choices=[("keep", "keep"), ("consider", "consider"), ("leave", "leave")],
                        default="keep",
                        max_length=8,
                    ),
                ),
                ("costs", models.JSONField(blank=True, default=dict)),
                ("asked", models.JSONField(blank=True, default=dict)),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
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
        ),
        migrations.CreateModel(
            name="SitingPlan",
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
                ("base", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, default="", max_length=60)),
                ("changes", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("working", "working"),
                            ("ready", "ready"),
                            ("refused", "refused"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("finding", models.JSONField(blank=True, null=True)),
                ("result", models.JSONField(blank=True, default=dict)),
                ("worked_at", models.DateTimeField(blank=True, null=True)),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="siting.sitingstudy",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="sitingstudy",
            index=models.Index(fields=["-created_at", "-id"], name="siting_study_by_time"),
        ),
        migrations.AddConstraint(
            model_name="sitingplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("base", True)),
                fields=("study",),
                name="siting_one_base_plan_a_study",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("base", False), ("changes", {}), _connector="OR"),
                name="siting_base_plan_changes_nothing",
            ),
        ),
        Walled("siting_sitingstudy", "siting_sitingplan"),
    ]
