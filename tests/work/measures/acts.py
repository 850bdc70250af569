"""What people of these tests do: somebody is proposed, decided on, confirmed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from gridward.ground.register.models import Resident
from gridward.ground.register.services.households import add_household
from gridward.kernel import clock
from gridward.kernel.clock import LOCAL
from gridward.kernel.ids import new_id
from gridward.work.measures.models import Measure, MeasureTest
from gridward.work.measures.services.deciding import confirm, decide
from gridward.work.measures.services.following import take_reading
from gridward.work.measures.services.proposing import propose
from gridward.work.measures.services.testing import take_sample
from gridward.work.measures.terms import (
    ControlKind,
    MeasureOrigin,
    PersonSaid,
    ProposalSaid,
    ReadingWay,
    ResultSaid,
    SampleMethod,
    SampleResult,
    SampleSaid,
    Wanted,
)
from gridward.work.rulebooks.terms import PersonCategory
from tests.world import World

CLOSE = PersonCategory.CLOSE_CONTACT
DAY = timedelta(days=1)
FACTS = "7月14日与确诊病例同桌用餐约一小时，本人和店家核实"
NEED = "家中有老人，无法单独居住"
SOMEBODY = PersonSaid("过路人", "13900139001", birth_date="1980-05-06", address="翠竹小区门口")


def resident(world: World, name: str = "张三", **more: Any) -> Resident:
    """Somebody who lives in a1."""
    said: Any = {
        "name": name,
        "document_missing": "refused",
        "birth_date": date(1988, 3, 4),
        "phones": ["13800138000"],
        **more,
    }
    dwelling = world.dwellings["a1-1-101"].pk
    household = add_household(
        world.actor("worker_a1"), dwelling_id=dwelling, residents=[said]
    ).household
    return Resident.objects.get(household=household, name=name)


def said_of(row: Resident | None, **given: Any) -> ProposalSaid:
    today = clock.today()
    words: dict[str, Any] = {
        "id": new_id(),
        "category": CLOSE,
        "origin": MeasureOrigin.PUSHED,
        "evidence": FACTS,
        "determined_on": today,
        "counted_from": today - DAY,
        "resident_id": row.pk if row else None,
        "necessity": NEED,
    }
    return ProposalSaid(**{**words, **given})


def stated(kind: ControlKind, days: int, **more: Any) -> Wanted:
    """A measure whose end a person states, so many days from today."""
    return Wanted(kind, clock.today() + days * DAY, "按当地通知执行", **more)


def proposed(world: World, row: Resident | None = None, **given: Any) -> Measure:
    """By the health liaison, of somebody of a1."""
    person = row or resident(world)
    return propose(world.actor("health_a"), said=said_of(person, **given))


def decided(world: World, row: Measure, by: str = "leader_a") -> Measure:
    return decide(
        world.actor(by), measure_id=row.pk, version=row.version, agrees=True, reason="情况属实"
    )


def confirmed(world: World, row: Measure, by: str = "command") -> Measure:
    return confirm(
        world.actor(by), measure_id=row.pk, version=row.version, agrees=True, reason="同意"
    )


def in_force(world: World, row: Resident | None = None, **given: Any) -> Measure:
    """Proposed, decided, and confirmed where it must be."""
    measure = decided(world, proposed(world, row, **given))
    return confirmed(world, measure) if measure.restricts else measure


def sampled(
    world: World,
    row: Measure,
    day: date,
    result: SampleResult | None = SampleResult.NEGATIVE,
    *,
    by: str = "worker_a1",
    **more: Any,
) -> MeasureTest:
    """A sample of nine in the morning, its result reported at eleven."""
    at = datetime.combine(day, time(9), LOCAL)
    told = ResultSaid(result, at + timedelta(hours=2), "样例检测点") if result else None
    said = SampleSaid(new_id(), at, SampleMethod.NUCLEIC_ACID, "小区采样点", result=told, **more)
    return take_sample(world.actor(by), measure_id=row.pk, said=said)


def asked_today(world: World, row: Measure, celsius: float = 36.5, by: str = "worker_a1") -> None:
    """A call, as now."""
    take_reading(
        world.actor(by),
        measure_id=row.pk,
        reading_id=new_id(),
        at=clock.now(),
        way=ReadingWay.CALL,
        celsius=celsius,
    )
