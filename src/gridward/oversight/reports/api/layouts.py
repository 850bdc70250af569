"""Doors of the layout of Annex 5."""

from django.http import HttpRequest
from ninja import Status

from gridward.kernel.http import actor_of, answers, door
from gridward.oversight.reports.api import answers as answer
from gridward.oversight.reports.api.annex5 import street_read_by
from gridward.oversight.reports.queries.layouts import layout_of, versions
from gridward.oversight.reports.schemas import (
    ReportLayoutIn,
    ReportLayoutOut,
    ReportLayoutVersionOut,
)
from gridward.oversight.reports.services.layouts import save_layout

router = door("reports")


@router.get("", response=answers(ReportLayoutOut))
def get_layout(request: HttpRequest, version: int | None = None) -> object:
    """The street's layout, or one of its versions; 0 is the one of the repository."""
    return answer.layout(layout_of(street_read_by(actor_of(request)), version))


@router.get("/versions", response=answers(list[ReportLayoutVersionOut]))
def list_versions(request: HttpRequest) -> object:
    """Every version that was saved, the latest first, at the end the one of the repository."""
    rows = versions(street_read_by(actor_of(request)))[:100]
    first = {"number": 0, "note": "", "by": "", "at": None}
    return [*(answer.version(row) for row in rows), first]


@router.post("", response=answers(ReportLayoutOut, 201))
def post_layout(request: HttpRequest, given: ReportLayoutIn) -> object:
    """Save a layout as the next version."""
    actor = actor_of(request)
    street = street_read_by(actor)
    save_layout(
        actor,
        street=street,
        layout=answer.given_layout(given),
        based_on=given.based_on,
        note=given.note,
    )
    return Status(201, answer.layout(layout_of(street)))
