"""Conflicts: opened where an entry meets a person who is registered elsewhere."""

from collections.abc import Mapping
from uuid import UUID

import orjson

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.persons import place
from gridward.ground.register.terms.people import ConflictKind, RegisterAct
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_name


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
