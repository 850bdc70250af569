"""Two registers become one: a document number that both streets know stays with one person, the other is asked."""

from typing import Any
from uuid import UUID

import orjson

from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.terms.people import ConflictKind, DocumentMissing
from gridward.ground.territory.models import Grid
from gridward.kernel.models import touched
from gridward.kernel.texts import say


def settle_documents(old_grid: UUID, heir: Grid) -> int:
    """Before the residents of a grid go to another street: whose number is registered there keeps a row without it.

    The number stays with the person of the new street and in the sealed proposal of a conflict that names both
    doors, so nothing is lost and a person decides. Answers how many there were.
    """
    coming = Resident.objects.filter(grid=old_grid, left_on=None).exclude(document_index=None)
    there = Resident.objects.filter(street_id=heir.street_id, left_on=None)
    if not coming.exclude(street_id=heir.street_id).exists():
        return 0
    known = dict(
        there.filter(document_index__in=coming.values("document_index")).values_list(
            "document_index", "id"
        )
    )
    holders = {bytes(index): holder for index, holder in known.items()}
    doubles = coming.filter(document_index__in=list(known)).select_related("household")
    for resident in doubles:
        _keep_as_question(resident, holders[bytes(resident.document_index)], old_grid)
    return len(holders)


def _keep_as_question(resident: Resident, holder: UUID, grid: UUID) -> None:
    values: dict[str, Any] = {
        "name": resident.name,
        "document": resident.open_sealed("document"),
        "document_kind": resident.document_kind,
        "relation": resident.relation,
        "phones": [phone.open_sealed("phone") or "" for phone in resident.phones.all()],
        "plates": [vehicle.plate for vehicle in resident.vehicles.all()],
    }
    household: Household = resident.household
    conflict = Conflict(
        kind=ConflictKind.TWO_HOUSEHOLDS,
        household=household,
        resident_id=holder,
        street_id=resident.street_id,
        grid_id=grid,
        source=say("word.register.source.streets_united"),
    )
    conflict.set_sealed("proposal", orjson.dumps(values).decode())
    conflict.save(force_insert=True)
    note = " ".join(filter(None, (resident.note, say("word.register.note.document_double"))))
    Resident.objects.filter(pk=resident.pk).update(
        document=None,
        document_index=None,
        document_missing=DocumentMissing.NOT_GIVEN,
        note=note[:500],
        **touched(),
    )
