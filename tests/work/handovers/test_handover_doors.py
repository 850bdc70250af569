"""Over HTTP: what a phone sends and is told, a page of the list, the paper."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.rules.codes import id_of
from tests.work.handovers.acts import CODE, content, hour, shift
from tests.world import World

pytestmark = pytest.mark.django_db
KIT = [{"name": "额温枪", "expected": 2, "found": 1, "word": "送修"}]
WHOLE: dict[str, Any] = {
    "since": hour(0).isoformat(),
    "counts": {"in": 12, "out": 7, "held": 1},
    "kit": KIT,
    "keys": 3,
    "matters": ["门禁不灵"],
    "remarks": "雨天",
}


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/v1/handovers{path}", body, content_type="application/json")


def taking(gate: Checkpoint, **more: Any) -> dict[str, Any]:
    return content(gate, answer="confirm", by="scan", **more)


def test_a_handover_from_hand_to_hand(world: World, east: Checkpoint, client_of: Any) -> None:
    giver = client_of(world.account("worker_a1"))
    first = post(giver, "", content(east, **WHOLE))
    assert first.status_code == 201, first.content
    told = first.json()
    assert (told["id"], told["state"], told["short"]) == (str(id_of(east.pk, CODE)), "signed", 1)
    assert told["counts"] == {"in": 12, "out": 7, "turned_back": 0, "held": 1, "emergency": 0}
    taker = client_of(world.account("supervisor_a1"))
    done = post(taker, "/taking", taking(east, digest=told["digest"])).json()
    assert (done["state"], done["given_by"], done["taken_by"], done["matters"]) == (
        "confirmed",
        "测试worker_a1",
        "测试supervisor_a1",
        ["门禁不灵"],
    )
    chief = client_of(world.account("leader_a"))
    listed = chief.get(f"/api/v1/handovers?gate={east.pk}&day=2026-03-06").json()
    assert [one["id"] for one in listed["items"]] == [told["id"]]


def test_phone_is_told_its_gates_with_shifts_and_what_waits(
    world: World, east: Checkpoint, client_of: Any
) -> None:
    shift(world, east, "supervisor_a1", 6.5, 14)
    shift(world, east, "worker_b1", 14, 22)
    giver = client_of(world.account("worker_a1"))
    post(giver, "", content(east))
    told = client_of(world.account("worker_b1")).get("/api/v1/handovers/mine").json()
    assert (told["after_minutes"], told["before_minutes"]) == (15, 30)
    [gate] = told["gates"]
    assert [(one["name"], one["mine"]) for one in gate["shifts"]] == [
        ("测试supervisor_a1", False),
        ("测试worker_b1", True),
    ]
    assert [one["code"] for one in gate["waiting"]] == [CODE]
    assert (gate["last"], gate["kit"]) == (None, [{"name": "额温枪", "count": 2}])
    again = client_of(world.account("worker_a1")).get("/api/v1/handovers/mine").json()
    assert again["gates"][0]["waiting"] == []
    assert again["gates"][0]["key"] == gate["key"]
    assert len(bytes.fromhex(gate["key"])) == 32


def test_paper_shows_what_was_handed_over(world: World, east: Checkpoint, client_of: Any) -> None:
    client = client_of(world.account("worker_a1"))
    told = post(client, "", content(east, **WHOLE)).json()
    answer = post(client, f"/{told['id']}/paper", {})
    assert answer.status_code == 200, answer.content
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    said = "".join(text.split())
    for words in ("卡口交接班记录", "东门", CODE, "门禁不灵", "额温枪", "送修", "雨天", "待接班"):
        assert words in said, words


@pytest.mark.parametrize(
    "change",
    [
        {"counts": {"in": -1}},
        {"counts": {"in": 1.5}},
        {"matters": ["长" * 201]},
        {"at": "2026-03-06T06:00:00"},
        {"kind": "handed"},
        {"id": "01a20000-0000-7000-8000-000000000001"},
        {"kit": [{"name": "", "expected": 1, "found": 1}]},
    ],
)
def test_what_cannot_be_is_refused(
    world: World, east: Checkpoint, client_of: Any, change: dict[str, Any]
) -> None:
    client = client_of(world.account("worker_a1"))
    assert post(client, "", content(east, **change)).status_code == 422
