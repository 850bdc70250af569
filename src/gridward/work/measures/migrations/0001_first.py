"""Measures on persons behind a wall of their own; whom another grid is asked to take over, that grid sees too.

What stands beside a measure is seen by whoever sees the measure. A resident who is deleted leaves the measure as it is:
the paper that people hold goes on to be true.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.measures.terms
from gridward.kernel.rows import MEASURES, Walled

HELD = f"(SELECT nullif(current_setting('{MEASURES}', true), '')::uuid[])::uuid[]"
ASKED = f"""EXISTS (SELECT 1 FROM measures_measuretransfer t WHERE t.measure_id = measures_measure.id
    AND t.answered_at IS NULL AND t.to_grid_id = ANY ({HELD}))"""
SEEN = "EXISTS (SELECT 1 FROM measures_measure m WHERE m.id = measure_id)"
EITHER = f"(from_grid_id = ANY ({HELD}) OR to_grid_id = ANY ({HELD}))"
BESIDE = {
    "measures_measurephase": SEEN,
    "measures_measuredeed": SEEN,
    "measures_measureappeal": SEEN,
    "measures_measurereading": SEEN,
    "measures_measuretransfer": EITHER,
}


def wall(table: str, who: str) -> str:
    """Read and written by the same people: those who see the measure, or serve at either end of a transfer."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({who});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({who});
