"""The doors of the register: shapes, masking, repetition, versions."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ninja.testing import TestClient

from gridward.ground.register.api import router
from gridward.ground.register.models import Household
from gridward.ground.register.problems import ChangedMeanwhile, LivesElsewhere
from gridward.kernel.access import Actor
from gridward.kernel.commands import CommandReused
from gridward.kernel.masking import mask_identity_number
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]


@pytest.fixture
def call(world: World) -> Call:
    client = TestClient(router)

    def send(
        name: str, method: str, path: str, content: object = None, status: int = 200, **headers: str
    ) -> Any:
        actor = world.actor(name)
        tell_database(actor)
        answer = client.request(
            method,
            path,
            json=content,
            actor=actor,
            headers={key.replace("_", "-"): value for key, value in headers.items()},
        )
        assert answer.status_code == status, answer.content
        return answer.json()

    return send


def entry(world: World) -> dict[str, Any]:
    return {
        "dwelling_id": str(world.dwellings["a1-1-101"].pk),
        "tenure": "rented",
        "residents": [
            {
                "name": "张晓梅",
                "document": number(2),
                "phones": ["13800138000"],
                "plates": ["赣A12345"],
                "situation": {"tested": True, "away": "city"},
            }
        ],
    }


def test_a_household_goes_in_and_comes_out_masked(call: Call, world: World) -> None:
    answer = call("worker_a1", "POST", "/households", entry(world), 201)
    (person,) = answer["household"]["residents"]
    assert answer["household"]["address_text"] == "翠竹小区1栋1单元101室"
    assert person["document"] == mask_identity_number(number(2))
    assert person["phones"][0]["masked"] == "138****8000"
    assert (person["sex"], person["plates"]) == ("female", ["赣A12345"])
    assert person["situation"] == {"tested": True, "from_key_area": None, "away": "city"}
    for secret in (number(2), "13800138000", "1990-01-01"):
        assert secret not in json.dumps(answer)


def test_the_same_command_twice_makes_one_household(call: Call, world: World) -> None:
    key = str(uuid4())
    first = call("worker_a1", "POST", "/households", entry(world), 201, Idempotency_Key=key)
    second = call("worker_a1", "POST", "/households", entry(world), 201, Idempotency_Key=key)
    assert first == second
    assert Household.objects.count() == 1
    with pytest.raises(CommandReused):
        call("worker_a1", "POST", "/households", {"note": "另一户"}, Idempotency_Key=key)


def test_a_patch_changes_what_it_names(call: Call, world: World) -> None:
    home = call("worker_a1", "POST", "/households", entry(world), 201)["household"]
    path = f"/residents/{home['residents'][0]['id']}"
    changed = call("worker_a1", "PATCH", path, {"version": 1, "employer": "学校"})
    assert (changed["employer"], changed["name"], changed["version"]) == ("学校", "张晓梅", 2)
    assert changed["phones"] == home["residents"][0]["phones"]
    with pytest.raises(ChangedMeanwhile):
        call("worker_a1", "PATCH", path, {"version": 1, "employer": "医院"})
    path = f"/households/{home['id']}"
    assert call("worker_a1", "PATCH", path, {"version": 1, "note": "有狗"})["note"] == "有狗"


def test_a_person_registered_elsewhere_comes_back_as_a_conflict(call: Call, world: World) -> None:
    chief = world.actor("chief")
    resident(chief, household(world, chief, "b1-1-101"), document=number(2))
    answer = call("worker_a1", "POST", "/households", entry(world), 201)
    assert answer["household"]["residents"] == []
    (listed,) = call("worker_a1", "GET", "/conflicts")["items"]
    assert [listed["id"]] == answer["conflicts"]
    assert (listed["name"], listed["document"]) == ("张**", mask_identity_number(number(2)))
    assert listed["registered_household_id"] is not None
    settled = call(
        "chief",
        "POST",
        f"/conflicts/{listed['id']}/settle",
        {"decision": "take", "reason": "已搬家"},
    )
    assert (settled["decision"], settled["decided_by"]) == ("take", "测试chief")
    assert call("worker_a1", "GET", "/conflicts")["items"] == []
    assert len(call("worker_a1", "GET", "/conflicts?settled=true")["items"]) == 1


def test_moving_and_leaving(call: Call, world: World) -> None:
    actor = world.actor("worker_a1")
    person = resident(actor, household(world, actor))
    home = household(world, actor, "a1-1-102")
    path = f"/residents/{person.pk}"
    moved = call("worker_a1", "POST", f"{path}/move", {"version": 1, "household_id": str(home.pk)})
    assert moved["household_id"] == str(home.pk)
    gone = call("worker_a1", "POST", f"{path}/leave", {"version": 2, "on": "2022-04-06"})
    assert gone["left_on"] == "2022-04-06"


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_the_list_is_filtered_and_costs_the_same_for_many(call: Call, world: World) -> None:
    actor = world.actor("leader_a")
    resident(actor, household(world, actor, "a1-1-101"))
    few = queries(lambda: call("leader_a", "GET", "/households"))
    for door in ("a1-1-102", "a2-1-101"):
        resident(actor, household(world, actor, door))
    assert queries(lambda: call("leader_a", "GET", "/households")) == few
    everything = call("leader_a", "GET", "/households")
    assert [one["residents"] for one in everything["items"]] == [1, 1, 1]
    grid = world.grids["a1"].pk
    assert len(call("leader_a", "GET", f"/households?grid={grid}")["items"]) == 2
    assert len(call("leader_a", "GET", "/households?q=1-1-102")["items"]) == 1
    assert call("leader_a", "GET", "/households?state=empty")["items"] == []


def test_the_page_costs_the_same_for_many(call: Call, world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    path = f"/households/{home.pk}"
    resident(actor, home, phones=["13800138000"], plates=["赣A12345"])
    few = queries(lambda: call("worker_a1", "GET", path))
    for _ in range(5):
        resident(actor, home, phones=["13800138000"], plates=["赣A12345"])
    assert queries(lambda: call("worker_a1", "GET", path)) == few
    assert len(call("worker_a1", "GET", path)["residents"]) == 6


def test_the_situation_is_hidden_from_who_may_not_read_it(call: Call, world: World) -> None:
    home = call("worker_a1", "POST", "/households", entry(world), 201)["household"]
    seen = call("police_a", "GET", f"/households/{home['id']}")
    assert seen["residents"][0]["situation"] is None


def test_who_keeps_the_situation_alone_sets_it_and_nothing_else(call: Call, world: World) -> None:
    home = call("worker_a1", "POST", "/households", entry(world), 201)["household"]
    person = home["residents"][0]
    path = f"/residents/{person['id']}"
    told = call("health_a", "PATCH", f"{path}/situation", {"from_key_area": True})
    assert told["situation"] == {"tested": True, "from_key_area": True, "away": "city"}
    with pytest.raises(NotAllowed):
        call("health_a", "PATCH", path, {"version": 1, "note": "别的"})
    with pytest.raises(NotAllowed):
        call("police_a", "PATCH", f"{path}/situation", {"tested": False})
    with pytest.raises(NotFound):
        call("worker_b1", "PATCH", f"{path}/situation", {"tested": False})
    again = call("worker_a1", "GET", f"/households/{home['id']}")["residents"][0]
    assert (again["situation"], again["note"]) == (told["situation"], person["note"])


def test_the_situation_of_an_organisation_and_its_people(call: Call, world: World) -> None:
    shop = organisation(world, world.actor("worker_a1"))
    path = f"/organisations/{shop.pk}"
    worker = call("worker_a1", "POST", f"{path}/employees", {"name": "王安"}, 201)
    told = call("health_a", "PATCH", f"/employees/{worker['id']}/situation", {"fever": True})
    assert told["situation"] == {"fever": True, "key_person": ""}
    told = call("health_a", "PATCH", f"{path}/situation", {"measures": ["masks"]})
    assert told["situation"] == {"resumption_filed": None, "measures": ["masks"]}


def test_a_look_in_full_needs_its_own_door(call: Call, world: World) -> None:
    home = call("worker_a1", "POST", "/households", entry(world), 201)["household"]
    wanted = {"kind": "resident", "id": home["residents"][0]["id"], "field": "document"}
    assert call("worker_a1", "POST", "/reveal", {**wanted, "reason": "核对证件"}) == {
        "value": number(2)
    }


def test_history_names_its_fields(call: Call, world: World) -> None:
    home = call("worker_a1", "POST", "/households", entry(world), 201)["household"]
    changes = call("worker_a1", "GET", f"/households/{home['id']}/history")
    names = {one["name"] for change in changes for one in change["fields"]}
    assert {"家庭住址", "居住类型", "姓名", "身份证号", "联系电话", "车辆信息", "核酸检测"} <= names


def test_an_organisation_goes_in_and_comes_out(call: Call, world: World) -> None:
    given = {
        "name": "翠竹便利店",
        "kind": "street_shop",
        "site_id": str(world.sites["a1"].pk),
        "phone": "13900139000",
    }
    shop = call("worker_a1", "POST", "/organisations", given, 201)
    path = f"/organisations/{shop['id']}"
    change = {"version": 1, "trading": "open", "situation": {"measures": ["masks"]}}
    changed = call("worker_a1", "PATCH", path, change)
    assert (changed["trading"], changed["situation"]["measures"]) == ("open", ["masks"])
    assert changed["phone"] == "139****9000"
    contact = call("worker_a1", "POST", f"{path}/contacts", {"role": "lead", "name": "李平"}, 201)
    call("worker_a1", "PATCH", f"/contacts/{contact['id']}", {"version": 1, "name": "李安"})
    worker = call(
        "worker_a1",
        "POST",
        f"{path}/employees",
        {"name": "王安", "document": number(1), "situation": {"fever": False}},
        201,
    )
    call("worker_a1", "PATCH", f"/employees/{worker['id']}", {"version": 1, "phone": "13600136000"})
    page = call("worker_a1", "GET", path)
    assert page["contacts"][0]["name"] == "李安"
    assert page["employees"][0]["phone"] == "136****6000"
    assert page["employees"][0]["situation"] == {"fever": False, "key_person": ""}
    (listed,) = call("worker_a1", "GET", "/organisations?q=czbld")["items"]
    assert listed["employees"] == 1
    gone = call("worker_a1", "POST", f"/employees/{worker['id']}/leave", {"version": 2})
    assert gone["left_on"] is not None
    closed = call("worker_a1", "POST", f"{path}/close", {"version": page["version"]})
    assert closed["closed_on"] is not None


def test_search(call: Call, world: World) -> None:
    call("worker_a1", "POST", "/households", entry(world), 201)
    (hit,) = call("worker_a1", "GET", "/search?q=zhangxm")
    assert (hit["kind"], hit["why"]) == ("resident", "name")


@pytest.mark.parametrize("name", ["patron", "discipline", "admin"])
def test_who_may_not_read_the_register_reads_nothing(call: Call, name: str) -> None:
    for path in ("/households", "/organisations", "/search?q=张", "/conflicts"):
        with pytest.raises(NotAllowed):
            call(name, "GET", path)


def test_a_foreign_row_does_not_exist(call: Call, world: World) -> None:
    actor = world.actor("worker_a1")
    home, shop = household(world, actor), organisation(world, actor)
    person = resident(actor, home)
    for path in (f"/households/{home.pk}", f"/organisations/{shop.pk}"):
        with pytest.raises(NotFound):
            call("worker_a2", "GET", path)
    with pytest.raises(NotFound):
        call("worker_a2", "PATCH", f"/residents/{person.pk}", {"version": 1, "note": "一"})


def test_a_taken_number_is_refused_on_change(call: Call, world: World) -> None:
    actor: Actor = world.actor("worker_a1")
    resident(actor, household(world, actor), document=number(1))
    person = resident(actor, household(world, actor, "a1-1-102"))
    with pytest.raises(LivesElsewhere):
        call("worker_a1", "PATCH", f"/residents/{person.pk}", {"version": 1, "document": number(1)})
