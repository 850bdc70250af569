"""Which fields of the register identify a person: why they are kept, on what ground, for whom, how long (clause L1)."""

from gridward.kernel.declaring import (
    ROW,
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_BASE = Declared(
    Purpose.BASE_REGISTER, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.AFTER_LEAVING
)
_SEALED = Declared(
    Purpose.TELL_APART, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.AFTER_LEAVING, True
)
_REACH = Declared(
    Purpose.REACH, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.AFTER_LEAVING, True
)
_LIFE = Declared(
    Purpose.BASE_REGISTER, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.AFTER_LEAVING, True
)
_INDEX = Declared(
    Purpose.TELL_APART, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.AFTER_LEAVING
)
_HEALTH = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.SITUATION, Retention.WITH_RESPONSE, True
)
_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE)
_IMPORT = Declared(Purpose.IMPORT, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.SHORT, True)

_PERSON = {
    **dict.fromkeys(("name", "sort_key", "grams", "sex", "document_kind"), _BASE),
    **dict.fromkeys(("birth_date", "document"), _SEALED),
    "document_index": _INDEX,
    "document_missing": _BASE,
}
_PHONE = {"phone": _REACH, "phone_index": _INDEX, "phone_tail_index": _INDEX}

PERSONAL: Personal = {
    "register.Household": dict.fromkeys(
        ("dwelling", "address_text", "tenure", "note", "persons_said"), _BASE
    ),
    "register.Resident": {
        **_PERSON,
        **dict.fromkeys(("household", "relation", "employer", "note", "left_on"), _BASE),
        **dict.fromkeys(("came_on", "came_from", "left_to"), _BASE),
        "left_why": _LIFE,
    },
    "register.ResidentPhone": _PHONE,
    "register.Vehicle": {"plate": _BASE},
    "register.Organisation": {"legal_representative": _BASE, "note": _BASE, **_PHONE},
    "register.Contact": {"name": _BASE, **_PHONE},
    "register.Employee": {
        **_PERSON,
        **_PHONE,
        **dict.fromkeys(("organisation", "resident", "address_text", "left_on"), _BASE),
    },
    "register.ResidentSituation": dict.fromkeys(("tested", "from_key_area", "away"), _HEALTH),
    "register.EmployeeSituation": dict.fromkeys(("fever", "key_person"), _HEALTH),
    "register.Conflict": {"proposal": _IMPORT, "decided_by": _SERVICE, "reason": _BASE},
    "register.RosterBatch": {"file_name": _IMPORT, "account_name": _SERVICE},
    "register.RosterFile": {"content": _IMPORT},
    "register.RosterRow": {"reasons": _IMPORT},
    "register.RosterLayout": {"account_name": _SERVICE},
}

_ROW = ROW | {"batch_id"}
NOT_PERSONAL: NotPersonal = {
    "register.Household": _ROW | {"address_score", "state", "merged_into"},
    "register.Resident": _ROW,
    "register.ResidentPhone": _ROW | {"resident"},
    "register.Vehicle": _ROW | {"resident", "organisation"},
    "register.Organisation": _ROW
    | {"kind", "name", "sort_key", "grams", "address_text", "site", "building", "longitude"}
    | {"latitude", "credit_code", "credit_code_status", "industry", "trading", "closed_on"},
    "register.Contact": _ROW | {"organisation", "role"},
    "register.Employee": _ROW,
    "register.ResidentSituation": _ROW | {"resident"},
    "register.EmployeeSituation": _ROW | {"employee"},
    "register.OrganisationSituation": _ROW | {"organisation", "resumption_filed", "measures"},
    "register.Conflict": _ROW
    | {"kind", "resident", "household", "organisation", "employee", "source"}
    | {"decision", "decided_at"},
    "register.RosterBatch": _ROW
    | {"community", "file_bytes", "file_digest", "state", "progress", "plan", "counts", "problem"}
    | {"account_id", "committed_at", "undone_at"},
    "register.RosterFile": _ROW | {"batch"},
    "register.RosterRow": {"id", "batch", "grid_id", "sheet", "number", "outcome"}
    | {"resident_id", "household_id"},
    "register.RosterLayout": {"id", "street", "layout_key", "mapping", "updated_at"},
}
"""Columns that tell nothing about a person by themselves: keys, versions, words about things."""
