"""The key by which phones of one gate know that a code was shown by a phone of that gate."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time
from gridward.work.handovers.models import HandoverKey

_SIZE = 32


def gate_keys(gate_ids: list[UUID]) -> dict[UUID, str]:
    """The key of each gate, 32 bytes in hexadecimal: told to whoever may keep the gate alone."""
    key = _key() if gate_ids else b""
    return {one: hmac.new(key, one.bytes, hashlib.sha256).hexdigest() for one in gate_ids}


@transaction.atomic
def _key() -> bytes:
    row = HandoverKey.objects.order_by("made_at").first()
    if row is None:
        one_at_a_time("handovers.key")
        row = HandoverKey.objects.order_by("made_at").first() or _made()
    return bytes.fromhex(row.open_sealed("number") or "")


def _made() -> HandoverKey:
    row = HandoverKey(made_at=clock.now())
    row.set_sealed("number", secrets.token_bytes(_SIZE).hex())
    row.save(force_insert=True)
    return row
