"""What people of these tests do: somebody came."""

from datetime import timedelta
from typing import Any

from gridward.ground.register.models import Resident
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.services.recording import record_arrival
from gridward.work.arrivals.terms import ArrivalSaid, CameBy, Named, ToldBy
from gridward.work.riskareas.terms import Stay
from tests.world import World

SOMEBODY = Named("过路人", "13900139001", address="翠竹小区门口")


def stay(detail: str = "春禾苑小区3栋", region: str = "某省某市", county: str = "某区") -> Stay:
    today = clock.today()
    return Stay(region, county, detail, today - timedelta(days=5), today - timedelta(days=3))


def said(row: Resident | None, *stays: Stay, **given: Any) -> ArrivalSaid:
    words: dict[str, Any] = {
        "id": new_id(),
        "arrived_on": clock.today(),
        "came_by": CameBy.TRAIN,
        "told_by": ToldBy.WORKER,
        "stays": stays or (stay(),),
        "resident_id": row.pk if row else None,
    }
    return ArrivalSaid(**{**words, **given})


def named(world: World, grid: str = "a1", *stays: Stay, **given: Any) -> ArrivalSaid:
    return said(None, *stays, grid_id=world.grids[grid].pk, person=SOMEBODY, **given)


def came(world: World, row: Resident | None = None, by: str = "worker_a1", **given: Any) -> Arrival:
    what = said(row, **given) if row else named(world, **given)
    return record_arrival(world.actor(by), said=what)
