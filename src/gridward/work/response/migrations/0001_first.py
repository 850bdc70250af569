"""The response level: decisions and standings read by the whole service, held as they were signed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids
import gridward.work.response.terms

SIGNED_IN = "(SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL"
OURS = "(SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[]"
DECIDES = f"grids && {OURS}"
OPENED = (
    f"EXISTS (SELECT 1 FROM response_responsedecision d WHERE d.id = opened_by_id AND d.{DECIDES})"
)


def wall(table: str, writes: str) -> str:
    """Read by whoever is signed in, written by whoever serves in the grids of the decision."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({SIGNED_IN});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({writes});
CREATE POLICY changes ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes});
CREATE POLICY removes ON {table} FOR DELETE USING ({writes});
"""


def no_wall(table: str) -> str:
    """The same table without it."""
    drops = (f"DROP POLICY {one} ON {table};" for one in ("reads", "adds", "changes", "removes"))
    return "\n".join((*drops, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"))


WALL = wall("response_responsedecision", DECIDES) + wall("response_responsestanding", OPENED)
NO_WALL = no_wall("response_responsestanding") + no_wall("response_responsedecision")
REFUSE = """
CREATE FUNCTION response_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was decided stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION response_refuse_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What was decided of the past days of a level is told by its rows for ever.
    IF OLD.closed
        OR ROW (OLD.grid_id, OLD.street_id, OLD.level, OLD.since, OLD.opened_by_id)
        IS DISTINCT FROM ROW (NEW.grid_id, NEW.street_id, NEW.level, NEW.since, NEW.opened_by_id)
    THEN
        RAISE EXCEPTION '% of % is refused: what was decided stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON response_responsedecision
    FOR EACH ROW EXECUTE FUNCTION response_refuse();
CREATE TRIGGER stays BEFORE DELETE ON response_responsestanding
    FOR EACH ROW EXECUTE FUNCTION response_refuse();
CREATE TRIGGER past BEFORE UPDATE ON response_responsestanding
    FOR EACH ROW EXECUTE FUNCTION response_refuse_past();
"""
ALLOW = """
DROP TRIGGER past ON response_responsestanding;
DROP TRIGGER stays ON response_responsestanding;
DROP TRIGGER stays ON response_responsedecision;
DROP FUNCTION response_refuse_past();
DROP FUNCTION response_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResponseDecision",
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
                    "grids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("declare", "declare"),
                            ("change", "change"),
                            ("prolong", "prolong"),
                            ("end", "end"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("ordinary", "ordinary"),
                            ("alert", "alert"),
                            ("emergency", "emergency"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField()),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=24)),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
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
            name="ResponseStanding",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("ordinary", "ordinary"),
                            ("alert", "alert"),
                            ("emergency", "emergency"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("closed", models.BooleanField(default=False)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="response.responsedecision",
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="response.responsedecision",
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
        migrations.AddIndex(
            model_name="responsedecision",
            index=models.Index(
                fields=["street", "-signed_at", "-id"], name="response_decisions_by_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsedecision",
            constraint=models.UniqueConstraint(
                fields=("street", "year", "number"), name="response_numbered_once"
            ),
        ),
        migrations.AddIndex(
            model_name="responsestanding",
            index=models.Index(
                fields=["street", "-since", "-id"], name="response_standings_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsestanding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed", False)),
                fields=("street", "grid"),
                name="response_one_open_a_unit",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="responsestanding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level", gridward.work.response.terms.ResponseLevel["ORDINARY"]), _negated=True
                ),
                name="response_ordinary_needs_no_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsestanding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed", True),
                    models.Q(
                        ("review_on", None),
                        ("until__isnull", False),
                        ("until__gte", models.F("since")),
                    ),
                    models.Q(
                        ("review_on__isnull", False),
                        ("until", None),
                        ("review_on__gte", models.F("since")),
                    ),
                    _connector="OR",
                ),
                name="response_open_ends_or_is_reviewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsestanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed", False), ("until__isnull", False), _connector="OR"),
                name="response_closed_has_an_end",
            ),
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
