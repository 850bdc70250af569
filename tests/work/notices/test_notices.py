"""Notices are written by those who lead, for their grids; read by the service; answered by households and units."""

from datetime import timedelta
from typing import Any

import pytest

from gridward.ground.audit.models import Export
from gridward.ground.audit.problems import ExportReasonMissing
from gridward.ground.register.models import ResidentPhone
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.codes.phone import parse
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.notices.models import Delivery, Notice, ServiceGroup
from gridward.work.notices.problems import (
    ChannelByHand,
    DeliveryUnderWay,
    NobodyToSend,
    NoticeEmpty,
    NoticeNowhere,
    NoticeOver,
    NoticeTimesTurned,
    NoticeUnknown,
    NoticeWithdrawn,
    ReceiptNotAsked,
    RobotUnfit,
)
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.queries.notices import (
    NoticeFilter,
    at_each_grid,
    notice_of,
    notices,
    public_notice,
    waiting_for,
)
from gridward.work.notices.services.delivering import text_of
from gridward.work.notices.services.notices import make_notice, read_notice, withdraw_notice
from gridward.work.notices.services.planning import done_by_hand, send_again, send_notice
from gridward.work.notices.services.posters import poster
from gridward.work.notices.services.receipts import note_receipts
from gridward.work.notices.services.robots import set_robot
from gridward.work.notices.terms import (
    Channel,
    DeliveryState,
    NoticeSaid,
    Platform,
    ReceiptWay,
    Subject,
    SubjectKind,
    Whom,
)
from tests.work.notices.acts import group, home, joins, shop
from tests.world import World

pytestmark = pytest.mark.django_db


def notice(world: World, actor: Actor, *grids: str, **given: Any) -> Notice:
    now = clock.now()
    said = {
        "title": "停电通知",
        "text": "今晚八点到十点停电。",
        "grid_ids": tuple(world.grids[one].pk for one in grids or ("a1",)),
        "begins_at": now,
        "ends_at": now + timedelta(days=2),
        **given,
    }
    return make_notice(actor, notice_id=new_id(), said=NoticeSaid(**said))


def robot(world: World, actor: Actor) -> ServiceGroup:
    row = group(world, actor, platform=Platform.WECOM)
    return set_robot(actor, group_id=row.pk, version=1, key="https://x/send?key=abc-12345")


@pytest.mark.parametrize("name", ["leader_a", "first_a", "chief", "command"])
def test_who_leads_writes_notices(world: World, name: str) -> None:
    row = notice(world, world.actor(name), "a1", "a2", title=" 停电 ")
    assert (row.title, row.grids.count(), row.made_by) == ("停电", 2, f"测试{name}")


