"""Cases and their runs behind a wall of their own; whoever sees a case sees its contacts, evidence and decisions.

What somebody decided of a contact stays as it was written. A resident who is deleted leaves the case as it is.
"""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.rows import TRACING, Walled

SEEN = "EXISTS (SELECT 1 FROM tracing_tracingcase c WHERE c.id = case_id)"
BESIDE = (
    *("tracing_tracedcontact", "tracing_tracedcontacthistory"),
    *("tracing_contactevidence", "tracing_contactdeed"),
)
WALLS = [
    statement
    for table in BESIDE
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY traces ON {table} USING ({SEEN}) WITH CHECK ({SEEN})",
    )
]
NO_WALLS = [
    statement
    for table in BESIDE
    for statement in (
        f"DROP POLICY traces ON {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    )
]
STAYS = """
CREATE FUNCTION tracing_deed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what somebody decided of a contact stays as it was written'
        USING ERRCODE = 'restrict_violation';
END $$;
-- Its words are sealed anew when keys change.
CREATE TRIGGER stays BEFORE UPDATE OF case_id, contact_id, at, decision, reason, account_id, account_name
    ON tracing_contactdeed FOR EACH ROW EXECUTE FUNCTION tracing_deed_stays();
"""
GOES = """
DROP TRIGGER stays ON tracing_contactdeed;
DROP FUNCTION tracing_deed_stays();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("response", "0001_first"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="TracedContact",
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
                ("person_key", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "resident"),
                            ("employee", "employee"),
                            ("member", "member"),
                            ("unknown", "unknown"),
                            ("case", "case"),
                        ],
                        max_length=8,
                    ),
                ),
                ("resident_id", models.UUIDField(blank=True, db_index=True, null=True)),
                (
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("degree", models.PositiveSmallIntegerField()),
                (
                    "suggested",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("secondary", "secondary"),
                            ("general", "general"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("kinds", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("secondary", "secondary"),
                            ("general", "general"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lived_together", "lived_together"),
                            ("ate_together", "ate_together"),
                            ("worked_together", "worked_together"),
                            ("cared_for", "cared_for"),
                            ("unprotected", "unprotected"),
                            ("lives_with_contact", "lives_with_contact"),
                            ("near_contact", "near_contact"),
                            ("briefly", "briefly"),
                            ("protected", "protected"),
                            ("gate_only", "gate_only"),
                            ("absent", "absent"),
                            ("mistaken", "mistaken"),
                            ("apart", "apart"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("news_at", models.DateTimeField(blank=True, null=True)),
                ("measure_id", models.UUIDField(blank=True, null=True)),
                ("measure_problem", models.JSONField(blank=True, null=True)),
                (
                    "home",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TracingCase",
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
                ("resident_id", models.UUIDField(blank=True, db_index=True, null=True)),
                (
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
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
                ("serial", models.CharField(max_length=8, unique=True)),
                ("source", models.CharField(max_length=100)),
                ("paper", models.CharField(max_length=100)),
                ("determined_on", models.DateField()),
                ("began_on", models.DateField()),
                ("symptomatic", models.BooleanField()),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("close_contact", "close_contact"),
                            ("secondary_contact", "secondary_contact"),
                            ("general_contact", "general_contact"),
                            ("stayed_high", "stayed_high"),
                            ("stayed_medium", "stayed_medium"),
                            ("stayed_county", "stayed_county"),
                            ("other_province", "other_province"),
                            ("inbound", "inbound"),
                            ("sealed_resident", "sealed_resident"),
                            ("discharged", "discharged"),
                            ("asymptomatic", "asymptomatic"),
                            ("fever", "fever"),
                        ],
                        max_length=24,
                    ),
                ),
                ("rule", models.JSONField()),
                ("lookback_days", models.PositiveSmallIntegerField()),
                (
                    "stated",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("isolated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                (
                    "end_note",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
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
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="response.responsestanding",
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
            name="TracedContactHistory",
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
                ("person_key", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "resident"),
                            ("employee", "employee"),
                            ("member", "member"),
                            ("unknown", "unknown"),
                            ("case", "case"),
                        ],
                        max_length=8,
                    ),
                ),
                ("resident_id", models.UUIDField(blank=True, null=True)),
                (
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("degree", models.PositiveSmallIntegerField()),
                (
                    "suggested",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("secondary", "secondary"),
                            ("general", "general"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("kinds", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("secondary", "secondary"),
                            ("general", "general"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lived_together", "lived_together"),
                            ("ate_together", "ate_together"),
                            ("worked_together", "worked_together"),
                            ("cared_for", "cared_for"),
                            ("unprotected", "unprotected"),
                            ("lives_with_contact", "lives_with_contact"),
                            ("near_contact", "near_contact"),
                            ("briefly", "briefly"),
                            ("protected", "protected"),
                            ("gate_only", "gate_only"),
                            ("absent", "absent"),
                            ("mistaken", "mistaken"),
                            ("apart", "apart"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("news_at", models.DateTimeField(blank=True, null=True)),
                ("measure_id", models.UUIDField(blank=True, null=True)),
                ("measure_problem", models.JSONField(blank=True, null=True)),
                (
                    "home",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tracing.tracedcontact",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracing.tracingcase",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="tracedcontact",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="tracing.tracingcase",
            ),
        ),
        migrations.CreateModel(
            name="ContactEvidence",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("gate", "gate"),
                            ("household", "household"),
                            ("dwelling", "dwelling"),
                            ("organisation", "organisation"),
                            ("shift", "shift"),
                            ("visit", "visit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("place_key", models.CharField(max_length=64)),
                (
                    "place",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("meetings", models.PositiveIntegerField(default=1)),
                ("found_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="tracing.tracedcontact",
                    ),
                ),
                (
                    "via",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tracing.tracedcontact",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tracing.tracingcase",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactDeed",
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
                    "decision",
                    models.CharField(
                        choices=[
                            ("close", "close"),
                            ("secondary", "secondary"),
                            ("general", "general"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("lived_together", "lived_together"),
                            ("ate_together", "ate_together"),
                            ("worked_together", "worked_together"),
                            ("cared_for", "cared_for"),
                            ("unprotected", "unprotected"),
                            ("lives_with_contact", "lives_with_contact"),
                            ("near_contact", "near_contact"),
                            ("briefly", "briefly"),
                            ("protected", "protected"),
                            ("gate_only", "gate_only"),
                            ("absent", "absent"),
                            ("mistaken", "mistaken"),
                            ("apart", "apart"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                (
                    "contact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deeds",
                        to="tracing.tracedcontact",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tracing.tracingcase",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TracingCaseHistory",
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
                ("resident_id", models.UUIDField(blank=True, null=True)),
                (
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
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
                ("serial", models.CharField(max_length=8)),
                ("source", models.CharField(max_length=100)),
                ("paper", models.CharField(max_length=100)),
                ("determined_on", models.DateField()),
                ("began_on", models.DateField()),
                ("symptomatic", models.BooleanField()),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("close_contact", "close_contact"),
                            ("secondary_contact", "secondary_contact"),
                            ("general_contact", "general_contact"),
                            ("stayed_high", "stayed_high"),
                            ("stayed_medium", "stayed_medium"),
                            ("stayed_county", "stayed_county"),
                            ("other_province", "other_province"),
                            ("inbound", "inbound"),
                            ("sealed_resident", "sealed_resident"),
                            ("discharged", "discharged"),
                            ("asymptomatic", "asymptomatic"),
                            ("fever", "fever"),
                        ],
                        max_length=24,
                    ),
                ),
                ("rule", models.JSONField()),
                ("lookback_days", models.PositiveSmallIntegerField()),
                (
                    "stated",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("isolated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                (
                    "end_note",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
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
                        to="tracing.tracingcase",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="response.responsestanding",
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
            name="TracingRun",
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
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "asked",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                (
                    "answer",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="tracing"
                    ),
                ),
                ("window_minutes", models.PositiveSmallIntegerField()),
                ("degrees", models.PositiveSmallIntegerField()),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("problem", models.JSONField(blank=True, null=True)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="tracing.tracingcase",
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
        migrations.AddIndex(
            model_name="tracingcase",
            index=models.Index(
                fields=["grid", "-determined_on", "-id"], name="tracing_case_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracingcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resident_id__isnull", False), ("state", "open")),
                fields=("resident_id",),
                name="tracing_one_open_case_a_resident",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="tracing_case_ended_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True), models.Q(("paper", ""), _negated=True)
                ),
                name="tracing_case_says_by_which_paper",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tracingcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tracing_tracingcasehistory" ("account_id", "account_name", "began_on", "category", "created_at", "determined_on", "document_index", "end_note", "ended_at", "ended_by", "grid_id", "id", "isolated_at", "lookback_days", "paper", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "resident_id", "response_id", "rule", "serial", "source", "state", "stated", "street_id", "symptomatic", "updated_at", "version") SELECT old_values."account_id", old_values."account_name", old_values."began_on", old_values."category", old_values."created_at", old_values."determined_on", old_values."document_index", old_values."end_note", old_values."ended_at", old_values."ended_by", old_values."grid_id", old_values."id", old_values."isolated_at", old_values."lookback_days", old_values."paper", old_values."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."phone_index", old_values."resident_id", old_values."response_id", old_values."rule", old_values."serial", old_values."source", old_values."state", old_values."stated", old_values."street_id", old_values."symptomatic", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="27cd1d8f838c5d3bf20f24eba97c9b053fc06691",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15185",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="tracing_tracingcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tracingcase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tracing_tracingcasehistory" ("account_id", "account_name", "began_on", "category", "created_at", "determined_on", "document_index", "end_note", "ended_at", "ended_by", "grid_id", "id", "isolated_at", "lookback_days", "paper", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "resident_id", "response_id", "rule", "serial", "source", "state", "stated", "street_id", "symptomatic", "updated_at", "version") SELECT old_values."account_id", old_values."account_name", old_values."began_on", old_values."category", old_values."created_at", old_values."determined_on", old_values."document_index", old_values."end_note", old_values."ended_at", old_values."ended_by", old_values."grid_id", old_values."id", old_values."isolated_at", old_values."lookback_days", old_values."paper", old_values."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."phone_index", old_values."resident_id", old_values."response_id", old_values."rule", old_values."serial", old_values."source", old_values."state", old_values."stated", old_values."street_id", old_values."symptomatic", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f3c50392a814459a97508a816757f26d807b2ed",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_35d8a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="tracing_tracingcase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="tracedcontact",
            index=models.Index(
                fields=["case", "degree", "-last_at", "id"], name="tracing_contacts_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracedcontact",
            constraint=models.UniqueConstraint(
                fields=("case", "person_key"), name="tracing_one_row_a_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracedcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decision", ""), ("reason", "")),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="tracing_decided_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracedcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("degree__in", [1, 2]), ("first_at__lte", models.F("last_at"))),
                name="tracing_contact_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tracedcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tracing_tracedcontacthistory" ("case_id", "created_at", "decided_at", "decided_by", "decision", "degree", "first_at", "home_id", "id", "kind", "kinds", "last_at", "measure_id", "measure_problem", "minutes", "news_at", "person", "person_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "suggested", "updated_at", "version") SELECT old_values."case_id", old_values."created_at", old_values."decided_at", old_values."decided_by", old_values."decision", old_values."degree", old_values."first_at", old_values."home_id", old_values."id", old_values."kind", old_values."kinds", old_values."last_at", old_values."measure_id", old_values."measure_problem", old_values."minutes", old_values."news_at", old_values."person", old_values."person_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."reason", old_values."resident_id", old_values."suggested", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c311ed6830fcaac7eed917ba8a30f56f5650af1d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca643",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="tracing_tracedcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tracedcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tracing_tracedcontacthistory" ("case_id", "created_at", "decided_at", "decided_by", "decision", "degree", "first_at", "home_id", "id", "kind", "kinds", "last_at", "measure_id", "measure_problem", "minutes", "news_at", "person", "person_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "suggested", "updated_at", "version") SELECT old_values."case_id", old_values."created_at", old_values."decided_at", old_values."decided_by", old_values."decision", old_values."degree", old_values."first_at", old_values."home_id", old_values."id", old_values."kind", old_values."kinds", old_values."last_at", old_values."measure_id", old_values."measure_problem", old_values."minutes", old_values."news_at", old_values."person", old_values."person_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reason", old_values."resident_id", old_values."suggested", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d55b3e236b4ecd6f276c1951cb5fdc90abc17b0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78041",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="tracing_tracedcontact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactevidence",
            index=models.Index(fields=["case", "kind", "place_key"], name="tracing_by_place"),
        ),
        migrations.AddConstraint(
            model_name="contactevidence",
            constraint=models.UniqueConstraint(
                fields=("contact", "via", "kind", "place_key"),
                name="tracing_one_row_a_place",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="contactdeed",
            index=models.Index(fields=["contact", "at", "id"], name="tracing_deeds_of"),
        ),
        migrations.AddConstraint(
            model_name="tracingrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("case",),
                name="tracing_one_run_at_a_time",
            ),
        ),
        Walled(
            "tracing_tracingcase",
            "tracing_tracingcasehistory",
            "tracing_tracingrun",
            within=TRACING,
        ),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(STAYS, GOES),
    ]
