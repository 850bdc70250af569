"""A worker's day on the phone: a patrol, the log signed with a finger, the sheet confirmed; each arrives once."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.hands import sign
from tests.e2e.field.phones import PIN, FieldPhone

pytestmark = pytest.mark.e2e

FETCHED = """async ([method, path, body]) => {
  const [, token] = /csrftoken=([^;]+)/.exec(document.cookie)
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token }
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
  return answer.json()
}"""


def ask(phone: FieldPhone, method: str, path: str, body: object = None) -> Any:
    """The server's JSON, asked with the session of the phone."""
    return phone.page.evaluate(FETCHED, [method, f"/api/v1{path}", body])


def tap(phone: FieldPhone, name: str) -> None:
    """Tap a key by its words."""
    phone.page.get_by_role("button", name=name).first.tap()


@pytest.fixture
def phone(new_phone: NewPhone) -> FieldPhone:
    """The grid worker's phone, with a point to walk by."""
    made = new_phone()
    made.begin("wangge")
    points = ask(made, "GET", f"/work/points?grid_id={grid_of(made)}")["items"]
    if "东门卡口" not in [one["name"] for one in points]:
        point = {"grid_id": grid_of(made), "name": "东门卡口", "category": "gate"}
        ask(made, "POST", "/work/points", point)
        made.reopen()
        made.enter(PIN)
        expect(made.strip).to_contain_text("全部已送达")
    return made


def grid_of(phone: FieldPhone) -> str:
    """The grid of the worker's post."""
    return str(ask(phone, "GET", "/me")["posts"][0]["grid_id"])


def counted(phone: FieldPhone, grid: str) -> list[int]:
    """Patrols, logs and versions of sheets that the server has of a grid."""
    lists = ("patrols", "logs", "sheets")
    return [len(ask(phone, "GET", f"/work/{one}?grid_id={grid}")["items"]) for one in lists]


def test_a_day_without_a_signal_arrives_once(phone: FieldPhone) -> None:
    page, grid = phone.page, grid_of(phone)
    before = counted(phone, grid)
    phone.context.set_offline(True)
    page.get_by_role("link", name="我的一天").tap()
    tap(phone, "开始巡查")
    tap(phone, "东门卡口")
    expect(page.get_by_text("✓")).to_be_visible()
    phone.reopen("/field/today")
    phone.enter(PIN)
    page.get_by_role("link", name="网格巡查进行中").tap()
    tap(phone, "发现问题")
    page.get_by_role("radio", name="安全隐患").tap()
    page.get_by_label("发现了什么").fill("天台门锁坏了")
    page.get_by_label("怎么处置的").fill("已报物业")
    tap(phone, "记下问题")
    expect(page.get_by_text("发现问题 1 件")).to_be_visible()
    tap(phone, "结束巡查")
    page.locator(".van-dialog__confirm").tap()
    page.wait_for_url("**/field/today")
    expect(phone.strip).to_contain_text("1 条存在本机", timeout=30_000)

    page.get_by_role("link", name="我的一天").tap()
    walked = re.compile("开展网格巡查，到东门卡口共1个点位。")
    expect(page.get_by_label("工作情况")).to_have_value(walked)
    sign(phone.page)
    tap(phone, "提交日志，确认摸排表")
    expect(page.get_by_role("button", name="更正")).to_be_visible()
    expect(phone.strip).to_contain_text("3 条存在本机", timeout=30_000)

    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    after = counted(phone, grid)
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]
    patrol = ask(phone, "GET", f"/work/patrols?grid_id={grid}")["items"][0]
    found = ask(phone, "GET", f"/work/patrols/{patrol['id']}")
    assert [(one["name"], one["found"]) for one in found["stops"]] == [("东门卡口", "finding")]
    assert [(one["category"], one["handled"]) for one in found["findings"]] == [
        ("safety", "已报物业")
    ]
    log = ask(phone, "GET", f"/work/logs?grid_id={grid}")["items"][0]
    assert "天台门锁坏了" in log["handling"]
    assert log["signature"].startswith("M")
    sheet = ask(phone, "GET", f"/work/sheets?grid_id={grid}")["items"][0]
    assert sheet["figures"]["findings_handled"] >= 1


def test_what_another_phone_recorded_is_in_the_words_of_the_server(
    phone: FieldPhone, new_phone: NewPhone
) -> None:
    phone.page.get_by_role("link", name="我的一天").tap()
    tap(phone, "卡口值守")
    tap(phone, "东门卡口")
    expect(phone.page.get_by_text("✓")).to_be_visible()
    tap(phone, "结束巡查")
    phone.page.locator(".van-dialog__confirm").tap()
    expect(phone.page.get_by_role("button", name="结束巡查", exact=True)).to_have_count(0)
    expect(phone.strip).to_contain_text("全部已送达")
    other = new_phone()
    other.begin("wangge")
    other.page.get_by_role("link", name="我的一天").tap()
    work = other.page.get_by_label("工作情况")
    expect(work).to_have_value("这段时间没有在系统中记录工作。")
    tap(other, "取服务器的建议")
    expect(work).to_have_value(re.compile("开展卡口值守，到东门卡口共1个点位。"))
    expect(other.page.get_by_text("服务器汇总")).to_be_visible()
    other.page.get_by_role("button", name="巡查次数").tap()
    expect(
        other.page.locator(".rows").get_by_text(re.compile(r"\d\d:\d\d–\d\d:\d\d")).first
    ).to_be_visible()


def test_the_log_and_the_sheet_of_a_day_take_three_taps(phone: FieldPhone) -> None:
    page = phone.page
    taps: list[str] = []
    page.expose_function("tapped", lambda one: taps.append(one))
    page.evaluate("addEventListener('pointerdown', () => tapped('one'), true)")
    page.get_by_role("link", name="我的一天").tap()
    sign(phone.page)
    page.locator(".bar").get_by_role("button").tap()
    expect(page.get_by_role("button", name="更正")).to_be_visible()
    expect(page.locator(".bar")).to_have_count(0)
    assert len(taps) == 3
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)


def test_the_way_of_the_day_is_kept_without_a_signal(phone: FieldPhone) -> None:
    page = phone.page
    tap(phone, "规划今天的路线")
    legs = page.locator(".legs__one")
    expect(legs.first).to_be_visible()
    told = legs.all_inner_texts()
    phone.context.set_offline(True)
    phone.reopen("/field/today")
    phone.enter(PIN)
    expect(legs.first).to_be_visible()
    assert legs.all_inner_texts() == told
    phone.context.set_offline(False)
