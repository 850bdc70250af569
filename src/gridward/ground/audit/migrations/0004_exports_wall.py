"""What left the house is read by who took it and at whose grids; added in one's own name, never removed.

Prepared files are their owner's alone; whoever is signed in (the schedule) may remove them, since they expire.
"""

from django.db import migrations

SIGNED_IN = "nullif(current_setting('gridward.actor', true), '')"
OWN = f"coalesce(account_id::text, actor_name) = (SELECT {SIGNED_IN})"
OVERLAPS = (
    "grid_ids && (SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[]"
    f" OR (grid_ids = '{{}}' AND (SELECT {SIGNED_IN}) IS NOT NULL)"
)


def of_visible(table: str, column: str) -> str:
    """A row is read by whoever reads the row it belongs to."""
    return f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = {column})"


POLICIES = {
    "audit_export": {"SELECT": f"{OWN} OR {OVERLAPS}", "INSERT": OWN, "UPDATE": OWN},
    "audit_exporttaking": {"SELECT": of_visible("audit_export", "export_id"), "INSERT": OWN},
    "audit_exportalert": {"SELECT": f"{OWN} OR {OVERLAPS}", "INSERT": OWN},
    "audit_alertnote": {"SELECT": of_visible("audit_exportalert", "alert_id"), "INSERT": OWN},
    "audit_exportlimits": {"SELECT": f"(SELECT {SIGNED_IN}) IS NOT NULL", "INSERT": OWN},
    "audit_exportfile": {
        "SELECT": f"account_id::text = (SELECT {SIGNED_IN}) OR expires_at < now()",
        "INSERT": f"account_id::text = (SELECT {SIGNED_IN})",
        "DELETE": f"(SELECT {SIGNED_IN}) IS NOT NULL",
    },
}


def raise_wall(table: str) -> list[str]:
    """Row-level security with one policy a command."""
    steps = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    for command, condition in POLICIES[table].items():
        clause = "WITH CHECK" if command == "INSERT" else "USING"
        steps.append(
            f"CREATE POLICY {command.lower()}s ON {table} FOR {command} {clause} ({condition})"
        )
    return steps


def take_down(table: str) -> list[str]:
    """The reverse."""
    policies = [f"DROP POLICY {command.lower()}s ON {table}" for command in POLICIES[table]]
    return [*policies, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_exports")]

    operations = [
        migrations.RunSQL(sql=raise_wall(table), reverse_sql=take_down(table)) for table in POLICIES
    ]
