"""Doors of drafts: asked for, looked at, taken over as shifts, dropped."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest
from ninja import Status
from procrastinate.contrib.django import app

from gridward.ground.rota.models import DutyPlace, RosterDraft
from gridward.ground.rota.queries.drafts import draft_wishes, drafts, members_of
from gridward.ground.rota.queries.rows import places
from gridward.ground.rota.schemas.drafts import (
    DraftTakeIn,
    RosterDraftIn,
    RosterDraftOut,
    RosterDraftRow,
)
from gridward.ground.rota.schemas.places import DutyVersionIn
from gridward.ground.rota.schemas.shifts import RotaWarningOut, ShiftsPlannedOut
from gridward.ground.rota.services.drafts import ask_draft, drop_draft, take_draft
from gridward.ground.staff.models import Member
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page

router = door("rota")


@router.get("", response=answers(PageOut[RosterDraftRow]))
def list_drafts(request: HttpRequest, after: str | None = None) -> object:
    """Drafts where the caller plans, the latest first."""
    actor = actor_of(request)
    made = page(drafts(actor).defer("result"), ["-created_at", "-id"], after)
    return {"items": _rows(request, actor, made.rows), "next": made.next}


@router.post("", response=answers(RosterDraftRow, 202))
def post_draft(request: HttpRequest, given: RosterDraftIn) -> object:
    """Ask for a draft; ask it again for what became of it."""
    actor = actor_of(request)
    actor.require(Permission.ROTA_PLAN)
    row = ask_draft(actor, said=given.told(), defer=lambda row: _defer(actor, row))
    return Status(202, _rows(request, actor, [row])[0])


@router.get("/{uuid:draft_id}", response=answers(RosterDraftOut))
def get_draft(request: HttpRequest, draft_id: UUID) -> object:
    """One draft with what it suggests."""
    return _told(request, draft_id)


@router.post("/{uuid:draft_id}/take", response=answers(ShiftsPlannedOut))
def post_draft_take(request: HttpRequest, draft_id: UUID, given: DraftTakeIn) -> object:
    """Plan what it suggests, in place of what is planned there and has not begun."""
    made = take_draft(actor_of(request), draft_id=draft_id, **given.model_dump())
    return ShiftsPlannedOut(
        count=len(made.shifts),
        ids=[row.pk for row in made.shifts],
        warnings=RotaWarningOut.all(made.warnings),
    )


@router.post("/{uuid:draft_id}/drop", response=answers(RosterDraftOut))
def post_draft_drop(request: HttpRequest, draft_id: UUID, given: DutyVersionIn) -> object:
    """It is not wanted."""
    drop_draft(actor_of(request), draft_id=draft_id, version=given.version)
    return _told(request, draft_id)


def _defer(actor: Actor, row: RosterDraft) -> None:
    """The job is committed with the request, or not at all."""
    job = app.configure_task("rota.draw_draft", queue="drafts", lock="rota.draw_draft")
    job.defer(draft_id=str(row.pk), account_id=str(actor.account_id))


def _told(request: HttpRequest, draft_id: UUID) -> RosterDraftOut:
    actor = actor_of(request)
    row = found(drafts(actor), draft_id)
    rows = Member.objects.filter(pk__in=members_of(row) + _others(row))
    names = dict(rows.values_list("pk", "name"))
    wished = draft_wishes(actor, row)
    return RosterDraftOut.of(row, _places(actor, [row]), names, wished, language_of(request))


def _others(row: RosterDraft) -> list[UUID]:
    """Who has a shift that a mended draft leaves as it is."""
    return [UUID(one["member"]) for one in row.result.get("rows", ()) if one["stood"]]


def _places(actor: Actor, rows: Iterable[RosterDraft]) -> Mapping[UUID, DutyPlace]:
    return places(actor).in_bulk({one for row in rows for one in row.places})


def _rows(request: HttpRequest, actor: Actor, rows: Sequence[RosterDraft]) -> list[RosterDraftRow]:
    there, language = _places(actor, rows), language_of(request)
    return [RosterDraftRow(**RosterDraftRow.told(row, there, language)) for row in rows]
