"""Doors of the posts that change hands. Who is a side of one reads and signs it even after the own rights ended."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.staff.access import reach_of
from gridward.ground.staff.models import PostHandover
from gridward.ground.staff.queries import appointment_of, member_of
from gridward.ground.staff.queries.handovers import handover_of, handovers
from gridward.ground.staff.queries.told import told_matter
from gridward.ground.staff.schemas.handovers import (
    HandoverIn,
    HandoverOut,
    HandoverRow,
    NoteIn,
    VersionIn,
    VouchIn,
)
from gridward.ground.staff.services.handovers import (
    hand_over,
    may_appoint,
    note_handover,
    recount,
    side_of,
    sign_handover,
    vouch_for,
)
from gridward.ground.staff.services.papers import handover_paper
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.paging import page
from gridward.kernel.texts import say

router = door("staff")


@router.get("", response=answers(PageOut[HandoverRow]))
def list_handovers(
    request: HttpRequest, unsigned: bool = False, after: str | None = None
) -> object:
    """Hand-overs that the caller is a side of or oversees, the latest first."""
    actor = actor_of(request)
    found = page(handovers(actor, unsigned=unsigned), ["-on", "id"], after)
    return {"items": [_handover(actor, row) for row in found.rows], "next": found.next}


@router.post("", response=answers(HandoverOut, 201))
def post_handover(request: HttpRequest, given: HandoverIn) -> object:
    """One appointment ends, another begins, and what goes over is counted."""
    actor = actor_of(request)
    row = hand_over(
        actor,
        appointment=appointment_of(actor, given.appointment_id),
        member=member_of(actor, given.member_id),
        on=given.on,
        note=given.note,
    )
    return Status(201, _whole(request, row.pk))


@router.get("/{handover_id}", response=answers(HandoverOut))
def get_handover(request: HttpRequest, handover_id: UUID) -> object:
    """One hand-over with what goes over."""
    return _whole(request, handover_id)


@router.patch("/{handover_id}", response=answers(HandoverOut))
def patch_handover(request: HttpRequest, handover_id: UUID, given: NoteIn) -> object:
    """Write what the next one has to know."""
    actor = actor_of(request)
    note_handover(actor, row=handover_of(actor, handover_id), **given.model_dump())
    return _whole(request, handover_id)


@router.post("/{handover_id}/recount", response=answers(HandoverOut))
def post_recount(request: HttpRequest, handover_id: UUID, given: VersionIn) -> object:
    """Count anew what goes over."""
    actor = actor_of(request)
    recount(actor, row=handover_of(actor, handover_id), version=given.version)
    return _whole(request, handover_id)


@router.post("/{handover_id}/sign", response=answers(HandoverOut))
def post_sign(request: HttpRequest, handover_id: UUID, given: VersionIn) -> object:
    """Sign for the own side."""
    actor = actor_of(request)
    sign_handover(actor, row=handover_of(actor, handover_id), version=given.version)
    return _whole(request, handover_id)


@router.post("/{handover_id}/vouch", response=answers(HandoverOut))
def post_vouch(request: HttpRequest, handover_id: UUID, given: VouchIn) -> object:
    """Sign for somebody who is gone, with the reason."""
    actor = actor_of(request)
    vouch_for(actor, row=handover_of(actor, handover_id), **given.model_dump())
    return _whole(request, handover_id)


@router.get("/{handover_id}/paper", response=answers(None))
def get_handover_paper(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The hand-over as a sheet with signature lines, as PDF."""
    actor = actor_of(request)
    row, language = handover_of(actor, handover_id), language_of(request)
    content = handover_paper(actor, row, language)
    unit = (row.grid or row.street).name
    return file_answer(
        content, f"{say('paper.handover.title', language)} {unit} {row.on}.pdf", MEDIA_TYPES["pdf"]
    )


def _whole(request: HttpRequest, handover_id: UUID) -> dict[str, Any]:
    actor, language = actor_of(request), language_of(request)
    row = handover_of(actor, handover_id)
    signed, appoints = bool(row.signatures.all()), may_appoint(actor, row)
    writes = appoints or side_of(actor, row) is not None
    reads_all = reach_of(row.predecessor)[0] <= actor.grids(Permission.REGISTER_READ)
    return {
        **_handover(actor, row),
        "note": row.note,
        "counted_at": row.counted_at,
        "content": [_handed(one, language) for one in row.content],
        "signatures": list(row.signatures.all()),
        "may_recount": not signed and writes and reads_all,
        "may_note": not signed and writes,
        "may_vouch": appoints and side_of(actor, row) is None and row.signed_on is None,
    }


def _handover(actor: Actor, row: PostHandover) -> dict[str, Any]:
    unit = row.grid or row.street
    return {
        "id": row.pk,
        "version": row.version,
        "post": row.predecessor.post,
        "unit_name": unit.name,
        "unit_code": unit.code,
        "grid_id": row.grid_id,
        "predecessor_id": row.predecessor.member_id,
        "predecessor": row.predecessor.member.name,
        "successor_id": row.successor.member_id,
        "successor": row.successor.member.name,
        "on": row.on,
        "due": row.due,
        "signed_on": row.signed_on,
        "overdue": row.signed_on is None and row.due < clock.today(),
        "signed_sides": [one.side for one in row.signatures.all()],
        "side": side_of(actor, row),
    }


def _handed(one: dict[str, Any], language: str) -> dict[str, Any]:
    matters = [
        {"sentence": told_matter(matter, language), "link": matter["link"]}
        for matter in one["open"]
    ]
    label = say(f"word.handover.{one['what']}", language)
    return {"what": one["what"], "label": label, "count": one["count"], "open": matters}
