"""What a person of the base grid sees: the own grid and nothing beside it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.screens import Api, tile
from tests.e2e.still import stand_still

pytestmark = pytest.mark.e2e


def test_a_grid_worker_sees_the_figures_of_the_own_grid_only(open_as: Open) -> None:
    worker, chief = open_as("wangge", "/overview"), open_as("jiedao", "/overview")
    own = Api(worker).grid()
    rows = worker.locator(".overview__table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(own["name"])
    assert 0 < tile(worker, "人数") < tile(chief, "人数")


def test_a_grid_worker_finds_nobody_of_another_grid(open_as: Open) -> None:
    worker, chief = open_as("wangge", "/register"), open_as("jiedao", "/overview")
    own = Api(worker).grid()["id"]
    other = next(grid for grid in map(Api(chief).grid, range(2)) if grid["id"] != own)
    foreign = Api(chief).get(f"/register/households?grid={other['id']}")["items"][0]
    worker.goto(f"/register/households/{foreign['id']}")
    expect(worker.get_by_role("alert")).to_contain_text("没有找到这条记录")
    worker.goto(f"/register?q={foreign['address_text']}")
    stand_still(worker)
    expect(worker.get_by_role("link", name=foreign["grid"]["name"])).to_have_count(0)


def test_a_grid_worker_has_no_door_to_imports_and_records(open_as: Open) -> None:
    page = open_as("wangge", "/overview")
    rail = page.get_by_role("navigation", name="主导航")
    expect(rail.get_by_role("link", name="底册")).to_be_visible()
    expect(rail.get_by_role("link", name="导入")).to_have_count(0)
    expect(rail.get_by_role("link", name="记录")).to_have_count(0)
    page.goto("/imports")
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()


def test_the_discipline_officer_reads_the_record_and_no_register(open_as: Open) -> None:
    page = open_as("jiwei", "/audit")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.goto("/register")
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()


def test_the_administrator_keeps_accounts_and_reads_no_register(open_as: Open) -> None:
    page = open_as("guanli", "/staff")
    expect(page.get_by_role("button", name="添加人员")).to_be_visible()
    page.goto("/register/households")
    expect(page.get_by_role("heading", name="您的岗位不能打开这个页面")).to_be_visible()
