"""How inspections speak with work orders: findings open them, a recheck moves them. The order alone has a state."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.texts import say
from gridward.work.inspections.models import Facility
from gridward.work.inspections.problems import InspectionNotChief
from gridward.work.inspections.queries.facilities import open_orders_of
from gridward.work.inspections.queries.looking import Looked
from gridward.work.inspections.terms import Demand, InspectionSubject, ItemSaid
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.cases import case_of, moves_now
from gridward.work.workorders.queries.holders import posts_at
from gridward.work.workorders.queries.kinds import kind_of, version_in_force
from gridward.work.workorders.queries.rows import order_of
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderLink, OrderMove, OrderSaid

DUTY, BROKEN, WEAKNESS = "organisation_duty", "facility_broken", "weakness"
LONGEST = 500
"""Of an answer to a field of an order."""
RIGHTED = (OrderMove.HANDLE, OrderMove.VERIFY, OrderMove.NOTE)
MENDED = (OrderMove.VERIFY, OrderMove.NOTE)
"""What an inspection does with the orders of a facility that is sound."""
LEFT = (OrderMove.REOPEN, OrderMove.RAISE, OrderMove.NOTE)
"""What a recheck does with the order: the first of these that the inspector may do now."""


def require_chief(actor: Actor, looked: Looked) -> None:
    """Raises InspectionNotChief unless a post of the actor's opens orders of weaknesses there."""
    kind = kind_of(version_in_force(WEAKNESS, clock.today()).pk)
    held = posts_at(actor.member_id, looked.grid) if actor.member_id else frozenset()
    if not held & kind.opens:
        raise InspectionNotChief


def open_duty(
    actor: Actor, looked: Looked, number: str, wanted: Sequence[Demand], refuses: bool
) -> Order:
    """The order of an organisation that has to put something right, by its notice."""
    told = "；".join(f"{one.demand}（{one.deadline:%m-%d}前）" for one in wanted)
    answers = {
        "duty": _short("；".join(one.found for one in wanted)),
        "notice": _short(f"{number}：{told}"),
        "refuses": refuses,
    }
    return _open(actor, looked, DUTY, answers)


def open_weakness(actor: Actor, looked: Looked, said: ItemSaid, similar: str) -> Order:
    """The order of one weakness that the chief found."""
    answers = {"finding": _short(said.text.strip()), "similar": _short(said.demand or similar)}
    return _open(actor, looked, WEAKNESS, answers)


def open_broken(actor: Actor, looked: Looked, said: Sequence[ItemSaid], dangerous: bool) -> Order:
    """The order of a facility that has to be mended."""
    name = looked.facility.name if looked.facility else ""
    words = "；".join(one.text.strip() for one in said)
    answers = {"facility": _short(f"{name}：{words}"), "danger": dangerous}
    return _open(actor, looked, BROKEN, answers)


def rechecked(actor: Actor, order_id: UUID, *, righted: bool, text: str) -> Order:
    """Move the order by what a recheck found, as far as the inspector may."""
    return _first(actor, order_id, RIGHTED if righted else LEFT, text)


def mended(actor: Actor, facility: Facility) -> list[Order]:
    """What is still open of a facility that was found sound: verified where somebody else has mended it, else noted.

    To mend it, its kind asks for a photograph; who mended it sends that, and the inspector is no handler of it.
    """
    text = say("inspections.mended", facility=facility.name)
    return [_first(actor, one, MENDED, text) for one in open_orders_of(facility)]


def noted(actor: Actor, order_id: UUID, text: str) -> Order:
    """A note on the order, where the actor may make one."""
    return _first(actor, order_id, (OrderMove.NOTE,), text)


def _first(actor: Actor, order_id: UUID, wanted: Sequence[OrderMove], text: str) -> Order:
    row = order_of(actor, order_id)
    now = moves_now(actor, case_of(actor, row))
    move = next((one for one in wanted if one in now), None)
    if move is None:
        return row
    said = MoveSaid(text=text)
    return move_order(actor, order_id=row.pk, move=move, version=row.version, said=said)


def _open(actor: Actor, looked: Looked, kind: str, answers: Mapping[str, object]) -> Order:
    links: dict[OrderLink, UUID] = {}
    if looked.subject is InspectionSubject.ORGANISATION and looked.organisation:
        links[OrderLink.ORGANISATION] = looked.organisation.pk
    subject = looked.organisation or looked.facility
    text = say("inspections.order_text", checklist=looked.checklist.title["zh-Hans"])
    said = OrderSaid(
        id=new_id(),
        kind=kind,
        grid_id=looked.grid.pk,
        place=looked.place or (subject.name if subject else looked.grid.name),
        text=text,
        answers=answers,
        links=links,
    )
    return open_order(actor, said=said)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
