"""What a conflict proposes: the values that came, of which a decision takes what is said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from gridward.ground.register.terms.entries import (
    HouseholdFields,
    PlaceFields,
    ResidentEntry,
    ResidentFields,
)


def person_to_take(
    values: Mapping[str, Any], phones: Sequence[str], plates: Sequence[str]
) -> ResidentFields:
    """Name, relation, employer and note where they were said; phones and plates are added to."""
    taken = ResidentFields(phones=[*phones, *values.get("phones", [])])
    taken["plates"] = [*plates, *values.get("plates", [])]
    if name := values.get("name"):
        taken["name"] = name
    if relation := values.get("relation"):
        taken["relation"] = relation
    if employer := values.get("employer"):
        taken["employer"] = employer
    if note := values.get("note"):
        taken["note"] = note
    return taken


def resident_to_take(values: Mapping[str, Any]) -> ResidentEntry:
    """The fields of a resident that were written elsewhere at the same time, as they were kept."""
    taken: dict[str, Any] = dict(values)
    for day in ("birth_date", "came_on"):
        if taken.get(day):
            taken[day] = date.fromisoformat(taken[day])
    return cast(ResidentEntry, taken)


def household_to_take(values: Mapping[str, Any]) -> HouseholdFields:
    """The fields of a household that were written elsewhere at the same time, as they were kept."""
    taken: dict[str, Any] = dict(values)
    for key in ("dwelling_id", "grid_id"):
        if taken.get(key):
            taken[key] = UUID(taken[key])
    return cast(HouseholdFields, taken)


def place_to_take(values: Mapping[str, Any]) -> PlaceFields:
    """The door or the address in words that was proposed."""
    taken = PlaceFields()
    if dwelling := values.get("dwelling_id"):
        taken["dwelling_id"] = UUID(dwelling)
    if address := values.get("address_text"):
        taken["address_text"] = address
    return taken
