"""What several verbs of tracing need."""

from typing import Any

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.work.tracing.models import TracingCase
from gridward.work.tracing.problems import TracingCaseOver
from gridward.work.tracing.terms import CaseState, TracingAct


def require_open(row: TracingCase) -> TracingCase:
    """Raises TracingCaseOver."""
    if row.state != CaseState.OPEN:
        raise TracingCaseOver
    return row


def note_act(actor: Actor, act: TracingAct, row: TracingCase, **numbers: Any) -> None:
    """A line of the record: which case at which grid, and nobody."""
    about = About(TracingCase._meta.db_table, row.pk, row.grid_id)
    named = row.grid.name
    record(actor, act, about, street=row.street_id, grid=named, serial=row.serial, **numbers)
