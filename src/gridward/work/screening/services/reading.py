"""A row with those who may be meant, and a task with the lists that name the person: read in full, on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.staff.access import operator
from gridward.kernel.access import Actor
from gridward.kernel.rows import beyond
from gridward.work.screening.models import PushList, PushListRow, RowCandidate, VerificationTask
from gridward.work.screening.queries.lists import candidates_of, row_of
from gridward.work.screening.services.assigning import residents_of
from gridward.work.screening.services.shared import about_row, note
from gridward.work.screening.terms import HOUSE, ScreeningAct


@dataclass(frozen=True)
class CandidateRead:
    """A candidate with what the register knows; telephones in plain."""

    row: RowCandidate
    resident: Resident
    phones: tuple[str, ...]


@dataclass(frozen=True)
class RowRead:
    """A row with its candidates, the likeliest first."""

    row: PushListRow
    candidates: Sequence[CandidateRead]


@transaction.atomic
def read_row(actor: Actor, row_id: UUID) -> RowRead:
    """A row for the desk; candidates are read wherever in the street they live. Raises NotFound."""
    row = row_of(actor, row_id)
    with beyond(operator(HOUSE)):
        found = _read(candidates_of(row))
    note(actor, ScreeningAct.ROW_SEEN, row.pushed, about_row(row), row=row.number)
    return RowRead(row, found)


def _read(candidates: Sequence[RowCandidate]) -> list[CandidateRead]:
    known = residents_of([one.resident_id for one in candidates])
    phones: dict[UUID, list[str]] = {}
    for one in ResidentPhone.objects.filter(resident_id__among=list(known)).order_by("id"):
        phones.setdefault(one.resident_id, []).append(one.open_sealed("phone") or "")
    return [
        CandidateRead(one, known[one.resident_id], tuple(phones.get(one.resident_id, ())))
        for one in candidates
        if one.resident_id in known
    ]


def lists_of(task: VerificationTask) -> list[PushList]:
    """The lists that name the person of a task, the most pressing first: for whoever calls, to say who asks."""
    with beyond(operator(HOUSE)):
        rows = PushListRow.objects.filter(task=task).values("pushed")
        return list(PushList.objects.filter(pk__in=rows).order_by("deadline", "id"))
