"""Which rows of the territory and the register count for which figures: what the counters are kept for.

The last migration that uses `gridward.kernel.counting.Counted` holds the same, frozen; a test compares them.
"""

from gridward.kernel.counting import Above, Tally

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
COUNTERS = "reports_count"
