"""The key of the installation under which entries are made."""

import secrets

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time
from gridward.work.passages.models import GateKey

KEY_BYTES = 32


def gate_key() -> bytes:
    """The key, 32 bytes; made when it is first asked for. Raises SealBroken."""
    row = GateKey.objects.first() or _first()
    return row.open_sealed_bytes("key") or b""


@transaction.atomic
def _first() -> GateKey:
    """Made by one of those who ask at once."""
    one_at_a_time("passages.key")
    return GateKey.objects.first() or _made()


def _made() -> GateKey:
    row = GateKey(made_at=clock.now())
    row.set_sealed_bytes("key", secrets.token_bytes(KEY_BYTES))
    row.save(force_insert=True)
    return row
