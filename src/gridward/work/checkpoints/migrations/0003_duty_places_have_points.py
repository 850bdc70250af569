"""Places of duty are told the points of their gates, as setting up or changing a gate does it from now on."""

from django.db import migrations

TELL = """
UPDATE rota_dutyplace p SET longitude = c.longitude, latitude = c.latitude
FROM checkpoints_checkpoint c WHERE c.duty_place_id = p.id AND c.longitude IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("checkpoints", "0002_gates_have_duty_places"),
        ("rota", "0004_homes"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(TELL, migrations.RunSQL.noop)]
