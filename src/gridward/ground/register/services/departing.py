"""People leave: some or all of a household, by moving away or by death; and come back when that was entered wrongly."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.problems import (
    LivesElsewhere,
    NobodyChosen,
    NotOfHousehold,
    ResidentHere,
    SameHousehold,
)
from gridward.ground.register.queries.rows import holders, to_change
from gridward.ground.register.rules.dates import check_day
from gridward.ground.register.rules.entries import at
from gridward.ground.register.services.lines import about, of_household, of_resident
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.residents import bring, leave, present
from gridward.ground.register.services.standing import nobody_left, open_to_all, somebody_lives
from gridward.ground.register.terms.people import (
    Departure,
    HouseholdState,
    LeftWhy,
    RegisterAct,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.models import touched
from gridward.kernel.problems import Stale


@transaction.atomic
def move_out(
    actor: Actor,
    *,
    household_id: UUID,
    version: int,
    why: Departure = LeftWhy.UNKNOWN,
    residents: Collection[UUID] | None = None,
    on: date | None = None,
    to: str = "",
) -> Household:
    """The household, or some of its persons, moved away on a day (today). Whoever is left stays as they are.

    When nobody is left the household has moved out and its door is free. Raises NotOfHousehold, DayToCome,
    DayBeforeBirth, LeftBeforeComing.
    """
    household = open_to_all(to_change(actor, Household, household_id, version))
    leaving = chosen(household, residents)
    whole = residents is None
    act = RegisterAct.HOUSEHOLD_LEFT if whole else RegisterAct.RESIDENTS_LEFT
    with telling(act, Why(on=on)):
        leave(leaving, on or clock.today(), why, to)
        _leave_behind(household, whole)
    household.refresh_from_db()
    people = len(leaving)
    words = of_household(household)
    record(actor, act, about(household), also=[one.pk for one in leaving], people=people, **words)
    return household


@transaction.atomic
def move_together(
    actor: Actor,
    *,
    household_id: UUID,
    version: int,
    to_household_id: UUID,
    residents: Collection[UUID] | None = None,
    on: date | None = None,
) -> Household:
    """Persons of a household (all of them) moved to another household of the street; both grids are asked."""
    two = in_order(actor, household_id, to_household_id)
    if household_id == to_household_id:
        raise SameHousehold
    household, home = (open_to_all(two[one]) for one in (household_id, to_household_id))
    if household.version != version:
        raise Stale
    moving = chosen(household, residents)
    _check_days(moving, on)
    with telling(RegisterAct.RESIDENTS_MOVED, Why(on=on)):
        bring([one.pk for one in moving], home, on)
        somebody_lives(home.pk)
        Household.objects.filter(pk=household.pk).update(**touched())
        nobody_left(household.pk)
    household.refresh_from_db()
    record(
        actor,
        RegisterAct.RESIDENTS_MOVED,
        about(home),
        also=[household.pk, *(one.pk for one in moving)],
        people=len(moving),
        from_door=of_household(household)["door"],
        **of_household(home),
    )
    return household


@transaction.atomic
def record_death(
    actor: Actor, *, resident_id: UUID, version: int, on: date | None = None
) -> Resident:
    """A person died on a day (today): they leave the current register and every list; their history stays."""
    resident = present(to_change(actor, Resident, resident_id, version))
    with telling(RegisterAct.RESIDENT_DIED, Why(on=on)):
        leave([resident], on or clock.today(), LeftWhy.DECEASED)
        nobody_left(resident.household_id)
    resident.refresh_from_db()
    also = [resident.household_id]
    record(actor, RegisterAct.RESIDENT_DIED, about(resident), also=also, **of_resident(resident))
    return resident


@transaction.atomic
def bring_back(actor: Actor, *, resident_id: UUID, version: int, reason: str) -> Resident:
    """Somebody was taken off by mistake: they are back where they were, as if they had not left.

    Into the household that took theirs in, where it was merged since. Raises ResidentHere, LivesElsewhere when the
    document is registered anew, and CorrectionReasonMissing.
    """
    resident = to_change(actor, Resident, resident_id, version)
    if resident.left_on is None:
        raise ResidentHere
    _refuse_second(resident)
    home = _home(actor, resident)
    with telling(RegisterAct.RESIDENT_BROUGHT_BACK, Why(correction=True, reason=reason)):
        here = {"left_on": None, "left_why": LeftWhy.NOT_LEFT, "left_to": ""}
        Resident.objects.filter(pk=resident.pk).update(**here, **touched())
        if home.pk != resident.household_id:
            bring([resident.pk], home)
        somebody_lives(home.pk)
    resident.refresh_from_db()
    record(
        actor,
        RegisterAct.RESIDENT_BROUGHT_BACK,
        about(resident),
        reason=reason.strip(),
        also=[home.pk],
        **of_resident(resident),
    )
    return resident


def chosen(household: Household, residents: Collection[UUID] | None) -> Sequence[Resident]:
    """The chosen persons of a household, all where none are named, locked. Raises NobodyChosen, NotOfHousehold."""
    rows = Resident.objects.select_for_update().filter(household=household, left_on=None)
    if residents is None:
        return list(rows.order_by("pk"))
    if not residents:
        with at("residents"):
            raise NobodyChosen
    found = list(rows.filter(pk__in=residents).order_by("pk"))
    if len(found) != len(set(residents)):
        with at("residents"):
            raise NotOfHousehold
    return found


def in_order(actor: Actor, *household_ids: UUID) -> dict[UUID, Household]:
    """Households locked in the order of their ids, so that two who lock the same never wait for each other."""
    return {one: to_change(actor, Household, one) for one in sorted(set(household_ids))}


def _leave_behind(household: Household, whole: bool) -> None:
    state = HouseholdState.MOVED_OUT if whole else HouseholdState.EMPTY
    Household.objects.filter(pk=household.pk).update(**touched())
    if whole:
        Household.objects.filter(pk=household.pk).update(state=state)
    else:
        nobody_left(household.pk, HouseholdState.MOVED_OUT)


def _check_days(moving: Collection[Resident], on: date | None) -> None:
    for one in moving:
        with at("on"):
            check_day(on, today=clock.today(), birth=one.birth_date)


def _refuse_second(resident: Resident) -> None:
    if resident.document_index is None:
        return
    index = bytes(resident.document_index)
    if index in holders(resident.street_id, [index]):
        raise LivesElsewhere


def _home(actor: Actor, resident: Resident) -> Household:
    home = to_change(actor, Household, resident.household_id)
    while home.merged_into_id is not None:
        home = to_change(actor, Household, home.merged_into_id)
    return home
