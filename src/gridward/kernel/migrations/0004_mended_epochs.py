"""A feed that was mended begins an epoch too."""

from django.db import migrations, models

from gridward.kernel.models import EpochReason, choices


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_epoch")]

    operations = [
        migrations.AlterField(
            "epoch", "reason", models.CharField(max_length=12, choices=choices(EpochReason))
        ),
    ]
