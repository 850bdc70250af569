"""Members and appointments are read by whoever is signed in, never by a stranger."""

from django.db import migrations

from gridward.kernel.rows import Walled


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_first")]

    operations = [
        Walled(
            *("staff_member", "staff_memberhistory"),
            *("staff_appointment", "staff_appointmenthistory"),
            by_grid=False,
        )
    ]
