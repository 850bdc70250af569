"""Slips and declarations, behind the wall by grid; and the gate by which the holder of a slip passes it."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.exchange.portal.terms
import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.rows import Walled

ADMITTED = "target_id = (SELECT nullif(current_setting('gridward.admitted', true), '')::uuid)"
"""Whoever was admitted by a token sees, adds and replaces declarations of one target until the transaction ends."""
GATE = f"""
CREATE FUNCTION portal_admit(token bytea) RETURNS TABLE (
    slip uuid, target uuid, street uuid, grid uuid, printed_at timestamptz, revoked boolean,
    place text, round text, is_open boolean, ends_on date, questions jsonb
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT s.id, s.target_id, s.street_id, s.grid_id, s.created_at, s.revoked_at IS NOT NULL,
           s.place, r.name, r.state = 'open', r.ends_on, r.questions
    INTO slip, target, street, grid, printed_at, revoked, place, round, is_open, ends_on, questions
    FROM portal_slip s JOIN rounds_target t ON t.id = s.target_id JOIN rounds_round r ON r.id = t.round_id
    WHERE s.token_index = token;
    IF NOT FOUND THEN RETURN; END IF;
    IF is_open AND NOT revoked THEN PERFORM set_config('gridward.admitted', target::text, true); END IF;
    RETURN NEXT;
END $$;
CREATE POLICY admitted_reads ON portal_declaration FOR SELECT USING ({ADMITTED});
CREATE POLICY admitted_adds ON portal_declaration FOR INSERT WITH CHECK ({ADMITTED});
CREATE POLICY admitted_changes ON portal_declaration FOR UPDATE USING ({ADMITTED}) WITH CHECK ({ADMITTED});
"""
NO_GATE = """
DROP POLICY admitted_reads ON portal_declaration;
DROP POLICY admitted_adds ON portal_declaration;
DROP POLICY admitted_changes ON portal_declaration;
DROP FUNCTION portal_admit(bytea);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("rounds", "0002_self_declared"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slip",
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
                    "token_index",
                    gridward.kernel.crypto.fields.IndexField(
                        blank=True, key="slip", max_length=16, null=True
                    ),
                ),
                ("place", models.CharField(max_length=200)),
                ("printed_by", models.CharField(max_length=80)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=80)),
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
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rounds.target",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Declaration",
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
                ("revision", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("replaced", "replaced"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default=gridward.exchange.portal.terms.DeclarationState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("members", models.PositiveSmallIntegerField()),
                (
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="declaration"
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
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="portal.slip",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(
                fields=("token_index",), name="portal_one_slip_a_token"
            ),
        ),
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(fields=["target", "-sent_at"], name="portal_declaration_by_target"),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", gridward.exchange.portal.terms.DeclarationState["WAITING"])
                ),
                fields=("target",),
                name="portal_one_waits_a_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                fields=("target", "revision"), name="portal_revisions_are_counted"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None),
                        ("decided_by", ""),
                        ("state__in", ["waiting", "replaced"]),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("state__in", ["accepted", "rejected"]),
                        models.Q(("decided_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="portal_somebody_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="portal_rejected_for_a_reason",
            ),
        ),
        Walled("portal_slip", "portal_declaration"),
        migrations.RunSQL(GATE, NO_GATE),
    ]
