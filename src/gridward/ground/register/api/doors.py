"""Doors of the API about doors of buildings: the matrix, and what is entered in it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from gridward.ground.register.queries.doors import door_cell, door_matrix, waiting_households
from gridward.ground.register.schemas.doors import (
    AssignIn,
    DoorCellOut,
    DoorEntryIn,
    DoorMatrixOut,
    EnteredDoorOut,
    Seen,
    WaitingOut,
    WithdrawIn,
)
from gridward.ground.register.services.doors import (
    assign_household,
    enter_door,
    withdraw_household,
)
from gridward.kernel.access import Permission
from gridward.kernel.commands import once
from gridward.kernel.http import actor_of, answers, command_id_of

router = Router(tags=["register"], by_alias=True)


@router.get("/buildings/{building_id}/doors", response=answers(DoorMatrixOut))
def get_doors(request: HttpRequest, building_id: UUID) -> object:
    """A building's doors by floor and unit, with who is registered behind each."""
    actor = actor_of(request)
    matrix = door_matrix(actor, building_id)
    return DoorMatrixOut.of(matrix, actor.may(Permission.REGISTER_CHANGE, matrix.grid_id))


@router.get("/buildings/{building_id}/waiting", response=answers(list[WaitingOut]))
def get_waiting(request: HttpRequest, building_id: UUID, q: str = "") -> object:
    """Households without a door whose address may mean this building, or holds the text."""
    return waiting_households(actor_of(request), building_id, q)


@router.get("/dwellings/{dwelling_id}", response=answers(DoorCellOut))
def get_door(request: HttpRequest, dwelling_id: UUID) -> object:
    """One door as the matrix shows it."""
    return door_cell(actor_of(request), dwelling_id)


@router.post("/dwellings/{dwelling_id}/entry", response=answers(EnteredDoorOut, 201))
def post_entry(request: HttpRequest, dwelling_id: UUID, given: DoorEntryIn) -> object:
    """Enter or correct who lives behind a door; done once per `Idempotency-Key`."""
    actor = actor_of(request)

    def act() -> Mapping[str, Any]:
        said = given.model_dump(exclude_unset=True, exclude={"seen"})
        entered = enter_door(actor, dwelling_id=dwelling_id, seen=_versions(given.seen), **said)
        conflict = str(entered.conflict) if entered.conflict else None
        return {"id": str(entered.household.pk), "made": entered.made, "conflict": conflict}

    answer = (
        once(
            command_id_of(request),
            actor.account_id,
            f"register.enter_door:{dwelling_id}",
            given.model_dump(mode="json", exclude_unset=True),
            act,
        )
        if actor.account_id
        else act()
    )
    conflict = UUID(answer["conflict"]) if answer["conflict"] else None
    cell = door_cell(actor, dwelling_id)
    return Status(201, EnteredDoorOut.of(cell, UUID(answer["id"]), answer["made"], conflict))


@router.post("/dwellings/{dwelling_id}/assign", response=answers(DoorCellOut))
def post_assign(request: HttpRequest, dwelling_id: UUID, given: AssignIn) -> object:
    """Bring a household that waits without a door to this one."""
    actor = actor_of(request)
    assign_household(
        actor,
        dwelling_id=dwelling_id,
        seen=_versions(given.seen),
        household_id=given.household_id,
        version=given.version,
    )
    return door_cell(actor, dwelling_id)


@router.post("/households/{household_id}/withdraw", response=answers(None, 204))
def post_withdraw(request: HttpRequest, household_id: UUID, given: WithdrawIn) -> object:
    """Take back a household entered by mistake, while nobody was ever entered in it."""
    withdraw_household(actor_of(request), household_id=household_id, version=given.version)
    return Status(204, None)


def _versions(seen: list[Seen]) -> dict[UUID, int]:
    return {one.id: one.version for one in seen}
