"""Drafts of rosters: asked for, taken over as shifts by a person, or dropped (G1). The program only suggests."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import DutyPlace, RosterDraft
from gridward.ground.rota.problems import DraftOutdated, DraftWaiting, DutyPlaceClosed
from gridward.ground.rota.queries.drafts import (
    draft_to_decide,
    drafts,
    mark_of,
    members_of,
    said_of,
)
from gridward.ground.rota.queries.rows import places
from gridward.ground.rota.rules.drafts import (
    drafted_rows,
    stored_pattern,
    unfit,
    vacant_rows,
)
from gridward.ground.rota.rules.spans import DAY
from gridward.ground.rota.services.planning import Planned, take_plan
from gridward.ground.rota.terms import (
    OPEN_DRAFTS,
    DraftSaid,
    DraftState,
    PlanRow,
    RotaAct,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.problems import NotFound


@transaction.atomic
def ask_draft(
    actor: Actor, *, said: DraftSaid, defer: Callable[[RosterDraft], None]
) -> RosterDraft:
    """Ask for a draft; `defer` hands it to the background, with this transaction or not at all.

    Raises NotAllowed, NotFound, DutyPlaceClosed, DraftWaiting, and why it cannot be asked.
    """
    actor.require(Permission.ROTA_PLAN)
    problem = unfit(said, clock.today())
    if problem is not None:
        raise problem
    there = _places(actor, said)
    _require_none_open(actor)
    row = RosterDraft.objects.create(
        street_id=there[0].street_id,
        grids=sorted({one.grid_id for one in there}),
        places=[one.pk for one in there],
        first=said.first,
        days=said.days,
        way=said.way,
        patterns=[stored_pattern(one) for one in sorted(said.patterns, key=lambda one: one.begins)],
        posts=sorted(said.posts),
        account_id=actor.account_id,
        account_name=actor.name,
    )
    _note(actor, RotaAct.DRAFT_ASKED, row)
    defer(row)
    return row


@transaction.atomic
def take_draft(actor: Actor, *, draft_id: UUID, version: int, vacant: bool = True) -> Planned:
    """Plan a draft's shifts in place of what is planned there and has not begun; with `vacant` gaps too, vacant.

    Shifts that have begun meanwhile are left as they are. Raises NotAllowed, NotFound, Stale, DraftSettled,
    DraftOutdated, and as `take_plan`.
    """
    row = draft_to_decide(actor, draft_id, version)
    each_at_a_time("rota.place", row.places)
    if mark_of(row, members_of(row)) != row.seen:
        raise DraftOutdated
    made = take_plan(
        actor,
        rows=_rows(row, vacant=vacant),
        replacing=(row.first, row.first + DAY * (row.days - 1)),
    )
    _settle(actor, row, DraftState.TAKEN)
    _note(actor, RotaAct.DRAFT_TAKEN, row)
    return made


@transaction.atomic
def drop_draft(actor: Actor, *, draft_id: UUID, version: int) -> RosterDraft:
    """A draft is not wanted. Raises NotAllowed, NotFound, Stale, DraftSettled."""
    row = draft_to_decide(actor, draft_id, version)
    _settle(actor, row, DraftState.DROPPED)
    _note(actor, RotaAct.DRAFT_DROPPED, row)
    return row


def forget_drafts(before: datetime) -> int:
    """Remove drafts that were asked for before an instant; answers how many."""
    gone, _ = RosterDraft.objects.filter(created_at__lt=before).delete()
    return gone


def _places(actor: Actor, said: DraftSaid) -> list[DutyPlace]:
    found = places(actor).in_bulk(said.places)
    for place_id in said.places:
        if place_id not in found:
            raise NotFound
        actor.require(Permission.ROTA_PLAN, found[place_id].grid_id)
        if found[place_id].closed_on is not None:
            raise DutyPlaceClosed
    return list(found.values())


def _require_none_open(actor: Actor) -> None:
    each_at_a_time("rota.drafts", [actor.account_id] if actor.account_id else [])
    mine = drafts(actor).filter(account_id=actor.account_id, state__in=sorted(OPEN_DRAFTS))
    if mine.exists():
        raise DraftWaiting


def _rows(row: RosterDraft, *, vacant: bool) -> list[PlanRow]:
    rows = [one.row for one in drafted_rows(row.result)]
    if vacant:
        rows += vacant_rows(row.result)
    return [one for one in rows if one.begins_at > clock.now()]


def _settle(actor: Actor, row: RosterDraft, state: DraftState) -> None:
    row.state = state
    row.decided_at, row.decided_name = clock.now(), actor.name
    row.version += 1
    row.save()


def _note(actor: Actor, act: RotaAct, row: RosterDraft) -> None:
    said = said_of(row)
    about = About(RosterDraft._meta.db_table, row.pk, row.grids[0] if len(row.grids) == 1 else None)
    record(
        actor,
        act,
        about,
        street=row.street_id,
        count=len(said.places),
        first=str(said.first),
        last=str(said.first + DAY * (said.days - 1)),
    )
