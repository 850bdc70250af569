"""Phones themselves."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.exchange.sync.models import Device
from gridward.kernel.http import Shape

Label = Annotated[str, StringConstraints(max_length=120)]
"""Which kind of phone it is."""


class PhoneLimitsOut(Shape):
    """Figures of the installation: wrong PINs, days without contact, minutes in the background."""

    wrong_pins: int
    days_without_contact: int
    minutes_until_locked: int


class SecretIn(Schema):
    """Which kind of phone asks."""

    label: Label = ""


class SecretOut(Shape):
    """32 random bytes of the phone, base64."""

    secret: str


class DeviceOut(Shape):
    """A phone."""

    id: UUID
    account_name: str
    label: str
    first_seen_at: datetime
    seen_at: datetime
    revoked_at: datetime | None
    revoked_by: str

    @classmethod
    def of(cls, row: Device) -> "DeviceOut":
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})
