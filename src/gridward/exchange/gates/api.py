"""Doors for the phone at a gate."""

from datetime import date
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse

from gridward.exchange.gates.queries.calling import answering_for
from gridward.exchange.gates.queries.copying import (
    Copied,
    as_json,
    copied,
    public_keys,
    rules_to_come,
)
from gridward.exchange.gates.queries.keeping import kept_gates, open_gate_to_keep
from gridward.exchange.gates.rules.cursors import GateCursor, read_cursor
from gridward.exchange.gates.schemas import (
    CopiedGateOut,
    GateCopyIn,
    GateCopyOut,
    GateOfMineOut,
    RulesSpanOut,
)
from gridward.kernel import clock
from gridward.kernel.http import actor_of, answers, door
from gridward.kernel.models import Epoch
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.gates import sides_of
from gridward.work.passages.services.keys import gate_key

router = door("gates")


@router.get("/mine", response=answers(list[GateOfMineOut]))
def list_kept_gates(request: HttpRequest) -> object:
    """Gates that the caller may keep, those where they are on duty now first."""
    rows = kept_gates(actor_of(request), clock.now())
    return [GateOfMineOut.of(one.gate, one.on_duty) for one in rows]


@router.post("/{gate_id}/copy", response=answers(GateCopyOut))
def post_copy(request: HttpRequest, gate_id: UUID, given: GateCopyIn) -> HttpResponse:
    """What has changed for a gate behind the phone's cursor; a cursor of another epoch begins anew."""
    now, epoch = clock.now(), Epoch.current()
    row = open_gate_to_keep(actor_of(request), gate_id, now)
    cursor = read_cursor(given.cursor or "") if given.epoch == epoch else GateCursor()
    told = {
        "epoch": epoch,
        "now": now,
        "gate": _told(row, clock.local_date(now)),
        "rules": [RulesSpanOut.of(one).model_dump() for one in rules_to_come(row, now)],
        "keys": public_keys(),
        "entry_key": gate_key().hex(),
        **_changed(copied(row, cursor, now)),
    }
    # Made here: sixty thousand passes are JSON already when they leave the database.
    return HttpResponse(orjson.dumps(told), content_type="application/json; charset=utf-8")


def _told(row: Checkpoint, today: date) -> dict[str, object]:
    return CopiedGateOut.of(row, answering_for(row.grid, today), sides_of(row)).model_dump()


def _changed(one: Copied) -> dict[str, object]:
    new = one.watched
    return {
        "fresh": one.fresh,
        "cursor": str(one.cursor),
        "more": one.more,
        "passes": as_json(one.passes),
        "gone": one.gone,
        "watched": new.each(new.held) if new else None,
        "stays_home": new.each(new.home) if new else None,
    }
