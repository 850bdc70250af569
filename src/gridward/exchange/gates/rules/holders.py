"""What a gate is told of who holds a pass."""

from gridward.exchange.gates.terms import Holder
from gridward.kernel.codes import plate
from gridward.kernel.masking import mask_name
from gridward.kernel.problems import Problem
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.terms import EntryKind


def entries_of(key: bytes, holder: Holder) -> list[str]:
    """Entries of the identity number and of the phones, in hex, each once and sorted."""
    found = {entry_of(key, EntryKind.IDENTITY, holder.document)} if holder.document else set()
    found |= {entry_of(key, EntryKind.PHONE, one) for one in holder.phones}
    return sorted(one.hex() for one in found if one is not None)


def plate_entry(key: bytes, holder: Holder) -> str | None:
    """The entry of the plate, in hex."""
    entry = entry_of(key, EntryKind.PLATE, holder.plate) if holder.plate else None
    return entry.hex() if entry else None


def label_of(holder: Holder, *, of_unit: bool) -> str:
    """What the keeper compares: the plate, a unit's name, or the masked name of a person."""
    if holder.plate:
        return _displayed(holder.plate)
    return holder.name if of_unit else mask_name(holder.name)


def _displayed(number: str) -> str:
    try:
        return plate.parse(number).display
    except Problem:
        return number
