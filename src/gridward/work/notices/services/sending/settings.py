"""Which adapter a channel has: by the settings of the installation, the one that sends nothing where there are none."""

from pathlib import Path

from django.conf import settings

from gridward.kernel.drill import drill
from gridward.work.notices.services.sending.adapter import NullSender, Sender
from gridward.work.notices.services.sending.robot import RobotSender
from gridward.work.notices.services.sending.sms import SmsSender
from gridward.work.notices.terms import Channel


def sender_of(channel: Channel) -> Sender:
    """The adapter of a channel."""
    if drill() is not None:
        return NullSender()
    if channel is Channel.ROBOT and settings.ROBOT_URL:
        return RobotSender(settings.ROBOT_URL)
    if channel is Channel.SMS and settings.SMS_URL:
        return SmsSender(settings.SMS_URL, _secret())
    return NullSender()


def channels_set_up() -> list[Channel]:
    """The channels by which something leaves."""
    if drill() is not None:
        return []
    told = {Channel.ROBOT: settings.ROBOT_URL, Channel.SMS: settings.SMS_URL}
    return [channel for channel, address in told.items() if address]


def _secret() -> str:
    """The gateway's secret, from a file outside the database."""
    file = settings.SMS_SECRET_FILE
    return Path(file).read_text(encoding="utf-8").strip() if file else ""
