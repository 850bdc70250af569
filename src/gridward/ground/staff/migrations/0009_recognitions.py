"""Recognitions and their withdrawal: read where one leads and by whom they concern, added and never changed (P7)."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.kernel.rows

_MINE = f"""(
    SELECT member_id FROM staff_account
    WHERE id::text = (SELECT current_setting('{gridward.kernel.rows.ACTOR}', true))
)"""
_OWN = f"CREATE POLICY own ON staff_recognition FOR SELECT USING (member_id = {_MINE})"
_OWN_WITHDRAWN = f"""CREATE POLICY own ON staff_recognitionwithdrawal FOR SELECT USING (
    EXISTS (SELECT 1 FROM staff_recognition r WHERE r.id = recognition_id AND r.member_id = {_MINE})
)"""
_NO_OWN = "DROP POLICY own ON staff_recognition"
_NO_OWN_WITHDRAWN = "DROP POLICY own ON staff_recognitionwithdrawal"


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0008_service_certificates"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recognition",
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
                ("kind", models.CharField(max_length=24)),
                ("day", models.DateField()),
                (
                    "reason",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="recognition"
                    ),
                ),
                ("evidence", models.JSONField(blank=True, default=list)),
                ("given_by", models.CharField(max_length=60)),
                ("given_account", models.UUIDField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="staff.appointment",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
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
                        related_name="recognitions",
                        to="staff.member",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="staff.teammember",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecognitionWithdrawal",
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
                    "reason",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="recognition"
                    ),
                ),
                ("by", models.CharField(max_length=60)),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "recognition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="staff.recognition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["grid", "-day", "-id"], name="staff_recognition_by_grid"),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("appointment__isnull", False), ("member__isnull", False), ("person", None)
                    ),
                    models.Q(("appointment", None), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="staff_recognition_of_one",
            ),
        ),
        gridward.kernel.rows.Walled(
            "staff_recognition", "staff_recognitionwithdrawal", append_only=True
        ),
        migrations.RunSQL(_OWN, _NO_OWN),
        migrations.RunSQL(_OWN_WITHDRAWN, _NO_OWN_WITHDRAWN),
    ]
