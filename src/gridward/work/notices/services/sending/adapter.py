"""What every adapter is, and the one that sends nothing."""

from typing import Protocol

from gridward.work.notices.terms import Message, SendOutcome, Sent


class Sender(Protocol):
    """Sends a message to an address of its own kind: a robot's key, a phone number.

    `knows_ids`: the other side takes a message with the same id once, so that repeating is harmless.
    """

    knows_ids: bool

    def send(self, to: str, message: Message) -> Sent:
        """One try; never raises for what the network or the other side does."""
        ...


class NullSender:
    """The twin that sends nothing: what every installation has until an administrator sets an address."""

    knows_ids = True

    def send(self, to: str, message: Message) -> Sent:
        """Nothing leaves."""
        return Sent(SendOutcome.OFF)
