"""Adapters against a server on this machine: up, down, slow, refusing, gone without a word; by default none."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from gridward.kernel.ids import new_id
from gridward.work.notices.services.sending import NullSender, RobotSender, SmsSender, sender_of
from gridward.work.notices.services.sending.robot import LARGEST_BYTES
from gridward.work.notices.services.sending.settings import channels_set_up
from gridward.work.notices.terms import Channel, Message, SendOutcome, Sent
from tests.work.notices.gateway import Gateway, gateway

MESSAGE = Message(new_id(), "今晚停电")
NOWHERE = "http://127.0.0.1:9/send"


@pytest.fixture
def other() -> Iterator[Gateway]:
    with gateway() as one:
        yield one


def by_sms(other: Gateway) -> Sent:
    return SmsSender(other.url, "s", other.patience).send("+8613800138000", MESSAGE)


def by_robot(other: Gateway, message: Message = MESSAGE) -> Sent:
    return RobotSender(other.url, other.patience).send("k-1/2", message)


def test_a_gateway_gets_id_number_text_and_secret(other: Gateway) -> None:
    assert by_sms(other) == Sent(SendOutcome.SENT, "HTTP 200")
    assert other.asked == [{"id": str(MESSAGE.id), "phone": "+8613800138000", "text": "今晚停电"}]
    assert other.secrets == ["Bearer s"]


def test_a_robot_gets_the_text_under_its_key(other: Gateway) -> None:
    assert by_robot(other) == Sent(SendOutcome.SENT)
    assert other.asked == [{"msgtype": "text", "text": {"content": "今晚停电"}}]
    assert other.paths == ["/send?key=k-1%2F2"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (202, SendOutcome.SENT),
        (409, SendOutcome.SENT),
        (400, SendOutcome.REFUSED),
        (401, SendOutcome.REFUSED),
        (302, SendOutcome.REFUSED),
        (429, SendOutcome.AGAIN),
        (500, SendOutcome.AGAIN),
        (503, SendOutcome.AGAIN),
    ],
)
def test_what_a_gateway_says(other: Gateway, status: int, outcome: SendOutcome) -> None:
    other.status = status
    assert by_sms(other).outcome is outcome
    assert other.paths == ["/send"], "a redirect is not followed"


@pytest.mark.parametrize(
    ("status", "answer", "outcome"),
    [
        (200, {"errcode": 45009, "errmsg": "too often"}, SendOutcome.AGAIN),
        (200, {"errcode": -1}, SendOutcome.AGAIN),
        (200, {"errcode": 93000}, SendOutcome.REFUSED),
        (200, {}, SendOutcome.UNSURE),
        (200, {"errcode": "0"}, SendOutcome.UNSURE),
        (429, {}, SendOutcome.AGAIN),
        (503, {}, SendOutcome.AGAIN),
        (500, {}, SendOutcome.UNSURE),
        (404, {}, SendOutcome.REFUSED),
    ],
)
def test_what_the_platform_of_robots_says(
    other: Gateway, status: int, answer: dict[str, object], outcome: SendOutcome
) -> None:
    other.status, other.answer = status, answer
    assert by_robot(other).outcome is outcome


@pytest.mark.parametrize("trouble", ["slow", "gone"])
def test_silence_after_sending_says_nothing(other: Gateway, trouble: str) -> None:
    """A robot's message may be there; a gateway that knows ids is simply asked again."""
    other.trouble = trouble
    assert by_robot(other).outcome is SendOutcome.UNSURE
    assert by_sms(other).outcome is SendOutcome.AGAIN


def test_what_could_not_leave_is_tried_again() -> None:
    assert SmsSender(NOWHERE, "").send("1", MESSAGE).outcome is SendOutcome.AGAIN
    assert RobotSender(NOWHERE).send("k", MESSAGE).outcome is SendOutcome.AGAIN


def test_a_long_text_is_cut_between_characters(other: Gateway) -> None:
    by_robot(other, Message(new_id(), "停" * 1000))
    text = other.asked[0]["text"]["content"]
    assert text == "停" * (LARGEST_BYTES // 3)


def test_by_default_nothing_leaves(settings: Settings) -> None:
    assert (settings.ROBOT_URL, settings.SMS_URL) == ("", "")
    for channel in (Channel.ROBOT, Channel.SMS):
        sender = sender_of(channel)
        assert isinstance(sender, NullSender)
        assert sender.send("k", MESSAGE) == Sent(SendOutcome.OFF)
    assert channels_set_up() == []


def test_an_administrator_sets_the_address_and_the_secret_in_a_file(
    settings: Settings, tmp_path: object, other: Gateway
) -> None:
    file = f"{tmp_path}/secret"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write("geheim\n")
    settings.SMS_URL, settings.SMS_SECRET_FILE, settings.ROBOT_URL = other.url, file, other.url
    assert sender_of(Channel.SMS).send("1", MESSAGE).outcome is SendOutcome.SENT
    assert other.secrets == ["Bearer geheim"]
    assert isinstance(sender_of(Channel.ROBOT), RobotSender)
    assert channels_set_up() == [Channel.ROBOT, Channel.SMS]
