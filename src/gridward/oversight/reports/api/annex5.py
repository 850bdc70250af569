"""Doors of Annex 5: the catalogue of figures, the table, the rows behind a figure, files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries import community_of, street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import MEDIA_TYPES
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer, language_of
from gridward.kernel.problems import NotAllowed
from gridward.oversight.reports.api import answers as answer
from gridward.oversight.reports.indicators.annex5 import annex5
from gridward.oversight.reports.indicators.behind import behind_figure
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.queries.counts import recorded_since
from gridward.oversight.reports.queries.layouts import layout_of
from gridward.oversight.reports.rules.moments import read_moment
from gridward.oversight.reports.schemas import BehindOut, FigureOut, TableOut
from gridward.oversight.reports.services.saving import file_name, save_table
from gridward.oversight.reports.terms import Format, Level, Paper, Table

router = door("reports")


class Wanted(Schema):
    """Which table: `at` is a day or an instant, nothing for now; `community` a code of twelve digits."""

    at: str = ""
    level: Level = Level.GRID
    community: str = ""

    def moment(self) -> datetime | None:
        """The past instant, None for now."""
        return read_moment(self.at, clock.now(), clock.LOCAL)


class BehindWanted(Wanted):
    """Whose rows: of a grid, of a community, or of all that the reader may open."""

    figure: str = ""
    grid_id: UUID | None = None
    after: str | None = None


def street_read_by(actor: Actor) -> Division:
    """The actor's street, for who reads figures anywhere; raises NotAllowed, NotFound."""
    if not actor.may(Permission.REPORT_READ):
        raise NotAllowed(permission=Permission.REPORT_READ.value)
    return street_of(actor)


def _table(actor: Actor, wanted: Wanted) -> tuple[Division, Table]:
    street = street_read_by(actor)
    community = community_of(actor, wanted.community) if wanted.community else None
    made = annex5(
        actor,
        street=street,
        community=community,
        layout=layout_of(street),
        level=wanted.level,
        moment=wanted.moment(),
    )
    return street, made


@router.get("/figures", response=answers(list[FigureOut]))
def list_figures(request: HttpRequest) -> object:
    """Every figure with its definition, source, unit and who answers for it."""
    street_read_by(actor_of(request))
    return [answer.figure(one, language_of(request)) for one in FIGURES.values()]


@router.get("/annex5", response=answers(TableOut))
def get_annex5(request: HttpRequest, wanted: Query[Wanted]) -> object:
    """Annex 5, live or as it was, as far as the reader's grids go."""
    actor = actor_of(request)
    _, made = _table(actor, wanted)
    since = recorded_since(actor.grids(Permission.REPORT_READ))
    return answer.table(actor, made, language_of(request), since)


@router.get("/annex5/rows", response=answers(PageOut[BehindOut]))
def list_rows_behind(request: HttpRequest, wanted: Query[BehindWanted]) -> object:
    """The rows that a figure counts, masked, at the grids whose register the reader reads."""
    actor = actor_of(request)
    street = street_read_by(actor)
    found, following = behind_figure(
        actor,
        street=street,
        figure=wanted.figure,
        community=community_of(actor, wanted.community) if wanted.community else None,
        grid_id=wanted.grid_id,
        moment=wanted.moment(),
        after=wanted.after,
    )
    names: dict[Any, str] = dict(
        Grid.objects.filter(pk__in={one.grid_id for one in found}).values_list("pk", "name")
    )
    language = language_of(request)
    return {"items": [answer.behind(one, names, language) for one in found], "next": following}


@router.post("/annex5/file", response=answers(None))
def save_annex5(
    request: HttpRequest, wanted: Query[Wanted], kind: Format = "xlsx", paper: Paper = "a3"
) -> HttpResponse:
    """Annex 5 as a workbook or on paper; recorded."""
    actor = actor_of(request)
    street, made = _table(actor, wanted)
    return as_file(request, street, made, kind, paper)


def as_file(
    request: HttpRequest, street: Division, table: Table, kind: Format, paper: Paper
) -> HttpResponse:
    """A table as a file to keep."""
    language = language_of(request)
    content = save_table(
        actor_of(request),
        street=street,
        table=table,
        kind=kind,
        paper=paper,
        language=language,
    )
    return file_answer(content, file_name(table, kind, language), MEDIA_TYPES[kind])
