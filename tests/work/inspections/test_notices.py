"""Notices are handed over once, answered, and numbered by street and year."""

import pytest
import time_machine

from gridward.ground.register.models import Organisation
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.inspections.models import RectificationNotice
from gridward.work.inspections.problems import (
    InspectionTextMissing,
    InspectionTimeAhead,
    NoticeDelivered,
    NoticeRecipientMissing,
    NoticeWitnessMissing,
)
from gridward.work.inspections.queries.notices import (
    NoticeFilter,
    notice_of,
    notices,
    number_of,
)
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.services.notices import answer_notice, deliver_notice
from gridward.work.inspections.terms import DeliverySaid, RectificationReceipt, RectificationWay
from gridward.work.workorders.queries.told import timeline
from tests.work.inspections.acts import noticed, rechecked, site
from tests.work.workorders.acts import moved
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(worker: Actor, organisation: Organisation) -> RectificationNotice:
    return noticed(worker, organisation)


def handed(**words: object) -> DeliverySaid:
    plain = {
        "way": RectificationWay.IN_PERSON,
        "to": "王强",
        "receipt": RectificationReceipt.SIGNED,
        "at": clock.now(),
    }
    return DeliverySaid(**{**plain, **words})  # type: ignore[arg-type]


def test_a_notice_is_handed_over_once(worker: Actor, notice: RectificationNotice) -> None:
    made = deliver_notice(worker, notice_id=notice.pk, said=handed(role="项目经理"))
    assert unsealed(made) == {"to": "王强", "role": "项目经理", "witness": ""}
    assert b"\xe7\x8e\x8b" not in bytes(made.said)
    with pytest.raises(NoticeDelivered):
        deliver_notice(worker, notice_id=notice.pk, said=handed())


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"to": " "}, NoticeRecipientMissing),
        ({"receipt": RectificationReceipt.REFUSED}, NoticeWitnessMissing),
        (
            {"way": RectificationWay.LEFT, "receipt": RectificationReceipt.NONE},
            NoticeWitnessMissing,
        ),
        ({"way": RectificationWay.LEFT, "witness": "李四"}, NoticeWitnessMissing),
    ],
)
def test_a_delivery_says_to_whom_and_who_saw_it(
    worker: Actor,
    notice: RectificationNotice,
    words: dict[str, object],
    problem: type[Exception],
) -> None:
    with pytest.raises(problem):
        deliver_notice(worker, notice_id=notice.pk, said=handed(**words))


def test_a_delivery_lies_behind(
    worker: Actor, notice: RectificationNotice, morning: time_machine.Traveller
) -> None:
    said = handed()
    morning.shift(-600)
    with pytest.raises(InspectionTimeAhead):
        deliver_notice(worker, notice_id=notice.pk, said=said)


def test_what_is_left_with_a_witness_is_handed_over(
    worker: Actor, notice: RectificationNotice
) -> None:
    said = handed(way=RectificationWay.LEFT, receipt=RectificationReceipt.REFUSED, witness="李四")
    deliver_notice(worker, notice_id=notice.pk, said=said)
    assert notice_of(worker, notice.pk).delivery.receipt == RectificationReceipt.REFUSED


def test_a_reply_stands_with_the_notice_and_the_order_has_a_note(
    worker: Actor, notice: RectificationNotice
) -> None:
    with pytest.raises(InspectionTextMissing):
        answer_notice(worker, notice_id=notice.pk, name="王强", text=" ")
    answer_notice(worker, notice_id=notice.pk, name="王强", text="测温岗已两班值守")
    [reply] = notice_of(worker, notice.pk).replies.all()
    assert unsealed(reply)["text"] == "测温岗已两班值守"
    note = timeline(notice.order)[-1]
    assert note.move == "note"
    assert number_of(notice) in (note.open_sealed("said") or "")


def test_numbers_go_by_street_and_year(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    numbers = [number_of(noticed(worker, site(world, name=f"工地{n}"))) for n in range(3)]
    assert [one[-2:] for one in numbers] == ["1号", "2号", "3号"]
    there = noticed(world.actor("worker_f1"), site(world, "f1"))
    assert number_of(there) == "广润门街道整改〔2026〕1号"
    morning.move_to("2027-01-04T01:00:00Z")
    assert number_of(noticed(worker, site(world, name="工地9"))) == "西湖街道整改〔2027〕1号"


def test_the_last_hours_of_a_year_are_of_the_streets_year(
    world: World, worker: Actor, morning: time_machine.Traveller
) -> None:
    morning.move_to("2026-12-31T17:00:00Z")
    assert number_of(noticed(worker, site(world))) == "西湖街道整改〔2027〕1号"


def test_lists_show_what_is_under_way_and_ones_own_grids(
    world: World, worker: Actor, notice: RectificationNotice
) -> None:
    under_way = NoticeFilter(under_way=True)
    assert list(notices(worker, under_way)) == [notice]
    assert list(notices(world.actor("worker_b1"), NoticeFilter())) == []
    with pytest.raises(NotFound):
        notice_of(world.actor("worker_b1"), notice.pk)
    moved(world, "leader_a", notice.order, "dispatch")
    rechecked(worker, notice.pk)
    moved(world, "leader_a", notice.order, "verify")
    moved(world, "leader_a", notice.order, "close")
    assert list(notices(worker, under_way)) == []
    assert list(notices(worker, NoticeFilter(organisation_id=notice.organisation_id))) == [notice]
