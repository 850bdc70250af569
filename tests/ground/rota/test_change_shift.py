"""Shifts are changed and cancelled while they are not over; swaps about them are over then."""

import pytest
import time_machine

from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.rota.problems import (
    RotaReasonMissing,
    ShiftClash,
    ShiftMemberUnknown,
    ShiftOver,
    ShiftTimesUnfit,
)
from gridward.ground.rota.services.changing import cancel_shift, change_shift
from gridward.ground.rota.terms import RotaWarning, ShiftRole
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.ground.rota.acts import agreed, moment, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")


def test_what_is_left_out_stays(world: World, gate: DutyPlace, leader: Actor) -> None:
    row = shift(world, gate, "worker_a1")
    made = change_shift(leader, shift_id=row.pk, version=1, role=ShiftRole.LEAD)
    assert (made.shift.role, made.shift.member_id, made.shift.version) == ("lead", row.member_id, 2)
    with pytest.raises(Stale):
        change_shift(leader, shift_id=row.pk, version=1, role=ShiftRole.KEEPER)


def test_a_shift_is_given_to_somebody_else_or_left_vacant(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    row = shift(world, gate, "worker_a1")
    other = who(world, "worker_a2")
    made = change_shift(leader, shift_id=row.pk, version=1, member_id=other)
    assert made.shift.member is not None
    assert made.shift.member.pk == other
    vacant = change_shift(leader, shift_id=row.pk, version=2, member_id=None)
    assert vacant.shift.member is None


def test_nobody_gets_two_shifts_at_once_by_a_change(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    shift(world, gate, "worker_a1")
    row = shift(world, gate, "worker_a2")
    with pytest.raises(ShiftClash):
        change_shift(leader, shift_id=row.pk, version=1, member_id=who(world, "worker_a1"))
    with pytest.raises(ShiftMemberUnknown):
        change_shift(leader, shift_id=row.pk, version=1, member_id=who(world, "worker_f1"))
    with pytest.raises(ShiftTimesUnfit):
        change_shift(leader, shift_id=row.pk, version=1, ends_at=moment(8))


def test_a_change_warns_of_rest(world: World, gate: DutyPlace, leader: Actor) -> None:
    shift(world, gate, "worker_a1", hour=8)
    row = shift(world, gate, "worker_a1", hour=8, days=1)
    made = change_shift(
        leader, shift_id=row.pk, version=1, begins_at=moment(0, 1), ends_at=moment(8, 1)
    )
    assert [(one.kind, one.figure) for one in made.warnings] == [(RotaWarning.REST, 8)]


def test_what_is_over_or_cancelled_stays(world: World, gate: DutyPlace, leader: Actor) -> None:
    row, other = shift(world, gate, "worker_a1"), shift(world, gate, "worker_a2")
    cancel_shift(leader, shift_id=other.pk, version=1, reason="大雨封路")
    with pytest.raises(ShiftOver):
        change_shift(leader, shift_id=other.pk, version=2, role=ShiftRole.LEAD)
    with time_machine.travel(moment(16)), pytest.raises(ShiftOver):
        cancel_shift(leader, shift_id=row.pk, version=1, reason="大雨封路")


def test_a_cancelled_shift_keeps_its_reason_sealed_and_frees_its_member(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    row = shift(world, gate, "worker_a1")
    with pytest.raises(RotaReasonMissing):
        cancel_shift(leader, shift_id=row.pk, version=1, reason=" ")
    cancel_shift(leader, shift_id=row.pk, version=1, reason="大雨封路")
    stored = Shift.objects.get(pk=row.pk)
    assert stored.open_sealed("said") == "大雨封路"
    assert "大雨封路".encode() not in bytes(stored.said)
    shift(world, gate, "worker_a1")


@pytest.mark.parametrize("change", ["change", "cancel"])
def test_a_swap_about_it_is_over(world: World, gate: DutyPlace, leader: Actor, change: str) -> None:
    mine, other = shift(world, gate, "worker_a1"), shift(world, gate, "worker_a2", days=1)
    swap = agreed(world, mine, other, ("worker_a1", "worker_a2"))
    if change == "cancel":
        cancel_shift(leader, shift_id=other.pk, version=1, reason="大雨封路")
    else:
        change_shift(leader, shift_id=other.pk, version=1, ends_at=moment(15, 1))
    swap.refresh_from_db()
    assert swap.state == "overtaken"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a1", NotAllowed), ("worker_b1", NotFound), ("leader_b", NotFound)],
)
def test_who_does_not_plan_there_changes_nothing(
    world: World, gate: DutyPlace, name: str, refusal: type[Exception]
) -> None:
    row = shift(world, gate, "worker_a1")
    with pytest.raises(refusal):
        change_shift(world.actor(name), shift_id=row.pk, version=1, role=ShiftRole.LEAD)
