"""What happened to a household, a resident or an organisation: who changed which field when, before and after."""

from gridward.ground.register.queries.history.fields import FIELDS
from gridward.ground.register.queries.history.subjects import (
    household_history,
    organisation_history,
    resident_history,
)
from gridward.ground.register.queries.history.told import Change, FieldChange, Wanted

__all__ = [
    "FIELDS",
    "Change",
    "FieldChange",
    "Wanted",
    "household_history",
    "organisation_history",
    "resident_history",
]
