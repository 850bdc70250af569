"""Each gate has the place where its keepers are on duty; whoever is on duty there reads the gate and its rules.

Gates that are open join the duty place of their name, or get one. Closed gates have none: nobody will be on duty there.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

READ = "grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])"
MINE = "ANY ((SELECT rota_own_places())::uuid[])"
OF_MINE = (
    "EXISTS (SELECT 1 FROM checkpoints_checkpoint c"
    f" WHERE c.id = checkpoint_id AND c.duty_place_id = {MINE})"
)
WIDE = {
    "checkpoints_checkpoint": f"duty_place_id = {MINE}",
    "checkpoints_gateruleversion": OF_MINE,
}
ON_DUTY_READ = "".join(
    f"ALTER POLICY reads ON {table} USING ({READ} OR {also});\n" for table, also in WIDE.items()
)
GRIDS_READ = "".join(f"ALTER POLICY reads ON {table} USING ({READ});\n" for table in WIDE)


def give_places(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As setting up a gate does it from now on."""
    places = apps.get_model("rota", "DutyPlace").objects
    for gate in apps.get_model("checkpoints", "Checkpoint").objects.filter(closed_on=None):
        here = {"grid_id": gate.grid_id, "name": gate.name, "closed_on": None}
        place = places.filter(**here).first()
        if place is None:
            lanes = max(1, len(gate.lanes))
            place = places.create(street_id=gate.street_id, kind="gate", lanes=lanes, **here)
        elif place.kind != "gate":
            place.kind = "gate"
            place.save()
        gate.duty_place = place
        gate.save()


class Migration(migrations.Migration):
    dependencies = [
        ("checkpoints", "0001_first"),
        ("rota", "0001_first"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkpoint",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkpoint",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="checkpoint",
            name="duty_place",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rota.dutyplace",
            ),
        ),
        migrations.AddField(
            model_name="checkpointhistory",
            name="duty_place",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="rota.dutyplace",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_checkpointhistory" ("closed_on", "closes_at", "created_at", "duty_place_id", "grid_id", "id", "kit", "lanes", "latitude", "lead_id", "longitude", "name", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "police_id", "sides", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."closes_at", old_values."created_at", old_values."duty_place_id", old_values."grid_id", old_values."id", old_values."kit", old_values."lanes", old_values."latitude", old_values."lead_id", old_values."longitude", old_values."name", old_values."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place", old_values."police_id", old_values."sides", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f8aeb3945c0568d92dffd83593db9c6d8e3a15a3",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "checkpoints_checkpointhistory" ("closed_on", "closes_at", "created_at", "duty_place_id", "grid_id", "id", "kit", "lanes", "latitude", "lead_id", "longitude", "name", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "police_id", "sides", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."closes_at", old_values."created_at", old_values."duty_place_id", old_values."grid_id", old_values."id", old_values."kit", old_values."lanes", old_values."latitude", old_values."lead_id", old_values."longitude", old_values."name", old_values."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."police_id", old_values."sides", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="25f3cc9da8a7ea3f4b94a5ccf16fb85651a5ae60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19005",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(ON_DUTY_READ, GRIDS_READ),
        migrations.RunPython(give_places, migrations.RunPython.noop),
    ]
