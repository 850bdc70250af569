"""Samples with their results, and what somebody is called for; seen by whoever sees the measure."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids

SEEN = "EXISTS (SELECT 1 FROM measures_measure m WHERE m.id = measure_id)"
TABLES = ("measures_measuretest", "measures_measurecall")


def wall(table: str) -> str:
    """Read and written by the same people: those who see the measure."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({SEEN});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({SEEN});
CREATE POLICY changes ON {table} FOR UPDATE USING ({SEEN}) WITH CHECK ({SEEN});
CREATE POLICY removes ON {table} FOR DELETE USING ({SEEN});
"""


def no_wall(table: str) -> str:
    """The same table without it."""
    drops = (f"DROP POLICY {one} ON {table};" for one in ("reads", "adds", "changes", "removes"))
    return "\n".join((*drops, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"))


WALLS = "".join(wall(table) for table in TABLES)
NO_WALLS = "".join(no_wall(table) for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0002_rules_move"),
        ("workorders", "0003_first_on_desks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="measuredeed",
            name="step",
            field=models.CharField(
                choices=[
                    ("proposed", "proposed"),
                    ("decided", "decided"),
                    ("confirmed", "confirmed"),
                    ("refused", "refused"),
                    ("placed", "placed"),
                    ("transfer_asked", "transfer_asked"),
                    ("transfer_accepted", "transfer_accepted"),
                    ("transfer_refused", "transfer_refused"),
                    ("appealed", "appealed"),
                    ("appeal_upheld", "appeal_upheld"),
                    ("appeal_changed", "appeal_changed"),
                    ("appeal_rejected", "appeal_rejected"),
                    ("replanned", "replanned"),
                    ("result_changed", "result_changed"),
                    ("ended", "ended"),
                ],
                max_length=18,
            ),
        ),
        migrations.AlterField(
            model_name="measurereading",
            name="account_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="measurereading",
            name="account_name",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.CreateModel(
            name="MeasureCall",
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
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("fever", "fever"),
                            ("positive", "positive"),
                            ("missed", "missed"),
                            ("medicine", "medicine"),
                            ("food", "food"),
                            ("care", "care"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("since", models.DateField(blank=True, null=True)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(blank=True, max_length=80)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[("order", "order"), ("caught_up", "caught_up"), ("over", "over")],
                        max_length=10,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="measures.measure",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["measure", "at"], name="measures_calls_of")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("what__in", ["fever", "positive", "missed"])
                        ),
                        fields=("measure", "what"),
                        name="measures_one_open_call_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_at__isnull", False), models.Q(("end", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="measures_a_call_ended_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureTest",
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
                ("day", models.DateField()),
                ("sampled_at", models.DateTimeField()),
                (
                    "method",
                    models.CharField(
                        choices=[("nucleic_acid", "nucleic_acid"), ("antigen", "antigen")],
                        max_length=12,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("negative", "negative"),
                            ("positive", "positive"),
                            ("invalid", "invalid"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="samples",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["measure", "sampled_at"], name="measures_samples_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at", None), ("result", "")),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                ("reported_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="measures_a_result_was_reported",
                    )
                ],
            },
        ),
        migrations.RunSQL(WALLS, NO_WALLS),
    ]
