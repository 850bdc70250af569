"""A contact is recorded: the plan goes on, an order is opened for what is needed, or the plan is over."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.calendar import calendar
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotAllowed
from gridward.work.care.models import CareContact, CarePlan
from gridward.work.care.problems import CareIdTaken, CareNeedUnsaid, CareTimeAhead
from gridward.work.care.queries.plans import plan_to_change
from gridward.work.care.rules.cadence import next_contact, next_try, was_made
from gridward.work.care.rules.needs import care_rules, known_kind
from gridward.work.care.services.ending import end, settled
from gridward.work.care.services.shared import note_act
from gridward.work.care.terms import ENDED_BY, CareAct, ContactMade, ContactOutcome, ContactSaid
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.opening import TOLERANCE, open_order
from gridward.work.workorders.terms import OrderLink, OrderSaid


@transaction.atomic
def record_contact(actor: Actor, *, plan_id: UUID, said: ContactSaid) -> ContactMade:
    """Record a contact with the id that its sender has given it; sent again, it is there already.

    What is needed opens a work order; with MOVED and DECLINED the plan is over and gone. Raises NotFound, NotAllowed,
    CareTimeAhead, CareNeedUnsaid, CareIdTaken, and what opening an order raises.
    """
    one_at_a_time("care.id", said.id)
    row = plan_to_change(actor, plan_id)
    known = CareContact.objects.filter(pk=said.id).select_related("order").first()
    if known is not None:
        return _made_before(known, row, said)
    at = _when(row, said)
    contact = _contact(actor, row, said, at)
    if said.outcome is ContactOutcome.NEEDS:
        contact.order = _asked_for(actor, row, said)
    contact.save(force_insert=True)
    return _gone_on(actor, row, contact, said)


def _gone_on(actor: Actor, row: CarePlan, contact: CareContact, said: ContactSaid) -> ContactMade:
    reason = ENDED_BY.get(said.outcome)
    if reason is not None:
        end(actor, row, reason)
        return ContactMade(said.outcome, None)
    if _put_next(row, contact) and was_made(said.outcome):
        settled(actor, row)
    row.version += 1
    row.save()
    note_act(actor, CareAct.CONTACTED, row)
    return _told(contact, row)


def _put_next(row: CarePlan, contact: CareContact) -> bool:
    """By the last contact: one that is recorded late moves nothing back, and what was due since is due still.

    Answers whether what was due before is due no more.
    """
    day, due, today = clock.local_date(contact.at), row.next_on, clock.today()
    if row.last_on is not None and day < row.last_on:
        return False
    row.next_on = min(_following(row, contact, day), row.ends_on)
    return row.next_on > due or row.next_on >= today


def _following(row: CarePlan, contact: CareContact, day: date) -> date:
    if not was_made(ContactOutcome(contact.outcome)):
        return next_try(day, care_rules(clock.today()).retry_days, row.next_on)
    row.last_on = day
    on_rest_days = known_kind(row.kind).on_rest_days
    return next_contact(day, row.cadence, works=calendar().works, on_rest_days=on_rest_days)


def _contact(actor: Actor, row: CarePlan, said: ContactSaid, at: datetime) -> CareContact:
    if actor.account_id is None:
        raise NotAllowed(permission=Permission.CARE_KEEP.value)
    contact = CareContact(
        id=said.id,
        plan=row,
        street_id=row.street_id,
        grid=row.grid,
        member_id=actor.member_id,
        account_id=actor.account_id,
        account_name=actor.name,
        at=at,
        way=said.way,
        outcome=said.outcome,
    )
    contact.set_sealed("said", said.note.strip())
    return contact


def _when(row: CarePlan, said: ContactSaid) -> datetime:
    """A phone's clock may be a little ahead; what was before the plan is no contact of it."""
    now = clock.now()
    at = said.at or now
    if at > now + TOLERANCE or clock.local_date(at) < row.began_on:
        raise CareTimeAhead
    return min(at, now)


def _asked_for(actor: Actor, row: CarePlan, said: ContactSaid) -> Order:
    """The order of what is needed: it says what somebody asked for, and nothing of the plan."""
    if not said.note.strip():
        raise CareNeedUnsaid
    kind = known_kind(row.kind)
    links = {OrderLink.HOUSEHOLD: row.household_id}
    if row.resident_id:
        links[OrderLink.RESIDENT] = row.resident_id
    answers: dict[str, object] = {"need": kind.order_need}
    if said.by_when:
        answers["by_when"] = said.by_when.isoformat()
    wanted = OrderSaid(
        id=said.id,
        kind=kind.order_kind,
        grid_id=row.grid_id,
        place=row.household.address_text,
        text=said.note.strip(),
        answers=answers,
        links=links,
        at=said.at,
    )
    return open_order(actor, said=wanted)


def _made_before(known: CareContact, row: CarePlan, said: ContactSaid) -> ContactMade:
    if known.plan_id != row.pk or known.outcome != said.outcome:
        raise CareIdTaken
    return _told(known, row)


def _told(contact: CareContact, row: CarePlan) -> ContactMade:
    order = contact.order
    return ContactMade(
        ContactOutcome(contact.outcome),
        row.next_on,
        order.pk if order else None,
        order.number if order else "",
    )
