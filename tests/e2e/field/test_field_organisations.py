"""Annex 4 without a signal: a new shop with somebody who works there, and a known one that the desk changes too."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.phones import PIN, FieldPhone
from tests.served import Served

pytestmark = pytest.mark.e2e

SITE, BUILDING = "柏树小区", "柏树小区93栋"
KNOWN, NEW = "柏树便利店", "柏树面馆"
CODE, NUMBER = "91350211M000100Y46", "36019919491231078X"
COMMANDS = 3  # a shop, somebody in it, a change of the other


@dataclass(frozen=True)
class Street:
    """A building with a shop in it that is known; who sits at the desk."""

    worker: Desk
    leader: Desk
    shop: str

    def named(self, name: str) -> list[dict[str, Any]]:
        """Whole organisations of this name."""
        rows = self.worker.every(f"/register/organisations?q={quote(name)}")
        return [self.worker.get(f"/register/organisations/{one['id']}") for one in rows]


@pytest.fixture(scope="module")
def street(demo: Served, passwords: dict[str, str]) -> Street:
    """A building of our own in the grid of the demo's worker."""
    chief, leader, worker = (
        Desk.of(demo, one, passwords[one]) for one in ("jiedao", "shequ", "wangge")
    )
    grid = worker.get("/sync/grids")[0]["id"]
    where = {"kind": "compound", "road": "柏树路", "house_number": "3号", "grid_id": grid}
    site = chief.post("/territory/sites", name=SITE, **where)
    house = {"name": "93栋", "floors": 2, "grid_id": grid}
    building = chief.post(f"/territory/sites/{site['id']}/buildings", **house)
    chief.post(f"/territory/buildings/{building['id']}/doors", text="1-2层每层2户")
    known = {"name": KNOWN, "kind": "street_shop", "trading": "open", "building_id": building["id"]}
    return Street(worker, leader, worker.post("/register/organisations", **known)["id"])


def test_shops_entered_and_changed_without_a_signal_arrive_once(
    new_phone: NewPhone, street: Street
) -> None:
    phone = new_phone()
    phone.begin("wangge")
    phone.context.set_offline(True)
    _enter_shop(phone.page)
    _enter_employee(phone.page)
    _change_known(phone.page)
    _desk_writes(street)
    phone = _killed_and_reopened(phone)
    expect(phone.strip).to_contain_text(f"没有信号，{COMMANDS} 条存在本机")
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    _new_shop_is_there_once(street)
    _known_shop_is_merged(street)


def _enter_shop(page: Page) -> None:
    page.get_by_role("tab", name="楼栋").tap()
    page.get_by_role("link", name=BUILDING).tap()
    page.get_by_role("button", name="登记新单位").tap()
    page.get_by_role("radio", name="餐饮店").tap()
    page.get_by_label("单位名称").fill(NEW)
    page.get_by_label("统一社会信用代码").fill(CODE[:-1] + "5")
    page.get_by_role("button", name="登记这个单位").tap()
    expect(page.get_by_text("校验不通过")).to_be_visible()
    page.get_by_label("统一社会信用代码").fill(CODE)
    lead = page.get_by_role("group", name="防控负责人")
    lead.get_by_label("姓名").fill("测负责人")
    lead.get_by_label("联系电话").fill("19000000021")
    page.get_by_role("checkbox", name="口罩").tap()
    page.get_by_role("checkbox", name="全面消杀").tap()
    page.get_by_role("button", name="登记这个单位").tap()
    expect(page.get_by_role("heading", name=NEW)).to_be_visible()
    expect(page.locator(".pending")).to_have_text("待发送")


def _enter_employee(page: Page) -> None:
    page.get_by_role("button", name="添加从业人员").tap()
    page.get_by_label("姓名").fill("测店员")
    page.get_by_label("身份证号").fill(NUMBER)
    expect(page.get_by_role("status").filter(has_text="女")).to_be_visible()
    page.get_by_label("联系电话").fill("19000000022")
    page.get_by_role("radiogroup", name="是否发热").get_by_role("radio", name="否").tap()
    page.get_by_role("button", name="保存", exact=True).tap()
    expect(page.get_by_role("heading", name="从业人员 1 人")).to_be_visible()
    expect(page.get_by_text("3601**********078X")).to_be_visible()


def _change_known(page: Page) -> None:
    """Found by the search, with what the desk writes too."""
    back = page.locator(".van-nav-bar__left")
    back.tap()
    expect(page.get_by_role("button", name=NEW)).to_be_visible()
    back.tap()
    page.get_by_role("tab", name="搜索").tap()
    page.get_by_role("searchbox").fill(KNOWN)
    page.get_by_role("button", name=KNOWN).tap()
    page.get_by_role("button", name="修改单位").tap()
    page.get_by_role("radio", name="休业").tap()
    page.get_by_label("备注").fill("网格员写的")
    page.get_by_role("button", name="保存", exact=True).tap()
    expect(page.get_by_text("网格员写的")).to_be_visible()
    expect(page.get_by_text("沿街商铺 · 休业")).to_be_visible()


def _desk_writes(street: Street) -> None:
    shop = street.leader.get(f"/register/organisations/{street.shop}")
    path = f"/register/organisations/{street.shop}"
    street.leader.patch(path, version=shop["version"], note="社区写的", industry="F")


def _killed_and_reopened(phone: FieldPhone) -> FieldPhone:
    phone.page.close()
    phone = replace(phone, page=phone.context.new_page())
    phone.reopen()
    phone.enter(PIN)
    return phone


def _new_shop_is_there_once(street: Street) -> None:
    (shop,) = street.named(NEW)
    assert (shop["kind"], shop["credit_code"], shop["industry"]) == ("restaurant", CODE, "H")
    assert (shop["address_text"], shop["trading"]) == (BUILDING, "open")
    assert sorted(shop["situation"]["measures"]) == ["disinfection", "masks"]
    assert [(one["role"], one["name"]) for one in shop["contacts"]] == [("lead", "测负责人")]
    (person,) = shop["employees"]
    assert (person["name"], person["sex"], person["situation"]["fever"]) == (
        *("测店员", "female", False),
    )


def _known_shop_is_merged(street: Street) -> None:
    """The other fields are merged; the same one waits at the desk beside what is stored."""
    shop = street.leader.get(f"/register/organisations/{street.shop}")
    assert (shop["note"], shop["trading"], shop["industry"]) == ("社区写的", "suspended", "F")
    rows = street.leader.every("/register/conflicts?kind=same_field")
    (waiting,) = [one for one in rows if one["organisation_id"] == street.shop]
    (field,) = waiting["fields"]
    assert (field["field"], field["stored"], field["came"]) == ("note", "社区写的", "网格员写的")
    decided = {"decision": "take", "reason": "电话核实"}
    street.leader.post(f"/register/conflicts/{waiting['id']}/settle", **decided)
    taken = street.leader.get(f"/register/organisations/{street.shop}")
    assert taken["note"] == "网格员写的"
