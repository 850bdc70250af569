"""Past the Python layer: who reads and writes shifts, and what whoever is on duty elsewhere sees of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gridward.ground.rota.models import DutyPlace, MemberOut, RosterDraft, Shift, Swap
from gridward.ground.rota.queries.rows import places, shifts
from gridward.ground.rota.services.drafts import forget_drafts
from gridward.ground.rota.services.outs import call_out
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.services.swapping import (
    SwapSaid,
    agree_swap,
    approve_swap,
    propose_swap,
)
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.rows import tell_database
from tests.ground.rota.acts import holders, moment, place, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]


def test_the_grid_reads_its_shifts_and_nobody_else_does(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    shift(world, gate, "police_a")
    behind_wall(None)
    assert not Shift.objects.exists()
    seen = {}
    for name in ("worker_a1", "leader_a", "patron", "worker_a2", "leader_b", "chief_f"):
        tell_database(world.actor(name))
        seen[name] = (Shift.objects.count(), DutyPlace.objects.count())
    assert seen == {
        **dict.fromkeys(("worker_a1", "leader_a", "patron"), (1, 1)),
        **dict.fromkeys(("worker_a2", "leader_b", "chief_f"), (0, 0)),
    }


def test_whoever_is_on_duty_elsewhere_reads_that_place_and_writes_nothing_there(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    mine, beside = shift(world, gate, "worker_b1"), shift(world, gate, "worker_a1")
    shift(world, place(world, name="西门"), "police_a")
    actor = world.actor("worker_b1")
    behind_wall(world.account("worker_b1"))
    assert set(shifts(actor)) == set(Shift.objects.all()) == {mine, beside}
    assert [one.name for one in places(actor)] == ["东门"]
    assert Shift.objects.filter(pk=mine.pk).update(member=None) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Shift.objects.create(
            street_id=mine.street_id,
            grid_id=mine.grid_id,
            place_id=mine.place_id,
            begins_at=moment(8),
            ends_at=moment(9),
        )


def test_what_was_long_ago_opens_a_place_no_more(
    world: World, gate: DutyPlace, morning: object
) -> None:
    mine = shift(world, gate, "worker_b1")
    Shift.objects.filter(pk=mine.pk).update(begins_at=moment(0, -40), ends_at=moment(8, -40))
    actor = world.actor("worker_b1")
    assert list(shifts(actor)) == [mine]
    assert not places(actor).exists()


def test_a_plan_is_stored_by_the_application_with_its_history(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    leader = world.actor("leader_a")
    behind_wall(world.account("leader_a"))
    [made] = plan_shifts(leader, rows=[row(world, gate, "worker_b1")]).shifts
    call_out(leader, member_id=who(world, "worker_b1"), begins_at=moment(7), ends_at=moment(20))
    with connection.cursor() as cursor:
        cursor.execute("SELECT member_id, version FROM rota_shifthistory")
        assert cursor.fetchall() == [(who(world, "worker_b1"), 1)]
    assert holders(made) == [None]


def test_two_of_other_grids_swap_at_a_gate_and_its_chief_approves(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    """None of their posts reaches the gate; the second does not even see the first one's place."""
    other = place(world, name="西门")
    one, two = shift(world, gate, "worker_b1", days=1), shift(world, other, "worker_a2", days=2)
    shift(world, other, "worker_b1", days=4)
    first, second, chief = (world.actor(name) for name in ("worker_b1", "worker_a2", "leader_a"))
    behind_wall(world.account("worker_b1"))
    swap = propose_swap(first, said=SwapSaid(one.pk, two.pk))
    tell_database(world.actor("worker_a1"))
    assert Swap.objects.exists()
    tell_database(world.actor("leader_b"))
    assert not Swap.objects.exists()
    tell_database(second)
    swap = agree_swap(second, swap_id=swap.pk, version=swap.version)
    tell_database(chief)
    approve_swap(chief, swap_id=swap.pk, version=swap.version)
    assert holders(one, two) == [who(world, "worker_a2"), who(world, "worker_b1")]


def test_shifts_and_places_are_never_removed(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    shift(world, gate, "worker_a1")
    behind_wall(world.account("chief"))
    for table in ("rota_shift", "rota_dutyplace", "rota_swap"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0


def test_who_is_out_is_unknown_to_a_stranger(world: World, behind_wall: Wall) -> None:
    member = who(world, "worker_a1")
    call_out(world.actor("chief"), member_id=member, begins_at=moment(8), ends_at=moment(9))
    behind_wall(None)
    assert MemberOut.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('gridward.actor', '', true)")
    assert not MemberOut.objects.exists()


def test_a_draft_is_behind_the_wall_of_all_its_grids(
    world: World, gate: DutyPlace, behind_wall: Wall
) -> None:
    far = place(world, "b1")
    for places_of in ((gate,), (gate, far)):
        RosterDraft.objects.create(
            street_id=gate.street_id,
            grids=[one.grid_id for one in places_of],
            places=[one.pk for one in places_of],
            first=moment().date(),
            days=1,
            way="anew",
            patterns=[],
            posts=[],
            state="ready",
        )
    behind_wall(None)
    seen = {}
    for name in ("leader_a", "leader_b", "chief", "worker_a2"):
        tell_database(world.actor(name))
        seen[name] = RosterDraft.objects.count()
    assert seen == {"leader_a": 1, "leader_b": 0, "chief": 2, "worker_a2": 0}
    tell_database(world.actor("leader_b"))
    assert RosterDraft.objects.filter(days=1).delete() == (0, {})
    tell_database(operator("schedule"))
    assert forget_drafts(clock.now() + timedelta(days=1)) == 2
