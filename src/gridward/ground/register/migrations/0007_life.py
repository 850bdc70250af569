"""Why and where to people left, from where they came, and which household took over another."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.ground.register.terms.people

REASON_UNKNOWN = "UPDATE register_resident SET left_why = 'unknown' WHERE left_on IS NOT NULL"
"""Of those who left before this version nobody said why; without triggers, since nobody changed them."""


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0006_persons_said"),
        ("territory", "0002_wall"),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="resident",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="resident",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="household",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.household",
            ),
        ),
        migrations.AddField(
            model_name="householdhistory",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="register.household",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="came_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("birth", "birth"),
                    ("same_street", "same_street"),
                    ("same_district", "same_district"),
                    ("district", "district"),
                    ("city", "city"),
                    ("province", "province"),
                ],
                db_default="",
                default=gridward.ground.register.terms.people.CameFrom["NOT_SAID"],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="came_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="resident",
            name="left_to",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="resident",
            name="left_why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("same_street", "same_street"),
                    ("same_district", "same_district"),
                    ("district", "district"),
                    ("city", "city"),
                    ("province", "province"),
                    ("unknown", "unknown"),
                    ("deceased", "deceased"),
                    ("mistaken", "mistaken"),
                ],
                db_default="",
                default=gridward.ground.register.terms.people.LeftWhy["NOT_LEFT"],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="residenthistory",
            name="came_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("birth", "birth"),
                    ("same_street", "same_street"),
                    ("same_district", "same_district"),
                    ("district", "district"),
                    ("city", "city"),
                    ("province", "province"),
                ],
                db_default="",
                default=gridward.ground.register.terms.people.CameFrom["NOT_SAID"],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="residenthistory",
            name="came_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="residenthistory",
            name="left_to",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="residenthistory",
            name="left_why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("same_street", "same_street"),
                    ("same_district", "same_district"),
                    ("district", "district"),
                    ("city", "city"),
                    ("province", "province"),
                    ("unknown", "unknown"),
                    ("deceased", "deceased"),
                    ("mistaken", "mistaken"),
                ],
                db_default="",
                default=gridward.ground.register.terms.people.LeftWhy["NOT_LEFT"],
                max_length=14,
            ),
        ),
        migrations.RunSQL(REASON_UNKNOWN, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_householdhistory" ("address_score", "address_text", "batch_id", "created_at", "dwelling_id", "grid_id", "id", "merged_into_id", "note", "persons_said", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "street_id", "tenure", "updated_at", "version") SELECT old_values."address_score", old_values."address_text", old_values."batch_id", old_values."created_at", old_values."dwelling_id", old_values."grid_id", old_values."id", old_values."merged_into_id", old_values."note", old_values."persons_said", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."state", old_values."street_id", old_values."tenure", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0cecdfda789e93ae9c6cc79ce671ef1c65283eda",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_householdhistory" ("address_score", "address_text", "batch_id", "created_at", "dwelling_id", "grid_id", "id", "merged_into_id", "note", "persons_said", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "street_id", "tenure", "updated_at", "version") SELECT old_values."address_score", old_values."address_text", old_values."batch_id", old_values."created_at", old_values."dwelling_id", old_values."grid_id", old_values."id", old_values."merged_into_id", old_values."note", old_values."persons_said", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."state", old_values."street_id", old_values."tenure", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a570376512941af2fc83cfca6c8522b4fa7d6ee2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_703e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="register_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_residenthistory" ("batch_id", "birth_date", "came_from", "came_on", "created_at", "document", "document_index", "document_kind", "document_missing", "employer", "grams", "grid_id", "household_id", "id", "left_on", "left_to", "left_why", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "sex", "sort_key", "street_id", "updated_at", "version") SELECT old_values."batch_id", old_values."birth_date", old_values."came_from", old_values."came_on", old_values."created_at", old_values."document", old_values."document_index", old_values."document_kind", old_values."document_missing", old_values."employer", old_values."grams", old_values."grid_id", old_values."household_id", old_values."id", old_values."left_on", old_values."left_to", old_values."left_why", old_values."name", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."relation", old_values."sex", old_values."sort_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b7cf8fd884074619e058614c580cf681a256419c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2dad5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="register_resident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_residenthistory" ("batch_id", "birth_date", "came_from", "came_on", "created_at", "document", "document_index", "document_kind", "document_missing", "employer", "grams", "grid_id", "household_id", "id", "left_on", "left_to", "left_why", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "sex", "sort_key", "street_id", "updated_at", "version") SELECT old_values."batch_id", old_values."birth_date", old_values."came_from", old_values."came_on", old_values."created_at", old_values."document", old_values."document_index", old_values."document_kind", old_values."document_missing", old_values."employer", old_values."grams", old_values."grid_id", old_values."household_id", old_values."id", old_values."left_on", old_values."left_to", old_values."left_why", old_values."name", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."relation", old_values."sex", old_values."sort_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5115082323ced12d022ba0817147d98391eeedbc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18a0f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="register_resident",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    ("state", gridward.ground.register.terms.people.HouseholdState["MOVED_OUT"]),
                    _connector="OR",
                ),
                name="register_merged_household_is_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_on", None), ("left_to", ""), ("left_why", "")),
                    models.Q(("left_on__isnull", False), models.Q(("left_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="register_who_left_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("came_on", None),
                    ("left_on", None),
                    ("left_on__gte", models.F("came_on")),
                    _connector="OR",
                ),
                name="register_nobody_leaves_before_coming",
            ),
        ),
    ]
