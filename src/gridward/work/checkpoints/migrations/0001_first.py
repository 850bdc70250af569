"""Gates, rules and passes: behind the wall of grids. What was set as a rule stays; passes go along with their holders.

Whoever deletes or moves a household need not see that somebody there has a pass: the keys to the register are the
database's own, with ON DELETE CASCADE, and triggers move passes as the owner of the tables.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.checkpoints.terms
from gridward.kernel.counting import after_statements
from gridward.kernel.rows import Walled

KEYS = (
    ("resident", "register_resident"),
    ("household", "register_household"),
    ("organisation", "register_organisation"),
)
ADD = "".join(
    f"ALTER TABLE checkpoints_pass ADD CONSTRAINT checkpoints_pass_of_{column} FOREIGN KEY ({column}_id)"
    f" REFERENCES {other} (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;\n"
    for column, other in KEYS
)
DROP = "".join(
    f"ALTER TABLE checkpoints_pass DROP CONSTRAINT checkpoints_pass_of_{column};\n"
    for column, other in KEYS
)
MOVE = """
UPDATE checkpoints_pass p SET {home} grid_id = c.grid_id, street_id = c.street_id, version = p.version + 1,
    updated_at = now() FROM changed c WHERE {which};"""
OF_RESIDENT = "p.resident_id = c.id AND (p.household_id, p.grid_id) <> (c.household_id, c.grid_id)"
OF_UNIT = "p.organisation_id = c.id AND p.resident_id IS NULL AND p.grid_id <> c.grid_id"
FOLLOW = [
    statement
    for table, home, which in (
        ("register_resident", "household_id = c.household_id,", OF_RESIDENT),
        ("register_organisation", "", OF_UNIT),
    )
    for statement in after_statements(
        f"checkpoints_follow_{table}",
        table,
        "UPDATE",
        "NEW TABLE AS changed",
        MOVE.format(home=home, which=which),
    )
]
STAY = [
    f"DROP FUNCTION checkpoints_follow_{table}() CASCADE"
    for table in ("register_resident", "register_organisation")
]
REFUSE = """
CREATE FUNCTION checkpoints_rules_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR ROW (OLD.id, OLD.checkpoint_id, OLD.begins, OLD.rules, OLD.source, OLD.account_id,
            OLD.account_name, OLD.created_at)
        IS DISTINCT FROM ROW (NEW.id, NEW.checkpoint_id, NEW.begins, NEW.rules, NEW.source, NEW.account_id,
            NEW.account_name, NEW.created_at)
    THEN
        RAISE EXCEPTION '% of % is refused: what was set stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON checkpoints_gateruleversion
    FOR EACH ROW EXECUTE FUNCTION checkpoints_rules_stay();
