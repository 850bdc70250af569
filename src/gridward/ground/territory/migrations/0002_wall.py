"""Places are seen by the actor's grids. Divisions and grids are public knowledge and say where the walls run."""

from django.db import migrations

from gridward.kernel.rows import Walled


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_first")]

    operations = [
        Walled(
            *("territory_site", "territory_sitehistory"),
            *("territory_building", "territory_buildinghistory"),
            *("territory_unit", "territory_dwelling", "territory_dwellinghistory"),
        )
    ]
