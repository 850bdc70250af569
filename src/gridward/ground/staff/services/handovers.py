"""A post changes hands (交接): one ends, the other begins, what goes over is counted, and both sign for it."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.access import reach_of
from gridward.ground.staff.models import Appointment, HandoverSignature, Member, PostHandover
from gridward.ground.staff.problems import (
    HandoverNotCounted,
    HandoverSigned,
    HandoverThere,
    HandoverToSelf,
    NotYourHandover,
    VouchForOther,
    VouchReasonMissing,
)
from gridward.ground.staff.queries.handovers import handed
from gridward.ground.staff.rules.dated import measures_on
from gridward.ground.staff.services.appointments import begin, finish
from gridward.ground.staff.terms import HandoverSide, StaffAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed, Stale


@transaction.atomic
def hand_over(
    actor: Actor, *, appointment: Appointment, member: Member, on: date, note: str = ""
) -> PostHandover:
    """On a day one person's post becomes another's; answers the hand-over that both have to sign.

    The predecessor's rights end that day as with any end. An appointment that ended earlier can be handed over too.
    Raises HandoverToSelf, HandoverThere, and what ending and appointing raise.
    """
    if member.pk == appointment.member_id:
        raise HandoverToSelf
    if PostHandover.objects.filter(predecessor=appointment).exists():
        raise HandoverThere
    if appointment.valid_to is None or appointment.valid_to > on:
        appointment = finish(actor, appointment, on)
    successor = Appointment(
        member=member,
        post=appointment.post,
        street_id=appointment.street_id,
        grid=appointment.grid,
        valid_from=on,
        acting=appointment.acting,
    )
    begin(actor, successor)
    row = PostHandover(street_id=appointment.street_id, grid=appointment.grid, on=on)
    row.predecessor, row.successor, row.note = appointment, successor, note.strip()
    row.due = max(on, clock.today()) + timedelta(days=measures_on(on).handover_days)
    _count(actor, row)
    row.save(force_insert=True)
    _note(actor, StaffAct.HANDED_OVER, row)
    return row


@transaction.atomic
def recount(actor: Actor, *, row: PostHandover, version: int) -> PostHandover:
    """Count anew what goes over, until somebody has signed; for either side or who may appoint.

    Raises HandoverNotCounted where the actor does not read all of it, HandoverSigned, Stale, NotAllowed.
    """
    row = _unsigned(row, version)
    if side_of(actor, row) is None:
        _require_chief(actor, row)
    if not reach_of(row.predecessor)[0] <= actor.grids(Permission.REGISTER_READ):
        raise HandoverNotCounted
    _count(actor, row)
    row.version += 1
    row.save()
    _note(actor, StaffAct.HANDOVER_NOTED, row)
    return row


@transaction.atomic
def note_handover(actor: Actor, *, row: PostHandover, version: int, note: str) -> PostHandover:
    """Write what the next one has to know, until somebody has signed; either side or who may appoint."""
    row = _unsigned(row, version)
    if side_of(actor, row) is None:
        _require_chief(actor, row)
    row.note = note.strip()
    row.version += 1
    row.save()
    _note(actor, StaffAct.HANDOVER_NOTED, row)
    return row


@transaction.atomic
def sign_handover(actor: Actor, *, row: PostHandover, version: int) -> PostHandover:
    """Sign for one's own side, for the content as it was read; raises NotYourHandover, HandoverSigned, Stale."""
    side = side_of(actor, row)
    if side is None:
        raise NotYourHandover
    row = _sign(actor, row, version, side)
    _note(actor, StaffAct.HANDOVER_SIGNED, row)
    return row


@transaction.atomic
def vouch_for(
    actor: Actor, *, row: PostHandover, version: int, side: HandoverSide, reason: str
) -> PostHandover:
    """Who may appoint signs for somebody who is gone, with the reason; never for the other side of an own hand-over.

    Raises VouchReasonMissing, VouchForOther, HandoverSigned, Stale, NotAllowed.
    """
    _require_chief(actor, row)
    if len(reason.strip()) < 2:
        raise VouchReasonMissing
    if side_of(actor, row) is not None:
        raise VouchForOther
    row = _sign(actor, row, version, side, reason.strip())
    _note(actor, StaffAct.HANDOVER_VOUCHED, row, reason=reason.strip())
    return row


def side_of(actor: Actor, row: PostHandover) -> HandoverSide | None:
    """Which side of the hand-over the actor is."""
    if actor.member_id is None:
        return None
    if row.predecessor.member_id == actor.member_id:
        return HandoverSide.PREDECESSOR
    return HandoverSide.SUCCESSOR if row.successor.member_id == actor.member_id else None


def may_appoint(actor: Actor, row: PostHandover) -> bool:
    """Whether the actor may appoint where the post is held."""
    return actor.serves(row.street_id) and actor.may(Permission.STAFF_CHANGE, row.grid_id)


def _count(actor: Actor, row: PostHandover) -> None:
    found = handed(actor, row.predecessor, reach_of(row.predecessor)[0])
    row.content = [asdict(one) for one in found]
    row.counted_at = clock.now()


def _sign(
    actor: Actor, row: PostHandover, version: int, side: HandoverSide, reason: str = ""
) -> PostHandover:
    row = _locked(row)
    if row.version != version:
        raise Stale
    signature = HandoverSignature(handover=row, side=side, at=clock.now(), by=actor.name)
    signature.account_id = _account(actor)
    signature.vouched, signature.reason = bool(reason), reason
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        raise HandoverSigned from None
    if row.signatures.count() == len(HandoverSide):
        row.signed_on = clock.today()
        row.save()
    return row


def _account(actor: Actor) -> Any:
    if actor.account_id is None:
        raise NotYourHandover
    return actor.account_id


def _locked(row: PostHandover) -> PostHandover:
    rows = PostHandover.objects.select_for_update(of=("self",))
    people = rows.select_related("street", "grid", "predecessor__member", "successor__member")
    return people.get(pk=row.pk)


def _unsigned(row: PostHandover, version: int) -> PostHandover:
    row = _locked(row)
    if row.signatures.exists():
        raise HandoverSigned
    if row.version != version:
        raise Stale
    return row


def _require_chief(actor: Actor, row: PostHandover) -> None:
    if not actor.serves(row.street_id):
        raise NotAllowed(permission=Permission.STAFF_CHANGE.value)
    actor.require(Permission.STAFF_CHANGE, row.grid_id)


def _note(actor: Actor, act: StaffAct, row: PostHandover, reason: str = "") -> None:
    record(
        actor,
        act,
        About("staff_posthandover", row.pk, row.grid_id),
        reason=reason,
        post=f"word.staff.post.{row.predecessor.post}",
        unit=row.grid.name if row.grid else row.street.name,
        old=row.predecessor.member.name,
        new=row.successor.member.name,
    )
