"""A round that is walked in grid a1, and visits of it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from gridward.ground.register.models import Household
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.services.leading import draft_round, open_round
from gridward.work.rounds.services.visiting import Recorded, record_visits
from gridward.work.rounds.terms import (
    AnswerKind,
    Question,
    QuestionAbout,
    Said,
    TargetKind,
    VisitOutcome,
)
from tests.world import World

FEVER = Question("fever", "是否发热", QuestionAbout.PERSON, AnswerKind.YES_NO, required=True)
PETS = Question("pets", "养了几只宠物", QuestionAbout.HOUSEHOLD, AnswerKind.NUMBER)


def drafted(world: World, actor: Actor, *grids: str, **given: Any) -> Round:
    """A draft of 30 days that begins today."""
    today = clock.today()
    fields: dict[str, Any] = {
        "name": "春季摸排",
        "kinds": [TargetKind.HOUSEHOLD],
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "valid_days": 30,
        "tries": 3,
        "grid_ids": [world.grids[one].pk for one in grids or ("a1",)],
    }
    return draft_round(actor, **fields | given)


def walked(world: World, *grids: str, **given: Any) -> Round:
    """The same, opened by the community's chief."""
    leader = world.actor("leader_a")
    row = drafted(world, leader, *grids, **given)
    return open_round(leader, round_id=row.pk, version=row.version)


def target_of(row: Round, home: Household) -> Target:
    """The household as a target."""
    return Target.objects.get(round=row, household=home)


def said(target: Target, outcome: VisitOutcome = VisitOutcome.MET, **given: Any) -> Said:
    """A visit of now."""
    return Said(
        **{"id": uuid4(), "target_id": target.pk, "outcome": outcome, "at": clock.now(), **given}
    )


def refused(actor: Actor, one: Said) -> str:
    """The code with which a visit is refused; "" when it is not."""
    end = record_visits(actor, [one])[one.id]
    return end.code if isinstance(end, Problem) else ""


def recorded(actor: Actor, one: Said) -> Recorded:
    """What a visit made of its target."""
    end = record_visits(actor, [one])[one.id]
    assert isinstance(end, Recorded), end
    return end


DAY = date(2026, 3, 2)
