"""The watch list behind a wall of its own; missing residents behind the wall of grids.

Gates get keyed hashes through a function of the owner (`watch_entries`), so that nothing else of the list leaves its wall.
Entries of residents go where they go, and are noted as stale when their numbers change, by triggers: whoever moves or
changes somebody need not see that they are watched for.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.counting import after_statements
from gridward.kernel.rows import WATCH, Walled

WITHIN = f"(SELECT nullif(current_setting('{WATCH}', true), '')::uuid[])::uuid[]"
CALLED = f"""
CREATE POLICY reads_called ON watch_watchentry FOR SELECT USING (EXISTS (
    SELECT 1 FROM watch_watchcall k WHERE k.entries @> ARRAY[watch_watchentry.id] AND k.grid_id = ANY ({WITHIN})))
"""
TELL = """
CREATE FUNCTION watch_entries(street uuid, moment timestamptz) RETURNS TABLE (standing text, entries text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.standing, string_agg(t.entry, '' ORDER BY t.entry COLLATE "C") FROM (
        SELECT DISTINCT w.standing, unnest(w.entries) AS entry FROM watch_watchentry w
        WHERE w.street_id = street AND w.ended_at IS NULL AND w.begins <= moment AND w.ends > moment) t
    GROUP BY t.standing
$$
"""
CASCADE = """
ALTER TABLE watch_watchentry ADD CONSTRAINT watch_watchentry_of_resident FOREIGN KEY (resident_id)
    REFERENCES register_resident (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
"""
NO_CASCADE = "ALTER TABLE watch_watchentry DROP CONSTRAINT watch_watchentry_of_resident"
BOTH, NEW, OLD = (
    "OLD TABLE AS before NEW TABLE AS changed",
    "NEW TABLE AS changed",
    "OLD TABLE AS changed",
)
MOVED = """
WITH moved AS (
    UPDATE watch_watchentry w SET grid_id = c.grid_id, street_id = c.street_id, version = w.version + 1,
        updated_at = now()
    FROM changed c WHERE w.resident_id = c.id AND w.grid_id <> c.grid_id RETURNING w.id, w.grid_id, w.street_id
)
UPDATE watch_watchappeal a SET grid_id = m.grid_id, street_id = m.street_id FROM moved m WHERE a.entry_id = m.id;
UPDATE watch_watchentry w SET stale = true FROM changed c JOIN before b ON b.id = c.id
WHERE w.resident_id = c.id AND w.ended_at IS NULL AND b.document_index IS DISTINCT FROM c.document_index;"""
CALLED_ANEW = """UPDATE watch_watchentry w SET stale = true FROM changed c
WHERE w.resident_id = c.resident_id AND w.ended_at IS NULL AND NOT w.stale;"""
TRIGGERS = (
    ("register_resident", "UPDATE", BOTH, MOVED),
    ("register_residentphone", "INSERT", NEW, CALLED_ANEW),
    ("register_residentphone", "UPDATE", NEW, CALLED_ANEW),
    ("register_residentphone", "DELETE", OLD, CALLED_ANEW),
)
FOLLOW = [
    statement
    for table, event, referencing, body in TRIGGERS
    for statement in after_statements(
        f"watch_{event.lower()}_{table}", table, event, referencing, body
    )
]
STAY = [f"DROP FUNCTION watch_{event.lower()}_{table}() CASCADE" for table, event, _, _ in TRIGGERS]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkpoints", "0001_first"),
        ("register", "0011_conflicts_of_organisations"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0002_news_and_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchEntry",
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
                        blank=True,
                        choices=[("identity", "identity"), ("phone", "phone"), ("plate", "plate")],
                        max_length=10,
                    ),
                ),
                (
                    "value",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
                    ),
                ),
                (
                    "entries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("stale", models.BooleanField(default=False)),
                (
                    "standing",
                    models.CharField(
                        choices=[("watched", "watched"), ("stays_home", "stays_home")],
                        max_length=12,
                    ),
                ),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("source", models.CharField(max_length=200)),
                ("appeal", models.CharField(max_length=200)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_need", "no_need"),
                            ("mistaken", "mistaken"),
                            ("withdrawn", "withdrawn"),
                            ("upheld", "upheld"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
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
            name="WatchAppeal",
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
                ("at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
                    ),
                ),
                ("taken_by", models.CharField(max_length=80)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "upheld"), ("refused", "refused")],
                        max_length=8,
                    ),
                ),
                (
                    "reply",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
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
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="watch.watchentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WatchEntryHistory",
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
                        blank=True,
                        choices=[("identity", "identity"), ("phone", "phone"), ("plate", "plate")],
                        max_length=10,
                    ),
                ),
                (
                    "value",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
                    ),
                ),
                (
                    "entries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("stale", models.BooleanField(default=False)),
                (
                    "standing",
                    models.CharField(
                        choices=[("watched", "watched"), ("stays_home", "stays_home")],
                        max_length=12,
                    ),
                ),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("source", models.CharField(max_length=200)),
                ("appeal", models.CharField(max_length=200)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="watch"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_need", "no_need"),
                            ("mistaken", "mistaken"),
                            ("withdrawn", "withdrawn"),
                            ("upheld", "upheld"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=80)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="watch.watchentry",
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
            name="MissingResident",
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
                ("at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="missing"
                    ),
                ),
                (
                    "document_index",
                    gridward.kernel.crypto.fields.IndexField(
                        blank=True, key="document", max_length=16, null=True
                    ),
                ),
                (
                    "phone_index",
                    gridward.kernel.crypto.fields.IndexField(
                        blank=True, key="phone", max_length=16, null=True
                    ),
                ),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gate",
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
                        fields=["street", "document_index"],
                        name="watch_missing_by_document",
                    ),
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["street", "phone_index"],
                        name="watch_missing_by_phone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WatchCall",
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
                ("passage_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gate_watch", "gate_watch"),
                            ("fever", "fever"),
                            ("gate_code", "gate_code"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "direction",
                    models.CharField(choices=[("in", "in"), ("out", "out")], max_length=4),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("passed", "passed"),
                            ("turned_back", "turned_back"),
                            ("held", "held"),
                            ("emergency", "emergency"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "entries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "gate",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    models.Index(fields=["grid", "-at", "-id"], name="watch_call_of_grid"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["entries"], name="watch_call_by_entry"
                    ),
                    models.Index(
                        condition=models.Q(("order", None)),
                        fields=["at"],
                        name="watch_call_without_order",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="watchentry",
            index=models.Index(fields=["grid", "-begins", "-id"], name="watch_entry_of_grid"),
        ),
        migrations.AddIndex(
            model_name="watchentry",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["street", "ends"],
                name="watch_entry_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="watchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["entries"], name="watch_entry_by_hash"
            ),
        ),
        migrations.AddConstraint(
            model_name="watchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="watch_entry_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), ("resident", None), _negated=True),
                name="watch_entry_is_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True), models.Q(("appeal", ""), _negated=True)
                ),
                name="watch_entry_rests_on_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_for", "")),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("ended_for", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="watch_entry_ends_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="watchentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "watch_watchentryhistory" ("account_id", "account_name", "appeal", "begins", "created_at", "ended_at", "ended_by", "ended_for", "ends", "entries", "grid_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "said", "source", "stale", "standing", "street_id", "updated_at", "value", "version") SELECT old_values."account_id", old_values."account_name", old_values."appeal", old_values."begins", old_values."created_at", old_values."ended_at", old_values."ended_by", old_values."ended_for", old_values."ends", old_values."entries", old_values."grid_id", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."resident_id", old_values."said", old_values."source", old_values."stale", old_values."standing", old_values."street_id", old_values."updated_at", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b4971d41f750fc57f3cfa3d37fa09f57457e8d14",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_347f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="watch_watchentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="watchentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "watch_watchentryhistory" ("account_id", "account_name", "appeal", "begins", "created_at", "ended_at", "ended_by", "ended_for", "ends", "entries", "grid_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "said", "source", "stale", "standing", "street_id", "updated_at", "value", "version") SELECT old_values."account_id", old_values."account_name", old_values."appeal", old_values."begins", old_values."created_at", old_values."ended_at", old_values."ended_by", old_values."ended_for", old_values."ends", old_values."entries", old_values."grid_id", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."resident_id", old_values."said", old_values."source", old_values."stale", old_values."standing", old_values."street_id", old_values."updated_at", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="815d41206ff8841ca7140b1a869b347bc29d0251",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f436a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="watch_watchentry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="watchappeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("entry",),
                name="watch_one_open_appeal_an_entry",
            ),
        ),
        Walled(
            *(f"watch_{name}" for name in ("watchentry", "watchentryhistory", "watchappeal")),
            "watch_watchcall",
            within=WATCH,
        ),
        Walled("watch_missingresident"),
        migrations.RunSQL(CALLED, "DROP POLICY reads_called ON watch_watchentry"),
        migrations.RunSQL(TELL, "DROP FUNCTION watch_entries(uuid, timestamptz)"),
        migrations.RunSQL(CASCADE, NO_CASCADE),
        migrations.RunSQL(FOLLOW, STAY),
    ]
