"""A value as it may be shown beside another: masked where it is personal (L14)."""

from collections.abc import Callable, Hashable
from datetime import date

from gridward.ground.register.terms.people import ContactRole
from gridward.kernel.masking import mask_document, mask_name, mask_phone, mask_plate


def mask_day(text: str) -> str:
    """The year of a date."""
    return f"{text[:4]}-**-**"


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "document": mask_document,
    "phone": mask_phone,
    "plate": mask_plate,
    "birth_date": mask_day,
}
CONTACTS = frozenset(ContactRole)
"""Fields that are a person's name with their number."""


def plain(value: Hashable) -> str | None:
    """A value as text; None for nothing, true and false as such."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def compared(field: str, value: Hashable) -> str | None:
    """A value beside another for whoever changes the row: numbers and births masked, of a place only its words.

    Names stay, as on the page of the household: masked, two names could not be told apart.
    """
    text = plain(value)
    if text is None:
        return None
    if field == "place":
        return text.rpartition("\x1f")[2]
    if field in CONTACTS:
        name, _, phone = text.partition("\x1f")
        return f"{name} {mask_phone(phone)}".strip()
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or None
    return MASKS[field](text) if field in MASKS and field != "name" else text
