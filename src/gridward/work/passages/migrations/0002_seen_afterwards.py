"""A pass for one time that passed twice is seen also where the earlier passage comes in later, and was used by the earlier.

A pass that was revoked before its passage is seen too. A phone without a signal tells of its passages hours afterwards: another
may have sent meanwhile what happened later, and of what was revoked meanwhile nobody has told it.
"""

from django.db import migrations

from gridward.kernel.counting import DEFINER

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION passages_passes_seen(
    ids uuid[], passes uuid[], gates uuid[], ats timestamptz[], directions text[], span interval, first date, last date
) RETURNS TABLE (passage uuid, why text, apart interval) LANGUAGE plpgsql {DEFINER}
SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN
    UPDATE checkpoints_pass c SET used_at = n.at, version = c.version + 1, updated_at = now()
    FROM (
        SELECT DISTINCT ON (u.pass) u.pass, u.at FROM unnest(passes, ats) u (pass, at) ORDER BY u.pass, u.at
    ) n WHERE c.id = n.pass AND c.once AND %s;
    RETURN QUERY SELECT n.id, 'elsewhere_just_now', min(greatest(p.at - n.at, n.at - p.at))
        FROM unnest(ids, passes, gates, ats) n (id, pass, gate, at)
        JOIN passages_passage p ON p.pass_id = n.pass AND p.at >= n.at - span AND p.at <= n.at + span
            AND p.day >= first AND p.day <= last AND p.gate_id <> n.gate AND p.decision IN ('passed', 'emergency')
        GROUP BY n.id;
    RETURN QUERY SELECT DISTINCT n.id, 'pass_used', NULL::interval
        FROM unnest(ids, passes, ats, directions) n (id, pass, at, direction)
        JOIN checkpoints_pass c ON c.id = n.pass AND c.once
        JOIN passages_passage p ON p.pass_id = n.pass AND p.id <> n.id AND %s
            AND p.direction = n.direction AND p.decision IN ('passed', 'emergency');
    %s
END $$;
"""
_REVOKED = """
    RETURN QUERY SELECT n.id, 'pass_revoked', NULL::interval FROM unnest(ids, passes, ats) n (id, pass, at)
        JOIN checkpoints_pass c ON c.id = n.pass AND c.revoked_at <= n.at;"""
SEEN = _FUNCTION % (
    "(c.used_at IS NULL OR c.used_at > n.at)",
    "(p.at <= n.at OR p.id <> ALL (ids))",
    _REVOKED,
)
FORMER = _FUNCTION % ("c.used_at IS NULL", "p.at <= n.at", "")


class Migration(migrations.Migration):
    dependencies = [("passages", "0001_first")]

    operations = [migrations.RunSQL(SEEN, FORMER)]
