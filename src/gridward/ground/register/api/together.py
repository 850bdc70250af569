"""Doors of the list of residents and of one change for many rows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema

from gridward.ground.register.api.shared import once_by_key, reader
from gridward.ground.register.queries.households import HouseholdFilter
from gridward.ground.register.queries.residents import ResidentFilter, residents, told_residents
from gridward.ground.register.schemas.life import (
    HouseholdsFound,
    HouseholdsTogetherIn,
    ResidentRow,
    ResidentsFound,
    ResidentsTogetherIn,
    TogetherIn,
    TogetherOut,
    outcome_of,
    resident_rows,
    with_labels,
)
from gridward.ground.register.services.marks import Why
from gridward.ground.register.services.together import (
    Chosen,
    Outcome,
    change_households,
    change_residents,
)
from gridward.kernel.http import PageOut, answers, door
from gridward.kernel.paging import Page, page

router = door("register")


class ResidentsWanted(ResidentsFound):
    """Which residents; `after` is the cursor of the page before."""

    after: str | None = None


@router.get("/residents", response=answers(PageOut[ResidentRow]))
def list_residents(request: HttpRequest, wanted: Query[ResidentsWanted]) -> object:
    """Residents who live here now, by grid and the pinyin of their names."""
    actor = reader(request)
    rows = told_residents(residents(actor, _people(wanted)))
    one: Page[Any] = page(rows, ["grid_id", "sort_key", "id"], wanted.after)
    return {"items": resident_rows(one.rows, actor), "next": one.next}


@router.post("/together/households", response=answers(TogetherOut))
def post_households_together(request: HttpRequest, given: HouseholdsTogetherIn) -> object:
    """Try or carry out one change for many households."""
    actor = reader(request)
    found = _homes(given.found) if given.found else None
    return _carry_out(
        request,
        given,
        "register.change_households",
        lambda: change_households(
            actor,
            chosen=Chosen(given.ids, found),
            wanted=_set(given.set),
            trial=given.trial,
            digest=given.digest,
            why=_why(given),
        ),
    )


@router.post("/together/residents", response=answers(TogetherOut))
def post_residents_together(request: HttpRequest, given: ResidentsTogetherIn) -> object:
    """Try or carry out one change for many residents."""
    actor = reader(request)
    found = _people(given.found) if given.found else None
    return _carry_out(
        request,
        given,
        "register.change_residents",
        lambda: change_residents(
            actor,
            chosen=Chosen(given.ids, found),
            wanted=_set(given.set),
            trial=given.trial,
            digest=given.digest,
            why=_why(given),
        ),
    )


def _carry_out(
    request: HttpRequest, given: TogetherIn, name: str, act: Callable[[], Outcome]
) -> object:
    """A trial leaves nothing behind, not even its command; the names of rows are told and not stored."""
    if given.trial:
        outcome = act()
        return with_labels(outcome_of(outcome), outcome)
    return once_by_key(request, name, given, lambda: outcome_of(act()))


def _homes(found: HouseholdsFound) -> HouseholdFilter:
    return HouseholdFilter(found.grid, found.state, found.q, found.tenure)


def _people(found: ResidentsFound) -> ResidentFilter:
    ages = (found.age_from, found.age_to)
    plain = (found.grid, found.q, found.sex, *ages, found.tenure)
    return ResidentFilter(*plain, found.tested, found.from_key_area, found.away)


def _set(given: Schema) -> dict[str, Any]:
    """What to set; a grid left empty is not set, texts lose their outer spaces."""
    wanted = given.model_dump(exclude_unset=True)
    if wanted.get("grid_id", UUID(int=0)) is None:
        del wanted["grid_id"]
    return {k: v.strip() if type(v) is str else v for k, v in wanted.items()}


def _why(given: TogetherIn) -> Why | None:
    return Why(**given.why.model_dump()) if given.why else None
