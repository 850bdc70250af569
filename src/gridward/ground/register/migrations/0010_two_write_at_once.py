"""A conflict may be about a field that two people wrote at once."""

from django.db import migrations, models

from gridward.ground.register.terms.people import ConflictKind
from gridward.kernel.models import choices


class Migration(migrations.Migration):
    dependencies = [("register", "0009_organisations_by_address")]

    operations = [
        migrations.AlterField(
            "conflict", "kind", models.CharField(max_length=20, choices=choices(ConflictKind))
        ),
    ]
