"""What one passage asks costs little: days are looked through only for passes for one time; counting has its plan.

`passages_passes_seen` opened every partition for each passage, also where its pass is for any number of times.
`passages_few_lately` counts as whoever asks, behind the wall; as a function it keeps a plan that holds for every day,
where PostgreSQL would plan over all partitions each time.
"""

from importlib import import_module

from django.db import migrations

from gridward.kernel.counting import DEFINER

SEEN = import_module("gridward.work.passages.migrations.0002_seen_afterwards").SEEN
SEEN_OF_ONE = f"""
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
        RETURN QUERY SELECT DISTINCT n.id, 'pass_used', NULL::interval
            FROM unnest(ids, passes, ats, directions) n (id, pass, at, direction)
            JOIN checkpoints_pass c ON c.id = n.pass AND c.once
            JOIN passages_passage p ON p.pass_id = n.pass AND p.id <> n.id AND (p.at <= n.at OR p.id <> ALL (ids))
                AND p.direction = n.direction AND p.decision IN ('passed', 'emergency');
    END IF;
    RETURN QUERY SELECT n.id, 'elsewhere_just_now', min(greatest(p.at - n.at, n.at - p.at))
        FROM unnest(ids, passes, gates, ats) n (id, pass, gate, at)
        JOIN passages_passage p ON p.pass_id = n.pass AND p.at >= n.at - span AND p.at <= n.at + span
            AND p.day >= first AND p.day <= last AND p.gate_id <> n.gate AND p.decision IN ('passed', 'emergency')
        GROUP BY n.id;
    RETURN QUERY SELECT n.id, 'pass_revoked', NULL::interval FROM unnest(ids, passes, ats) n (id, pass, at)
        JOIN checkpoints_pass c ON c.id = n.pass AND c.revoked_at <= n.at;
END $$;
"""
FEW = """
CREATE FUNCTION passages_few_lately(gates uuid[], most integer[], since timestamptz, first date, last date)
RETURNS TABLE (gate uuid, passed bigint) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT g.id, (
        SELECT count(*) FROM (
            SELECT FROM passages_passage p
            WHERE p.gate_id = g.id AND p.at > since AND p.day >= first AND p.day <= last LIMIT g.most
        ) few
    ) FROM unnest(gates, most) g (id, most);
END $$;
"""
NO_FEW = "DROP FUNCTION passages_few_lately(uuid[], integer[], timestamptz, date, date);"


class Migration(migrations.Migration):
    dependencies = [("passages", "0002_seen_afterwards")]

    operations = [migrations.RunSQL(SEEN_OF_ONE, SEEN), migrations.RunSQL(FEW, NO_FEW)]
