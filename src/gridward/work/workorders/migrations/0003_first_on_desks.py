"""The first page of what lies on some desks is found and sorted in one function."""

from django.db import migrations

FIRST = """
-- As workorders_on_desks: the owner alone looks into the index of desks, and ids tell nothing.
CREATE FUNCTION workorders_first_on_desks(keys text[], grids uuid[], count integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
    SELECT id FROM workorders_order
    WHERE desks && keys::varchar[] AND NOT (state IN ('closed', 'duplicate', 'rated', 'rejected', 'split'))
        AND grid_id = ANY (grids) AND (NOT confined OR readers && keys::varchar[])
    ORDER BY late_after, id LIMIT count
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("workorders", "0002_news_and_figures")]

    operations = [
        migrations.RunSQL(
            FIRST, "DROP FUNCTION workorders_first_on_desks(text[], uuid[], integer)"
        ),
    ]
