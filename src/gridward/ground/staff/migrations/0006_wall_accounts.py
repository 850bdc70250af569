"""Accounts of screens on a wall."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="wall",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territory.division",
            ),
        ),
    ]
