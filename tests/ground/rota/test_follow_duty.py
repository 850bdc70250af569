"""Shifts follow the service and the territory: posts that end, grids that are merged and split, streets that end."""

from datetime import date, time

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.rota.models import DutyDemand, DutyPlace, MemberOut, Shift
from gridward.ground.rota.services.following import follow_street
from gridward.ground.rota.services.outs import call_out
from gridward.ground.rota.services.places import set_demand
from gridward.ground.rota.services.swapping import SwapSaid, propose_swap
from gridward.ground.rota.terms import DemandHours, ShiftRole
from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.terms import Post
from gridward.ground.territory.services.successions import merge_grids
from gridward.ground.territory.terms.places import StreetSucceeded
from tests.ground.rota.acts import agreed, holders, moment, place, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db


def ended(world: World, name: str, on: date) -> None:
    held = Appointment.objects.get(member=who(world, name), valid_to=None)
    end_appointment(world.actor("chief"), appointment=held, on=on)


def test_who_holds_no_post_any_more_has_no_shifts_to_come(world: World, gate: DutyPlace) -> None:
    today, later = shift(world, gate, "worker_a1"), shift(world, gate, "worker_a1", days=3)
    others = shift(world, gate, "worker_a2", days=3)
    ended(world, "worker_a1", moment(0, 2).date())
    assert holders(today, later) == [who(world, "worker_a1"), None]
    assert holders(others) == [who(world, "worker_a2")]
    assert Line.objects.filter(act="rota.shifts_vacated", actor_name="gridward").count() == 1


def test_another_post_keeps_them(world: World, gate: DutyPlace) -> None:
    later = shift(world, gate, "worker_a1", days=3)
    member = Member.objects.get(pk=who(world, "worker_a1"))
    appoint(
        world.actor("chief"),
        member=member,
        post=Post.GRID_SUPERVISOR,
        grid=world.grids["a2"],
        valid_from=moment().date(),
    )
    held = Appointment.objects.get(member=member, post=Post.GRID_MANAGER)
    end_appointment(world.actor("chief"), appointment=held, on=moment(0, 1).date())
    assert holders(later) == [member.pk]


def test_a_swap_of_who_left_is_over(world: World, gate: DutyPlace) -> None:
    mine, other = shift(world, gate, "worker_a1", days=3), shift(world, gate, "worker_a2", days=4)
    swap = agreed(world, mine, other, ("worker_a1", "worker_a2"))
    ended(world, "worker_a2", moment(0, 1).date())
    swap.refresh_from_db()
    assert swap.state == "overtaken"


def test_places_go_to_the_heir_with_what_hangs_on_them(world: World, gate: DutyPlace) -> None:
    other = place(world, "a2")
    past = shift(world, gate, "worker_a1", hour=0)
    Shift.objects.filter(pk=past.pk).update(begins_at=moment(0, -3), ends_at=moment(8, -3))
    later = shift(world, gate, "worker_a1", days=1)
    leader = world.actor("leader_a")
    night = [DemandHours(3, time(20), time(8), ShiftRole.KEEPER, 1)]
    set_demand(leader, place_id=gate.pk, since=moment().date(), hours=night)
    said = SwapSaid(later.pk, taker_id=who(world, "worker_a2"))
    swap = propose_swap(world.actor("worker_a1"), said=said)
    grids = [world.grids["a1"], world.grids["a2"]]
    heir = merge_grids(leader, grids=grids, name="合并网格", on=moment().date())
    for row in (gate, other, past, later, swap):
        row.refresh_from_db()
    assert {gate.grid_id, other.grid_id, later.grid_id, swap.grid_id} == {heir.pk}
    assert DutyDemand.objects.get().grid_id == heir.pk
    assert past.grid_id == world.grids["a1"].pk
    assert sorted((gate.name, other.name)) == ["东门", "东门（002002）"]
    assert holders(later) == [who(world, "worker_a1")]


def test_a_closed_place_stays(world: World, gate: DutyPlace) -> None:
    DutyPlace.objects.filter(pk=gate.pk).update(closed_on=moment().date())
    grids = [world.grids["a1"], world.grids["a2"]]
    merge_grids(world.actor("leader_a"), grids=grids, name="合并网格", on=moment().date())
    gate.refresh_from_db()
    assert gate.grid_id == world.grids["a1"].pk


def test_who_is_out_is_so_in_the_street_that_took_over(world: World) -> None:
    member = who(world, "worker_a1")
    call_out(world.actor("chief"), member_id=member, begins_at=moment(8), ends_at=moment(9))
    old, new = (world.streets[name].pk for name in ("ours", "foreign"))
    follow_street(StreetSucceeded(old, new, moment().date()))
    assert MemberOut.objects.get().street_id == new
