"""Two phones hand a gate over: one without a signal, by what it shows; both halves meet on the server."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.hands import sign
from tests.e2e.field.phones import FieldPhone
from tests.served import Served

pytestmark = pytest.mark.e2e
GATE = "后勤门"


@pytest.fixture
def gate(demo: Served, passwords: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A gate of the worker's grid, closed after the test."""
    chief = Desk.of(demo, "jiedao", passwords["jiedao"])
    worker = Desk.of(demo, "wangge", passwords["wangge"])
    grid = worker.get("/me")["posts"][0]["grid_id"]
    kit = [{"name": "额温枪", "count": 2}]
    made = chief.post("/gates", grid_id=grid, name=GATE, kit=kit)
    yield made
    chief.post(f"/gates/{made['id']}/closing", version=made["version"])


def tap(phone: FieldPhone, name: str) -> None:
    """Tap a key by its words."""
    phone.page.get_by_role("button", name=name, exact=True).first.tap()


def to_gate(phone: FieldPhone) -> None:
    """To the gates that the phone's owner may keep."""
    phone.page.get_by_role("tab", name="我的").tap()
    phone.page.get_by_text("卡口交接班").tap()
    expect(phone.page.locator(".gate", has_text=GATE)).to_be_visible()


def arrived(desk: Desk, gate: str) -> dict[str, Any]:
    """The handover of the gate, once the server has any half of it; the strip may tell of what was sent before."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if found := desk.get(f"/handovers?gate={gate}")["items"]:
            return dict(found[0])
        time.sleep(0.2)
    raise AssertionError("no half of the handover has arrived")


def key_of_gate(phone: FieldPhone, name: str) -> None:
    """Tap a key of our gate."""
    here = phone.page.locator(".gate", has_text=GATE)
    here.get_by_role("button", name=name, exact=True).tap()


@pytest.fixture
def pair(new_phone: NewPhone) -> tuple[FieldPhone, FieldPhone]:
    """The worker's phone and the police officer's."""
    phones = (new_phone(), new_phone())
    phones[0].begin("wangge")
    phones[1].page.goto("/field/")
    phones[1].sign_in("minjing")
    phones[1].page.get_by_role("button", name=re.compile("保存这")).tap()
    phones[1].choose_pin()
    expect(phones[1].page.locator(".top__day")).to_be_visible(timeout=30_000)
    return phones


def test_two_phones_hand_over_one_without_a_signal(
    gate: dict[str, Any],
    pair: tuple[FieldPhone, FieldPhone],
    demo: Served,
    passwords: dict[str, str],
    open_as: Open,
) -> None:
    giver, taker = pair
    for phone in pair:
        to_gate(phone)
    giver.context.set_offline(True)
    key_of_gate(giver, "交班")
    giver.page.locator(".thing .step__less").tap()
    giver.page.get_by_label("额温枪的去向或原因").fill("送修")
    giver.page.get_by_label("未了事项").fill("门禁不灵\n有一件快递")
    sign(giver.page)
    tap(giver, "签名交班")
    expect(giver.page.locator(".code__picture")).to_be_visible()
    expect(giver.strip).to_contain_text("1 条存在本机", timeout=30_000)
    code = giver.page.locator(".code__letters").inner_text()

    key_of_gate(taker, "接班")
    taker.page.get_by_label("交接码").fill(code.lower())
    tap(taker, "用交接码接班")
    taker.page.get_by_role("radio", name="无误").tap()
    sign(taker.page)
    tap(taker, "签名接班")
    expect(taker.strip).to_contain_text("全部已送达", timeout=30_000)
    desk = Desk.of(demo, "wangge", passwords["wangge"])
    begun = arrived(desk, gate["id"])
    assert (begun["state"], begun["given_by"]) == ("begun", "")

    giver.context.set_offline(False)
    expect(giver.strip).to_contain_text("全部已送达", timeout=30_000)
    done = desk.get(f"/handovers/{begun['id']}")
    assert (done["state"], done["short"], done["matters"]) == (
        *("confirmed", 1),
        ["门禁不灵", "有一件快递"],
    )
    assert all(done[one].startswith("M") for one in ("give_signature", "take_signature"))

    page = open_as("jiedao", f"/gates/{gate['id']}/handovers?handover={begun['id']}")
    expect(page.locator(".el-drawer")).to_contain_text("门禁不灵")
    expect(page.locator(".el-drawer svg.mark")).to_have_count(2)
