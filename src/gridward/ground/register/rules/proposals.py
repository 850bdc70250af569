"""What a conflict proposes: the values that came, of which a decision takes what is said."""

from collections.abc import Mapping, Sequence
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


def place_to_take(values: Mapping[str, Any]) -> PlaceFields:
    """The door or the address in words that was proposed."""
    taken = PlaceFields()
    if dwelling := values.get("dwelling_id"):
        taken["dwelling_id"] = UUID(dwelling)
    if address := values.get("address_text"):
        taken["address_text"] = address
    return taken
