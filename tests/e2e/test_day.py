"""The desk's side of a worker's day: logs countersigned, sheets with the rows under them, patrols, points and draws."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from gridward.kernel import clock
from tests.e2e.conftest import PHONE, Open
from tests.e2e.screens import Api, choose, dialog

pytestmark = pytest.mark.e2e

LINE = "M 40,140 C 90,20 120,20 130,90 L 240,60 M 440,60 L 520,140"
OPEN_FINDING = {"category": "environment", "text": "楼道堵了（测试）", "place": "3栋"}
HANDLED = {"category": "facility", "text": "测温枪没电（测试）", "handled": "已换电池"}


def _times(started: float, minutes: int = 30) -> tuple[datetime, datetime]:
    """From so many hours ago, on the street's clock."""
    start = clock.now().astimezone(clock.LOCAL) - timedelta(hours=started)
    return start, start + timedelta(minutes=minutes)


def _patrol(worker: Api, **given: Any) -> dict[str, Any]:
    """A patrol that the worker of the demo walked just now."""
    start, end = _times(0.1, 5)
    said = {"started_at": start.isoformat(), "ended_at": end.isoformat(), **given}
    grid = worker.grid()["id"]
    return dict(worker.post("/work/patrols", id=str(uuid4()), grid_id=grid, **said))


def _log(worker: Api, work: str, **given: Any) -> dict[str, Any]:
    """A log of two hours ago, signed."""
    start, end = _times(2)
    hours = {"from": start.isoformat(), "to": end.isoformat(), "day": start.date().isoformat()}
    said = {"id": str(uuid4()), "grid_id": worker.grid()["id"], "signature": LINE}
    return dict(worker.post("/work/logs", work=work, **said, **hours, **given))


def _confirm(page: Page) -> None:
    """What a hint asks before it is done."""
    page.get_by_role("tooltip").get_by_role("button", name="确定").click()


def _row(page: Page, text: str) -> Locator:
    return page.locator("tbody tr", has_text=text)


def test_a_chief_reads_a_corrected_log_countersigns_and_prints_it(open_as: Open) -> None:
    own = open_as("wangge", "/logs")
    worker = Api(own)
    first = _log(worker, "走访5户（测试）。")
    _log(worker, "走访6户（测试）。", corrects=first["id"], reason="漏记一户")
    page = open_as("shequ", f"/logs?day={first['day']}&grid={first['grid']['id']}")
    row = _row(page, "走访6户（测试）")
    expect(row).to_contain_text("待复核")
    expect(row).to_contain_text("更正 · 第 2 版")
    expect(_row(page, "走访5户（测试）")).to_have_count(0)
    row.get_by_role("button", name="工作日志").click()
    latest = dialog(page).locator("[data-revision='2']")
    expect(latest).to_contain_text("更正理由：漏记一户")
    expect(latest.get_by_role("img").locator("path")).to_have_attribute("d", LINE)
    expect(dialog(page).get_by_text("走访5户（测试）")).to_be_hidden()
    dialog(page).get_by_text("第 1 版", exact=True).click()
    expect(dialog(page).get_by_text("走访5户（测试）")).to_be_visible()

    dialog(page).get_by_role("button", name="复核").click()
    _confirm(page)
    expect(latest).to_contain_text("社区网格长")
    expect(row).to_contain_text("已复核")
    expect(dialog(page).get_by_role("button", name="复核")).to_have_count(0)
    with page.expect_download() as kept:
        dialog(page).get_by_role("button", name="打印").click()
        page.get_by_role("menuitem", name="Word").click()
    assert kept.value.suggested_filename.endswith("_1份.docx")

    own.goto(f"/logs?log={first['id']}")
    expect(dialog(own).locator("[data-revision='2']")).to_be_visible()
    expect(dialog(own).get_by_role("button", name="复核")).to_have_count(0)


def test_logs_are_printed_once_a_day_or_a_grid_is_chosen(open_as: Open) -> None:
    page = open_as("wangge", "/logs")
    log = _log(Api(page), "打印一份（测试）。")
    expect(page.get_by_role("button", name="打印所列日志")).to_be_disabled()
    page.goto(f"/logs?day={log['day']}")
    expect(_row(page, "打印一份（测试）")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="打印所列日志").click()
        page.get_by_role("menuitem", name="PDF").click()
    assert kept.value.suggested_filename.endswith(".pdf")


def test_each_figure_of_a_sheet_opens_its_rows_and_tells_what_changed_since(open_as: Open) -> None:
    worker = Api(open_as("wangge", "/account"))
    _patrol(worker, findings=[OPEN_FINDING])
    grid, day = worker.grid()["id"], clock.today().isoformat()
    worker.post("/work/sheets", id=str(uuid4()), grid_id=grid, day=day, note="还要去一次")
    walked = _patrol(worker, kind="gate", findings=[HANDLED])
    told = worker.get(f"/work/sheets/{grid}?day={day}")
    patrols = next(one["value"] for one in told["figures"] if one["name"] == "patrols")

    page = open_as("shequ", f"/sheets?day={day}")
    row = _row(page, told["member_name"])
    expect(row).to_contain_text("确认，后有变化")
    expect(row).to_contain_text(f"确认时 {patrols - 1}")
    row.get_by_role("button", name=f"巡查次数 {patrols}").click()
    under = dialog(page).locator("tbody tr")
    expect(under).to_have_count(patrols)
    under.locator(f'a[href*="{walked["id"]}"]').click()
    expect(dialog(page).get_by_text("已换电池")).to_be_visible()

    page.goto(f"/sheets?day={day}&place={grid}")
    row.get_by_role("button", name="确认，后有变化").click()
    expect(dialog(page)).to_contain_text("备注：还要去一次")
    page.keyboard.press("Escape")
    with page.expect_download() as kept:
        page.get_by_role("button", name="下载本网格").click()
        page.get_by_role("menuitem", name="Excel").click()
    assert kept.value.suggested_filename.endswith(".xlsx")


