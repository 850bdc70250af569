"""What the phone's clock said of a passage, where it was set before the passage was sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("passages", "0003_single_passages")]

    operations = [
        migrations.AddField(
            model_name="passage", name="told_at", field=models.DateTimeField(null=True)
        )
    ]
