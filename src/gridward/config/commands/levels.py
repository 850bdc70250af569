"""`gridward response show | switch`: the levels of a day, and a decision in the name of whoever signs it."""

from datetime import date
from typing import Any
from uuid import UUID

from gridward.config.commands.orders import acting_as, grid_coded, word
from gridward.config.commands.people import COMMAND_LINE
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import acting
from gridward.work.response.models import ResponseStanding
from gridward.work.response.queries.levels import level_at, open_standings, standings_on
from gridward.work.response.services.deciding import sign_decision
from gridward.work.response.services.papers import number_of
from gridward.work.response.terms import (
    BasisSaid,
    DecisionSaid,
    ResponseLevel,
    ResponseStep,
    Seen,
    Times,
)


def show(day: str, grid: str) -> dict[str, Any]:
    """The level of one grid (its code) and why, or all that stands above ordinary on a day."""
    on = date.fromisoformat(day) if day else clock.today()
    with acting(operator(COMMAND_LINE)):
        told: dict[str, Any] = {"day": on.isoformat()}
        rows = {one.pk: one for one in standings_on(on)}
        if grid:
            held = level_at(grid_coded(grid), on)
            rows = {one.id: rows[one.id] for one in (*held.because, *held.outweighed)}
            told |= {"grid": grid, "level": held.level.value}
        return {**told, "standings": {str(pk): _told(row) for pk, row in rows.items()}}


def switch(
    by: str, level: str, grids: list[str], until: str, bases: list[str], reason: str
) -> dict[str, Any]:
    """One decision for grids, or for the whole street: `ordinary` ends, what is open is changed, else declared."""
    if not by:
        raise NotFound
    with acting_as(by) as actor:
        where = [grid_coded(one) for one in grids]
        said = _said(actor, word(ResponseLevel, level), where, until, bases, reason)
        row = sign_decision(actor, said=said)
        return {"number": number_of(row), "digest": row.digest, "units": row.content["units"]}


def _said(
    actor: Actor,
    level: ResponseLevel,
    grids: list[UUID],
    until: str,
    bases: list[str],
    reason: str,
) -> DecisionSaid:
    wanted: set[UUID | None] = set(grids) or {None}
    if actor.street_id is None:
        raise NotFound
    opened = [one for one in open_standings(actor.street_id) if one.grid_id in wanted]
    today = clock.today()
    step = _step(level, bool(opened))
    last = date.fromisoformat(until) if until else None
    return DecisionSaid(
        step=step,
        times=Times(last or today) if step is ResponseStep.END else Times(today, last),
        bases=tuple(BasisSaid(*one.split("=", 1)) for one in bases),
        reason=reason,
        level=level,
        whole_street=not grids and step is ResponseStep.DECLARE,
        grids=tuple(grids) if step is ResponseStep.DECLARE else (),
        standings=tuple(Seen(one.pk, one.version) for one in opened),
    )


def _step(level: ResponseLevel, opened: bool) -> ResponseStep:
    if level is ResponseLevel.ORDINARY:
        return ResponseStep.END
    return ResponseStep.CHANGE if opened else ResponseStep.DECLARE


def _told(row: ResponseStanding) -> dict[str, Any]:
    return {
        "unit": (row.grid or row.street).name,
        "level": row.level,
        "since": row.since,
        "until": row.until,
        "review_on": row.review_on,
        "decision": number_of(row.opened_by),
    }
