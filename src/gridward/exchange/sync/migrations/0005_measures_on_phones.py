"""People under measures come down to the phones of those who follow them."""

from django.db import migrations, models

from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.feeding import Fed, Source
from gridward.kernel.models import choices

MEASURE = "measure"
OF = "JOIN measures_measure m ON m.id = c.measure_id"
SOURCES = (
    Source("measures_measure", MEASURE),
    *(
        Source(f"measures_{table}", MEASURE, "m.id", "m.grid_id", OF)
        for table in ("measurephase", "measurereading", "measuretest", "measurecall")
    ),
)


class Migration(migrations.Migration):
    dependencies = [("sync", "0004_orders_on_phones"), ("measures", "0003_following")]

    operations = [
        migrations.AlterField(
            "mark", "kind", models.CharField(max_length=12, choices=choices(DocumentKind))
        ),
        Fed("sync_mark", SOURCES),
    ]
