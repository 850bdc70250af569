"""A line names further rows that its act changed."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_children_in_exports"),
    ]

    operations = [
        migrations.AddField(
            model_name="line",
            name="also_about",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["also_about"], name="audit_line_by_other_row"
            ),
        ),
    ]
