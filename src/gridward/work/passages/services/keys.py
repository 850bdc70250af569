"""The key of the installation under which entries are made."""

import secrets
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.compiled import Compiled
from gridward.kernel.locks import one_at_a_time
from gridward.work.passages.models import GateKey

KEY_BYTES = 32
_STORED = Compiled(lambda: GateKey.objects.order_by("id").values_list("id", "key")[:1])


def gate_key() -> bytes:
    """The key, 32 bytes; made when it is first asked for. Raises SealBroken."""
    [stored] = _STORED.ask() or [_first()]
    return _opened(*stored)


@lru_cache(maxsize=8)
def _opened(pk: UUID, sealed: bytes) -> bytes:
    """Asked at each search and each passage that a phone writes down; what is sealed anew is opened anew."""
    return GateKey(pk=pk, key=sealed).open_sealed_bytes("key") or b""


@transaction.atomic
def _first() -> tuple[UUID, bytes]:
    """Made by one of those who ask at once."""
    one_at_a_time("passages.key")
    row = GateKey.objects.first() or _made()
    return row.pk, bytes(row.key)


def _made() -> GateKey:
    row = GateKey(made_at=clock.now())
    row.set_sealed_bytes("key", secrets.token_bytes(KEY_BYTES))
    row.save(force_insert=True)
    return row
