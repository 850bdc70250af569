"""`gridward workorder open | move | list`: their bodies, in somebody's name and in the command line's."""

import pytest

from gridward.config.commands.orders import list_some, move_one, open_one
from gridward.kernel.problems import BadRequest, NotAllowed, NotFound
from gridward.work.workorders.problems import OrderMoveNotYours
from tests.world import World

pytestmark = pytest.mark.django_db
A1 = "360103005002001"


def test_an_order_from_the_command_line(world: World) -> None:
    made = open_one("facility_broken", A1, "东门", "围挡倒了", ["facility=围挡", "danger=true"], "")
    number = made["number"]
    assert made["timeline"][0].endswith("Z 命令行 上报")
    given = move_one(number, "dispatch", "", "", "leader_a")
    assert (given["state"], len(given["timeline"])) == ("dispatched", 2)
    assert list(list_some("todo", "", "worker_a1")) == [number]
    assert list_some("grid", A1, "")[number]["kind"] == "防护设施损坏"
    done = move_one(made["id"], "acknowledge", "", "", "worker_a1")
    assert done["state"] == "acknowledged"


def test_the_command_line_keeps_the_desk_and_handles_nothing(world: World) -> None:
    number = open_one("facility_broken", A1, "", "", ["facility=围挡"], "worker_a1")["number"]
    assert move_one(number, "dispatch", "", "grid_manager", "")["state"] == "dispatched"
    with pytest.raises(OrderMoveNotYours):
        move_one(number, "acknowledge", "", "", "")


def test_what_is_refused(world: World) -> None:
    number = open_one("facility_broken", A1, "", "", ["facility=围挡"], "worker_a1")["number"]
    with pytest.raises(BadRequest, match="acknowledge"):
        move_one(number, "wave", "", "", "")
    with pytest.raises(NotFound):
        move_one("20990101-0001", "accept", "", "", "")
    with pytest.raises(NotFound):
        open_one("facility_broken", "360103005002999", "", "", [], "")
    with pytest.raises(NotFound):
        list_some("grid", "", "nobody")
    with pytest.raises(NotAllowed):
        move_one(number, "accept", "", "", "worker_a1")
