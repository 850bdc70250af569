"""What people of the tests do: patrols, logs, rounds that are walked."""

from datetime import datetime, timedelta
from typing import Any

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.patrols.models import Patrol, PatrolPoint, WorkLog
from gridward.work.patrols.services.logs import sign_log
from gridward.work.patrols.services.patrols import record_patrol
from gridward.work.patrols.services.points import add_point
from gridward.work.patrols.terms import FindingCategory, LogSaid, PatrolKind
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.services.leading import draft_round, open_round
from gridward.work.rounds.services.visiting import record_visit
from gridward.work.rounds.terms import Said, TargetKind, VisitOutcome
from tests.world import World

EVENING = datetime(2026, 3, 4, 20, 30, tzinfo=clock.LOCAL)
"""A Wednesday, when the tests are."""
LINE = "M 20,100 C 60,20 90,180 140,90 L 300,60"


def moment(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A local moment of the tests' day, or of some days later."""
    return EVENING.replace(hour=hour, minute=minute) + timedelta(days=days)


def point(
    world: World, actor: Actor, name: str = "东门", grid: str = "a1", **given: Any
) -> PatrolPoint:
    return add_point(actor, grid_id=world.grids[grid].pk, name=name, **given)


def patrol(world: World, actor: Actor, grid: str = "a1", **given: Any) -> Patrol:
    """From nine to ten, with nothing found."""
    said = {
        "patrol_id": new_id(),
        "kind": PatrolKind.PATROL,
        "started_at": moment(9),
        "ended_at": moment(10),
        **given,
    }
    return record_patrol(actor, grid_id=world.grids[grid].pk, **said)


def found(text: str = "测温枪没电", **given: Any) -> dict[str, Any]:
    return {"category": FindingCategory.GATE, "text": text, **given}


def said(world: World, grid: str = "a1", **given: Any) -> LogSaid:
    """A log of nine to eleven of today."""
    words: dict[str, Any] = {
        "day": EVENING.date(),
        "start": moment(9),
        "end": moment(11),
        "work": "入户走访5户。",
        "handling": "劝离1起聚集。",
        "result": "无遗留问题。",
        "signature": LINE,
        **given,
    }
    return LogSaid(grid_id=world.grids[grid].pk, **words)


def signed(world: World, actor: Actor, grid: str = "a1", **given: Any) -> WorkLog:
    return sign_log(actor, log_id=new_id(), said=said(world, grid, **given))


def walked_round(world: World, grid: str = "a1") -> Round:
    """A round of households and organisations that is open in a grid."""
    row = draft_round(
        world.actor("chief"),
        name="春季摸排",
        kinds=[TargetKind.HOUSEHOLD, TargetKind.ORGANISATION],
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=10),
        valid_days=30,
        tries=3,
        grid_ids=[world.grids[grid].pk],
    )
    opened = open_round(world.actor("chief"), round_id=row.pk, version=row.version)
    by_the_tests_clock()
    return opened


def by_the_tests_clock() -> None:
    """Targets are made by the database, whose clock no test sets back."""
    Target.objects.filter(created_at__gt=clock.now()).update(created_at=clock.now())


def visited(
    actor: Actor, target: Target, outcome: VisitOutcome, hour: int = 9, **given: Any
) -> None:
    record_visit(
        actor, Said(id=new_id(), target_id=target.pk, outcome=outcome, at=moment(hour), **given)
    )
