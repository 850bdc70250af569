"""Conflicts: opened where an entry meets a person who is registered elsewhere, or what others wrote meanwhile."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

import orjson

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Conflict,
    Employee,
    Household,
    Organisation,
    Resident,
)
from gridward.ground.register.rules.proposals import joined
from gridward.ground.register.services.lines import about, of_household, of_organisation
from gridward.ground.register.services.persons import place
from gridward.ground.register.terms.people import ConflictKind, RegisterAct
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_name

Disputed = Household | Resident | Organisation | Employee


def propose(actor: Actor, row: Disputed, values: Mapping[str, object]) -> Conflict:
    """What somebody wrote without a signal, where others wrote the same fields meanwhile: kept beside what is stored.

    `values` are the fields as the services take them. A later word of the same person about the same row joins the
    proposal that still waits.
    """
    waiting = Conflict.objects.select_for_update().filter(
        kind=ConflictKind.SAME_FIELD, decision="", source=actor.name
    )
    named = _named(row)
    conflict = waiting.filter(**named).first()
    if conflict is None:
        conflict = place(Conflict(kind=ConflictKind.SAME_FIELD, **named), row.grid)
        conflict.source = actor.name
    before = orjson.loads(conflict.open_sealed("proposal") or "{}")
    conflict.set_sealed("proposal", orjson.dumps(joined(before, values)).decode())
    conflict.version += not conflict._state.adding
    conflict.save()
    record(actor, RegisterAct.WRITTEN_AT_ONCE, about(conflict), **_words(row))
    return conflict


def _named(row: Disputed) -> dict[str, Disputed | None]:
    """The columns by which a conflict names a row: a person together with where they live or work."""
    if isinstance(row, Resident):
        return {"resident": row, "household": row.household}
    if isinstance(row, Household):
        return {"resident": None, "household": row}
    if isinstance(row, Employee):
        return {"employee": row, "organisation": row.organisation}
    return {"employee": None, "organisation": row}


class _Words(TypedDict):
    grid: str
    subject: str


def _words(row: Disputed) -> _Words:
    """Of what, for the record: the door or the organisation, and the masked name of a person."""
    if isinstance(row, Household | Resident):
        home = of_household(row.household if isinstance(row, Resident) else row)
        where, grid = home["door"], home["grid"]
    else:
        work = of_organisation(row.organisation if isinstance(row, Employee) else row)
        where, grid = work["organisation"], work["grid"]
    name = mask_name(row.name) if isinstance(row, Resident | Employee) else ""
    return {"grid": grid, "subject": " ".join(filter(None, (where, name)))}


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
