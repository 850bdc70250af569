"""Conflicts: opened where an entry meets a person who is registered elsewhere."""

from collections.abc import Mapping
from typing import cast
from uuid import UUID

import orjson

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.persons import place
from gridward.ground.register.terms.people import ConflictKind, RegisterAct
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_name


def propose(actor: Actor, row: Household | Resident, values: Mapping[str, object]) -> Conflict:
    """What somebody wrote without a signal, where others wrote the same fields meanwhile: kept beside what is stored.

    `values` are the fields as the services take them. A later word of the same person about the same row joins the
    proposal that still waits.
    """
    resident = row if isinstance(row, Resident) else None
    household = resident.household if resident else cast(Household, row)
    waiting = Conflict.objects.select_for_update().filter(
        kind=ConflictKind.SAME_FIELD, decision="", source=actor.name
    )
    conflict = waiting.filter(household=household, resident=resident).first()
    if conflict is None:
        kind = ConflictKind.SAME_FIELD
        conflict = place(Conflict(kind=kind, household=household, resident=resident), row.grid)
        conflict.source = actor.name
    before = orjson.loads(conflict.open_sealed("proposal") or "{}")
    conflict.set_sealed("proposal", orjson.dumps({**before, **values}).decode())
    conflict.version += not conflict._state.adding
    conflict.save()
    name = mask_name(resident.name) if resident else ""
    record(actor, RegisterAct.CONFLICT_FOUND, about(conflict), name=name, **of_household(household))
    return conflict


def open_conflict(
    actor: Actor,
    kind: ConflictKind,
    household: Household,
    resident_id: UUID,
    values: Mapping[str, object],
) -> Conflict:
    """Keep an entry as a question: `values` are the ResidentFields that came, sealed."""
    conflict = place(
        Conflict(kind=kind, household=household, resident_id=resident_id), household.grid
    )
    conflict.source = actor.name
    conflict.set_sealed("proposal", orjson.dumps(dict(values)).decode())
    conflict.save(force_insert=True)
    name = mask_name(str(values["name"]))
    record(actor, RegisterAct.CONFLICT_FOUND, about(conflict), name=name, **of_household(household))
    return conflict
