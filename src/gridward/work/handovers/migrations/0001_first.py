"""Handovers, behind a wall that whoever is on duty at a gate may pass; what was signed stays as it is."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.handovers.terms
from gridward.kernel.rows import Walled

READ = "grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])"
WRITE = (
    "grid_id = ANY ((SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[])"
)
ON_DUTY = (
    "EXISTS (SELECT 1 FROM checkpoints_checkpoint c WHERE c.id = checkpoint_id"
    " AND c.duty_place_id = ANY ((SELECT rota_own_places())::uuid[]))"
)
OWN = "(SELECT rota_own_member()) IN (given_by_id, taken_by_id)"
WALL = f"""
ALTER TABLE handovers_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON handovers_handover FOR SELECT USING ({READ} OR {OWN} OR {ON_DUTY});
CREATE POLICY adds ON handovers_handover FOR INSERT WITH CHECK ({WRITE} OR {ON_DUTY});
CREATE POLICY changes ON handovers_handover FOR UPDATE
    USING ({WRITE} OR {ON_DUTY}) WITH CHECK ({WRITE} OR {ON_DUTY});
"""
OPEN = """
DROP POLICY reads ON handovers_handover;
DROP POLICY adds ON handovers_handover;
DROP POLICY changes ON handovers_handover;
ALTER TABLE handovers_handover DISABLE ROW LEVEL SECURITY;
"""
# Sealed texts are left out: they are sealed anew when keys change.
STAYS = """
CREATE FUNCTION handovers_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.digest <> '' AND ROW (OLD.kind, OLD.at, OLD.since, OLD.digest, OLD.counts, OLD.kit,
            OLD.keys, OLD.health, OLD.given_by_id, OLD.give_signature)
        IS DISTINCT FROM ROW (NEW.kind, NEW.at, NEW.since, NEW.digest, NEW.counts, NEW.kit,
            NEW.keys, NEW.health, NEW.given_by_id, NEW.give_signature))
        OR (OLD.take_answer = 'confirm' AND ROW (OLD.taken_by_id, OLD.take_answer, OLD.take_signature)
        IS DISTINCT FROM ROW (NEW.taken_by_id, NEW.take_answer, NEW.take_signature))
    THEN
        RAISE EXCEPTION '% of % is refused: what was signed stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON handovers_handover
    FOR EACH ROW EXECUTE FUNCTION handovers_stays();
"""
GOES = """
DROP TRIGGER stays ON handovers_handover;
DROP FUNCTION handovers_stays();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkpoints", "0002_gates_have_duty_places"),
        ("staff", "0009_recognitions"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0002_news_and_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandoverKey",
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
                    "number",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="handover_key"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                            ("shift", "shift"),
                            ("opening", "opening"),
                            ("closing", "closing"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("signed", "signed"),
                            ("confirmed", "confirmed"),
                            ("questioned", "questioned"),
                            ("crossed", "crossed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=32)),
                ("counts", models.JSONField(default=dict)),
                ("server_counts", models.JSONField(blank=True, null=True)),
                ("kit", models.JSONField(default=list)),
                ("keys", models.PositiveSmallIntegerField(default=0)),
                (
                    "health",
                    models.CharField(
                        choices=[
                            ("good", "good"),
                            ("attention", "attention"),
                            ("trouble", "trouble"),
                        ],
                        default="good",
                        max_length=10,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="handover"
                    ),
                ),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("give_signature", models.TextField(blank=True, max_length=20000)),
                ("given_received_at", models.DateTimeField(blank=True, null=True)),
                ("taken_name", models.CharField(blank=True, max_length=80)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("taken_received_at", models.DateTimeField(blank=True, null=True)),
                (
                    "take_answer",
                    models.CharField(
                        blank=True,
                        choices=[("confirm", "confirm"), ("question", "question")],
                        max_length=8,
                    ),
                ),
                ("take_digest", models.CharField(blank=True, max_length=32)),
                (
                    "take_way",
                    models.CharField(
                        blank=True,
                        choices=[("scan", "scan"), ("code", "code"), ("list", "list")],
                        max_length=4,
                    ),
                ),
                ("take_signature", models.TextField(blank=True, max_length=20000)),
                (
                    "taken_said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="handover"
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "crossed_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="handovers.handover",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["checkpoint", "-at", "-id"], name="handovers_of_gate"),
                    models.Index(fields=["grid", "-at", "-id"], name="handovers_of_grid"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "code"), name="handovers_one_of_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by", None),
                            ("taken_by", None),
                            models.Q(("given_by", models.F("taken_by")), _negated=True),
                            models.Q(
                                ("kind", gridward.work.handovers.terms.HandoverKind["SHIFT"]),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="handovers_between_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverLack",
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
                        choices=[("missing", "missing"), ("gap", "gap"), ("overlap", "overlap")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkpoints.checkpoint",
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
                    "order",
                    models.ForeignKey(
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["at"],
                        name="handovers_lack_that_stands",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "at"), name="handovers_one_lack_a_time"
                    )
                ],
            },
        ),
        migrations.RunSQL(WALL, OPEN),
        Walled("handovers_handoverlack"),
        Walled("handovers_handoverkey", by_grid=False),
        migrations.RunSQL(STAYS, GOES),
    ]
