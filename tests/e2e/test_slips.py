"""A slip at a closed door: printed, scanned by a stranger's phone, filled in, compared and accepted at the desk."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from gridward.kernel import clock
from gridward.kernel.masking import mask_name
from tests.e2e.conftest import PHONE, NewContext, Open
from tests.e2e.looking import axe
from tests.e2e.screens import Api, dialog, tile
from tests.e2e.still import stand_still, watched
from tests.kernel.documents.qr_reader import codes_of
from tests.served import Served

pytestmark = pytest.mark.e2e

SMALL = (360, 640)
GRID = "朱紫巷社区第七网格"
ROUND_PAGE = re.compile(r"/rounds/[0-9a-f-]{36}$")


def _round(page: Page, name: str) -> str:
    """A round of one grid with a question, opened; the page shows it."""
    grid = next(one for one in _grids(page) if one["name"] == GRID)
    row = Api(page).post(
        "/rounds",
        name=name,
        kinds=["household"],
        questions=[
            {"code": "pets", "text": "养了几只宠物", "answer": "number"},
            {"code": "fever", "text": "现在发热吗", "about": "person", "required": True},
        ],
        starts_on="2026-01-01",
        ends_on="2099-12-31",
        valid_days=0,
        tries=3,
        grid_ids=[grid["id"]],
    )
    Api(page).post(f"/rounds/{row['id']}/open", version=row["version"])
    page.goto(f"/rounds/{row['id']}")
    return str(row["id"])


def _grids(page: Page) -> list[dict[str, Any]]:
    communities = Api(page).get("/territory/tree")["communities"]
    return [grid for one in communities for grid in one["grids"]]


def _doors(page: Page, round_id: str, persons: int) -> list[dict[str, Any]]:
    """Targets of households of so many people whom the register has."""
    found: list[dict[str, Any]] = []
    rows = Api(page).get(f"/rounds/{round_id}/targets")["items"]
    for row in rows:
        if row["persons"] == persons:
            found.append(row)
    return found


def _printed(page: Page, address: str) -> bytes:
    """The slip of one household, downloaded as the desk does it."""
    page.get_by_role("navigation", name="摸排内容").get_by_role("link", name="对象").click()
    page.get_by_role("button", name=address, exact=True).click()
    dialog(page).get_by_role("button", name="打印自主申报纸条").click()
    asked = page.get_by_role("dialog", name="打印自主申报纸条")
    expect(asked).to_contain_text("只有本机能打开")  # the demo runs on the loopback
    asked.get_by_label("联系电话").fill("0791-86123456")
    with page.expect_download() as taken:
        asked.get_by_role("button", name="下载 PDF").click()
    expect(dialog(page)).to_contain_text("打印")
    return Path(taken.value.path()).read_bytes()


@pytest.fixture
def stranger(new_context: NewContext) -> Any:
    """A resident's phone: no session, small, in the dark if wanted."""

    def go(link: str, size: tuple[int, int] = PHONE, **given: Any) -> Page:
        page = watched(new_context(size, is_mobile=True, has_touch=True, **given).new_page())
        page.goto(link)
        stand_still(page)
        return page

    return go


