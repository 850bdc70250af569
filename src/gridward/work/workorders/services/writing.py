"""How a move is written: the order as it is now, the move as it stays, the record, the news."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce
from gridward.kernel.bulk import insert_rows, update_rows
from gridward.kernel.calendar import calendar
from gridward.kernel.ids import new_id
from gridward.work.workorders.models import Move, Order
from gridward.work.workorders.queries.holders import Around, member_key
from gridward.work.workorders.queries.told import stored
from gridward.work.workorders.rules.ladder import advanced, alarm, desks
from gridward.work.workorders.rules.machine import QUIET, running
from gridward.work.workorders.terms import (
    OVER,
    Done,
    Facts,
    Kind,
    OrderEnded,
    OrderEscalated,
)

_UNCHANGED = ("created_at", "said")


@dataclass(frozen=True)
class Beside:
    """What is kept beside a move: id, text (sealed), photographs, the sender's clock, names for its sentence."""

    id: UUID = field(default_factory=new_id)
    text: str = ""
    photos: Sequence[UUID] = ()
    at: datetime | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ready:
    """A move that is decided and stands in its row, and is not stored yet."""

    row: Order
    done: Done
    beside: Beside
    before: Facts
    after: Facts


def carry_out(
    actor: Actor, row: Order, kind: Kind, place: Around, done: Done, beside: Beside
) -> None:
    """Make a move of an order that is locked; who may was asked before. Raises OrderMoveNotNow."""
    store(actor, [decide(row, kind, place, done, beside)])


def decide(row: Order, kind: Kind, place: Around, done: Done, beside: Beside) -> Ready:
    """A move of an order that is locked, to be stored with others. Raises OrderMoveNotNow."""
    before = row.facts()
    whole, after = advanced(kind, calendar(), before, done)
    put(row, kind, place, after)
    row.version += done.move not in QUIET
    return Ready(row, whole, beside, before, after)


def store(actor: Actor, moves: Sequence[Ready]) -> None:
    """Store moves of as many orders: three statements, however many. Of the clock's the sweep tells the record."""
    made = Counter(
        Move.objects.filter(order_id__among=[one.row.pk for one in moves]).values_list(
            "order_id", flat=True
        )
    )
    update_rows([one.row for one in moves], unchanged=_UNCHANGED)
    insert_rows(
        [_move(actor, one.row, one.done, one.beside, made[one.row.pk] + 1) for one in moves]
    )
    for one in moves:
        _tell(one.row, one.before, one.after)


def put(row: Order, kind: Kind, place: Around, facts: Facts) -> None:
    """Write into the row what the order is, on whose desks it lies, and when to look at it next."""
    row.put(facts)
    row.desks = [place.key(one) for one in desks(kind, facts, place.held)]
    row.next_due = alarm(kind, calendar(), facts)
    row.late_after = late_after(facts)
    if kind.confined:
        watchers = [place.key(one) for one in kind.watchers]
        row.readers = list(dict.fromkeys([*row.readers, *row.desks, *watchers, *_named(row)]))


def late_after(facts: Facts) -> datetime | None:
    """From when on an order under way counts as late: the first of its clocks; what was let go is at once."""
    if facts.state in OVER:
        return None
    return min((facts.dues[clock] for clock in running(facts)), default=facts.at)


def keep(actor: Actor, row: Order, done: Done, beside: Beside) -> None:
    """Store the first move of an order."""
    first_move(actor, row, done, beside).save(force_insert=True)


def first_move(actor: Actor, row: Order, done: Done, beside: Beside) -> Move:
    """The first move of an order, to be stored with others."""
    return _move(actor, row, done, beside, 1)


def _move(actor: Actor, row: Order, done: Done, beside: Beside, serial: int) -> Move:
    """The move as it stays."""
    move = Move(
        id=beside.id,
        street_id=row.street_id,
        grid_id=row.grid_id,
        order=row,
        serial=serial,
        move=done.move,
        state=row.state,
        at=done.at,
        said_at=beside.at,
        account_id=actor.account_id,
        account_name=actor.name,
        done=stored(done),
        told=dict(beside.told),
        photos=list(beside.photos),
    )
    if beside.text:
        move.set_sealed("said", beside.text)
    return move


def sealed(text: str, answers: Mapping[str, Any]) -> str:
    """What is said of an order, as it is sealed."""
    return json.dumps({"text": text, "answers": dict(answers)}, ensure_ascii=False)


def about(row: Order) -> About:
    """An order as the record names it."""
    return About(row._meta.db_table, row.pk, row.grid_id)


def _named(row: Order) -> list[str]:
    members = (
        row.opener_id,
        row.concerned_id,
        row.handler_id,
        row.handled_by_id,
        row.verified_by_id,
    )
    return [member_key(one) for one in members if one]


def _tell(row: Order, before: Facts, after: Facts) -> None:
    if after.rung > before.rung:
        announce(OrderEscalated(row.pk, row.grid_id, after.rung))
    if after.state in OVER and before.state not in OVER:
        announce(OrderEnded(row.pk, row.grid_id, after.state.value))
