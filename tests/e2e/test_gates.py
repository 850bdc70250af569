"""Gates and passes in a real browser: set up with rules and tried, a pass made and printed, one that was revoked."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import Api, choose, dialog
from tests.oversight.reports.papers import text

pytestmark = pytest.mark.e2e
NOTICE = "演练通知（虚构）第9号"
UUID_AT_THE_END = r"/[0-9a-f-]{36}$"


def _set_up(page: Page) -> None:
    """A gate of the leader's last grid, placed by a click on the map."""
    page.goto(f"/gates?grid={Api(page).grid(-1)['id']}")
    page.get_by_role("button", name="设立卡口").click()
    box = dialog(page)
    box.get_by_label("名称", exact=True).fill("南侧小门")
    box.get_by_role("button", name="在地图上选").click()
    page.wait_for_selector("[data-ready=true]")
    box.locator(".maplibregl-canvas").click()
    expect(box.get_by_label("经度")).to_have_value(re.compile(r"^1\d\d\.\d{6}$"))
    box.get_by_label("第 1 条通道的名称").fill("人行")
    box.get_by_role("button", name="添加物资").click()
    box.get_by_label("第 1 件物资的名称").fill("额温枪")
    box.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile("/gates" + UUID_AT_THE_END))


def _set_rules(page: Page) -> None:
    """Green codes pass, red ones hold, temperature on the way in."""
    page.get_by_role("button", name="设定规则").click()
    box = dialog(page)
    box.get_by_role("button", name="添加查验内容").click()
    box.get_by_role("group", name="测体温的方向").get_by_text("进", exact=True).click()
    box.get_by_label("体温达到多少算发热（℃）").fill("37.3")
    words = box.get_by_role("region", name="按以上设定，卡口将这样查验")
    expect(words).to_contain_text("进时查验健康码，对象：所有人；绿码放行，红码稳控")
    expect(words).to_contain_text("体温 37.3 ℃及以上稳控")
    expect(box.get_by_role("button", name="设定规则")).to_be_disabled()
    box.get_by_label("依据（通知或文号）").fill(NOTICE)
    box.get_by_role("button", name="设定规则").click()
    expect(page.get_by_role("status").filter(has_text="规则已设定")).to_be_visible()


def _tried(page: Page, code: str, temperature: str) -> Locator:
    """What the gate suggests of somebody with a code and a temperature."""
    tries = page.get_by_role("region", name="试一试")
    choose(page, "健康码", code)
    tries.get_by_label("体温（℃）").fill(temperature)
    tries.get_by_role("button", name="看建议").click()
    return tries.get_by_role("status")


def test_a_leader_sets_up_a_gate_with_rules_and_tries_them(open_as: Open) -> None:
    page = open_as("shequ", "/gates")
    _set_up(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("额温枪 1 件")
    expect(main).to_contain_text("没有为本卡口另设规则，按国家规定执行")
    _set_rules(page)
    expect(page.get_by_role("region", name="现行查验规则")).to_contain_text(NOTICE)
    expect(_tried(page, "绿码", "36.5")).to_have_text(re.compile(r"^\s*放行"))
    held = _tried(page, "红码", "38.2")
    expect(held).to_have_text(re.compile(r"^\s*稳控"))
    expect(held).to_contain_text("查验结果不符合规定：健康码")
    expect(held).to_contain_text("体温偏高")
    tries = page.get_by_role("region", name="试一试")
    tries.get_by_text("码由查验接口回答").click()
    expect(_tried(page, "黄码", "36.5")).to_have_text(re.compile(r"^\s*询问"))
    expect(tries.get_by_role("listitem").filter(has_text="演练")).to_contain_text("健康码 黄码")
    page.get_by_role("button", name=f"撤回规则：{NOTICE}").click()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("status").filter(has_text="规则已撤回")).to_be_visible()
    expect(main).to_contain_text("没有为本卡口另设规则，按国家规定执行")
    page.get_by_role("button", name="撤销卡口").click()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("撤销，只能查看")).to_be_visible()
    expect(page.get_by_role("button", name="设定规则")).to_have_count(0)


