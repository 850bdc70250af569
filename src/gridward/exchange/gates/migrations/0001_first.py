"""What gates are told of passes, kept by triggers on whatever a gate must know of them.

The functions run as the owner of the tables: whoever changes a pass need not see that gates are told of it, and who reads
for a gate sees no row of the register. What is made of a holder with keys is left to the server (`stale`).
"""

import django.contrib.postgres.fields
from django.db import migrations, models

import gridward.kernel.models
from gridward.kernel.counting import DEFINER, after_statements
from gridward.kernel.rows import Walled

TELL = f"""
CREATE FUNCTION gates_tell(ids uuid[], anew boolean) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF ids IS NULL THEN RETURN; END IF;
    UPDATE gates_gatepass t SET gone = true, xid = pg_current_xact_id()
        FROM checkpoints_pass p
        WHERE p.id = ANY (ids) AND t.pass_id = p.id AND t.street_id <> p.street_id AND NOT t.gone;
    INSERT INTO gates_gatepass AS t (street_id, pass_id, xid, kind, serial, issue, begins, ends, until,
            revoked, used, once, gates, entries, label, grid, gone, stale)
        SELECT p.street_id, p.id, pg_current_xact_id(), p.kind, p.serial, p.issue, p.begins, p.ends, p.ends,
            p.revoked_at IS NOT NULL OR r.left_on IS NOT NULL, p.once AND p.used_at IS NOT NULL, p.once, p.gates,
            '{{}}', '', g.name, false, true
        FROM checkpoints_pass p JOIN territory_grid g ON g.id = p.grid_id
            LEFT JOIN register_resident r ON r.id = p.resident_id
        WHERE p.id = ANY (ids) ORDER BY p.street_id, p.id
    ON CONFLICT (street_id, pass_id) DO UPDATE SET xid = excluded.xid, kind = excluded.kind, issue = excluded.issue,
        begins = excluded.begins, ends = excluded.ends, until = greatest(t.until, excluded.until),
        revoked = excluded.revoked, used = excluded.used, once = excluded.once, gates = excluded.gates,
        grid = excluded.grid, gone = false, stale = t.stale OR anew;
END $$"""
FORGET = """UPDATE gates_gatepass t SET gone = true, xid = pg_current_xact_id() FROM changed c
    WHERE t.pass_id = c.id AND NOT t.gone;"""
BOTH = "OLD TABLE AS before NEW TABLE AS changed"
NEW, OLD = "NEW TABLE AS changed", "OLD TABLE AS changed"
HOLDER = "(b.holder, b.resident_id, b.organisation_id, b.plate, b.street_id) {} (c.holder, c.resident_id,"
HOLDER += " c.organisation_id, c.plate, c.street_id)"
PLAIN = """(b.kind, b.issue, b.begins, b.ends, b.gates, b.once, b.revoked_at, b.used_at, b.grid_id) IS DISTINCT FROM
    (c.kind, c.issue, c.begins, c.ends, c.gates, c.once, c.revoked_at, c.used_at, c.grid_id)"""
HERE = "changed c JOIN before b ON b.id = c.id"


def telling(rows: str, anew: bool, passes: str = "c.id") -> str:
    """Tell of the passes that a statement touched."""
    return f"PERFORM gates_tell((SELECT array_agg(DISTINCT {passes}) FROM {rows}), {str(anew).lower()});"


def of_passes(column: str, which: str) -> str:
    """The passes that hang on a changed row."""
    return f"{HERE} JOIN checkpoints_pass p ON p.{column} = c.id WHERE {which}"


PERSON = (
    "(b.name, b.document_index, b.left_on) IS DISTINCT FROM (c.name, c.document_index, c.left_on)"
)
NAMED = "b.name IS DISTINCT FROM c.name"
OF_PHONE = "changed c JOIN checkpoints_pass p ON p.resident_id = c.resident_id"
TRIGGERS = (
    ("checkpoints_pass", "INSERT", NEW, telling("changed c", True)),
    (
        *("checkpoints_pass", "UPDATE", BOTH),
        telling(f"{HERE} WHERE {HOLDER.format('IS DISTINCT FROM')}", True)
        + telling(f"{HERE} WHERE {HOLDER.format('IS NOT DISTINCT FROM')} AND {PLAIN}", False),
    ),
    ("checkpoints_pass", "DELETE", OLD, FORGET),
    (
        *("register_resident", "UPDATE", BOTH),
        telling(of_passes("resident_id", PERSON), True, "p.id"),
    ),
    ("register_residentphone", "INSERT", NEW, telling(OF_PHONE, True, "p.id")),
    ("register_residentphone", "UPDATE", NEW, telling(OF_PHONE, True, "p.id")),
    ("register_residentphone", "DELETE", OLD, telling(OF_PHONE, True, "p.id")),
    (
        *("register_organisation", "UPDATE", BOTH),
        telling(of_passes("organisation_id", NAMED), True, "p.id"),
    ),
    ("territory_grid", "UPDATE", BOTH, telling(of_passes("grid_id", NAMED), False, "p.id")),
)
KEEP = [
    statement
    for table, event, referencing, body in TRIGGERS
    for statement in after_statements(
        f"gates_{event.lower()}_{table}", table, event, referencing, body
    )
]
LEAVE = [
    f"DROP FUNCTION gates_{event.lower()}_{table}() CASCADE" for table, event, _, _ in TRIGGERS
]
ALL = "SELECT gates_tell((SELECT array_agg(id) FROM checkpoints_pass), true)"
NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkpoints", "0001_first"),
        ("passages", "0001_first"),
        ("register", "0011_conflicts_of_organisations"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="GatePass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("street_id", models.UUIDField()),
                ("pass_id", models.UUIDField()),
                ("xid", gridward.kernel.models.TransactionId()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "resident"),
                            ("vehicle", "vehicle"),
                            ("helper", "helper"),
                            ("delivery", "delivery"),
                            ("visitor", "visitor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("serial", models.CharField(max_length=8)),
                ("issue", models.PositiveSmallIntegerField()),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("revoked", models.BooleanField()),
                ("used", models.BooleanField()),
                ("once", models.BooleanField()),
                (
                    "gates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "entries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list, size=None
                    ),
                ),
                ("plate", models.CharField(max_length=32, null=True)),
                ("label", models.CharField(blank=True, max_length=100)),
                ("grid", models.CharField(max_length=80)),
                ("gone", models.BooleanField()),
                ("stale", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["street_id", "pass_id"], name="gates_one_row_a_street_and_pass"
                    )
                ],
                "indexes": [
                    models.Index(fields=["street_id", "xid", "pass_id"], name="gates_pass_feed"),
                    models.Index(fields=["pass_id"], name="gates_pass_of"),
                    models.Index(
                        fields=["pass_id"],
                        condition=models.Q(("stale", True)),
                        name="gates_pass_stale",
                    ),
                    models.Index(fields=["until"], name="gates_pass_by_end"),
                ],
            },
        ),
        Walled("gates_gatepass", by_grid=False),
        migrations.RunSQL(TELL, "DROP FUNCTION gates_tell(uuid[], boolean)"),
        migrations.RunSQL(KEEP, LEAVE),
        migrations.RunSQL(ALL, NOTHING),
    ]
