"""Phones: known from the first time they ask, revoked when lost."""

from base64 import b64encode
from datetime import timedelta
from secrets import token_bytes
from uuid import UUID

from django.db import transaction

from gridward.exchange.sync.models import Device
from gridward.exchange.sync.problems import DeviceRevoked
from gridward.exchange.sync.queries.devices import devices_visible_to
from gridward.exchange.sync.terms import SyncAct
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.services.accounts import end_sessions
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import introduce

NOTED_EVERY = timedelta(minutes=5)
SECRET_BYTES = 32


@transaction.atomic
def greet(actor: Actor, account_id: UUID, device_id: UUID, label: str) -> Device:
    """The phone that asks; noted when it is new, and again when it was not seen for a while. Raises DeviceRevoked."""
    now = clock.now()
    device = Device.objects.filter(pk=device_id).first()
    if device is None:
        return _enter(actor, account_id, device_id, label)
    if device.revoked_at or device.account_id != account_id:
        raise DeviceRevoked
    if now - device.seen_at > NOTED_EVERY or device.label != label:
        device.seen_at, device.label = now, label
        device.save(update_fields=["seen_at", "label"])
    return device


@transaction.atomic
def secret_of(actor: Actor, account_id: UUID, device_id: UUID, label: str) -> str:
    """32 random bytes of the phone (base64), made at first need, to its signed-in owner alone. Raises DeviceRevoked."""
    greet(actor, account_id, device_id, label)
    device = Device.objects.select_for_update().get(pk=device_id)
    known = device.open_sealed("secret")
    if known:
        return known
    secret = b64encode(token_bytes(SECRET_BYTES)).decode()
    device.set_sealed("secret", secret)
    device.save(update_fields=["secret"])
    return secret


@transaction.atomic
def revoke(actor: Actor, *, device_id: UUID) -> Device:
    """A phone is lost: it is told to wipe itself when it asks again, and its sessions end. Raises NotFound."""
    device = devices_visible_to(actor).select_for_update().filter(pk=device_id).first()
    if device is None:
        raise NotFound
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = clock.now(), actor.name
        device.set_sealed("secret", None)
        device.save(update_fields=["revoked_at", "revoked_by", "secret"])
        end_sessions(device.account_id)
        record(actor, SyncAct.DEVICE_REVOKED, _about(device), name=device.account_name)
    return device


def is_revoked(device_id: UUID) -> bool:
    """Whether a phone was reported lost; asked by the phone itself, whose session has ended with that."""
    introduce(device_id)
    return Device.objects.filter(pk=device_id, revoked_at__isnull=False).exists()


def _enter(actor: Actor, account_id: UUID, device_id: UUID, label: str) -> Device:
    device = Device(pk=device_id, label=label, seen_at=clock.now(), street_id=actor.street_id)
    device.account_id, device.account_name = account_id, actor.name
    device.save(force_insert=True)
    record(actor, SyncAct.DEVICE_ADDED, _about(device), name=actor.name)
    return device


def _about(device: Device) -> About:
    return About(Device._meta.db_table, device.pk)
