"""The register of protective facilities; an inspection leaves a facility as it was found."""

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.inspections.models import Facility
from gridward.work.inspections.problems import (
    FacilityGone,
    FacilityNameMissing,
    FacilityNameTaken,
    FacilityPositionHalf,
)
from gridward.work.inspections.queries.facilities import facilities, facility_of, seen_on
from gridward.work.inspections.services.facilities import add_facility, change_facility
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import FacilityKind, FacilityState
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.orders import said_of
from tests.work.inspections.acts import said
from tests.world import World

pytestmark = pytest.mark.django_db


def barrier(world: World, actor: Actor, name: str = "东门围挡", grid: str = "a1") -> Facility:
    return add_facility(
        actor, grid_id=world.grids[grid].pk, kind=FacilityKind.BARRIER, name=name, keeper="物业"
    )


def test_a_broken_facility_opens_an_order_and_is_broken_until_it_is_seen_sound(
    world: World, worker: Actor
) -> None:
    row = barrier(world, worker)
    words = said(worker, {"firm": "一端已松动"}, facility_id=row.pk)
    made = record_inspection(worker, said=words)
    order = Order.objects.get()
    assert order.kind.code == "facility_broken"
    assert said_of(order)[1] == {"facility": "东门围挡：一端已松动", "danger": True}
    assert [one.order_id for one in made.findings.all()] == [order.pk]
    assert facility_of(worker, row.pk).state == FacilityState.BROKEN
    record_inspection(worker, said=said(worker, facility_id=row.pk))
    after = facility_of(worker, row.pk)
    assert (after.state, str(seen_on(after))) == (FacilityState.SOUND, "2026-03-02")


def test_a_facility_is_changed_as_it_was_seen_and_removed_for_good(
    world: World, worker: Actor
) -> None:
    row = barrier(world, worker)
    change_facility(worker, facility_id=row.pk, version=1, place="东门外")
    with pytest.raises(Stale):
        change_facility(worker, facility_id=row.pk, version=1, place="西门外")
    change_facility(worker, facility_id=row.pk, version=2, state=FacilityState.REMOVED)
    with pytest.raises(FacilityGone):
        change_facility(worker, facility_id=row.pk, version=3, place="西门外")
    assert [one.pk for one in facilities(worker, removed=True)] == [row.pk]
    assert list(facilities(worker)) == []
    with pytest.raises(NotFound):
        said(worker, facility_id=row.pk)
    assert barrier(world, worker).name == row.name


def test_names_and_positions_that_do_not_fit_are_refused(world: World, worker: Actor) -> None:
    barrier(world, worker)
    with pytest.raises(FacilityNameTaken):
        barrier(world, worker)
    with pytest.raises(FacilityNameMissing):
        barrier(world, worker, " ")
    with pytest.raises(FacilityPositionHalf):
        add_facility(worker, grid_id=world.grids["a1"].pk, name="西门围挡", longitude=115.88)


def test_who_works_there_keeps_them(world: World, worker: Actor) -> None:
    row = barrier(world, worker)
    with pytest.raises(NotAllowed):
        barrier(world, world.actor("police_a"), "西门围挡")
    for name in ("worker_a2", "worker_b1"):
        with pytest.raises(NotFound):
            change_facility(world.actor(name), facility_id=row.pk, version=1, name="x")
    with pytest.raises(NotFound):
        record_inspection(
            world.actor("worker_a2"), said=said(worker, facility_id=row.pk, id=new_id())
        )
