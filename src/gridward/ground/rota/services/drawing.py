"""A draft is drawn up in the background: facts gathered, a roster sought outside any transaction, the answer kept.

Doing it again changes nothing twice. Only the job imports this page, for the optimiser behind it is large.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings

from gridward.ground.rota.models import RosterDraft
from gridward.ground.rota.problems import DraftImpossible
from gridward.ground.rota.queries.draft_facts import facts_of
from gridward.ground.rota.queries.drafts import drafts, mark_of, said_of
from gridward.ground.rota.rules.drawing import Facts, drawn
from gridward.ground.rota.terms import DraftState
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting
from gridward.planning.rosters import Effort, NoRoster

TRIES = Effort(seconds=1, workers=1, rounds=1)
"""For each fix that is tried; three gaps are explained."""


def draw_draft(
    actor: Actor, *, draft_id: UUID, search: Effort | None = None, tries: Effort = TRIES
) -> None:
    """Draw a draft up on behalf of who asked. A refusal stands in it; one that is done stays as it is.

    Without a word about the effort it is the setting's, in one thread: the screens keep a core of a small machine.
    """
    search = search or Effort(seconds=settings.ROSTER_SECONDS, workers=1)
    try:
        with acting(actor):
            found = _begun(actor, draft_id)
        if found is not None:
            facts, seen = found
            result = _drawn(facts, search, tries)
            _keep(actor, draft_id, lambda row: _finish(row, result, seen))
    except Problem as refusal:
        code = refusal.code
        _keep(actor, draft_id, lambda row: _fail(row, code))
    except Exception:
        _keep(actor, draft_id, lambda row: _fail(row, DraftImpossible.code))
        raise


def _begun(actor: Actor, draft_id: UUID) -> tuple[Facts, str] | None:
    """The facts of a draft that is still to be drawn up, and the mark of what they were read from."""
    row = _open(actor, draft_id)
    if row is None:
        return None
    facts = facts_of(actor, said_of(row), clock.now())
    row.state = DraftState.WORKING
    row.version += 1
    row.save()
    return facts, mark_of(row, [one.id for one in facts.members])


def _open(actor: Actor, draft_id: UUID) -> RosterDraft | None:
    rows = drafts(actor).filter(state__in=(DraftState.WAITING, DraftState.WORKING))
    return rows.select_for_update(of=("self",)).filter(pk=draft_id).first()


def _drawn(facts: Facts, search: Effort, tries: Effort) -> dict[str, Any]:
    try:
        return drawn(facts, search, tries)
    except NoRoster:
        raise DraftImpossible from None


def _keep(actor: Actor, draft_id: UUID, change: Callable[[RosterDraft], None]) -> None:
    with acting(actor):
        row = _open(actor, draft_id)
        if row is not None:
            change(row)
            row.version += 1
            row.save()


def _fail(row: RosterDraft, code: str) -> None:
    row.state, row.problem = DraftState.FAILED, code


def _finish(row: RosterDraft, result: dict[str, Any], seen: str) -> None:
    row.state, row.result, row.seen = DraftState.READY, result, seen
