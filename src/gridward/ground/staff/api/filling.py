"""Doors of the organisation chart, the leading group and the completeness check."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.staff.api.shapes import chart_out, seat_out
from gridward.ground.staff.queries import member_of, seat_of
from gridward.ground.staff.queries.chart import chart_on
from gridward.ground.staff.queries.filling import findings, oversees_street
from gridward.ground.staff.queries.shortages import open_units
from gridward.ground.staff.queries.told import told_advice, told_finding, told_source
from gridward.ground.staff.rules.dated import FIGURES, measures_on
from gridward.ground.staff.schemas.filling import (
    ChartOut,
    DayIn,
    FindingsOut,
    SeatIn,
    SeatOut,
)
from gridward.ground.staff.services.group import end_seat, seat
from gridward.ground.staff.services.papers import chart_paper
from gridward.ground.staff.terms.filling import Finding, Measures
from gridward.ground.territory.queries import street_of
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.http import actor_of, answers, door, file_answer, language_of
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import say

router = door("staff")


@router.get("/chart", response=answers(ChartOut))
def get_chart(request: HttpRequest, day: date | None = None) -> object:
    """The organisation chart of the street as of a day."""
    actor = actor_of(request)
    if not actor.may(Permission.STAFF_READ):
        raise NotAllowed(permission=Permission.STAFF_READ.value)
    return chart_out(chart_on(street_of(actor), day or clock.today()))


@router.get("/chart/paper", response=answers(None))
def get_chart_paper(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """The organisation chart on A3 as PDF, without phone numbers."""
    actor = actor_of(request)
    street, day, language = street_of(actor), day or clock.today(), language_of(request)
    content = chart_paper(actor, street, day, language)
    return file_answer(
        content,
        f"{say('paper.chart.title', language, street=street.name)}{day}.pdf",
        MEDIA_TYPES["pdf"],
    )


@router.post("/group", response=answers(SeatOut, 201))
def post_seat(request: HttpRequest, given: SeatIn) -> object:
    """Seat a member in the leading group."""
    actor = actor_of(request)
    rest = given.model_dump(exclude={"member_id"})
    row = seat(actor, member=member_of(actor, given.member_id), **rest)
    return Status(201, seat_out(row))


@router.post("/group/{seat_id}/end", response=answers(SeatOut))
def post_seat_end(request: HttpRequest, seat_id: UUID, given: DayIn) -> object:
    """End a seat in the leading group."""
    actor = actor_of(request)
    return seat_out(end_seat(actor, row=seat_of(actor, seat_id), on=given.on))


@router.get("/findings", response=answers(FindingsOut))
def get_findings(request: HttpRequest, day: date | None = None) -> object:
    """What is amiss with the filling of posts on a day, at the grids that the caller oversees."""
    actor, language = actor_of(request), language_of(request)
    if not actor.may(Permission.STAFF_OVERSEE):
        raise NotAllowed(permission=Permission.STAFF_OVERSEE.value)
    street, day = street_of(actor), day or clock.today()
    reported = {key: row.letter_id for key, row in open_units(street.pk).items()}
    found = findings(actor, street, day)
    return {
        "day": day,
        "whole_street": oversees_street(actor, street, day),
        "findings": [_finding(one, language, reported, street.pk) for one in found],
        **_measures(measures_on(day), language),
    }


def _finding(
    one: Finding, language: str, reported: dict[str, UUID], street: UUID
) -> dict[str, Any]:
    keys = [f"{post.value}:{unit.id or street}" for post in one.posts for unit in one.units]
    return {
        "key": one.key,
        "rule": one.rule,
        "sentence": told_finding(one, language),
        "advice": told_advice(one, language),
        "since": one.since,
        "source": told_source(one.source, language),
        "posts": one.posts,
        "units": one.units,
        "people": one.people,
        "missing": one.missing,
        "shortage_list_id": next((reported[key] for key in keys if key in reported), None),
        "row_id": one.row,
    }


def _measures(measures: Measures, language: str) -> dict[str, Any]:
    sources = {name: told_source(text, language) for name, text in measures.sources.items()}
    return {
        "figures": [
            {"name": name, "value": getattr(measures, name), "source": sources[name]}
            for name in FIGURES
        ],
        "needed": [
            {"post": post, "count": count, "source": sources[post.value]}
            for post, count in measures.needed.items()
        ],
        "clashes": [
            {
                "id": one.id,
                "first": sorted(one.first),
                "second": sorted(one.second),
                "where": one.where,
                "reason": say(f"word.staff.clash.{one.id}", language),
                "source": told_source(one.source, language),
            }
            for one in measures.clashes
        ],
    }
