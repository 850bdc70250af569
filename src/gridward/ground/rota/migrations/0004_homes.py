"""Where people set out from for duty, sealed: read and written by each for themselves, and handed to drafts by a function.

Who plans selects no row. The function hands over sealed points of those for whom the session plans; only the program
opens them. Whoever is noted as gone has none any more: a trigger deletes it, whoever notes that. The schedule, which
acts for no member, deletes those of people whose last post ended. Duty places may have a point on the map.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids

KNOWING = """
CREATE FUNCTION rota_homes(members uuid[]) RETURNS TABLE (id uuid, member_id uuid, at bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT h.id, h.member_id, h.at FROM rota_home h
    WHERE h.member_id = ANY (members) AND h.member_id = ANY (rota_planned_members())
$$;
CREATE FUNCTION rota_forget_home() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM rota_home WHERE member_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER rota_forget_home AFTER UPDATE OF active ON staff_member
    FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION rota_forget_home();
"""
FORGETTING = """
DROP TRIGGER rota_forget_home ON staff_member;
DROP FUNCTION rota_forget_home();
DROP FUNCTION rota_homes(uuid[]);
"""
ME = "(SELECT rota_own_member())"
PLANNED = "ANY ((SELECT rota_planned_members())::uuid[])"
OF_HOUSE = f"{ME} IS NULL AND member_id = {PLANNED}"
WALL = f"""
ALTER TABLE rota_home ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON rota_home FOR SELECT USING (member_id = {ME} OR ({OF_HOUSE}));
CREATE POLICY adds ON rota_home FOR INSERT WITH CHECK (member_id = {ME});
CREATE POLICY changes ON rota_home FOR UPDATE USING (member_id = {ME}) WITH CHECK (member_id = {ME});
CREATE POLICY removes ON rota_home FOR DELETE USING (member_id = {ME} OR ({OF_HOUSE}));
"""
OPEN = """
DROP POLICY reads ON rota_home;
DROP POLICY adds ON rota_home;
DROP POLICY changes ON rota_home;
DROP POLICY removes ON rota_home;
ALTER TABLE rota_home DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rota", "0003_wishes"),
        ("staff", "0009_recognitions"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Home",
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
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "at",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="duty"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dutyplace",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dutyplace",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="dutyplace",
            name="latitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dutyplace",
            name="longitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dutyplacehistory",
            name="latitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dutyplacehistory",
            name="longitude",
            field=models.FloatField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutyplacehistory" ("closed_on", "created_at", "grid_id", "id", "kind", "lanes", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."created_at", old_values."grid_id", old_values."id", old_values."kind", old_values."lanes", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="eafe993b48ab9b7862f73d3edcf990c1d4c6f786",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68f21",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="rota_dutyplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyplace",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutyplacehistory" ("closed_on", "created_at", "grid_id", "id", "kind", "lanes", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."created_at", old_values."grid_id", old_values."id", old_values."kind", old_values."lanes", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4316669002d08119c66bf6cb982f06739a13e5bc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2c8c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="rota_dutyplace",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="rota_place_point_whole",
            ),
        ),
        migrations.RunSQL(KNOWING, FORGETTING),
        migrations.RunSQL(WALL, OPEN),
    ]