CREATE POLICY changes ON {table} FOR UPDATE USING ({who}) WITH CHECK ({who});
CREATE POLICY removes ON {table} FOR DELETE USING ({who});
"""


def no_wall(table: str) -> str:
    """The same table without it."""
    drops = (f"DROP POLICY {one} ON {table};" for one in ("reads", "adds", "changes", "removes"))
    return "\n".join((*drops, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"))


WALLS = "".join(wall(table, who) for table, who in BESIDE.items())
NO_WALLS = "".join(no_wall(table) for table in BESIDE)
ASKED_READ = f"CREATE POLICY reads_asked ON measures_measure FOR SELECT USING ({ASKED})"
ASKED_READ_NOT = "DROP POLICY reads_asked ON measures_measure"
KEY = """
ALTER TABLE measures_measure ADD CONSTRAINT measures_measure_of_resident FOREIGN KEY (resident_id)
    REFERENCES register_resident (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
"""
NO_KEY = "ALTER TABLE measures_measure DROP CONSTRAINT measures_measure_of_resident"
STAYS = """
CREATE FUNCTION measures_deed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what somebody did about a measure stays as it was written'
        USING ERRCODE = 'restrict_violation';
END $$;
-- Its words are sealed anew when keys change.
CREATE TRIGGER stays BEFORE UPDATE OF measure_id, step, at, account_id, account_name, post ON measures_measuredeed
    FOR EACH ROW EXECUTE FUNCTION measures_deed_stays();
"""
GOES = """
DROP TRIGGER stays ON measures_measuredeed;
DROP FUNCTION measures_deed_stays();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("response", "0001_first"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
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
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
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
                ("minor", models.BooleanField()),
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
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("pushed", "pushed"),
                            ("self_found", "self_found"),
                            ("gate", "gate"),
                            ("resident", "resident"),
                            ("tracing", "tracing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("determined_on", models.DateField()),
                ("authority", models.CharField(blank=True, max_length=100)),
                ("paper", models.CharField(blank=True, max_length=100)),
                ("counted_from", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("centralised_isolation", "centralised_isolation"),
                            ("observation", "observation"),
                            ("home_isolation", "home_isolation"),
                            ("stay_indoors", "stay_indoors"),
                            ("home_until_result", "home_until_result"),
                            ("home_monitoring", "home_monitoring"),
                            ("self_monitoring", "self_monitoring"),
                            ("on_scene_hold", "on_scene_hold"),
                            ("closed_transfer", "closed_transfer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("restricts", models.BooleanField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("computed_ends", models.DateField(blank=True, null=True)),
                ("rule", models.JSONField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("serial", models.CharField(max_length=8, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("decided", "decided"),
                            ("in_force", "in_force"),
                            ("refused", "refused"),
                            ("ended", "ended"),
                        ],
                        default=gridward.work.measures.terms.MeasureState["PROPOSED"],
                        max_length=10,
                    ),
                ),
                ("proposer", models.UUIDField()),
                ("decider", models.UUIDField(blank=True, null=True)),
                ("confirmer", models.UUIDField(blank=True, null=True)),
                ("in_force_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "released"),
                            ("early", "early"),
                            ("ruled_out", "ruled_out"),
                            ("replaced", "replaced"),
                            ("rule_ended", "rule_ended"),
                            ("deceased", "deceased"),
                            ("upheld", "upheld"),
                        ],
                        max_length=12,
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
            name="MeasureAppeal",
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
                    "by",
                    models.CharField(
                        choices=[
                            ("oneself", "oneself"),
                            ("guardian", "guardian"),
                            ("family", "family"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("taken_by", models.CharField(max_length=80)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "upheld"),
                            ("changed", "changed"),
                            ("rejected", "rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "reply",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="measures.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureDeed",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("decided", "decided"),
                            ("confirmed", "confirmed"),
                            ("refused", "refused"),
                            ("placed", "placed"),
                            ("transfer_asked", "transfer_asked"),
                            ("transfer_accepted", "transfer_accepted"),
                            ("transfer_refused", "transfer_refused"),
                            ("appealed", "appealed"),
                            ("appeal_upheld", "appeal_upheld"),
                            ("appeal_changed", "appeal_changed"),
                            ("appeal_rejected", "appeal_rejected"),
                            ("ended", "ended"),
                        ],
                        max_length=18,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(blank=True, max_length=24)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deeds",
                        to="measures.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureHistory",
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
                    "person",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
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
                ("minor", models.BooleanField()),
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
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("pushed", "pushed"),
                            ("self_found", "self_found"),
                            ("gate", "gate"),
                            ("resident", "resident"),
                            ("tracing", "tracing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("determined_on", models.DateField()),
                ("authority", models.CharField(blank=True, max_length=100)),
                ("paper", models.CharField(blank=True, max_length=100)),
                ("counted_from", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("centralised_isolation", "centralised_isolation"),
                            ("observation", "observation"),
                            ("home_isolation", "home_isolation"),
                            ("stay_indoors", "stay_indoors"),
                            ("home_until_result", "home_until_result"),
                            ("home_monitoring", "home_monitoring"),
                            ("self_monitoring", "self_monitoring"),
                            ("on_scene_hold", "on_scene_hold"),
                            ("closed_transfer", "closed_transfer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("restricts", models.BooleanField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("computed_ends", models.DateField(blank=True, null=True)),
                ("rule", models.JSONField()),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("serial", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("decided", "decided"),
                            ("in_force", "in_force"),
                            ("refused", "refused"),
                            ("ended", "ended"),
                        ],
                        default=gridward.work.measures.terms.MeasureState["PROPOSED"],
                        max_length=10,
                    ),
                ),
                ("proposer", models.UUIDField()),
                ("decider", models.UUIDField(blank=True, null=True)),
                ("confirmer", models.UUIDField(blank=True, null=True)),
                ("in_force_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "released"),
                            ("early", "early"),
                            ("ruled_out", "ruled_out"),
                            ("replaced", "replaced"),
                            ("rule_ended", "rule_ended"),
                            ("deceased", "deceased"),
                            ("upheld", "upheld"),
                        ],
                        max_length=12,
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
                        to="measures.measure",
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
            name="MeasurePhase",
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
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("centralised_isolation", "centralised_isolation"),
                            ("observation", "observation"),
                            ("home_isolation", "home_isolation"),
                            ("stay_indoors", "stay_indoors"),
                            ("home_until_result", "home_until_result"),
                            ("home_monitoring", "home_monitoring"),
                            ("self_monitoring", "self_monitoring"),
                            ("on_scene_hold", "on_scene_hold"),
                            ("closed_transfer", "closed_transfer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                (
                    "tests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None
                    ),
                ),
                ("book", models.CharField(blank=True, max_length=40)),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="measures.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureReading",
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
                ("day", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[("visit", "visit"), ("call", "call"), ("self", "self")],
                        max_length=6,
                    ),
                ),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="measures.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureTransfer",
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
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=80)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "accepted"), ("refused", "refused")],
                        max_length=8,
                    ),
                ),
                (
                    "reply",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="measures"
                    ),
                ),
                (
                    "from_grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="measures.measure",
                    ),
                ),
                (
                    "to_grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["grid", "state", "ends", "id"], name="measures_of_grid"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["document_index"], name="measures_by_document"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["phone_index"], name="measures_by_phone"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["ended_at"], name="measures_by_end"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("resident__isnull", False), ("state__in", ["proposed", "decided", "in_force"])
                ),
                fields=("resident", "category"),
                name="measures_one_open_a_resident_and_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("begins"))),
                name="measures_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["decided", "in_force"]), _negated=True),
                    ("decider__isnull", False),
                    _connector="OR",
                ),
                name="measures_a_person_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("restricts", True), ("state", "in_force"), _negated=True),
                    ("confirmer__isnull", False),
                    _connector="OR",
                ),
                name="measures_a_second_confirmed_what_restricts",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmer", None),
                    models.Q(
                        models.Q(("confirmer", models.F("decider")), _negated=True),
                        models.Q(("confirmer", models.F("proposer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="measures_the_second_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state", "ended"),
                        models.Q(("ended_for", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "ended"), _negated=True),
                        ("ended_at", None),
                        ("ended_for", ""),
                    ),
                    _connector="OR",
                ),
                name="measures_ended_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "measures_measurehistory" ("authority", "begins", "category", "computed_ends", "confirmer", "counted_from", "created_at", "decider", "determined_on", "document_index", "ended_at", "ended_for", "ends", "grid_id", "id", "in_force_at", "kind", "minor", "origin", "paper", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "proposer", "resident_id", "response_id", "restricts", "rule", "said", "serial", "state", "street_id", "updated_at", "version") SELECT old_values."authority", old_values."begins", old_values."category", old_values."computed_ends", old_values."confirmer", old_values."counted_from", old_values."created_at", old_values."decider", old_values."determined_on", old_values."document_index", old_values."ended_at", old_values."ended_for", old_values."ends", old_values."grid_id", old_values."id", old_values."in_force_at", old_values."kind", old_values."minor", old_values."origin", old_values."paper", old_values."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', old_values."id", old_values."phone_index", old_values."proposer", old_values."resident_id", old_values."response_id", old_values."restricts", old_values."rule", old_values."said", old_values."serial", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9e3f826ec43d71d8491eeee9cd8671122fbf82fe",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd347",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "measures_measurehistory" ("authority", "begins", "category", "computed_ends", "confirmer", "counted_from", "created_at", "decider", "determined_on", "document_index", "ended_at", "ended_for", "ends", "grid_id", "id", "in_force_at", "kind", "minor", "origin", "paper", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "proposer", "resident_id", "response_id", "restricts", "rule", "said", "serial", "state", "street_id", "updated_at", "version") SELECT old_values."authority", old_values."begins", old_values."category", old_values."computed_ends", old_values."confirmer", old_values."counted_from", old_values."created_at", old_values."decider", old_values."determined_on", old_values."document_index", old_values."ended_at", old_values."ended_for", old_values."ends", old_values."grid_id", old_values."id", old_values."in_force_at", old_values."kind", old_values."minor", old_values."origin", old_values."paper", old_values."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."phone_index", old_values."proposer", old_values."resident_id", old_values."response_id", old_values."restricts", old_values."rule", old_values."said", old_values."serial", old_values."state", old_values."street_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="092f0621a82b18ae006a6644a38bcd8e9c87c08b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7343e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="measureappeal",
            index=models.Index(fields=["measure", "at"], name="measures_appeals_of"),
        ),
        migrations.AddConstraint(
            model_name="measureappeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("measure",),
                name="measures_one_open_appeal_a_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="measuredeed",
            index=models.Index(fields=["measure", "at", "id"], name="measures_deed_of_measure"),
        ),
        migrations.AddConstraint(
            model_name="measurephase",
            constraint=models.UniqueConstraint(
                fields=("measure", "position"), name="measures_one_phase_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurephase",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("begins"))),
                name="measures_phase_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="measurereading",
            index=models.Index(fields=["measure", "-at"], name="measures_readings_of"),
        ),
        migrations.AddIndex(
            model_name="measuretransfer",
            index=models.Index(fields=["measure", "asked_at"], name="measures_transfers_of"),
        ),
        migrations.AddConstraint(
            model_name="measuretransfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)),
                fields=("measure",),
                name="measures_one_open_transfer_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="measuretransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_grid", models.F("to_grid")), _negated=True),
                name="measures_transfer_leads_elsewhere",
            ),
        ),
        Walled("measures_measure", "measures_measurehistory", within=MEASURES),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(ASKED_READ, ASKED_READ_NOT),
        migrations.RunSQL(KEY, NO_KEY),
        migrations.RunSQL(STAYS, GOES),
    ]