def test_a_sheet_that_nobody_confirmed_says_so_and_has_no_file(open_as: Open) -> None:
    day = (clock.today() - timedelta(days=3)).isoformat()
    page = open_as("shequ", f"/sheets?day={day}", PHONE)
    expect(page.locator(".sheets tbody tr").first).to_contain_text("未确认")
    page.get_by_role("button", name="下载全部网格").click()
    page.get_by_role("menuitem", name="PDF").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有人确认过每日摸排表")


def test_a_point_is_set_walked_by_changed_and_retired(open_as: Open) -> None:
    worker = Api(open_as("wangge", "/account"))
    grid = worker.grid()
    page = open_as("shequ", f"/patrols?view=points&grid={grid['id']}")
    page.get_by_role("button", name="添加点位").click()
    dialog(page).get_by_label("点位名称").fill("南门（测试）")
    dialog(page).get_by_label("经度").fill("东经")
    expect(dialog(page).get_by_role("button", name="保存")).to_be_disabled()
    dialog(page).get_by_label("经度").fill("115.9")
    dialog(page).get_by_role("button", name="保存").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("经度和纬度要一起填写")
    dialog(page).get_by_label("纬度").fill("28.67")
    dialog(page).get_by_role("button", name="保存").click()
    expect(_row(page, "南门（测试）")).to_contain_text("115.90000, 28.67000")

    point = next(
        one
        for one in worker.get(f"/work/points?grid_id={grid['id']}")["items"]
        if "南门" in one["name"]
    )
    stop = {"at": _times(0.05)[0].isoformat(), "point_id": point["id"], "found": "finding"}
    walked = _patrol(worker, kind="facility", stops=[stop], findings=[OPEN_FINDING])
    page.get_by_role("button", name="修改南门（测试）").click()
    dialog(page).get_by_label("点位名称").fill("南大门（测试）")
    dialog(page).get_by_role("button", name="保存").click()
    page.get_by_role("button", name="停用南大门（测试）").click()
    _confirm(page)
    expect(_row(page, "南大门（测试）")).to_have_count(0)
    page.get_by_text("看已停用的").click()
    expect(_row(page, "南大门（测试）")).to_contain_text("停用")

    page.goto(f"/patrols?day={clock.today()}&grid={grid['id']}")
    expect(_row(page, "防护设施巡查").first).to_contain_text("1 件待处置")
    page.goto(f"/patrols?patrol={walked['id']}")
    expect(dialog(page).locator(".stops")).to_contain_text(re.compile("南门（测试）.*有发现"))
    expect(dialog(page)).to_contain_text("尚未处置")


def test_drawn_patrols_are_sealed_before_they_begin_and_can_be_stopped(open_as: Open) -> None:
    page = open_as("shequ", "/account")
    api = Api(page)
    api.post("/work/points", grid_id=api.grid()["id"], name="抽签点（测试）")
    page.goto("/patrols?view=draws")
    page.get_by_role("button", name="新建随机巡逻").click()
    dialog(page).get_by_role("combobox", name="网格", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name=api.grid()["name"], exact=True).click()
    dialog(page).get_by_label("计划名称").fill("夜间巡逻（测试）")
    choose(page, "点位", "抽签点（测试）")
    page.keyboard.press("Escape")
    dialog(page).get_by_role("button", name="添加时段").click()
    seal = dialog(page).get_by_role("button", name="封存种子并开始")
    expect(seal).to_be_disabled()
    second = dialog(page).get_by_role("group", name="第 2 个时段")
    second.get_by_text("周六").click()
    expect(dialog(page)).to_contain_text("从每周 86 个整点中抽 3 次")
    seal.click()
    row = _row(page, "夜间巡逻（测试）")
    expect(row).to_contain_text("未开始")

    row.get_by_role("button").click()
    plan = api.get("/work/draws")["items"][0]
    expect(dialog(page)).to_contain_text(plan["commitment"])
    expect(dialog(page)).to_contain_text("周六 20:00–22:00")
    expect(dialog(page)).to_contain_text("之后公开种子")
    expect(dialog(page)).to_contain_text("还没有过去的抽签")
    dialog(page).get_by_role("button", name="停止计划").click()
    _confirm(page)
    expect(row).to_contain_text("已停止")

    worker = open_as("wangge", f"/patrols?view=draws&plan={plan['id']}")
    expect(worker.get_by_role("button", name="新建随机巡逻")).to_have_count(0)
