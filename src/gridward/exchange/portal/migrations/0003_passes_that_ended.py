"""Whoever was admitted to a door hears of its own passes that were revoked or printed anew: nothing else of any pass."""

from django.db import migrations

from gridward.kernel.counting import DEFINER

ENDED = f"""
CREATE FUNCTION portal_passes_ended(asked uuid[]) RETURNS TABLE (pass uuid, why text) LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT p.id, CASE WHEN p.revoked_at IS NOT NULL OR h.left_on IS NOT NULL THEN 'revoked' ELSE 'replaced' END
    FROM portal_passrequest r JOIN checkpoints_pass p ON p.id = r.id
        LEFT JOIN register_resident h ON h.id = p.resident_id
    WHERE r.id = ANY (asked) AND r.target_id = nullif(current_setting('gridward.admitted', true), '')::uuid
        AND (p.revoked_at IS NOT NULL OR h.left_on IS NOT NULL OR p.issue > 1)
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_passes_asked_for"),
        ("checkpoints", "0001_first"),
        ("register", "0011_conflicts_of_organisations"),
    ]

    operations = [migrations.RunSQL(ENDED, "DROP FUNCTION portal_passes_ended(uuid[])")]
