"""Meetings: read by whoever takes part; what is over, and every bulletin, stays as it is."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.meetings.terms

CHILDREN = ("agendaitem", "attendance", "decision", "bulletin")
OURS = "(SELECT nullif(current_setting('gridward.{scope}', true), '')::uuid[])::uuid[]"
READS, WRITES = (f"grids && {OURS.format(scope=scope)}" for scope in ("read", "write"))
SEEN = "EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = meeting_id)"
WRITTEN = f"EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = meeting_id AND m.{WRITES})"


def wall(table: str, reads: str, writes: str) -> str:
    """Row-level security of a table: one policy for reading and three for writing."""
    return f"""
ALTER TABLE meetings_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON meetings_{table} FOR SELECT USING ({reads});
CREATE POLICY adds ON meetings_{table} FOR INSERT WITH CHECK ({writes});
CREATE POLICY changes ON meetings_{table} FOR UPDATE USING ({writes}) WITH CHECK ({writes});
CREATE POLICY removes ON meetings_{table} FOR DELETE USING ({writes});
"""


def no_wall(table: str) -> str:
    """The same table without it."""
    drops = (
        f"DROP POLICY {one} ON meetings_{table};" for one in ("reads", "adds", "changes", "removes")
    )
    return "\n".join((*drops, f"ALTER TABLE meetings_{table} DISABLE ROW LEVEL SECURITY;\n"))


WALL = wall("meeting", READS, WRITES) + "".join(wall(one, SEEN, WRITTEN) for one in CHILDREN)
NO_WALL = "".join(no_wall(one) for one in (*CHILDREN, "meeting"))
REFUSE = """
CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION meetings_refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- New keys seal a text anew (kernel/crypto/rotation.py); nothing else of a meeting that is over changes.
    IF (OLD.state IN ('ended', 'cancelled')
            AND (to_jsonb(OLD) - 'summary') IS DISTINCT FROM (to_jsonb(NEW) - 'summary'))
        OR (OLD.state <> 'planned'
            AND ROW (OLD.day, OLD.grids, OLD.since_at, OLD.begun_at, OLD.figures)
            IS DISTINCT FROM ROW (NEW.day, NEW.grids, NEW.since_at, NEW.begun_at, NEW.figures))
    THEN
        RAISE EXCEPTION '% of % is refused: the meeting is over, or its figures are frozen', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION meetings_but_seals(told jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT told - 'text' - 'reason'
        || jsonb_build_object('sealed', ARRAY[told ->> 'text' IS NULL, told ->> 'reason' IS NULL])
$$;
CREATE FUNCTION meetings_refuse_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whose uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
    stands text;
BEGIN
    SELECT state INTO stands FROM meetings_meeting WHERE id = whose;
    -- New keys seal a text anew; what was sealed stays sealed, and what was empty stays empty.
    IF TG_OP = 'UPDATE' AND stands = 'ended' AND meetings_but_seals(to_jsonb(OLD)) = meetings_but_seals(to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    IF stands IN ('ended', 'cancelled') OR (TG_OP = 'DELETE' AND stands <> 'planned') THEN
        RAISE EXCEPTION '% of % is refused: the meeting is over', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON meetings_bulletin
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
CREATE TRIGGER stays BEFORE DELETE ON meetings_meeting FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
CREATE TRIGGER late BEFORE UPDATE ON meetings_meeting FOR EACH ROW EXECUTE FUNCTION meetings_refuse_late();
""" + "".join(
    f"CREATE TRIGGER over BEFORE INSERT OR UPDATE OR DELETE ON meetings_{table}"
    " FOR EACH ROW EXECUTE FUNCTION meetings_refuse_over();\n"
    for table in ("agendaitem", "attendance", "decision")
)
ALLOW = (
    "".join(
        f"DROP TRIGGER over ON meetings_{table};\n"
        for table in ("agendaitem", "attendance", "decision")
    )
    + """
DROP TRIGGER stays ON meetings_bulletin;
DROP TRIGGER stays ON meetings_meeting;
DROP TRIGGER late ON meetings_meeting;
DROP FUNCTION meetings_refuse_over();
DROP FUNCTION meetings_but_seals(jsonb);
DROP FUNCTION meetings_refuse_late();
DROP FUNCTION meetings_refuse();
"""
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                    "grids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("planned_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("under_way", "under_way"),
                            ("ended", "ended"),
                            ("cancelled", "cancelled"),
                        ],
                        default=gridward.work.meetings.terms.MeetingState["PLANNED"],
                        max_length=10,
                    ),
                ),
                ("called_by", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("since_at", models.DateTimeField(blank=True, null=True)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("begun_by", models.CharField(blank=True, max_length=80)),
                ("begun_post", models.CharField(blank=True, max_length=24)),
                ("figures", models.JSONField(blank=True, default=list)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                (
                    "summary",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="meeting"
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
            name="Decision",
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
                    "text",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="meeting"
                    ),
                ),
                ("account_name", models.CharField(max_length=80)),
                ("decided_at", models.DateTimeField()),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.meeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bulletin",
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
                ("revision", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("content", models.JSONField()),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=24)),
                ("stand_in", models.BooleanField()),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletins",
                        to="meetings.meeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("name", models.CharField(max_length=60)),
                ("posts", models.JSONField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "present"),
                            ("excused", "excused"),
                            ("absent", "absent"),
                            ("stand_in", "stand_in"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="meeting"
                    ),
                ),
                ("stand_in_name", models.CharField(blank=True, max_length=60)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="meetings.meeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                ("section", models.CharField(max_length=40)),
                (
                    "text",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="meeting"
                    ),
                ),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["street", "-day", "-id"], name="meetings_by_day"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", gridward.work.meetings.terms.MeetingState["CANCELLED"]), _negated=True
                ),
                fields=("street", "grid", "day"),
                name="meetings_one_a_day",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begun_at", None), ("since_at", None)),
                    models.Q(("begun_at__gt", models.F("since_at")), ("since_at__isnull", False)),
                    _connector="OR",
                ),
                name="meetings_figures_have_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("meeting", "position"), name="meetings_one_decision_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.UniqueConstraint(
                fields=("meeting", "revision"), name="meetings_one_bulletin_a_revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("revision", 1)),
                    models.Q(("revision__gt", 1), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meetings_revision_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "member"), name="meetings_each_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stand_in__isnull", False),
                        ("state", gridward.work.meetings.terms.AttendanceState["STAND_IN"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", gridward.work.meetings.terms.AttendanceState["STAND_IN"]),
                            _negated=True,
                        ),
                        ("stand_in", None),
                    ),
                    _connector="OR",
                ),
                name="meetings_stand_in_is_named",
            ),
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
