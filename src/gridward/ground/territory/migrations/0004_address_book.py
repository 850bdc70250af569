"""The address book: what places are also called, what corrections suggest, and after how many of them."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.ground.territory.terms.book
import gridward.kernel.ids
from gridward.kernel.rows import Walled

SIGNED_IN = "(SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL"
OWN = f"""
CREATE POLICY of_the_street ON {{table}}
USING (grid_id IS NULL AND {SIGNED_IN}) WITH CHECK (grid_id IS NULL AND {SIGNED_IN})
"""
OWN_TABLES = ("territory_placename", "territory_placenamehistory", "territory_nameuse")


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0003_past_boundaries"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlaceName",
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
                ("name", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("old", "old"),
                            ("nickname", "nickname"),
                            ("misspelling", "misspelling"),
                            ("same_sound", "same_sound"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "typed"),
                            ("learned", "learned"),
                            ("imported", "imported"),
                        ],
                        max_length=10,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("entered_by", models.CharField(max_length=80)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("retired_by", models.CharField(blank=True, max_length=80)),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="territory.building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="place_names",
                        to="territory.division",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="territory.placename",
                    ),
                ),
                (
                    "road",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="place_names",
                        to="territory.road",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="territory.site",
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
        ),
        migrations.CreateModel(
            name="NameUse",
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
                ("count", models.PositiveIntegerField(default=0)),
                ("last_on", models.DateField()),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "name",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="use",
                        to="territory.placename",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NameSuggestion",
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
                ("name", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("old", "old"),
                            ("nickname", "nickname"),
                            ("misspelling", "misspelling"),
                            ("same_sound", "same_sound"),
                        ],
                        max_length=12,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                        ],
                        default=gridward.ground.territory.terms.book.SuggestionState["OPEN"],
                        max_length=8,
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="territory.building",
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
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="territory.site",
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
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggestions",
                        to="territory.placename",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceNameHistory",
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
                ("name", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("old", "old"),
                            ("nickname", "nickname"),
                            ("misspelling", "misspelling"),
                            ("same_sound", "same_sound"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "typed"),
                            ("learned", "learned"),
                            ("imported", "imported"),
                        ],
                        max_length=10,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("entered_by", models.CharField(max_length=80)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("retired_by", models.CharField(blank=True, max_length=80)),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.division",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.placename",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="territory.placename",
                    ),
                ),
                (
                    "road",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.road",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.site",
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
            name="LearningSetting",
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
                ("corrections", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("entered_by", models.CharField(max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                "indexes": [
                    models.Index(
                        fields=["street", "-valid_from", "-at"], name="territory_learning_by_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NameEvidence",
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
                ("said", models.CharField(max_length=200)),
                ("chosen", models.CharField(max_length=200)),
                ("place_id", models.UUIDField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("household", "household"),
                            ("conflict", "conflict"),
                            ("address_page", "address_page"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(max_length=80)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="territory.namesuggestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("suggestion", "place_id", "by"),
                        name="territory_one_correction_a_person",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="placename",
            index=models.Index(fields=["street", "key", "id"], name="territory_name_by_key"),
        ),
        migrations.AddIndex(
            model_name="placename",
            index=models.Index(fields=["grid"], name="territory_name_by_grid"),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("building", None),
                        ("community", None),
                        ("road", None),
                        ("site__isnull", False),
                    ),
                    models.Q(
                        ("building__isnull", False),
                        ("community", None),
                        ("road", None),
                        ("site", None),
                    ),
                    models.Q(
                        ("building", None),
                        ("community", None),
                        ("road__isnull", False),
                        ("site", None),
                    ),
                    models.Q(
                        ("building", None),
                        ("community__isnull", False),
                        ("road", None),
                        ("site", None),
                    ),
                    _connector="OR",
                ),
                name="territory_name_has_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None),
                    ("valid_from", None),
                    ("valid_to__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="territory_name_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on", None)),
                fields=("site", "building", "road", "community", "key"),
                name="territory_one_entry_a_name",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_placenamehistory" ("building_id", "community_id", "created_at", "entered_by", "grid_id", "id", "key", "kind", "merged_into_id", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_by", "retired_on", "road_id", "site_id", "source", "street_id", "updated_at", "valid_from", "valid_to", "version") SELECT old_values."building_id", old_values."community_id", old_values."created_at", old_values."entered_by", old_values."grid_id", old_values."id", old_values."key", old_values."kind", old_values."merged_into_id", old_values."name", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."retired_by", old_values."retired_on", old_values."road_id", old_values."site_id", old_values."source", old_values."street_id", old_values."updated_at", old_values."valid_from", old_values."valid_to", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f5bed8ca1cb296bf09820caf416b0d617d6dea8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_215e8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="territory_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territory_placenamehistory" ("building_id", "community_id", "created_at", "entered_by", "grid_id", "id", "key", "kind", "merged_into_id", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_by", "retired_on", "road_id", "site_id", "source", "street_id", "updated_at", "valid_from", "valid_to", "version") SELECT old_values."building_id", old_values."community_id", old_values."created_at", old_values."entered_by", old_values."grid_id", old_values."id", old_values."key", old_values."kind", old_values."merged_into_id", old_values."name", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."retired_by", old_values."retired_on", old_values."road_id", old_values."site_id", old_values."source", old_values."street_id", old_values."updated_at", old_values."valid_from", old_values."valid_to", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="df46e67b318401e0bd369e004934bfbf8300da82",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_82136",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="territory_placename",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="namesuggestion",
            index=models.Index(
                fields=["grid", "state", "-count"], name="territory_suggestion_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="namesuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("building", None), ("site__isnull", False)),
                    models.Q(("building__isnull", False), ("site", None)),
                    _connector="OR",
                ),
                name="territory_suggestion_has_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="namesuggestion",
            constraint=models.UniqueConstraint(
                fields=("site", "building", "key"),
                name="territory_one_suggestion_a_name",
                nulls_distinct=False,
            ),
        ),
        Walled(
            *("territory_placename", "territory_placenamehistory", "territory_nameuse"),
            *("territory_namesuggestion", "territory_nameevidence"),
        ),
        # Names of roads and communities have no grid: they are the whole street's, as roads and communities are.
        migrations.RunSQL(
            [OWN.format(table=table) for table in OWN_TABLES],
            [f"DROP POLICY of_the_street ON {table}" for table in OWN_TABLES],
        ),
    ]
