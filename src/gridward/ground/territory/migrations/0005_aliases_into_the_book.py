"""The names that sites and buildings had in a column of their own become entries of the address book."""

from collections.abc import Iterator
from typing import Any

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gridward.ground.territory.rules.address_words import number_key, tidy

BATCH = 2000


def copy(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every alias becomes an imported name; a building's number in another style needs none: 3幢 is read as 3栋."""
    book = apps.get_model("territory", "PlaceName")
    for column, table in (("site", "Site"), ("building", "Building")):
        rows = apps.get_model("territory", table).objects.exclude(aliases=[])
        names = [
            book(
                **{column: row},
                street_id=row.street_id,
                grid_id=row.grid_id,
                name=name,
                key=key,
                kind="nickname",
                source="imported",
                entered_by="",
            )
            for row in rows.iterator(chunk_size=BATCH)
            for key, name in _names(row, column)
        ]
        book.objects.bulk_create(names, batch_size=BATCH)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _names(row: Any, column: str) -> Iterator[tuple[str, str]]:
    names = {tidy(name).replace(" ", ""): name.strip() for name in row.aliases}
    for key, name in names.items():
        if key and not (column == "building" and number_key(name) == row.number_key):
            yield key, name


def copy_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The names in force become aliases again."""
    for row in apps.get_model("territory", "PlaceName").objects.filter(retired_on=None):
        place = row.site or row.building
        if place is not None:
            place.aliases = [*place.aliases, row.name]
            place.save(update_fields=["aliases"])


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0004_address_book"),
    ]

    operations = [
        migrations.RunPython(copy, copy_back),
        pgtrigger.migrations.RemoveTrigger(
            model_name="building",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="building",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="site",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="site",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="building",
            name="aliases",
        ),
        migrations.RemoveField(
            model_name="buildinghistory",
            name="aliases",
        ),
        migrations.RemoveField(
            model_name="site",
            name="aliases",
        ),
        migrations.RemoveField(
            model_name="sitehistory",
            name="aliases",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_buildinghistory" ("created_at", "floors", "grid_id", "id", "latitude", "longitude", "name", "number_key", "outline", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "source_key", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."floors", old_values."grid_id", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."number_key", old_values."outline", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."site_id", old_values."source_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ceed95507266d55b1156124606a71d7d8ac70012",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a7108",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="territory_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_buildinghistory" ("created_at", "floors", "grid_id", "id", "latitude", "longitude", "name", "number_key", "outline", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "source_key", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."floors", old_values."grid_id", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."number_key", old_values."outline", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."site_id", old_values."source_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6245df60035fda46e1fa5456ea80feecc7e18913",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_178ee",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="territory_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_sitehistory" ("created_at", "grid_id", "house_number", "id", "kind", "latitude", "longitude", "name", "outline", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "source_key", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."house_number", old_values."id", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", old_values."outline", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."road", old_values."source_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="faff3574f665d697e9ad47ce286c1b05b1df82d8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dcc93",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="territory_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_sitehistory" ("created_at", "grid_id", "house_number", "id", "kind", "latitude", "longitude", "name", "outline", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "source_key", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."house_number", old_values."id", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", old_values."outline", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."road", old_values."source_key", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac134d9fd02f0aa3cba051d7c2fee3d4f56ad30f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04e22",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="territory_site",
                    when="AFTER",
                ),
            ),
        ),
    ]
