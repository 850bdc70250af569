"""A default of the database makes each INSERT read its row back, which the wall refuses where the writer may not read.

A sign-in in vain, or an act at a grid out of the writer's sight, could not be recorded.
"""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_also_about")]

    operations = [
        migrations.AlterField(
            model_name="line",
            name="also_about",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, size=None
            ),
        ),
    ]
