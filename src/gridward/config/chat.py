"""Visits that somebody confirms from a pasted chat message: notices read the message, rounds record the visit."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of, answers, door
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound, Problem
from gridward.work.rounds.models import Target
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.services.visiting import record_visits
from gridward.work.rounds.terms import Said, VisitOutcome, VisitWay

router = door("notices")


class ChatVisitsIn(Schema):
    """An outcome at households of a round."""

    round_id: UUID
    household_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    outcome: VisitOutcome


class ChatVisitsOut(Schema):
    """How many visits were recorded, and why others were not, each reason once."""

    recorded: int
    refused: list[str]


@router.post("/visits", response=answers(ChatVisitsOut))
def post_chat_visits(request: HttpRequest, given: ChatVisitsIn) -> object:
    """Record what was confirmed; each visit is taken or refused on its own."""
    actor = actor_of(request)
    ends = record_visits(actor, visits_of(actor, given))
    refused = [one for one in ends.values() if isinstance(one, Problem)]
    language = getattr(request, "language", "")
    return ChatVisitsOut(
        recorded=len(ends) - len(refused),
        refused=list(dict.fromkeys(one.sentence(language) for one in refused)),
    )


def visits_of(actor: Actor, given: ChatVisitsIn) -> list[Said]:
    """As rounds take them, told by telephone now; raises NotFound, NotAllowed."""
    actor.require(Permission.VISIT_RECORD)
    rows = visible_to(actor, Target).filter(round=given.round_id, household__in=given.household_ids)
    targets = list(rows.order_by("id").values_list("id", flat=True))
    if len(targets) != len(set(given.household_ids)):
        raise NotFound
    return [
        Said(
            id=new_id(),
            target_id=one,
            outcome=given.outcome,
            at=clock.now(),
            way=VisitWay.TELEPHONE,
        )
        for one in targets
    ]
