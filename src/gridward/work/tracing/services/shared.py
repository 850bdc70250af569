"""What several verbs of tracing need."""

import secrets
from typing import Any
from uuid import UUID

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.tracing.models import TracingCase
from gridward.work.tracing.problems import TracingCaseOver
from gridward.work.tracing.terms import CaseState, TracingAct

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def somebody(actor: Actor, right: Permission = Permission.TRACING_DECIDE) -> UUID:
    """The account of a person: no program decides. Raises NotAllowed."""
    if actor.account_id is None:
        raise NotAllowed(permission=right.value)
    return actor.account_id


def new_serial() -> str:
    """A number that people read out."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


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
