"""Service groups and notices with what hangs on them: behind the wall. Anybody with the code of a notice reads it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.history
import gridward.kernel.ids
import gridward.work.notices.terms
from gridward.kernel.rows import Walled

TABLES = (
    *("servicegroup", "servicegrouphistory", "groupmember", "groupmemberhistory"),
    *("otherreach", "otherreachhistory", "delivery", "noticereading", "receipt"),
)
READ_BY_CODE = """
CREATE FUNCTION notices_public(wanted text, moment timestamptz)
RETURNS TABLE (title text, text text, title_en text, text_en text, place text, begins_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.title, n.text, n.title_en, n.text_en, d.name, n.begins_at, n.ends_at
    FROM notices_notice n JOIN territory_division d ON d.id = n.street_id
    WHERE n.code = wanted AND n.withdrawn_at IS NULL AND n.begins_at <= moment AND n.ends_at > moment
$$
"""
FORGET = "DROP FUNCTION IF EXISTS notices_public(text, timestamptz)"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceGroup",
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
                    "platform",
                    models.CharField(
                        choices=[
                            ("wechat", "wechat"),
                            ("wecom", "wecom"),
                            ("qq", "qq"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField()),
                (
                    "robot",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="robot"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "keeper",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("grid", "name"),
                        name="notices_group_name_once_a_grid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="notices_group_ends_after_it_begins",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_servicegrouphistory" ("created_at", "ended_on", "grid_id", "id", "keeper_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform", "robot", "since", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."ended_on", old_values."grid_id", old_values."id", old_values."keeper_id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."platform", old_values."robot", old_values."since", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ecf698735bea3149b1b1230c029369796ca8a39a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_09a1b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="notices_servicegroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_servicegrouphistory" ("created_at", "ended_on", "grid_id", "id", "keeper_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform", "robot", "since", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."ended_on", old_values."grid_id", old_values."id", old_values."keeper_id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."platform", old_values."robot", old_values."since", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="01bd0d64fd2d96cd0caf5a80ba348447104dbe7d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1e42",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="notices_servicegroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceGroupHistory",
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
                    "platform",
                    models.CharField(
                        choices=[
                            ("wechat", "wechat"),
                            ("wecom", "wecom"),
                            ("qq", "qq"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField()),
                (
                    "robot",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="robot"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                    "keeper",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="notices.servicegroup",
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
            name="GroupMember",
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
                ("name", models.CharField(blank=True, max_length=60)),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.employee",
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
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
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="notices.servicegroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household", None), ("organisation__isnull", False)),
                            models.Q(("household__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="notices_member_of_one_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employee", None), ("name", ""), ("resident__isnull", False)),
                            models.Q(("employee__isnull", False), ("name", ""), ("resident", None)),
                            models.Q(
                                ("employee", None),
                                ("resident", None),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notices_member_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="notices_nobody_leaves_before_joining",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=(
                            "group",
                            "household",
                            "organisation",
                            "resident",
                            "employee",
                            "name",
                        ),
                        name="notices_once_in_a_group",
                        nulls_distinct=False,
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_groupmemberhistory" ("created_at", "employee_id", "grid_id", "group_id", "household_id", "id", "joined_on", "left_on", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."employee_id", old_values."grid_id", old_values."group_id", old_values."household_id", old_values."id", old_values."joined_on", old_values."left_on", old_values."name", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."resident_id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="85df1a308172843e9551dca26d21c85f0314b36c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f35fd",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="notices_groupmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_groupmemberhistory" ("created_at", "employee_id", "grid_id", "group_id", "household_id", "id", "joined_on", "left_on", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."employee_id", old_values."grid_id", old_values."group_id", old_values."household_id", old_values."id", old_values."joined_on", old_values."left_on", old_values."name", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."resident_id", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6538a6ccc98a5c35be9f7cd1d1debf34327a97cb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_443eb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="notices_groupmember",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMemberHistory",
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
                ("name", models.CharField(blank=True, max_length=60)),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.employee",
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
                        to="notices.groupmember",
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
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="notices.servicegroup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OtherReach",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("telephone", "telephone"),
                            ("door", "door"),
                            ("family", "family"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="reach"
                    ),
                ),
                ("said_by", models.CharField(max_length=80)),
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household", None), ("organisation__isnull", False)),
                            models.Q(("household__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="notices_reach_of_one_subject",
                    ),
                    models.UniqueConstraint(
                        fields=("household", "organisation"),
                        name="notices_one_reach_a_subject",
                        nulls_distinct=False,
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_otherreachhistory" ("created_at", "grid_id", "household_id", "id", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_by", "street_id", "updated_at", "version", "way") SELECT old_values."created_at", old_values."grid_id", old_values."household_id", old_values."id", old_values."note", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."said_by", old_values."street_id", old_values."updated_at", old_values."version", old_values."way" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a14b38fd9e77dd8348161de4b719647b3ad8f3f8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_252ca",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="notices_otherreach",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_otherreachhistory" ("created_at", "grid_id", "household_id", "id", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_by", "street_id", "updated_at", "version", "way") SELECT old_values."created_at", old_values."grid_id", old_values."household_id", old_values."id", old_values."note", old_values."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."said_by", old_values."street_id", old_values."updated_at", old_values."version", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="eb18858933d4c1ba2262d6f6d9e3d235fc746b37",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2b9ac",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="notices_otherreach",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherReachHistory",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("telephone", "telephone"),
                            ("door", "door"),
                            ("family", "family"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="reach"
                    ),
                ),
                ("said_by", models.CharField(max_length=80)),
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
                        to="notices.otherreach",
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
            name="Notice",
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
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=2000)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("text_en", models.TextField(blank=True, max_length=4000)),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("households", "households"),
                            ("organisations", "organisations"),
                            ("unreached", "unreached"),
                        ],
                        default=gridward.work.notices.terms.Whom["EVERYBODY"],
                        max_length=13,
                    ),
                ),
                (
                    "buildings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("enterprise", "enterprise"),
                                ("street_shop", "street_shop"),
                                ("supermarket", "supermarket"),
                                ("market", "market"),
                                ("mall", "mall"),
                                ("construction_site", "construction_site"),
                                ("public_body", "public_body"),
                                ("institution", "institution"),
                                ("school", "school"),
                                ("health_service", "health_service"),
                                ("social_organisation", "social_organisation"),
                                ("property_manager", "property_manager"),
                                ("hotel", "hotel"),
                                ("restaurant", "restaurant"),
                                ("other", "other"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("asks_receipt", models.BooleanField(default=False)),
                ("code", models.CharField(max_length=24, unique=True)),
                ("made_by", models.CharField(max_length=80)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=80)),
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
            options={
                "indexes": [models.Index(fields=["-begins_at", "-id"], name="notices_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                        name="notices_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeGrid",
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
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grids",
                        to="notices.notice",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "grid"), name="notices_one_row_a_grid"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("robot", "robot"),
                            ("sms", "sms"),
                            ("text", "text"),
                            ("poster", "poster"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("refused", "refused"),
                            ("failed", "failed"),
                            ("unsure", "unsure"),
                            ("off", "off"),
                        ],
                        default=gridward.work.notices.terms.DeliveryState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("answer", models.CharField(blank=True, max_length=80)),
                ("asked_by", models.CharField(max_length=80)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
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
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="notices.notice",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.servicegroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "channel", "grid", "group", "household", "organisation"),
                        name="notices_once_a_receiver",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeReading",
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
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="notices.notice",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "account_id"), name="notices_read_once_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
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
                    "way",
                    models.CharField(
                        choices=[("chat", "chat"), ("telephone", "telephone"), ("door", "door")],
                        max_length=10,
                    ),
                ),
                ("said_by", models.CharField(max_length=80)),
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="notices.notice",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household", None), ("organisation__isnull", False)),
                            models.Q(("household__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="notices_receipt_of_one_subject",
                    ),
                    models.UniqueConstraint(
                        fields=("notice", "household", "organisation"),
                        name="notices_one_receipt_a_subject",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        gridward.kernel.history.Kept(
            models=["GroupMember", "OtherReach", "ServiceGroup"],
        ),
        Walled(*(f"notices_{name}" for name in TABLES)),
        # No personal data but who wrote it: what is told in which grid is known to everybody of the service.
        Walled("notices_notice", "notices_noticegrid", by_grid=False),
        migrations.RunSQL(READ_BY_CODE, FORGET),
    ]
