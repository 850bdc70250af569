"""Epochs of the database: how often it was restored or its replica promoted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_cache_table")]

    operations = [
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[("restored", "restored"), ("promoted", "promoted")],
                        max_length=12,
                    ),
                ),
                ("data_of", models.DateTimeField(null=True)),
            ],
        ),
    ]
