"""What a conflict proposes: the values that came, of which a decision takes what is said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.register.terms.entries import PlaceFields, ResidentFields


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


def joined(before: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """A later word beside an earlier one; what has names of its own inside (situation, contacts) by each of them."""
    return {
        **before,
        **{
            name: {**before[name], **value}
            if isinstance(value, Mapping) and isinstance(before.get(name), Mapping)
            else value
            for name, value in later.items()
        },
    }


def to_take(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that were written elsewhere at the same time, as the services take them."""
    return {name: _READ[name](value) if name in _READ else value for name, value in values.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("birth_date", "came_on"), _day),
    **dict.fromkeys(("dwelling_id", "grid_id", "building_id", "site_id"), _id),
}


def place_to_take(values: Mapping[str, Any]) -> PlaceFields:
    """The door or the address in words that was proposed."""
    taken = PlaceFields()
    if dwelling := values.get("dwelling_id"):
        taken["dwelling_id"] = UUID(dwelling)
    if address := values.get("address_text"):
        taken["address_text"] = address
    return taken
