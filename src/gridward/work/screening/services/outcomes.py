"""Those who verify: who was called or visited, what was found; an outcome settles every row of the person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.services.residents import change_resident
from gridward.ground.register.terms.entries import ResidentEntry
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import beyond
from gridward.work.screening.models import PushListRow, VerificationContact, VerificationTask
from gridward.work.screening.problems import (
    ScreeningConsentMissing,
    ScreeningFoundMissing,
    ScreeningIdTaken,
    ScreeningTaskOver,
    ScreeningTimesUnfit,
)
from gridward.work.screening.queries.tasks import contact_said, task_of, task_to_change
from gridward.work.screening.services.shared import about, settle_row
from gridward.work.screening.terms import (
    HOUSE,
    SAYS_MORE,
    CheckAnswer,
    CheckOutcome,
    ContactSaid,
    Learned,
    ListRowState,
    ScreeningAct,
)
from gridward.work.workorders.services.opening import TOLERANCE
from gridward.work.workorders.services.settling import note_order, settle_order


@transaction.atomic
def read_task(actor: Actor, task_id: UUID) -> VerificationTask:
    """A task with whom it is about, in full: who looked is on record. Raises NotFound."""
    task = task_of(actor, task_id)
    _note(actor, ScreeningAct.TASK_SEEN, task)
    return task


@transaction.atomic
def answer_task(actor: Actor, *, task_id: UUID, said: CheckAnswer) -> VerificationTask:
    """What was found of somebody: all rows that wait for it are answered, the order is done. Sent again, it is.

    Raises NotFound, ScreeningFoundMissing, ScreeningConsentMissing, ScreeningTimesUnfit; ScreeningTaskOver where
    another outcome is there already.
    """
    task = task_to_change(actor, task_id)
    actor.require(Permission.SCREENING_ANSWER, task.grid_id)
    found = said.found.strip()
    if task.settled_at is not None:
        if task.outcome == said.outcome and task.account_id == actor.account_id:
            return task_of(actor, task_id)
        raise ScreeningTaskOver(outcome=_word(task.outcome))
    if said.outcome in SAYS_MORE and not found:
        raise ScreeningFoundMissing
    _check_time(said.at)
    if said.learned:
        _learn(actor, task, said.learned)
    now = clock.now()
    _settle(actor, task, said.outcome, found, now)
    with beyond(operator(HOUSE)):
        _answer_rows(actor, task, said.outcome, found, now)
        settle_order(actor, task.order_id)
    _note(actor, ScreeningAct.TASK_ANSWERED, task)
    return task_of(actor, task_id)


@transaction.atomic
def note_contact(actor: Actor, *, task_id: UUID, said: ContactSaid) -> VerificationContact:
    """Somebody was called or visited; sent again with its id it is there already.

    Raises NotFound, ScreeningTimesUnfit, ScreeningTaskOver, ScreeningIdTaken.
    """
    task = task_to_change(actor, task_id)
    actor.require(Permission.SCREENING_ANSWER, task.grid_id)
    known = VerificationContact.objects.filter(pk=said.id).first()
    if known is not None:
        if (known.task_id, known.account_id) != (task.pk, actor.account_id):
            raise ScreeningIdTaken
        return known
    if task.settled_at is not None:
        raise ScreeningTaskOver(outcome=_word(task.outcome))
    _check_time(said.at)
    row = VerificationContact(
        id=said.id,
        task=task,
        street_id=task.street_id,
        grid_id=task.grid_id,
        at=said.at or clock.now(),
        way=said.way,
        reached=said.reached,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    row.set_sealed("text", said.text.strip() or None)
    row.save(force_insert=True)
    note_order(actor, task.order_id, contact_said(row, said.text), row.pk)
    _note(actor, ScreeningAct.TASK_TRIED, task)
    return row


def _settle(
    actor: Actor, task: VerificationTask, outcome: CheckOutcome, found: str, now: datetime
) -> None:
    task.outcome, task.settled_at = outcome, now
    task.account_id, task.account_name = actor.account_id, actor.name
    task.set_sealed("found", found or None)
    task.version += 1
    task.save()


def _answer_rows(
    actor: Actor, task: VerificationTask, outcome: CheckOutcome, found: str, now: datetime
) -> None:
    rows = PushListRow.objects.filter(task=task, state=ListRowState.ASSIGNED)
    for row in rows.select_for_update(of=("self",)).order_by("id"):
        settle_row(row, outcome, found, actor, now)
        row.save()


def _learn(actor: Actor, task: VerificationTask, learned: Learned) -> None:
    """Base fields alone, with the person's consent, by the register's own verb: its refusals hold here too."""
    if not learned.consent or task.resident_id is None:
        raise ScreeningConsentMissing
    resident = Resident.objects.get(pk=task.resident_id)
    given: ResidentEntry = {}
    if learned.phone.strip():
        rows = ResidentPhone.objects.filter(resident=resident).order_by("id")
        known = [one.open_sealed("phone") or "" for one in rows]
        given["phones"] = [*known, learned.phone.strip()]
    if learned.employer.strip():
        given["employer"] = learned.employer.strip()
    change_resident(actor, resident_id=resident.pk, version=resident.version, **given)


def _check_time(at: datetime | None) -> None:
    if at is not None and at > clock.now() + TOLERANCE:
        raise ScreeningTimesUnfit


def _word(outcome: str) -> str:
    return f"word.screening.outcome.{outcome or 'none'}"


def _note(actor: Actor, act: ScreeningAct, task: VerificationTask) -> None:
    record(actor, act, about(task), street=task.street_id, grid=task.grid.name)
