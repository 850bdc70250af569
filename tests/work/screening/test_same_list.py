"""The same list twice, a corrected list, and one person on several lists."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from gridward.ground.register.models import Resident
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.screening.models import PushList, PushListRow, VerificationTask
from gridward.work.screening.problems import ScreeningCorrectsUnfit, ScreeningSameFile
from gridward.work.screening.queries.tasks import contacts_of
from gridward.work.screening.services.bringing import bring_list
from gridward.work.screening.services.outcomes import answer_task, note_contact
from gridward.work.screening.services.taking import rehearse, take_in
from gridward.work.screening.terms import CheckAnswer, CheckOutcome, ContactSaid, ContactWay
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import timeline
from tests.ground.register.people import number
from tests.work.screening.acts import brought, line, row, said, sheet, states, taken
from tests.world import World

pytestmark = pytest.mark.django_db
SENDERS = ("区指挥部", "市公安局", "区卫健委", "区教育局", "区宣传部")


def test_one_person_on_five_lists_is_one_task_and_one_call(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    lists = [
        taken(world, leader, line("王小明", number(7), f"1390013900{n}"), sender=sender)
        for n, sender in enumerate(SENDERS)
    ]
    task = VerificationTask.objects.get()
    assert Order.objects.count() == 1
    notes = [one for one in timeline(task.order) if one.move == "note"]
    assert [SENDERS[n + 1] in (one.open_sealed("said") or "") for n, one in enumerate(notes)] == [
        *[True] * 4
    ]
    answer_task(worker, task_id=task.pk, said=CheckAnswer(CheckOutcome.RULED_OUT))
    assert [states(one) for one in lists] == [["answered"]] * 5
    assert Order.objects.get().state == "closed"


def test_two_open_tasks_of_one_person_are_refused_by_the_database(
    world: World, leader: Actor, wang: Resident
) -> None:
    taken(world, leader, line("王小明", number(7)))
    task = VerificationTask.objects.get()
    other = Order.objects.get()
    other.pk, other.number = new_id(), "20260304-9999"
    other.save(force_insert=True)
    task.pk, task.order = other.pk, other
    with pytest.raises(IntegrityError, match="one_open_task"), transaction.atomic():
        task.save(force_insert=True)


def test_listed_again_after_an_answer_it_is_a_new_task_that_shows_earlier_contacts(
    world: World,
    leader: Actor,
    worker: Actor,
    wang: Resident,
    noon: time_machine.Traveller,
) -> None:
    taken(world, leader, line("王小明", number(7)))
    task = VerificationTask.objects.get()
    call = ContactSaid(new_id(), ContactWay.CALL, reached=True, text="已说明")
    note_contact(worker, task_id=task.pk, said=call)
    answer_task(worker, task_id=task.pk, said=CheckAnswer(CheckOutcome.RULED_OUT))
    noon.shift(timedelta(days=2))
    taken(world, leader, line("王小明", number(7)), sender="市公安局")
    again = VerificationTask.objects.get(settled_at=None)
    assert again.pk != task.pk
    assert [one.pk for one in contacts_of(again, clock.now())] == [call.id]


def test_two_rows_of_one_list_for_one_person_are_one_task_without_a_note(
    world: World, leader: Actor, wang: Resident
) -> None:
    pushed = taken(world, leader, line("王小明", number(7)), line("王小明", "", "13800138007"))
    assert states(pushed) == ["assigned", "assigned"]
    assert VerificationTask.objects.get().rows.count() == 2
    assert not Order.objects.get().moves.filter(move="note").exists()


def test_the_same_file_is_known_by_its_digest(world: World, leader: Actor, wang: Resident) -> None:
    content = sheet(line("王小明", number(7)))
    first = bring_list(leader, said=said(world), file_name="名单.xlsx", content=content)
    take_in(leader, list_id=first.pk)
    with pytest.raises(ScreeningSameFile):
        bring_list(leader, said=said(world), file_name="改名.xlsx", content=content)


def test_the_same_rows_in_another_file_are_the_same_list(
    world: World, leader: Actor, wang: Resident
) -> None:
    lines = (line("王小明", number(7)), line("外地", number(60)))
    first = taken(world, leader, *lines)
    again = brought(world, leader, *lines, name="另存.csv")
    counts = rehearse(leader, list_id=again.pk)
    assert counts["repeated"]["rows"] == counts["repeated"]["of"] == 2
    assert counts["repeated"]["id"] == str(first.pk)
    with pytest.raises(ScreeningSameFile):
        take_in(leader, list_id=again.pk)
    again.refresh_from_db()
    assert (again.state, again.problem["code"]) == ("failed", "screening.same_file")
    assert PushListRow.objects.count() == 2


def test_a_longer_list_with_rows_known_already_is_taken_and_says_so(
    world: World, leader: Actor, wang: Resident
) -> None:
    taken(world, leader, line("王小明", number(7)))
    more = taken(world, leader, line("王小明", number(7)), line("外地", number(60)))
    assert more.counts["repeated"]["rows"] == 1
    assert VerificationTask.objects.count() == 1


def test_a_corrected_list_takes_the_place_of_the_first(
    world: World, leader: Actor, worker: Actor, wang: Resident
) -> None:
    gone = line("租客甲", number(40), "", "翠竹小区1栋1单元102室")
    first = taken(world, leader, line("王小明", number(7)), gone, line("外地", number(60)))
    kept = VerificationTask.objects.get(resident=wang)
    second = taken(
        world, leader, line("王小明", number(7)), line("外地乙", number(61)), corrects=first.pk
    )
    first.refresh_from_db()
    assert (first.state, states(first)) == ("corrected", ["superseded"] * 3)
    assert states(second) == ["assigned", "not_found"]
    assert row(second).task_id == kept.pk
    assert Order.objects.get(pk=kept.order_id).state == "dispatched"
    other = VerificationTask.objects.exclude(pk=kept.pk).get()
    assert (other.outcome, Order.objects.get(pk=other.order_id).state) == ("", "closed")
    assert other.settled_at is not None
    answer_task(worker, task_id=kept.pk, said=CheckAnswer(CheckOutcome.RULED_OUT))
    assert states(second) == ["answered", "not_found"]


def test_only_an_open_list_of_the_sender_is_corrected(
    world: World, leader: Actor, wang: Resident
) -> None:
    first = taken(world, leader, line("王小明", number(7)))
    with pytest.raises(ScreeningCorrectsUnfit):
        brought(world, leader, line("李四", number(8)), corrects=first.pk, sender="市公安局")
    PushListRow.objects.update(
        state="answered", outcome="ruled_out", settled_at=clock.now(), settled_by="某"
    )
    PushList.objects.filter(pk=first.pk).update(state="closed", closed_at=clock.now())
    with pytest.raises(ScreeningCorrectsUnfit):
        brought(world, leader, line("李四", number(8)), corrects=first.pk)
