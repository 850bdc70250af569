"""Passages: one partition a day, behind the wall of grids; tallies of hours by a trigger; what the database does as owner.

The application owns no table. So functions of the database, which run as the owner of the tables, make the partition of a
day, drop those that are over, know a passage that came before at whichever grid, and see one pass at two gates across
grids. A new partition is made beside the table and attached to it, which readers and writers need not wait for. The wall
stands before the partitions too, with no gate in it: they are reached through their table alone.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
from gridward.kernel.counting import DEFINER, after_statements
from gridward.kernel.rows import Walled

TABLE = """
CREATE TABLE passages_passage (
    id uuid NOT NULL,
    day date NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    street_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    gate_id uuid NOT NULL,
    keeper_id uuid,
    device uuid NOT NULL,
    lane varchar(30) NOT NULL,
    direction varchar(3) NOT NULL,
    subject varchar(10) NOT NULL,
    decision varchar(12) NOT NULL,
    verdict varchar(4) NOT NULL,
    reasons varchar(24)[] NOT NULL,
    noticed varchar(24)[] NOT NULL DEFAULT '{}',
    rules varchar(200) NOT NULL,
    by varchar(8) NOT NULL,
    pass_id uuid,
    pass_state varchar(12) NOT NULL,
    person bytea,
    plate bytea,
    temperature_c double precision,
    codes jsonb,
    no_phone boolean NOT NULL,
    people smallint NOT NULL,
    words bytea,
    PRIMARY KEY (id, day),
    CONSTRAINT passages_day_is_of_its_instant CHECK (day = (at AT TIME ZONE 'Asia/Shanghai')::date),
    CONSTRAINT passages_entries_whole CHECK (length(person) = 16 AND length(plate) = 16),
    CONSTRAINT passages_somebody_passed CHECK (people >= 1)
) PARTITION BY RANGE (day);
CREATE INDEX passages_of_gate ON passages_passage (gate_id, at);
CREATE INDEX passages_of_person ON passages_passage (person, at) WHERE person IS NOT NULL;
CREATE INDEX passages_of_plate ON passages_passage (plate, at) WHERE plate IS NOT NULL;
CREATE INDEX passages_of_pass ON passages_passage (pass_id, at) WHERE pass_id IS NOT NULL;
"""
STAY = """
CREATE FUNCTION passages_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - '{words,noticed}'::text[] <> to_jsonb(NEW) - '{words,noticed}'::text[] THEN
        RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON passages_passage FOR EACH ROW EXECUTE FUNCTION passages_stay();
"""
DAYS = f"""
CREATE FUNCTION passages_make_days(wanted date[]) RETURNS integer LANGUAGE plpgsql {DEFINER} AS $$
DECLARE one date; name text; made integer := 0;
BEGIN
    FOREACH one IN ARRAY wanted LOOP
        name := 'passages_day_' || to_char(one, 'YYYYMMDD');
        CONTINUE WHEN to_regclass(name) IS NOT NULL;
        PERFORM pg_advisory_xact_lock(hashtextextended('passages.days', 0));
        -- Not to_regclass: what it has looked up before it goes on answering, whatever others have committed since.
        PERFORM 1 FROM pg_class c WHERE c.relname = name AND c.relnamespace = 'public'::regnamespace;
        CONTINUE WHEN FOUND;
        EXECUTE format('CREATE TABLE %I (LIKE passages_passage INCLUDING ALL, CHECK (day >= %L AND day < %L))',
            name, one, one + 1);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE passages_passage ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            name, one, one + 1);
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
CREATE FUNCTION passages_drop_days(before date) RETURNS integer LANGUAGE plpgsql {DEFINER} AS $$
DECLARE name text; gone integer := 0;
BEGIN
    IF before > current_date THEN
        RAISE EXCEPTION 'days that are not over are not dropped' USING ERRCODE = 'restrict_violation';
    END IF;
    FOR name IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'passages_passage'::regclass
            AND c.relname < 'passages_day_' || to_char(before, 'YYYYMMDD') ORDER BY 1
    LOOP
        EXECUTE format('DROP TABLE %I', name);
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$;
"""
PLANS = (
    "SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off"
)
"""A plan is made once a connection, over all partitions, and it must not hang on how full they were then: by index alone."""
BY_INDEX = f"{DEFINER} {PLANS} SET enable_seqscan = off"
KNOWN = f"""
CREATE FUNCTION passages_known(ids uuid[], days date[], low uuid, high uuid, first date, last date)
RETURNS SETOF uuid LANGUAGE plpgsql {BY_INDEX} AS $$
BEGIN
    RETURN QUERY SELECT p.id FROM passages_passage p
        WHERE p.id >= low AND p.id <= high AND (p.day < first OR p.day > last) AND p.id = ANY (ids);
    IF first < last THEN
        RETURN QUERY SELECT p.id FROM unnest(ids, days) n (id, day)
            JOIN passages_passage p ON p.id = n.id AND p.day >= first AND p.day <= last AND p.day <> n.day;
    END IF;
