"""Orders tell open screens that they have changed; a wall is told figures and no rows.

Changed appointments are told too: who hears of a grid follows from them.
"""

from django.db import migrations

from gridward.kernel.live.notifying import Notifies

# Behind the wall an account of figures sees no order. These answer figures alone, of orders that everybody at the grid
# may read. They run as the owner, so that whoever calls must know the grids to be the caller's (queries/wall.py).
FIGURES = """
CREATE FUNCTION workorders_figures(grids uuid[], moment timestamptz)
RETURNS TABLE (grid_id uuid, under_way bigint, late bigint, risen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.grid_id, count(*), count(*) FILTER (WHERE o.late_after < moment), count(*) FILTER (WHERE o.rung > 0)
    FROM workorders_order o
    WHERE o.grid_id = ANY (grids) AND NOT o.confined
        AND NOT (o.state IN ('closed', 'duplicate', 'rated', 'rejected', 'split'))
    GROUP BY o.grid_id
$$;
CREATE FUNCTION workorders_oldest(grids uuid[], moment timestamptz, most integer)
RETURNS TABLE (grid_id uuid, kind_id uuid, late_after timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.grid_id, o.kind_id, o.late_after
    FROM workorders_order o
    WHERE o.grid_id = ANY (grids) AND NOT o.confined AND o.late_after < moment
        AND NOT (o.state IN ('closed', 'duplicate', 'rated', 'rejected', 'split'))
    ORDER BY o.late_after, o.id LIMIT most
$$;
"""
NO_FIGURES = """
DROP FUNCTION workorders_figures(uuid[], timestamptz);
DROP FUNCTION workorders_oldest(uuid[], timestamptz, integer);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workorders", "0001_first"),
        ("staff", "0006_wall_accounts"),
    ]

    operations = [
        Notifies("workorders_order", "orders"),
        Notifies("workorders_move", "orders"),
        Notifies("staff_appointment", "rights", by_grid=False),
        migrations.RunSQL(FIGURES, NO_FIGURES),
    ]
