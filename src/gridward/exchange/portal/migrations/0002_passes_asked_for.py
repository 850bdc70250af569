"""Passes that households ask for: behind the wall by grid; whoever holds a slip adds and reads those of one door."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.exchange.portal.terms
import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.rows import Walled

ADMITTED = "target_id = (SELECT nullif(current_setting('gridward.admitted', true), '')::uuid)"
GATE = f"""
CREATE POLICY admitted_reads ON portal_passrequest FOR SELECT USING ({ADMITTED});
CREATE POLICY admitted_adds ON portal_passrequest FOR INSERT WITH CHECK ({ADMITTED} AND state = 'waiting');
"""
NO_GATE = """
DROP POLICY admitted_reads ON portal_passrequest;
DROP POLICY admitted_adds ON portal_passrequest;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_first"),
        ("rounds", "0002_self_declared"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassRequest",
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
                        choices=[
                            ("resident", "resident"),
                            ("vehicle", "vehicle"),
                            ("helper", "helper"),
                            ("delivery", "delivery"),
                            ("visitor", "visitor"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                        ],
                        default=gridward.exchange.portal.terms.PassRequestState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("begins_on", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="pass_request"
                    ),
                ),
                (
                    "given",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="pass_request"
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="portal.slip",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rounds.target",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["grid", "sent_at"],
                        name="portal_pass_request_waits",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", ""), ("state", "waiting")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["granted", "refused"]),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="portal_somebody_decided_on_the_pass",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="portal_refused_for_a_reason",
                    ),
                ],
            },
        ),
        Walled("portal_passrequest"),
        migrations.RunSQL(GATE, NO_GATE),
    ]
