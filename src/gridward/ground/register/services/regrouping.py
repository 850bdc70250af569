"""One household becomes two, two become one."""

from collections.abc import Collection
from datetime import date
from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Conflict, Household, Resident
from gridward.ground.register.problems import NobodyChosen, NobodyStays, SameHousehold
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.departing import chosen, in_order
from gridward.ground.register.services.households import place_of, put
from gridward.ground.register.services.lines import about, of_household
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.persons import copy
from gridward.ground.register.services.residents import bring
from gridward.ground.register.services.standing import open_to_all
from gridward.ground.register.terms.entries import HouseholdFields
from gridward.ground.register.terms.people import HouseholdAdded, HouseholdState, RegisterAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.models import touched
from gridward.kernel.problems import Stale


@transaction.atomic
def split_household(
    actor: Actor,
    *,
    household_id: UUID,
    version: int,
    residents: Collection[UUID],
    on: date | None = None,
    **given: Unpack[HouseholdFields],
) -> Household:
    """Chosen persons become a household of their own, behind the same door unless another place is given.

    Answers the new household. Raises NobodyChosen, NobodyStays, NotOfHousehold, and as `place_of`.
    """
    household = open_to_all(to_change(actor, Household, household_id, version))
    going = chosen(household, residents)
    if len(going) == Resident.objects.filter(household=household, left_on=None).count():
        with at("residents"):
            raise NobodyStays
    new = _beside(actor, household, given)
    with telling(RegisterAct.HOUSEHOLD_SPLIT, Why(on=on)):
        new.save(force_insert=True)
        bring([one.pk for one in going], new, on)
        Household.objects.filter(pk=household.pk).update(**touched())
    record(
        actor,
        RegisterAct.HOUSEHOLD_SPLIT,
        about(new),
        also=[household.pk, *(one.pk for one in going)],
        people=len(going),
        from_door=of_household(household)["door"],
        **of_household(new),
    )
    announce(HouseholdAdded(household=new.pk, grid=new.grid_id))
    return new


@transaction.atomic
def merge_households(
    actor: Actor,
    *,
    household_id: UUID,
    version: int,
    other_id: UUID,
    other_version: int,
    on: date | None = None,
) -> Household:
    """Another household's people join this one, which answers for both from now on; questions about it come along.

    The other stays with its history and names this one. Raises SameHousehold, HouseholdMerged, Stale, NobodyChosen
    when nobody lives in the other.
    """
    two = in_order(actor, household_id, other_id)
    if household_id == other_id:
        raise SameHousehold
    kept, other = (open_to_all(two[one]) for one in (household_id, other_id))
    if (kept.version, other.version) != (version, other_version):
        raise Stale
    moving = chosen(other, None)
    if not moving:
        raise NobodyChosen
    with telling(RegisterAct.HOUSEHOLDS_MERGED, Why(on=on)):
        bring([one.pk for one in moving], kept, on)
        _take_in(kept, other)
    kept.refresh_from_db()
    record(
        actor,
        RegisterAct.HOUSEHOLDS_MERGED,
        about(kept),
        also=[other.pk, *(one.pk for one in moving)],
        people=len(moving),
        from_door=of_household(other)["door"],
        **of_household(kept),
    )
    return kept


def _beside(actor: Actor, household: Household, given: HouseholdFields) -> Household:
    """A new household at the given place, else behind the same door, with the same tenure unless told."""
    new = Household(tenure=household.tenure)
    if {"dwelling_id", "address_text", "grid_id"} & given.keys():
        where = place_of(actor, given)
        actor.require(Permission.REGISTER_CHANGE, where.grid.pk)
        put(new, where)
    else:
        new.grid, new.street_id = household.grid, household.street_id
        new.dwelling, new.address_text = household.dwelling, household.address_text
    copy(new, given, "tenure", "note")
    return new


def _take_in(kept: Household, other: Household) -> None:
    rows = Household.objects.filter(pk=other.pk)
    rows.update(state=HouseholdState.MOVED_OUT, merged_into=kept, **touched())
    Household.objects.filter(pk=kept.pk).update(state=HouseholdState.LIVING, **touched())
    where = {"grid_id": kept.grid_id, "street_id": kept.street_id}
    asked = Conflict.objects.filter(household=other, decision="")
    asked.update(household=kept, **where, **touched())
