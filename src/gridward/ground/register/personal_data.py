"""Which fields identify a person: why they are kept, on what ground, for whom, how long (clause L1).

Every column of the register and of the staff that could identify somebody stands here, or in
NOT_PERSONAL with the rest; a test fails on a column that stands in neither.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What a field is for; it is used for nothing else."""

    BASE_REGISTER = "base_register"
    REACH = "reach"
    TELL_APART = "tell_apart"
    EPIDEMIC = "epidemic"
    SERVICE = "service"
    IMPORT = "import"


class Basis(StrEnum):
    """The legal ground: PIPL 13(1)(3) statutory duties, 13(1)(4) public health emergency."""

    STATUTORY_DUTY = "statutory_duty"
    HEALTH_EMERGENCY = "health_emergency"
    EMPLOYMENT = "employment"


class Audience(StrEnum):
    """Who reads it: by post at the grid, or after a look in full that is recorded."""

    REGISTER = "register.read"
    REVEAL = "register.reveal"
    SITUATION = "situation.read"
    STAFF = "staff.read"
    NOBODY = "search_only"


class Retention(StrEnum):
    """When it goes: two years after leaving, with the response, a year after the service, 90 days."""

    AFTER_LEAVING = "two_years_after_leaving"
    WITH_RESPONSE = "end_of_response"
    AFTER_SERVICE = "one_year_after_service"
    SHORT = "ninety_days"

    @property
    def period(self) -> timedelta:
        """How long after it was stored, where the period runs from there; KeyError where it does not."""
        return _PERIODS[self]


_PERIODS = {Retention.SHORT: timedelta(days=90)}


@dataclass(frozen=True)
class Declared:
    """One field's declaration. `sensitive` is the class of PIPL 28."""

    purpose: Purpose
    basis: Basis
    audience: Audience
    retention: Retention
    sensitive: bool = False


_BASE = Declared(
    Purpose.BASE_REGISTER, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.AFTER_LEAVING
)
_SEALED = Declared(
    Purpose.TELL_APART, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.AFTER_LEAVING, True
)
_REACH = Declared(
    Purpose.REACH, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.AFTER_LEAVING, True
)
_INDEX = Declared(
    Purpose.TELL_APART, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.AFTER_LEAVING
)
_HEALTH = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.SITUATION, Retention.WITH_RESPONSE, True
)
_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE)
_SERVICE_REACH = Declared(
    Purpose.REACH, Basis.EMPLOYMENT, Audience.REVEAL, Retention.AFTER_SERVICE, True
)
_IMPORT = Declared(Purpose.IMPORT, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.SHORT, True)

_PERSON = {
    **dict.fromkeys(("name", "sort_key", "grams", "sex", "document_kind"), _BASE),
    **dict.fromkeys(("birth_date", "document"), _SEALED),
    "document_index": _INDEX,
    "document_missing": _BASE,
}
_PHONE = {"phone": _REACH, "phone_index": _INDEX, "phone_tail_index": _INDEX}

PERSONAL: dict[str, dict[str, Declared]] = {
    "register.Household": dict.fromkeys(
        ("dwelling", "address_text", "tenure", "note", "persons_said"), _BASE
    ),
    "register.Resident": {
        **_PERSON,
        **dict.fromkeys(("household", "relation", "employer", "note", "left_on"), _BASE),
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
    "staff.Member": {
        **dict.fromkeys(("name", "sort_key", "employer", "organisation"), _SERVICE),
        **dict.fromkeys(("phone", "phone_index"), _SERVICE_REACH),
    },
    "staff.TeamMember": {
        **dict.fromkeys(("name", "sort_key"), _SERVICE),
        **dict.fromkeys(("phone", "phone_index"), _SERVICE_REACH),
    },
}

_ROW = {"id", "version", "created_at", "updated_at", "street", "grid", "batch_id"}
NOT_PERSONAL: dict[str, set[str]] = {
    "register.Household": _ROW | {"address_score", "state"},
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
    | {"kind", "resident", "household", "source", "decision", "decided_at"},
    "register.RosterBatch": _ROW
    | {"community", "file_bytes", "file_digest", "state", "progress", "plan", "counts", "problem"}
    | {"account_id", "committed_at", "undone_at"},
    "register.RosterFile": _ROW | {"batch"},
    "register.RosterRow": {"id", "batch", "grid_id", "sheet", "number", "outcome"}
    | {"resident_id", "household_id"},
    "register.RosterLayout": {"id", "street", "layout_key", "mapping", "updated_at"},
    "staff.Member": _ROW | {"active"},
    "staff.TeamMember": _ROW | {"team", "member", "role", "valid_from", "valid_to"},
}
"""Columns that tell nothing about a person by themselves: keys, versions, words about things."""
