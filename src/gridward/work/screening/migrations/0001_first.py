"""Lists behind a wall of their own, tasks behind that of those who verify; a list with an open row cannot be closed.

A list of the street itself is for whoever keeps lists at all its grids: that is asked of all grids, so by a function of the
owner. What lies in a list goes with it. Two triggers hold that no row is open in a closed list: closing counts, and a row
that is or becomes open locks its list against being closed.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.rows import CHECKING, SCREENING, Walled

HELD = f"(SELECT nullif(current_setting('{SCREENING}', true), '')::uuid[])::uuid[]"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
KEEPS = f"""
CREATE FUNCTION screening_keeps(wanted uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT coalesce(cardinality({HELD}), 0) > 0 AND NOT EXISTS (
        SELECT 1 FROM territory_grid g
        WHERE g.street_id = wanted AND g.valid_to IS NULL AND NOT g.id = ANY ({HELD}))
$$
"""
OWN = f"(grid_id = ANY ({HELD}) OR (grid_id IS NULL AND screening_keeps(street_id)))"
INSIDE = "pushed_id IN (SELECT id FROM screening_pushlist)"
IN_STREET = f"street_id IN (SELECT g.street_id FROM territory_grid g WHERE g.id = ANY ({HELD}))"
RULES = {
    "screening_pushlist": OWN,
    "screening_pushlistfile": INSIDE,
    "screening_pushlistrow": INSIDE,
    "screening_rowcandidate": INSIDE,
    "screening_listlayout": IN_STREET,
}
RAISE = [KEEPS] + [
    statement
    for table, rule in RULES.items()
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY keeps ON {table} USING ({rule}) WITH CHECK ({rule})",
    )
]
LOWER = [
    *(
        statement
        for table in RULES
        for statement in (
            f"DROP POLICY keeps ON {table}",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ),
    "DROP FUNCTION screening_keeps(uuid)",
]
CLOSING = [
    f"""
CREATE FUNCTION screening_close() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM screening_pushlistrow r WHERE r.pushed_id = NEW.id AND r.settled_at IS NULL) THEN
        RAISE EXCEPTION 'list % has open rows', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'screening_no_open_row_in_closed_list';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER screening_close BEFORE UPDATE OF state ON screening_pushlist FOR EACH ROW
    WHEN (NEW.state IN ('closed', 'corrected') AND OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION screening_close()
""",
    f"""
CREATE FUNCTION screening_open_row() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE stands text;
BEGIN
    SELECT l.state INTO stands FROM screening_pushlist l WHERE l.id = NEW.pushed_id FOR SHARE;
    IF stands IN ('closed', 'corrected') THEN
        RAISE EXCEPTION 'list % is closed', NEW.pushed_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'screening_no_open_row_in_closed_list';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER screening_open_row BEFORE INSERT OR UPDATE OF settled_at, pushed_id ON screening_pushlistrow FOR EACH ROW
    WHEN (NEW.settled_at IS NULL) EXECUTE FUNCTION screening_open_row()
""",
]
ANY = [
    "DROP FUNCTION screening_close() CASCADE",
    "DROP FUNCTION screening_open_row() CASCADE",
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0011_conflicts_of_organisations"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0003_first_on_desks"),
    ]

    operations = [
        migrations.CreateModel(
            name="PushList",
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
                ("sender", models.CharField(max_length=80)),
                ("paper_no", models.CharField(blank=True, max_length=80)),
                ("kind", models.CharField(max_length=20)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("pushed", "pushed"),
                            ("self_found", "self_found"),
                            ("gate", "gate"),
                            ("resident", "resident"),
                        ],
                        max_length=10,
                    ),
                ),
                ("purpose", models.CharField(max_length=200)),
                ("basis", models.CharField(max_length=200)),
                ("received_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("rehearsing", "rehearsing"),
                            ("rehearsed", "rehearsed"),
                            ("taking", "taking"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("corrected", "corrected"),
                            ("failed", "failed"),
                        ],
                        default="ready",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file_bytes", models.PositiveIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("plan", models.JSONField(blank=True, default=dict)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("problem", models.JSONField(blank=True, null=True)),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=80)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="screening.pushlist",
                    ),
                ),
                (
                    "desk_order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
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
            name="PushListFile",
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
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="file"
                    ),
                ),
                (
                    "pushed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file",
                        to="screening.pushlist",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PushListRow",
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
                ("sheet", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("member", models.PositiveSmallIntegerField(default=0)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="screening"
                    ),
                ),
                (
                    "row_key",
                    gridward.kernel.crypto.fields.IndexField(
                        blank=True, key="screening_row", max_length=16, null=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("doubtful", "doubtful"),
                            ("not_found", "not_found"),
                            ("assigned", "assigned"),
                            ("answered", "answered"),
                            ("unreadable", "unreadable"),
                            ("superseded", "superseded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("resident_id", models.UUIDField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "confirmed"),
                            ("ruled_out", "ruled_out"),
                            ("unreachable", "unreachable"),
                            ("transferred", "transferred"),
                            ("not_in_area", "not_in_area"),
                            ("moved", "moved"),
                            ("dead", "dead"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "told",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="screening"
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=120)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=80)),
                (
                    "pushed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="screening.pushlist",
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
            name="RowCandidate",
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
                ("rank", models.PositiveSmallIntegerField()),
                ("score", models.FloatField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "pushed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="screening.pushlist",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="register.resident",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="screening.pushlistrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VerificationTask",
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
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="screening"
                    ),
                ),
                ("deadline", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "confirmed"),
                            ("ruled_out", "ruled_out"),
                            ("unreachable", "unreachable"),
                            ("transferred", "transferred"),
                            ("not_in_area", "not_in_area"),
                            ("moved", "moved"),
                            ("dead", "dead"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "found",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="screening"
                    ),
                ),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(blank=True, max_length=80)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
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
            name="VerificationContact",
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
                    "way",
                    models.CharField(choices=[("call", "call"), ("visit", "visit")], max_length=6),
                ),
                ("reached", models.BooleanField()),
                (
                    "text",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="screening"
                    ),
                ),
                ("account_id", models.UUIDField(blank=True, null=True)),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="screening.verificationtask",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="pushlistrow",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rows",
                to="screening.verificationtask",
            ),
        ),
        migrations.CreateModel(
            name="ListLayout",
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
                ("sender", models.CharField(max_length=80)),
                ("layout_key", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("account_name", models.CharField(max_length=80)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("street", "sender", "layout_key"),
                        name="screening_one_layout_a_sender",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="pushlist",
            index=models.Index(
                fields=["street", "-received_at", "-id"], name="screening_list_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="pushlist",
            index=models.Index(fields=["street", "digest"], name="screening_list_by_digest"),
        ),
        migrations.AddConstraint(
            model_name="pushlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sender", ""), _negated=True),
                    models.Q(("purpose", ""), _negated=True),
                    models.Q(("basis", ""), _negated=True),
                ),
                name="screening_list_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("deadline__gt", models.F("received_at"))),
                name="screening_list_due_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["closed", "corrected"])),
                    models.Q(
                        models.Q(("state__in", ["closed", "corrected"]), _negated=True),
                        ("closed_at", None),
                    ),
                    _connector="OR",
                ),
                name="screening_list_closed_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rowcandidate",
            constraint=models.UniqueConstraint(
                fields=("row", "resident"), name="screening_candidate_once_a_row"
            ),
        ),
        migrations.AddIndex(
            model_name="verificationtask",
            index=models.Index(fields=["street", "person_key"], name="screening_task_of_person"),
        ),
        migrations.AddIndex(
            model_name="verificationtask",
            index=models.Index(
                fields=["grid", "-created_at", "-id"], name="screening_task_of_grid"
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("street", "person_key"),
                name="screening_one_open_task_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("settled_at__isnull", False), _connector="OR"),
                name="screening_outcome_settles",
            ),
        ),
        migrations.AddIndex(
            model_name="pushlistrow",
            index=models.Index(fields=["street", "row_key"], name="screening_row_by_key"),
        ),
        migrations.AddIndex(
            model_name="pushlistrow",
            index=models.Index(
                condition=models.Q(("settled_at", None)),
                fields=["pushed"],
                name="screening_row_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlistrow",
            constraint=models.UniqueConstraint(
                fields=("pushed", "sheet", "number", "member"), name="screening_each_row_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlistrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome", ""),
                        ("settled_at", None),
                        ("state__in", ["assigned", "doubtful", "not_found"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["assigned", "doubtful", "not_found"]), _negated=True
                        ),
                        ("settled_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="screening_row_open_or_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlistrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), models.Q(("outcome", ""), _negated=True)),
                    models.Q(models.Q(("state", "answered"), _negated=True), ("outcome", "")),
                    _connector="OR",
                ),
                name="screening_answered_row_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="pushlistrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "assigned"), _negated=True),
                    ("task__isnull", False),
                    _connector="OR",
                ),
                name="screening_assigned_row_has_task",
            ),
        ),
        migrations.RunSQL(RAISE, LOWER),
        Walled("screening_verificationtask", "screening_verificationcontact", within=CHECKING),
        migrations.RunSQL(CLOSING, ANY),
    ]
