"""Work orders come down to phones, and what may be reported at each grid."""

from django.db import migrations, models

from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.feeding import Fed, Source
from gridward.kernel.models import choices

ORDER, KINDS = "order", "order_kinds"
SOURCES = (
    Source("workorders_order", ORDER),
    Source("territory_grid", KINDS, "c.id", "c.id"),
    Source("workorders_kindversion", KINDS, "g.id", "g.id", "CROSS JOIN territory_grid g"),
)


class Migration(migrations.Migration):
    dependencies = [("sync", "0003_phones_start_over"), ("workorders", "0001_first")]

    operations = [
        migrations.AlterField(
            "mark", "kind", models.CharField(max_length=12, choices=choices(DocumentKind))
        ),
        Fed("sync_mark", SOURCES),
    ]
