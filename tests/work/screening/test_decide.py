"""The desk decides on rows that nobody is sure of; a list is closed when no row is open."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.departing import record_death
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound, Problem
from gridward.work.screening.models import PushList, PushListRow, RowCandidate, VerificationTask
from gridward.work.screening.problems import (
    ScreeningDecisionUnfit,
    ScreeningFoundMissing,
    ScreeningNotInState,
    ScreeningRowNotOpen,
    ScreeningRowsOpen,
)
from gridward.work.screening.services.closing import close_list, forget_closed
from gridward.work.screening.services.deciding import answer_not_ours, decide_row
from gridward.work.screening.services.outcomes import answer_task
from gridward.work.screening.services.reading import read_row
from gridward.work.screening.terms import CheckAnswer, CheckOutcome, RowDecision
from gridward.work.workorders.models import Order
from tests.ground.register.people import household, number, resident
from tests.work.screening.acts import FAR, line, row, states, taken
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(world: World, leader: Actor, wang: Resident) -> PushList:
    """A list of one row with the number of somebody and another name."""
    return taken(world, leader, line("赵铁柱", number(7)))


def test_candidates_stand_beside_each_other_with_reasons(
    world: World, leader: Actor, worker: Actor, home: Household, wang: Resident
) -> None:
    other = resident(worker, household(world, worker, "a1-2-101"), "王小明", document=number(9))
    pushed = taken(world, leader, line("王小明", "", "", "翠竹小区"))
    found = read_row(leader, row(pushed).pk)
    assert {one.resident.pk for one in found.candidates} == {wang.pk, other.pk}
    assert found.candidates[0].phones or found.candidates[1].phones
    assert all("name.exact" in one.row.reasons for one in found.candidates)


def test_the_candidate_that_is_chosen_is_a_task_and_the_desk_is_done(
    leader: Actor, wang: Resident, doubtful: PushList
) -> None:
    desk = Order.objects.get(kind__code="list_desk")
    decide_row(leader, row_id=row(doubtful).pk, decision=RowDecision(resident_id=wang.pk))
    assert states(doubtful) == ["assigned"]
    assert VerificationTask.objects.get().resident_id == wang.pk
    desk.refresh_from_db()
    assert (desk.state, desk.handled_by_id) == ("closed", leader.member_id)


def test_a_grid_may_be_asked_to_look_for_somebody(
    world: World, leader: Actor, doubtful: PushList
) -> None:
    decision = RowDecision(grid_id=world.grids["b1"].pk)
    decide_row(leader, row_id=row(doubtful).pk, decision=decision)
    assert VerificationTask.objects.get().grid == world.grids["b1"]


def test_a_row_may_be_answered_at_the_desk(leader: Actor, doubtful: PushList) -> None:
    at = row(doubtful).pk
    with pytest.raises(ScreeningFoundMissing):
        decide_row(leader, row_id=at, decision=RowDecision(outcome=CheckOutcome.TRANSFERRED))
    decide_row(leader, row_id=at, decision=RowDecision(outcome=CheckOutcome.RULED_OUT))
    assert states(doubtful) == ["answered"]
    with pytest.raises(ScreeningRowNotOpen):
        decide_row(leader, row_id=at, decision=RowDecision(outcome=CheckOutcome.RULED_OUT))


def test_a_decision_says_one_thing_about_somebody_who_is_here(
    world: World, leader: Actor, worker: Actor, wang: Resident, doubtful: PushList
) -> None:
    at, grid = row(doubtful).pk, world.grids["a1"].pk
    gone = record_death(worker, resident_id=wang.pk, version=wang.version, on=clock.today())
    wrong: list[tuple[type[Problem], RowDecision]] = [
        (ScreeningDecisionUnfit, RowDecision()),
        (ScreeningDecisionUnfit, RowDecision(resident_id=wang.pk, grid_id=grid)),
        (ScreeningDecisionUnfit, RowDecision(resident_id=gone.pk)),
        (NotFound, RowDecision(resident_id=new_id())),
        (NotFound, RowDecision(grid_id=world.grids["f1"].pk)),
    ]
    for problem, decision in wrong:
        with pytest.raises(problem):
            decide_row(leader, row_id=at, decision=decision)
    assert states(doubtful) == ["doubtful"]


def test_who_is_not_ours_is_answered_so_with_a_proposal_of_where(
    world: World, leader: Actor
) -> None:
    pushed = taken(world, leader, line("外地", number(60), "", FAR), line("无址", number(61)))
    assert answer_not_ours(leader, list_id=pushed.pk) == 2
    told = [row(pushed, n).open_sealed("told") or "" for n in (0, 1)]
    assert states(pushed) == ["answered", "answered"]
    assert "红谷滩区" in told[0]
    assert "转该地" not in told[1]
    assert answer_not_ours(leader, list_id=pushed.pk) == 0


def test_a_list_with_an_open_row_is_not_closed_by_anybody(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("王小明", number(7)), line("外地", number(60)))
    with pytest.raises(ScreeningRowsOpen):
        close_list(leader, list_id=pushed.pk)
    answer_not_ours(leader, list_id=pushed.pk)
    with pytest.raises(ScreeningRowsOpen) as refused:
        close_list(leader, list_id=pushed.pk)
    assert refused.value.details == {"count": 1}
    with pytest.raises(IntegrityError, match="open rows"), transaction.atomic():
        PushList.objects.filter(pk=pushed.pk).update(state="closed", closed_at=clock.now())
    said = CheckAnswer(CheckOutcome.RULED_OUT)
    answer_task(worker, task_id=VerificationTask.objects.get().pk, said=said)
    closed = close_list(leader, list_id=pushed.pk)
    assert closed.counts["outcomes"] == {"not_in_area": 1, "ruled_out": 1}
    assert close_list(leader, list_id=pushed.pk).version == closed.version


def test_no_row_of_a_closed_list_is_opened_again_past_the_program(
    world: World, leader: Actor, doubtful: PushList
) -> None:
    decide_row(
        leader, row_id=row(doubtful).pk, decision=RowDecision(outcome=CheckOutcome.RULED_OUT)
    )
    close_list(leader, list_id=doubtful.pk)
    with pytest.raises(IntegrityError, match="is closed"), transaction.atomic():
        PushListRow.objects.update(state="doubtful", outcome="", settled_at=None)
    with pytest.raises(ScreeningNotInState):
        answer_not_ours(leader, list_id=doubtful.pk)


def test_long_after_it_was_closed_a_list_is_its_counts_alone(
    world: World, leader: Actor, doubtful: PushList
) -> None:

    decide_row(
        leader, row_id=row(doubtful).pk, decision=RowDecision(outcome=CheckOutcome.RULED_OUT)
    )
    close_list(leader, list_id=doubtful.pk)
    assert forget_closed(leader, now=clock.now() + timedelta(days=89)) == 0
    assert forget_closed(leader, now=clock.now() + timedelta(days=91)) == 1
    assert not PushListRow.objects.exists()
    assert not RowCandidate.objects.exists()
    assert PushList.objects.get().counts["outcomes"] == {"ruled_out": 1}
    assert forget_closed(leader, now=clock.now() + timedelta(days=91)) == 0
