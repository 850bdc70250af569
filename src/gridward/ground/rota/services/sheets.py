"""The wall sheet of a week on A3: who is on duty where, by names as the service shows them; a taking is on record."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import DutyPlace, Shift
from gridward.ground.rota.queries.duty import open_places
from gridward.ground.rota.queries.rows import chosen, shifts
from gridward.ground.rota.rules.spans import day_span, days_between
from gridward.ground.rota.terms import RotaAct, ShiftFilter, ShiftRole
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

PAPER = Path(__file__).resolve().parents[1] / "paper" / "week.typ"
WEEK = timedelta(days=6)


@transaction.atomic
def week_sheet(
    actor: Actor,
    *,
    first: date,
    place_id: UUID | None = None,
    community: str = "",
    language: str = DEFAULT_LANGUAGE,
) -> Printed:
    """Seven days of a place, of a community, or of all the actor reads, as PDF; raises NotFound where there is none."""
    actor.require(Permission.STAFF_READ)
    rows = open_places(actor, place_id=place_id).select_related("grid__community")
    here = list(rows.filter(grid__community__code=community) if community else rows)
    if not here:
        raise NotFound
    span = day_span(first, first + WEEK)
    found = chosen(shifts(actor), ShiftFilter(span)).filter(
        place__in=here, begins_at__gte=span.begins_at
    )
    title = _title(here, place_id, community, language)
    content = pdf(PAPER, _data(title, first, here, list(found), language), language)
    _note(actor, here, title, first)
    return Printed.named(f"{title} {first}", PaperFormat.PDF, content)


def _note(actor: Actor, here: Sequence[DutyPlace], title: str, first: date) -> None:
    about = About(DutyPlace._meta.db_table, here[0].pk, here[0].grid_id)
    record(
        actor,
        RotaAct.SHEET_TAKEN,
        about,
        street=here[0].street_id,
        also=[one.pk for one in here[1:]],
        title=title,
        count=len(here),
        day=str(first),
    )


def _title(here: Sequence[DutyPlace], place_id: UUID | None, community: str, language: str) -> str:
    unit = here[0].grid.community.name if community else ""
    name = here[0].name if place_id else unit
    return say("paper.rota.title", language, unit=name).strip()


def _data(
    title: str, first: date, here: Sequence[DutyPlace], found: Collection[Shift], language: str
) -> dict[str, Any]:
    cells: dict[tuple[UUID, str, date], list[Shift]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.begins_at, one.ends_at, str(one.pk))):
        cells[one.place_id, one.role, clock.local_date(one.begins_at)].append(one)
    days = list(days_between(first, first + WEEK))
    return {
        "title": title,
        "span": say("paper.rota.span", language, first=days[0], last=days[-1]),
        "foot": say("paper.rota.foot", language, day=clock.today()),
        "words": {
            "place": say("paper.rota.place", language),
            "duty": say("paper.rota.duty", language),
            "vacant": say("paper.rota.vacant", language),
        },
        "days": [_day(day, language) for day in days],
        "places": [_place(place, days, cells, language) for place in here],
    }


def _day(day: date, language: str) -> dict[str, Any]:
    weekday = say(f"paper.rota.weekday.{day.isoweekday()}", language)
    return {"day": f"{day.month}/{day.day}", "weekday": weekday, "rest": day.isoweekday() > 5}


def _place(
    place: DutyPlace,
    days: Sequence[date],
    cells: dict[tuple[UUID, str, date], list[Shift]],
    language: str,
) -> dict[str, Any]:
    used = [role for role in ShiftRole if any((place.pk, role.value, day) in cells for day in days)]
    roles = used or [ShiftRole.KEEPER]
    return {
        "name": place.name,
        "grid": place.grid.name,
        "roles": [
            {
                "role": say(f"word.rota.role.{role.value}", language),
                "days": [_cell(cells.get((place.pk, role.value, day), [])) for day in days],
            }
            for role in roles
        ],
    }


def _cell(held: Sequence[Shift]) -> list[dict[str, Any]]:
    """The shifts that begin on a day, those of the same hours together."""
    together: dict[str, list[str]] = defaultdict(list)
    for one in held:
        begins, ends = (at.astimezone(clock.LOCAL) for at in (one.begins_at, one.ends_at))
        hours = f"{begins:%H:%M}–{ends:%H:%M}"
        together[hours].append(one.member.name if one.member else "")
    return [{"hours": hours, "names": names} for hours, names in together.items()]
