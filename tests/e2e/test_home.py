"""The home of a post: what is late, due and done, at a desk and on a phone, and nothing of another post."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.looking import axe, keys, latin, too_wide
from tests.e2e.screens import Api
from tests.e2e.still import stand_still

pytestmark = pytest.mark.e2e

FINGER_PX = 43.5
OF_ITS_POST = {
    "jiedao": "统计表每月定稿",
    "zhihui": "跟进缺员清单",
    "shequ": "带头巡查网格",
    "wangge": "填写工作日志",
    "yinsi": None,
    "jiwei": None,
    "xinxi": None,
    "minjing": None,
}
"""Demo sign-ins, each with a duty that its post alone has whatever was done; None where nothing may be due."""


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("name", OF_ITS_POST)
def test_everybody_begins_with_the_duties_of_the_own_post(
    open_as: Open, name: str, size: tuple[int, int]
) -> None:
    page = open_as(name, "/", size)
    page.wait_for_url("**/home")
    expect(page.get_by_role("heading", name="今日职责")).to_be_visible()
    expect(page.locator(".post")).to_have_count(1)
    titles = set(page.locator(".duty h4").all_inner_texts())
    own = OF_ITS_POST[name]
    assert own is None or own in titles
    others = {title for one, title in OF_ITS_POST.items() if title and one != name}
    shared = {"jiedao": {"跟进缺员清单"}, "zhihui": {"统计表每月定稿"}}
    assert not titles & (others - shared.get(name, set()))
    assert too_wide(page) == []
    assert keys(page) == []
    assert latin(page) == set()
    assert axe(page) == []
    if size == PHONE:
        heights = page.locator(".duty-row").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert all(height > FINGER_PX for height in heights)


@pytest.mark.parametrize("name", ["jiedao", "shequ", "wangge"])
def test_every_row_leads_to_a_page_that_the_post_may_open(open_as: Open, name: str) -> None:
    page = open_as(name, "/home")
    links = page.locator(".duty-row").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert links
    for link in sorted(set(links)):
        page.goto(link)
        stand_still(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_have_count(0)
        expect(page.get_by_role("heading", name="没有这个页面")).to_have_count(0)


def test_the_doors_of_a_round_are_one_tap_away(open_as: Open) -> None:
    page = open_as("wangge", "/home", PHONE)
    row = page.locator(".duty-row", has_text="处没有走访").first
    count = int(row.inner_text().split("还有 ")[1].split(" 处")[0])
    row.click()
    page.wait_for_url("**/rounds/*view=targets*")
    grid, found = Api(page).grid()["id"], page.url.split("/rounds/")[1].split("?")[0]
    coverage = Api(page).get(f"/rounds/{found}")["grids"]
    own = next(one["coverage"] for one in coverage if one["grid"]["id"] == grid)
    assert own["targets"] - own["done"] == count


def test_what_is_done_moves_to_the_done(open_as: Open) -> None:
    page = open_as("jiedao", "/home")
    Api(page).snapshot()
    page.reload()
    stand_still(page)
    done = page.get_by_role("region", name="已完成")
    expect(done).to_contain_text("统计表每月定稿")
    expect(done).to_contain_text("定稿")
    due = page.get_by_role("region", name="今日应办")
    expect(due.get_by_role("heading", name="统计表每月定稿")).to_have_count(0)


def test_figures_and_map_stay_a_page_of_their_own(open_as: Open) -> None:
    page = open_as("jiedao", "/home")
    rail = page.get_by_role("navigation", name="主导航")
    expect(rail.get_by_role("link", name="今日")).to_have_attribute("aria-current", "page")
    rail.get_by_role("link", name="总览").click()
    page.wait_for_url("**/overview")
    expect(page.get_by_role("heading", name="总览")).to_be_visible()
    rail.get_by_role("link", name="网格卫").click()
    page.wait_for_url("**/home")


def test_without_a_post_it_says_whom_to_ask(open_as: Open) -> None:
    page = open_as("guanli", "/home")
    expect(page.get_by_text("您今天没有任职，所以没有岗位职责")).to_be_visible()
    expect(page.get_by_text("请联系街道网格长或街道指挥部")).to_be_visible()
    expect(page.locator(".post")).to_have_count(0)
