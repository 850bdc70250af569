"""Drafts of rosters: read and written where one plans at every place of a draft."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids

HELD = "grids <@ (SELECT nullif(current_setting('gridward.{scope}', true), '')::uuid[])::uuid[]"
READ, WRITE = HELD.format(scope="read"), HELD.format(scope="write")
WALL = f"""
ALTER TABLE rota_rosterdraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON rota_rosterdraft FOR SELECT USING ({READ});
CREATE POLICY adds ON rota_rosterdraft FOR INSERT WITH CHECK ({WRITE});
CREATE POLICY changes ON rota_rosterdraft FOR UPDATE USING ({WRITE}) WITH CHECK ({WRITE});
CREATE POLICY removes ON rota_rosterdraft FOR DELETE USING ({WRITE});
"""
OPEN = """
DROP POLICY reads ON rota_rosterdraft;
DROP POLICY adds ON rota_rosterdraft;
DROP POLICY changes ON rota_rosterdraft;
DROP POLICY removes ON rota_rosterdraft;
ALTER TABLE rota_rosterdraft DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rota", "0001_first"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="RosterDraft",
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
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("first", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "way",
                    models.CharField(choices=[("anew", "anew"), ("mend", "mend")], max_length=4),
                ),
                ("patterns", models.JSONField()),
                ("posts", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("working", "working"),
                            ("ready", "ready"),
                            ("failed", "failed"),
                            ("taken", "taken"),
                            ("dropped", "dropped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("account_id", models.UUIDField(null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_name", models.CharField(default="", max_length=80)),
                ("problem", models.CharField(default="", max_length=60)),
                ("result", models.JSONField(default=dict)),
                ("seen", models.CharField(default="", max_length=64)),
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
                "indexes": [models.Index(fields=["-created_at", "-id"], name="rota_draft_by_time")],
            },
        ),
        migrations.RunSQL(WALL, OPEN),
    ]
