"""Organisations are found by their address as households are: by pieces from an index, the words in their order.

Before, each question in the search box that might be an address read every organisation of the street.
"""

from importlib import import_module

from django.db import migrations

at_scale = import_module("gridward.ground.register.migrations.0005_search_at_scale")
lists = import_module("gridward.ground.register.migrations.0008_lists_and_search_at_scale")

INDEX = f"""
CREATE INDEX register_organisation_by_piece
    ON register_organisation USING gin (register_address_pieces(address_text))
    WITH (gin_pending_list_limit = {lists.SHORTEST_KB});
"""
AT_ADDRESS = (
    "CREATE FUNCTION register_organisation_at("
    "wanted text[], pattern text, within uuid[], most integer) RETURNS SETOF uuid"
    + at_scale.SETTINGS
    + "AS $$ DECLARE"
    + at_scale.SCOPE
    + f"""
BEGIN
    RETURN QUERY SELECT one.id FROM (
        SELECT id, sort_key FROM register_organisation
        WHERE register_address_pieces(address_text) @> wanted AND closed_on IS NULL
        AND grid_id = ANY (scope) AND address_text ~* pattern
        LIMIT {at_scale.CANDIDATES}
    ) AS one
    ORDER BY one.sort_key, one.id LIMIT most;
END $$;
"""
)


class Migration(migrations.Migration):
    dependencies = [("register", "0008_lists_and_search_at_scale")]

    operations = [
        migrations.RunSQL(INDEX, "DROP INDEX register_organisation_by_piece"),
        migrations.RunSQL(
            AT_ADDRESS, "DROP FUNCTION register_organisation_at(text[], text, uuid[], integer)"
        ),
    ]
