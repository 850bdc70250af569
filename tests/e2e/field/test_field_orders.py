"""Work orders on phones without a signal: reported with a photograph, handled, and two people at one order."""

import io
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import API, Desk
from tests.e2e.field.hands import photograph
from tests.e2e.field.phones import PIN, FieldPhone
from tests.e2e.field.test_field_day import ask, grid_of, tap
from tests.served import Served

pytestmark = pytest.mark.e2e

ARRIVED = 30_000


@pytest.fixture
def phone(new_phone: NewPhone) -> FieldPhone:
    made = new_phone()
    made.begin("wangge")
    return made


@pytest.fixture
def leader(demo: Served, passwords: dict[str, str]) -> Desk:
    return Desk.of(demo, "shequ", passwords["shequ"])


def opened(leader: Desk, grid: str, place: str) -> dict[str, Any]:
    """A violation that lies with the grid's worker at once."""
    answers = {"what": "聚餐", "dissuaded": "ignored"}
    said = {"kind": "violation", "grid_id": grid, "place": place, "answers": answers}
    return dict(leader.post("/workorders", id=str(uuid4()), **said))


def synced(phone: FieldPhone, path: str = "/field/orders") -> Page:
    """The app opened anew, with everything that is new of the grid."""
    phone.reopen(path)
    phone.enter(PIN)
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)
    return phone.page


def order_at(phone: FieldPhone, grid: str, place: str) -> list[dict[str, Any]]:
    """The orders at a place, as the server has them."""
    rows = ask(phone, "GET", f"/workorders?list=grid&grid_id={grid}")["items"]
    return [ask(phone, "GET", f"/workorders/{one['id']}") for one in rows if one["place"] == place]


def test_a_report_without_a_signal_arrives_once_with_both_clocks(phone: FieldPhone) -> None:
    grid = grid_of(phone)
    phone.context.set_offline(True)
    page = phone.page
    page.get_by_role("tab", name="工单").tap()
    page.get_by_role("link", name="上报工单").or_(
        page.get_by_role("button", name="上报工单")
    ).first.tap()
    tap(phone, "防护设施损坏")
    page.get_by_label("什么设施").fill("南门围挡")
    page.get_by_label("地点").fill("南门（测试）")
    page.locator("input[type=file]").set_input_files(photograph(1))
    expect(page.locator(".photos__one")).to_have_count(1)
    page.get_by_role("button", name="上报工单").tap()
    expect(page.get_by_text("在本机，等待送达")).to_be_visible()
    expect(phone.strip).to_contain_text("1 条存在本机")

    page.close()
    phone = replace(phone, page=phone.context.new_page())
    phone.reopen()
    phone.enter(PIN)
    expect(phone.strip).to_contain_text("没有信号，1 条存在本机")
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)

    (made,) = order_at(phone, grid, "南门（测试）")
    first = made["timeline"][0]
    said, at = (datetime.fromisoformat(first[name]) for name in ("said_at", "at"))
    assert timedelta(0) < at - said < timedelta(minutes=5)
    assert made["seen_at"] == first["said_at"]
    picture = phone.page.request.get(f"{API}/workorders/photos/{first['photos'][0]}").body()
    with Image.open(io.BytesIO(picture)) as drawn:
        assert max(drawn.size) <= 1280
        assert dict(drawn.getexif()) == {}
    phone.page.get_by_role("tab", name="工单").tap()
    phone.page.get_by_role("radio", name="全部").tap()
    row = phone.page.locator(".order", has_text="南门（测试）")
    expect(row).to_have_count(1)
    row.tap()
    expect(phone.page.get_by_text(made["number"])).to_be_visible()


def test_the_handler_acknowledges_and_handles_without_a_signal(
    phone: FieldPhone, leader: Desk
) -> None:
    order = opened(leader, grid_of(phone), "北门（测试）")
    page = synced(phone)
    page.locator(".order", has_text="北门（测试）").tap()
    expect(page.get_by_text("直接派给")).to_be_visible()
    phone.context.set_offline(True)
    for word in ("签收", "到场"):
        page.get_by_role("button", name=word, exact=True).tap()
        expect(page.locator(".move__what", has_text=word).first).to_be_visible()
    page.get_by_role("button", name="处置完成", exact=True).tap()
    page.get_by_label("文字说明").fill("已劝离")
    page.locator(".move-sheet").get_by_role("button", name="处置完成").tap()
    expect(page.locator(".head__tag")).to_have_text("已处置")
    expect(phone.strip).to_contain_text("条存在本机")
    time.sleep(1.1)  # the phone's clock and the server's are told apart by seconds
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)
    told = leader.get(f"/workorders/{order['id']}")
    assert [one["move"] for one in told["timeline"]] == [
        *("open", "read", "acknowledge", "arrive", "handle")
    ]
    assert told["timeline"][-1]["text"] == "已劝离"
    assert all(one["said_at"] < one["at"] for one in told["timeline"][2:])
    leader.post(f"/workorders/{order['id']}/moves", move="verify", version=told["version"])
    page = synced(phone, f"/field/orders/{order['id']}")
    expect(page.locator(".head__tag")).to_have_text("已核查")


def test_of_two_people_the_second_is_told_and_loses_no_word(
    phone: FieldPhone, leader: Desk
) -> None:
    order = opened(leader, grid_of(phone), "西门（测试）")
    page = synced(phone)
    page.locator(".order", has_text="西门（测试）").tap()
    expect(page.get_by_role("button", name="签收", exact=True)).to_be_visible()
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)
    phone.context.set_offline(True)
    tap(phone, "其他办理")
    page.get_by_role("button", name="处置完成", exact=True).tap()
    page.get_by_label("文字说明").fill("人已散去，摊子收了")
    page.locator(".move-sheet").get_by_role("button", name="处置完成").tap()
    expect(page.locator(".head__tag")).to_have_text("已处置")
    now = leader.get(f"/workorders/{order['id']}")
    leader.post(f"/workorders/{order['id']}/moves", move="reassign", version=now["version"])
    phone.context.set_offline(False)
    refused = page.locator(".refused")
    expect(refused).to_contain_text("改派", timeout=ARRIVED)
    expect(phone.strip).to_contain_text("1 条需处理")
    refused.tap()
    tap(phone, "修改后再提交")
    expect(page.get_by_label("文字说明")).to_have_value("人已散去，摊子收了")
    page.locator(".move-sheet").get_by_role("button", name="处置完成").tap()
    expect(page.locator(".head__tag")).to_have_text("已处置")
    expect(phone.strip).to_contain_text("全部已送达", timeout=ARRIVED)
    told = leader.get(f"/workorders/{order['id']}")
    assert [one["move"] for one in told["timeline"]][-3:] == ["reassign", "read", "handle"]
    assert told["timeline"][-1]["text"] == "人已散去，摊子收了"
