"""Points, patrols, logs, sheets and draws: behind the wall of grids; what was recorded, signed or bound stays as it is."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.patrols.terms
from gridward.kernel.rows import Walled

TABLES = (
    *("patrolpoint", "patrolpointhistory", "patrol", "stop", "finding"),
    *("worklog", "countersignature", "dailysheet", "drawplan", "showndraw"),
)
STAYING = ("patrol", "stop", "finding", "worklog", "countersignature", "dailysheet", "showndraw")
REFUSE = """
CREATE FUNCTION patrols_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION patrols_refuse_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW (OLD.id, OLD.officer_id, OLD.starts_on, OLD.ends_on, OLD.windows, OLD.points, OLD.per_week, OLD.opens_at,
            OLD.commitment, OLD.bound_by, OLD.bound_at)
        IS DISTINCT FROM ROW (NEW.id, NEW.officer_id, NEW.starts_on, NEW.ends_on, NEW.windows, NEW.points,
            NEW.per_week, NEW.opens_at, NEW.commitment, NEW.bound_by, NEW.bound_at)
    THEN
        RAISE EXCEPTION '% of % is refused: the draw is bound', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE DELETE ON patrols_drawplan FOR EACH ROW EXECUTE FUNCTION patrols_refuse();
CREATE TRIGGER bound BEFORE UPDATE ON patrols_drawplan FOR EACH ROW EXECUTE FUNCTION patrols_refuse_bound();
""" + "".join(
    f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON patrols_{table}"
    " FOR EACH ROW EXECUTE FUNCTION patrols_refuse();\n"
    for table in STAYING
)
ALLOW = (
    "".join(f"DROP TRIGGER stays ON patrols_{table};\n" for table in (*STAYING, "drawplan"))
    + """
DROP TRIGGER bound ON patrols_drawplan;
DROP FUNCTION patrols_refuse_bound();
DROP FUNCTION patrols_refuse();
"""
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawPlan",
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
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("windows", models.JSONField()),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("per_week", models.PositiveSmallIntegerField()),
                ("opens_at", models.PositiveSmallIntegerField()),
                ("commitment", models.CharField(max_length=64)),
                (
                    "seed",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="draw"
                    ),
                ),
                ("bound_by", models.CharField(max_length=80)),
                ("bound_at", models.DateTimeField()),
                ("stopped_on", models.DateField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "officer",
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
            name="Patrol",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("patrol", "patrol"), ("gate", "gate"), ("facility", "facility")],
                        max_length=8,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=500)),
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
            name="Finding",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("gate", "gate"),
                            ("facility", "facility"),
                            ("violation", "violation"),
                            ("environment", "environment"),
                            ("safety", "safety"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("handled", models.CharField(blank=True, max_length=500)),
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
                    "patrol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="patrols.patrol",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PatrolPoint",
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
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("gate", "gate"),
                            ("facility", "facility"),
                            ("entrance", "entrance"),
                            ("public_place", "public_place"),
                            ("site", "site"),
                            ("other", "other"),
                        ],
                        default=gridward.work.patrols.terms.PointCategory["OTHER"],
                        max_length=16,
                    ),
                ),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
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
            name="PatrolPointHistory",
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
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("gate", "gate"),
                            ("facility", "facility"),
                            ("entrance", "entrance"),
                            ("public_place", "public_place"),
                            ("site", "site"),
                            ("other", "other"),
                        ],
                        default=gridward.work.patrols.terms.PointCategory["OTHER"],
                        max_length=16,
                    ),
                ),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
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
                        to="patrols.patrolpoint",
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
            name="ShownDraw",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("day", models.DateField()),
                ("slots", models.JSONField()),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown",
                        to="patrols.drawplan",
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
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grid_id", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "found",
                    models.CharField(
                        choices=[("nothing", "nothing"), ("finding", "finding")],
                        default=gridward.work.patrols.terms.StopFound["NOTHING"],
                        max_length=8,
                    ),
                ),
                (
                    "patrol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stops",
                        to="patrols.patrol",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patrols.patrolpoint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkLog",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("day", models.DateField()),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("first_id", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("start_at", models.DateTimeField()),
                ("end_at", models.DateTimeField()),
                ("work", models.TextField(max_length=4000)),
                ("handling", models.TextField(blank=True, max_length=4000)),
                ("result", models.TextField(blank=True, max_length=4000)),
                ("signature", models.TextField(max_length=20000)),
                ("post", models.CharField(blank=True, max_length=24)),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
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
            name="Countersignature",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(blank=True, max_length=24)),
                ("signature", models.TextField(blank=True, max_length=20000)),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
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
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignatures",
                        to="patrols.worklog",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DailySheet",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("day", models.DateField()),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("figures", models.JSONField()),
                ("shown", models.JSONField(blank=True, default=dict)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("confirmed_at", models.DateTimeField()),
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
            options={
                "indexes": [
                    models.Index(fields=["grid", "-day", "-id"], name="patrols_sheet_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grid", "member", "day", "revision"),
                        name="patrols_one_sheet_a_version",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="drawplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="patrols_draw_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_at__lte", 23)), name="patrols_draw_opens_within_the_day"
            ),
        ),
        migrations.AddIndex(
            model_name="patrol",
            index=models.Index(fields=["grid", "-started_at", "-id"], name="patrols_by_day"),
        ),
        migrations.AddConstraint(
            model_name="patrol",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__gt", models.F("started_at"))),
                name="patrols_times_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["grid", "category"], name="patrols_finding_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("patrol", "position"), name="patrols_one_finding_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="patrolpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on", None)),
                fields=("grid", "name"),
                name="patrols_point_name_once_a_grid",
            ),
        ),
        migrations.AddConstraint(
            model_name="patrolpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="patrols_point_position_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patrolpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "patrols_patrolpointhistory" ("category", "created_at", "grid_id", "id", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_on", "street_id", "updated_at", "version") SELECT old_values."category", old_values."created_at", old_values."grid_id", old_values."id", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place", old_values."retired_on", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa183e5c4c7955e5314e10f1c9c26f186da98d37",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_771f8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="patrols_patrolpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patrolpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "patrols_patrolpointhistory" ("category", "created_at", "grid_id", "id", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_on", "street_id", "updated_at", "version") SELECT old_values."category", old_values."created_at", old_values."grid_id", old_values."id", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."retired_on", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="89245711113c8dad3614327bf35dfba70c25ba43",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8305a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="patrols_patrolpoint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="showndraw",
            constraint=models.UniqueConstraint(
                fields=("plan", "day", "account_id"), name="patrols_shown_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                fields=("patrol", "position"), name="patrols_one_stop_a_position"
            ),
        ),
        migrations.AddIndex(
            model_name="worklog",
            index=models.Index(fields=["grid", "-day", "-id"], name="patrols_log_by_day"),
        ),
        migrations.AddConstraint(
            model_name="worklog",
            constraint=models.UniqueConstraint(
                fields=("first_id", "revision"), name="patrols_one_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="worklog",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_at__gt", models.F("start_at"))),
                name="patrols_log_times_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="worklog",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_id", models.F("id")), ("reason", ""), ("revision", 1)),
                    models.Q(
                        ("revision__gt", 1),
                        models.Q(("first_id", models.F("id")), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="patrols_correction_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="countersignature",
            constraint=models.UniqueConstraint(
                fields=("log", "account_id"), name="patrols_one_countersignature_a_person"
            ),
        ),
        Walled(*(f"patrols_{name}" for name in TABLES)),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
