"""Those who verify: calls, outcomes, what the register learns."""

from datetime import timedelta

import pytest

from gridward.ground.register.models import Household, Resident, ResidentPhone
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound
from gridward.work.screening.models import PushListRow, VerificationContact, VerificationTask
from gridward.work.screening.problems import (
    ScreeningConsentMissing,
    ScreeningFoundMissing,
    ScreeningIdTaken,
    ScreeningTaskOver,
    ScreeningTimesUnfit,
)
from gridward.work.screening.services.following import follow_order
from gridward.work.screening.services.outcomes import answer_task, note_contact, read_task
from gridward.work.screening.services.reading import lists_of
from gridward.work.screening.terms import (
    CheckAnswer,
    CheckOutcome,
    ContactSaid,
    ContactWay,
    Learned,
)
from gridward.work.workorders.models import Order
from gridward.work.workorders.terms import OrderEnded
from tests.ground.register.people import number
from tests.work.screening.acts import line, row, states, taken
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(world: World, leader: Actor, wang: Resident) -> VerificationTask:
    taken(world, leader, line("王小明", number(7)))
    return VerificationTask.objects.get()


def test_an_outcome_settles_the_row_and_the_order(worker: Actor, task: VerificationTask) -> None:
    done = answer_task(
        worker, task_id=task.pk, said=CheckAnswer(CheckOutcome.CONFIRMED, "现住翠竹小区")
    )
    found = PushListRow.objects.get()
    assert (done.outcome, found.outcome, found.state) == ("confirmed", "confirmed", "answered")
    assert (found.open_sealed("told"), found.settled_by) == ("现住翠竹小区", worker.name)
    order = Order.objects.get()
    assert (order.state, order.handled_by_id) == ("closed", worker.member_id)


@pytest.mark.parametrize(
    ("outcome", "needs"),
    [
        *(("confirmed", True), ("transferred", True), ("not_in_area", True)),
        *(("unreachable", True), ("ruled_out", False), ("moved", False), ("dead", False)),
    ],
)
def test_what_was_found_is_written_where_the_sender_needs_it(
    worker: Actor, task: VerificationTask, outcome: str, needs: bool
) -> None:
    said = CheckAnswer(CheckOutcome(outcome))
    if needs:
        with pytest.raises(ScreeningFoundMissing):
            answer_task(worker, task_id=task.pk, said=said)
    else:
        assert answer_task(worker, task_id=task.pk, said=said).outcome == outcome


def test_sent_again_it_is_answered_once_and_another_outcome_is_told(
    world: World, leader: Actor, worker: Actor, task: VerificationTask
) -> None:
    said = CheckAnswer(CheckOutcome.RULED_OUT)
    first = answer_task(worker, task_id=task.pk, said=said)
    assert answer_task(worker, task_id=task.pk, said=said).version == first.version
    with pytest.raises(ScreeningTaskOver):
        answer_task(worker, task_id=task.pk, said=CheckAnswer(CheckOutcome.DEAD))
    with pytest.raises(ScreeningTaskOver):
        answer_task(leader, task_id=task.pk, said=said)


def test_calls_are_kept_once_and_shown_to_the_next(worker: Actor, task: VerificationTask) -> None:
    said = ContactSaid(new_id(), ContactWay.CALL, reached=False, text="无人接听")
    note_contact(worker, task_id=task.pk, said=said)
    note_contact(worker, task_id=task.pk, said=said)
    assert "无人接听" not in str(VerificationContact.objects.values().get())
    later = clock.now() + timedelta(hours=1)
    ahead = ContactSaid(new_id(), ContactWay.VISIT, reached=True, at=later)
    with pytest.raises(ScreeningTimesUnfit):
        note_contact(worker, task_id=task.pk, said=ahead)
    answer_task(worker, task_id=task.pk, said=CheckAnswer(CheckOutcome.RULED_OUT))
    with pytest.raises(ScreeningTaskOver):
        note_contact(worker, task_id=task.pk, said=ContactSaid(new_id(), ContactWay.CALL, True))


def test_the_id_of_a_contact_is_its_senders(
    leader: Actor, worker: Actor, task: VerificationTask
) -> None:
    said = ContactSaid(new_id(), ContactWay.CALL, reached=False)
    note_contact(worker, task_id=task.pk, said=said)
    with pytest.raises(ScreeningIdTaken):
        note_contact(leader, task_id=task.pk, said=said)


def test_the_register_learns_with_consent_alone(
    worker: Actor, task: VerificationTask, wang: Resident
) -> None:
    told = Learned(phone="13911112222", employer="某公司")
    said = CheckAnswer(CheckOutcome.RULED_OUT, learned=told)
    with pytest.raises(ScreeningConsentMissing):
        answer_task(worker, task_id=task.pk, said=said)
    agreed = CheckAnswer(
        CheckOutcome.RULED_OUT, learned=Learned("13911112222", "某公司", consent=True)
    )
    answer_task(worker, task_id=task.pk, said=agreed)
    phones = ResidentPhone.objects.filter(resident=wang)
    assert {one.open_sealed("phone") for one in phones} == {"+8613800138007", "+8613911112222"}
    wang.refresh_from_db()
    assert wang.employer == "某公司"


def test_who_is_not_registered_teaches_the_register_nothing(
    world: World, leader: Actor, worker: Actor, home: Household
) -> None:
    taken(world, leader, line("租客", number(40), "", "翠竹小区1栋1单元102室"))
    said = CheckAnswer(CheckOutcome.RULED_OUT, learned=Learned("13911112222", consent=True))
    with pytest.raises(ScreeningConsentMissing):
        answer_task(worker, task_id=VerificationTask.objects.get().pk, said=said)


def test_who_calls_knows_who_asks_and_reads_of_the_own_grid_alone(
    world: World, worker: Actor, task: VerificationTask
) -> None:
    assert [one.sender for one in lists_of(read_task(worker, task.pk))] == ["区指挥部流调组"]
    for name in ("worker_a2", "supervisor_a1", "police_a", "worker_f1"):
        with pytest.raises(NotFound):
            read_task(world.actor(name), task.pk)


def test_an_order_ended_by_hand_gives_the_row_back_to_the_desk(
    leader: Actor, task: VerificationTask
) -> None:
    order = task.order
    follow_order(OrderEnded(order.pk, order.grid_id, "closed"))
    waiting = row(PushListRow.objects.get().pushed)
    assert (waiting.state, waiting.task_id) == ("doubtful", None)
    assert waiting.reasons == [["screening.order_ended", {}]]
    assert Order.objects.filter(kind__code="list_desk").exists()
    assert states(waiting.pushed) == ["doubtful"]
