"""The register of protective facilities; an inspection leaves a facility as it was found."""

from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

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
from gridward.work.workorders.services.photos import keep_order_photo
from gridward.work.workorders.terms import OrderState
from tests.work.inspections.acts import said
from tests.work.workorders.acts import moved
from tests.world import World

pytestmark = pytest.mark.django_db


def barrier(world: World, actor: Actor, name: str = "东门围挡", grid: str = "a1") -> Facility:
    return add_facility(
        actor, grid_id=world.grids[grid].pk, kind=FacilityKind.BARRIER, name=name, keeper="物业"
    )


def state_and_moves(order: Order) -> tuple[str, list[str]]:
    """Where an order stands, and what was done with it after it was opened and given to its handler."""
    now = Order.objects.get(pk=order.pk)
    moves = now.moves.order_by("serial").values_list("move", flat=True)
    return now.state, [one for one in moves if one not in ("open", "accept", "dispatch")]


def order_photo(actor: Actor) -> UUID:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    return keep_order_photo(actor, photo_id=new_id(), content=drawn.getvalue()).pk


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


def test_a_facility_found_sound_is_noted_until_somebody_mended_it_and_then_verified(
    world: World, worker: Actor, leader: Actor
) -> None:
    row = barrier(world, worker)
    record_inspection(worker, said=said(worker, {"firm": "一端已松动"}, facility_id=row.pk))
    order = Order.objects.get()
    moved(world, "leader_a", order, "dispatch")
    record_inspection(worker, said=said(worker, facility_id=row.pk))
    assert state_and_moves(order) == (OrderState.DISPATCHED, ["note"])
    photo = order_photo(worker)
    moved(world, "worker_a1", order, "handle", text="已加固", photos=(photo,))
    record_inspection(worker, said=said(worker, facility_id=row.pk))
    assert state_and_moves(order)[0] == OrderState.HANDLED, "the handler verifies nothing"
    record_inspection(leader, said=said(leader, facility_id=row.pk))
    state, moves = state_and_moves(order)
    assert (state, moves[-1]) == (OrderState.VERIFIED, "verify")
    moved(world, "leader_a", order, "close")
    record_inspection(leader, said=said(leader, facility_id=row.pk))
    assert state_and_moves(order)[1][-1] == "close"


def test_a_facility_that_is_still_broken_moves_nothing(world: World, worker: Actor) -> None:
    row, other = barrier(world, worker), barrier(world, worker, "西门围挡")
    record_inspection(worker, said=said(worker, {"firm": "松动"}, facility_id=row.pk))
    first = Order.objects.get()
    record_inspection(worker, said=said(worker, facility_id=other.pk))
    record_inspection(worker, said=said(worker, {"firm": "仍松动"}, facility_id=row.pk))
    assert state_and_moves(first)[1] == []


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
