"""Finding by name, address and plate in a street of a million, at the cost of what is shown.

Under row-level security PostgreSQL may not use an index for `@>` before it has checked the grid of every row, since
the operator is not leakproof. These functions look first and check the grids themselves, by the same setting as the
wall. Names: those that begin as written, grid by grid from an index, then those whose pinyin begins so, then, among at
most CANDIDATES, those that hold the pieces elsewhere. Addresses and plates are found by pieces that the index computes
itself, so that no writer can forget them.
"""

from django.db import migrations, models

CANDIDATES = 1000

PIECES = """
CREATE FUNCTION register_address_pieces(address text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT ARRAY(
        SELECT substr(address, place, 2) FROM generate_series(1, length(address) - 1) AS place
        UNION SELECT run[1] FROM regexp_matches(address, '[0-9]+', 'g') AS run
    )
$$;
CREATE FUNCTION register_plate_pieces(plate text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT ARRAY(SELECT substr(plate, place, 4) FROM generate_series(1, length(plate) - 3) AS place)
$$;
CREATE INDEX register_household_by_piece
    ON register_household USING gin (register_address_pieces(address_text));
CREATE INDEX register_vehicle_by_piece
    ON register_vehicle USING gin (register_plate_pieces(plate));
"""
NO_PIECES = """
DROP INDEX register_household_by_piece;
DROP INDEX register_vehicle_by_piece;
DROP FUNCTION register_address_pieces(text);
DROP FUNCTION register_plate_pieces(text);
"""

SETTINGS = """
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
"""
SCOPE = """
    scope uuid[] := ARRAY(
        SELECT unnest(within)
        INTERSECT SELECT unnest(nullif(current_setting('gridward.read', true), '')::uuid[])
    );
"""

NAMED = (
    "CREATE OR REPLACE FUNCTION register_{table}_named("
    "wanted text[], written text, within uuid[], most integer) RETURNS SETOF uuid"
    + SETTINGS
    + "AS $$ DECLARE"
    + SCOPE
    + """
    hits uuid[];
BEGIN
    hits := ARRAY(
        SELECT one.id FROM unnest(scope) AS place, LATERAL (
            SELECT id, name, sort_key FROM register_{table}
            WHERE grid_id = place AND {present} IS NULL
            AND name COLLATE "C" >= written AND name COLLATE "C" < written || chr(1114111)
            ORDER BY name COLLATE "C" LIMIT most
        ) AS one
        ORDER BY one.name <> written, one.sort_key, one.id LIMIT most
    );
    IF cardinality(hits) < most AND written ~ '^[a-z]+$' THEN
        hits := hits || ARRAY(
            SELECT one.id FROM unnest(scope) AS place, LATERAL (
                SELECT id, sort_key FROM register_{table}
                WHERE grid_id = place AND {present} IS NULL AND grams @> wanted::varchar[]
                AND sort_key >= written || chr(9) AND sort_key < written || '!' AND id <> ALL (hits)
                ORDER BY sort_key, id LIMIT most
            ) AS one
            ORDER BY one.sort_key, one.id LIMIT most - cardinality(hits)
        );
    END IF;
    IF cardinality(hits) < most THEN
        hits := hits || ARRAY(
            SELECT one.id FROM (
                SELECT id, sort_key FROM register_{table}
                WHERE grams @> wanted::varchar[] AND {present} IS NULL
                AND grid_id = ANY (scope) AND id <> ALL (hits)
                LIMIT {candidates}
            ) AS one
            ORDER BY one.sort_key, one.id LIMIT most - cardinality(hits)
        );
    END IF;
    RETURN QUERY SELECT unnest(hits);
END $$;
CREATE INDEX register_{table}_by_sign ON register_{table} (grid_id, name COLLATE "C");
"""
)
AT_ADDRESS = (
    "CREATE FUNCTION register_household_at("
    "wanted text[], pattern text, within uuid[], most integer) RETURNS SETOF uuid"
    + SETTINGS
    + "AS $$ DECLARE"
    + SCOPE
    + """
BEGIN
    RETURN QUERY SELECT one.id FROM (
        SELECT id, grid_id, address_text FROM register_household
        WHERE register_address_pieces(address_text) @> wanted
        AND grid_id = ANY (scope) AND address_text ~* pattern
        LIMIT {candidates}
    ) AS one
    ORDER BY one.grid_id, one.address_text, one.id LIMIT most;
END $$;
"""
)
WITH_PLATE = (
    "CREATE FUNCTION register_vehicle_with("
    "wanted text[], part text, within uuid[], most integer) RETURNS SETOF uuid"
    + SETTINGS
    + "AS $$ DECLARE"
    + SCOPE
    + """
BEGIN
    RETURN QUERY SELECT one.id FROM (
        SELECT id, plate FROM register_vehicle
        WHERE register_plate_pieces(plate) @> wanted
        AND grid_id = ANY (scope) AND strpos(plate, part) > 0
        LIMIT {candidates}
    ) AS one
    ORDER BY one.plate, one.id LIMIT most;
END $$;
"""
)
TABLES = {"resident": "left_on", "employee": "left_on", "organisation": "closed_on"}


class Migration(migrations.Migration):
    dependencies = [("register", "0004_named")]

    operations = [
        migrations.AddIndex(
            "employee",
            models.Index(fields=["grid", "sort_key", "id"], name="register_employee_by_name"),
        ),
        migrations.RunSQL(PIECES, NO_PIECES),
        migrations.RunSQL(
            AT_ADDRESS.format(candidates=CANDIDATES),
            "DROP FUNCTION register_household_at(text[], text, uuid[], integer)",
        ),
        migrations.RunSQL(
            WITH_PLATE.format(candidates=CANDIDATES),
            "DROP FUNCTION register_vehicle_with(text[], text, uuid[], integer)",
        ),
        *(
            migrations.RunSQL(
                NAMED.format(table=table, present=present, candidates=CANDIDATES),
                f"DROP INDEX register_{table}_by_sign",
            )
            for table, present in TABLES.items()
        ),
    ]
