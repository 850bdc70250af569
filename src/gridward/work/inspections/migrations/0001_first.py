"""Inspections, notices, plans, facilities, filings: behind the wall of grids; what was seen and said stays as it is."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.inspections.terms
from gridward.kernel.rows import Walled

TABLES = (
    *(
        "facility",
        "facilityhistory",
        "plannedvisit",
        "inspection",
        "inspectionfinding",
        "inspectionphoto",
    ),
    *("rectificationnotice", "noticedelivery", "noticereply", "filing", "filingstep"),
)
STAYING = (
    *("inspection", "inspectionfinding", "rectificationnotice", "noticedelivery", "noticereply"),
    *("filing", "filingstep"),
)
REFUSE = """
CREATE FUNCTION inspections_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION inspections_refuse_but_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- New keys seal a text anew (kernel/crypto/rotation.py); nothing else changes.
    IF (to_jsonb(OLD) - 'said') IS DISTINCT FROM (to_jsonb(NEW) - 'said')
        OR (OLD.said IS NULL) IS DISTINCT FROM (NEW.said IS NULL)
    THEN
        RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER stays BEFORE DELETE ON inspections_{table}"
    " FOR EACH ROW EXECUTE FUNCTION inspections_refuse();\n"
    f"CREATE TRIGGER stays_but_seals BEFORE UPDATE ON inspections_{table}"
    " FOR EACH ROW EXECUTE FUNCTION inspections_refuse_but_seals();\n"
    for table in STAYING
)
ALLOW = (
    "".join(
        f"DROP TRIGGER stays ON inspections_{table};\nDROP TRIGGER stays_but_seals ON inspections_{table};\n"
        for table in STAYING
    )
    + """
DROP FUNCTION inspections_refuse_but_seals();
DROP FUNCTION inspections_refuse();
"""
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Facility",
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
                        choices=[
                            ("barrier", "barrier"),
                            ("fence", "fence"),
                            ("gate_booth", "gate_booth"),
                            ("thermometer", "thermometer"),
                            ("tent", "tent"),
                            ("sign", "sign"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("keeper", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("sound", "sound"), ("broken", "broken"), ("removed", "removed")],
                        default=gridward.work.inspections.terms.FacilityState["SOUND"],
                        max_length=8,
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
        migrations.CreateModel(
            name="FacilityHistory",
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
                        choices=[
                            ("barrier", "barrier"),
                            ("fence", "fence"),
                            ("gate_booth", "gate_booth"),
                            ("thermometer", "thermometer"),
                            ("tent", "tent"),
                            ("sign", "sign"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("keeper", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("sound", "sound"), ("broken", "broken"), ("removed", "removed")],
                        default=gridward.work.inspections.terms.FacilityState["SOUND"],
                        max_length=8,
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="inspections.facility",
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
            name="Filing",
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
                    "filed_by",
                    models.CharField(
                        choices=[("organisation", "organisation"), ("worker", "worker")],
                        max_length=12,
                    ),
                ),
                ("filed_at", models.DateTimeField()),
                ("resumes_on", models.DateField()),
                ("persons", models.PositiveIntegerField()),
                (
                    "has",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                ("review_by", models.DateField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
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
        ),
        migrations.CreateModel(
            name="FilingStep",
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
                ("serial", models.PositiveSmallIntegerField()),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("refuse", "refuse"),
                            ("reply", "reply"),
                            ("revoke", "revoke"),
                        ],
                        max_length=8,
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=24)),
                ("at", models.DateTimeField()),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="inspections.filing",
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
            ],
            options={
                "ordering": ["serial"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
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
                    "subject",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("facility", "facility"),
                            ("grid", "grid"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("duty", "duty"), ("recheck", "recheck"), ("chief", "chief")],
                        max_length=8,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("checklist", models.CharField(max_length=24)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("answers", models.JSONField()),
                (
                    "known",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspections.facility",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
        ),
        migrations.CreateModel(
            name="InspectionFinding",
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
                ("position", models.PositiveSmallIntegerField()),
                ("item", models.CharField(max_length=24)),
                (
                    "seriousness",
                    models.CharField(
                        choices=[("ordinary", "ordinary"), ("serious", "serious")], max_length=8
                    ),
                ),
                ("on_the_spot", models.BooleanField(default=False)),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
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
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="inspections.inspection",
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
        ),
        migrations.CreateModel(
            name="InspectionPhoto",
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
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="photo"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("inspection_id", models.UUIDField(blank=True, null=True)),
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
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaperSerial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "series",
                    models.CharField(
                        choices=[("notice", "notice"), ("filing", "filing")], max_length=8
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
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
            name="PlannedVisit",
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
                    "subject",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("facility", "facility"),
                            ("grid", "grid"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("duty", "duty"), ("recheck", "recheck"), ("chief", "chief")],
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[("chosen", "chosen"), ("kind", "kind"), ("unseen", "unseen")],
                        max_length=8,
                    ),
                ),
                ("due_on", models.DateField()),
                ("planned_by", models.CharField(max_length=80)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_on", models.DateField(blank=True, null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspections.facility",
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
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
        ),
        migrations.AddField(
            model_name="inspection",
            name="planned",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspection",
                to="inspections.plannedvisit",
            ),
        ),
        migrations.CreateModel(
            name="RectificationNotice",
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
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("deadline", models.DateField()),
                ("issued_at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
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
                    "inspection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="inspections.inspection",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
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
        ),
        migrations.CreateModel(
            name="NoticeReply",
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
                ("at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
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
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="inspections.rectificationnotice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeDelivery",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "in_person"),
                            ("left", "left"),
                            ("post", "post"),
                            ("electronic", "electronic"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        choices=[("signed", "signed"), ("refused", "refused"), ("none", "none")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="inspection"
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
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery",
                        to="inspections.rectificationnotice",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inspection",
            name="recheck_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rechecks",
                to="inspections.rectificationnotice",
            ),
        ),
        migrations.AddConstraint(
            model_name="facility",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", gridward.work.inspections.terms.FacilityState["REMOVED"]),
                    _negated=True,
                ),
                fields=("grid", "name"),
                name="inspections_facility_name_once_a_grid",
            ),
        ),
        migrations.AddConstraint(
            model_name="facility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="inspections_facility_position_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_facilityhistory" ("created_at", "grid_id", "id", "keeper", "kind", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "state", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."id", old_values."keeper", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."place", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c987af90bb42bb2685b2855e4c218c6800d953bf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9eb63",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="inspections_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_facilityhistory" ("created_at", "grid_id", "id", "keeper", "kind", "latitude", "longitude", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "state", "street_id", "updated_at", "version") SELECT old_values."created_at", old_values."grid_id", old_values."id", old_values."keeper", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ff4f35f47748fa92bda6f6fd4a215bd8f133cf8f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b2ec",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="inspections_facility",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                fields=["grid", "-filed_at", "-id"], name="inspections_filing_by_grid"
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                fields=["organisation", "-filed_at"], name="inspections_filing_by_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="filingstep",
            constraint=models.UniqueConstraint(
                fields=("filing", "serial"), name="inspections_steps_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="filingstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("street", "year", "number"),
                name="inspections_filing_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("move", gridward.work.inspections.terms.FilingMove["REPLY"]),
                        ("number", None),
                        ("year", None),
                    ),
                    models.Q(
                        models.Q(
                            ("move", gridward.work.inspections.terms.FilingMove["REPLY"]),
                            _negated=True,
                        ),
                        ("number__isnull", False),
                        ("year__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="inspections_decision_has_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.UniqueConstraint(
                fields=("inspection", "position"), name="inspections_one_finding_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("on_the_spot", True), ("order", None)),
                    models.Q(("on_the_spot", False), ("order__isnull", False)),
                    _connector="OR",
                ),
                name="inspections_open_finding_has_an_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperserial",
            constraint=models.UniqueConstraint(
                fields=("street", "series", "year"), name="inspections_one_serial_a_year"
            ),
        ),
        migrations.AddIndex(
            model_name="plannedvisit",
            index=models.Index(
                condition=models.Q(("cancelled_on", None), ("done_at", None)),
                fields=["grid", "due_on"],
                name="inspections_plan_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvisit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("cancelled_on", None), ("done_at", None), ("organisation__isnull", False)
                ),
                fields=("organisation",),
                name="inspections_one_plan_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("cancelled_on", None), _connector="OR"),
                name="inspections_plan_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("facility", None),
                        ("organisation__isnull", False),
                        (
                            "subject",
                            gridward.work.inspections.terms.InspectionSubject["ORGANISATION"],
                        ),
                    ),
                    models.Q(
                        ("facility__isnull", False),
                        ("organisation", None),
                        ("subject", gridward.work.inspections.terms.InspectionSubject["FACILITY"]),
                    ),
                    models.Q(
                        ("facility", None),
                        ("organisation", None),
                        ("subject", gridward.work.inspections.terms.InspectionSubject["GRID"]),
                    ),
                    _connector="OR",
                ),
                name="inspections_plan_has_its_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="rectificationnotice",
            index=models.Index(
                fields=["grid", "-issued_at", "-id"], name="inspections_notice_by_grid"
            ),
        ),
        migrations.AddIndex(
            model_name="rectificationnotice",
            index=models.Index(
                fields=["organisation", "-issued_at"], name="inspections_notice_by_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="rectificationnotice",
            constraint=models.UniqueConstraint(
                fields=("street", "year", "number"), name="inspections_notice_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedelivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("receipt", gridward.work.inspections.terms.RectificationReceipt["SIGNED"]),
                    ("way", gridward.work.inspections.terms.RectificationWay["LEFT"]),
                    _negated=True,
                ),
                name="inspections_left_is_not_signed_for",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["grid", "-at", "-id"], name="inspections_by_grid"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["organisation", "-at"], name="inspections_by_organisation"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("facility", None),
                        ("organisation__isnull", False),
                        (
                            "subject",
                            gridward.work.inspections.terms.InspectionSubject["ORGANISATION"],
                        ),
                    ),
                    models.Q(
                        ("facility__isnull", False),
                        ("organisation", None),
                        ("subject", gridward.work.inspections.terms.InspectionSubject["FACILITY"]),
                    ),
                    models.Q(
                        ("facility", None),
                        ("organisation", None),
                        ("subject", gridward.work.inspections.terms.InspectionSubject["GRID"]),
                    ),
                    _connector="OR",
                ),
                name="inspections_inspection_has_its_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("purpose", gridward.work.inspections.terms.InspectionPurpose["RECHECK"]),
                        ("recheck_of__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "purpose",
                                gridward.work.inspections.terms.InspectionPurpose["RECHECK"],
                            ),
                            _negated=True,
                        ),
                        ("recheck_of", None),
                    ),
                    _connector="OR",
                ),
                name="inspections_recheck_of_a_notice",
            ),
        ),
        Walled(*(f"inspections_{name}" for name in TABLES)),
        Walled("inspections_paperserial", by_grid=False),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
