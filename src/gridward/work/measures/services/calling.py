"""Somebody is called: a fever, a positive result, a follow-up that was missed, a need. Each becomes a work order.

The house opens the order in its own name, so that it stands whoever told it: staff, the person by their own link, the
clock. An alarm and a missed follow-up are confined and name the measure by its number alone. A need says what is asked
for and nothing of the measure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.rows import beyond
from gridward.kernel.texts import say
from gridward.work.measures.models import Measure, MeasureCall
from gridward.work.measures.problems import MeasureIdTaken, MeasureNeedUnfit
from gridward.work.measures.queries.following import missed_since, open_calls, tests_missed
from gridward.work.measures.queries.measures import measure_to_change, named, person_of, reasons_of
from gridward.work.measures.services.shared import in_force, note_act, told
from gridward.work.measures.terms import (
    NEEDS,
    CallEnd,
    CallFor,
    MeasureAct,
    MeasureAlarmed,
    MeasureState,
)
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.services.settling import settle_order
from gridward.work.workorders.terms import OrderEnded, OrderLink, OrderSaid

HOUSE = "measures"
ALARM, MISSED = "measure_alarm", "measure_missed"
_ORDERS = {
    CallFor.MEDICINE: ("medical_need", "medicine"),
    CallFor.CARE: ("medical_need", "care"),
    CallFor.FOOD: ("resident_need", "food"),
    CallFor.OTHER: ("resident_need", "other"),
}
"""The kind of order of a need, and its answer: medicine and care go first (就医用药需求)."""


@dataclass(frozen=True)
class Teller:
    """Who tells; nobody of the service where the person did it by their own link, or the clock."""

    account: UUID | None = None
    name: str = ""


@transaction.atomic
def ask_need(
    actor: Actor, *, measure_id: UUID, call_id: UUID, what: CallFor, text: str
) -> MeasureCall:
    """Take down what the person needs, with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, MeasureNotInForce, MeasureNeedUnfit, MeasureReasonMissing, MeasureIdTaken.
    """
    row = measure_to_change(actor, measure_id, Permission.MEASURE_FOLLOW)
    by = Teller(actor.as_person(Permission.MEASURE_FOLLOW), actor.name)
    known = MeasureCall.objects.filter(pk=call_id).first()
    if known is not None:
        if known.measure_id != measure_id:
            raise MeasureIdTaken
        return known
    call = take_need(in_force(row), call_id, what, text, by)
    note_act(actor, MeasureAct.NEED_TAKEN, row)
    return call


def take_need(row: Measure, call_id: UUID, what: CallFor, text: str, by: Teller) -> MeasureCall:
    """A need of whoever is under a measure, and its order. Raises MeasureNeedUnfit, MeasureReasonMissing."""
    if what not in NEEDS:
        raise MeasureNeedUnfit
    return _call(row, what, by, told(text), call_id=call_id)


def alarm(row: Measure, what: CallFor, by: Teller) -> MeasureCall:
    """Somebody has a fever, or a positive result: the health liaison is called, once while the alarm is open."""
    one_at_a_time("measures.call", row.pk)
    known = open_calls(row, what).first()
    if known is not None:
        return known
    call = _call(row, what, by)
    announce(MeasureAlarmed(row.pk, row.grid_id, what.value))
    return call


@transaction.atomic
def call_missed(actor: Actor, today: date) -> int:
    """Open an order for each measure whose follow-up was missed on a day before; answers how many.

    Done twice, the second finds nothing. What was ended by hand comes again only for days after that.
    """
    rows = Measure.objects.filter(state=MeasureState.IN_FORCE, begins__lt=today, ends__gte=today)
    rows = rows.select_for_update(of=("self",)).order_by("id")
    rows = named(rows).prefetch_related("samples", "readings", "calls")
    found = [(row, since) for row in rows if (since := _missed_anew(row, today))]
    for row, since in found:
        _call(row, CallFor.MISSED, Teller(), since=since)
    if found:
        record(actor, MeasureAct.CALLED, count=len(found))
    return len(found)


def caught_up(actor: Actor, row: Measure) -> None:
    """What was missed is settled once somebody was asked today and no sample is lacking."""
    row = named(Measure.objects.filter(pk=row.pk)).get()
    today = clock.today()
    asked = row.readings.filter(day=today).exists() or today > row.ends
    if asked and not tests_missed(row, today):
        _end(actor, open_calls(row, CallFor.MISSED), CallEnd.CAUGHT_UP)


def over(actor: Actor, row: Measure) -> None:
    """The measure has ended, or is another grid's: nobody here is to catch up. Alarms and needs go on until seen to."""
    _end(actor, open_calls(row, CallFor.MISSED), CallEnd.OVER)


@transaction.atomic
def follow_order(event: OrderEnded) -> int:
    """The order of a call was ended; answers how many calls ended by it."""
    with beyond(operator(HOUSE)):
        calls = MeasureCall.objects.filter(order=event.order, ended_at=None)
        return calls.update(ended_at=clock.now(), end=CallEnd.ORDER)


def _missed_anew(row: Measure, today: date) -> date | None:
    """The first day that was missed since what was missed before was ended; None while that is open."""
    calls = [one for one in row.calls.all() if one.what == CallFor.MISSED]
    if any(one.ended_at is None for one in calls):
        return None
    ends = [clock.local_date(one.ended_at) for one in calls if one.ended_at]
    return missed_since(row, today, max(ends, default=row.begins))


def _call(
    row: Measure,
    what: CallFor,
    by: Teller,
    text: str = "",
    *,
    call_id: UUID | None = None,
    since: date | None = None,
) -> MeasureCall:
    call = MeasureCall(
        id=call_id or new_id(),
        measure=row,
        what=what,
        at=clock.now(),
        since=since,
        account_id=by.account,
        account_name=by.name,
    )
    call.set_sealed("said", text or None)
    house = operator(HOUSE)
    with beyond(house):
        call.order = open_order(house, said=_order(row, what, text, since))
        call.save(force_insert=True)
    return call


def _order(row: Measure, what: CallFor, text: str, since: date | None) -> OrderSaid:
    if what in _ORDERS:
        return _need_order(row, what, text)
    day = since.isoformat() if since else ""
    kind, answers = (MISSED, {"due_on": day}) if since else (ALARM, {"what": what.value})
    words = say(f"measures.call.{what}", serial=row.serial, day=day)
    return OrderSaid(
        id=new_id(),
        kind=kind,
        grid_id=row.grid_id,
        place=row.grid.name,
        text=words,
        answers=dict(answers),
    )


def _need_order(row: Measure, what: CallFor, text: str) -> OrderSaid:
    """Who needs it and where; whoever is registered at the grid is linked, of others name and phone are told."""
    kind, need = _ORDERS[what]
    person = person_of(row)
    here = row.resident is not None and row.resident.grid_id == row.grid_id
    links = {OrderLink.RESIDENT: row.resident_id} if here and row.resident_id else {}
    words = say("measures.call.need", name=person.name, phone=person.phone, text=text)
    return OrderSaid(
        id=new_id(),
        kind=kind,
        grid_id=row.grid_id,
        place=(reasons_of(row).place or person.address)[:200],
        text=text if here else words,
        answers={"need": need},
        links=links,
    )


def _end(actor: Actor, calls: Iterable[MeasureCall], end: CallEnd) -> None:
    """End calls and settle their orders, by whoever did what was asked for."""
    for call in calls:
        call.ended_at, call.end = clock.now(), end
        call.save(update_fields=["ended_at", "end"])
        if call.order_id is not None:
            with beyond(operator(HOUSE)):
                settle_order(actor, call.order_id)
