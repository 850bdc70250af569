"""Repeating is harmless: a command carries an id from its sender; the second time the first answer comes back."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from gridward.kernel.bulk import insert_rows
from gridward.kernel.locks import each_at_a_time, one_at_a_time
from gridward.kernel.models import Command
from gridward.kernel.problems import Problem

_LOCK = "kernel.command"


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
    digest = _digest(name, content)
    one_at_a_time(_LOCK, command_id)
    known = Command.objects.filter(pk=command_id).first()
    if known is None:
        answer = act()
        Command.objects.create(
            id=command_id, account_id=account_id, name=name, digest=digest, answer=answer
        )
        return answer
    answered = _known(known, account_id, digest)
    if isinstance(answered, Problem):
        raise answered
    return answered


@transaction.atomic
def once_together(
    account_id: UUID,
    name: str,
    contents: Mapping[UUID, Mapping[str, Any]],
    act: Callable[[list[UUID]], Mapping[UUID, Mapping[str, Any]]],
) -> Mapping[UUID, Mapping[str, Any] | Problem]:
    """As `once`, of many commands of one name: `act` is given those that are new, and answers each.

    Answers by id what was answered, or CommandReused. The same in four statements, however many they are.
    """
    digests = {one: _digest(name, content) for one, content in contents.items()}
    each_at_a_time(_LOCK, contents)
    known = {row.pk: row for row in Command.objects.filter(pk__among=list(contents))}
    ends: dict[UUID, Mapping[str, Any] | Problem] = {
        one: _known(row, account_id, digests[one]) for one, row in known.items()
    }
    made = act([one for one in contents if one not in known])
    insert_rows(
        [
            Command(id=one, account_id=account_id, name=name, digest=digests[one], answer=answer)
            for one, answer in made.items()
        ]
    )
    return {**ends, **made}


def _digest(name: str, content: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(orjson.dumps([name, content], option=orjson.OPT_SORT_KEYS)).digest()


def _known(row: Command, account_id: UUID, digest: bytes) -> Mapping[str, Any] | Problem:
    if (row.account_id, bytes(row.digest)) != (account_id, digest):
        return CommandReused(command=row.pk)
    return dict(row.answer)