END $$;
"""
SEEN = f"""
CREATE FUNCTION passages_passes_seen(
    ids uuid[], passes uuid[], gates uuid[], ats timestamptz[], directions text[], span interval, first date, last date
) RETURNS TABLE (passage uuid, why text, apart interval) LANGUAGE plpgsql {BY_INDEX} AS $$
BEGIN
    UPDATE checkpoints_pass c SET used_at = n.at, version = c.version + 1, updated_at = now()
    FROM (
        SELECT DISTINCT ON (u.pass) u.pass, u.at FROM unnest(passes, ats) u (pass, at) ORDER BY u.pass, u.at
    ) n WHERE c.id = n.pass AND c.once AND c.used_at IS NULL;
    RETURN QUERY SELECT n.id, 'elsewhere_just_now', min(greatest(p.at - n.at, n.at - p.at))
        FROM unnest(ids, passes, gates, ats) n (id, pass, gate, at)
        JOIN passages_passage p ON p.pass_id = n.pass AND p.at >= n.at - span AND p.at <= n.at + span
            AND p.day >= first AND p.day <= last AND p.gate_id <> n.gate AND p.decision IN ('passed', 'emergency')
        GROUP BY n.id;
    RETURN QUERY SELECT DISTINCT n.id, 'pass_used', NULL::interval
        FROM unnest(ids, passes, ats, directions) n (id, pass, at, direction)
        JOIN checkpoints_pass c ON c.id = n.pass AND c.once
        JOIN passages_passage p ON p.pass_id = n.pass AND p.id <> n.id AND p.at <= n.at
            AND p.direction = n.direction AND p.decision IN ('passed', 'emergency');
END $$;
"""
COLUMNS = "street_id, grid_id, gate_id, hour, lane, direction, decision"
COUNT = f"""
INSERT INTO passages_gatetally ({COLUMNS}, passages, people)
SELECT street_id, grid_id, gate_id, date_trunc('hour', at), lane, direction, decision, count(*), sum(people)
FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6, 7;"""
"""The hours of Shanghai and of UTC are the same."""
COUNTING = list(
    after_statements("passages_count", "passages_passage", "INSERT", "NEW TABLE AS new_rows", COUNT)
)
JOIN = f"""
CREATE FUNCTION passages_join_tallies(before timestamptz) RETURNS bigint LANGUAGE plpgsql {DEFINER} AS $$
DECLARE gone bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('passages.tallies', 0)) THEN RETURN 0; END IF;
    DELETE FROM passages_gatetally WHERE hour < before;
    WITH many AS (
        SELECT {COLUMNS} FROM passages_gatetally GROUP BY {COLUMNS} HAVING count(*) > 1
    ),
    taken AS (
        DELETE FROM passages_gatetally t USING many m
        WHERE ({", ".join(f"t.{one}" for one in COLUMNS.split(", "))})
            = ({", ".join(f"m.{one}" for one in COLUMNS.split(", "))})
        RETURNING t.*
    ),
    added AS (
        INSERT INTO passages_gatetally ({COLUMNS}, passages, people)
        SELECT {COLUMNS}, sum(passages), sum(people) FROM taken GROUP BY {COLUMNS} RETURNING 1
    )
    SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM added) INTO gone;
    RETURN gone;
