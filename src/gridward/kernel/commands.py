"""Repeating is harmless: a command carries an id from its sender; the second time the first answer comes back."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction

from gridward.kernel.models import Command
from gridward.kernel.problems import Problem


class CommandReused(Problem):
    """One command id came with two different contents."""

    code = "command_reused"
    status = 409


@transaction.atomic
def once(
    command_id: UUID | None,
    account_id: UUID,
    name: str,
    content: Mapping[str, Any],
    act: Callable[[], Mapping[str, Any]],
) -> Mapping[str, Any]:
    """Carry out `act` once per command id and answer what it answered; without an id it is simply done.

    Two senders of the same id at one moment wait for each other. Raises CommandReused when the id was
    used for another account, name or content. A refused act (a Problem) leaves no trace and may be sent again.
    """
    if command_id is None:
        return act()
    digest = hashlib.sha256(orjson.dumps([name, content], option=orjson.OPT_SORT_KEYS)).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(command_id)])
    known = Command.objects.filter(pk=command_id).first()
    if known is None:
        answer = act()
        Command.objects.create(
            id=command_id, account_id=account_id, name=name, digest=digest, answer=answer
        )
        return answer
    if (known.account_id, bytes(known.digest)) != (account_id, digest):
        raise CommandReused(command=command_id)
    return dict(known.answer)
