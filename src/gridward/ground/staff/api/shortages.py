"""Doors of the shortages told to the district."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.staff.models import Shortage, ShortageList
from gridward.ground.staff.queries.shortages import (
    is_overdue,
    list_of,
    lists,
    number_of,
    shortage_of,
    standing,
)
from gridward.ground.staff.schemas.shortages import (
    AnswerIn,
    SendIn,
    ShortageChange,
    ShortageListIn,
    ShortageListOut,
    ShortageListRow,
)
from gridward.ground.staff.services.papers import shortage_paper
from gridward.ground.staff.services.shortages import (
    Wanted,
    answer,
    change_shortage,
    draft_list,
    send_list,
    withdraw,
)
from gridward.ground.staff.terms import ShortageState
from gridward.ground.territory.queries import street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.paging import page
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import say

router = door("staff")
rows_router = door("staff")


@router.get("", response=answers(PageOut[ShortageListRow]))
def list_lists(request: HttpRequest, after: str | None = None) -> object:
    """Lists of shortages, the newest first."""
    actor = actor_of(request)
    if not actor.may(Permission.STAFF_OVERSEE):
        raise NotAllowed(permission=Permission.STAFF_OVERSEE.value)
    found = page(lists(actor), ["-created_at", "id"], after)
    return {"items": [_list(row) for row in found.rows], "next": found.next}


@router.post("", response=answers(ShortageListOut, 201))
def post_list(request: HttpRequest, given: ShortageListIn) -> object:
    """Begin a list with posts that are short."""
    actor = actor_of(request)
    letter = draft_list(
        actor,
        street=street_of(actor),
        addressee=given.addressee,
        note=given.note,
        wanted=[
            Wanted(one.post, one.grid_id, one.reason, one.wish, one.wished_by)
            for one in given.wanted
        ],
    )
    return Status(201, _whole(actor, letter.pk))


@router.get("/{list_id}", response=answers(ShortageListOut))
def get_list(request: HttpRequest, list_id: UUID) -> object:
    """One list with its shortages and their steps."""
    return _whole(actor_of(request), list_id)


@router.post("/{list_id}/send", response=answers(ShortageListOut))
def post_send(request: HttpRequest, list_id: UUID, given: SendIn) -> object:
    """Record that the list was handed over: it gets its number and is closed."""
    actor = actor_of(request)
    send_list(actor, letter=list_of(actor, list_id), version=given.version, on=given.on)
    return _whole(actor, list_id)


@router.get("/{list_id}/paper", response=answers(None))
def get_list_paper(
    request: HttpRequest,
    list_id: UUID,
    format: Literal["pdf", "docx", "xlsx"] = "pdf",  # noqa: A002 - what people call it
) -> HttpResponse:
    """The list as a file to hand over."""
    actor = actor_of(request)
    letter, language = list_of(actor, list_id), language_of(request)
    content = shortage_paper(actor, letter, format, language)
    title = say("paper.shortages.title", language, street=letter.street.name)
    return file_answer(content, f"{title}{number_of(letter)}.{format}", MEDIA_TYPES[format])


@rows_router.patch("/{shortage_id}", response=answers(ShortageListOut))
def patch_shortage(request: HttpRequest, shortage_id: UUID, given: ShortageChange) -> object:
    """Change what a list says before it is sent."""
    actor = actor_of(request)
    row = shortage_of(actor, shortage_id)
    change_shortage(actor, row=row, **given.model_dump(exclude_unset=True))
    return _whole(actor, row.letter_id)


@rows_router.post("/{shortage_id}/answer", response=answers(ShortageListOut))
def post_answer(request: HttpRequest, shortage_id: UUID, given: AnswerIn) -> object:
    """Enter what the district said."""
    actor = actor_of(request)
    row = shortage_of(actor, shortage_id)
    answer(actor, row=row, **given.model_dump())
    return _whole(actor, row.letter_id)


@rows_router.post("/{shortage_id}/withdraw", response=answers(ShortageListOut))
def post_withdraw(request: HttpRequest, shortage_id: UUID) -> object:
    """The post is not asked for any more."""
    actor = actor_of(request)
    row = shortage_of(actor, shortage_id)
    withdraw(actor, row=row)
    return _whole(actor, row.letter_id)


def _whole(actor: Actor, list_id: UUID) -> dict[str, Any]:
    letter = list_of(actor, list_id)
    return {**_list(letter), "shortages": [_row(one, letter) for one in letter.shortages.all()]}


def _list(row: ShortageList) -> dict[str, Any]:
    stands = standing(row, clock.today())
    return {
        "id": row.pk,
        "version": row.version,
        "number": number_of(row),
        "addressee": row.addressee,
        "note": row.note,
        "made_by": row.made_by,
        "created_at": row.created_at,
        "sent_on": row.sent_on,
        "sent_by": row.sent_by,
        "answer_due": row.answer_due,
        "total": len(row.shortages.all()),
        "waiting": stands.waiting,
        "answered": stands.answered,
        "over": stands.over,
        "overdue": stands.overdue,
    }


def _row(row: Shortage, letter: ShortageList) -> dict[str, Any]:
    unit, filled = row.grid or letter.street, row.filled_by
    told = ("post", "grid_id", "count", "since", "reason", "wish", "wished_by", "answered_on")
    more = ("answer", "named", "later_until", "closed_on", "version")
    return {
        **{name: getattr(row, name) for name in told + more},
        "id": row.pk,
        "unit_name": unit.name,
        "unit_code": unit.code,
        "state": ShortageState(row.state),
        "filled_by": filled.member.name if filled else "",
        "filled_from": filled.valid_from if filled else None,
        "overdue": is_overdue(row, letter, clock.today()),
        "steps": [
            {"at": step.at, "by": step.by, "state": step.state, "said": step.said}
            for step in row.steps.all()
        ],
    }
