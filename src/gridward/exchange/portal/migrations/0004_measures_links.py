"""Links of people under measures, seen by whoever sees the measure; and the gate by which a token opens one measure.

Whoever was admitted reads the readings of that measure and adds own ones until the transaction ends. Results, deeds,
appeals and all other rows stay behind the wall.
"""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.counting import DEFINER

SEEN = "EXISTS (SELECT 1 FROM measures_measure m WHERE m.id = measure_id)"
ADMITTED = (
    "measure_id = (SELECT nullif(current_setting('gridward.admitted_measure', true), '')::uuid)"
)
WALL = f"""
ALTER TABLE portal_measurelink ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON portal_measurelink FOR SELECT USING ({SEEN});
CREATE POLICY adds ON portal_measurelink FOR INSERT WITH CHECK ({SEEN});
CREATE POLICY changes ON portal_measurelink FOR UPDATE USING ({SEEN}) WITH CHECK ({SEEN});
CREATE POLICY removes ON portal_measurelink FOR DELETE USING ({SEEN});
"""
NO_WALL = """
DROP POLICY reads ON portal_measurelink;
DROP POLICY adds ON portal_measurelink;
DROP POLICY changes ON portal_measurelink;
DROP POLICY removes ON portal_measurelink;
ALTER TABLE portal_measurelink DISABLE ROW LEVEL SECURITY;
"""
GATE = f"""
CREATE FUNCTION portal_admit_measure(token bytea) RETURNS TABLE (
    link uuid, measure uuid, street uuid, grid uuid, revoked boolean, in_force boolean, serial text, begins date,
    ends date, person bytea, phases jsonb, readings jsonb, since date, "where" text, phone text
) LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    SELECT l.id, m.id, m.street_id, m.grid_id, l.revoked_at IS NOT NULL, m.state = 'in_force', m.serial, m.begins,
           m.ends, m.person, m.rule -> 'readings', m.in_force_at::date, d.name || g.name, l.phone
    INTO link, measure, street, grid, revoked, in_force, serial, begins, ends, person, readings, since, "where", phone
    FROM portal_measurelink l JOIN measures_measure m ON m.id = l.measure_id
        JOIN territory_grid g ON g.id = m.grid_id JOIN territory_division d ON d.id = m.street_id
    WHERE l.token_index = token;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'begins', p.begins, 'ends', p.ends, 'tests', p.tests,
           'book', p.book) ORDER BY p.position), '[]') INTO phases
    FROM measures_measurephase p WHERE p.measure_id = measure;
    IF in_force AND NOT revoked THEN PERFORM set_config('gridward.admitted_measure', measure::text, true); END IF;
    RETURN NEXT;
END $$;
CREATE POLICY admitted_reads ON measures_measurereading FOR SELECT USING ({ADMITTED});
CREATE POLICY admitted_adds ON measures_measurereading FOR INSERT
    WITH CHECK ({ADMITTED} AND way = 'self' AND account_id IS NULL);
"""
NO_GATE = """
DROP POLICY admitted_reads ON measures_measurereading;
DROP POLICY admitted_adds ON measures_measurereading;
DROP FUNCTION portal_admit_measure(bytea);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0003_following"),
        ("portal", "0003_passes_that_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasureLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "token_index",
                    gridward.kernel.crypto.fields.IndexField(
                        blank=True, key="slip", max_length=16, null=True
                    ),
                ),
                ("phone", models.CharField(max_length=30)),
                ("printed_by", models.CharField(max_length=80)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=80)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("token_index",), name="portal_one_link_a_token"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("measure",),
                        name="portal_one_link_a_measure",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(GATE, NO_GATE),
    ]
