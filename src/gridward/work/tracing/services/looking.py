"""Drawings and answers of trials are looked at; who looked is on record."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor
from gridward.work.tracing.models import TracingCase, TracingRun
from gridward.work.tracing.queries.cases import trial_of
from gridward.work.tracing.queries.drawings import Drawn, drawn
from gridward.work.tracing.services.shared import note_act
from gridward.work.tracing.terms import RunState, TracingAct


@transaction.atomic
def read_drawings(actor: Actor, case: TracingCase) -> Drawn:
    """The drawings of a case with their names."""
    made = drawn(actor, case)
    note_act(actor, TracingAct.CHAIN_SEEN, case)
    return made


@transaction.atomic
def read_trial(actor: Actor, run_id: UUID) -> TracingRun:
    """A trial that the actor asked for; that its answer was read is on record. Raises NotFound."""
    row = trial_of(actor, run_id)
    if row.state == RunState.DONE:
        about = About(TracingRun._meta.db_table, row.pk, row.grid_id)
        grid = grid_of(actor, row.grid_id).name
        record(actor, TracingAct.TRIAL_SEEN, about, street=row.street_id, grid=grid)
    return row


@transaction.atomic
def drop_trial(actor: Actor, run_id: UUID) -> None:
    """Let the answer of a trial go; raises NotFound."""
    trial_of(actor, run_id).delete()
