"""A run is asked for, or a trial; the job worker does it."""

import json
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.tracing.models import TracingRun
from gridward.work.tracing.problems import TracingIdTaken, TracingUnderWay
from gridward.work.tracing.queries.cases import case_to_change, lookback_at
from gridward.work.tracing.rules.dated import tracing_rules
from gridward.work.tracing.rules.lookback import days_of
from gridward.work.tracing.services.cases import check_began, require_response
from gridward.work.tracing.services.shared import note_act, require_open
from gridward.work.tracing.terms import TracingAct, TrialSaid


@transaction.atomic
def ask_run(actor: Actor, *, case_id: UUID) -> TracingRun:
    """Have the contacts of a case looked for.

    Raises NotFound, NotAllowed, TracingCaseOver, TracingNoResponse, TracingUnderWay.
    """
    case = require_open(case_to_change(actor, case_id))
    require_response(case.grid)
    run = _run(actor, case.grid, case.street_id)
    run.case = case
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise TracingUnderWay from None
    note_act(actor, TracingAct.RUN_ASKED, case)
    return run


@transaction.atomic
def ask_trial(actor: Actor, *, said: TrialSaid) -> TracingRun:
    """Ask what it would concern if a resident were positive; sent again with its id, the same.

    Raises NotFound, NotAllowed, TracingNoResponse, TracingDaysUnfit, TracingIdTaken, what `rules/lookback.py` raises.
    """
    one_at_a_time("tracing.trial", said.id)
    resident = found(registered(actor, Resident).select_related("grid"), said.resident_id)
    actor.require(Permission.TRACING_DECIDE, resident.grid_id)
    known = TracingRun.objects.filter(pk=said.id).first()
    if known is not None:
        if known.case_id or known.account_id != actor.account_id:
            raise TracingIdTaken
        return known
    grid = grid_of(actor, resident.grid_id)
    require_response(grid)
    today = clock.today()
    check_began(said.began_on, today)
    run = _run(actor, grid, grid.street_id)
    run.pk = said.id
    run.set_sealed("asked", json.dumps(_trial(said, grid, today)))
    run.save(force_insert=True)
    about = About(Resident._meta.db_table, resident.pk, resident.grid_id)
    record(actor, TracingAct.TRIAL_ASKED, about, street=run.street_id, grid=grid.name)
    return run


def _trial(said: TrialSaid, grid: Grid, today: date) -> dict[str, object]:
    """As the job takes it; the days are those of the books unless they are silent and somebody states them."""
    told = lookback_at(grid, today, symptomatic=said.symptomatic)
    days = days_of(told, said.lookback_days, "-")
    return {
        **asdict(said),
        "id": str(said.id),
        "resident_id": str(said.resident_id),
        "began_on": said.began_on.isoformat(),
        "lookback_days": days,
        "book": told.book if days == told.days else "",
    }


def _run(actor: Actor, grid: Grid, street_id: UUID) -> TracingRun:
    rules = tracing_rules(clock.today())
    return TracingRun(
        street_id=street_id,
        grid=grid,
        window_minutes=rules.window_minutes,
        degrees=rules.degrees,
        account_id=actor.as_person(Permission.TRACING_DECIDE),
        account_name=actor.name,
        asked_at=clock.now(),
    )
