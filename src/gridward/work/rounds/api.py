"""Doors of survey rounds."""

from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.kernel.problems import Problem
from gridward.work.rounds.queries.coverage import (
    coverage_by_grid,
    coverage_by_worker,
    past_cycles,
)
from gridward.work.rounds.queries.rows import round_of, rounds_visible_to
from gridward.work.rounds.queries.targets import TargetFilter, revisits, targets
from gridward.work.rounds.queries.visits import visits_of
from gridward.work.rounds.queries.walking import walk_of
from gridward.work.rounds.schemas import (
    DayWalkOut,
    RevisitRow,
    RoundChange,
    RoundCoverageOut,
    RoundIn,
    RoundOut,
    RoundStep,
    TargetRow,
    VisitEndOut,
    VisitRow,
    VisitsIn,
    ended,
)
from gridward.work.rounds.services.leading import (
    change_round,
    close_round,
    draft_round,
    open_round,
)
from gridward.work.rounds.services.photos import see_photo
from gridward.work.rounds.services.visiting import record_visits
from gridward.work.rounds.terms import RoundState, VisitOutcome

router = door("rounds")


class RoundsWanted(Schema):
    """Which rounds."""

    state: RoundState | None = None


class TargetsWanted(Schema):
    """Which targets of a round."""

    grid_id: UUID | None = None
    settled: bool | None = None
    outcome: VisitOutcome | None = None
    late_added: bool | None = None
    after: str | None = None


class WalkWanted(Schema):
    """Which grid, and when one begins, by the street's clock."""

    grid_id: UUID
    begins: time


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


@router.get("", response=answers(list[RoundOut]))
def list_rounds(request: HttpRequest, wanted: Query[RoundsWanted]) -> object:
    """Rounds that are walked at the reader's grids, the latest first."""
    rows = rounds_visible_to(_reader(request))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return [RoundOut.of(row) for row in rows.order_by("-starts_on", "-created_at", "id")[:200]]


@router.post("", response=answers(RoundOut, 201))
def post_round(request: HttpRequest, given: RoundIn) -> object:
    """Write a draft."""
    return Status(
        201, RoundOut.of(draft_round(actor_of(request), **_fields(given, given.model_dump())))
    )


@router.post("/visits", response=answers(list[VisitEndOut]))
def post_visits(request: HttpRequest, given: VisitsIn) -> object:
    """Enter visits, from paper for one; each is taken or refused on its own."""
    actor = actor_of(request)
    actor.require(Permission.VISIT_RECORD)
    visits = [one.said() for one in given.visits]
    ends = record_visits(actor, visits)
    return [_ended(one.id, ends[one.id], language_of(request)) for one in visits]


@router.get("/targets/{target_id}/visits", response=answers(list[VisitRow]))
def list_visits(request: HttpRequest, target_id: UUID) -> object:
    """What came of each visit to a target, the latest first."""
    found = visits_of(_reader(request), target_id)
    return [VisitRow.of(row, words) for row, words in found]


@router.get("/photos/{photo_id}", response=answers(None))
def get_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A photograph (JPEG); the look is recorded."""
    content = see_photo(_reader(request), photo_id=photo_id)
    return HttpResponse(content, content_type="image/jpeg")


@router.get("/{round_id}", response=answers(RoundCoverageOut))
def get_round(request: HttpRequest, round_id: UUID) -> object:
    """A round with its coverage."""
    actor = _reader(request)
    return RoundCoverageOut.of(
        round_of(actor, round_id),
        coverage_by_grid(actor, round_id),
        coverage_by_worker(actor, round_id),
        past_cycles(actor, round_id),
    )


@router.patch("/{round_id}", response=answers(RoundOut))
def patch_round(request: HttpRequest, round_id: UUID, given: RoundChange) -> object:
    """Change a draft; what is left out stays."""
    changed = _fields(given, given.model_dump(exclude_unset=True))
    return RoundOut.of(change_round(actor_of(request), round_id=round_id, **changed))


@router.post("/{round_id}/open", response=answers(RoundOut))
def post_open(request: HttpRequest, round_id: UUID, given: RoundStep) -> object:
    """Freeze the targets and let the round be walked."""
    return RoundOut.of(open_round(actor_of(request), round_id=round_id, version=given.version))


@router.post("/{round_id}/close", response=answers(RoundOut))
def post_close(request: HttpRequest, round_id: UUID, given: RoundStep) -> object:
    """End the round; refused while a target has no outcome."""
    return RoundOut.of(close_round(actor_of(request), round_id=round_id, version=given.version))


@router.get("/{round_id}/targets", response=answers(PageOut[TargetRow]))
def list_targets(request: HttpRequest, round_id: UUID, wanted: Query[TargetsWanted]) -> object:
    """Targets of a round, by grid."""
    actor = _reader(request)
    round_of(actor, round_id)
    chosen = TargetFilter(wanted.grid_id, wanted.settled, wanted.outcome, wanted.late_added)
    one: Any = page(targets(actor, round_id, chosen), ["grid_id", "id"], wanted.after)
    return PageOut(items=[TargetRow.of(row) for row in one.rows], next=one.next)


@router.get("/{round_id}/revisits", response=answers(list[RevisitRow]))
def list_revisits(request: HttpRequest, round_id: UUID, grid_id: UUID | None = None) -> object:
    """Doors that nobody opened yet, with the hours at which somebody did before."""
    actor = _reader(request)
    round_of(actor, round_id)
    return [RevisitRow.of(one) for one in revisits(actor, round_id, grid_id)]


@router.get("/{round_id}/walk", response=answers(DayWalkOut))
def get_walk(request: HttpRequest, round_id: UUID, wanted: Query[WalkWanted]) -> object:
    """The order in which to visit what is not settled in a grid, when one begins at a time of day."""
    actor = _reader(request)
    return DayWalkOut.of(walk_of(actor, round_id, wanted.grid_id, wanted.begins))


def _fields(given: RoundIn | RoundChange, words: dict[str, Any]) -> dict[str, Any]:
    """What was written, with questions as the services take them."""
    if "questions" in words:
        words["questions"] = [one.question() for one in given.questions]
    return words


def _ended(visit_id: UUID, end: Any, language: str) -> VisitEndOut:
    if not isinstance(end, Problem):
        return ended(visit_id, end)
    return VisitEndOut(
        id=visit_id,
        target_id=None,
        outcome=None,
        settled=False,
        code=end.code,
        sentence=end.sentence(language),
    )
