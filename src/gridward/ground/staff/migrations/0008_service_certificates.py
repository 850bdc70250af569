"""Certificates of service, kept for good (P5)."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids
import gridward.kernel.rows


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0007_service_confirmed"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceCertificate",
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
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("content", models.JSONField(default=list)),
                ("issued_by", models.CharField(max_length=60)),
                ("issued_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
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
            options={
                "indexes": [models.Index(fields=["person"], name="staff_certificate_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("street", "year", "serial"), name="staff_certificate_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="staff_certificate_days_in_order",
                    ),
                ],
            },
        ),
        gridward.kernel.rows.Walled("staff_servicecertificate", by_grid=False, append_only=True),
    ]