"""
ALLOW = """
DROP TRIGGER stays ON checkpoints_gateruleversion;
DROP FUNCTION checkpoints_rules_stay();
"""
TABLES = ("checkpoint", "checkpointhistory", "gateruleversion", "pass", "passhistory")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("staff", "0009_recognitions"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
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
                ("place", models.CharField(blank=True, max_length=200)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                (
                    "sides",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("opens_at", models.TimeField(blank=True, null=True)),
                ("closes_at", models.TimeField(blank=True, null=True)),
                ("lanes", models.JSONField(default=list)),
                ("kit", models.JSONField(default=list)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "police",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
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
            name="CheckpointHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id, editable=False, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=60)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                (
                    "sides",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("opens_at", models.TimeField(blank=True, null=True)),
                ("closes_at", models.TimeField(blank=True, null=True)),
                ("lanes", models.JSONField(default=list)),
                ("kit", models.JSONField(default=list)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "police",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GateRuleVersion",
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
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField(blank=True, null=True)),
                ("rules", models.JSONField()),
                ("source", models.CharField(max_length=200)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_versions",
                        to="checkpoints.checkpoint",
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
            ],
        ),
        migrations.CreateModel(
            name="Pass",
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
                ("serial", models.CharField(max_length=8, unique=True)),
                (
                    "holder",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="pass_holder"
                    ),
                ),
                ("plate", models.CharField(blank=True, db_index=True, max_length=20)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                (
                    "gates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("once", models.BooleanField(default=False)),
                ("issue", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_for", models.CharField(blank=True, max_length=200)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assisted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
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
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="register.organisation",
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
            name="PassHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id, editable=False, serialize=False
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
                ("serial", models.CharField(max_length=8)),
                (
                    "holder",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="pass_holder"
                    ),
                ),
                ("plate", models.CharField(blank=True, max_length=20)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                (
                    "gates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("once", models.BooleanField(default=False)),
                ("issue", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_for", models.CharField(blank=True, max_length=200)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assisted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="checkpoints.pass",
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
                        related_query_name="+",
                        to="register.resident",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PassKey",
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
                ("public", models.BinaryField(max_length=65)),
                (
                    "number",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="pass_key"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("public",), name="checkpoints_one_key")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="checkpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("grid", "name"),
                name="checkpoints_gate_name_once_a_grid",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="checkpoints_gate_position_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes_at", None), ("opens_at", None)),
                    models.Q(("closes_at__isnull", False), ("opens_at__isnull", False)),
                    _connector="OR",
                ),
                name="checkpoints_gate_hours_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_checkpointhistory" ("closed_on", "closes_at", "created_at", "grid_id", "id", "kit", "lanes", "latitude", "lead_id", "longitude", "name", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "police_id", "sides", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."closes_at", old_values."created_at", old_values."grid_id", old_values."id", old_values."kit", old_values."lanes", old_values."latitude", old_values."lead_id", old_values."longitude", old_values."name", old_values."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place", old_values."police_id", old_values."sides", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="238efaea745af20d05511f9d376edf2f78364015",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48dc7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_checkpointhistory" ("closed_on", "closes_at", "created_at", "grid_id", "id", "kit", "lanes", "latitude", "lead_id", "longitude", "name", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "police_id", "sides", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."closes_at", old_values."created_at", old_values."grid_id", old_values."id", old_values."kit", old_values."lanes", old_values."latitude", old_values."lead_id", old_values."longitude", old_values."name", old_values."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."police_id", old_values."sides", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="085bb3b35142e27d3bee2dea1c9c4d52862100d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19005",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="gateruleversion",
            index=models.Index(fields=["checkpoint", "-begins"], name="checkpoints_rules_of_gate"),
        ),
        migrations.AddConstraint(
            model_name="gateruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends", None), ("ends__gte", models.F("begins")), _connector="OR"
                ),
                name="checkpoints_rules_end_after_they_begin",
            ),
        ),
        migrations.AddIndex(
            model_name="pass",
            index=models.Index(fields=["grid", "-begins", "-id"], name="checkpoints_pass_of_grid"),
        ),
        migrations.AddIndex(
            model_name="pass",
            index=models.Index(
                condition=models.Q(("resident__isnull", False)),
                fields=["resident"],
                name="checkpoints_pass_of_resident",
            ),
        ),
        migrations.AddIndex(
            model_name="pass",
            index=models.Index(
                condition=models.Q(("household__isnull", False)),
                fields=["household"],
                name="checkpoints_pass_of_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="checkpoints_pass_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.CheckConstraint(
                condition=models.Q(("issue__gte", 1), ("issue__lte", 255)),
                name="checkpoints_pass_issue_fits_its_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", gridward.work.checkpoints.terms.PassKind["RESIDENT"]),
                        ("resident__isnull", False),
                    ),
                    models.Q(
                        ("kind", gridward.work.checkpoints.terms.PassKind["RESIDENT"]),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="checkpoints_pass_of_a_resident_names_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("plate", ""), _negated=True),
                    models.Q(
                        ("kind", gridward.work.checkpoints.terms.PassKind["VEHICLE"]), _negated=True
                    ),
                    _connector="OR",
                ),
                name="checkpoints_pass_of_a_vehicle_has_its_plate",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pass",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_passhistory" ("assisted_by_id", "begins", "created_at", "ends", "gates", "grid_id", "holder", "household_id", "id", "issue", "kind", "once", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plate", "reason", "resident_id", "revoked_at", "revoked_for", "serial", "street_id", "updated_at", "used_at", "version") SELECT old_values."assisted_by_id", old_values."begins", old_values."created_at", old_values."ends", old_values."gates", old_values."grid_id", old_values."holder", old_values."household_id", old_values."id", old_values."issue", old_values."kind", old_values."once", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."plate", old_values."reason", old_values."resident_id", old_values."revoked_at", old_values."revoked_for", old_values."serial", old_values."street_id", old_values."updated_at", old_values."used_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e382612ab048e4a2ac92a0ea42264538360c44ab",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d478c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="checkpoints_pass",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pass",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_passhistory" ("assisted_by_id", "begins", "created_at", "ends", "gates", "grid_id", "holder", "household_id", "id", "issue", "kind", "once", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plate", "reason", "resident_id", "revoked_at", "revoked_for", "serial", "street_id", "updated_at", "used_at", "version") SELECT old_values."assisted_by_id", old_values."begins", old_values."created_at", old_values."ends", old_values."gates", old_values."grid_id", old_values."holder", old_values."household_id", old_values."id", old_values."issue", old_values."kind", old_values."once", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."plate", old_values."reason", old_values."resident_id", old_values."revoked_at", old_values."revoked_for", old_values."serial", old_values."street_id", old_values."updated_at", old_values."used_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5b4a90cb92da1ee11429d6f1f3f0e41766ffc807",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d69dc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="checkpoints_pass",
                    when="AFTER",
                ),
            ),
        ),
        Walled(*(f"checkpoints_{name}" for name in TABLES)),
        Walled("checkpoints_passkey", by_grid=False),
        migrations.RunSQL(ADD, DROP),
        migrations.RunSQL(FOLLOW, STAY),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
