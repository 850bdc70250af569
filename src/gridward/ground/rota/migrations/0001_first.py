"""Places, shifts, swaps: behind the wall of grids, and open to whom they concern; a member has one shift at a time.

Whoever has a shift reads it, and the shifts of the same place, also where no post of theirs reaches: a gate is kept by people
of several grids. Functions run as the owner of the tables for that. One more tells when members are busy and not where:
rest is watched over the borders of those who plan.
"""

import django.contrib.postgres.constraints
import django.db.models.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.ground.rota.models
import gridward.ground.rota.terms
import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.rows import Walled

MEMBER_RANGE = "CREATE TYPE rota_member_range AS RANGE (subtype = uuid)"
KNOWING = """
CREATE FUNCTION rota_own_member() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member_id FROM staff_account WHERE id = (
        CASE WHEN current_setting('gridward.actor', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN current_setting('gridward.actor', true)::uuid END)
$$;
CREATE FUNCTION rota_own_places() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT place_id), '{}') FROM rota_shift
    WHERE member_id = rota_own_member() AND state <> 'cancelled'
$$;
CREATE FUNCTION rota_swapped() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(shift_id) || array_agg(other_id), '{}') FROM rota_swap
    WHERE rota_own_member() IN (giver_id, taker_id)
$$;
CREATE FUNCTION rota_busy(members uuid[], since timestamptz, until timestamptz)
RETURNS TABLE (member_id uuid, begins_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.member_id, s.begins_at, s.ends_at FROM rota_shift s
    WHERE s.member_id = ANY (members) AND s.state <> 'cancelled' AND s.ends_at > since AND s.begins_at < until
$$;
"""
FORGETTING = """
DROP FUNCTION rota_busy(uuid[], timestamptz, timestamptz);
DROP FUNCTION rota_swapped();
DROP FUNCTION rota_own_places();
DROP FUNCTION rota_own_member();
"""
READ = "grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])"
WRITE = (
    "grid_id = ANY ((SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[])"
)
ME = "(SELECT rota_own_member())"
MINE = "ANY ((SELECT rota_own_places())::uuid[])"
OF_SEEN_SWAP = "EXISTS (SELECT 1 FROM rota_swap s WHERE s.id = swap_id)"
OF_TWO = f"{ME} IN (giver_id, taker_id)"
SWAPPED = "ANY ((SELECT rota_swapped())::uuid[])"
OF_SWAPPED = (
    f"EXISTS (SELECT 1 FROM rota_shift s WHERE s.place_id = rota_dutyplace.id AND s.id = {SWAPPED})"
)
POLICIES = {
    "rota_dutyplace": (f"{READ} OR id = {MINE} OR {OF_SWAPPED}", WRITE, WRITE, "false"),
    "rota_shift": (
        f"{READ} OR member_id = {ME} OR place_id = {MINE} OR id = {SWAPPED}",
        WRITE,
        WRITE,
        "false",
    ),
    "rota_swap": (f"{READ} OR {OF_TWO}", f"{WRITE} OR {OF_TWO}", f"{WRITE} OR {OF_TWO}", "false"),
    "rota_swapstep": (f"{READ} OR {OF_SEEN_SWAP}", OF_SEEN_SWAP, "false", "false"),
}
"""Who reads, adds, changes, removes."""
WALL = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"CREATE POLICY reads ON {table} FOR SELECT USING ({reads});\n"
    f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({adds});\n"
    f"CREATE POLICY changes ON {table} FOR UPDATE USING ({changes}) WITH CHECK ({changes});\n"
    f"CREATE POLICY removes ON {table} FOR DELETE USING ({removes});\n"
    for table, (reads, adds, changes, removes) in POLICIES.items()
)
OPEN = "".join(
    f"DROP POLICY {policy} ON {table};\n"
    for table in POLICIES
    for policy in ("reads", "adds", "changes", "removes")
) + "".join(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n" for table in POLICIES)
BY_GRID = ("dutydemand", "dutyplacehistory", "dutydemandhistory", "shifthistory")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "0009_recognitions"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.RunSQL(MEMBER_RANGE, "DROP TYPE rota_member_range"),
        migrations.CreateModel(
            name="DutyDemand",
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
                ("since", models.DateField()),
                ("hours", models.JSONField(default=list)),
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
            ],
        ),
        migrations.CreateModel(
            name="DutyPlace",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("gate", "gate"), ("desk", "desk"), ("point", "point")],
                        max_length=8,
                    ),
                ),
                ("lanes", models.PositiveSmallIntegerField(default=1)),
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
            name="DutyDemandHistory",
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
                ("since", models.DateField()),
                ("hours", models.JSONField(default=list)),
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
                        to="rota.dutydemand",
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
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="rota.dutyplace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="dutydemand",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demands",
                to="rota.dutyplace",
            ),
        ),
        migrations.CreateModel(
            name="DutyPlaceHistory",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("gate", "gate"), ("desk", "desk"), ("point", "point")],
                        max_length=8,
                    ),
                ),
                ("lanes", models.PositiveSmallIntegerField(default=1)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="rota.dutyplace",
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
            name="MemberOut",
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
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shift",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("keeper", "keeper"),
                            ("lead", "lead"),
                            ("medic", "medic"),
                            ("police", "police"),
                            ("reserve", "reserve"),
                        ],
                        max_length=8,
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("cancelled", "cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="duty"
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
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="staff.member",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="rota.dutyplace",
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
            name="ShiftHistory",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("keeper", "keeper"),
                            ("lead", "lead"),
                            ("medic", "medic"),
                            ("police", "police"),
                            ("reserve", "reserve"),
                        ],
                        max_length=8,
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("cancelled", "cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="duty"
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
                    "member",
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
                        to="rota.shift",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="rota.dutyplace",
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
            name="Swap",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("approved", "approved"),
                            ("withdrawn", "withdrawn"),
                            ("refused", "refused"),
                            ("overtaken", "overtaken"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "giver",
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
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_swaps",
                        to="rota.shift",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swaps",
                        to="rota.shift",
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
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SwapStep",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("approved", "approved"),
                            ("withdrawn", "withdrawn"),
                            ("refused", "refused"),
                            ("overtaken", "overtaken"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="duty"
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
                    "swap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="rota.swap",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="dutyplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("grid", "name"),
                name="rota_one_place_of_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="dutyplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("lanes__gte", 1)), name="rota_place_has_a_lane"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutyplacehistory" ("closed_on", "created_at", "grid_id", "id", "kind", "lanes", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."created_at", old_values."grid_id", old_values."id", old_values."kind", old_values."lanes", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a709a54c0b076b56f05a7d84009940fc85e50466",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutyplacehistory" ("closed_on", "created_at", "grid_id", "id", "kind", "lanes", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "street_id", "updated_at", "version") SELECT old_values."closed_on", old_values."created_at", old_values."grid_id", old_values."id", old_values."kind", old_values."lanes", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f8d87bfe11b8915782d66d60c55b23da93bcb75c",
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
            model_name="dutydemand",
            constraint=models.UniqueConstraint(
                fields=("place", "since"), name="rota_one_demand_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutydemand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutydemandhistory" ("created_at", "grid_id", "hours", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "since", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."hours", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place_id", old_values."since", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c5742fd0f2231bcbec415702b229a70015ba6399",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f308d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="rota_dutydemand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutydemand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_dutydemandhistory" ("created_at", "grid_id", "hours", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "since", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."hours", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_id", old_values."since", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c6cfad894a29a93ff6a442106c0ae19b39d184d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6772",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="rota_dutydemand",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="memberout",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("begins_at"))),
                name="rota_out_times_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["grid", "begins_at", "id"], name="rota_shift_by_grid"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["place", "begins_at", "id"], name="rota_shift_by_place"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["member", "begins_at", "id"], name="rota_shift_by_member"),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="rota_shift_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("member__isnull", False), models.Q(("state", "cancelled"), _negated=True)
                ),
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                expressions=[
                    (gridward.ground.rota.models._MemberRange("member"), "&&"),
                    (gridward.ground.rota.models._InstantRange("begins_at", "ends_at"), "&&"),
                ],
                name="rota_one_shift_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_shifthistory" ("begins_at", "created_at", "ends_at", "grid_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "role", "said", "state", "street_id", "updated_at", "version") SELECT old_values."begins_at", old_values."created_at", old_values."ends_at", old_values."grid_id", old_values."id", old_values."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place_id", old_values."role", old_values."said", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="58dd51b003ec677c56cd1efdc85e409d7e1a1f52",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a7609",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="rota_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "rota_shifthistory" ("begins_at", "created_at", "ends_at", "grid_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "role", "said", "state", "street_id", "updated_at", "version") SELECT old_values."begins_at", old_values."created_at", old_values."ends_at", old_values."grid_id", old_values."id", old_values."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_id", old_values."role", old_values."said", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6faea993eb3652816ac129b914eb70e100180666",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b51a3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="rota_shift",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="swap",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            gridward.ground.rota.terms.SwapState["AGREED"],
                            gridward.ground.rota.terms.SwapState["PROPOSED"],
                        ],
                    )
                ),
                fields=("shift",),
                name="rota_one_open_swap_a_shift",
            ),
        ),
        migrations.AddConstraint(
            model_name="swap",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", models.F("taker")), _negated=True),
                name="rota_swap_of_two",
            ),
        ),
        migrations.RunSQL(KNOWING, FORGETTING),
        Walled(*(f"rota_{name}" for name in BY_GRID)),
        Walled("rota_memberout", by_grid=False),
        migrations.RunSQL(WALL, OPEN),
    ]