def _fits(page: Page) -> None:
    """Nothing hangs over the edge, and fingers find what they are to press."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    small = page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea, .choices label')]"
        ".filter((one) => one.offsetParent && (one.matches('label') || !one.closest('.choices label')))"
        ".map((one) => one.getBoundingClientRect().height).filter((high) => high < 44)"
    )
    assert small == []


def test_a_household_declares_itself_and_the_door_counts_as_reached(
    open_as: Open, stranger: Callable[..., Page], tmp_path: Path
) -> None:
    desk = open_as("shequ", "/rounds")
    round_id = _round(desk, "留纸条的摸排")
    home = _doors(desk, round_id, 2)[0]
    household = Api(desk).get(f"/register/households/{home['subject_id']}")
    names = [one["name"] for one in household["residents"]]
    content = _printed(desk, home["address"])
    told = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "0791-86123456" in told
    [link] = codes_of(content)

    phone = stranger(link)
    assert "#" not in phone.url
    assert phone.context.cookies() == []
    expect(phone.get_by_text("留纸条的摸排，请在 2099年12月31日前填写")).to_be_visible()
    shown = phone.locator("body").inner_text()
    assert not any(name in shown for name in names)
    assert home["address"] not in shown
    _fits(phone)
    phone.get_by_label("姓名").fill(names[0])
    phone.get_by_label("联系电话").fill("1380013")
    phone.get_by_text("否").first.click()
    phone.get_by_role("button", name="再加一人").click()
    second = phone.get_by_role("region", name="第 2 人")
    second.get_by_label("姓名").fill("赵小苗")
    second.get_by_label("与户主关系").select_option("孙女")
    second.get_by_label("现在在家吗").select_option("在外：省外")
    second.get_by_text("否").click()
    phone.get_by_label("有什么困难或需要帮助").fill("楼道灯坏了")
    _fits(phone)
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_role("alert")).to_be_visible()  # the phone number is too short
    expect(phone.get_by_label("联系电话").first).to_be_focused()
    phone.get_by_label("联系电话").first.fill("13800138000")
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_text("已收到，谢谢！")).to_be_visible()
    _fits(phone)

    desk.goto(f"/rounds/{round_id}")
    left = tile(desk, "没有完结")
    unnamed = household["residents"][1]
    desk.get_by_role("navigation", name="摸排内容").get_by_role("link", name="自主申报").click()
    row = desk.get_by_role("table", name="自主申报").locator("tbody tr")
    expect(row).to_contain_text("待核对")
    row.get_by_role("button", name=home["address"]).click()
    opened = dialog(desk)
    expect(opened.get_by_role("article", name="赵小苗")).to_contain_text("底册没有，将新登记")
    expect(opened.get_by_role("article", name=names[0])).to_contain_text("138****8000")
    expect(opened.get_by_role("article", name=names[1])).to_contain_text("申报没提到")
    expect(opened).to_contain_text("楼道灯坏了")
    opened.get_by_role("button", name="核对无误，采纳").click()
    # Somebody whom nobody named has not been asked: the round wants an answer of each.
    expect(opened.get_by_role("alert")).to_contain_text("“现在发热吗”要每个人回答")
    path = f"/register/residents/{unnamed['id']}/leave"
    Api(desk).post(path, version=unnamed["version"])
    opened.get_by_role("button", name="重试").click()
    expect(opened.get_by_role("article", name=names[1])).to_have_count(0)
    opened.get_by_role("button", name="核对无误，采纳").click()
    expect(row).to_contain_text("已采纳")
    assert tile_of(desk, round_id) == left - 1
    after = Api(desk).get(f"/register/households/{home['subject_id']}")
    assert [one["name"] for one in after["residents"]] == [names[0], "赵小苗"]


def test_after_the_desk_has_accepted_coverage_rises_and_the_slip_says_so(
    open_as: Open, stranger: Callable[..., Page]
) -> None:
    desk = open_as("shequ", "/rounds")
    round_id = _round(desk, "申报后计入的摸排")
    home = _doors(desk, round_id, 1)[0]
    household = Api(desk).get(f"/register/households/{home['subject_id']}")
    [resident] = household["residents"]
    [link] = codes_of(_printed(desk, home["address"]))
    before = tile_of(desk, round_id)

    phone = stranger(link, SMALL, color_scheme="dark")
    _fits(phone)
    phone.get_by_label("姓名").fill(resident["name"])
    phone.get_by_text("否").first.click()
    _came_from_elsewhere(phone)
    phone.get_by_role("button", name="添加车辆").click()
    phone.get_by_label("车牌号").fill("赣A88C21")
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_text("已收到，谢谢！")).to_be_visible()
    phone.get_by_role("button", name="填错了").click()
    expect(phone.get_by_label("姓名")).to_have_value(resident["name"])
    expect(phone.get_by_text("新的一份会代替它")).to_be_visible()
    phone.get_by_label("车牌号").fill("赣A88C22")
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_text("已收到，谢谢！")).to_be_visible()

    desk.goto(f"/rounds/{round_id}?view=declared")
    row = desk.get_by_role("table", name="自主申报").locator("tbody tr")
    expect(row).to_contain_text("第 2 份")
    row.get_by_role("button", name=home["address"]).click()
    expect(dialog(desk)).to_contain_text("赣A88C22")
    dialog(desk).get_by_role("button", name="核对无误，采纳").click()
    expect(row).to_contain_text("已采纳")
    assert tile_of(desk, round_id) == before - 1
    after = Api(desk).get(f"/register/households/{home['subject_id']}")
    assert "赣A88C22" in after["residents"][0]["plates"]
    desk.goto("/health/arrivals")
    told = desk.locator("tbody tr").filter(has_text=mask_name(resident["name"]))
    expect(told.filter(has_text="自主申报").first).to_be_visible()
    visits = Api(desk).get(f"/rounds/targets/{home['id']}/visits")
    assert [(one["way"], one["outcome"]) for one in visits] == [("self", "met")]

    again = stranger(link)
    expect(again.get_by_text("已经核对过了")).to_be_visible()


def _came_from_elsewhere(phone: Page) -> None:
    """Ticked, sent too early, filled in: what lacks is shown at its field, and everything fits on the small screen."""
    phone.get_by_text("最近从外地回来").click()
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_label("哪天回来的")).to_be_focused()
    today = clock.today()
    phone.get_by_label("哪天回来的").fill(today.isoformat())
    expect(phone.get_by_text("请填写", exact=True)).to_have_count(0)
    phone.get_by_label("怎么回来的").select_option("火车")
    stay = phone.get_by_role("group", name="到过的地方 1")
    stay.get_by_label("省、市").fill("虚构省甲市")
    stay.get_by_label("县（市、区）").fill("乙区")
    stay.get_by_label("哪天到的").fill((today - timedelta(days=3)).isoformat())
    stay.get_by_label("哪天离开的").fill(today.isoformat())
    _fits(phone)
    assert axe(phone) == []


def tile_of(desk: Page, round_id: str) -> int:
    """How many doors of the round are left."""
    desk.goto(f"/rounds/{round_id}")
    stand_still(desk)
    return tile(desk, "没有完结")


def test_whoever_cannot_scan_types_the_code_and_a_voided_slip_says_so(
    open_as: Open, stranger: Callable[..., Page], demo: Served
) -> None:
    desk = open_as("shequ", "/rounds")
    round_id = _round(desk, "纸条作废的摸排")
    home = _doors(desk, round_id, 1)[1]
    [link] = codes_of(_printed(desk, home["address"]))
    code = link.partition("#")[2]

    phone = stranger(f"{demo.address}/p/", SMALL)
    _fits(phone)
    phone.get_by_label("编码").fill(code[:-1] + ("0" if code[-1] != "0" else "1"))
    phone.get_by_role("button", name="打开").click()
    expect(phone.get_by_role("alert")).to_contain_text("编码不对")
    phone.get_by_label("编码").fill(" ".join(re.findall(".{4}", code.lower())))
    phone.get_by_role("button", name="打开").click()
    expect(phone.get_by_text("家里住了谁")).to_be_visible()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_text("Who lives here")).to_be_visible()

    dialog(desk).get_by_role("button", name="作废").click()
    expect(dialog(desk)).to_contain_text("已由")
    voided = stranger(link)
    expect(voided.get_by_role("alert")).to_contain_text("已作废")


def test_a_declaration_is_sent_back_for_a_reason(
    open_as: Open, stranger: Callable[..., Page]
) -> None:
    desk = open_as("shequ", "/rounds")
    round_id = _round(desk, "退回的摸排")
    home = _doors(desk, round_id, 1)[2]
    [link] = codes_of(_printed(desk, home["address"]))
    phone = stranger(link)
    phone.get_by_label("姓名").fill("不知道是谁")
    phone.get_by_text("否").first.click()
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_text("已收到，谢谢！")).to_be_visible()
    before = Api(desk).get(f"/register/households/{home['subject_id']}")

    desk.goto(f"/rounds/{round_id}?view=declared")
    row = desk.get_by_role("table", name="自主申报").locator("tbody tr")
    row.get_by_role("button", name=home["address"]).click()
    dialog(desk).get_by_role("button", name="退回").click()
    refuse = dialog(desk).get_by_role("button", name="退回")
    expect(refuse).to_be_disabled()
    dialog(desk).get_by_label("退回原因").fill("不是这一户的人")
    refuse.click()
    expect(row).to_contain_text("已退回")
    expect(row).to_contain_text("不是这一户的人")
    assert Api(desk).get(f"/register/households/{home['subject_id']}") == before


def test_the_demo_has_a_declaration_that_waits(open_as: Open) -> None:
    desk = open_as("shequ", "/rounds")
    opened = Api(desk).round("open")["id"]
    desk.goto(f"/rounds/{opened}?view=declared")
    row = desk.get_by_role("table", name="自主申报").locator("tbody tr").first
    expect(row).to_contain_text("待核对")
    row.get_by_role("button").click()
    expect(dialog(desk).get_by_role("article", name="小宝")).to_contain_text("将新登记")


def test_a_household_asks_for_a_pass_and_shows_its_code(
    open_as: Open, stranger: Callable[..., Page]
) -> None:
    desk = open_as("shequ", "/rounds")
    home = _doors(desk, _round(desk, "申请通行证的摸排"), 2)[0]
    [link] = codes_of(_printed(desk, home["address"]))
    phone = stranger(link, SMALL)
    phone.get_by_role("button", name="申请通行证").click()
    phone.get_by_role("button", name="提交申请").click()
    expect(phone.get_by_label("持有人姓名")).to_be_focused()  # nobody is named
    phone.get_by_label("持有人姓名").fill("李四")
    phone.get_by_label("原因").fill("探望老人")
    _fits(phone)
    phone.get_by_role("button", name="提交申请").click()
    expect(phone.get_by_text("等待办理")).to_be_visible()
    _fits(phone)

    desk.goto("/passes")
    asked = desk.get_by_role("table", name="居民申请")
    asked.get_by_role("button", name=home["address"]).click()
    expect(dialog(desk)).to_contain_text("探望老人")
    dialog(desk).get_by_role("button", name="办理", exact=True).click()
    expect(asked).to_have_count(0)
    newest = desk.get_by_role("table", name="通行证").locator("tbody tr").first
    expect(newest).to_contain_text("李*")

    phone.get_by_role("button", name="刷新").click()
    expect(phone.get_by_text("已办好")).to_be_visible()
    shown = newest.get_by_role("link").inner_text()
    picture = phone.get_by_role("img", name=f"通行证 {shown[:4]} {shown[4:]} 的二维码")
    expect(picture).to_be_visible()
    _fits(phone)
    # Whoever merely finds the slip is told of nothing.
    other = stranger(link, SMALL)
    other.get_by_role("button", name="申请通行证").click()
    expect(other.get_by_text("申请一张通行证")).to_be_visible()
    expect(other.get_by_text("我的申请")).to_have_count(0)
