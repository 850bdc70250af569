"""Gates and passes of the demo: rules of an invented drill; passes that hold, are over, or were revoked; who passed."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from shapely import get_coordinates
from shapely.geometry import shape

from gridward.ground.register.models import Resident, Vehicle
from gridward.ground.staff.access import actor_named
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.services.gate_rules import set_rules
from gridward.work.checkpoints.services.gates import add_gate
from gridward.work.checkpoints.services.passes import make_pass, revoke_pass
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    Decision,
    Direction,
    GateRules,
    KitSaid,
    LaneSaid,
    PassageSubject,
    PassKind,
    PassSaid,
    PassState,
    Reason,
    Verdict,
    Wanted,
)
from gridward.work.passages.services.taking import Batch, take_passages
from gridward.work.passages.terms import Means, PassageSaid

SOURCE = "演练通知（虚构）：街道卡口查验演练"
DRILL = GateRules(
    name=SOURCE,
    codes=(
        Wanted(CodeKind.HEALTH, frozenset({CodeResult.GREEN}), holds=frozenset({CodeResult.RED})),
        Wanted(
            CodeKind.TEST,
            frozenset({CodeResult.NEGATIVE}),
            holds=frozenset({CodeResult.POSITIVE}),
            hours=48,
            subjects=frozenset({PassageSubject.VISITOR, PassageSubject.DELIVERY}),
        ),
    ),
    temperature=frozenset({Direction.IN}),
    fever_c=37.3,
    pass_for=frozenset({Direction.IN}),
    pass_subjects=frozenset({PassageSubject.RESIDENT, PassageSubject.VEHICLE}),
    apart_minutes=10,
)
"""Figures of a drill that never was."""
SIDES = (("东门", 0, max), ("西门", 0, min), ("北门", 1, max))
"""Name, and the corner of the boundary where it stands: the axis, and the end of it."""
GRIDS = 2
"""In how many grids of each community there are gates."""
LANES: list[LaneSaid] = [
    {"name": "人行", "directions": [Direction.IN, Direction.OUT], "vehicles": False},
    {"name": "车行", "directions": [Direction.IN], "vehicles": True},
]
KIT: list[KitSaid] = [
    {"name": "额温枪", "count": 2},
    {"name": "腋下体温计", "count": 3},
    {"name": "手消毒液", "count": 4},
    {"name": "帐篷", "count": 1},
]
RESIDENTS, VEHICLES = 40, 8
"""Passes of residents and of vehicles at the worker's grid."""
NAMED = (
    (PassKind.HELPER, "何卫民", "防疫志愿者排班值守", 14, False),
    (PassKind.HELPER, "陶思远", "楼栋消杀", 7, False),
    (PassKind.DELIVERY, "邓小川", "药品配送", 30, False),
    (PassKind.DELIVERY, "贺新", "蔬菜包配送", 30, False),
    (PassKind.VISITOR, "温雅", "探望老人", 1, True),
)
"""Kind, an invented name, why, for how many days, and whether for one time only."""
OVER = timedelta(days=3)
DAYS, A_DAY = 3, 60
"""For so many days so many passed the gates of the worker's grid."""
VISITORS = (("温雅", "1栋"), ("龚平", "2栋"), ("袁小满", "物业"))


@transaction.atomic
def guard_some_gates() -> None:
    """As the demo's street and worker do it; once."""
    if Checkpoint.objects.exists():
        return
    street, worker = actor_named("jiedao"), actor_named("wangge")
    tell_database(street)
    made = [_set_up(street, grid, *side) for grid in _guarded() for side in SIDES]
    for row in made[:2]:
        set_rules(street, gate_id=row.pk, rules=DRILL, source=SOURCE)
    tell_database(worker)
    _make_passes(worker)
    _let_pass(worker)


def _guarded() -> Iterator[Grid]:
    """The first base grids of each community."""
    seen: dict[UUID, int] = {}
    rows = Grid.objects.filter(kind=GridKind.BASE, valid_to=None, boundary__isnull=False)
    for grid in rows.order_by("code"):
        seen[grid.community_id] = seen.get(grid.community_id, 0) + 1
        if seen[grid.community_id] <= GRIDS:
            yield grid


def _set_up(street: Actor, grid: Grid, name: str, axis: int, end: Callable[..., Any]) -> Checkpoint:
    longitude, latitude = end(
        get_coordinates(shape(grid.boundary)).tolist(), key=lambda at: at[axis]
    )
    by_day = {"opens_at": time(6), "closes_at": time(22)} if name != SIDES[0][0] else {}
    return add_gate(
        street,
        grid_id=grid.pk,
        name=name,
        place=f"{grid.name}{name}（虚构）",
        longitude=round(longitude, 6),
        latitude=round(latitude, 6),
        sides=[grid.pk],
        lead_id=_holder(Post.GRID_MANAGER, grid=grid),
        police_id=_holder(Post.GRID_POLICE, grid__community=grid.community_id),
        lanes=LANES,
        kit=KIT,
        **by_day,
    )


