"""Who in a street holds a document number, answered beyond the wall: one number is one resident of the street."""

from django.db import migrations

MAKE = """
CREATE FUNCTION register_holders(street uuid, documents bytea[])
RETURNS TABLE (document_index bytea, resident uuid, household uuid, grid uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.document_index, r.id, r.household_id, r.grid_id
    FROM register_resident r
    WHERE r.street_id = street AND r.document_index = ANY (documents) AND r.left_on IS NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0002_wall")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION register_holders(uuid, bytea[])")]
