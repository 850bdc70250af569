"""Doors of coming and leaving, splitting and merging."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status

from gridward.ground.register.api.shared import once_by_key, reader, said
from gridward.ground.register.queries.homes import resident_page
from gridward.ground.register.queries.households import (
    household_page,
    past_residents,
)
from gridward.ground.register.schemas.life import (
    BringBackIn,
    DeathIn,
    HouseholdMergeIn,
    HouseholdSplitIn,
    MoveOutIn,
    MoveTogetherIn,
    PastResidentOut,
    ResidentLeaveIn,
)
from gridward.ground.register.schemas.people import HouseholdOut, MoveIn, ResidentOut
from gridward.ground.register.services.departing import (
    bring_back,
    move_out,
    move_together,
    record_death,
)
from gridward.ground.register.services.regrouping import merge_households, split_household
from gridward.ground.register.services.residents import move_resident, remove_resident
from gridward.kernel.access import Actor
from gridward.kernel.http import answers, door

router = door("register")
Verb = Callable[..., Any]


@router.post("/residents/{resident_id}/move", response=answers(ResidentOut))
def post_move(request: HttpRequest, resident_id: UUID, given: MoveIn) -> object:
    """Move a person to another household."""
    return _of_resident(request, move_resident, resident_id, given)


@router.post("/residents/{resident_id}/leave", response=answers(ResidentOut))
def post_leave(request: HttpRequest, resident_id: UUID, given: ResidentLeaveIn) -> object:
    """A person lives here no more."""
    return _of_resident(request, remove_resident, resident_id, given)


@router.post("/residents/{resident_id}/death", response=answers(ResidentOut))
def post_death(request: HttpRequest, resident_id: UUID, given: DeathIn) -> object:
    """A person died."""
    return _of_resident(request, record_death, resident_id, given)


@router.post("/residents/{resident_id}/back", response=answers(ResidentOut))
def post_back(request: HttpRequest, resident_id: UUID, given: BringBackIn) -> object:
    """Somebody was taken off the register by mistake."""
    return _of_resident(request, bring_back, resident_id, given)


@router.get("/households/{household_id}/past", response=answers(list[PastResidentOut]))
def list_past(request: HttpRequest, household_id: UUID) -> object:
    """Who left the register from a household, to those who may bring them back."""
    return [PastResidentOut.of(row) for row in past_residents(reader(request), household_id)]


@router.post("/households/{household_id}/move-out", response=answers(HouseholdOut))
def post_move_out(request: HttpRequest, household_id: UUID, given: MoveOutIn) -> object:
    """The household, or some of it, moved away."""
    return _of_household(request, move_out, household_id, given)


@router.post("/households/{household_id}/move-to", response=answers(HouseholdOut))
def post_move_together(request: HttpRequest, household_id: UUID, given: MoveTogetherIn) -> object:
    """Persons of the household moved to another household of the street."""
    return _of_household(request, move_together, household_id, given)


@router.post("/households/{household_id}/split", response=answers(HouseholdOut, 201))
def post_split(request: HttpRequest, household_id: UUID, given: HouseholdSplitIn) -> object:
    """Chosen persons become a household of their own; answers the new one."""
    return Status(201, _of_household(request, split_household, household_id, given))


@router.post("/households/{household_id}/merge", response=answers(HouseholdOut))
def post_merge(request: HttpRequest, household_id: UUID, given: HouseholdMergeIn) -> object:
    """Another household's people join this one."""
    return _of_household(request, merge_households, household_id, given)


def _of_resident(request: HttpRequest, verb: Verb, resident_id: UUID, given: Schema) -> ResidentOut:
    actor = reader(request)

    def act() -> dict[str, str]:
        return {"id": str(verb(actor, resident_id=resident_id, **said(given)).pk)}

    once_by_key(request, f"register.{verb.__name__}:{resident_id}", given, act)
    return ResidentOut.of(resident_page(actor, resident_id), actor)


def _of_household(
    request: HttpRequest, verb: Verb, household_id: UUID, given: Schema
) -> HouseholdOut:
    actor = reader(request)

    def act() -> dict[str, str]:
        return {"id": str(verb(actor, household_id=household_id, **said(given)).pk)}

    answer = once_by_key(request, f"register.{verb.__name__}:{household_id}", given, act)
    return _shown(actor, UUID(answer["id"]))


def _shown(actor: Actor, household_id: UUID) -> HouseholdOut:
    return HouseholdOut.of(household_page(actor, household_id), actor)
