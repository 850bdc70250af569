"""Pushed lists of the demo: people of the fictional street and invented ones of an unassigned area, half verified."""

import csv
import io
from collections.abc import Sequence

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.screening.models import PushList, VerificationTask
from gridward.work.screening.problems import ScreeningOrdinaryTimes
from gridward.work.screening.services.bringing import bring_list
from gridward.work.screening.services.outcomes import answer_task, note_contact
from gridward.work.screening.services.taking import take_in
from gridward.work.screening.terms import (
    CheckAnswer,
    CheckOutcome,
    ContactSaid,
    ContactWay,
    ListSaid,
)

HEADINGS = ("序号", "姓名", "身份证号", "联系电话", "现住址", "核查结果", "核查情况")
SENDER, SECOND = "演练指挥部流调组（虚构）", "演练市大数据专班（虚构）"
BASIS = "演练通知（虚构）：名单核查演练"
ELSEWHERE = ("虞外地", "360199199003071235", "13800000531", "南昌市虚构区演练街道样例社区9栋")
UNREADABLE = ("许无址", "", "", "")
RENAMED = "误"


@transaction.atomic
def verify_some() -> None:
    """As the demo's community leader and worker do it; once, where a response is in force."""
    leader, worker = actor_named("shequ"), actor_named("wangge")
    tell_database(leader)
    people = _people(worker)
    if PushList.objects.exists() or len(people) < 6:
        return
    first = [_line(one) for one in people[:4]]
    doubtful = ("".join([people[4].name[0], RENAMED]), *_line(people[4])[1:])
    rows = [*first, doubtful, ELSEWHERE, UNREADABLE]
    try:
        _take(leader, SENDER, "risk_area", "第15批", rows)
    except ScreeningOrdinaryTimes:
        return
    _take(leader, SECOND, "returnee", "3号", [first[0], _line(people[5])])
    tell_database(worker)
    _verify(worker)


def _people(worker: Actor) -> list[Resident]:
    """Some of the worker's grid who have a number."""
    grids = worker.grids(Permission.SCREENING_ANSWER)
    rows = Resident.objects.filter(grid_id__in=grids, left_on=None, document__isnull=False)
    return list(rows.select_related("household").order_by("sort_key", "id")[:6])


def _line(one: Resident) -> tuple[str, str, str, str]:
    return one.name, one.open_sealed("document") or "", "", one.household.address_text


def _take(leader: Actor, sender: str, kind: str, paper: str, rows: Sequence[Sequence[str]]) -> None:
    grids = Grid.objects.filter(kind=GridKind.COMMUNITY, valid_to=None)
    grid = grids.filter(pk__in=leader.grids(Permission.SCREENING_KEEP)).order_by("code").first()
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(HEADINGS)
    writer.writerows((n, *row, "", "") for n, row in enumerate(rows, 1))
    said = ListSaid(
        sender=sender,
        kind=kind,
        purpose="演练：核实是否在辖区，落实健康监测",
        basis=BASIS,
        paper_no=paper,
        grid_id=grid.pk if grid else None,
    )
    name = f"{sender}{paper}名单.csv"
    pushed = bring_list(leader, said=said, file_name=name, content=content.getvalue().encode())
    take_in(leader, list_id=pushed.pk)


def _verify(worker: Actor) -> None:
    """One answered, one called in vain."""
    tasks = list(VerificationTask.objects.filter(settled_at=None).order_by("created_at", "id")[:3])
    if len(tasks) < 3:
        return
    missed = ContactSaid(new_id(), ContactWay.CALL, reached=False)
    note_contact(worker, task_id=tasks[0].pk, said=missed)
    found = CheckAnswer(CheckOutcome.CONFIRMED, "演练：本人在家，已告知健康监测（虚构）")
    answer_task(worker, task_id=tasks[1].pk, said=found)
