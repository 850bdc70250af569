"""Recognitions (表扬): recorded by who leads, never of oneself; withdrawn with a reason and kept (P7)."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import (
    Appointment,
    Member,
    Recognition,
    RecognitionWithdrawal,
    TeamMember,
)
from gridward.ground.staff.problems import (
    RecognisedAlready,
    RecognitionEvidenceUnknown,
    RecognitionOfOneself,
    RecognitionReasonMissing,
    RecognitionWithdrawn,
)
from gridward.ground.staff.queries.recognitions import Candidate, Leading, evidence_for
from gridward.ground.staff.rules.recognising import require_eligible
from gridward.ground.staff.terms import StaffAct
from gridward.ground.staff.terms.recognitions import Serving
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import say

_LEAST = 4
"""Letters of a reason."""


@transaction.atomic
def recognise(
    actor: Actor,
    *,
    candidate: Candidate,
    kind: str,
    day: date,
    reason: str,
    evidence: Collection[UUID] = (),
) -> Recognition:
    """Record a recognition of whoever holds a post or is in a team; `evidence` are ids of their work on record.

    Raises NotAllowed, RecognisedAlready, RecognitionReasonMissing, RecognitionEvidenceUnknown, as `require_eligible`.
    """
    row = _for(candidate)
    require_leading(actor, row)
    serving = Serving(candidate.valid_from, candidate.valid_to, _is_own(actor, row))
    require_eligible(serving, kind, day, clock.today())
    row.kind, row.day = kind, day
    row.set_sealed("reason", _reason(reason))
    row.evidence = _chosen(actor, candidate, day, evidence)
    row.given_by, row.given_account, row.given_at = actor.name, actor.account_id, clock.now()
    _lock(row)
    _not_there(row)
    row.save(force_insert=True)
    note(actor, StaffAct.RECOGNISED, row)
    return row


@transaction.atomic
def withdraw_recognition(actor: Actor, *, row: Recognition, reason: str) -> RecognitionWithdrawal:
    """Withdraw a recognition with a reason; both stay on record.

    Raises NotAllowed, RecognitionOfOneself, RecognitionReasonMissing, RecognitionWithdrawn.
    """
    require_leading(actor, row)
    if _is_own(actor, row):
        raise RecognitionOfOneself
    made = RecognitionWithdrawal(recognition=row, grid_id=row.grid_id, by=actor.name)
    made.account_id, made.at = actor.account_id, clock.now()
    made.set_sealed("reason", _reason(reason))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise RecognitionWithdrawn from None
    note(actor, StaffAct.RECOGNITION_WITHDRAWN, row)
    return made


def may_withdraw(leading: Leading, row: Recognition) -> bool:
    """Whether somebody leads there, it is not their own, and it stands."""
    stands = getattr(row, "withdrawal", None) is None
    own = _is_own(leading.actor, row)
    return stands and not own and leading.at(row.street_id, row.grid_id)


def title_of(row: Recognition, language: str = "zh-Hans") -> str:
    """The kind as people say it."""
    return say(f"word.staff.recognition.{row.kind}", language)


def require_leading(actor: Actor, row: Recognition) -> None:
    """Raise NotAllowed unless the actor leads where it was recorded."""
    if not Leading(actor).at(row.street_id, row.grid_id):
        raise NotAllowed(permission=Permission.STAFF_RECOGNISE.value)


def note(actor: Actor, act: StaffAct, row: Recognition, form: str = "") -> None:
    """A line of the record about a recognition; the reason stays out of it."""
    record(
        actor,
        act,
        About("staff_recognition", row.pk, row.grid_id),
        name=row.told,
        unit=row.unit_name,
        kind=f"word.staff.recognition.{row.kind}",
        day=str(row.day),
        form=form,
    )


def _for(candidate: Candidate) -> Recognition:
    if isinstance(candidate, Appointment):
        row = Recognition(appointment=candidate, street=candidate.street, grid=candidate.grid)
    else:
        team = candidate.team
        row = Recognition(person=candidate, street=team.street, grid=team.grid)
    row.member = candidate.member
    return row


def _is_own(actor: Actor, row: Recognition) -> bool:
    return row.member_id is not None and row.member_id == actor.member_id


def _reason(text: str) -> str:
    if len(text.strip()) < _LEAST:
        raise RecognitionReasonMissing
    return text.strip()


def _chosen(
    actor: Actor, candidate: Candidate, day: date, wanted: Collection[UUID]
) -> list[dict[str, Any]]:
    """The references that were chosen, as they read now."""
    offered = {one.id: one for one in evidence_for(actor, candidate, day)} if wanted else {}
    if not set(wanted) <= offered.keys():
        raise RecognitionEvidenceUnknown
    chosen = [one for one in offered.values() if one.id in wanted]
    return [{**asdict(one), "id": str(one.id), "day": str(one.day)} for one in chosen]


def _lock(row: Recognition) -> None:
    """One recognition of a person at a time, so that two at once do not both find none."""
    for model, pk in ((Member, row.member_id), (TeamMember, row.person_id)):
        if pk is not None:
            model.objects.select_for_update(of=("self",)).get(pk=pk)


def _not_there(row: Recognition) -> None:
    rows = Recognition.objects.filter(kind=row.kind, day=row.day, withdrawal=None)
    whose = {"member": row.member_id} if row.member_id else {"person": row.person_id}
    if (there := rows.filter(**whose).first()) is not None:
        raise RecognisedAlready(by=there.given_by)
