"""The desk decides: who is meant by a row, which grid looks for somebody, what is answered at once."""

from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.register.queries.rows import visible_to as residents_seen
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.bulk import update_rows
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import beyond
from gridward.kernel.texts import say
from gridward.work.screening.models import PushList, PushListRow, RowCandidate
from gridward.work.screening.problems import (
    ScreeningDecisionUnfit,
    ScreeningFoundMissing,
    ScreeningRowNotOpen,
)
from gridward.work.screening.queries.lists import list_to_change, person_now, row_of
from gridward.work.screening.services.assigning import Meant, assign, residents_of
from gridward.work.screening.services.desk import tend_desk
from gridward.work.screening.services.shared import about_row, note, require_state, settle_row
from gridward.work.screening.terms import (
    AT_DESK,
    HOUSE,
    SAYS_MORE,
    CheckOutcome,
    ListRowState,
    ListState,
    PersonNow,
    RowDecision,
    ScreeningAct,
)


@transaction.atomic
def decide_row(actor: Actor, *, row_id: UUID, decision: RowDecision) -> PushListRow:
    """Decide on a row that waits at the desk.

    Raises NotFound, ScreeningRowNotOpen, ScreeningDecisionUnfit (nothing or several things said, or somebody who does
    not live here any more: that is an outcome), ScreeningFoundMissing.
    """
    pushed = list_to_change(actor, row_of(actor, row_id).pushed_id)
    row = row_of(actor, row_id, locked=True)
    require_state(pushed, ListState.OPEN)
    if row.state not in AT_DESK:
        raise ScreeningRowNotOpen
    said = (decision.resident_id, decision.grid_id, decision.outcome)
    if sum(one is not None for one in said) != 1:
        raise ScreeningDecisionUnfit
    house = operator(HOUSE)
    if decision.outcome is not None:
        answer_row(row, decision.outcome, decision.found, actor)
    else:
        seen = decision.resident_id is None or _may_be_named(actor, row, decision.resident_id)
        if not seen:
            raise NotFound
        with beyond(house):
            assign(house, pushed, row, _meant(pushed, row, decision))
    row.save()
    with beyond(house):
        tend_desk(house, pushed, actor)
    note(actor, ScreeningAct.ROW_DECIDED, pushed, about_row(row), row=row.number)
    return row


@transaction.atomic
def answer_not_ours(actor: Actor, *, list_id: UUID) -> int:
    """Answer every row for which nobody was found: not ours, with the place that its address names.

    Answers how many. Raises NotFound, ScreeningNotInState.
    """
    pushed = list_to_change(actor, list_id)
    require_state(pushed, ListState.OPEN)
    rows = PushListRow.objects.filter(pushed=pushed, state=ListRowState.NOT_FOUND)
    found = list(rows.select_for_update(of=("self",)).order_by("id"))
    for row in found:
        answer_row(row, CheckOutcome.NOT_IN_AREA, not_ours(row.where), actor)
    update_rows(found, unchanged=("said", "row_key", "reasons"))
    if found:
        house = operator(HOUSE)
        with beyond(house):
            tend_desk(house, pushed, actor)
        note(actor, ScreeningAct.ROWS_NOT_OURS, pushed, count=len(found))
    return len(found)


def answer_row(row: PushListRow, outcome: CheckOutcome, found: str, by: Actor) -> None:
    """A row has its answer; it is not saved. Raises ScreeningFoundMissing."""
    if outcome in SAYS_MORE and not found.strip():
        raise ScreeningFoundMissing
    settle_row(row, outcome, found.strip(), by, clock.now())


def not_ours(where: str) -> str:
    """The words for the sender."""
    return say("screening.not_ours_at", where=where) if where else say("screening.not_ours")


def _may_be_named(actor: Actor, row: PushListRow, resident_id: UUID) -> bool:
    """A candidate of the row, or somebody whom the actor finds in the register."""
    if RowCandidate.objects.filter(row=row, resident=resident_id).exists():
        return True
    return residents_seen(actor, Resident).filter(pk=resident_id).exists()


def _meant(pushed: PushList, row: PushListRow, decision: RowDecision) -> Meant:
    """Raises NotFound, ScreeningDecisionUnfit."""
    if decision.resident_id is not None:
        known = residents_of([decision.resident_id]).get(decision.resident_id)
        if known is None or known.street_id != pushed.street_id:
            raise NotFound
        if person_now(known, clock.today()) not in (PersonNow.HERE, PersonNow.MINOR):
            raise ScreeningDecisionUnfit
        return Meant.registered(known)
    grids = Grid.objects.filter(street=pushed.street_id, valid_to=None)
    grid = grids.defer("boundary", "bounds").filter(pk__in=[decision.grid_id]).first()
    if grid is None:
        raise NotFound
    return Meant.unregistered(row, grid)