@pytest.mark.parametrize(
    ("name", "grid", "refusal"),
    [
        ("worker_a1", "a1", NotAllowed),
        ("health_a", "a1", NotAllowed),
        ("discipline", "a1", NotAllowed),
        ("leader_a", "b1", NotFound),
        ("chief_f", "a1", NotFound),
    ],
)
def test_nobody_else_does(world: World, name: str, grid: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        notice(world, world.actor(name), grid)


def test_what_is_written_is_whole(world: World, leader: Actor) -> None:
    now = clock.now()
    with pytest.raises(NoticeEmpty):
        notice(world, leader, text="  ")
    with pytest.raises(NoticeTimesTurned):
        notice(world, leader, ends_at=now)
    with pytest.raises(NoticeTimesTurned):
        notice(world, leader, begins_at=now - timedelta(days=9), ends_at=now - timedelta(days=1))
    elsewhere = world.dwellings["b1-1-101"].building_id
    with pytest.raises(NoticeNowhere):
        notice(world, leader, buildings=(elsewhere,))
    with pytest.raises(NoticeNowhere):
        notice(world, leader, units=(world.dwellings["b1-1-101"].unit_id,))


def test_sent_twice_it_is_there_once(world: World, leader: Actor) -> None:
    row = notice(world, leader)
    again = NoticeSaid("x", "y", (world.grids["a1"].pk,), row.begins_at, row.ends_at)
    assert make_notice(leader, notice_id=row.pk, said=again).title == "停电通知"
    assert Notice.objects.count() == 1


def test_it_is_read_at_its_grids_while_it_holds(world: World, leader: Actor) -> None:
    row = notice(world, leader, "a1")
    later = notice(world, leader, "a1", begins_at=clock.now() + timedelta(days=1))
    now = NoticeFilter(clock.now())
    worker = world.actor("worker_a1")
    assert [one.pk for one in notices(worker, now)] == [row.pk]
    assert {one.pk for one in notices(worker, NoticeFilter())} == {row.pk, later.pk}
    assert not notices(world.actor("worker_a2"), NoticeFilter()).exists()
    withdraw_notice(leader, notice_id=row.pk, version=1)
    assert not notices(worker, now).exists()
    with pytest.raises(NoticeWithdrawn):
        withdraw_notice(leader, notice_id=row.pk, version=2)


def test_a_version_settles_who_was_first(world: World, leader: Actor) -> None:
    row = notice(world, leader)
    with pytest.raises(Stale):
        withdraw_notice(leader, notice_id=row.pk, version=2)


def test_who_may_not_send_at_each_of_its_grids_does_not_withdraw(world: World) -> None:
    row = notice(world, world.actor("chief"), "a1", "b1")
    with pytest.raises(NotFound):
        withdraw_notice(world.actor("leader_a"), notice_id=row.pk, version=1)


def test_reading_is_noted_once_of_whoever_works_there(world: World, leader: Actor) -> None:
    row, worker = notice(world, leader), world.actor("worker_a1")
    assert not notice_of(worker, row.pk).is_read
    for _ in range(2):
        read_notice(worker, notice_id=row.pk)
    assert notice_of(worker, row.pk).is_read
    [told] = at_each_grid(leader, row)
    assert told.readers == ("测试worker_a1",)
    with pytest.raises(NotAllowed):
        read_notice(world.actor("discipline"), notice_id=row.pk)
    with pytest.raises(NotFound):
        read_notice(world.actor("worker_a2"), notice_id=row.pk)


def test_for_whom_a_notice_is(world: World, worker: Actor, leader: Actor) -> None:
    inside, outside = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-2-101", "李")
    joins(worker, group(world, worker), inside)
    unit = shop(world, worker)

    def told(**given: Any) -> tuple[set[Any], set[Any]]:
        row = notice(world, leader, **given)
        return tuple(set(audience(row, kind).values_list("pk", flat=True)) for kind in SubjectKind)  # type: ignore[return-value]

    both = {inside.pk, outside.pk}
    assert told() == (both, {unit.pk})
    assert told(whom=Whom.HOUSEHOLDS) == (both, set())
    assert told(whom=Whom.ORGANISATIONS) == (set(), {unit.pk})
    assert told(whom=Whom.UNREACHED) == ({outside.pk}, set())
    building = (world.dwellings["a1-1-101"].building_id,)
    assert told(buildings=building) == (both, set())
    assert told(kinds=("school",)) == (both, set())


def test_receipts_are_of_whom_it_is_for(world: World, worker: Actor, leader: Actor) -> None:
    house, other = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-2-101", "李四")
    row = notice(world, leader, asks_receipt=True)
    kind = SubjectKind.HOUSEHOLD
    said = [Subject(kind, house.pk)]
    assert note_receipts(worker, notice_id=row.pk, subjects=said, way=ReceiptWay.CHAT) == 1
    assert note_receipts(worker, notice_id=row.pk, subjects=said, way=ReceiptWay.DOOR) == 0
    assert [one.pk for one in waiting_for(worker, row, kind)] == [other.pk]
    [told] = at_each_grid(leader, row)
    assert (told.households, told.receipts) == (2, 1)
    foreign = home(world, world.actor("worker_a2"), "a2-1-101", "王五")
    with pytest.raises(NotFound):
        note_receipts(
            leader, notice_id=row.pk, subjects=[Subject(kind, foreign.pk)], way=ReceiptWay.CHAT
        )
    health = world.actor("health_a")
    with pytest.raises(NotAllowed):
        note_receipts(health, notice_id=row.pk, subjects=said, way=ReceiptWay.CHAT)
    quiet = notice(world, leader)
    with pytest.raises(ReceiptNotAsked):
        note_receipts(worker, notice_id=quiet.pk, subjects=said, way=ReceiptWay.CHAT)


def test_a_robot_is_of_a_wecom_group_and_its_key_is_sealed(world: World, leader: Actor) -> None:
    row = robot(world, leader)
    assert row.open_sealed("robot") == "abc-12345"
    assert b"abc-12345" not in bytes(row.robot or b"")
    with pytest.raises(RobotUnfit):
        set_robot(leader, group_id=row.pk, version=2, key="http://elsewhere.example/?a=b")
    assert set_robot(leader, group_id=row.pk, version=2, key="").robot is None
    wechat = group(world, leader, name="微信群")
    with pytest.raises(RobotUnfit):
        set_robot(leader, group_id=wechat.pk, version=1, key="abc-12345")
    with pytest.raises(NotAllowed):
        set_robot(world.actor("worker_a1"), group_id=row.pk, version=3, key="abc-12345")


def test_each_receiver_has_one_delivery_a_channel(world: World, leader: Actor) -> None:
    row = notice(world, leader)
    with pytest.raises(NobodyToSend):
        send_notice(leader, notice_id=row.pk, channel=Channel.ROBOT)
    robot(world, leader)
    assert len(send_notice(leader, notice_id=row.pk, channel=Channel.ROBOT)) == 1
    assert send_notice(leader, notice_id=row.pk, channel=Channel.ROBOT) == []
    with pytest.raises(ChannelByHand):
        send_notice(leader, notice_id=row.pk, channel=Channel.TEXT)
    with pytest.raises(NotAllowed):
        send_notice(world.actor("worker_a1"), notice_id=row.pk, channel=Channel.ROBOT)


def test_numbers_leave_by_the_guard_of_exports(world: World, worker: Actor, leader: Actor) -> None:
    house = home(world, worker, "a1-1-101", "张三")
    home(world, worker, "a1-2-101", "李四")
    phone = ResidentPhone(
        resident=house.residents.get(), grid=house.grid, street_id=house.street_id
    )
    phone.set_phone(parse("13800138000"))
    phone.save()
    row = notice(world, leader)
    with pytest.raises(ExportReasonMissing):
        send_notice(leader, notice_id=row.pk, channel=Channel.SMS)
    [made] = send_notice(leader, notice_id=row.pk, channel=Channel.SMS, reason="停电紧急通知")
    assert Delivery.objects.get(pk=made).household_id == house.pk
    export = Export.objects.get(kind="notice_sms")
    assert (export.rows, export.masked, export.reason) == (1, False, "停电紧急通知")


def test_what_is_over_or_under_way_is_not_sent(world: World, leader: Actor) -> None:
    robot(world, leader)
    row = notice(world, leader)
    [made] = send_notice(leader, notice_id=row.pk, channel=Channel.ROBOT)
    with pytest.raises(DeliveryUnderWay):
        send_again(leader, delivery_id=made)
    Delivery.objects.update(state=DeliveryState.UNSURE, tries=6)
    assert send_again(leader, delivery_id=made) == made
    told = Delivery.objects.get()
    assert (told.state, told.tries) == ("waiting", 0)
    Notice.objects.update(
        begins_at=clock.now() - timedelta(days=2), ends_at=clock.now() - timedelta(days=1)
    )
    with pytest.raises(NoticeOver):
        send_notice(leader, notice_id=row.pk, channel=Channel.ROBOT)


def test_what_is_done_by_hand_is_noted_once(world: World, worker: Actor, leader: Actor) -> None:
    row, own = notice(world, leader), group(world, worker)
    a1 = world.grids["a1"].pk
    for _ in range(2):
        done_by_hand(worker, notice_id=row.pk, channel=Channel.TEXT, grid_id=a1, group_id=own.pk)
    done_by_hand(worker, notice_id=row.pk, channel=Channel.POSTER, grid_id=a1)
    [told] = at_each_grid(leader, row)
    assert dict(told.deliveries) == {("text", "sent"): 1, ("poster", "sent"): 1}
    with pytest.raises(ChannelByHand):
        done_by_hand(worker, notice_id=row.pk, channel=Channel.SMS, grid_id=a1)
    with pytest.raises(NotFound):
        done_by_hand(leader, notice_id=row.pk, channel=Channel.POSTER, grid_id=world.grids["a2"].pk)


def test_anybody_with_the_code_reads_what_holds(world: World, leader: Actor) -> None:
    row = notice(world, leader, title_en="Power cut", text_en="From eight to ten.")
    told = public_notice(row.code)
    assert (told.title, told.text_en, told.place) == ("停电通知", "From eight to ten.", "西湖街道")
    for code in ("", row.code[:-1], "x" * 20):
        with pytest.raises(NoticeUnknown):
            public_notice(code)
    withdraw_notice(leader, notice_id=row.pk, version=1)
    with pytest.raises(NoticeUnknown):
        public_notice(row.code)


def test_the_text_to_paste_has_everything(world: World, leader: Actor) -> None:
    row = notice(world, leader, title_en="Power", text_en="Cut.", asks_receipt=True)
    assert text_of(row).splitlines() == [
        *("【停电通知】", "今晚八点到十点停电。", "", "Power", "Cut."),
        *("", "看到请回复“收到”。"),
    ]


@pytest.mark.parametrize("address", ["", "https://grid.example.gov.cn"])
def test_a_poster_is_printed_with_a_code_or_without(
    world: World, leader: Actor, address: str
) -> None:
    row = notice(world, leader, text="#panic()\n第二段")
    made = poster(leader, notice_id=row.pk, address=address)
    assert made.content.startswith(b"%PDF")
    assert made.file_name == "通知海报_停电通知.pdf"


def test_a_notice_for_a_stairwell_is_for_its_households(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    near, _ = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-2-101", "李四")
    row = notice(world, leader, units=(world.dwellings["a1-1-101"].unit_id,))
    assert [one.pk for one in audience(row, SubjectKind.HOUSEHOLD)] == [near.pk]
