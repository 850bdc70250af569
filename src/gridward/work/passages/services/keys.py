"""The key of the installation under which entries are made."""

import secrets

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time
from gridward.work.passages.models import GateKey

KEY_BYTES = 32


@transaction.atomic
def gate_key() -> bytes:
    """The key, 32 bytes; made when it is first asked for. Raises SealBroken."""
    row = GateKey.objects.first()
    if row is None:
        one_at_a_time("passages.key")
        row = GateKey.objects.first() or _made()
    return row.open_sealed_bytes("key") or b""


def _made() -> GateKey:
    row = GateKey(made_at=clock.now())
    row.set_sealed_bytes("key", secrets.token_bytes(KEY_BYTES))
    row.save(force_insert=True)
    return row
