"""A frozen table as its reader may see it."""

from dataclasses import replace

from gridward.kernel.access import Actor
from gridward.oversight.reports.indicators.figures import SMALL
from gridward.oversight.reports.indicators.hiding import covered, patterns
from gridward.oversight.reports.models import Snapshot
from gridward.oversight.reports.queries.snapshots import rows_frozen, stored_table
from gridward.oversight.reports.rules.small_cells import small_below
from gridward.oversight.reports.terms import Table


def table_of(actor: Actor, snapshot: Snapshot) -> Table:
    """As many rows as the actor may see, without small figures of people whom they do not look after.

    The pattern is made from the whole frozen table: what is hidden does not depend on how much of it somebody sees.
    """
    table = stored_table(actor, snapshot)
    below = small_below(snapshot.day)
    everything = rows_frozen(snapshot)
    figures = {key for row in everything for key in row.values}
    if SMALL.isdisjoint(figures):
        return table
    pattern = patterns(actor, everything, figures, below)
    community = snapshot.community.code if snapshot.community else ""
    return replace(table, rows=covered(table.rows, pattern, below, community))
