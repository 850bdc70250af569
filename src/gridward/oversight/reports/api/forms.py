"""Doors of the forms: Annex 3 and 4 as files, a building's list for the stairwell and its door matrix on paper."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.http import actor_of, answers, door, file_answer
from gridward.oversight.reports.queries.forms import Chosen
from gridward.oversight.reports.rules.forms import MOST_FORMS
from gridward.oversight.reports.services.buildings import print_door_matrix, print_stairwell_list
from gridward.oversight.reports.services.forms import household_forms, organisation_forms
from gridward.oversight.reports.services.paper import Manner

router = door("forms")

Ids = Annotated[list[UUID], Field(default_factory=list, max_length=MOST_FORMS)]


class FormsIn(Schema):
    """Which rows, by their ids or all of a grid, and how: masked unless `full`, which takes a reason."""

    ids: Ids
    grid_id: UUID | None = None
    format: PaperFormat = PaperFormat.PDF
    full: bool = False
    reason: Annotated[str, StringConstraints(max_length=300)] = ""

    def chosen(self) -> Chosen:
        """Which rows."""
        return Chosen(tuple(self.ids), self.grid_id)

    def manner(self) -> Manner:
        """As which file, and whether in full."""
        return Manner(self.format, self.full, self.reason)


class StairwellIn(Schema):
    """`large` prints in large type."""

    large: bool = False


@router.post("/annex3", response=answers(None))
def post_annex3(request: HttpRequest, given: FormsIn) -> HttpResponse:
    """Annex 3 of households as PDF or Word; taking it is recorded."""
    actor = actor_of(request)
    return _file(household_forms(actor, chosen=given.chosen(), manner=given.manner()))


@router.post("/annex4", response=answers(None))
def post_annex4(request: HttpRequest, given: FormsIn) -> HttpResponse:
    """Annex 4 of organisations as PDF or Word; taking it is recorded."""
    actor = actor_of(request)
    return _file(organisation_forms(actor, chosen=given.chosen(), manner=given.manner()))


@router.post("/buildings/{building_id}/stairwell", response=answers(None))
def post_stairwell(request: HttpRequest, building_id: UUID, given: StairwellIn) -> HttpResponse:
    """The list of a building's doors for a visit, on A4; names are masked."""
    actor = actor_of(request)
    return _file(print_stairwell_list(actor, building_id=building_id, large=given.large))


@router.post("/buildings/{building_id}/matrix", response=answers(None))
def post_matrix(request: HttpRequest, building_id: UUID) -> HttpResponse:
    """The door matrix of a building on paper; names are masked."""
    return _file(print_door_matrix(actor_of(request), building_id=building_id))


def _file(printed: Printed) -> HttpResponse:
    return file_answer(printed.content, printed.file_name, printed.format.content_type)
