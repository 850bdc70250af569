"""Phones start over: a feed that was read in pages in the order of digits had passed rows over."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MENDED = "mended"


def start_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A new epoch, where there are phones."""
    epochs = apps.get_model("kernel", "Epoch").objects
    if not apps.get_model("sync", "Device").objects.exists():
        return
    last = epochs.order_by("-number").first()
    epochs.create(number=last.number + 1 if last else 1, reason=MENDED)


class Migration(migrations.Migration):
    dependencies = [("sync", "0002_rounds_and_points_on_phones"), ("kernel", "0004_mended_epochs")]

    operations = [migrations.RunPython(start_over, migrations.RunPython.noop)]
