"""Every table of the register is behind the wall of grids, its history too."""

from django.db import migrations

from gridward.kernel.rows import Walled

TABLES = (
    *("household", "resident", "residentphone", "vehicle", "organisation", "contact", "employee"),
    *("residentsituation", "employeesituation", "organisationsituation"),
)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_first")]

    operations = [
        Walled(
            *(f"register_{name}" for name in TABLES),
            *(f"register_{name}history" for name in TABLES),
            *(
                "register_conflict",
                "register_rosterbatch",
                "register_rosterfile",
                "register_rosterrow",
            ),
        )
    ]
