"""Deliveries are tried, kept, tried again; whatever happens, a message is shown at most once."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from pytest_django import Settings

from gridward.ground.register.models import ResidentPhone
from gridward.kernel import clock
from gridward.kernel.codes.phone import parse
from gridward.work.notices.jobs import StillWaiting, deliver_notice
from gridward.work.notices.models import Delivery, Notice
from gridward.work.notices.services.delivering import MOST_TRIES, deliver
from gridward.work.notices.services.planning import send_notice
from gridward.work.notices.services.sending import RobotSender, SmsSender
from gridward.work.notices.terms import Channel, DeliveryState, Message, SendOutcome, Sent
from tests.work.notices.acts import home
from tests.work.notices.gateway import Gateway, gateway
from tests.work.notices.test_notices import notice, robot
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Iterator[Gateway]:
    with gateway() as one:
        yield one


@pytest.fixture
def by_robot(world: World) -> UUID:
    leader = world.actor("leader_a")
    robot(world, leader)
    [made] = send_notice(leader, notice_id=notice(world, leader).pk, channel=Channel.ROBOT)
    return made


@pytest.fixture
def by_sms(world: World) -> UUID:
    leader = world.actor("leader_a")
    house = home(world, world.actor("worker_a1"), "a1-1-101", "张三")
    where = {"resident": house.residents.get(), "grid": house.grid, "street_id": house.street_id}
    phone = ResidentPhone(**where)
    phone.set_phone(parse("13800138000"))
    phone.save()
    row = notice(world, leader)
    [made] = send_notice(leader, notice_id=row.pk, channel=Channel.SMS, reason="停电紧急通知")
    return made


def robots(other: Gateway) -> RobotSender:
    return RobotSender(other.url, other.patience)


def texts(other: Gateway) -> SmsSender:
    return SmsSender(other.url, "s", other.patience)


def test_what_arrived_is_sent_and_not_sent_again(by_robot: UUID, other: Gateway) -> None:
    assert deliver(by_robot, robots(other)) is DeliveryState.SENT
    assert deliver(by_robot, robots(other)) is DeliveryState.SENT
    assert len(other.asked) == 1
    row = Delivery.objects.get()
    assert (row.tries, row.sent_at is not None) == (1, True)


def test_a_household_gets_its_number_without_an_extension(by_sms: UUID, other: Gateway) -> None:
    assert deliver(by_sms, texts(other)) is DeliveryState.SENT
    [asked] = other.asked
    assert (asked["phone"], asked["id"]) == ("+8613800138000", str(by_sms))


def test_what_is_down_is_tried_so_often_and_has_failed_then(by_robot: UUID) -> None:
    down = RobotSender("http://127.0.0.1:9/send")
    states = [deliver(by_robot, down) for _ in range(MOST_TRIES + 1)]
    assert states == [DeliveryState.WAITING] * (MOST_TRIES - 1) + [DeliveryState.FAILED] * 2
    assert Delivery.objects.get().tries == MOST_TRIES


def test_a_refusal_is_final_and_says_why(by_robot: UUID, other: Gateway) -> None:
    other.answer = {"errcode": 93000}
    assert deliver(by_robot, robots(other)) is DeliveryState.REFUSED
    assert Delivery.objects.get().answer == "errcode 93000"


@pytest.mark.parametrize("trouble", ["slow", "gone"])
def test_a_robot_that_says_nothing_is_not_asked_again(
    by_robot: UUID, other: Gateway, trouble: str
) -> None:
    other.trouble = trouble
    assert deliver(by_robot, robots(other)) is DeliveryState.UNSURE
    other.trouble = ""
    assert deliver(by_robot, robots(other)) is DeliveryState.UNSURE
    assert len(other.asked) == 1


class _DiesAfterSending:
    """The worker is killed when the message has left."""

    def __init__(self, inner: RobotSender | SmsSender) -> None:
        self._inner = inner
        self.knows_ids = inner.knows_ids

    def send(self, to: str, message: Message) -> Sent:
        self._inner.send(to, message)
        raise KeyboardInterrupt


def test_after_a_crash_a_robots_message_is_shown_once(by_robot: UUID, other: Gateway) -> None:
    with pytest.raises(KeyboardInterrupt):
        deliver(by_robot, _DiesAfterSending(robots(other)))
    assert Delivery.objects.get().state == DeliveryState.SENDING
    assert deliver(by_robot, robots(other)) is DeliveryState.UNSURE
    assert len(other.asked) == len(other.shown) == 1


def test_after_a_crash_a_gateway_gets_the_same_id(by_sms: UUID, other: Gateway) -> None:
    with pytest.raises(KeyboardInterrupt):
        deliver(by_sms, _DiesAfterSending(texts(other)))
    assert deliver(by_sms, texts(other)) is DeliveryState.SENT
    assert (len(other.asked), len(other.shown)) == (2, 1)


class _Scripted:
    """Answers as it is told, and counts what people see."""

    def __init__(self, knows_ids: bool, outcomes: list[SendOutcome | None]) -> None:
        self.knows_ids = knows_ids
        self._outcomes = outcomes
        self.seen: set[UUID] | list[UUID] = set() if knows_ids else []

    def send(self, to: str, message: Message) -> Sent:
        outcome = self._outcomes.pop(0)
        if outcome in (SendOutcome.SENT, SendOutcome.UNSURE, None):
            self.seen.add(message.id) if isinstance(self.seen, set) else self.seen.append(
                message.id
            )
        if outcome is None:
            raise KeyboardInterrupt
        return Sent(outcome)


HAPPENS = st.one_of(st.none(), st.sampled_from(list(SendOutcome)))


@tuned(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.lists(HAPPENS, min_size=12, max_size=12))
def test_whatever_happens_people_see_it_at_most_once(
    by_robot: UUID, knows_ids: bool, outcomes: list[SendOutcome | None]
) -> None:
    Delivery.objects.update(state=DeliveryState.WAITING, tries=0)
    sender = _Scripted(knows_ids, outcomes)
    for _ in range(8):
        try:
            deliver(by_robot, sender)
        except KeyboardInterrupt:
            continue
    assert len(sender.seen) <= 1
    if Delivery.objects.get().state == DeliveryState.SENT:
        assert len(sender.seen) == 1


def test_a_notice_that_is_over_or_has_no_number_is_not_sent(by_sms: UUID, other: Gateway) -> None:
    ResidentPhone.objects.all().delete()
    assert deliver(by_sms, texts(other)) is DeliveryState.REFUSED
    Delivery.objects.update(state=DeliveryState.WAITING)
    Notice.objects.update(withdrawn_at=clock.now() - timedelta(minutes=1))
    assert deliver(by_sms, texts(other)) is DeliveryState.REFUSED
    assert other.asked == []


def test_where_nothing_is_set_up_the_delivery_says_so(by_robot: UUID) -> None:
    deliver_notice(str(by_robot))
    assert Delivery.objects.get().state == DeliveryState.OFF


def test_the_job_is_tried_again_while_it_waits(
    by_robot: UUID, other: Gateway, settings: Settings
) -> None:
    settings.ROBOT_URL = other.url
    other.status = 503
    with pytest.raises(StillWaiting):
        deliver_notice(str(by_robot))
    other.status = 200
    deliver_notice(str(by_robot))
    assert Delivery.objects.get().state == DeliveryState.SENT
