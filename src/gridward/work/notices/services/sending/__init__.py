"""Adapters of what sends: one try each, to the one address that an administrator has set; by default nothing leaves."""

from gridward.work.notices.services.sending.adapter import NullSender, Sender
from gridward.work.notices.services.sending.robot import RobotSender
from gridward.work.notices.services.sending.settings import sender_of
from gridward.work.notices.services.sending.sms import SmsSender

__all__ = ["NullSender", "RobotSender", "Sender", "SmsSender", "sender_of"]