def _made(page: Page) -> str:
    """A pass of a resident of the worker's grid; answers its address."""
    name = Api(page).household()["residents"][0]["name"]
    page.get_by_role("button", name="办理通行证").click()
    box = dialog(page)
    box.get_by_role("combobox", name="居民").fill(name)
    page.get_by_role("option", name=name).first.click()
    box.get_by_role("button", name="7天").click()
    box.get_by_label("办理原因").fill("常住")
    box.get_by_role("button", name="办理", exact=True).click()
    page.wait_for_url(re.compile("/passes" + UUID_AT_THE_END))
    return page.url


def test_a_worker_makes_a_pass_prints_it_and_revokes_it(open_as: Open, tmp_path: Path) -> None:
    page = open_as("wangge", "/passes")
    address = _made(page)
    head = page.get_by_role("heading", name=re.compile("^通行证 [0-9A-Z]{8}$"))
    serial = head.inner_text().split()[-1]
    code = page.get_by_role("img", name=f"通行证 {serial} 的二维码")
    expect(code).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="打印", exact=True).click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.name == f"通行证_{serial}.pdf"
    assert serial in text(file.read_bytes())
    page.get_by_role("button", name="作废").click()
    box = dialog(page)
    box.get_by_label("原因").fill("已搬离")
    box.get_by_role("button", name="作废").click()
    expect(page.get_by_role("alert")).to_contain_text("作废：已搬离")
    expect(code).to_have_count(0)
    expect(page.get_by_role("button", name="打印", exact=True)).to_have_count(0)
    page.goto(f"/passes?q={serial}")
    expect(page.get_by_role("row").filter(has_text=serial)).to_contain_text("已作废")
    page.goto(f"/passes?q={serial}&holding=1")
    expect(page.get_by_text("没有通行证", exact=True)).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name="打开所在住户").click()
    expect(page.get_by_role("region", name="通行证")).to_contain_text("已作废")


def test_a_household_has_its_passes_and_a_vehicle_needs_a_plate(open_as: Open) -> None:
    page = open_as("wangge", "/account")
    household = Api(page).household(0)
    page.goto(f"/register/households/{household['id']}")
    page.get_by_role("region", name="通行证").get_by_role("button", name="办理通行证").click()
    box = dialog(page)
    box.get_by_text("车辆", exact=True).click()
    box.get_by_text("居民", exact=True).last.click()
    choose(page, "居民", household["residents"][0]["name"])
    box.get_by_label("办理原因").fill("常住车辆")
    make = box.get_by_role("button", name="办理", exact=True)
    expect(make).to_be_disabled()
    box.get_by_label("车牌").fill("赣A")
    make.click()
    expect(box.get_by_role("alert")).to_be_visible()
    box.get_by_label("车牌").fill("赣A12B45")
    make.click()
    page.wait_for_url(re.compile("/passes" + UUID_AT_THE_END))
    expect(page.get_by_role("main")).to_contain_text("赣A12B45")


def test_the_verdict_is_told_by_word_sign_and_colour_on_a_phone(open_as: Open) -> None:
    page = open_as("wangge", "/gates", PHONE)
    page.get_by_role("link", name="东门").first.click()
    tries = page.get_by_role("region", name="试一试")
    tries.get_by_text("紧急情况").click()
    tries.get_by_role("button", name="看建议").click()
    verdict = tries.get_by_role("status")
    expect(verdict).to_contain_text("放行")
    expect(verdict.locator("svg")).to_be_visible()
    assert (too_wide(page), latin(page)) == ([], set())
    page.mouse.move(0, 0)
    assert axe(page) == []


def test_who_checks_sees_gates_and_no_passes(open_as: Open) -> None:
    page = open_as("jiwei", "/gates")
    expect(page.get_by_role("link", name="东门").first).to_be_visible()
    expect(page.get_by_role("button", name="设立卡口")).to_have_count(0)
    expect(page.get_by_role("link", name="通行证")).to_have_count(0)
    page.goto("/passes")
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()
