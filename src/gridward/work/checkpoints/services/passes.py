"""Passes: applied for by the worker for the person (帮办, clause R6), printed again, prolonged, revoked."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Organisation, Resident
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.codes import plate
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.kernel.ids import new_serial
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotAllowed
from gridward.work.checkpoints.models import Pass
from gridward.work.checkpoints.problems import (
    PassDaysWrong,
    PassGatesWrong,
    PassHolderGone,
    PassHolderWrong,
    PassIdTaken,
    PassIssuesUsedUp,
    PassReasonMissing,
)
from gridward.work.checkpoints.queries.gates import open_gates
from gridward.work.checkpoints.queries.passes import pass_to_change
from gridward.work.checkpoints.rules.tokens import MOST_ISSUES
from gridward.work.checkpoints.terms import GateAct, PassKind, PassMade, PassSaid

MOST_DAYS = 400
"""A pass is looked at again at least once a year; a bound of the program, not a rule."""


@transaction.atomic
def make_pass(actor: Actor, *, said: PassSaid) -> Pass:
    """Make a pass with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, GridRetired, PassHolderWrong, PassHolderGone, PassDaysWrong, PassGatesWrong,
    PassReasonMissing, PassIdTaken, and what reading a plate or a phone raises.
    """
    actor.require(Permission.PASS_ISSUE, said.grid_id)
    one_at_a_time("checkpoints.pass", said.id)
    before = Pass.objects.filter(pk=said.id).first()
    if before is not None:
        return _made_before(before, said)
    row = _new(actor, said)
    _hold(actor, row, said)
    _check_span(row.begins, row.ends)
    if open_gates(row.street_id, row.gates) < len(row.gates):
        raise PassGatesWrong
    row.save(force_insert=True)
    _note(actor, GateAct.PASS_MADE, row)
    announce(PassMade(row.pk))
    return row


@transaction.atomic
def print_again(actor: Actor, *, pass_id: UUID, reason: str) -> Pass:
    """The pass was lost or spoilt: earlier prints hold no more. Raises NotFound, NotAllowed, PassRevoked,
    PassReasonMissing, PassIssuesUsedUp.
    """
    row = pass_to_change(actor, pass_id)
    said = _reason(reason)
    if row.issue >= MOST_ISSUES:
        raise PassIssuesUsedUp(most=MOST_ISSUES)
    row.issue += 1
    _changed(row)
    _note(actor, GateAct.PASS_PRINTED, row, reason=said)
    return row


@transaction.atomic
def prolong_pass(actor: Actor, *, pass_id: UUID, ends: datetime, reason: str) -> Pass:
    """The pass ends at another time, later or earlier; its prints go on to hold where a gate is told of it.

    Raises NotFound, NotAllowed, PassRevoked, PassDaysWrong, PassReasonMissing.
    """
    row = pass_to_change(actor, pass_id)
    said = _reason(reason)
    row.ends = clock.whole_minute(ends)
    _check_span(row.begins, row.ends)
    _changed(row)
    _note(actor, GateAct.PASS_PROLONGED, row, reason=said)
    return row


@transaction.atomic
def revoke_pass(actor: Actor, *, pass_id: UUID, reason: str) -> Pass:
    """The pass holds no more from now on. Raises NotFound, NotAllowed, PassRevoked, PassReasonMissing."""
    row = pass_to_change(actor, pass_id)
    row.revoked_for = _reason(reason)
    row.revoked_at = clock.now()
    _changed(row)
    _note(actor, GateAct.PASS_REVOKED, row, reason=row.revoked_for)
    return row


def _new(actor: Actor, said: PassSaid) -> Pass:
    grid = grid_in_force(actor, said.grid_id)
    if actor.member_id is None:
        raise NotAllowed(permission=Permission.PASS_ISSUE.value)
    return Pass(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        kind=said.kind,
        serial=new_serial(),
        begins=clock.whole_minute(said.begins),
        ends=clock.whole_minute(said.ends),
        gates=list(dict.fromkeys(said.gates)),
        once=said.once,
        reason=_reason(said.reason),
        plate=plate.parse(said.plate).number if said.plate.strip() else "",
        assisted_by_id=actor.member_id,
    )


def _hold(actor: Actor, row: Pass, said: PassSaid) -> None:
    """Who holds it: somebody of the register, a unit of it, or somebody who is named."""
    if said.kind is PassKind.VEHICLE and not row.plate:
        raise PassHolderWrong
    if said.kind is PassKind.RESIDENT or said.resident_id is not None:
        _hold_resident(actor, row, said.resident_id)
    elif said.organisation_id is not None:
        unit = found(registered(actor, Organisation, row.grid_id), said.organisation_id)
        row.organisation = unit
        if unit.closed_on is not None:
            raise PassHolderGone
    _name_holder(row, said)


def _hold_resident(actor: Actor, row: Pass, resident_id: UUID | None) -> None:
    if resident_id is None:
        raise PassHolderWrong
    resident = found(registered(actor, Resident, row.grid_id), resident_id)
    if resident.left_on is not None:
        raise PassHolderGone
    row.resident, row.household_id = resident, resident.household_id


def _name_holder(row: Pass, said: PassSaid) -> None:
    name = said.holder_name.strip()
    if not (name or row.resident_id or row.organisation_id):
        raise PassHolderWrong
    if name:
        phone = parse_phone(said.holder_phone).e164 if said.holder_phone.strip() else ""
        row.set_sealed("holder", json.dumps({"name": name, "phone": phone}, ensure_ascii=False))


def _check_span(begins: datetime, ends: datetime) -> None:
    if not begins < ends <= begins + timedelta(days=MOST_DAYS) or ends <= clock.now():
        raise PassDaysWrong(most=MOST_DAYS)


def _made_before(row: Pass, said: PassSaid) -> Pass:
    if (row.grid_id, row.kind, row.resident_id) != (said.grid_id, said.kind, said.resident_id):
        raise PassIdTaken
    return row


def _reason(text: str) -> str:
    if not text.strip():
        raise PassReasonMissing
    return text.strip()


def _changed(row: Pass) -> None:
    row.version += 1
    row.save()


def _note(actor: Actor, act: GateAct, row: Pass, **words: Any) -> None:
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, serial=row.serial, grid=row.grid.name, **words)
