"""Notices and risk areas: read by the whole service, written by whoever writes in a grid of the street."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import gridward.kernel.ids

SIGNED_IN = "(SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL"
WRITES = """street_id IN (
    SELECT g.street_id FROM territory_grid g
    WHERE g.id = ANY ((SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[])
)"""
TABLES = ("riskareas_risknotice", "riskareas_riskarea")


def wall(table: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({SIGNED_IN});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({WRITES});
CREATE POLICY changes ON {table} FOR UPDATE USING ({WRITES}) WITH CHECK ({WRITES});
"""


def no_wall(table: str) -> str:
    drops = (f"DROP POLICY {one} ON {table};" for one in ("reads", "adds", "changes"))
    return "\n".join((*drops, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"))


WALL = "".join(wall(one) for one in TABLES)
NO_WALL = "".join(no_wall(one) for one in TABLES)
STAYS = """
CREATE FUNCTION riskareas_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a notice stays as it was taken', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON riskareas_risknotice
    FOR EACH ROW EXECUTE FUNCTION riskareas_refuse();
"""
MAY_GO = """
DROP TRIGGER stays ON riskareas_risknotice;
DROP FUNCTION riskareas_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskNotice",
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
                ("publisher", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=160)),
                ("day", models.DateField()),
                ("text", models.TextField()),
                ("whole", models.BooleanField()),
                ("digest", models.CharField(max_length=64)),
                ("began", models.PositiveIntegerField()),
                ("ended", models.PositiveIntegerField()),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiskArea",
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
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                            ("sealed", "sealed"),
                            ("controlled", "controlled"),
                            ("prevention", "prevention"),
                        ],
                        max_length=12,
                    ),
                ),
                ("region", models.CharField(max_length=60)),
                ("county", models.CharField(blank=True, default="", max_length=40)),
                ("detail", models.CharField(blank=True, default="", max_length=400)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, default="", max_length=160)),
                ("reason", models.CharField(blank=True, default="", max_length=160)),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="riskareas.risknotice",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="riskareas.risknotice",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="risknotice",
            index=models.Index(fields=["street", "-day", "-id"], name="riskareas_notice_by_day"),
        ),
        migrations.AddConstraint(
            model_name="risknotice",
            constraint=models.UniqueConstraint(
                fields=("street", "publisher", "day", "digest"), name="riskareas_one_text_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="riskarea",
            index=models.Index(
                fields=["street", "region", "county", "detail", "id"], name="riskareas_by_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="riskarea",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("street", "level", "region", "county", "detail"),
                name="riskareas_one_open_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskarea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None),
                    (
                        "until__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("since"), "-", models.Value(1)
                        ),
                    ),
                    _connector="OR",
                ),
                name="riskareas_ends_after_it_began",
            ),
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
