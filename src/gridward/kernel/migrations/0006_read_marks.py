"""Marks of what somebody has read: each is its reader's alone."""

from django.db import migrations, models

import gridward.kernel.ids

OWN = "account_id::text = (SELECT nullif(current_setting('gridward.actor', true), ''))"
OLD = "at < now() - interval '30 days'"
"""What the clock takes away."""
WALL = f"""
ALTER TABLE kernel_readmark ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON kernel_readmark USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY old ON kernel_readmark FOR SELECT USING ({OLD});
CREATE POLICY goes ON kernel_readmark FOR DELETE USING ({OLD});
"""
NO_WALL = """
DROP POLICY own ON kernel_readmark;
DROP POLICY old ON kernel_readmark;
DROP POLICY goes ON kernel_readmark;
ALTER TABLE kernel_readmark DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_drill")]

    operations = [
        migrations.CreateModel(
            name="ReadMark",
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
                ("account_id", models.UUIDField()),
                ("thing", models.UUIDField()),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddConstraint(
            "ReadMark",
            models.UniqueConstraint(fields=["account_id", "thing"], name="kernel_one_mark_a_thing"),
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
