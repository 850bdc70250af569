"""Times of service are confirmed by somebody else; those of before count as confirmed, by nobody."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0006_wall_accounts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="teamservice",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="teamservice",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="teamservice",
            name="staff_teamservice_once",
        ),
        migrations.AddField(
            model_name="teamservice",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="staff.teamservice",
            ),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="decided_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="entered_account",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="entered_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="teamservice",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("confirmed", "confirmed"),
                    ("returned", "returned"),
                    ("corrected", "corrected"),
                ],
                default="confirmed",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="teamservice",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("confirmed", "confirmed"),
                    ("returned", "returned"),
                    ("corrected", "corrected"),
                ],
                default="waiting",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="staff.teamservice",
            ),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="decided_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="entered_account",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="entered_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="teamservicehistory",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("confirmed", "confirmed"),
                    ("returned", "returned"),
                    ("corrected", "corrected"),
                ],
                default="confirmed",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="teamservicehistory",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("confirmed", "confirmed"),
                    ("returned", "returned"),
                    ("corrected", "corrected"),
                ],
                default="waiting",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="teamservice",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["person"],
                name="staff_teamservice_waiting",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamservice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_teamservicehistory" ("corrects_id", "created_at", "day", "decided_at", "decided_by", "entered_account", "entered_by", "id", "minutes", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at", "version", "what") SELECT old_values."corrects_id", old_values."created_at", old_values."day", old_values."decided_at", old_values."decided_by", old_values."entered_account", old_values."entered_by", old_values."id", old_values."minutes", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."reason", old_values."state", old_values."updated_at", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="01b9364405509f0a1e2c1db50f92ac49a0ce27f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c35e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staff_teamservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamservice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_teamservicehistory" ("corrects_id", "created_at", "day", "decided_at", "decided_by", "entered_account", "entered_by", "id", "minutes", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at", "version", "what") SELECT old_values."corrects_id", old_values."created_at", old_values."day", old_values."decided_at", old_values."decided_by", old_values."entered_account", old_values."entered_by", old_values."id", old_values."minutes", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."updated_at", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7d19b7d7c3a63612d1d9d359dce163b350bc9d28",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f6c29",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staff_teamservice",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="teamservice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "confirmed")),
                fields=("person", "day", "what"),
                name="staff_teamservice_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamservice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("person", "day", "what"),
                name="staff_teamservice_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamservice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False), ("state", "waiting")),
                fields=("corrects",),
                name="staff_teamservice_one_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)
                    ),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("entered_by", "")),
                    _connector="OR",
                ),
                name="staff_teamservice_decided_by_somebody",
            ),
        ),
    ]
