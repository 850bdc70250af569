"""Rounds: drafted, changed, opened, closed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.queries.visible import grids_visible_to, street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.rounds.models import Round, RoundGrid
from gridward.work.rounds.problems import (
    RoundDatesTurned,
    RoundGridsMissing,
    RoundKindsMissing,
    RoundNameMissing,
    RoundNotDraft,
    RoundNotOpen,
    RoundUnfinished,
)
from gridward.work.rounds.queries.coverage import without_outcome
from gridward.work.rounds.queries.rows import grids_of, led_everywhere, rounds_visible_to
from gridward.work.rounds.rules.cycles import cycle_began
from gridward.work.rounds.rules.questions import check_questions
from gridward.work.rounds.services.freezing import freeze
from gridward.work.rounds.terms import Question, RoundAct, RoundState, TargetKind


class RoundFields(TypedDict, total=False):
    """What a draft says."""

    name: str
    basis: str
    kinds: Sequence[TargetKind]
    questions: Sequence[Question]
    starts_on: date
    ends_on: date
    every_days: int
    valid_days: int
    tries: int
    grid_ids: Collection[UUID]


@transaction.atomic
def draft_round(actor: Actor, **given: Unpack[RoundFields]) -> Round:
    """Write a draft; raises the problems of what is missing or turned round."""
    actor.require(Permission.ROUND_LEAD)
    row = Round(street=street_of(actor), made_by=actor.name)
    grids = _write(actor, row, given)
    row.save(force_insert=True)
    _put(row, grids)
    _tell(actor, RoundAct.ROUND_DRAFTED, row)
    return row


@transaction.atomic
def change_round(
    actor: Actor, *, round_id: UUID, version: int, **given: Unpack[RoundFields]
) -> Round:
    """Change a draft; what is left out stays. Raises RoundNotDraft, Stale."""
    row = _to_lead(actor, round_id, version)
    if row.state != RoundState.DRAFT:
        raise RoundNotDraft(name=row.name)
    grids = _write(actor, row, given)
    _save(row)
    if grids:
        RoundGrid.objects.filter(round=row).delete()
        _put(row, grids)
    _tell(actor, RoundAct.ROUND_CHANGED, row)
    return row


@transaction.atomic
def open_round(actor: Actor, *, round_id: UUID, version: int) -> Round:
    """Freeze the targets: who stands there now is to be visited. Raises RoundNotDraft, Stale."""
    row = _to_lead(actor, round_id, version)
    if row.state != RoundState.DRAFT:
        raise RoundNotDraft(name=row.name)
    row.state, row.opened_at = RoundState.OPEN, clock.now()
    row.cycle_began_on = cycle_began(row.starts_on, row.every_days, clock.today())
    _save(row)
    freeze(row, [one.pk for one in grids_of(row.pk)])
    _tell(actor, RoundAct.ROUND_OPENED, row)
    return row


@transaction.atomic
def close_round(actor: Actor, *, round_id: UUID, version: int) -> Round:
    """End a round. Raises RoundUnfinished with how many are left, RoundNotOpen, Stale.

    Who was entered in between and is no target yet becomes one first, so that nobody is lost between rounds (R4).
    """
    row = _to_lead(actor, round_id, version)
    if row.state != RoundState.OPEN:
        raise RoundNotOpen(name=row.name)
    freeze(row, [one.pk for one in grids_of(row.pk)], late=True)
    if left := without_outcome(row):
        raise RoundUnfinished(name=row.name, left=left)
    row.state, row.closed_at, row.closed_by = RoundState.CLOSED, clock.now(), actor.name
    _save(row)
    _tell(actor, RoundAct.ROUND_CLOSED, row)
    return row


def _to_lead(actor: Actor, round_id: UUID, version: int) -> Round:
    row = found(rounds_visible_to(actor).select_for_update(), round_id)
    led_everywhere(actor, (one.pk for one in grids_of(row.pk)))
    if row.version != version:
        raise Stale
    return row


def _write(actor: Actor, row: Round, given: RoundFields) -> list[Grid]:
    """Put what is given into the row; answers its new grids, none where they stay."""
    plain: dict[str, Any] = {
        name: value for name, value in given.items() if name not in ("questions", "grid_ids")
    }
    for name, value in plain.items():
        setattr(row, name, value)
    questions = given.get("questions")
    if questions is not None:
        check_questions(questions)
        row.questions = [_stored(one) for one in questions]
    _check(row)
    return _grids(actor, given, new=row._state.adding)


def _stored(one: Question) -> dict[str, Any]:
    return {
        "code": one.code.strip(),
        "text": one.text.strip(),
        "about": one.about.value,
        "answer": one.answer.value,
        "options": list(one.options),
        "required": one.required,
    }


def _check(row: Round) -> None:
    row.name = row.name.strip()
    if not row.name:
        raise RoundNameMissing
    if not row.kinds:
        raise RoundKindsMissing
    row.kinds = [kind.value for kind in TargetKind if kind in row.kinds]
    if row.ends_on < row.starts_on:
        raise RoundDatesTurned


def _grids(actor: Actor, given: RoundFields, *, new: bool) -> list[Grid]:
    wanted = given.get("grid_ids")
    if wanted is None and not new:
        return []
    grids = list(grids_visible_to(actor).filter(pk__in=wanted or (), valid_to=None))
    if not grids or len(grids) < len(set(wanted or ())):
        raise RoundGridsMissing
    led_everywhere(actor, (one.pk for one in grids))
    return grids


def _put(row: Round, grids: Collection[Grid]) -> None:
    RoundGrid.objects.bulk_create(
        RoundGrid(round=row, grid=one, street_id=one.street_id) for one in grids
    )


def _save(row: Round) -> None:
    row.version += 1
    row.save()


def _tell(actor: Actor, act: RoundAct, row: Round) -> None:
    record(actor, act, About(row._meta.db_table, row.pk), street=row.street_id, round=row.name)