END $$;
"""
UNDO = """
DROP FUNCTION passages_count() CASCADE;
DROP FUNCTION passages_stay() CASCADE;
DROP FUNCTION passages_make_days(date[]);
DROP FUNCTION passages_drop_days(date);
DROP FUNCTION passages_known(uuid[], date[], uuid, uuid, date, date);
DROP FUNCTION passages_passes_seen(uuid[], uuid[], uuid[], timestamptz[], text[], interval, date, date);
DROP FUNCTION passages_join_tallies(timestamptz);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkpoints", "0001_first"),
        ("staff", "0009_recognitions"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0002_news_and_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="GateKey",
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
                (
                    "key",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="gate_key"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CrowdSpell",
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
                ("began_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("waiting", models.PositiveIntegerField()),
                (
                    "gate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["gate", "-began_at"], name="passages_spell_of_gate")
                ],
            },
        ),
        migrations.CreateModel(
            name="GateTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("lane", models.CharField(blank=True, max_length=30)),
                ("direction", models.CharField(max_length=3)),
                ("decision", models.CharField(max_length=12)),
                ("passages", models.IntegerField()),
                ("people", models.IntegerField()),
                (
                    "gate",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gate", "hour"], name="passages_tally_of_gate")],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLE, "DROP TABLE passages_passage")],
            state_operations=[
                migrations.CreateModel(
                    name="Passage",
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
                        ("day", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("device", models.UUIDField()),
                        ("lane", models.CharField(blank=True, max_length=30)),
                        (
                            "direction",
                            models.CharField(choices=[("in", "in"), ("out", "out")], max_length=3),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("resident", "resident"),
                                    ("visitor", "visitor"),
                                    ("helper", "helper"),
                                    ("delivery", "delivery"),
                                    ("vehicle", "vehicle"),
                                    ("unknown", "unknown"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("passed", "passed"),
                                    ("turned_back", "turned_back"),
                                    ("held", "held"),
                                    ("emergency", "emergency"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("pass", "pass"), ("ask", "ask"), ("hold", "hold")],
                                max_length=4,
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("emergency", "emergency"),
                                        ("watched", "watched"),
                                        ("code_bad", "code_bad"),
                                        ("fever", "fever"),
                                        ("stays_home", "stays_home"),
                                        ("pass_forged", "pass_forged"),
                                        ("pass_revoked", "pass_revoked"),
                                        ("pass_replaced", "pass_replaced"),
                                        ("pass_used", "pass_used"),
                                        ("pass_expired", "pass_expired"),
                                        ("pass_not_yet", "pass_not_yet"),
                                        ("pass_other_gate", "pass_other_gate"),
                                        ("pass_missing", "pass_missing"),
                                        ("elsewhere_just_now", "elsewhere_just_now"),
                                        ("code_doubtful", "code_doubtful"),
                                        ("code_old", "code_old"),
                                        ("code_missing", "code_missing"),
                                        ("temperature_missing", "temperature_missing"),
                                        ("rule_incomplete", "rule_incomplete"),
                                    ],
                                    max_length=24,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "noticed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("emergency", "emergency"),
                                        ("watched", "watched"),
                                        ("code_bad", "code_bad"),
                                        ("fever", "fever"),
                                        ("stays_home", "stays_home"),
                                        ("pass_forged", "pass_forged"),
                                        ("pass_revoked", "pass_revoked"),
                                        ("pass_replaced", "pass_replaced"),
                                        ("pass_used", "pass_used"),
                                        ("pass_expired", "pass_expired"),
                                        ("pass_not_yet", "pass_not_yet"),
                                        ("pass_other_gate", "pass_other_gate"),
                                        ("pass_missing", "pass_missing"),
                                        ("elsewhere_just_now", "elsewhere_just_now"),
                                        ("code_doubtful", "code_doubtful"),
                                        ("code_old", "code_old"),
                                        ("code_missing", "code_missing"),
                                        ("temperature_missing", "temperature_missing"),
                                        ("rule_incomplete", "rule_incomplete"),
                                    ],
                                    max_length=24,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("rules", models.CharField(blank=True, max_length=200)),
                        (
                            "by",
                            models.CharField(
                                choices=[
                                    ("scan", "scan"),
                                    ("scanner", "scanner"),
                                    ("typed", "typed"),
                                    ("plate", "plate"),
                                    ("seen", "seen"),
                                    ("one_time", "one_time"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("pass_id", models.UUIDField(null=True)),
                        (
                            "pass_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("valid", "valid"),
                                    ("not_yet", "not_yet"),
                                    ("expired", "expired"),
                                    ("revoked", "revoked"),
                                    ("replaced", "replaced"),
                                    ("other_gate", "other_gate"),
                                    ("used", "used"),
                                    ("forged", "forged"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("person", models.BinaryField(max_length=16, null=True)),
                        ("plate", models.BinaryField(max_length=16, null=True)),
                        ("temperature_c", models.FloatField(null=True)),
                        ("codes", models.JSONField(null=True)),
                        ("no_phone", models.BooleanField(default=False)),
                        ("people", models.PositiveSmallIntegerField(default=1)),
                        (
                            "words",
                            gridward.kernel.crypto.fields.SealedField(
                                blank=True, null=True, purpose="passage"
                            ),
                        ),
                        (
                            "gate",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="checkpoints.checkpoint",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="territory.grid",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="staff.member",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="territory.division",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["gate", "at"], name="passages_of_gate"),
                            models.Index(
                                condition=models.Q(("person__isnull", False)),
                                fields=["person", "at"],
                                name="passages_of_person",
                            ),
                            models.Index(
                                condition=models.Q(("plate__isnull", False)),
                                fields=["plate", "at"],
                                name="passages_of_plate",
                            ),
                            models.Index(
                                condition=models.Q(("pass_id__isnull", False)),
                                fields=["pass_id", "at"],
                                name="passages_of_pass",
                            ),
                        ],
                    },
                ),
            ],
        ),
        Walled("passages_passage", "passages_crowdspell"),
        Walled("passages_gatetally", read_only=True),
        Walled("passages_gatekey", by_grid=False),
        migrations.RunSQL([STAY, DAYS, KNOWN, SEEN, *COUNTING, JOIN], UNDO),
    ]
