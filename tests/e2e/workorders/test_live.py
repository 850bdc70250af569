"""What one screen does another shows without being touched; the wall shows figures and goes on by itself."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, NewContext, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import Api
from tests.e2e.workorders.hands import opened

pytestmark = pytest.mark.e2e
WALL, LARGE_WALL = (1920, 1080), (3840, 2160)
AT_ONCE_MS = 3_000
"""A browser of two cores beside a server; how fast it is when nothing else runs bench_push says."""


def under_way(page: Page) -> int:
    """The first figure of the board or of the wall."""
    return int(page.locator("dd").first.inner_text().replace(",", ""))


def test_an_order_opened_on_one_screen_is_on_another_without_a_reload(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    chief = open_as("shequ", "/workorders?view=grid")
    expect(chief.get_by_text("实时更新")).to_be_visible()
    order = opened(worker, id=str(uuid4()), place="两块屏幕（测试）")
    expect(chief.get_by_text(order["number"])).to_be_visible(timeout=AT_ONCE_MS)


def test_the_board_counts_at_once(open_as: Open) -> None:
    worker, chief = open_as("wangge", "/account"), open_as("shequ", "/workorders/board")
    expect(chief.get_by_text("实时更新")).to_be_visible()
    chief.wait_for_timeout(1500)
    before = under_way(chief)
    opened(worker, id=str(uuid4()), place="看板（测试）")
    expect(chief.locator("dd").first).to_have_text(str(before + 1), timeout=AT_ONCE_MS)


def test_an_open_order_follows_its_moves(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    order = opened(worker, id=str(uuid4()), place="跟着变（测试）")
    page = open_as("zhihui", f"/workorders/{order['id']}")
    chief = Api(open_as("shequ", "/account"))
    chief.post(f"/workorders/{order['id']}/moves", move="dispatch", version=order["version"])
    expect(page.locator(".timeline")).to_contain_text("派给", timeout=AT_ONCE_MS)


def test_rows_that_are_chosen_are_not_taken_away(open_as: Open) -> None:
    worker = open_as("wangge", "/account")
    order = opened(worker, id=str(uuid4()), place="已选中（测试）")
    chief = open_as("shequ", "/workorders?view=grid")
    expect(chief.get_by_text("实时更新")).to_be_visible()
    chief.get_by_label(f"选择工单 {order['number']}").check(force=True)
    later = opened(worker, id=str(uuid4()), place="后来的（测试）")
    refresh = chief.get_by_role("button", name="刷新列表")
    expect(refresh).to_be_visible(timeout=AT_ONCE_MS)
    expect(chief.get_by_label(f"选择工单 {order['number']}")).to_be_checked()
    refresh.click()
    expect(chief.get_by_text(later["number"])).to_be_visible()


def test_without_the_stream_the_board_says_so_and_asks_for_itself(open_as: Open) -> None:
    chief = open_as("shequ", "/account")
    chief.context.route("**/push*", lambda route: route.abort())
    chief.goto("/workorders/board")
    expect(chief.get_by_text("每 30 秒查询一次")).to_be_visible()
    expect(chief.locator("dd").first).not_to_have_text("—")


@pytest.fixture
def wall(new_context: NewContext, passwords: dict[str, str]) -> Page:
    """A screen on a wall that has signed in as every screen does, and hears of news."""
    page = new_context(WALL).new_page()
    page.goto("/")
    page.get_by_label("登录名").fill("daping")
    page.get_by_label("密码", exact=True).fill(passwords["daping"])
    with page.expect_response("**/push*"):
        page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/board/wall")
    page.locator(".wall-map__figure").first.wait_for()
    return page


def test_a_wall_signs_in_to_its_figures_and_to_nothing_else(wall: Page) -> None:
    wall.goto("/register")
    wall.wait_for_url("**/board/wall")
    expect(wall.locator("dd").first).not_to_have_text("—")
    assert wall.context.request.get("/api/v1/workorders").status == 403
    assert axe(wall) == []


def test_a_wall_counts_what_is_opened_and_tells_when(wall: Page, open_as: Open) -> None:
    wall.goto("/board/wall?seconds=600")
    expect(wall.locator("dd").first).not_to_have_text("—")
    wall.wait_for_timeout(1500)
    before = under_way(wall)
    opened(open_as("wangge", "/account"), id=str(uuid4()), place="大屏不说（测试）")
    expect(wall.locator("dd").first).to_have_text(str(before + 1), timeout=AT_ONCE_MS)
    expect(wall.get_by_text("最近变化")).not_to_contain_text("—")
    assert "大屏不说" not in wall.content()


def test_a_wall_turns_through_the_communities(wall: Page) -> None:
    wall.goto("/board/wall?seconds=5")
    wall.locator(".wall-map__figure").first.wait_for()
    first = wall.locator("footer .current").inner_text()
    expect(wall.locator("footer .current")).not_to_have_text(first, timeout=9_000)
    expect(wall.locator(".wall-map__name").first).to_be_visible()


def test_a_wall_whose_server_is_away_says_so_and_keeps_its_figures(wall: Page) -> None:
    expect(wall.locator("dd").first).not_to_have_text("—")
    wall.context.route("**/api/v1/workorders/wall", lambda route: route.abort())
    wall.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    kept = wall.locator("dd").first.inner_text()
    expect(wall.get_by_role("alert")).to_contain_text("连接不上服务器", timeout=75_000)
    assert wall.locator("dd").first.inner_text() == kept


def test_a_wall_that_is_signed_out_says_so_where_it_is(wall: Page, open_as: Open) -> None:
    wall.context.clear_cookies()
    opened(open_as("wangge", "/account"), id=str(uuid4()), place="退出以后（测试）")
    expect(wall.get_by_role("alert")).to_contain_text("登录已失效")
    assert "/board/wall" in wall.url
    wall.get_by_role("link", name="登录").click()
    expect(wall.get_by_label("登录名")).to_be_visible()


def test_the_wall_fits_its_screens(wall: Page) -> None:
    for width, height in (WALL, LARGE_WALL, DESK, PHONE):
        wall.set_viewport_size({"width": width, "height": height})
        wall.wait_for_timeout(300)
        assert too_wide(wall) == []


def test_everything_on_a_wall_is_read_from_six_metres(wall: Page) -> None:
    """On a 55-inch screen (0.63 mm a pixel) Chinese characters of 26 pixels are 16 mm: 6 m / 400, and no less."""
    sizes = wall.evaluate(
        "[...document.querySelectorAll('.wall *')].filter((one) => one.childNodes.length &&"
        " [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))"
        ".map((one) => one instanceof SVGElement ? one.getBoundingClientRect().height"
        " : parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes
    assert min(sizes) >= 26


def test_the_board_fits_a_phone(open_as: Open) -> None:
    page = open_as("shequ", "/workorders/board", (360, 740))
    assert too_wide(page) == []
    assert axe(page) == []
    assert latin(page) == set()
