"""Rounds, their targets and points of patrols come down to phones; a secret of each phone opens what waits there when its PIN is lost."""

from django.db import migrations, models

from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.crypto.fields import SealedField
from gridward.kernel.feeding import Fed, Source
from gridward.kernel.models import choices

ROUND, TARGET, POINT = "round", "target", "point"
OF_ROUND = "JOIN rounds_{0} n ON n.round_id = c.id"
KNOWING = "JOIN rounds_target t ON t.{0}_id = c.{0}_id"
SOURCES = (
    Source("rounds_roundgrid", ROUND, "c.round_id"),
    Source("rounds_round", ROUND, "c.id", "n.grid_id", OF_ROUND.format("roundgrid")),
    Source("rounds_round", TARGET, "n.id", "n.grid_id", OF_ROUND.format("target")),
    Source("rounds_target", TARGET),
    Source("patrols_patrolpoint", POINT),
    Source("rounds_knownanswers", TARGET, "t.id", "t.grid_id", KNOWING.format("household")),
    Source("rounds_knownanswers", TARGET, "t.id", "t.grid_id", KNOWING.format("organisation")),
)


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_first"), ("rounds", "0001_first"), ("patrols", "0001_first")]

    operations = [
        migrations.AlterField(
            "mark", "kind", models.CharField(max_length=12, choices=choices(DocumentKind))
        ),
        migrations.AddField(
            "device",
            "secret",
            SealedField(blank=True, editable=False, null=True, purpose="device"),
        ),
        Fed("sync_mark", SOURCES),
    ]
