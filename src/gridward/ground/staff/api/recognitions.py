"""Doors of recognitions: recorded and withdrawn by who leads, seen by whom they concern."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.staff.models import Recognition
from gridward.ground.staff.queries.recognitions import (
    Leading,
    candidate_of,
    candidates,
    evidence_for,
    own,
    recognition_of,
    visible_to,
)
from gridward.ground.staff.rules.recognising import rules_on
from gridward.ground.staff.schemas.recognitions import (
    Day,
    RecognisableOut,
    RecognitionEvidenceOut,
    RecognitionIn,
    RecognitionKindOut,
    RecognitionKindsOut,
    RecognitionOut,
    RecognitionWithdrawalIn,
)
from gridward.ground.staff.services.recognition_papers import recognition_file
from gridward.ground.staff.services.recognitions import recognise, withdraw_recognition
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    door,
    file_answer,
    language_of,
)
from gridward.kernel.paging import page
from gridward.kernel.texts import say

router = door("staff")
me_router = door("me")


@router.get("", response=answers(PageOut[RecognitionOut]))
def list_recognitions(request: HttpRequest, after: str | None = None) -> object:
    """Recognitions at the grids that the caller leads, the latest first; withdrawn ones are marked."""
    actor, language = actor_of(request), language_of(request)
    actor.require(Permission.STAFF_RECOGNISE)
    return _page(visible_to(actor), Leading(actor), language, after)


@router.post("", response=answers(RecognitionOut, 201))
def post_recognition(request: HttpRequest, given: RecognitionIn) -> object:
    """Record a recognition of the holder of a post or of a person of a team."""
    actor = actor_of(request)
    candidate = candidate_of(actor, given.appointment_id, given.person_id)
    said = given.model_dump(include={"kind", "day", "reason", "evidence"})
    row = recognise(actor, candidate=candidate, **said)
    return Status(201, RecognitionOut.of(row, Leading(actor), language_of(request)))


@router.get("/kinds", response=answers(RecognitionKindsOut))
def get_recognition_kinds(request: HttpRequest, day: Day | None = None) -> object:
    """The kinds that may be recorded on a day."""
    actor_of(request).require(Permission.STAFF_RECOGNISE)
    on, language = day or clock.today(), language_of(request)
    rules = rules_on(on)
    kinds = [
        RecognitionKindOut(
            id=one.id, title=say(f"word.staff.recognition.{one.id}", language), source=one.source
        )
        for one in rules.kinds.values()
    ]
    return RecognitionKindsOut(day=on, kinds=kinds, evidence_days=rules.evidence_days)


@router.get("/candidates", response=answers(list[RecognisableOut]))
def list_candidates(request: HttpRequest, q: str = "") -> object:
    """Who serves where the caller leads, by name, at most twenty."""
    actor = actor_of(request)
    actor.require(Permission.STAFF_RECOGNISE)
    return [RecognisableOut.of(one) for one in candidates(actor, q)]


@router.get("/evidence", response=answers(list[RecognitionEvidenceOut]))
def list_evidence(
    request: HttpRequest,
    appointment_id: UUID | None = None,
    person_id: UUID | None = None,
    day: Day | None = None,
) -> object:
    """Work on record of somebody in the days before a day, that a recognition may refer to."""
    actor = actor_of(request)
    candidate = candidate_of(actor, appointment_id, person_id)
    return evidence_for(actor, candidate, day or clock.today())


@router.get("/{recognition_id}/paper", response=answers(None))
def get_recognition_paper(
    request: HttpRequest,
    recognition_id: UUID,
    format: PaperFormat = PaperFormat.PDF,  # noqa: A002 - what people call it
) -> HttpResponse:
    """A recognition that stands, as a file; the taking is on the record."""
    actor = actor_of(request)
    made = recognition_file(actor, recognition_of(actor, recognition_id), format)
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.post("/{recognition_id}/withdraw", response=answers(RecognitionOut))
def post_recognition_withdrawal(
    request: HttpRequest, recognition_id: UUID, given: RecognitionWithdrawalIn
) -> object:
    """Withdraw a recognition with a reason; it stays on record."""
    actor = actor_of(request)
    row = recognition_of(actor, recognition_id)
    withdraw_recognition(actor, row=row, reason=given.reason)
    found = recognition_of(actor, recognition_id)
    return RecognitionOut.of(found, Leading(actor), language_of(request))


@me_router.get("", response=answers(PageOut[RecognitionOut]))
def list_own_recognitions(request: HttpRequest, after: str | None = None) -> object:
    """The caller's own recognitions, the latest first."""
    actor, language = actor_of(request), language_of(request)
    return _page(own(actor), Leading(actor), language, after)


def _page(
    rows: QuerySet[Recognition], leading: Leading, language: str, after: str | None
) -> dict[str, Any]:
    found = page(rows, ["-day", "-id"], after)
    items = [RecognitionOut.of(row, leading, language) for row in found.rows]
    return {"items": items, "next": found.next}
