"""Whether a passage came before under another day is looked up passage by passage.

As a join, a plan that was made while the days had no passages yet went through all of them and held each against the
whole batch: batches of phones that were offline over midnight took seconds until PostgreSQL counted the new day.
"""

from importlib import import_module

from django.db import migrations

first = import_module("gridward.work.passages.migrations.0001_first")
KNOWN = first.KNOWN.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
KNOWN_EACH = f"""
CREATE OR REPLACE FUNCTION passages_known(ids uuid[], days date[], low uuid, high uuid, first date, last date)
RETURNS SETOF uuid LANGUAGE plpgsql {first.BY_INDEX} AS $$
BEGIN
    RETURN QUERY SELECT p.id FROM passages_passage p
        WHERE p.id >= low AND p.id <= high AND (p.day < first OR p.day > last) AND p.id = ANY (ids);
    IF first < last THEN
        RETURN QUERY SELECT n.id FROM unnest(ids, days) n (id, day) CROSS JOIN LATERAL (
            SELECT FROM passages_passage p
            WHERE p.id = n.id AND p.day >= first AND p.day <= last AND p.day <> n.day LIMIT 1
        ) before;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("passages", "0005_searches")]

    operations = [migrations.RunSQL(KNOWN_EACH, KNOWN)]