def _holder(post: Post, **where: Any) -> UUID | None:
    held = Appointment.objects.filter(post=post, valid_to=None, member__active=True, **where)
    return held.order_by("acting", "id").values_list("member_id", flat=True).first()


def _make_passes(worker: Actor) -> None:
    """At the worker's grid: most hold, one is over, one was revoked."""
    grids = worker.grids(Permission.PASS_ISSUE)
    people = Resident.objects.filter(grid_id__in=grids, left_on=None).order_by("sort_key", "id")
    rows = [_of_resident(worker, one) for one in people[:RESIDENTS]]
    cars = Vehicle.objects.filter(grid_id__in=grids, resident__left_on=None, organisation=None)
    for car in cars.order_by("plate").select_related("resident")[:VEHICLES]:
        _made(
            worker,
            car.grid_id,
            PassKind.VEHICLE,
            "常住车辆",
            resident=car.resident_id,
            plate=car.plate,
        )
    for kind, name, reason, days, once in NAMED if rows else ():
        _made(worker, rows[0].grid_id, kind, reason, days, holder=name, once=once)
    if len(rows) > 1:
        revoke_pass(worker, pass_id=rows[0].pk, reason="遗失后被他人借用")
        _let_end(rows[1])


def _of_resident(worker: Actor, resident: Resident) -> Pass:
    return _made(worker, resident.grid_id, PassKind.RESIDENT, "常住", resident=resident.pk)


def _made(
    worker: Actor,
    grid: UUID,
    kind: PassKind,
    reason: str,
    days: int = 90,
    *,
    resident: UUID | None = None,
    holder: str = "",
    plate: str = "",
    once: bool = False,
) -> Pass:
    now = clock.now()
    said = PassSaid(
        id=new_id(),
        grid_id=grid,
        kind=kind,
        begins=now,
        ends=now + timedelta(days=days),
        reason=reason,
        resident_id=resident,
        holder_name=holder,
        plate=plate,
        once=once,
    )
    return make_pass(worker, said=said)


def _let_end(row: Pass) -> None:
    """Its days went by: a demo has no yesterday of its own."""
    over = {"begins": row.begins - 10 * OVER, "ends": row.begins - OVER}
    Pass.objects.filter(pk=row.pk).update(**over)


def _let_pass(worker: Actor) -> None:
    """Who passed the gates of the worker's grid in the last days: most with a pass, some visitors, one held."""
    grids = worker.grids(Permission.GATE_KEEP)
    gates = list(Checkpoint.objects.filter(grid_id__in=grids).order_by("name"))
    passes = list(
        Pass.objects.filter(grid_id__in=grids, revoked_at=None, once=False).order_by("id")
    )
    if not gates or not passes:
        return
    now = clock.now()
    rows = [
        passage_said(n, gates[n % len(gates)], passes[n % len(passes)], now - _ago(n))
        for n in range(DAYS * A_DAY)
    ]
    take_passages(worker, batch=Batch(new_id(), now, rows))


def _ago(n: int) -> timedelta:
    """Strewn over the days, the last some minutes ago."""
    return timedelta(minutes=7 + n * 997 % (DAYS * 24 * 60))


def passage_said(n: int, gate: Checkpoint, shown: Pass, at: datetime) -> PassageSaid:
    """The nth passage of the demo, as a phone tells it: some are visitors, of twenty one is held, one turned back."""
    lot = n * 7 % 20
    visits, held, turned_back = lot < 3, lot == 3, lot == 4
    name, where = VISITORS[n % len(VISITORS)] if visits else (None, None)
    decision = Decision.HELD if held else Decision.TURNED_BACK if turned_back else Decision.PASSED
    reasons = [Reason.FEVER] if held else [Reason.CODE_OLD] if turned_back else []
    return {
        "id": str(new_id()),
        "gate": str(gate.pk),
        "at": at,
        "lane": LANES[0]["name"],
        "direction": Direction.IN if n % 2 else Direction.OUT,
        "subject": PassageSubject.VISITOR if visits else PassageSubject.RESIDENT,
        "decision": decision,
        "verdict": Verdict.HOLD if held else Verdict.ASK if turned_back else Verdict.PASS,
        "reasons": reasons,
        "rules": SOURCE,
        "by": Means.SEEN if visits else Means.SCAN,
        "pass_id": None if visits else str(shown.pk),
        "pass_state": None if visits else PassState.VALID,
        "person": None,
        "plate": None,
        "temperature_c": 37.8 if held else 36.4,
        "codes": [],
        "no_phone": False,
        "people": 1,
        "visiting": where,
        "name": name,
        "phone": None,
        "why": None,
    }
