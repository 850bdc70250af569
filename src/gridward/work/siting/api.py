"""Doors of siting: studies, their roads, plans and what if."""

from uuid import UUID

from django.http import HttpRequest
from ninja import File, Status, UploadedFile
from procrastinate.contrib.django import app

from gridward.kernel.access import Actor
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.siting.models import SitingStudy
from gridward.work.siting.queries import boundary_of, plan_of, plans_of, roads_of, studies, study_of
from gridward.work.siting.schemas import (
    SitingMap,
    SitingPlanOut,
    SitingPlanRow,
    SitingStudyChangeIn,
    SitingStudyIn,
    SitingStudyOut,
    SitingStudyRow,
    SitingTrialIn,
    SitingVersionIn,
)
from gridward.work.siting.services.studies import (
    Defer,
    add_study,
    ask_again,
    change_study,
    remove_plan,
    remove_study,
    take_roads,
    try_changes,
)

router = door("siting")


@router.get("/studies", response=answers(PageOut[SitingStudyRow]))
def list_studies(request: HttpRequest, after: str | None = None) -> object:
    """Studies where the caller leads gates, the latest first."""
    rows = studies(actor_of(request)).defer("roads", "asked", "boundary")
    found = page(rows, ["-created_at", "-id"], after)
    items = [SitingStudyRow(**SitingStudyRow.told(row)) for row in found.rows]
    return {"items": items, "next": found.next}


@router.post("/studies", response=answers(SitingStudyOut, 201))
def post_study(request: HttpRequest, given: SitingStudyIn) -> object:
    """A study, still without roads."""
    actor = actor_of(request)
    row = add_study(actor, grid_id=given.grid_id, **given.given())
    return Status(201, _whole(request, actor, row.pk))


@router.get("/studies/{uuid:study_id}", response=answers(SitingStudyOut))
def get_study(request: HttpRequest, study_id: UUID) -> object:
    """A study with its plans; the roads are asked for apart."""
    return _whole(request, actor_of(request), study_id)


@router.patch("/studies/{uuid:study_id}", response=answers(SitingStudyOut))
def patch_study(request: HttpRequest, study_id: UUID, given: SitingStudyChangeIn) -> object:
    """Change what is given; its plans are worked out anew."""
    actor = actor_of(request)
    said = given.given()
    change_study(actor, study_id=study_id, version=given.version, defer=deferring(actor), **said)
    return _whole(request, actor, study_id)


@router.get("/studies/{uuid:study_id}/roads", response=answers(SitingMap))
def get_roads(request: HttpRequest, study_id: UUID) -> object:
    """The roads of a study, as they are kept."""
    return roads_of(actor_of(request), study_id)


@router.post("/studies/{uuid:study_id}/roads", response=answers(SitingStudyOut))
def post_roads(request: HttpRequest, study_id: UUID, file: File[UploadedFile]) -> object:
    """The roads of a study from a GeoJSON file; its plans are worked out anew."""
    actor = actor_of(request)
    take_roads(
        actor,
        study_id=study_id,
        content=file.read(),
        name=file.name or "",
        defer=deferring(actor),
    )
    return _whole(request, actor, study_id)


@router.post("/studies/{uuid:study_id}/work", response=answers(SitingStudyOut, 202))
def post_work(request: HttpRequest, study_id: UUID) -> object:
    """Work its plans out anew, with the people and gates of today."""
    actor = actor_of(request)
    ask_again(actor, study_id=study_id, defer=deferring(actor))
    return Status(202, _whole(request, actor, study_id))


@router.post("/studies/{uuid:study_id}/removal", response=answers(None, 204))
def post_study_removal(request: HttpRequest, study_id: UUID, given: SitingVersionIn) -> object:
    """A study goes with all its plans."""
    remove_study(actor_of(request), study_id=study_id, version=given.version)
    return Status(204, None)


@router.post("/studies/{uuid:study_id}/plans", response=answers(SitingPlanRow, 202))
def post_trial(request: HttpRequest, study_id: UUID, given: SitingTrialIn) -> object:
    """What if; ask the plan for what became of it."""
    actor = actor_of(request)
    plan = try_changes(
        actor,
        study_id=study_id,
        changes=given.changed(),
        name=given.name,
        defer=deferring(actor),
    )
    return Status(202, SitingPlanRow(**SitingPlanRow.told(plan, language_of(request))))


@router.get("/plans/{uuid:plan_id}", response=answers(SitingPlanOut))
def get_plan(request: HttpRequest, plan_id: UUID) -> object:
    """One plan with its map."""
    return SitingPlanOut.of(plan_of(actor_of(request), plan_id), language_of(request))


@router.post("/plans/{uuid:plan_id}/removal", response=answers(None, 204))
def post_plan_removal(request: HttpRequest, plan_id: UUID) -> object:
    """What was tried goes."""
    remove_plan(actor_of(request), plan_id=plan_id)
    return Status(204, None)


def deferring(actor: Actor) -> Defer:
    """The job is committed with the request, or not at all."""

    def defer(row: SitingStudy) -> None:
        job = app.configure_task("siting.work_out", queue="drafts", lock="siting.work_out")
        job.defer(study_id=str(row.pk), account_id=str(actor.account_id))

    return defer


def _whole(request: HttpRequest, actor: Actor, study_id: UUID) -> SitingStudyOut:
    row = study_of(actor, study_id)
    boundary = row.boundary or boundary_of(row.grid)
    return SitingStudyOut.of(row, boundary, plans_of(row), language_of(request))
