"""A conflict may be about an organisation or an employee."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0010_two_write_at_once")]

    operations = [
        migrations.AddField(
            "conflict",
            "organisation",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="conflicts",
                to="register.organisation",
            ),
        ),
        migrations.AddField(
            "conflict",
            "employee",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="conflicts",
                to="register.employee",
            ),
        ),
    ]
