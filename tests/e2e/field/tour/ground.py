"""What the tour finds in the demo's street: a worker with a sign-in, points, a door with two households."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from gridward.kernel import clock
from gridward.work.handovers.rules.codes import id_of
from tests.e2e.field.desk import Desk
from tests.e2e.following import TOURED, put_under

GRID, SITE, BUILDING, ROUND = "朱紫巷社区第四网格", "清风名邸", "1号楼", "春季入户摸排（虚构）"
USERNAME, PASSWORD = "sihao", "翠湖边的第四格2026"
POINTS = (("东门卡口", "清风名邸东门"), ("菜场北口", "洪福农贸市场"), ("消防通道", ""))
ORDER_PLACE = "清风名邸南门外空地"
GATE = "清风名邸南门卡口"
KIT = [{"name": "额温枪", "count": 2}, {"name": "帐篷", "count": 1}]
TWICE, LOOSE = "1单元301室", "云溪街后身平房（靠菜场）"


@dataclass(frozen=True)
class Ground:
    """The grid, who works there, and who leads it; `password` is the one-time password of the worker."""

    grid: str
    password: str
    chief: Desk
    leader: Desk
    code: str
    """Of a pass that the gate knows."""

    def household(self, place: str) -> dict[str, Any]:
        """The first household whose address ends in this."""
        rows = self.leader.every(f"/register/households?grid={self.grid}")
        found = next(one for one in rows if one["address_text"].endswith(place))
        return dict(self.leader.get(f"/register/households/{found['id']}"))

    def write(self, place: str, **what: object) -> None:
        """The community's desk changes a household."""
        home = self.household(place)
        self.leader.patch(f"/register/households/{home['id']}", version=home["version"], **what)


def prepare(chief: Desk, leader: Desk) -> Ground:
    """Open the sign-in, set points, and enter what the demo has not."""
    members = chief.every("/staff/members?")
    worker = next(one for one in members if _works_there(one))
    grid = next(one["grid_id"] for one in worker["appointments"])
    ground = Ground(grid, _one_time(chief, worker), chief, leader, _set_up_gate(leader, grid))
    known = [one["name"] for one in leader.get(f"/work/points?grid_id={grid}")["items"]]
    for name, place in POINTS:
        if name not in known:
            leader.post("/work/points", grid_id=grid, name=name, category="gate", place=place)
    _enter_households(ground)
    _open_order(ground)
    put_under(leader, leader, grid, TOURED)
    _hand_over(ground)
    return ground


def _hand_over(ground: Ground) -> None:
    """The gate of the grid, which the leader hands to whoever comes."""
    gates = ground.leader.get(f"/gates?grid={ground.grid}")["items"]
    gate, code = UUID(gates[0]["id"]), "TXRA2345"
    ground.leader.post(
        "/handovers",
        id=str(id_of(gate, code)),
        gate_id=str(gate),
        code=code,
        at=clock.now().isoformat(),
        counts={"in": 31, "out": 28},
        kit=[{"name": "额温枪", "expected": 2, "found": 1, "word": "送修"}],
        matters=["快递柜断电，物业下午来"],
        signature="M60 130L230 60L260 150",
    )


def _open_order(ground: Ground) -> None:
    """Somebody does not listen: it lies with the worker at once."""
    answers = {"what": "十余人聚在一起打牌", "dissuaded": "ignored"}
    said = {"kind": "violation", "grid_id": ground.grid, "place": ORDER_PLACE, "answers": answers}
    ground.leader.post("/workorders", id=str(uuid4()), text="劝过一次，没有散开。", **said)


def _set_up_gate(leader: Desk, grid: str) -> str:
    """A gate that takes temperatures, and somebody who helps there; answers the code of the pass."""
    lane = {"name": "人行", "directions": ["in", "out"]}
    gate = leader.post("/gates", grid_id=grid, name=GATE, lanes=[lane], kit=KIT)
    code = {"kind": "health", "passes": ["green"], "holds": ["red"]}
    rules = {"temperature": ["in"], "fever_c": 37.3, "codes": [code]}
    leader.post(f"/gates/{gate['id']}/rules", rules=rules, source="演练通知（虚构）第22号")
    now = datetime.now(UTC)
    span = {"begins": now.isoformat(), "ends": (now + timedelta(days=7)).isoformat()}
    holder = {"kind": "helper", "holder_name": "万一心", "holder_phone": "19000000051"}
    made = leader.post("/passes", id=str(uuid4()), grid_id=grid, reason="演练", **span, **holder)
    return str(made["code"])


def _works_there(member: dict[str, Any]) -> bool:
    held = [(one["unit_name"], one["post"]) for one in member["appointments"]]
    return (GRID, "grid_manager") in held


def _one_time(chief: Desk, worker: dict[str, Any]) -> str:
    account = worker["account"]
    if account:
        return str(chief.post(f"/staff/accounts/{account['id']}/password")["one_time_password"])
    opened = chief.post(f"/staff/members/{worker['id']}/account", username=USERNAME)
    return str(opened["one_time_password"])


def _enter_households(ground: Ground) -> None:
    """Somebody who rents a room behind a door that has a household, and people whose door nobody has found."""
    rows = ground.leader.every(f"/register/households?grid={ground.grid}")
    if any(one["address_text"] == LOOSE for one in rows):
        return
    door = ground.household(TWICE)["dwelling_id"]
    for where in ({"dwelling_id": door, "tenure": "rented"}, {"address_text": LOOSE}):
        people = [{"name": "万小青", "relation": "户主"}, {"name": "万家乐", "relation": "子"}]
        home = {"grid_id": ground.grid, "residents": people}
        ground.leader.post("/register/households", **home, **where)
