"""The key that codes of passes are signed with, and codes made with it."""

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.locks import one_at_a_time
from gridward.work.checkpoints.models import Pass, PassKey
from gridward.work.checkpoints.queries.passes import known
from gridward.work.checkpoints.rules.tokens import (
    key_from,
    new_key,
    private_number,
    public_bytes,
    write_token,
)
from gridward.work.checkpoints.terms import PassToken


@transaction.atomic
def signing_key() -> PassKey:
    """The latest key; the first is made when it is asked for."""
    row = PassKey.objects.order_by("-made_at", "-id").first()
    if row is not None:
        return row
    one_at_a_time("checkpoints.key")
    return PassKey.objects.order_by("-made_at", "-id").first() or renew_key()


@transaction.atomic
def renew_key() -> PassKey:
    """A new key signs from now on; codes of earlier ones go on to be read."""
    key = new_key()
    row = PassKey(public=public_bytes(key.public_key()), made_at=clock.now())
    row.set_sealed_bytes("number", private_number(key))
    row.save(force_insert=True)
    return row


def code_of(row: Pass) -> str:
    """The code of the latest print of a pass. Raises SealBroken."""
    number = signing_key().open_sealed_bytes("number") or b""
    one = known(row)
    token = PassToken(one.id, one.kind, one.issue, one.begins, one.ends)
    return write_token(token, key_from(number))
