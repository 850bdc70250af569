"""Passes: made for the person, read at the gate, printed anew, prolonged, revoked; they go along with their holders."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.departing import move_out
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.codes.plate import PlateProblem
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.checkpoints.models import Checkpoint, Pass, PassKey
from gridward.work.checkpoints.problems import (
    PassDaysWrong,
    PassGatesWrong,
    PassHolderGone,
    PassHolderWrong,
    PassIdTaken,
    PassIssuesUsedUp,
    PassReasonMissing,
    PassRevoked,
)
from gridward.work.checkpoints.queries.passes import (
    PassFilter,
    checked,
    masked_holder,
    pass_of,
    passes,
)
from gridward.work.checkpoints.services.keys import code_of, renew_key
from gridward.work.checkpoints.services.passes import (
    MOST_DAYS,
    make_pass,
    print_again,
    prolong_pass,
    revoke_pass,
)
from gridward.work.checkpoints.terms import PassKind, PassState, PassToken, TokenFault
from tests.work.checkpoints.acts import gate, resident_pass, said, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def state(actor: Actor, row: Pass, at: Checkpoint) -> PassState | None:
    """What is said at a gate of the code that the pass has now."""
    return checked(actor, code_of(row), at.pk, clock.now())[1]


def test_pass_of_a_resident_holds_at_the_gate(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    row = resident_pass(world, worker, somebody(world, worker))
    token, seen, found = checked(worker, code_of(row), east.pk, clock.now())
    assert isinstance(token, PassToken)
    assert (token.id, token.kind, seen, found) == (row.pk, PassKind.RESIDENT, "valid", row)
    assert masked_holder(pass_of(worker, row.pk)) == ("张*", "")


def test_holder_who_is_in_no_register_is_sealed_and_masked(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world, holder_phone="13800138000"))
    assert masked_holder(row) == ("李*", "138****8000")
    assert "李四".encode() not in bytes(row.holder or b"")


def test_sent_again_it_is_there_already(world: World, worker: Actor) -> None:
    wanted = said(world)
    assert make_pass(worker, said=wanted).pk == make_pass(worker, said=wanted).pk
    with pytest.raises(PassIdTaken):
        make_pass(worker, said=replace(wanted, kind=PassKind.HELPER))


@pytest.mark.parametrize(
    ("kind", "given", "problem"),
    [
        (PassKind.RESIDENT, {}, PassHolderWrong),
        (PassKind.VISITOR, {"holder_name": " "}, PassHolderWrong),
        (PassKind.VEHICLE, {}, PassHolderWrong),
        (PassKind.VEHICLE, {"plate": "赣AO"}, PlateProblem),
        (PassKind.VISITOR, {"reason": " "}, PassReasonMissing),
        (PassKind.VISITOR, {"gates": [new_id()]}, PassGatesWrong),
        (PassKind.RESIDENT, {"resident_id": new_id()}, NotFound),
        (PassKind.HELPER, {"organisation_id": new_id()}, NotFound),
    ],
)
def test_half_a_pass_is_refused(
    world: World, worker: Actor, kind: PassKind, given: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        make_pass(worker, said=said(world, kind, **given))


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_span_is_refused(world: World, worker: Actor, days: int) -> None:
    ends = clock.now() + timedelta(days=days)
    with pytest.raises(PassDaysWrong):
        make_pass(worker, said=said(world, ends=ends))


def test_pass_over_already_is_refused(world: World, worker: Actor) -> None:
    begins = clock.now() - timedelta(days=3)
    with pytest.raises(PassDaysWrong):
        make_pass(worker, said=said(world, begins=begins, ends=begins + timedelta(days=2)))


def test_vehicle_is_found_by_part_of_its_plate(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world, PassKind.VEHICLE, plate="赣A·12345"))
    assert row.plate == "赣A12345"
    assert list(passes(worker, PassFilter(q="a123"))) == [row]
    assert list(passes(worker, PassFilter(q=row.serial[2:6].lower()))) == [row]
    assert list(passes(worker, PassFilter(q="a999"))) == []


def test_revoked_pass_holds_no_more(world: World, worker: Actor, east: Checkpoint) -> None:
    row = make_pass(worker, said=said(world))
    revoke_pass(worker, pass_id=row.pk, reason="遗失")
    assert state(worker, row, east) is PassState.REVOKED
    assert list(passes(worker, PassFilter(holding=True))) == []
    with pytest.raises(PassRevoked):
        print_again(worker, pass_id=row.pk, reason="补打")


def test_earlier_print_is_replaced(world: World, worker: Actor, east: Checkpoint) -> None:
    row = make_pass(worker, said=said(world))
    lost = code_of(row)
    again = print_again(worker, pass_id=row.pk, reason="遗失")
    assert checked(worker, lost, east.pk, clock.now())[1] is PassState.REPLACED
    assert state(worker, again, east) is PassState.VALID


def test_prints_end_where_the_code_can_count_no_more(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world))
    Pass.objects.filter(pk=row.pk).update(issue=255)
    with pytest.raises(PassIssuesUsedUp):
        print_again(worker, pass_id=row.pk, reason="遗失")


def test_print_holds_on_where_the_pass_was_prolonged(
    world: World, worker: Actor, east: Checkpoint, morning: time_machine.Traveller
) -> None:
    row = make_pass(worker, said=said(world))
    print_of_before = code_of(row)
    prolong_pass(worker, pass_id=row.pk, ends=row.ends + timedelta(days=30), reason="续办")
    morning.shift(timedelta(days=31))
    assert checked(worker, print_of_before, east.pk, clock.now())[1] is PassState.VALID
    morning.shift(timedelta(days=30))
    assert checked(worker, print_of_before, east.pk, clock.now())[1] is PassState.EXPIRED


def test_pass_is_for_its_gates(
    world: World, worker: Actor, leader: Actor, east: Checkpoint
) -> None:
    west = gate(world, leader, "西门")
    row = make_pass(worker, said=said(world, gates=[west.pk]))
    assert state(worker, row, west) is PassState.VALID
    assert state(worker, row, east) is PassState.OTHER_GATE


def test_codes_of_an_earlier_key_are_read(world: World, worker: Actor, east: Checkpoint) -> None:
    row = make_pass(worker, said=said(world))
    before = code_of(row)
    renew_key()
    assert PassKey.objects.count() == 2
    assert checked(worker, before, east.pk, clock.now())[1] is PassState.VALID
    assert state(worker, row, east) is PassState.VALID


def test_code_of_nobody_is_told_apart(worker: Actor, east: Checkpoint) -> None:
    fault = (TokenFault.NOT_OURS, PassState.FORGED, None)
    assert checked(worker, "360199199001010016", east.pk, clock.now()) == fault


def test_who_may_not_see_the_pass_reads_its_code_alone(
    world: World, worker: Actor, east: Checkpoint
) -> None:
    row = make_pass(worker, said=said(world))
    token, seen, found = checked(world.actor("worker_b1"), code_of(row), east.pk, clock.now())
    assert isinstance(token, PassToken)
    assert (seen, found) == (PassState.VALID, None)


def test_who_has_left_has_no_pass(world: World, worker: Actor, east: Checkpoint) -> None:
    resident = somebody(world, worker)
    row = resident_pass(world, worker, resident)
    household = resident.household
    move_out(worker, household_id=household.pk, version=household.version)
    assert state(worker, pass_of(worker, row.pk), east) is PassState.REVOKED
    with pytest.raises(PassHolderGone):
        resident_pass(world, worker, resident)


def test_pass_goes_where_its_holder_goes(world: World, worker: Actor, leader: Actor) -> None:
    resident = somebody(world, worker)
    row = resident_pass(world, worker, resident)
    grid = world.grids["a2"]
    Household.objects.filter(pk=resident.household_id).update(grid=grid)
    Resident.objects.filter(pk=resident.pk).update(grid=grid)
    assert Pass.objects.get(pk=row.pk).grid_id == grid.pk


def test_pass_is_gone_with_its_holder(world: World, worker: Actor) -> None:
    resident = somebody(world, worker)
    row = resident_pass(world, worker, resident)
    resident.delete()
    assert not Pass.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("who", ["health_a", "police_a"])
def test_who_does_not_work_at_doors_makes_none(world: World, worker: Actor, who: str) -> None:
    row = make_pass(worker, said=said(world))
    actor = world.actor(who)
    assert pass_of(actor, row.pk).pk == row.pk
    with pytest.raises(NotAllowed):
        make_pass(actor, said=said(world))
    with pytest.raises(NotAllowed):
        revoke_pass(actor, pass_id=row.pk, reason="遗失")


@pytest.mark.parametrize("who", ["worker_a2", "leader_b", "chief_f"])
def test_others_do_not_know_of_it(world: World, worker: Actor, who: str) -> None:
    row = make_pass(worker, said=said(world))
    with pytest.raises(NotFound):
        revoke_pass(world.actor(who), pass_id=row.pk, reason="遗失")
