"""Siting in a browser: a study with uploaded roads, its plan on the map, what if by map and by list, a gate of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Open
from tests.e2e.looking import axe, latin, too_wide
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e
WORKED_MS = 60_000
"""The worker does one job after the other, and may be busy with a roster."""


def _corners(geometry: Any) -> list[tuple[float, float]]:
    if isinstance(geometry[0], int | float):
        return [(geometry[0], geometry[1])]
    return [corner for part in geometry for corner in _corners(part)]


def _roads(page: Page, grid: str) -> dict[str, Any]:
    """A cross of two roads over a grid, beyond its boundary on all four sides."""
    shapes = Api(page).get("/territory/map")["features"]
    [mine] = [one["geometry"] for one in shapes if one["id"] == grid]
    places = _corners(mine["coordinates"])
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*places, strict=True))
    middle, height = (west + east) / 2, (south + north) / 2
    lines = {
        "东西路": [[2 * west - middle, height], [2 * east - middle, height]],
        "南北路": [[middle, 2 * south - height], [middle, 2 * north - height]],
    }
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": name, "width": 8 if name == "东西路" else 4},
                "geometry": {"type": "LineString", "coordinates": line},
            }
            for name, line in lines.items()
        ],
    }


def _study(page: Page, name: str) -> str:
    """A new study of one opening in the leader's first grid; answers the grid's name."""
    page.get_by_role("button", name="新建选址研究").click()
    box = dialog(page)
    box.get_by_label("名称", exact=True).fill(name)
    grid = Api(page).grid()
    box.get_by_label("网格", exact=True).fill(grid["name"])
    page.get_by_role("option", name=grid["name"]).first.click()
    box.get_by_label("要几个出入口").fill("1")
    choose(page, "现有卡口", "不考虑")
    box.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/siting/[0-9a-f-]{36}$"))
    return str(grid["id"])


def _upload(page: Page, file: Path, content: object) -> None:
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    page.locator("input[name=roads]").set_input_files(file)


def _click_the_middle(page: Page) -> None:
    """Of the map, where the two roads cross."""
    box = page.locator(".siting-map__box").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def _sheet(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_a_study_is_planned_tried_and_becomes_a_gate(open_as: Open, tmp_path: Path) -> None:
    page = open_as("shequ", "/siting")
    grid = _study(page, "东片围合")
    _upload(page, tmp_path / "坏.geojson", '{"features": [')
    expect(page.get_by_role("alert")).to_contain_text("文件读不出来")
    _upload(page, tmp_path / "道路.geojson", _roads(page, grid))
    figures = _sheet(page, "费用与步行")
    expect(figures).to_contain_text("封闭 3 处、保留 1 个出入口", timeout=WORKED_MS)
    expect(page.locator("[data-ready]")).to_be_visible()
    openings = _sheet(page, "出入口")
    first = openings.get_by_role("row").nth(1).inner_text()
    assert "东西路/" in first

    openings.get_by_role("button", name="不设这里").click()
    what_if = _sheet(page, "如果……")
    expect(what_if.get_by_role("listitem")).to_contain_text("不设出入口：东西路/")
    _click_the_middle(page)
    expect(what_if.locator(".road")).to_contain_text(re.compile("东西路|南北路"))
    what_if.get_by_role("combobox", name="道路").fill("东西路")
    page.get_by_role("option", name="东西路").click()
    what_if.get_by_role("button", name="封闭这条路").click()
    what_if.get_by_role("button", name="计算这个假设").click()
    beside = _sheet(page, "与原方案相比")
    expect(beside).to_contain_text("新开：南北路/", timeout=WORKED_MS)
    expect(_sheet(page, "费用与步行").get_by_role("columnheader", name="原方案")).to_be_visible()

    openings.get_by_role("button", name="设为卡口").click()
    box = dialog(page)
    expect(box.get_by_label("名称", exact=True)).to_have_value("南北路卡口")
    expect(box.get_by_label("经度")).not_to_have_value("")
    box.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status").filter(has_text="已设立卡口“南北路卡口”")).to_be_visible()


def test_the_demo_has_a_study_that_reads_well_and_fits_a_phone(open_as: Open) -> None:
    page = open_as("shequ", "/siting")
    page.get_by_role("link", name="（演练，虚构）").click()
    figures = _sheet(page, "费用与步行")
    expect(figures).to_contain_text("居民到卡口平均走", timeout=WORKED_MS)
    page.get_by_role("button", name="如果保留6个出入口").click()
    expect(_sheet(page, "与原方案相比")).to_be_visible(timeout=WORKED_MS)
    page.mouse.move(0, 0)
    assert axe(page) == []
    assert latin(page) == set()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert too_wide(page) == []
