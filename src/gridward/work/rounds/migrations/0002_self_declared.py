"""A visit may be what a household declared itself."""

from django.db import migrations, models

from gridward.kernel.models import choices
from gridward.work.rounds.terms import VisitWay


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_first")]

    operations = [
        migrations.AlterField(
            "visit", "way", models.CharField(max_length=10, choices=choices(VisitWay))
        ),
    ]
