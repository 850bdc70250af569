"""Doors of the response level."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.paging import page
from gridward.work.response.queries.decisions import decision_of, decisions, news_for
from gridward.work.response.queries.levels import (
    HeldHere,
    held_by,
    standings_of,
)
from gridward.work.response.queries.plan import modules_for
from gridward.work.response.queries.units import post_of, units_of
from gridward.work.response.rules.dated import bases_on, cadence
from gridward.work.response.schemas import (
    ResponseBasisOut,
    ResponseChoicesOut,
    ResponseDecisionIn,
    ResponseDecisionOut,
    ResponseDecisionRow,
    ResponseGridOut,
    ResponseLevelOut,
    ResponseMineOut,
    ResponseModuleOut,
    ResponseNewsOut,
    ResponsePreviewOut,
    ResponseStandingOut,
    ResponseStandingsOut,
    ResponseUnitOut,
)
from gridward.work.response.services.deciding import preview_decision, sign_decision
from gridward.work.response.services.papers import decision_file
from gridward.work.response.terms import ResponseLevel

router = door("response")


class ResponseDay(Schema):
    """As on which day; without one today."""

    day: date | None = None


class ResponsePageWanted(Schema):
    """`after` is the cursor of the page before."""

    after: str | None = None


class ResponsePaperWanted(Schema):
    """As which file."""

    format: PaperFormat = PaperFormat.PDF


@router.get("/mine", response=answers(ResponseMineOut))
def get_mine(request: HttpRequest) -> object:
    """The level for the caller, for the top of every page."""
    actor, now = actor_of(request), clock.now()
    day = clock.local_date(now)
    held = held_by(actor.readable(), day)
    news = news_for(actor, now)
    return ResponseMineOut(
        day=day,
        level=held.level,
        **_why(held),
        modules=[ResponseModuleOut.of(one) for one in modules_for(actor, held.level, day)],
        round_days=cadence("survey_round", held.level, day),
        news=ResponseNewsOut.of(news) if news else None,
    )


@router.get("/grids/{grid_id}", response=answers(ResponseGridOut))
def get_grid(request: HttpRequest, grid_id: UUID, wanted: Query[ResponseDay]) -> object:
    """The level of a grid on a day, and why."""
    actor_of(request).require(Permission.TERRITORY_READ, grid_id)
    day = wanted.day or clock.today()
    held = held_by({grid_id}, day)
    return ResponseGridOut(grid_id=grid_id, day=day, level=held.level, **_why(held))


@router.get("/standings", response=answers(ResponseStandingsOut))
def list_standings(request: HttpRequest, wanted: Query[ResponseDay]) -> object:
    """What stands at which level in the caller's street, as on a day."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    today = clock.today()
    day = wanted.day or today
    rows = list(standings_of(actor, day, ahead=day == today))
    return ResponseStandingsOut(
        day=day, level=held_by(actor.readable(), day).level, standings=_told(rows)
    )


@router.get("/levels", response=answers(list[ResponseLevelOut]))
def list_levels(request: HttpRequest) -> object:
    """What each level turns on today."""
    actor_of(request).require(Permission.TERRITORY_READ)
    today, language = clock.today(), language_of(request)
    return [ResponseLevelOut.of(one, today, language) for one in ResponseLevel]


@router.get("/choices", response=answers(ResponseChoicesOut))
def get_choices(request: HttpRequest) -> object:
    """What a decision may name."""
    actor, language = actor_of(request), language_of(request)
    actor.require(Permission.RESPONSE_SWITCH)
    return ResponseChoicesOut(
        units=[ResponseUnitOut.of(one) for one in units_of(actor)],
        bases=[ResponseBasisOut.of(one, language) for one in bases_on(clock.today())],
        post=post_of(actor),
    )


@router.post("/preview", response=answers(ResponsePreviewOut))
def post_preview(request: HttpRequest, given: ResponseDecisionIn) -> object:
    """What a decision would do if it were signed now."""
    content = preview_decision(actor_of(request), said=given.said())
    return ResponsePreviewOut.of(content, language_of(request))


@router.get("/decisions", response=answers(PageOut[ResponseDecisionRow]))
def list_decisions(request: HttpRequest, wanted: Query[ResponsePageWanted]) -> object:
    """Signed decisions of the street, the latest first."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    found: Any = page(decisions(actor), ["-signed_at", "-id"], wanted.after)
    items = [ResponseDecisionRow.of(row) for row in found.rows]
    return PageOut[ResponseDecisionRow](items=items, next=found.next)


@router.post("/decisions", response=answers(ResponseDecisionOut, 201))
def post_decision(request: HttpRequest, given: ResponseDecisionIn) -> object:
    """Sign a decision."""
    actor = actor_of(request)
    made = sign_decision(actor, said=given.said())
    row = decision_of(actor, made.pk)
    return Status(201, ResponseDecisionOut.whole(row, language_of(request)))


@router.get("/decisions/{decision_id}", response=answers(ResponseDecisionOut))
def get_decision(request: HttpRequest, decision_id: UUID) -> object:
    """A signed decision whole."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    return ResponseDecisionOut.whole(decision_of(actor, decision_id), language_of(request))


@router.post("/decisions/{decision_id}/file", response=answers(None))
def post_file(request: HttpRequest, decision_id: UUID, given: ResponsePaperWanted) -> HttpResponse:
    """A signed decision as PDF or Word; taking it is recorded."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    made = decision_file(actor, decision_id=decision_id, format_=given.format)
    return file_answer(made.content, made.file_name, made.format.content_type)


def _why(held: HeldHere) -> dict[str, list[ResponseStandingOut]]:
    """By which standings a level holds, and which ones it outweighs."""
    return {"because": _told(held.because), "outweighed": _told(held.outweighed)}


def _told(rows: Iterable[Any]) -> list[ResponseStandingOut]:
    return [ResponseStandingOut.of(one) for one in rows]
