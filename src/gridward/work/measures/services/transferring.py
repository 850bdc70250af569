"""Another grid is asked to answer for a measure. Until it accepts, whoever asked does; both keep the row as receipt."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.models import touched
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import beyond
from gridward.work.measures.models import Measure, MeasureTransfer
from gridward.work.measures.problems import (
    MeasureIdTaken,
    MeasureTransferAnswered,
    MeasureTransferOpen,
    MeasureTransferUnfit,
)
from gridward.work.measures.queries.beside import transfer_of
from gridward.work.measures.queries.measures import measure_to_change, named
from gridward.work.measures.services.calling import over
from gridward.work.measures.services.shared import changed, deed, in_force, note_act, told
from gridward.work.measures.terms import MeasureAct, MeasureStep, TransferAnswer

_RIGHT = Permission.MEASURE_DECIDE


@transaction.atomic
def ask_transfer(
    actor: Actor, *, measure_id: UUID, transfer_id: UUID, grid_code: str, reason: str
) -> MeasureTransfer:
    """Ask the grid of a code, of this street or another, to take a measure over; sent again, it is there already.

    Raises NotFound, NotAllowed, MeasureNotInForce, MeasureReasonMissing, MeasureTransferUnfit, MeasureTransferOpen,
    MeasureIdTaken.
    """
    one_at_a_time("measures.transfer", measure_id)
    row = measure_to_change(actor, measure_id, _RIGHT)
    known = MeasureTransfer.objects.filter(pk=transfer_id).first()
    if known is not None:
        if known.measure_id != measure_id:
            raise MeasureIdTaken
        return known
    in_force(row)
    if row.transfers.filter(answered_at=None).exists():
        raise MeasureTransferOpen
    asked = _asked(actor, row, transfer_id, _target(row, grid_code))
    words = told(reason)
    asked.set_sealed("said", words)
    asked.save(force_insert=True)
    deed(actor, row, MeasureStep.TRANSFER_ASKED, words, _RIGHT)
    note_act(actor, MeasureAct.TRANSFER_ASKED, row)
    return asked


@transaction.atomic
def answer_transfer(
    actor: Actor, *, transfer_id: UUID, answer: TransferAnswer, text: str
) -> MeasureTransfer:
    """The asked grid accepts, and answers for the measure from now on, or refuses with its reason.

    Raises NotFound, NotAllowed, MeasureTransferAnswered, MeasureNotInForce, MeasureReasonMissing.
    """
    asked = transfer_of(actor, transfer_id)
    actor.require(_RIGHT, asked.to_grid_id)
    one_at_a_time("measures.transfer", asked.measure_id)
    asked.refresh_from_db()
    if asked.answered_at is not None:
        raise MeasureTransferAnswered
    accepts = answer is TransferAnswer.ACCEPTED
    words = text.strip() if accepts else told(text)
    both = frozenset({asked.from_grid_id, asked.to_grid_id})
    with beyond(replace(actor, held={Permission.MEASURE_SEE: both})):
        row = _locked(asked.measure_id)
        if accepts:
            over(actor, row)
            _take(row, asked.to_grid)
        step = MeasureStep.TRANSFER_ACCEPTED if accepts else MeasureStep.TRANSFER_REFUSED
        deed(actor, row, step, words, _RIGHT)
    _answered(actor, asked, answer, words)
    act = MeasureAct.TRANSFER_ACCEPTED if accepts else MeasureAct.TRANSFER_REFUSED
    note_act(actor, act, row)
    return asked


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Measures of a grid are its heir's; answers how many moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    MeasureTransfer.objects.filter(to_grid=event.old_grid, answered_at=None).exclude(
        from_grid=heir
    ).update(to_grid=heir)
    rows = Measure.objects.filter(grid=event.old_grid)
    return rows.update(grid_id=heir.pk, street_id=heir.street_id, **touched())


def _target(row: Measure, code: str) -> Grid:
    grid = Grid.objects.filter(code=code.strip(), valid_to=None).first()
    if grid is None or grid.pk == row.grid_id:
        raise MeasureTransferUnfit
    return grid


def _asked(actor: Actor, row: Measure, transfer_id: UUID, grid: Grid) -> MeasureTransfer:
    return MeasureTransfer(
        id=transfer_id,
        measure=row,
        from_grid_id=row.grid_id,
        to_grid=grid,
        asked_at=clock.now(),
        asked_by=actor.name,
    )


def _locked(measure_id: UUID) -> Measure:
    rows = named(Measure.objects.select_for_update(of=("self",))).filter(pk=measure_id)
    row = rows.first()
    if row is None:
        raise NotFound
    return in_force(row)


def _take(row: Measure, grid: Grid) -> None:
    row.grid, row.street_id = grid, grid.street_id
    changed(row)


def _answered(actor: Actor, asked: MeasureTransfer, answer: TransferAnswer, words: str) -> None:
    asked.answered_at, asked.answered_by, asked.answer = clock.now(), actor.name, answer
    asked.set_sealed("reply", words or None)
    asked.save()
