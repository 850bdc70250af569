"""By the clock: what is lacking becomes a work order at once, and is settled once somebody has handed over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.keepers import KEEPING
from gridward.work.handovers.models import Handover, HandoverLack
from gridward.work.handovers.rules.figures import figures_on
from gridward.work.handovers.rules.lacking import lacking
from gridward.work.handovers.terms import Duty, HandoverAct, HandoverState, Hours, Lack
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.holders import posts_at
from gridward.work.workorders.queries.kinds import kind_of, version_seen
from gridward.work.workorders.rules.ladder import handling
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.settling import settle_order
from gridward.work.workorders.terms import OrderSaid

KIND = "handover_missing"
LOOK_BACK = timedelta(hours=12)
"""Ends of shifts before that are not looked at any more: an order about them stands until somebody closes it."""
LONGEST_SHIFT = timedelta(hours=24)


@transaction.atomic
def tend_handovers(actor: Actor, now: datetime) -> tuple[int, int]:
    """Open an order for each lack, settle those of what is lacking no more; answers how many of each.

    Done twice, the second finds nothing.
    """
    one_at_a_time("handovers.sweep")
    since = now - LOOK_BACK
    gates = _gates(now)
    duties, handed = _duties(gates.values(), since), _handed(gates.values(), since)
    known = _known(since)
    opened = settled = 0
    for gate in gates.values():
        figures = figures_on(clock.local_date(now))
        hours = Hours(gate.opens_at, gate.closes_at)
        found = lacking(duties[gate.pk], handed[gate.pk], hours, figures, now)
        wanted = {one.at: one for one in found if one.at >= since}
        mine = known.pop(gate.pk, {})
        opened += sum(_open(actor, gate, one, mine.get(one.at)) for one in wanted.values())
        settled += _settle(actor, [row for at, row in mine.items() if at not in wanted])
    for rows in known.values():
        settled += _settle(actor, rows.values())
    return opened, settled


def _gates(now: datetime) -> dict[UUID, Checkpoint]:
    """Open gates where somebody was on duty lately, or is."""
    around = Shift.objects.filter(HOLDS, ends_at__gt=now - LOOK_BACK, begins_at__lt=now + LOOK_BACK)
    rows = Checkpoint.objects.filter(closed_on=None, duty_place__in=around.values("place"))
    return {row.pk: row for row in with_grid(rows).order_by("id")}


def _duties(gates: Iterable[Checkpoint], since: datetime) -> Mapping[UUID, list[Duty]]:
    """By gate, who kept it, keeps it and will."""
    places = {one.duty_place_id: one.pk for one in gates}
    rows = Shift.objects.filter(
        HOLDS,
        place__in=list(places),
        member__isnull=False,
        role__in=KEEPING,
        ends_at__gt=since - LONGEST_SHIFT,
    )
    found: dict[UUID, list[Duty]] = defaultdict(list)
    for place, who, begins, ends in rows.values_list("place", "member", "begins_at", "ends_at"):
        if who is not None:
            found[places[place]].append(Duty(who, begins, ends))
    return found


def _handed(gates: Iterable[Checkpoint], since: datetime) -> Mapping[UUID, list[datetime]]:
    rows = Handover.objects.filter(
        checkpoint__in=[one.pk for one in gates],
        state=HandoverState.CONFIRMED,
        at__gte=since - LONGEST_SHIFT,
    )
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for gate, at in rows.values_list("checkpoint", "at"):
        found[gate].append(at)
    return found


def _known(since: datetime) -> dict[UUID, dict[datetime, HandoverLack]]:
    """Lacks that were told already, by gate and time: those that are not settled, and those of late."""
    found: dict[UUID, dict[datetime, HandoverLack]] = defaultdict(dict)
    for row in HandoverLack.objects.filter(at__gte=since).select_for_update():
        found[row.checkpoint_id][row.at] = row
    return found


def _open(actor: Actor, gate: Checkpoint, lack: Lack, row: HandoverLack | None) -> int:
    """An order for a lack that has none, or whose order was settled before it came back."""
    if row is not None and row.settled_at is None:
        return 0
    order = _order(actor, gate, lack)
    row = row or HandoverLack(checkpoint=gate, street_id=gate.street_id, grid=gate.grid, at=lack.at)
    row.kind, row.order, row.settled_at = lack.kind, order, None
    row.version += not row._state.adding
    row.save()
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(
        actor,
        HandoverAct.LACKING,
        about,
        street=row.street_id,
        gate=gate.name,
        at=_minute(lack.at),
        number=order.number,
    )
    return 1


def _order(actor: Actor, gate: Checkpoint, lack: Lack) -> Order:
    """For the lead of the gate where one of their posts handles such orders, else for whom the kind names."""
    said = OrderSaid(
        id=new_id(),
        kind=KIND,
        grid_id=gate.grid_id,
        place=gate.name,
        text=say(f"handovers.order.{lack.kind}", gate=gate.name, at=_minute(lack.at)),
        answers={"what": lack.kind.value, "at": _minute(lack.at)},
        post=_post_of_lead(gate),
    )
    return open_order(actor, said=said)


def _post_of_lead(gate: Checkpoint) -> Post | None:
    if gate.lead_id is None:
        return None
    kind = kind_of(version_seen(KIND, None, clock.today()).pk)
    held = posts_at(gate.lead_id, gate.grid)
    return next((one for one in sorted(handling(kind)) if one in held), None)


def _settle(actor: Actor, rows: Iterable[HandoverLack] | Sequence[HandoverLack]) -> int:
    done = 0
    for row in rows:
        if row.settled_at is None:
            settle_order(actor, row.order_id)
            row.settled_at = clock.now()
            row.version += 1
            row.save()
            done += 1
    return done


def _minute(at: datetime) -> str:
    return f"{at.astimezone(clock.LOCAL):%m-%d %H:%M}"
