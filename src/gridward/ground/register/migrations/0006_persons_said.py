import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_search_at_scale"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="household",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="household",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="household",
            name="persons_said",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="householdhistory",
            name="persons_said",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_householdhistory" ("address_score", "address_text", "batch_id", "created_at", "dwelling_id", "grid_id", "id", "note", "persons_said", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "street_id", "tenure", "updated_at", "version") SELECT old_values."address_score", old_values."address_text", old_values."batch_id", old_values."created_at", old_values."dwelling_id", old_values."grid_id", old_values."id", old_values."note", old_values."persons_said", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."state", old_values."street_id", old_values."tenure", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="39a0389ed1dfd8a1ff6d360ae8c51e2899741a18",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_145d3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="register_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_householdhistory" ("address_score", "address_text", "batch_id", "created_at", "dwelling_id", "grid_id", "id", "note", "persons_said", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "street_id", "tenure", "updated_at", "version") SELECT old_values."address_score", old_values."address_text", old_values."batch_id", old_values."created_at", old_values."dwelling_id", old_values."grid_id", old_values."id", old_values."note", old_values."persons_said", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."state", old_values."street_id", old_values."tenure", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="763e02f5bca1d14dd72fac00c24f0d54f6db33e2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_703e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="register_household",
                    when="AFTER",
                ),
            ),
        ),
    ]
