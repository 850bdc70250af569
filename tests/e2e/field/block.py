"""A building of our own in the demo's street, with invented people, and a round in which it is walked."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from gridward.kernel import clock
from tests.e2e.field.desk import Desk

SITE, ROUND, QUESTION = "松风小区", "松风小区走一遍（测试）", "家里有老人需要帮忙吗（测试）"
LARGE, SMALL = "91栋", "92栋"
UNREGISTERED = "1001"


@dataclass(frozen=True)
class Block:
    """Two buildings: households by building and room, targets by household."""

    grid: str
    round: str
    worker: Desk
    leader: Desk
    households: dict[tuple[str, str], str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def visits(self, building: str, room: str) -> list[dict[str, Any]]:
        """What the server knows of visits at a door, the latest first."""
        target = self.targets[self.households[building, room]]
        return list(self.worker.get(f"/rounds/targets/{target}/visits"))

    def target(self, building: str, room: str) -> dict[str, Any]:
        """What they have made of the door."""
        household = self.households[building, room]
        rows = self.worker.every(f"/rounds/{self.round}/targets?grid_id={self.grid}")
        return next(one for one in rows if one["subject_id"] == household)


def raise_block(chief: Desk, leader: Desk, worker: Desk) -> Block:
    """Build it, let people move in, and open the round."""
    grid = worker.get("/sync/grids")[0]["id"]
    where = {"kind": "compound", "road": "松风路", "house_number": "9号", "grid_id": grid}
    site = chief.post("/territory/sites", name=SITE, **where)
    homes: dict[tuple[str, str], str] = {}
    for name, floors in ((LARGE, 10), (SMALL, 4)):
        sort = {"name": name, "floors": floors, "grid_id": grid}
        building = chief.post(f"/territory/sites/{site['id']}/buildings", **sort)
        line = {"text": f"1-{floors}层每层2户"}
        doors = chief.post(f"/territory/buildings/{building['id']}/doors", **line)
        for door in doors:
            if door["room"] != UNREGISTERED:
                homes[name, door["room"]] = _move_in(worker, grid, door)
    made = Block(grid, _open_round(leader, grid), worker, leader, homes)
    rows = worker.every(f"/rounds/{made.round}/targets?grid_id={grid}")
    made.targets.update({one["subject_id"]: one["id"] for one in rows})
    return made


def _move_in(worker: Desk, grid: str, door: dict[str, Any]) -> str:
    head = {"name": f"测户主{door['room']}", "relation": "户主"}
    spouse = {"name": f"测配偶{door['room']}", "relation": "配偶"}
    home = {"dwelling_id": door["id"], "grid_id": grid, "residents": [head, spouse]}
    return str(worker.post("/register/households", **home)["household"]["id"])


def _open_round(leader: Desk, grid: str) -> str:
    today = clock.today()
    days = {"starts_on": str(today), "ends_on": str(today + timedelta(days=9))}
    question = {"code": "help", "text": QUESTION, "required": False}
    sort = {"kinds": ["household"], "valid_days": 30, "tries": 3, "grid_ids": [grid]}
    draft = leader.post("/rounds", name=ROUND, questions=[question], **days, **sort)
    leader.post(f"/rounds/{draft['id']}/open", version=draft["version"])
    return str(draft["id"])
