"""A search of passages has its plan: PostgreSQL planned over every day's partition each time, longer than it looked.

As whoever asks, behind the wall. A gate's passages and those by entries are two questions with two plans. Few rows are
announced, so that what stands beside them is looked up.

What was seen of a pass is looked up pass by pass. As a join, a plan that was made while the day had no passages yet went
through all of them and held each against the whole batch, until PostgreSQL counted them a minute later.
"""

from importlib import import_module

from django.db import migrations

from gridward.kernel.counting import DEFINER

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
SEEN_EACH = f"""
CREATE OR REPLACE FUNCTION passages_passes_seen(
    ids uuid[], passes uuid[], gates uuid[], ats timestamptz[], directions text[], span interval, first date, last date
) RETURNS TABLE (passage uuid, why text, apart interval) LANGUAGE plpgsql {DEFINER}
SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN
    IF EXISTS (SELECT FROM checkpoints_pass c WHERE c.id = ANY (passes) AND c.once) THEN
        UPDATE checkpoints_pass c SET used_at = n.at, version = c.version + 1, updated_at = now()
        FROM (
            SELECT DISTINCT ON (u.pass) u.pass, u.at FROM unnest(passes, ats) u (pass, at) ORDER BY u.pass, u.at
        ) n WHERE c.id = n.pass AND c.once AND (c.used_at IS NULL OR c.used_at > n.at);
        RETURN QUERY SELECT n.id, 'pass_used', NULL::interval
            FROM unnest(ids, passes, ats, directions) n (id, pass, at, direction)
            JOIN checkpoints_pass c ON c.id = n.pass AND c.once
            CROSS JOIN LATERAL (
                SELECT FROM passages_passage p
                WHERE p.pass_id = n.pass AND p.id <> n.id AND (p.at <= n.at OR p.id <> ALL (ids))
                    AND p.direction = n.direction AND p.decision IN ('passed', 'emergency')
                LIMIT 1
            ) before;
    END IF;
    RETURN QUERY SELECT n.id, 'elsewhere_just_now', near.apart
        FROM unnest(ids, passes, gates, ats) n (id, pass, gate, at)
        CROSS JOIN LATERAL (
            SELECT min(greatest(p.at - n.at, n.at - p.at)) AS apart FROM passages_passage p
            WHERE p.pass_id = n.pass AND p.at >= n.at - span AND p.at <= n.at + span
                AND p.day >= first AND p.day <= last AND p.gate_id <> n.gate AND p.decision IN ('passed', 'emergency')
        ) near WHERE near.apart IS NOT NULL;
    RETURN QUERY SELECT n.id, 'pass_revoked', NULL::interval FROM unnest(ids, passes, ats) n (id, pass, at)
        JOIN checkpoints_pass c ON c.id = n.pass AND c.revoked_at <= n.at;
END $$;
"""
NOT_FOUND = """
DROP FUNCTION passages_found(
    uuid[], uuid, bytea[], bytea[], uuid[], timestamptz, timestamptz, date, date, integer
);
"""


class Migration(migrations.Migration):
    dependencies = [("passages", "0004_passage_told_at")]

    operations = [migrations.RunSQL(FOUND, NOT_FOUND), migrations.RunSQL(SEEN_EACH, SEEN)]
