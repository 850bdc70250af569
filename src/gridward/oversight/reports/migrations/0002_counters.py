"""Counters of the figures, their walls, and that what is frozen and signed stays as it is."""

from django.db import migrations

from gridward.kernel.counting import Above, Counted, Tally
from gridward.kernel.history import ReadsPast
from gridward.kernel.rows import Walled

_RESIDENT = Above("resident_id", "register_resident", "{row}.left_on IS NULL")
_EMPLOYEE = Above("employee_id", "register_employee", "{row}.left_on IS NULL")
_ORGANISATION = Above("organisation_id", "register_organisation", "{row}.closed_on IS NULL")
_LIVING = "{row}.state = 'living'"
_OPEN = "{row}.closed_on IS NULL"

TALLIES = (
    Tally("territory_building", {"buildings": "true"}),
    Tally("territory_dwelling", {"dwellings": "{row}.residential"}),
    Tally(
        "register_household",
        {
            "households": _LIVING,
            "owner_occupied": f"{_LIVING} AND {{row}}.tenure = 'owner'",
            "rented": f"{_LIVING} AND {{row}}.tenure = 'rented'",
            "lent": f"{_LIVING} AND {{row}}.tenure = 'lent'",
            "tenure_unknown": f"{_LIVING} AND {{row}}.tenure NOT IN ('owner', 'rented', 'lent')",
            "empty_homes": "{row}.state = 'empty'",
        },
    ),
    Tally("register_resident", {"residents": "{row}.left_on IS NULL"}),
    Tally(
        "register_residentsituation",
        {
            "away_said": "true",
            "away_district": "{row}.away = 'district'",
            "away_city": "{row}.away = 'city'",
            "away_province": "{row}.away = 'province'",
            "key_area_said": "{row}.from_key_area IS NOT NULL",
            "key_area": "{row}.from_key_area",
            "tested_said": "{row}.tested IS NOT NULL",
            "tested": "{row}.tested",
        },
        (_RESIDENT,),
    ),
    Tally(
        "register_organisation",
        {
            "organisations": _OPEN,
            "orgs_open": f"{_OPEN} AND {{row}}.trading = 'open'",
            "orgs_suspended": f"{_OPEN} AND {{row}}.trading = 'suspended'",
            "orgs_unknown": f"{_OPEN} AND {{row}}.trading NOT IN ('open', 'suspended')",
        },
    ),
    Tally(
        "register_organisationsituation",
        {
            "resumption_said": "{row}.resumption_filed IS NOT NULL",
            "resumption_filed": "{row}.resumption_filed",
        },
        (_ORGANISATION,),
    ),
    Tally("register_employee", {"employees": "{row}.left_on IS NULL"}, (_ORGANISATION,)),
    Tally(
        "register_employeesituation",
        {
            "key_said": "true",
            "key_risk": "{row}.key_person = 'risk_area'",
            "key_city": "{row}.key_person = 'city_key_area'",
            "key_other": "{row}.key_person = 'other_returnee'",
            "fever_said": "{row}.fever IS NOT NULL",
            "fever": "{row}.fever",
        },
        (_EMPLOYEE, _ORGANISATION),
    ),
)

ROWS = """
ALTER TABLE reports_snapshotrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON reports_snapshotrow FOR SELECT USING (
    grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])
    OR (grid_id IS NULL AND (SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL)
);
CREATE POLICY adds ON reports_snapshotrow FOR INSERT WITH CHECK (
    (SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL
);
CREATE POLICY removes ON reports_snapshotrow FOR DELETE USING (
    (SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL
);
"""
FROZEN = """
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what is frozen stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION reports_refuse_signed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE frozen uuid;
BEGIN
    IF TG_TABLE_NAME = 'reports_snapshot' THEN frozen := OLD.id;
    ELSIF TG_OP = 'INSERT' THEN frozen := NEW.snapshot_id;
    ELSE frozen := OLD.snapshot_id;
    END IF;
    IF EXISTS (SELECT 1 FROM reports_signature WHERE snapshot_id = frozen) THEN
        RAISE EXCEPTION '% of % is refused: the snapshot is signed', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON reports_snapshot FOR EACH ROW EXECUTE FUNCTION reports_refuse();
CREATE TRIGGER stays BEFORE UPDATE ON reports_snapshotrow FOR EACH ROW EXECUTE FUNCTION reports_refuse();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON reports_signature FOR EACH ROW EXECUTE FUNCTION reports_refuse();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON reports_layoutversion FOR EACH ROW EXECUTE FUNCTION reports_refuse();
CREATE TRIGGER signed BEFORE DELETE ON reports_snapshot FOR EACH ROW EXECUTE FUNCTION reports_refuse_signed();
CREATE TRIGGER signed BEFORE INSERT OR DELETE ON reports_snapshotrow
    FOR EACH ROW EXECUTE FUNCTION reports_refuse_signed();
"""
THAWED = """
DROP TRIGGER signed ON reports_snapshotrow;
DROP TRIGGER signed ON reports_snapshot;
DROP TRIGGER stays ON reports_layoutversion;
DROP TRIGGER stays ON reports_signature;
DROP TRIGGER stays ON reports_snapshotrow;
DROP TRIGGER stays ON reports_snapshot;
DROP FUNCTION reports_refuse_signed();
DROP FUNCTION reports_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_first"),
        ("register", "0004_named"),
        ("staff", "0002_wall"),
    ]

    operations = [
        Walled("reports_count", read_only=True),
        Walled("reports_layoutversion", "reports_snapshot", "reports_signature", by_grid=False),
        migrations.RunSQL(
            ROWS,
            """DROP POLICY removes ON reports_snapshotrow; DROP POLICY adds ON reports_snapshotrow;
            DROP POLICY reads ON reports_snapshotrow;
            ALTER TABLE reports_snapshotrow DISABLE ROW LEVEL SECURITY""",
        ),
        migrations.RunSQL(FROZEN, THAWED),
        ReadsPast(
            *(
                "territory_building",
                "territory_dwelling",
                "register_household",
                "register_resident",
            ),
            *("register_residentsituation", "register_organisation"),
            *("register_organisationsituation", "register_employee", "register_employeesituation"),
        ),
        Counted("reports_count", TALLIES),
    ]
