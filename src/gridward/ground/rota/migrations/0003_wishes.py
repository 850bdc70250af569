"""Wishes: written by whoever has them, read by them and by who plans where they serve, removed by the house in time.

A planner changes nobody's wish. The house itself (the schedule, which is no member) removes what is long over.
"""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids

KNOWING = """
CREATE FUNCTION rota_planned_members() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH planned AS (SELECT nullif(current_setting('gridward.plan', true), '')::uuid[] AS grids)
    SELECT coalesce(array_agg(DISTINCT member_id), '{}') FROM (
        SELECT a.member_id FROM staff_appointment a JOIN territory_grid g ON g.id = a.grid_id
        WHERE g.community_id IN (
            SELECT p.community_id FROM territory_grid p, planned WHERE p.id = ANY (planned.grids))
        UNION
        SELECT s.member_id FROM rota_shift s, planned
        WHERE s.grid_id = ANY (planned.grids) AND s.state <> 'cancelled'
    ) serving WHERE member_id IS NOT NULL
$$;
"""
FORGETTING = "DROP FUNCTION rota_planned_members();"
ME = "(SELECT rota_own_member())"
PLANNED = "ANY ((SELECT rota_planned_members())::uuid[])"
OF_HOUSE = f"{ME} IS NULL AND member_id = {PLANNED}"
WALL = f"""
ALTER TABLE rota_wish ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON rota_wish FOR SELECT USING (member_id = {ME} OR member_id = {PLANNED});
CREATE POLICY adds ON rota_wish FOR INSERT WITH CHECK (member_id = {ME});
CREATE POLICY changes ON rota_wish FOR UPDATE USING (member_id = {ME}) WITH CHECK (member_id = {ME});
CREATE POLICY removes ON rota_wish FOR DELETE USING (member_id = {ME} OR ({OF_HOUSE}));
"""
OPEN = """
DROP POLICY reads ON rota_wish;
DROP POLICY adds ON rota_wish;
DROP POLICY changes ON rota_wish;
DROP POLICY removes ON rota_wish;
ALTER TABLE rota_wish DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rota", "0002_drafts"),
        ("staff", "0009_recognitions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wish",
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
                    "wants",
                    models.CharField(choices=[("free", "free"), ("duty", "duty")], max_length=4),
                ),
                (
                    "time",
                    models.CharField(
                        choices=[("any", "any"), ("day", "day"), ("night", "night")], max_length=5
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("weekday", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="duty"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="staff.member",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "last"], name="rota_wish_by_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="rota_wish_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekday", None), ("weekday__range", (1, 7)), _connector="OR"
                        ),
                        name="rota_wish_weekday",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KNOWING, FORGETTING),
        migrations.RunSQL(WALL, OPEN),
    ]
