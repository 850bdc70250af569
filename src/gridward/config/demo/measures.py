"""Measures of the demo: invented cases in the community that stands at alert, each as far as people have taken it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.response import response_at
from gridward.work.measures.services.appealing import take_appeal
from gridward.work.measures.services.calling import ask_need
from gridward.work.measures.services.deciding import confirm, decide
from gridward.work.measures.services.ending import end
from gridward.work.measures.services.following import take_reading
from gridward.work.measures.services.proposing import propose
from gridward.work.measures.services.testing import take_sample
from gridward.work.measures.terms import (
    AppealBy,
    CallFor,
    ControlKind,
    GuardianSaid,
    MeasureEnd,
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

DAY = timedelta(days=1)
PAPER = ("样例区疾控中心（虚构）", "样例疾控判〔2026〕{number}号（虚构）")
WHY = "国家规则已不再规定天数，按本次响应的通知执行（虚构）"
GUARDIAN = GuardianSaid("虚构家长", "13800000611", "父亲")
PASSER_BY = PersonSaid(
    "路演练", "13800000612", birth_date="1990-01-01", address="长途汽车站（虚构）"
)


@transaction.atomic
def put_some_under_measures() -> None:
    """As the demo's liaison, community leader and street chief do it; once, where a response is in force.

    A street of a few dozen people may have too few here, or no child: then it has no cases, or an adult more.
    """
    liaison, leader, chief = (actor_named(one) for one in ("xinxi", "shequ", "jiedao"))
    tell_database(chief)
    people = _people(liaison)
    first = people.first()
    today = clock.today()
    if first is None or Measure.objects.exists() or response_at(first.grid_id, today) is None:
        return
    adults = list(people.filter(birth_date__lt=today - 20 * 366 * DAY)[:4])
    children = list(people.filter(birth_date__gt=today - 14 * 365 * DAY)[:1])
    if len(adults) < 4:
        return
    rows = _proposed(liaison, [*adults[:3], *children, adults[3]], first.grid_id, today)
    isolated, monitored, released, child, _ = rows
    for row in (isolated, monitored, released, child):
        _decide(leader, row)
    for row in (isolated, released):
        _confirm(chief, row)
    _look_after(leader, monitored)
    text = "本人称当时戴着口罩，请核实（虚构）"
    by = AppealBy.ONESELF
    take_appeal(leader, measure_id=isolated.pk, appeal_id=new_id(), by=by, text=text)
    _ruled_out(leader, released)


def _people(liaison: Actor) -> "QuerySet[Resident]":
    grids = sorted(liaison.grids(Permission.MEASURE_PROPOSE), key=str)
    rows = Resident.objects.filter(grid__in=grids, left_on=None, birth_date__isnull=False)
    return rows.order_by("-sort_key", "id")


def _proposed(liaison: Actor, people: list[Resident], grid: UUID, today: date) -> list[Measure]:
    made = (
        _said(people[0], 1, ControlKind.CENTRALISED_ISOLATION, 7, (0, 2, 4, 6)),
        _said(people[1], 2, ControlKind.HOME_MONITORING, 3, (0, 2)),
        _said(people[2], 3, ControlKind.HOME_ISOLATION, 5, (0, 4)),
        _said(people[3], 4, ControlKind.HOME_ISOLATION, 5, (0, 2, 4)),
        _passer_by(grid, today),
    )
    return [propose(liaison, said=one) for one in made]


def _said(
    person: Resident, number: int, kind: ControlKind, days: int, tests: tuple[int, ...]
) -> ProposalSaid:
    today = clock.today()
    authority, paper = PAPER
    return ProposalSaid(
        id=new_id(),
        resident_id=person.pk,
        category=PersonCategory.CLOSE_CONTACT,
        origin=MeasureOrigin.TRACING,
        evidence="前日与演练病例在同一诊室候诊约四十分钟（虚构）",
        determined_on=today,
        counted_from=today - DAY,
        guardian=GUARDIAN,
        authority=authority,
        paper=paper.format(number=number),
        place="样例宾馆（虚构）" if kind is ControlKind.CENTRALISED_ISOLATION else "家中",
        necessity="同住有高龄老人，居家不能单人单间（虚构）",
        wanted=Wanted(kind, today + (days - 1) * DAY, WHY, tuple(today + n * DAY for n in tests)),
    )


def _passer_by(grid: UUID, today: date) -> ProposalSaid:
    """Somebody who is not registered, with a fever, held until the ambulance comes."""
    return ProposalSaid(
        id=new_id(),
        grid_id=grid,
        person=PASSER_BY,
        category=PersonCategory.FEVER,
        origin=MeasureOrigin.GATE,
        evidence="卡口测温 37.8℃，腋下复测 37.6℃（虚构）",
        determined_on=today,
        counted_from=today,
        necessity="等待120闭环转运，约半小时（虚构）",
        wanted=Wanted(ControlKind.ON_SCENE_HOLD, today, "等待转运，人到即止（虚构）"),
    )


def _decide(leader: Actor, row: Measure) -> None:
    words = {"measure_id": row.pk, "version": row.version, "reason": "情况属实（虚构）"}
    row.version = decide(leader, agrees=True, **words).version  # type: ignore[arg-type]


def _confirm(chief: Actor, row: Measure) -> None:
    words = {"measure_id": row.pk, "version": row.version, "reason": "同意（虚构）"}
    row.version = confirm(chief, agrees=True, **words).version  # type: ignore[arg-type]


def _look_after(leader: Actor, row: Measure) -> None:
    take_reading(
        leader,
        measure_id=row.pk,
        reading_id=new_id(),
        at=clock.now(),
        way=ReadingWay.CALL,
        celsius=36.6,
        note="精神好，需要买菜（虚构）",
    )
    now = clock.now()
    result = ResultSaid(SampleResult.NEGATIVE, now, "样例检测点（虚构）")
    sample = SampleSaid(
        new_id(), now, SampleMethod.NUCLEIC_ACID, "小区采样点（虚构）", result=result
    )
    take_sample(leader, measure_id=row.pk, said=sample)
    words = {"call_id": new_id(), "what": CallFor.FOOD, "text": "青菜、鸡蛋，明天午前（虚构）"}
    ask_need(leader, measure_id=row.pk, **words)  # type: ignore[arg-type]


def _ruled_out(leader: Actor, row: Measure) -> None:
    end(
        leader,
        measure_id=row.pk,
        version=row.version,
        why=MeasureEnd.RULED_OUT,
        reason="核实当天不在场（虚构）",
    )
