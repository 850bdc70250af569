"""Supplies of the demo's street: stock at three levels, a request at each stage, a difference that is open."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.staff.access import actor_named
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.supplies.models import Movement
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.requests import issued_of, request_of, to_issue
from gridward.work.supplies.services.asking import ask_for
from gridward.work.supplies.services.entering import enter
from gridward.work.supplies.services.stepping import take_step
from gridward.work.supplies.terms import (
    Batch,
    EntrySaid,
    Held,
    RequestSaid,
    StepSaid,
    StockMove,
    StoreLevel,
    SupplyStepKind,
)

STREET = {
    "mask_medical": 5000,
    "suit": 60,
    "antigen_test": 1500,
    "food_parcel": 260,
    "barrier": 300,
}
COMMUNITY = {"mask_medical": 900, "disinfectant_84": 30, "hand_gel": 45, "thermometer": 5}
GRID = {"mask_medical": 60, "disinfectant_84": 8, "thermometer": 2}
LOST = 10
SOON = 12
"""Days until the last day of what is about to expire."""


@transaction.atomic
def store_supplies() -> None:
    """As the demo's worker, chief and street do it; once."""
    if Movement.objects.exists():
        return
    worker, chief, street = (actor_named(name) for name in ("wangge", "shequ", "zhihui"))
    grid = Grid.objects.filter(id__in=worker.grids(Permission.SUPPLY_ASK)).order_by("code")[0]
    community = Grid.objects.get(community=grid.community, kind=GridKind.COMMUNITY, valid_to=None)
    _entered(street, None, STREET, "区指挥部调拨")
    _entered(chief, community, COMMUNITY, "街道下拨")
    _entered(chief, community, {"mask_medical": 150}, "爱心企业捐赠", SOON)
    _entered(worker, grid, GRID, "社区下拨")
    _asked(worker, grid, {"disinfectant_84": 10, "hand_gel": 6}, "楼道和电梯每日消杀", urgent=True)
    differs = _delivered(worker, chief, grid, {"mask_medical": 200})
    first, *rest = (one.amount for one in issued_of(request_of(worker, differs)))
    _step(worker, differs, SupplyStepKind.RECEIVE, arrived=(first - LOST, *rest))
    _delivered(worker, chief, grid, {"thermometer": 1})
    _asked(chief, community, {"suit": 20, "antigen_test": 300}, "核酸点和卡口轮换")


def _entered(
    actor: Actor, grid: Grid | None, amounts: dict[str, int], text: str, days: int = 400
) -> None:
    tell_database(actor)
    known, last = articles(), clock.today() + timedelta(days=days)
    lines = tuple(
        Held(Batch(code, "", last if known[code].expires else None), amount)
        for code, amount in amounts.items()
    )
    where = grid.pk if grid else None
    enter(actor, said=EntrySaid(new_id(), where, StockMove.RECEIVE, lines, text))


def _asked(
    actor: Actor, grid: Grid, amounts: dict[str, int], text: str, *, urgent: bool = False
) -> UUID:
    tell_database(actor)
    until = clock.today() + timedelta(days=2)
    return ask_for(actor, said=RequestSaid(new_id(), grid.pk, amounts, text, until, urgent)).pk


def _delivered(worker: Actor, chief: Actor, grid: Grid, amounts: dict[str, int]) -> UUID:
    """Asked, granted and issued: it is on the way."""
    row = _asked(worker, grid, amounts, "门岗值守一周用")
    store = StoreLevel.COMMUNITY
    _step(chief, row, SupplyStepKind.GRANT, amounts=amounts, store=store)
    picked = tuple(to_issue(chief, row))
    _step(chief, row, SupplyStepKind.ISSUE, issued=picked, carrier="志愿者张强（虚构）")
    return row


def _step(actor: Actor, row: UUID, kind: SupplyStepKind, **words: object) -> None:
    tell_database(actor)
    take_step(actor, request_id=row, said=StepSaid(id=new_id(), kind=kind, **words))  # type: ignore[arg-type]
