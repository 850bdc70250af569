"""The mark of a drill: one row that the owner of the tables enters and nobody changes or removes, also not the owner."""

from django.db import migrations

MARK = """
CREATE TABLE kernel_drill (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    name text NOT NULL,
    began timestamptz NOT NULL
);
CREATE FUNCTION kernel_drill_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the mark of a drill stays as it is';
END $$;
CREATE TRIGGER kernel_drill_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel_drill
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_drill_stays();
CREATE TRIGGER kernel_drill_by_owner AFTER INSERT ON kernel_drill
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_drill_stays();
"""
UNMARK = "DROP TABLE kernel_drill; DROP FUNCTION kernel_drill_stays();"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_mended_epochs")]

    operations = [migrations.RunSQL(MARK, UNMARK)]
