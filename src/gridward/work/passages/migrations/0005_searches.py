"""A search of passages has its plan: PostgreSQL planned over every day's partition each time, longer than it looked.

As whoever asks, behind the wall. A gate's passages and those by entries are two questions with two plans. Few rows are
announced, so that what stands beside them is looked up.

What was seen of the passes of a batch is planned anew: a plan that was made while the day had no passages yet looked
through all of them for each pass, until PostgreSQL counted them a minute later.
"""

from importlib import import_module

from django.db import migrations

FOUND = """
CREATE FUNCTION passages_found(
    grids uuid[], gate uuid, persons bytea[], plates bytea[], passes uuid[],
    since timestamptz, until timestamptz, first date, last date, most integer
) RETURNS SETOF passages_passage LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
    IF gate IS NOT NULL THEN
        RETURN QUERY SELECT p.* FROM passages_passage p
            WHERE p.gate_id = gate AND p.grid_id = ANY (grids)
                AND p.day >= first AND p.day <= last AND p.at >= since AND p.at < until
            ORDER BY p.at DESC, p.id DESC LIMIT most;
    ELSE
        RETURN QUERY SELECT p.* FROM passages_passage p
            WHERE (p.person = ANY (persons) OR p.plate = ANY (plates) OR p.pass_id = ANY (passes))
                AND p.grid_id = ANY (grids)
                AND p.day >= first AND p.day <= last AND p.at >= since AND p.at < until
            ORDER BY p.at DESC, p.id DESC LIMIT most;
    END IF;
END $$;
"""
SEEN = import_module("gridward.work.passages.migrations.0003_single_passages").SEEN_OF_ONE
SEEN_OF_MANY = SEEN.replace(
    "BEGIN\n",
    "BEGIN\n    IF cardinality(ids) > 1 THEN SET LOCAL plan_cache_mode = force_custom_plan; END IF;\n",
    1,
)
NOT_FOUND = """
DROP FUNCTION passages_found(
    uuid[], uuid, bytea[], bytea[], uuid[], timestamptz, timestamptz, date, date, integer
);
"""


class Migration(migrations.Migration):
    dependencies = [("passages", "0004_passage_told_at")]

    operations = [migrations.RunSQL(FOUND, NOT_FOUND), migrations.RunSQL(SEEN_OF_MANY, SEEN)]
