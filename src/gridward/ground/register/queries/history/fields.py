"""Which columns the history of a row tells, under which key (`word.register.field.<key>`), and in which words."""

from django.db.models import Model

from gridward.ground.register.models import (
    Contact,
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)

_PERSON = ("name", "sex", "birth_date", "document_kind", "document", "document_missing")
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Household: (
        "address_text",
        "grid_id",
        "tenure",
        "state",
        "persons_said",
        "note",
        "merged_into_id",
    ),
    Resident: (
        *(*_PERSON, "relation", "employer", "note", "household_id", "came_on", "came_from"),
        *("left_on", "left_why", "left_to"),
    ),
    ResidentPhone: ("phone",),
    Vehicle: ("plate",),
    ResidentSituation: ("tested", "from_key_area", "away"),
    Organisation: (
        *("name", "address_text", "grid_id", "kind", "legal_representative", "phone"),
        *("credit_code", "industry", "trading", "note", "closed_on"),
    ),
    Contact: ("name", "phone"),
    Employee: (*_PERSON, "address_text", "phone", "left_on"),
    OrganisationSituation: ("resumption_filed", "measures"),
    EmployeeSituation: ("fever", "key_person"),
}
_KEYS: dict[tuple[type[Model], str], str] = {
    (Organisation, "name"): "organisation_name",
    (Organisation, "address_text"): "organisation_address",
}
WORDS = {
    "tenure": "tenure",
    "state": "household_state",
    "sex": "sex",
    "away": "away",
    "document_kind": "document_kind",
    "document_missing": "document_missing",
    "tested": "yes_no",
    "from_key_area": "yes_no",
    "fever": "yes_no",
    "resumption_filed": "yes_no",
    "came_from": "came_from",
    "left_why": "left_why",
    "kind": "organisation_kind",
    "trading": "trading",
    "industry": "industry",
    "measures": "measure",
    "key_person": "key_person",
}
"""Fields whose values are words of the catalogue (`word.register.<list>.<value>`)."""


def key_of(model: type[Model], column: str) -> str:
    """The key of a column's name in the catalogue."""
    return _KEYS.get((model, column), column.removesuffix("_id"))


EVERY_KEY = frozenset(key_of(model, name) for model, names in FIELDS.items() for name in names)
