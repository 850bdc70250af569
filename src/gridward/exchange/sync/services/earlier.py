"""What a phone's own commands before made of a row."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from gridward.exchange.sync.problems import EarlierCommandRefused, EarlierCommandWaits
from gridward.kernel.access import Actor
from gridward.kernel.models import Command

Answer = dict[str, Any]


def answers_before(after: UUID | None, actor: Actor, row: UUID) -> Iterator[Answer]:
    """Answers of the phone's earlier changes of a row, the last first.

    Raises EarlierCommandRefused, EarlierCommandWaits.
    """
    while after:
        known = Command.objects.filter(pk=after).first()
        if known is None:
            raise EarlierCommandWaits(command=after)
        if known.account_id != actor.account_id or known.answer.get("id") != str(row):
            raise EarlierCommandRefused(command=after)
        if "wrote" in known.answer:
            yield known.answer
        after = UUID(known.answer["after"]) if known.answer.get("after") else None
